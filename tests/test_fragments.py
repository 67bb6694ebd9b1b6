"""Links that open a page at the very words."""

from __future__ import annotations

from urllib.parse import unquote

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from build_dossier.evidence.fragments import text_fragment

URL = "https://example.org/a"
NOWHERE = ("", "")


def _directive(words: str, around: tuple[str, str] = NOWHERE) -> str:
    """The text directive, still encoded."""
    link = text_fragment(URL, words, around)
    assert link.startswith(f"{URL}#:~:text=")
    return link.removeprefix(f"{URL}#:~:text=")


def _target(words: str, around: tuple[str, str] = NOWHERE) -> list[str]:
    """The terms of the text directive, decoded."""
    return [unquote(term) for term in _directive(words, around).split(",")]


@pytest.mark.parametrize(
    ("char", "encoded"),
    [
        ("-", "%2D"),
        (",", "%2C"),
        ("&", "%26"),
        ("#", "%23"),
        ("%", "%25"),
        ("/", "%2F"),
        ("+", "%2B"),
        ("?", "%3F"),
        ("=", "%3D"),
        ("é", "%C3%A9"),
        ("不", "%E4%B8%8D"),
    ],
)
def test_what_has_a_meaning_in_a_directive_is_encoded(char: str, encoded: str) -> None:
    assert _directive(f"a{char}b c") == f"a{encoded}b%20c"


def test_blanks_and_line_ends_are_one_blank() -> None:
    assert _directive("a \n  b\u00a0c") == "a%20b%20c"


def test_few_words_go_in_as_they_are() -> None:
    assert _target("one two three four five six seven eight.") == ["one two three four five six seven eight."]


def test_of_many_words_the_first_and_the_last_go_in() -> None:
    assert _target("one two three four five six seven eight nine.") == ["one two three four", "six seven eight nine."]


def test_the_words_around_say_which_place_is_meant() -> None:
    assert _directive("the list", ("He said", "was long")) == "He%20said-,the%20list,-was%20long"
    assert _directive("the list", ("", "was long")) == "the%20list,-was%20long"
    assert _directive("the list", ("well-known –", "")) == "well%2Dknown%20%E2%80%93-,the%20list"


def test_words_around_are_left_away_where_a_link_does_not_begin_or_end_with_the_words() -> None:
    around = ("He said", "at last")
    assert _target("“it” was a long list – always", around) == ["was a long list"]
    assert _target("it was a long list – always", around) == ["He said-", "it was a long list"]
    assert _target("always – it was a long list", around) == ["it was a long list", "-at last"]


@pytest.mark.parametrize(
    ("words", "target"),
    [
        ("Our results – speak for themselves", ["speak for themselves"]),
        ("off of the ‘notorious markets’ list", ["off of the"]),
        ("we don’t know what it is", ["know what it is"]),
        ("It was a mistake to take them off of the ‘notorious markets’ list", ["It was a mistake", "them off of the"]),
        ("“They are fair” and “we are not so”", ["They are fair", "we are not so"]),
        ("“They are fair” and “we are so”", ["They are fair", "we are so"]),
        ("so… it is what it is", ["it is what it is"]),
        ("a fair, brands’ own", ["a fair, brands"]),
        ("他说“这个过程”，不透明", ["这个过程", "，不透明"]),
    ],
)
def test_typography_is_avoided(words: str, target: list[str]) -> None:
    assert _target(words) == target


def test_words_that_are_all_typography_go_in_as_they_are() -> None:
    assert _target("Alibaba’s") == ["Alibaba’s"]


def test_an_ellipsis_is_bridged() -> None:
    assert _target("We are not perfect … We will go on") == ["We are not perfect", "We will go on"]
    assert _target("We are not perfect … and we know it … We will go on") == ["We are not perfect", "We will go on"]


def test_words_that_an_insertion_changes_are_left_away() -> None:
    assert _target("[T]he process is opaque") == ["process is opaque"]
    assert _target("in response to [their] complaints, brand[s] here") == ["in response to"]


def test_an_address_may_have_a_fragment_already() -> None:
    assert text_fragment(f"{URL}#part", "a b") == f"{URL}#part:~:text=a%20b"
    assert text_fragment(f"{URL}#:~:text=c", "a b") == f"{URL}#:~:text=c&text=a%20b"
    assert text_fragment(f"{URL}?q=1&r=2", "a b") == f"{URL}?q=1&r=2#:~:text=a%20b"


@pytest.mark.parametrize("words", ["", " ", "…", "[…]", "[all of it]", "[T]he"])
def test_without_words_there_is_no_link(words: str) -> None:
    assert text_fragment(URL, words) == ""


@settings(deadline=None)
@given(st.text(), st.text(max_size=9), st.text(max_size=9))
def test_a_directive_holds_nothing_that_would_end_it(words: str, before: str, after: str) -> None:
    link = text_fragment(URL, words.encode("utf-8", "replace").decode(), (before.strip(), after.strip()))
    directive = link.removeprefix(f"{URL}#:~:text=")
    assert directive.count(",") <= 3
    assert not set(directive) & set("&#?/ \n\"<>'`")
    assert directive.isascii()


@settings(deadline=None)
@given(st.lists(st.sampled_from(["one", "two’s", "three", "four", "–", "five", "“six”"]), min_size=1, max_size=16))
def test_the_terms_stand_in_the_words_in_order_without_overlap(words: list[str]) -> None:
    text = " ".join(words)
    at = 0
    for term in _target(text):
        assert term in text[at:]
        at = text.index(term, at) + len(term)
