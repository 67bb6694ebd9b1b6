"""Texts for a drawing, which neither wraps nor cuts: made to fit by the usual width of letters."""

from __future__ import annotations

import unicodedata

_WIDE = frozenset("WF")
_NARROW = frozenset("fijlrtI.,;:!|'’·()[] ")
_BROAD = frozenset("mwMW%@—…")


def fitted(text: str, room: float, size: float) -> str:
    """The text in one line, or as much of its beginning as fits into `room` pixels, then '…'."""
    flat = drawable(text)
    if width(flat, size) > room:
        left = room - width("…", size)
        kept = 0
        while kept < len(flat) and (left := left - width(flat[kept], size)) >= 0:
            kept += 1
        flat = f"{flat[:kept].rstrip()}…"
    return isolated(flat)


def width(text: str, size: float) -> float:
    """About how many pixels a text takes, rather too many than too few: the reader's font is not known."""
    return sum(_share(letter) for letter in text) * size


def _share(letter: str) -> float:
    if unicodedata.east_asian_width(letter) in _WIDE:
        return 1.0
    if unicodedata.combining(letter):
        return 0.0
    if letter in _NARROW:
        return 0.33
    return 0.9 if letter in _BROAD else 0.66 if letter.isupper() else 0.56


def drawable(text: str) -> str:
    """The text in one line, without what XML cannot hold."""
    flat = " ".join(text.split())
    return "".join(letter for letter in flat if unicodedata.category(letter) not in ("Cc", "Cs", "Cn"))


def isolated(text: str) -> str:
    """A text with letters that run from right to left, set apart so that it keeps its own direction."""
    is_rightward = any(unicodedata.bidirectional(letter) in ("R", "AL", "RLE", "RLO", "LRO", "RLI") for letter in text)
    return f"\u2068{text}\u2069" if is_rightward else text
