"""What happened when: events by year, imprecise dates shown as imprecise."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby

from build_dossier.dossier import key_of
from build_dossier.language.speaking import gettext, in_digits, ngettext
from build_dossier.records.event import Event
from build_dossier.records.kinds import Key
from build_dossier.values.dates import span_in_words
from build_dossier.values.edtf import parse_edtf
from build_dossier.views import paging, places
from build_dossier.views.common import Context, DateView, EventLine, Link, date_view, moment_view
from build_dossier.views.origins import origins
from build_dossier.views.paging import Pager
from build_dossier.views.track import Track, track
from build_dossier.views.words import count_of, sentence
from build_dossier.views.years import Sheet, in_order, named, number_of_year, sheets, slug

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
class FilterWords:
    """What the filter says, which a script builds where there is one."""

    all_events: str
    """'25 events'."""
    some_events: str
    """'{shown} of 25 events', where the script puts the number in."""
    digits: str
    """The digits 0 to 9 of that number."""


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
    filter: FilterWords | None
    """None where there are no two events to tell apart."""


def timeline(context: Context) -> TimelineView:
    """The page to begin with: all events of a dossier, or where they are too many, an overview."""
    found = sheets(context.dossier)
    if len(found) == 1:
        return TimelineView(_summary(context), _years(context, found[0]), (), (), None, _legend(), _filter(found[0]))
    newest = [event for event in in_order(context.dossier) if event.date][: -_NEWEST - 1 : -1]
    lines = tuple(context.event_line(event) for event in newest)
    return TimelineView(_summary(context), (), _counts(context, found), lines, None, (), None)


def sheet_view(context: Context, sheet: Sheet) -> TimelineView:
    """The page of one or several years."""
    found = sheets(context.dossier)
    pages = [(each.path, each.name) for each in found]
    pager = paging.pager(context, pages, found.index(sheet))
    summary = sentence(ngettext("{count} event.", "{count} events.", len(sheet.events)))
    return TimelineView(summary, _years(context, sheet), (), (), pager, _legend(), _filter(sheet))


def _filter(sheet: Sheet) -> FilterWords | None:
    number = len(sheet.events)
    if number < 2:
        return None
    return FilterWords(
        ngettext("{number} event", "{number} events", number),
        # Translators: {shown} is a number too; the noun goes with {number}.
        ngettext("{shown} of {number} event", "{shown} of {number} events", number, shown="{shown}"),
        in_digits("0123456789"),
    )


def _legend() -> tuple[tuple[Track, str], ...]:
    examples = (
        ("2016-05-12", gettext("on a known day")),
        ("2016-05", gettext("some time in this month, season or year")),
        ("2016-05~", gettext("about then")),
        ("2016-05?", gettext("then, but uncertain")),
        ("[2016-02,2016-09-20]", gettext("one of these")),
        ("2016-03-10/2016-08-20", gettext("from then to then")),
        ("../2016-06-20", gettext("by then at the latest")),
    )
    drawn = ((track(parse_edtf(date)), words) for date, words in examples)
    return tuple((each, words) for each, words in drawn if each)


def _summary(context: Context) -> str:
    """'25 events, between 2008 and January 2018, as exactly as the sources tell.'"""
    events = context.dossier.events
    told, span = count_of("event", len(events)), span_in_words([event.date for event in events if event.date])
    if not span:
        return sentence(gettext("{events}. Each date is as exact as the sources tell.", events=told))
    return sentence(gettext("{events}, {dates}. Each date is as exact as the sources tell.", events=told, dates=span))


def _counts(context: Context, found: tuple[Sheet, ...]) -> tuple[YearCount, ...]:
    numbers: dict[int | None, int] = {}
    pages: dict[int | None, str] = {}
    for sheet in found:
        for event in sheet.events:
            year = number_of_year(event.date)
            numbers[year] = numbers.get(year, 0) + 1
            pages.setdefault(year, sheet.path)
    most = max(numbers.values())
    return tuple(
        YearCount(
            context.page(pages[year], named(year), _anchor(year)), count_of("event", number), -(-number * 100 // most)
        )
        for year, number in numbers.items()
    )


def _anchor(year: int | None) -> str:
    return f"year-{slug(year)}"


def _years(context: Context, sheet: Sheet) -> tuple[Year, ...]:
    years = groupby(sheet.events, key=lambda event: number_of_year(event.date))
    return tuple(
        Year(named(year), _anchor(year), year is not None, tuple(_view(context, event) for event in group))
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
