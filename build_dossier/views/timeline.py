"""What happened when: events by year, imprecise dates shown as imprecise."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby

from build_dossier.dossier import Dossier
from build_dossier.records.event import Event
from build_dossier.records.kinds import Key
from build_dossier.views.common import Context, DateView, Link, date_view, moment_view, oldest_first
from build_dossier.views.origins import origins


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
    description: str
    parties: tuple[Link, ...]
    issues: tuple[Link, ...]
    told_by: tuple[Told, ...]
    origins: int
    note: str
    rank: str
    deprecated_because: str


@dataclass(frozen=True, slots=True)
class TimelineView:
    """Events by year, oldest first; those without a date at the end."""

    years: tuple[tuple[str, tuple[EventView, ...]], ...]


def timeline(context: Context) -> TimelineView:
    """All events of a dossier."""
    events = in_order(context.dossier)
    years = groupby(events, key=_year)
    return TimelineView(tuple((year, tuple(_view(context, event) for event in group)) for year, group in years))


def in_order(dossier: Dossier) -> tuple[Event, ...]:
    """Events by date, oldest first; those without one last."""
    return tuple(sorted(dossier.events, key=lambda event: oldest_first(event.date)))


def _year(event: Event) -> str:
    if event.date is None:
        return "Date not stated"
    year = event.date.sort_key[0][0]
    return str(year) if year > 0 else f"{1 - year} BC"


def _view(context: Context, event: Event) -> EventView:
    return EventView(
        f"event-{event.id}",
        event.title,
        moment_view(event.date),
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
    )
