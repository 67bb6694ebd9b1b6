"""Events in the order of time, and the page of each: one for all, or one for some years where they are many."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby

from build_dossier.dossier import Dossier
from build_dossier.records.event import Event
from build_dossier.values.edtf import Edtf
from build_dossier.views import limits
from build_dossier.views.words import cut

TIMELINE = "timeline.md"
UNDATED = "Date not stated"


@dataclass(frozen=True, slots=True)
class Sheet:
    """A page of the timeline; its name is '2016' or '2008 to 2011', or '' where there is one page only."""

    path: str
    name: str
    events: tuple[Event, ...]


def in_order(dossier: Dossier) -> tuple[Event, ...]:
    """All events by date, oldest first; those without one last."""
    return dossier.once(_in_order)


def _in_order(dossier: Dossier) -> tuple[Event, ...]:
    return by_date(dossier.events)


def by_date(events: Iterable[Event]) -> tuple[Event, ...]:
    """Events by date, oldest first; those without one last."""
    return tuple(sorted(events, key=lambda event: (event.date is None, event.date.sort_key if event.date else ())))


def year_of(date: Edtf | None) -> str:
    """The year under which something stands: of the first day that it can be."""
    if date is None:
        return UNDATED
    year = date.sort_key[0][0]
    return str(year) if year > 0 else f"{1 - year} BC"


def sheets(dossier: Dossier) -> tuple[Sheet, ...]:
    """The pages of the timeline, oldest first."""
    return dossier.once(_sheets)


def _sheets(dossier: Dossier) -> tuple[Sheet, ...]:
    events = in_order(dossier)
    if len(events) <= limits.EVENTS:
        return (Sheet(TIMELINE, "", events),)
    found: list[Sheet] = []
    years: list[tuple[str, list[Event]]] = []
    for year, of_year in groupby(events, key=lambda event: year_of(event.date)):
        group = list(of_year)
        if years and (year == UNDATED or sum(len(each) for _, each in years) + len(group) > limits.EVENTS):
            found += _sheets_of(years)
            years = []
        years.append((year, group))
    return (*found, *_sheets_of(years))


def _sheets_of(years: list[tuple[str, list[Event]]]) -> list[Sheet]:
    """One page for some years; several for one year that is too long for a page."""
    first, last = years[0][0], years[-1][0]
    name = first if first == last else f"{first} to {last}"
    stem = "undated" if name == UNDATED else name.replace(" ", "-").lower()
    events = [event for _, group in years for event in group]
    pages = -(-len(events) // limits.EVENTS)
    parts = cut(events, -(-len(events) // pages))  # of about the same length
    if len(parts) == 1:
        return [Sheet(f"timeline/{stem}.md", name, parts[0])]
    return [
        Sheet(f"timeline/{stem}-part-{number}.md", f"{name}, part {number}", part)
        for number, part in enumerate(parts, 1)
    ]


def page_of_event(dossier: Dossier, id: str) -> str:
    """The page on which an event stands."""
    return dossier.once(_pages)[id]


def _pages(dossier: Dossier) -> dict[str, str]:
    return {event.id: sheet.path for sheet in sheets(dossier) for event in sheet.events}
