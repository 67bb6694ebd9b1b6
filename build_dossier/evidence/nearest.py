"""For a mismatch: the passage that comes nearest, with what differs. It explains; it never verifies."""

from __future__ import annotations

import difflib
from typing import NamedTuple

from rapidfuzz import fuzz

from build_dossier.evidence.folding import CUT, fold
from build_dossier.evidence.matching import Text

_WORTH_SHOWING = 55.0
_LONGEST = 20_000


class Nearest(NamedTuple):
    """The nearest passage: its line in the capture, and the words of both sides with the differences marked.

    In `recorded` and `printed`, words that only the one side has stand between ⟦ and ⟧.
    """

    line: int
    recorded: str
    printed: str
    agree: str
    """The last words before the two part, '' where they differ from the first word on."""


def nearest_passage(words: str, text: Text) -> Nearest | None:
    """The passage of a captured text that comes nearest to the words; None where none is near."""
    wanted, held = fold(words).text, text.folded.text
    if not wanted or not held or len(wanted) > _LONGEST:
        return None
    near = fuzz.partial_ratio_alignment(wanted, held, score_cutoff=_WORTH_SHOWING)
    if near is None or near.dest_end <= near.dest_start:
        return None
    start, end = _whole_words(held, near.dest_start, near.dest_end)
    place, _ = text.folded.span(start, end)
    ours, theirs = wanted.split(" "), held[start:end].replace(CUT, "-").split(" ")
    return Nearest(text.raw.count("\n", 0, place) + 1, *_marked(ours, theirs), _agreement(ours, theirs))


def _agreement(recorded: list[str], printed: list[str]) -> str:
    ours, theirs = _compared(recorded), _compared(printed)
    same = 0
    while same < min(len(ours), len(theirs)) and ours[same] == theirs[same]:
        same += 1
    return " ".join(recorded[max(0, same - 5) : same])


def _compared(words: list[str]) -> list[str]:
    """The words without what hangs on the first and the last: a quotation mark or stop there is no difference."""
    compared = list(words)
    compared[0] = compared[0].lstrip("'") or words[0]
    compared[-1] = compared[-1].rstrip("',.;:") or words[-1]
    return compared


def _whole_words(text: str, start: int, end: int) -> tuple[int, int]:
    first = text.rfind(" ", 0, start + 1) + 1
    last = text.find(" ", max(end - 1, first + 1))
    return first, len(text) if last < 0 else last


def _marked(recorded: list[str], printed: list[str]) -> tuple[str, str]:
    ours: list[str] = []
    theirs: list[str] = []
    matcher = difflib.SequenceMatcher(None, _compared(recorded), _compared(printed), autojunk=False)
    for what, a, b, c, d in matcher.get_opcodes():
        same = what == "equal"
        ours += recorded[a:b] if same or a == b else [f"⟦{' '.join(recorded[a:b])}⟧"]
        theirs += printed[c:d] if same or c == d else [f"⟦{' '.join(printed[c:d])}⟧"]
    return " ".join(ours), " ".join(theirs)
