"""Words on a drawing: how wide they are at most, and how they are set in lines. No font is at hand to measure with.

The widths are those of broad fonts, so that the words also fit where a reader's browser has another one.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator

_WIDE = set("mwMW@%—…")
_NARROW = set("fijlrtI.,:;'’‘|!()[] ")


def width(text: str, size: float) -> float:
    """The width of a text in a font of so many pixels, rather more than less."""
    return sum(_share(letter) for letter in text) * size


def _share(letter: str) -> float:
    """The width of a letter, as a share of the size of the font."""
    if unicodedata.combining(letter) or unicodedata.category(letter) in ("Cf", "Mn", "Me"):
        return 0
    if unicodedata.east_asian_width(letter) in "WF":
        return 1.02
    if letter in _WIDE:
        return 0.98
    if letter in _NARROW:
        return 0.4
    return 0.74 if letter.isupper() else 0.62


def lines(text: str, size: float, widest: float, most: int) -> tuple[str, ...]:
    """A text in at most so many lines, none wider than so many pixels; what does not fit is cut off, with '…'."""
    set_lines = list(_lines(" ".join(text.split()), size, widest))
    if len(set_lines) <= most:
        return tuple(set_lines)
    last = _beginning(f"{set_lines[most - 1]} {set_lines[most]}", size, widest - width("…", size))
    return (*set_lines[: most - 1], f"{last.rstrip()}…")


def _lines(text: str, size: float, widest: float) -> Iterator[str]:
    line = ""
    for word in text.split(" "):
        if line and width(f"{line} {word}", size) <= widest:
            line = f"{line} {word}"
            continue
        if line:
            yield line
        rest = word
        while width(rest, size) > widest:  # a word that is longer than a line, or a script without blanks
            part = _beginning(rest, size, widest)
            yield part
            rest = rest[len(part) :]
        line = rest
    if line:
        yield line


def _beginning(text: str, size: float, widest: float) -> str:
    """As many letters as fit, one at least."""
    used, count = 0.0, 0
    for letter in text:
        used += width(letter, size)
        if used > widest and count:
            break
        count += 1
    return text[:count]
