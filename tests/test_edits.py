"""An author's ellipses and insertions, and what is left between them."""

from __future__ import annotations

import pytest

from build_dossier.evidence.edits import FURTHEST_ELLIPSIS, FURTHEST_INSERTION, Part, insertions, parts, runs


@pytest.mark.parametrize(
    "mark",
    ["…", "...", ". . .", "[…]", "[...]", "[ . . . ]", "(…)", "(...)", "……", "....", ". . . .", ".\u00a0.\u00a0."],
)
def test_marks_of_an_ellipsis(mark: str) -> None:
    assert parts(f"It is {mark} so") == [Part("It is", FURTHEST_ELLIPSIS), Part("so", FURTHEST_ELLIPSIS)]
    assert insertions(f"It is {mark} so") == []


@pytest.mark.parametrize("words", ["It is so.", "It is. So..", "Is it (so)?", "1.5", "so] it [is", ""])
def test_words_without_an_edit_have_no_parts(words: str) -> None:
    assert parts(words) == []


def test_an_insertion_reaches_less_far() -> None:
    assert parts("It [all] is") == [Part("It", FURTHEST_ELLIPSIS), Part("is", FURTHEST_INSERTION)]
    assert insertions("It [all] is [“so”] … [Mr. Ma]") == ["all", "'so'", "Mr. Ma"]


def test_beside_each_other_the_one_counts_that_reaches_farther() -> None:
    assert [part.furthest for part in parts("a … [b] c [d] … e [f] g")][1:] == [600, 600, 80]


@pytest.mark.parametrize(
    ("words", "heads", "tails"),
    [
        ("[T]he list", ["T"], [None]),
        ("[The] list", [None], [None]),
        ("[The ]list", [None], [None]),
        ("brand[s] are", [None, None], ["s", None]),
        ("brand [s] are", [None, None], [None, None]),
        ("brand[ s] are", [None, None], [None, None]),
        ("un[]fair", [None, ""], ["", None]),
        ("[不]透明", [None], [None]),
        ("(so[me])", [None, None], ["me", None]),
        ("so, [me]", [None], [None]),
        ("so …[T]he", [None, "T"], [None, None]),
    ],
)
def test_an_insertion_clings_to_a_word_that_no_blank_keeps_from_it(
    words: str, heads: list[str | None], tails: list[str | None]
) -> None:
    found = parts(words)
    assert [part.head for part in found] == heads
    assert [part.tail for part in found] == tails


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("It is so.", ["It is so."]),
        ("It … is [all] so", ["It", "is", "so"]),
        ("[T]he list is long", ["list is long"]),
        ("Each brand[s] here", ["Each", "here"]),
        ("[T]he … [w]ord", []),
        ("a\n  b … c", ["a b", "c"]),
        ("[…]", []),
    ],
)
def test_runs_are_words_that_no_insertion_changes(words: str, found: list[str]) -> None:
    assert runs(words) == found
