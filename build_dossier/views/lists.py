"""The lists on a record's page: quotations, figures and events; a long one has further pages, which show it whole."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Generic, TypeVar

from build_dossier.dossier import Dossier, key_of
from build_dossier.language.speaking import gettext, ngettext
from build_dossier.records.base import Record
from build_dossier.records.event import Event
from build_dossier.records.kinds import Key
from build_dossier.records.quote import Quote
from build_dossier.records.statistic import Statistic
from build_dossier.views import limits, paging, places
from build_dossier.views.common import Context, EventLine, FigureLine, Link, QuoteLine, newest_first
from build_dossier.views.paging import Pager, Part
from build_dossier.views.words import sentence
from build_dossier.views.years import by_date

LineT = TypeVar("LineT")


@dataclass(frozen=True, slots=True)
class Shown(Generic[LineT]):
    """The lines that a record's page shows of a list, and where the whole list is, if that is not here."""

    lines: tuple[LineT, ...]
    more: Link | None = None

    def __iter__(self) -> Iterator[LineT]:
        return iter(self.lines)

    def __len__(self) -> int:
        return len(self.lines)


@dataclass(frozen=True, slots=True)
class _List:
    """A list of the records of a kind that name this one in some fields; in any field where none is given."""

    slug: str
    kind: str
    fields: tuple[str, ...] = ()
    is_newest_first: bool = False
    but_by: str = ""
    """A field: a record that names this one there is in another list already."""


_BY_KIND: dict[str, tuple[_List, ...]] = {
    "party": (
        _List("quotations", "quote", ("speaker", "on_behalf_of"), True),
        _List("mentions", "quote", ("mentions",), True),
        _List("figures", "statistic", ("claimant",)),
        _List("figures-about", "statistic", ("subject",), but_by="claimant"),
        _List("events", "event", ("parties",), True),
    ),
    "issue": (
        _List("quotations", "quote", (), True),
        _List("figures", "statistic"),
        _List("events", "event"),
    ),
    "source": (
        _List("quotations", "quote", ("appearances.source",)),
        _List("figures", "statistic", ("appearances.source",)),
        _List("events", "event", ("appearances.source",)),
    ),
}


def _title(of: str, slug: str, name: str) -> str:  # noqa: PLR0911 -- one line a list
    """The title of the pages of a list, which belongs to a record of this name."""
    match of, slug:
        case "party", "quotations":
            return gettext("Quotations in the words of {name}", name=name)
        case "party", "mentions":
            return gettext("Quotations speaking of {name}", name=name)
        case "party", "figures":
            return gettext("Figures that {name} vouches for", name=name)
        case "party", "figures-about":
            return gettext("Figures about {name}", name=name)
        case "party", "events":
            return gettext("Events with {name}", name=name)
        case "issue", "quotations":
            return gettext("Quotations on {name}", name=name)
        case "issue", "figures":
            return gettext("Figures on {name}", name=name)
        case "issue", "events":
            return gettext("Events on {name}", name=name)
        case "source", "quotations":
            return gettext("Quotations from {name}", name=name)
        case "source", "figures":
            return gettext("Figures from {name}", name=name)
        case "source", "events":
            return gettext("Events from {name}", name=name)
    raise AssertionError(f"no title for the {slug} of {of}")


def _all(kind: str, number: int) -> str:
    """What leads to the whole list."""
    match kind:
        case "quote":
            return ngettext("All {count} quotation", "All {count} quotations", number)
        case "statistic":
            return ngettext("All {count} figure", "All {count} figures", number)
        case _:
            return ngettext("All {count} event", "All {count} events", number)


def _summary(kind: str, number: int) -> str:
    match kind:
        case "quote":
            told = ngettext("{count} quotation.", "{count} quotations.", number)
        case "statistic":
            told = ngettext("{count} figure.", "{count} figures.", number)
        case _:
            told = ngettext("{count} event.", "{count} events.", number)
    return sentence(told)


def quotes(context: Context, record: Record, slug: str = "quotations") -> Shown[QuoteLine]:
    """What a page shows of a list of quotations."""
    found, more = _shown(context, record, slug)
    return Shown(tuple(context.quote_line(each) for each in found if isinstance(each, Quote)), more)


def figures(context: Context, record: Record, slug: str = "figures") -> Shown[FigureLine]:
    """What a page shows of a list of figures."""
    found, more = _shown(context, record, slug)
    return Shown(tuple(context.figure_line(each) for each in found if isinstance(each, Statistic)), more)


def events(context: Context, record: Record, slug: str = "events") -> Shown[EventLine]:
    """What a page shows of a list of events."""
    found, more = _shown(context, record, slug)
    return Shown(tuple(context.event_line(each) for each in found if isinstance(each, Event)), more)


def _shown(context: Context, record: Record, slug: str) -> tuple[tuple[Record, ...], Link | None]:
    key = key_of(record)
    which = next(each for each in _BY_KIND[key.kind] if each.slug == slug)
    found = _records(context.dossier, key, which)
    if len(found) <= limits.SHOWN:
        return found, None
    return found[: limits.SHOWN], context.page(_path(context.dossier, key, slug), _all(which.kind, len(found)))


def _path(dossier: Dossier, key: Key, slug: str) -> str:
    return f"{places.page_of(dossier, key)[0].removesuffix('.md')}/{slug}.md"


def _records(dossier: Dossier, key: Key, which: _List) -> tuple[Record, ...]:
    named = dossier.naming(key, which.kind, *which.fields)
    found = tuple(each for each in named if not which.but_by or getattr(each, which.but_by) != key.id)
    if which.kind == "event":
        ordered = by_date(each for each in found if isinstance(each, Event))
        return ordered[::-1] if which.is_newest_first else ordered
    if which.is_newest_first:
        return tuple(newest_first([each for each in found if isinstance(each, Quote)]))
    return found


@dataclass(frozen=True, slots=True)
class ListView:
    """A page of a long list; only one of the three kinds of line is there."""

    summary: str
    quotes: tuple[QuoteLine, ...]
    figures: tuple[FigureLine, ...]
    events: tuple[EventLine, ...]
    pager: Pager | None


@dataclass(frozen=True, slots=True)
class LongList:
    """A list that has pages of its own: where they begin, its title, and its pages."""

    path: str
    title: str
    parts: tuple[Part[Record], ...]


def long_lists(dossier: Dossier, record: Record, name: str) -> Iterator[LongList]:
    """The lists of a record that its own page does not show whole."""
    key = key_of(record)
    for which in _BY_KIND.get(key.kind, ()):
        found = _records(dossier, key, which)
        if len(found) > limits.SHOWN:
            title = _title(key.kind, which.slug, name)
            yield LongList(_path(dossier, key, which.slug), title, tuple(paging.parts(found, limits.ENTRIES)))


def list_view(context: Context, long: LongList, part: Part[Record]) -> ListView:
    """A page of such a list."""
    return ListView(
        _summary(key_of(part.items[0]).kind, part.total),
        tuple(context.quote_line(each) for each in part.items if isinstance(each, Quote)),
        tuple(context.figure_line(each) for each in part.items if isinstance(each, Statistic)),
        tuple(context.event_line(each) for each in part.items if isinstance(each, Event)),
        paging.numbered(context, part, long.path),
    )
