"""Folding: what may differ in print between the same words. Deterministic, listed, nothing fuzzy.

In this order: NFC; soft hyphens and other invisible joiners away; ligatures apart; quotation marks and
apostrophes to `"` and `'`; dashes to `-`; the ellipsis character to three points; a hyphen at a line's end
joined; all blank space to one blank. Letters, digits, case, accents and word order are never touched.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from itertools import pairwise

_INVISIBLE = dict.fromkeys(map(ord, "\u00ad\u2060\ufeff\u200e\u200f\u061c"), "")
_LIGATURES = {
    ord("ﬀ"): "ff",
    ord("ﬁ"): "fi",
    ord("ﬂ"): "fl",
    ord("ﬃ"): "ffi",
    ord("ﬄ"): "ffl",
    ord("ﬅ"): "st",
    ord("ﬆ"): "st",
}
_DOUBLE = dict.fromkeys(map(ord, "“”„‟«»″〝〞〟＂"), '"')
_SINGLE = dict.fromkeys(map(ord, "‘’‚‛‹›′`´ʼ＇"), "'")
_DASHES = dict.fromkeys(map(ord, "‐‑‒–—―−﹘﹣－"), "-")
_FOLDS: dict[int, str] = {**_INVISIBLE, **_LIGATURES, **_DOUBLE, **_SINGLE, **_DASHES, ord("…"): "..."}
# A word that the end of a line has cut: letter, hyphen, line break, lower-case letter.
_CUT_WORD = re.compile(r"(?<=[^\W\d_])-[ \t]*\n[ \t]*(?=[^\W\d_])")
_BLANK = re.compile(r"\s+")


@dataclass(frozen=True, slots=True)
class Folded:
    """A folded text; `offsets[i]` is where its character i began in the text that was folded.

    `offsets` has one more entry than `text`: the length of the unfolded text.
    """

    text: str
    offsets: tuple[int, ...]


def fold(text: str) -> Folded:
    """Fold a text, keeping for each character where it came from."""
    chars: list[str] = []
    origins: list[int] = []
    for start, end in _composed_runs(text):
        for char in unicodedata.normalize("NFC", text[start:end]).translate(_FOLDS):
            chars.append(char)
            origins.append(start)
    origins.append(len(text))
    return _squeeze("".join(chars), origins)


def _composed_runs(text: str) -> list[tuple[int, int]]:
    """Spans of a base character with its combining marks, each of which composes by itself."""
    starts = [number for number, char in enumerate(text) if not (number and _joins(char))]
    return list(pairwise([*starts, len(text)]))


def _joins(char: str) -> bool:
    # Hangul vowels and final consonants compose with what stands before them, though they are no marks.
    return unicodedata.combining(char) != 0 or "\u1160" <= char <= "\u11ff"


def _squeeze(text: str, origins: list[int]) -> Folded:
    kept: list[str] = []
    offsets: list[int] = []
    cuts = {match.start(): match.end() for match in _CUT_WORD.finditer(text)}
    at = 0
    while at < len(text):
        if at in cuts:
            at = cuts[at]
            continue
        blank = _BLANK.match(text, at)
        kept.append(" " if blank else text[at])
        offsets.append(origins[at])
        at = blank.end() if blank else at + 1
    first = 1 if kept and kept[0] == " " else 0
    last = len(kept) - 1 if len(kept) > first and kept[-1] == " " else len(kept)
    return Folded("".join(kept[first:last]), (*offsets[first:last], origins[-1]))
