"""For a mismatch: the passage that comes nearest, and what differs."""

from __future__ import annotations

from build_dossier.evidence.matching import Text
from build_dossier.evidence.nearest import Nearest, nearest_passage

TEXT = Text("A first line.\n\nThe process is not transparent, it is incompre-\nhensible to all of us.\nA last line.\n")


def test_the_nearest_passage_has_its_line_and_the_words_that_differ() -> None:
    assert nearest_passage("The process is transparent, it is incomprehensible", TEXT) == Nearest(
        3,
        "The process is transparent, it is ⟦incomprehensible⟧",
        "The process is ⟦not⟧ transparent, it is ⟦incompre-hensible⟧",
        "The process is",
    )


def test_where_the_first_word_differs_nothing_agrees_before() -> None:
    nearest = nearest_passage("This process is not transparent", TEXT)
    assert nearest
    assert (nearest.line, nearest.agree) == (3, "")
    assert nearest.recorded.startswith("⟦This⟧ process is not")
    assert nearest.printed.startswith("⟦The⟧ process is not")


def test_marks_and_stops_around_the_passage_are_no_difference_but_those_within_are() -> None:
    text = Text("He said: “We wait, as ever, for weeks.” It is so.")
    assert nearest_passage("We wait as ever, for weeks", text) == Nearest(
        1, "We ⟦wait⟧ as ever, for weeks", "'We ⟦wait,⟧ as ever, for weeks.'", "We"
    )


def test_only_the_last_words_before_the_difference_are_told() -> None:
    text = Text("one two three four five six seven eight nine ten")
    nearest = nearest_passage("one two three four five six seven eight neuf ten", text)
    assert nearest
    assert nearest.agree == "four five six seven eight"


def test_where_nothing_is_near_there_is_none() -> None:
    assert nearest_passage("这个过程不透明", TEXT) is None
    assert nearest_passage("…", Text("")) is None
    assert nearest_passage("\u200b", TEXT) is None
    assert nearest_passage("word " * 5_000, TEXT) is None


def test_a_text_without_blanks_has_nearest_passages_too() -> None:
    nearest = nearest_passage("这个过程透明", Text("他说，这个过程不透明，也不可理解。\n"))
    assert nearest
    assert nearest.line == 1
