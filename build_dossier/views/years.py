"""Events in the order of time, and the page of each: one for all, or one for some years where they are many."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby

from build_dossier.dossier import Dossier, derived
from build_dossier.language.speaking import gettext
from build_dossier.records.event import Event
from build_dossier.values.dates import year_in_words
from build_dossier.values.edtf import Edtf
from build_dossier.views import limits
from build_dossier.views.words import cut

TIMELINE = "timeline.md"


@dataclass(frozen=True, slots=True)
class Sheet:
    """A page of the timeline: its events, from one year to another."""

    path: str
    events: tuple[Event, ...]
    part: int = 0
    """Which page of a year that has several; 0 where it has one."""

    @property
    def name(self) -> str:
        """'2016', '2008 to 2011' or '2016, part 2'; '' where there is one page only."""
        if self.path == TIMELINE:
            return ""
        first, last = number_of_year(self.events[0].date), number_of_year(self.events[-1].date)
        name = named(first)
        if first != last:
            name = gettext("{start} to {end}", start=name, end=named(last))
        return gettext("{years}, part {number}", years=name, number=self.part) if self.part else name


def in_order(dossier: Dossier) -> tuple[Event, ...]:
    """All events by date, oldest first; those without one last."""
    return dossier.once(_in_order)


@derived
def _in_order(dossier: Dossier) -> tuple[Event, ...]:
    return by_date(dossier.events)


def by_date(events: Iterable[Event]) -> tuple[Event, ...]:
    """Events by date, oldest first; those without one last."""
    return tuple(sorted(events, key=lambda event: (event.date is None, event.date.sort_key if event.date else ())))


def year_of(date: Edtf | None) -> str:
    """The year under which something stands, for readers: '2016', '44 BC', 'Date not stated'."""
    return named(number_of_year(date))


def number_of_year(date: Edtf | None) -> int | None:
    """That year as ISO 8601 counts: of the first day that it can be."""
    return date.sort_key[0][0] if date else None


def named(year: int | None) -> str:
    """A year for readers."""
    return gettext("Date not stated") if year is None else year_in_words(year)


def slug(year: int | None) -> str:
    """A year within addresses, the same in all languages: '2016', '44-bc', 'date-not-stated'."""
    if year is None:
        return "date-not-stated"
    return str(year) if year > 0 else f"{1 - year}-bc"


def sheets(dossier: Dossier) -> tuple[Sheet, ...]:
    """The pages of the timeline, oldest first."""
    return dossier.once(_sheets)


@derived
def _sheets(dossier: Dossier) -> tuple[Sheet, ...]:
    events = in_order(dossier)
    if len(events) <= limits.EVENTS:
        return (Sheet(TIMELINE, events),)
    found: list[Sheet] = []
    years: list[tuple[int | None, list[Event]]] = []
    for year, of_year in groupby(events, key=lambda event: number_of_year(event.date)):
        group = list(of_year)
        if years and (year is None or sum(len(each) for _, each in years) + len(group) > limits.EVENTS):
            found += _sheets_of(years)
            years = []
        years.append((year, group))
    return (*found, *_sheets_of(years))


def _sheets_of(years: list[tuple[int | None, list[Event]]]) -> list[Sheet]:
    """One page for some years; several for one year that is too long for a page."""
    first, last = years[0][0], years[-1][0]
    stem = "undated" if first is None else slug(first) if first == last else f"{slug(first)}-to-{slug(last)}"
    events = [event for _, group in years for event in group]
    pages = -(-len(events) // limits.EVENTS)
    parts = cut(events, -(-len(events) // pages))  # of about the same length
    if len(parts) == 1:
        return [Sheet(f"timeline/{stem}.md", parts[0])]
    return [Sheet(f"timeline/{stem}-part-{number}.md", part, number) for number, part in enumerate(parts, 1)]


def page_of_event(dossier: Dossier, id: str) -> str:
    """The page on which an event stands."""
    return dossier.once(_pages)[id]


@derived
def _pages(dossier: Dossier) -> dict[str, str]:
    return {event.id: sheet.path for sheet in sheets(dossier) for event in sheet.events}
