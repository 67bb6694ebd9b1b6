"""What stands around a page's own matter: the way back up, and the neighbours where pages have an order."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from build_dossier.dossier import key_of
from build_dossier.language.speaking import gettext, in_digits, pgettext
from build_dossier.records.base import Record
from build_dossier.views import places
from build_dossier.views.common import Context, Link, title_of
from build_dossier.views.paging import ItemT, Part
from build_dossier.views.words import excerpt


@dataclass(frozen=True, slots=True)
class Frame:
    """The pages above this one, what kind of page it is, and the pages before and after it in the order of its list."""

    trail: tuple[Link, ...] = ()
    kicker: str = ""
    previous: Link | None = None
    next: Link | None = None


def hub_frame(context: Context) -> Frame:
    """A page that leads to others stands right below Home."""
    return Frame((_home(context),))


def record_frame(context: Context, hub: tuple[str, str], kicker: str, order: Sequence[Record], number: int) -> Frame:
    """A record's page stands below its list, between its neighbours there; `hub` is the list's page and name.

    `kicker` says what kind of page it is, and of several, the how maniest.
    """
    before = order[number - 1] if number else None
    after = order[number + 1] if number + 1 < len(order) else None
    return Frame(
        (_home(context), context.page(*hub)),
        kicker,
        _neighbour(context, before),
        _neighbour(context, after),
    )


def list_frame(context: Context, above: Sequence[tuple[str, str]], kicker: str) -> Frame:
    """A page of a long list stands below the pages above it, given as path and name."""
    return Frame((_home(context), *(context.page(*page) for page in above)), kicker)


def further_frame(context: Context, hub: tuple[str, str], part: Part[ItemT]) -> Frame:
    """A further page of a list stands below its first."""
    return list_frame(context, (hub,), page_of(part))


def page_of(part: Part[ItemT]) -> str:
    """'Page 2 of 3'."""
    return gettext("Page {number} of {total}", number=in_digits(str(part.number)), total=in_digits(str(part.of)))


def _home(context: Context) -> Link:
    return context.page(places.HOME, pgettext("name of the first page", "Brief"))


def _neighbour(context: Context, record: Record | None) -> Link | None:
    if record is None:
        return None
    link = context.to(key_of(record))
    return replace(link, text=excerpt(title_of(record), 80))


def grouped(records: Iterable[Record], field: str) -> list[Record]:
    """Records in their order, but those alike in a field together, as lists with headings show them."""
    groups: dict[object, list[Record]] = {}
    for record in records:
        groups.setdefault(getattr(record, field), []).append(record)
    return [record for group in groups.values() for record in group]
