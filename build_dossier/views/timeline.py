"""What happened when: events by year, imprecise dates shown as imprecise."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby

from build_dossier.dossier import key_of
from build_dossier.records.event import Event
from build_dossier.records.kinds import Key
from build_dossier.values.dates import span_in_words
from build_dossier.values.edtf import parse_edtf
from build_dossier.views import paging, places
from build_dossier.views.common import Context, DateView, EventLine, Link, date_view, moment_view
from build_dossier.views.origins import origins
from build_dossier.views.paging import Pager
from build_dossier.views.track import Track, track
from build_dossier.views.words import Count, count
from build_dossier.views.years import UNDATED, Sheet, in_order, sheets, year_of

_NEWEST = 20


@dataclass(frozen=True, slots=True)
class Told:
    """A source that tells of an event, through whom, and the date that it gives where it differs."""

    source: Link
    via: tuple[Link, ...]
    date: DateView | None
    note: str


@dataclass(frozen=True, slots=True)
class EventView:
    """An event, whole."""

    anchor: str
    title: str
    date: DateView
    track: Track | None
    description: str
    parties: tuple[Link, ...]
    issues: tuple[Link, ...]
    told_by: tuple[Told, ...]
    origins: int
    note: str
    rank: str
    deprecated_because: str
    edit: str


@dataclass(frozen=True, slots=True)
class Year:
    """The events of a year."""

    name: str
    anchor: str
    is_dated: bool
    events: tuple[EventView, ...]


@dataclass(frozen=True, slots=True)
class YearCount:
    """A year in the overview: where its events stand, how many they are, and how long a bar that makes of 100."""

    link: Link
    events: str
    length: int


@dataclass(frozen=True, slots=True)
class TimelineView:
    """Events by year, oldest first, those without a date at the end; or the years and the newest, where too many."""

    summary: str
    years: tuple[Year, ...]
    counts: tuple[YearCount, ...]
    newest: tuple[EventLine, ...]
    pager: Pager | None
    legend: tuple[tuple[Track, str], ...]
    """How dates are drawn: examples, with what they mean."""


def timeline(context: Context) -> TimelineView:
    """The page to begin with: all events of a dossier, or where they are too many, an overview."""
    found = sheets(context.dossier)
    if len(found) == 1:
        return TimelineView(_summary(context), _years(context, found[0]), (), (), None, _legend())
    newest = [event for event in in_order(context.dossier) if event.date][: -_NEWEST - 1 : -1]
    lines = tuple(context.event_line(event) for event in newest)
    return TimelineView(_summary(context), (), _counts(context, found), lines, None, ())


def sheet_view(context: Context, sheet: Sheet) -> TimelineView:
    """The page of one or several years."""
    found = sheets(context.dossier)
    pages = [(each.path, each.name) for each in found]
    pager = paging.pager(context, pages, found.index(sheet))
    return TimelineView(f"{Count(len(sheet.events), 'event')}.", _years(context, sheet), (), (), pager, _legend())


_EXAMPLES = (
    ("2016-05-12", "on a known day"),
    ("2016-05", "some time in this month, season or year"),
    ("2016-05~", "about then"),
    ("2016-05?", "then, but uncertain"),
    ("[2016-02,2016-09-20]", "one of these"),
    ("2016-03-10/2016-08-20", "from then to then"),
    ("../2016-06-20", "by then at the latest"),
)


def _legend() -> tuple[tuple[Track, str], ...]:
    drawn = ((track(parse_edtf(date)), words) for date, words in _EXAMPLES)
    return tuple((each, words) for each, words in drawn if each)


def _summary(context: Context) -> str:
    """'25 events, between 2008 and January 2018, as exactly as the sources tell.'"""
    events = context.dossier.events
    span = span_in_words([event.date for event in events if event.date])
    return f"{Count(len(events), 'event')}{f', {span}' if span else ''}. Each date is as exact as the sources tell."


def _counts(context: Context, found: tuple[Sheet, ...]) -> tuple[YearCount, ...]:
    numbers: dict[str, int] = {}
    pages: dict[str, str] = {}
    for sheet in found:
        for event in sheet.events:
            year = year_of(event.date)
            numbers[year] = numbers.get(year, 0) + 1
            pages.setdefault(year, sheet.path)
    most = max(numbers.values())
    return tuple(
        YearCount(context.page(pages[year], year, _anchor(year)), count(number, "event"), -(-number * 100 // most))
        for year, number in numbers.items()
    )


def _anchor(year: str) -> str:
    return f"year-{year.lower().replace(' ', '-')}"


def _years(context: Context, sheet: Sheet) -> tuple[Year, ...]:
    years = groupby(sheet.events, key=lambda event: year_of(event.date))
    return tuple(
        Year(year, _anchor(year), year != UNDATED, tuple(_view(context, event) for event in group))
        for year, group in years
    )


def _view(context: Context, event: Event) -> EventView:
    return EventView(
        places.page_of(context.dossier, key_of(event))[1],
        event.title,
        moment_view(event.date),
        track(event.date),
        event.description or "",
        tuple(context.to_party(party) for party in event.parties),
        tuple(context.to(Key("issue", issue)) for issue in event.issues),
        tuple(
            Told(
                context.to_source(each.source),
                tuple(context.to(Key.parse(via)) for via in each.via),
                date_view(each.date) if each.date else None,
                each.note or "",
            )
            for each in event.appearances
        ),
        len(origins(context.dossier, event.appearances)),
        event.note or "",
        event.rank.value,
        event.deprecated_because or "",
        context.edit(key_of(event)),
    )
