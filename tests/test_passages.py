"""Passages in quotation marks: the marks of many languages, and what only looks like one."""

from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from build_dossier.evidence.passages import passages
from build_dossier.evidence.quotation_marks import MARKS

PARTS = st.sampled_from([*MARKS, " ", "\n", "\n\n", "a", "b c", "brands", "s ", "5", ".", ",", "…", "买", "ק"])
TEXTS = st.text() | st.lists(PARTS, max_size=60).map("".join)


def _found(text: str) -> list[str]:
    """The outermost passages, marks included."""
    return [text[one.start : one.end] for one in passages(text) if not one.depth]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("“Trade is fair,” she said. “It is.”", ["“Trade is fair,”", "“It is.”"]),
        ('"Trade is fair," she said, "always."', ['"Trade is fair,"', '"always."']),
        ("‘Trade is fair,’ she said.", ["‘Trade is fair,’"]),
        ("'Trade is fair,' she said.", ["'Trade is fair,'"]),
        ("„Das ist gut“, sagte er. „Ja.“", ["„Das ist gut“", "„Ja.“"]),
        ("‚Das ist gut‘, sagte er.", ["‚Das ist gut‘"]),
        ("»Guten Tag«, sagte er, »und danke«", ["»Guten Tag«", "»und danke«"]),
        ("«Grüezi», sagte er.", ["«Grüezi»"]),
        ("« Bonjour », dit-il. «\u00a0Non\u00a0»", ["« Bonjour »", "«\u00a0Non\u00a0»"]),
        ("d'« ici » et l'«autre»", ["« ici »", "«autre»"]),
        ('Il a dit " bonjour " hier', ['" bonjour "']),
        ("„To dobrze” powiedział", ["„To dobrze”"]),
        ("”Det är bra”, sade hon", ["”Det är bra”"]),
        ("»Se on hyvä», hän sanoi", ["»Se on hyvä»"]),
        ("‹ja›", ["‹ja›"]),
        ("他说：“你好。”然后走了", ["“你好。”"]),
        ('他说"你好"然后走了', ['"你好"']),
        ("「はい」と言った", ["「はい」"]),
        ("قال «نعم» ثم “لا”", ["«نعم»", "“لا”"]),
        ("”نعم“ قال", ["”نعم“"]),
        ("“one”, “two”, and “three”", ["“one”", "“two”", "“three”"]),
        ('("a")—"b"—"c"', ['"a"', '"b"', '"c"']),
    ],
)
def test_the_marks_of_languages(text: str, found: list[str]) -> None:
    assert _found(text) == found
    assert all(one.is_closed for one in passages(text))


@pytest.mark.parametrize(
    "text",
    [
        "it's the brands' rights since the ’90s",
        "’tis, ‘tis and 'tis; rock ‘n’ roll and rock 'n' roll",
        "l'homme qu'il a vu aujourd'hui",
        'a 27" screen, 24" wide; he is 6\'2" tall and 5’10” wide',
        'צה"ל הודיע',
        "O‘Brien and the Ka‘ba",
        "Home » News » Markets",
        '", "',
        "‘twas the sellers’ market",
        "《红楼梦》",
    ],
)
def test_what_is_no_quotation_mark(text: str) -> None:
    assert passages(text) == ()


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("‘the brands’ rights are ours,’ he said", ["‘the brands’ rights are ours,’"]),
        ("'the brands' rights are ours,' he said", ["'the brands' rights are ours,'"]),
        ("‘The brands’ rights,’ and ‘the sellers’ rights,’", ["‘The brands’ rights,’", "‘the sellers’ rights,’"]),
        ("“Criminals’ tricks. It’s James’ book,” he said", ["“Criminals’ tricks. It’s James’ book,”"]),
        ('"A 27" screen," he said. "And a 5" one," she said', ['"A 27" screen,"', '"And a 5" one,"']),
        ("‘I love the ‘90s’ and more", ["‘I love the ‘90s’"]),
        ("in 1920's 'boom' in men's wear", ["'boom'"]),
    ],
)
def test_apostrophes_and_inches_beside_marks(text: str, found: list[str]) -> None:
    assert _found(text) == found


@pytest.mark.parametrize(
    ("text", "depths"),
    [
        ("“We ‘make it easy,’ always”", [0, 1]),
        ("\"we're 'fine', thanks\"", [0, 1]),
        ("«un «deux» trois»", [0, 1]),
        ("“un «deux “trois” quatre» cinq”", [0, 1, 2]),
        ("「あ『い』う」『え』", [0, 1, 0]),
        ("“He said ‘no.’”", [0, 1]),
    ],
)
def test_a_passage_within_a_passage(text: str, depths: list[int]) -> None:
    assert [one.depth for one in passages(text)] == depths


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("“First part.\n\n“Second part,” he said.", ["“First part.", "“Second part,”"]),
        ("“First part.\n“Second part,” he said.", ["“First part.", "“Second part,”"]),
        ('"First part.\n\n"Second part," he said.', ['"First part.', '"Second part,"']),
        ('"First part.\n"Second part," he said.', ['"First part.', '"Second part,"']),
        ("‘First part.\n\n‘Second part,’ he said.", ["‘First part.", "‘Second part,’"]),
        ("« Premier.\n\n« Second », dit-il.", ["« Premier.", "« Second »"]),
        ("“No end here, he said. “The next,” she said.", ["“No end here, he said.", "“The next,”"]),
        ("“No end.\nNarration follows.", ["“No end."]),
        ("“It runs\nover lines,” he said.", ["“It runs\nover lines,”"]),
        ("Narration.\nThe start was lost.” More.", ["The start was lost.”"]),
        ('said:"Yes', ['"Yes']),
    ],
)
def test_marks_without_their_other_half(text: str, found: list[str]) -> None:
    assert _found(text) == found


def test_only_the_words_lie_between_the_marks() -> None:
    text = "dit « Bonjour, toi\u00a0» hier"
    (one,) = passages(text)
    assert text[one.words_start : one.words_end] == "Bonjour, toi"


@given(TEXTS)
@example("“")
@example("' ' '\n'")
def test_any_text_is_read_in_order_and_within_itself(text: str) -> None:
    found = passages(text)
    assert [(one.start, -one.end) for one in found] == sorted((one.start, -one.end) for one in found)
    for one in found:
        assert 0 <= one.start <= one.words_start < one.words_end <= one.end <= len(text)
        assert any(char.isalnum() for char in text[one.words_start : one.words_end])


@given(TEXTS)
def test_passages_lie_within_each_other_or_apart(text: str) -> None:
    around: list[int] = []
    for one in passages(text):
        while around and around[-1] <= one.start:
            around.pop()
        assert not around or one.end <= around[-1]
        assert one.depth == len(around)
        around.append(one.end)


@pytest.mark.parametrize("piece", ["“", '"', "'a ", "s' a", "“a ", "x” ", '5" a', "“a.\n", "« »"])
def test_a_text_of_nothing_but_marks_takes_no_long_time(piece: str) -> None:
    assert len(passages(piece * 20_000)) <= 20_000
