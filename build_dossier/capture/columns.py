"""Columns that a PDF draws row by row, read column by column.

Most PDFs draw one column after the other, and their text comes in reading order. Some draw each row across the page,
so that the lines of two columns come out as one. Here such lines are cut at the gutter: a strip that stays blank in
several lines on end, with as much text on both sides as prose has and a table has not.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

_GAP = re.compile(r"(?<=\S) {3,}(?=\S)")
_FEWEST = 3
"""Lines with text on both sides that a gutter must run through."""
_PROSE = 20
"""Letters that a side has in a line, on average, if it is prose and not a column of a table."""


class Row(NamedTuple):
    """A line of a page: its words, and the same line as it is laid out, with blanks for empty space."""

    text: str
    layout: str


def unfolded(text: str, layout: str) -> str:
    """The text of a page, with rows that run across columns put into reading order.

    `text` has the words, `layout` the same page with its lines padded by blanks to where they stand.
    """
    places: dict[str, list[str]] = {}
    for line in layout.splitlines():
        places.setdefault(_bare(line), []).append(line)
    rows = []
    for line in text.splitlines():
        known = places.get(_bare(line))
        rows.append(Row(line, known.pop(0) if known else ""))
    return "\n".join(_read(rows))


def _read(rows: Sequence[Row]) -> list[str]:
    lines: list[str] = []
    at = 0
    while at < len(rows):
        end, gutter = _block(rows, at)
        if gutter:
            halves = [_halves(row, gutter) for row in rows[at:end]]
            lines += _read([left for left, _ in halves if left.text])
            lines += _read([right for _, right in halves if right.text])
            at = end
        else:
            lines.append(rows[at].text)
            at += 1
    return lines


def _block(rows: Sequence[Row], start: int) -> tuple[int, range | None]:
    """Where the rows end that share a gutter with the row at `start`, and the gutter; None where there is none."""
    for first in _gaps(rows[start].layout):
        gutter, end = first, start + 1
        for row in rows[start + 1 :]:
            narrower = _narrowed(gutter, row.layout)
            if not narrower:
                break
            gutter, end = narrower, end + 1
        split = [_halves(row, gutter) for row in rows[start:end]]
        both = [(left.text, right.text) for left, right in split if left.text and right.text]
        sides = [sum(len(_bare(pair[side])) for pair in both) for side in (0, 1)]
        if len(both) >= _FEWEST and min(sides) >= _PROSE * len(both):
            return end, gutter
    return start + 1, None


def _gaps(layout: str) -> list[range]:
    return [range(*gap.span()) for gap in _GAP.finditer(layout)]


def _narrowed(gutter: range, layout: str) -> range | None:
    """What of the gutter is blank in this line too; None where the line crosses it, or has no place."""
    if not layout.strip():
        return None
    padded = layout.ljust(gutter.stop)
    blank = re.search(r" {2,}", padded[gutter.start : gutter.stop])
    return range(gutter.start + blank.start(), gutter.start + blank.end()) if blank else None


def _halves(row: Row, gutter: range) -> tuple[Row, Row]:
    """The row left and right of the gutter; its words are cut after as many letters as the layout has there."""
    left, right = row.layout[: gutter.start], row.layout[gutter.stop :]
    letters = len(_bare(left))
    cut = 0
    while letters:
        letters -= not row.text[cut].isspace()
        cut += 1
    return Row(row.text[:cut].strip(), left), Row(row.text[cut:].strip(), right)


def _bare(text: str) -> str:
    return "".join(text.split())
