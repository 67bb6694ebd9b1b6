"""Coverage: which passages and figures of a captured source are recorded, left out on purpose, or neither.

Recorded is

- what stands, with all its words, within words that verification finds there: a quotation's, an event's `exact`, a
  figure's `as_printed`;
- a date that a record gives by value, with this source as its source: an event's or an appearance's date, the day a
  quotation was said, a figure's period, the start or end of a role or relation, the source's own date. It must say
  as much as the print does: 2016-10-21 records "October 2016", 2016 does not.

Left out is what stands, but for what of it is recorded, within the words of a `left_out` entry of the source.
Passages within a passage are not told by themselves; figures are, also those within a passage.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple

from build_dossier.dossier import Dossier
from build_dossier.evidence.captures import Captures
from build_dossier.evidence.figures import Figure, figures
from build_dossier.evidence.matching import Text
from build_dossier.evidence.passages import Passage, passages
from build_dossier.evidence.taken import Taken, Words, places, taken
from build_dossier.evidence.verdicts import Recorded
from build_dossier.records.source import Source

_AROUND = 40


class Status(StrEnum):
    """What became of a passage or figure, in the word for it."""

    RECORDED = "recorded"
    LEFT_OUT = "left out"
    OPEN = "open"


class Item(NamedTuple):
    """A passage or figure of a captured text, and what became of it."""

    found: Passage | Figure
    status: Status
    line: int
    """In the capture, counted from 1, as is the column."""
    column: int
    text: str
    """As it stands there; a passage without its marks."""
    before: str
    after: str
    """The words around it in its line, up to 40 characters."""

    @property
    def what(self) -> str:
        """'passage', 'date', 'percentage', 'sum of money' or 'number'."""
        return "passage" if isinstance(self.found, Passage) else self.found.kind.value


@dataclass(frozen=True, slots=True)
class Coverage:
    """How much of a source's captured text is recorded."""

    source: str
    """The source's id."""
    file: str
    """The name of its capture in the captures folder."""
    items: tuple[Item, ...]
    """Every passage and figure in order; a passage comes before the figures within it."""

    @property
    def counts(self) -> Recorded:
        """How many are recorded, left out and open, as the lock keeps it."""
        return Recorded(self.recorded, self.left_out, self.open)

    @property
    def recorded(self) -> int:
        """How many passages and figures are recorded."""
        return self._count(Status.RECORDED)

    @property
    def left_out(self) -> int:
        """How many are left out on purpose."""
        return self._count(Status.LEFT_OUT)

    @property
    def open(self) -> int:
        """How many are neither."""
        return self._count(Status.OPEN)

    def _count(self, status: Status) -> int:
        return sum(item.status is status for item in self.items)


def coverage_of(dossier: Dossier, captures: Captures, source: Source) -> Coverage | None:
    """The coverage of one source; None where its captured text is not at hand, which says nothing about it."""
    return measure(dossier, captures, source, taken(dossier)[source.id])


def coverages(dossier: Dossier, captures: Captures) -> tuple[Coverage, ...]:
    """The coverage of every source whose captured text is at hand, in the order of the data."""
    of_source = taken(dossier)
    found = (measure(dossier, captures, source, of_source[source.id]) for source in dossier.sources)
    return tuple(coverage for coverage in found if coverage)


def measure(dossier: Dossier, captures: Captures, source: Source, used: Taken) -> Coverage | None:
    """The coverage of one source by what is taken from it; None where its captured text is not at hand."""
    capture = captures.of(source)
    if capture is None or source.capture is None:
        return None
    text = captures.folded(capture)
    items = _items(text, source.language or dossier.about.language, source, used)
    return Coverage(source.id, source.capture, tuple(items))


def _items(text: Text, language: str, source: Source, used: Taken) -> list[Item]:
    recorded = [place for words in used.words for place in places(words, text, language)]
    left_out = [place for entry in source.left_out for place in places(Words(entry.text), text, language)]
    is_recorded, is_told = _Within(text.raw, recorded), _Within(text.raw, [*recorded, *left_out])
    found: list[Passage | Figure] = [passage for passage in passages(text.raw) if not passage.depth]
    found += figures(text.raw, language)
    items = []
    for one in sorted(found, key=lambda one: (one.start, -one.end)):
        start, end = _words_of(one)
        when = one.when if isinstance(one, Figure) else None
        if is_recorded.holds(start, end) or (when and any(when.holds(date) for date in used.dates)):
            status = Status.RECORDED
        else:
            status = Status.LEFT_OUT if is_told.holds(start, end) else Status.OPEN
        items.append(_item(text.raw, one, status))
    return items


class _Within:
    """Which characters of a text lie within some places of it."""

    def __init__(self, text: str, places: Iterable[tuple[int, int]]) -> None:
        self._text = text
        self._covered = bytearray(len(text))
        for start, end in places:
            self._covered[start:end] = b"\1" * (end - start)

    def holds(self, start: int, end: int) -> bool:
        """Whether every letter and digit of a stretch does."""
        return all(self._covered[at] or not self._text[at].isalnum() for at in range(start, end))


def _words_of(one: Passage | Figure) -> tuple[int, int]:
    return (one.words_start, one.words_end) if isinstance(one, Passage) else (one.start, one.end)


def _item(raw: str, found: Passage | Figure, status: Status) -> Item:
    start, end = _words_of(found)
    line_start = raw.rfind("\n", 0, start) + 1
    before = raw[max(line_start, start - _AROUND) : start]
    if start - _AROUND > line_start:
        before = before.partition(" ")[2]
    after, is_whole, _ = raw[end : end + _AROUND].partition("\n")
    if not is_whole and end + _AROUND < len(raw):
        after = after.rpartition(" ")[0]
    line = raw.count("\n", 0, start) + 1
    return Item(found, status, line, start - line_start + 1, raw[start:end], before.lstrip(), after.rstrip())
