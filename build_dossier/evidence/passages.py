"""Passages in quotation marks: where a text prints somebody else's words.

A passage that opens and never closes ends with its paragraph, or where the same mark opens again:
newspapers open each paragraph of a long quotation anew. A mark that closes what nothing opened takes in
its line. A single mark that nothing closes is an apostrophe, unless the next line opens with it again.
Which characters are marks, and when, is told in `quotation_marks`.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from typing import NamedTuple

from build_dossier.evidence.quotation_marks import MARKS, SINGLE, Mark, marks

_PARAGRAPH = re.compile(r"(?:[^\n]|\n(?![ \t\r]*\n))+")
_SENTENCE_ENDS_LINE = re.compile(rf"[.!?…。！？][{re.escape(MARKS)})\]]*[ \t\r]*\n")
_DEEPEST = 12


class Passage(NamedTuple):
    """A passage, as characters of the text counted from 0, ends exclusive."""

    start: int
    """Where the opening mark stands."""
    end: int
    """Behind the closing mark."""
    words_start: int
    words_end: int
    """The words without the marks around them, and without blanks at their edges."""
    is_closed: bool = True
    """Whether both of its marks were found."""
    depth: int = 0
    """In how many other passages it stands."""


def passages(text: str) -> tuple[Passage, ...]:
    """The passages of a text in order, an outer one before those within it."""
    found = [passage for paragraph in _PARAGRAPH.finditer(text) for passage in _in_paragraph(text, *paragraph.span())]
    return tuple(_with_depths(sorted(found, key=lambda passage: (passage.start, -passage.end))))


def _with_depths(found: list[Passage]) -> Iterator[Passage]:
    around: list[int] = []
    for passage in found:
        while around and around[-1] <= passage.start:
            around.pop()
        yield passage._replace(depth=len(around))
        around.append(passage.end)


def _in_paragraph(text: str, start: int, end: int) -> list[Passage]:
    found: list[Passage] = []
    opened: list[Mark] = []
    lost: list[Mark] = []
    done = start
    for mark in marks(text, start, end):
        closed = next((n for n in reversed(range(len(opened))) if mark.closes(opened[n].char)), None)
        if closed is not None:
            found += _passage(text, opened[closed].at, mark.at + 1)
            del opened[closed:]
            done = mark.at + 1
        elif mark.opens:
            opened.append(mark)
            if len(opened) > _DEEPEST:
                lost.append(opened.pop(0))
        elif mark.is_stray and not opened:
            line = max(done, text.rfind("\n", 0, mark.at) + 1)
            found += _passage(text, line, mark.at + 1, is_closed=False)
            done = mark.at + 1
    return found + _unclosed(text, [*lost, *opened], found, end)


def _passage(text: str, start: int, end: int, *, is_closed: bool = True) -> list[Passage]:
    """The passage between two places, or none where no word stands there."""
    first = start + (text[start] in MARKS)
    last = end - (text[end - 1] in MARKS)
    words = text[first:last]
    if not any(char.isalnum() for char in words):
        return []
    first += len(words) - len(words.lstrip())
    return [Passage(start, end, first, first + len(words.strip()), is_closed)]


def _unclosed(text: str, opened: list[Mark], closed: list[Passage], end: int) -> list[Passage]:
    """The passages that nothing closed before the paragraph's end."""
    if not opened:
        return []
    starts: dict[str, list[int]] = {}
    for at in sorted({*(mark.at for mark in opened), *(passage.start for passage in closed)}):
        starts.setdefault(text[at], []).append(at)
    every = sorted(at for places in starts.values() for at in places)
    lines = [line.end() for line in _SENTENCE_ENDS_LINE.finditer(text, opened[0].at, end)]
    whole = [one for one in _with_depths(sorted(closed, key=lambda one: one.start)) if not one.depth]
    found: list[Passage] = []
    around: list[int] = []
    for mark in opened:
        # a single mark is most likely an apostrophe, so that it swallows no other passage
        stops = every if mark.char in SINGLE else starts[mark.char]
        stop = _not_within(min(_next(stops, mark.at, end), _next(lines, mark.at, end)), whole)
        while around and around[-1] <= mark.at:
            around.pop()
        last = mark.at + len(text[mark.at : min([stop, *around[-1:]])].rstrip())
        if mark.char not in SINGLE or _opens_next_line(text, last, mark.char):
            found += _passage(text, mark.at, last, is_closed=False)
            around.append(last)
    return found


def _not_within(at: int, closed: list[Passage]) -> int:
    """The end of the closed passage that a place lies within; the place itself where it lies in none."""
    number = bisect_right(closed, at, key=lambda passage: passage.start) - 1
    return closed[number].end if number >= 0 and closed[number].start < at < closed[number].end else at


def _next(places: list[int], at: int, otherwise: int) -> int:
    number = bisect_right(places, at)
    return places[number] if number < len(places) else otherwise


def _opens_next_line(text: str, at: int, mark: str) -> bool:
    return re.compile(rf"[ \t\r]*\n\s*{re.escape(mark)}\S").match(text, at) is not None
