"""Are the words in the source? Each folder in cases/evidence holds a source, words, and what a checker should say.

`expected.txt` says why in its first line, then the verdict; the passage of the source that was found, with line ends
as ⏎, the words before and after it where it is not unique; or the reason of a mismatch.
"""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from build_dossier.evidence.captures import Capture
from build_dossier.evidence.folding import CUT, fold
from build_dossier.evidence.matching import Match, Miss, Text, look_for
from build_dossier.evidence.verdicts import Verdict
from build_dossier.evidence.view import View
from tests.conftest import CASES

EVIDENCE = sorted(path for path in (CASES / "evidence").iterdir() if path.is_dir())


def _read(path: Path) -> str:
    return path.read_bytes().decode()


def _text(case: Path) -> Text:
    return Text(Capture((case / "source.txt").read_bytes(), "").text)


def _words(case: Path) -> str:
    return _read(case / "words.txt").removesuffix("\n")


def _as_expected(found: Match | Miss, text: Text) -> list[str]:
    if isinstance(found, Miss):
        return ["verdict: mismatch", *([f"reason: {found.reason}"] if found.reason else [])]
    passage = text.raw[found.start : found.end]
    for char, sign in (("\r\n", "␍⏎"), ("\n", "⏎"), ("\t", "⇥")):
        passage = passage.replace(char, sign)
    around = [f"before: {found.around[0]}", f"after: {found.around[1]}"] if any(found.around) else []
    return [f"verdict: {found.verdict.value}", f"found: {passage}", *around]


@pytest.mark.parametrize("case", EVIDENCE, ids=lambda case: case.name)
def test_the_words_get_the_verdict_that_they_deserve(case: Path) -> None:
    text = _text(case)
    comment, *expected = _read(case / "expected.txt").splitlines()
    assert comment.startswith("# ")
    assert _as_expected(look_for(_words(case), text), text) == expected


def test_there_are_many_cases_of_each_verdict() -> None:
    verdicts = [_read(case / "expected.txt").splitlines()[1] for case in EVIDENCE]
    assert verdicts.count("verdict: mismatch") >= 60
    assert verdicts.count("verdict: verified") >= 30
    assert verdicts.count("verdict: verified-edited") >= 10


@pytest.mark.parametrize("case", EVIDENCE, ids=lambda case: case.name)
def test_what_is_verified_is_not_moved_by_other_text_around_it(case: Path) -> None:
    text, words = _text(case), _words(case)
    found = look_for(words, text)
    wider = look_for(words, Text(f"A line before.\n\n{text.raw}\n\nA line after.\n"))
    assert isinstance(wider, Match) == isinstance(found, Match)
    if isinstance(found, Match) and isinstance(wider, Match):
        assert wider.verdict is found.verdict
        assert wider.start - found.start == len("A line before.\n\n")


# --- distances, to the character


def _apart(length: int, mark: str) -> Match | Miss:
    return look_for(f"first {mark} last", Text(f"The first {'x' * length} last."))


def test_an_ellipsis_leaves_out_six_hundred_characters_and_no_more() -> None:
    assert isinstance(_apart(599, "…"), Match)
    assert _apart(600, "…") == Miss("“last” does not follow within 600 characters")


def test_an_insertion_stands_for_eighty_characters_and_no_more() -> None:
    assert isinstance(_apart(79, "[so]"), Match)
    assert _apart(80, "[so]") == Miss("“last” does not follow within 80 characters")


# --- several places


def test_the_parts_are_looked_for_from_every_place_of_the_first() -> None:
    text = Text(f"The list is long. {'So it goes. ' * 60}The list is fair.")
    found = look_for("The list … fair", text)
    assert isinstance(found, Match)
    assert text.raw[found.start : found.end] == "The list is fair"


def test_a_refusal_says_more_than_a_distance() -> None:
    text = Text(f"The list is not fair. {'So it goes. ' * 60}The list is long.")
    found = look_for("The list … fair", text)
    assert isinstance(found, Miss)
    assert "negation" in found.reason


def test_unique_words_need_no_words_around_them() -> None:
    assert look_for("fair", Text("A fair list; unfair lists.")) == Match(Verdict.VERIFIED, 2, 6)


def test_words_around_are_of_the_same_line() -> None:
    found = look_for("the list", Text("no\nthe list is\nthe list"))
    assert isinstance(found, Match)
    assert found.around == ("", "is")


# --- words with nothing to look for


@pytest.mark.parametrize("words", ["\u200b", "…", "[all]", "[…]", "[a] … [b]", "a [b]"])
def test_words_that_leave_nothing_to_look_for_are_not_there(words: str) -> None:
    assert isinstance(look_for(words, Text("a list of all that is fair")), Miss)


def test_an_empty_text_holds_nothing() -> None:
    assert look_for("a list", Text("")) == Miss()


# --- what holds of every text

PLAIN = [
    *("ash", "birch", "cedar", "doum", "elm", "fir", "gum", "hazel", "ivy", "jujube", "kapok", "larch", "maple"),
    *("nutmeg", "oak", "pine", "quince", "rowan", "spruce", "teak", "ulmo", "viburnum", "willow", "yew"),
]
TREES = st.lists(st.sampled_from(PLAIN), min_size=3, max_size=20, unique=True)


@settings(deadline=None)
@given(TREES, st.data())
def test_words_of_the_text_are_found_where_they_stand(trees: list[str], data: st.DataObject) -> None:
    first = data.draw(st.integers(0, len(trees) - 1))
    last = data.draw(st.integers(first, len(trees) - 1))
    words = " ".join(trees[first : last + 1])
    text = " ".join(trees)
    assert look_for(words, Text(text)) == Match(Verdict.VERIFIED, text.index(words), text.index(words) + len(words))


@settings(deadline=None)
@given(TREES, st.data())
def test_one_word_dropped_added_changed_or_moved_is_never_verified(trees: list[str], data: st.DataObject) -> None:
    at = data.draw(st.integers(1, len(trees) - 2))
    to = data.draw(st.integers(0, len(trees) - 1).filter(lambda to: to != at))
    changed = data.draw(
        st.sampled_from(
            [
                [*trees[:at], *trees[at + 1 :]],
                [*trees[:at], "not", *trees[at:]],
                [*trees[:at], "zelkova", *trees[at + 1 :]],
                [*trees[:at], trees[at].capitalize(), *trees[at + 1 :]],
                [trees[to if n == at else at if n == to else n] for n in range(len(trees))],
            ]
        )
    )
    assert isinstance(look_for(" ".join(changed), Text(" ".join(trees))), Miss)


_TYPOGRAPHY = {"'": "’‘ʼ", '"': "“”„»", "-": "‐‑", " ": "\u00a0\n\u2009", "fi": "ﬁ", "...": "…"}


@settings(deadline=None)
@given(
    st.lists(st.sampled_from(["it's", '"so"', "well-known", "office", "film", "and so..."]), min_size=1, max_size=8),
    st.data(),
)
def test_fair_typography_verifies(pieces: list[str], data: st.DataObject) -> None:
    words = " ".join(pieces)
    printed = words
    for plain, others in _TYPOGRAPHY.items():
        other = data.draw(st.sampled_from([plain, *others]))
        printed = printed.replace(plain, other)
    found = look_for(words, Text(f"He said {printed}, and went."))
    assert isinstance(found, Match)
    assert found.verdict is Verdict.VERIFIED


@settings(deadline=None)
@given(TREES, st.data())
def test_words_may_be_cut_anywhere_by_lines(trees: list[str], data: st.DataObject) -> None:
    words = " ".join(trees)
    cuts = data.draw(st.sets(st.integers(1, len(words) - 1), max_size=6))
    printed = "".join(
        f"-\n{char}" if at in cuts and words[at - 1].isalpha() and char.isalpha() else char
        for at, char in enumerate(words)
    )
    found = look_for(words, Text(f"He said {printed}, and went."))
    assert isinstance(found, Match)
    assert (found.start, found.end) == (8, 8 + len(printed))


def _as_pattern(words: str) -> re.Pattern[str]:
    """The slow and plain way to look through cuts: each may be a hyphen of the words or none."""
    each = [f"(?:-|{CUT})" if char == "-" else re.escape(char) for char in words]
    pattern = each[0]
    for before, char, piece in zip(words, words[1:], each[1:], strict=False):
        if before == "-" and char == " ":
            pattern = f"{pattern[: -len(f'(?:-|{CUT})')]}(?:- |{CUT})"
        else:
            pattern += f"{CUT}?{piece}" if before.isalpha() and char.isalpha() else piece
    return re.compile(pattern)


@settings(deadline=None)
@given(
    st.sampled_from("ab"),
    st.text("ab- ", max_size=4),
    st.lists(st.sampled_from(["a", "b", "-", " ", "a-\nb", "b-\na"]), max_size=16),
)
def test_cuts_are_looked_through_as_the_slow_way_does(first: str, more: str, printed: list[str]) -> None:
    printed = ["a-\nb", *printed]
    words, folded = fold(first + more).text, fold("".join(printed))
    view, pattern = View(folded, "".join(printed)), _as_pattern(words)
    places = {at: found.end() for at in range(len(folded.text)) if (found := pattern.match(folded.text, at))}
    assert dict(view.places(words, 0, len(folded.text))) == places
    assert dict(view.places(words, 3, 5)) == {at: end for at, end in places.items() if 3 <= at <= 5}
