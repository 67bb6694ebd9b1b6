"""Every page of the site, listed: its path, the template that prints it, and what it shows."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import Any, NamedTuple

from build_dossier.citing.citations import NO_CITATIONS, Citations
from build_dossier.dossier import Dossier, key_of
from build_dossier.editions.compare import NO_HISTORY, History
from build_dossier.evidence.verdicts import Evidence
from build_dossier.language.speaking import gettext, in_digits, pgettext
from build_dossier.records.base import Record
from build_dossier.records.kinds import Key
from build_dossier.records.source import Source
from build_dossier.views import (
    bibliography,
    matrix,
    parties_hub,
    places,
    quotes_hub,
    sources_hub,
    statistics_hub,
)
from build_dossier.views.changes import changes_view
from build_dossier.views.charts.chart import Chart
from build_dossier.views.cite import CiteView, cite_dossier, cite_list, cite_page
from build_dossier.views.common import Context, title_of
from build_dossier.views.conflicts import conflicts_view
from build_dossier.views.frame import Frame, further_frame, hub_frame, list_frame, page_of, record_frame
from build_dossier.views.gaps import Gap, gaps_part, gaps_view, long_groups, title_of_group
from build_dossier.views.glossary import glossary_view
from build_dossier.views.home import home_view
from build_dossier.views.issue import issue_view
from build_dossier.views.issues_hub import issues_view
from build_dossier.views.lists import list_view, long_lists
from build_dossier.views.method import method_view
from build_dossier.views.paging import Part
from build_dossier.views.party import party_view
from build_dossier.views.quote import quote_view
from build_dossier.views.source import source_view
from build_dossier.views.statistic import statistic_view
from build_dossier.views.timeline import sheet_view, timeline
from build_dossier.views.words import excerpt, labelled
from build_dossier.views.years import Sheet, sheets

_BARE = Frame()


@dataclass(frozen=True, slots=True)
class PageView:
    """One page: where it is written, its title, which template prints it, its view, and a line about it."""

    path: str
    title: str
    template: str
    view: object
    description: str
    frame: Frame = _BARE
    cite: CiteView | None = None
    record: Key | None = None
    """The record whose own page it is."""

    @property
    def charts(self) -> tuple[Chart, ...]:
        """The charts that the page shows."""
        return getattr(self.view, "charts", ())


class _Words(NamedTuple):
    """What a kind of page is called, and a line about it."""

    title: str
    about: str


_View = Callable[[Context], object]
# The pages that every dossier has beside Home and the long lists, each on one page.
_HUBS: tuple[tuple[str, str, _View], ...] = (
    (places.ISSUES, "issues.md", issues_view),
    (places.TIMELINE, "timeline.md", timeline),
    (places.CONFLICTS, "conflicts.md", conflicts_view),
    (places.GAPS, "gaps.md", gaps_view),
    (places.GLOSSARY, "glossary.md", glossary_view),
    (places.CHANGES, "changes.md", changes_view),
    (places.METHOD, "method.md", method_view),
)

_Parts = Callable[[Dossier], Sequence[Part[Any]]]
_PartView = Callable[[Context, Part[Any]], object]
# The lists that run over several pages where they are long.
_LISTS: tuple[tuple[str, str, _Parts, _PartView], ...] = (
    (places.POSITIONS, "positions.md", matrix.parts, matrix.matrix_view),
    (places.PARTIES, "parties.md", parties_hub.parts, parties_hub.parties_view),
    (places.STATISTICS, "statistics.md", statistics_hub.parts, statistics_hub.statistics_view),
    (places.QUOTES, "quotes.md", quotes_hub.parts, quotes_hub.quotes_view),
    (places.SOURCES, "sources.md", sources_hub.parts, sources_hub.sources_view),
)


def _words(path: str) -> _Words:
    """The words of one of the pages above."""
    words = {
        places.ISSUES: _Words(gettext("Issues"), gettext("What is disputed, and who lines up on which side")),
        places.TIMELINE: _Words(gettext("Timeline"), gettext("What happened, when, and who says so")),
        places.CONFLICTS: _Words(
            gettext("Where the sources disagree"), gettext("Figures, dates, wordings and roles that differ")
        ),
        places.GAPS: _Words(gettext("Gaps and balance"), gettext("What is missing, and how even the record is")),
        places.GLOSSARY: _Words(gettext("Terms"), gettext("What the terms mean")),
        places.CHANGES: _Words(gettext("What changed"), gettext("From one edition to the next")),
        places.METHOD: _Words(gettext("Method"), gettext("How the dossier was made, and how to read it")),
        places.POSITIONS: _Words(gettext("Who stands where"), gettext("Each party's stance on each issue")),
        places.PARTIES: _Words(gettext("Parties"), gettext("Everybody who speaks, acts or relays")),
        places.STATISTICS: _Words(gettext("Figures"), gettext("Each figure and who vouches for it")),
        places.QUOTES: _Words(gettext("Quotations"), gettext("Every quotation, with its source")),
        places.SOURCES: _Words(gettext("Sources"), gettext("What was read, and how far it can be trusted")),
    }
    return words[path]


# The pages on which records stand that have none of their own.
_SHARED = {"glossary.md", "timeline.md"}


@dataclass(frozen=True, slots=True)
class Plan:
    """What is made at once: a page, and the rest of its long lists where it has any.

    `given` is all that the plan itself was made from, beside the dossier; what `make` reads of that is noted then.
    """

    path: str
    """Of the first page, whose name it bears."""
    given: object
    make: Callable[[], Iterator[PageView]]
    is_about_past: bool = False
    """Whether it tells how the dossier came to be what it is."""


def plans(first: Context) -> Iterator[Plan]:
    """All pages of a dossier, hubs first, each with how it is cited."""
    for plan in (
        *_hubs(first),
        *_timeline(first),
        *_lists(first),
        *_bibliography(first),
        *_gaps(first),
        *_of_records(first),
    ):
        yield replace(plan, make=partial(_cited, first, plan.make))


def pages(
    dossier: Dossier, evidence: Evidence, past: History = NO_HISTORY, citations: Citations = NO_CITATIONS
) -> Iterator[PageView]:
    """The same, made."""
    for plan in plans(Context(dossier, evidence, places.HOME, past, citations)):
        yield from plan.make()


def _cited(first: Context, make: Callable[[], Iterator[PageView]]) -> Iterator[PageView]:
    for page in make():
        context = replace(first, here=page.path)
        if page.cite or not first.citations.whole:
            yield page
        elif page.template in _SHARED:
            yield replace(page, cite=cite_list(context, page.title))
        else:
            yield replace(page, cite=cite_dossier(context))


def _hubs(first: Context) -> Iterator[Plan]:
    yield Plan(places.HOME, None, partial(_home, first), is_about_past=True)
    for path, template, view_of_hub in _HUBS:
        make = partial(_hub_page, replace(first, here=path), template, view_of_hub)
        yield Plan(path, None, make, is_about_past=path == places.CHANGES)


def _home(first: Context) -> Iterator[PageView]:
    home = home_view(first)
    yield PageView(places.HOME, home.question, "home.md", home, excerpt(home.summary or home.title, 200))


def _hub_page(context: Context, template: str, view_of_hub: _View) -> Iterator[PageView]:
    title, about = _words(context.here)
    about = labelled(about, context.dossier.about.title)
    yield PageView(context.here, title, template, view_of_hub(context), about, hub_frame(context))


def _lists(first: Context) -> Iterator[Plan]:
    for path, template, parts_of, view_of_part in _LISTS:
        for part in parts_of(first.dossier):
            context = replace(first, here=places.further(path, part.number))
            yield Plan(context.here, part, partial(_list_page, context, template, path, part, view_of_part))


def _list_page(
    context: Context, template: str, hub: str, part: Part[Any], view_of_part: _PartView
) -> Iterator[PageView]:
    title, about = _words(hub)
    view = view_of_part(context, part)
    frame = hub_frame(context) if part.is_first else further_frame(context, (hub, title), part)
    about_all = labelled(about, context.dossier.about.title)
    yield PageView(context.here, _numbered(title, part), template, view, about_all, frame)


def _numbered(title: str, part: Part[Any]) -> str:
    if part.is_first:
        return title
    number, total = in_digits(str(part.number)), in_digits(str(part.of))
    return gettext("{title}, page {number} of {total}", title=title, number=number, total=total)


def _timeline(first: Context) -> Iterator[Plan]:
    """The pages of the timeline where it has more than one."""
    for sheet in sheets(first.dossier):
        if sheet.path != places.TIMELINE:
            yield Plan(sheet.path, sheet, partial(_sheet, replace(first, here=sheet.path), sheet))


def _sheet(context: Context, sheet: Sheet) -> Iterator[PageView]:
    frame = list_frame(context, (_hub(places.TIMELINE),), sheet.name)
    title = gettext("Timeline: {years}", years=sheet.name)
    about = gettext("What happened: {years}", years=sheet.name)
    yield PageView(sheet.path, title, "timeline.md", sheet_view(context, sheet), about, frame)


def _bibliography(first: Context) -> Iterator[Plan]:
    """The bibliography, whose order is that of the citations."""
    for part in bibliography.parts(first):
        context = replace(first, here=places.further(places.BIBLIOGRAPHY, part.number))
        yield Plan(context.here, part, partial(_bibliography_page, context, part))


def _bibliography_page(context: Context, part: Part[Source]) -> Iterator[PageView]:
    title = gettext("Bibliography")
    above = hub_frame(context) if part.is_first else further_frame(context, (places.BIBLIOGRAPHY, title), part)
    view = bibliography.bibliography_view(context, part)
    about = gettext("Every source, as it is cited")
    yield PageView(context.here, _numbered(title, part), "bibliography.md", view, about, above)


def _gaps(first: Context) -> Iterator[Plan]:
    """The pages of those gaps that are too many for the page that lists them."""
    for group, part in long_groups(first):
        context = replace(first, here=places.further(places.gaps(group), part.number))
        yield Plan(context.here, part, partial(_gaps_page, context, group, part))


def _gaps_page(context: Context, group: str, part: Part[Gap]) -> Iterator[PageView]:
    title = title_of_group(group)
    frame = list_frame(context, (_hub(places.GAPS),), page_of(part))
    yield PageView(context.here, _numbered(title, part), "gaps_part.md", gaps_part(context, group, part), title, frame)


def _of_records(first: Context) -> Iterator[Plan]:
    """A page for each record of the kinds that have one, and the rest of its long lists."""
    for kind in _kinds(first.dossier):
        for number, record in enumerate(kind.records):
            path, _ = places.page_of(first.dossier, key_of(record))
            near = kind.records[max(number - 1, 0) : number + 2]
            given = (number, len(kind.records), *near)
            yield Plan(path, given, partial(_record_page, replace(first, here=path), kind, number))


def _record_page(context: Context, kind: _Kind, number: int) -> Iterator[PageView]:
    record, hub = kind.records[number], _hub(kind.above)
    view = kind.view_of(context, record)
    about = labelled(_kind(kind.template), excerpt(title_of(record), 140))
    kicker = _kicker(kind.template, number + 1, len(kind.records))
    frame = record_frame(context, hub, kicker, kind.records, number)
    title = getattr(view, kind.title_in)
    cite = cite_page(context, title, record) if context.citations.whole else None
    yield PageView(context.here, title, kind.template, view, about, frame, cite, key_of(record))
    yield from _long_lists(context, record, hub)


def _long_lists(first: Context, record: Record, hub: tuple[str, str]) -> Iterator[PageView]:
    """The lists of a record that are too long for its own page."""
    dossier, name = first.dossier, excerpt(title_of(record), 80)
    above = (hub, (places.page_of(dossier, key_of(record))[0], name))
    for long in long_lists(dossier, record, name):
        for part in long.parts:
            context = replace(first, here=places.further(long.path, part.number))
            frame = list_frame(context, above, page_of(part) if part.of > 1 else "")
            view = list_view(context, long, part)
            yield PageView(context.here, _numbered(long.title, part), "list.md", view, long.title, frame)


class _Kind(NamedTuple):
    """A kind that has a page a record."""

    above: str
    """The page of their list."""
    records: Sequence[Any]
    """In that page's order."""
    template: str
    view_of: Callable[[Context, Any], object]
    title_in: str
    """The field of the view that is the page's title."""


def _kinds(dossier: Dossier) -> tuple[_Kind, ...]:
    parties, quotes = parties_hub.in_order(dossier), quotes_hub.in_order(dossier)
    figures, sources = statistics_hub.in_order(dossier), sources_hub.in_order(dossier)
    return (
        _Kind(places.ISSUES, dossier.issues, "issue.md", issue_view, "title"),
        _Kind(places.PARTIES, parties, "party.md", party_view, "name"),
        _Kind(places.QUOTES, quotes, "quote.md", quote_view, "heading"),
        _Kind(places.STATISTICS, figures, "statistic.md", statistic_view, "heading"),
        _Kind(places.SOURCES, sources, "source.md", source_view, "heading"),
    )


def _hub(path: str) -> tuple[str, str]:
    return path, _words(path).title


def _kind(template: str) -> str:
    """What a record is that has a page of its own."""
    words = {
        "issue.md": pgettext("kind of record", "Issue"),
        "party.md": pgettext("kind of record", "Party"),
        "quote.md": pgettext("kind of record", "Quotation"),
        "statistic.md": pgettext("kind of record", "Figure"),
        "source.md": pgettext("kind of record", "Source"),
    }
    return words[template]


def _kicker(template: str, number: int, total: int) -> str:
    """The same, and of several the how maniest: 'Quotation 2 of 31'."""
    if total == 1:
        return _kind(template)
    told = {"number": in_digits(str(number)), "total": in_digits(str(total))}
    words = {
        "issue.md": gettext("Issue {number} of {total}", **told),
        "party.md": gettext("Party {number} of {total}", **told),
        "quote.md": gettext("Quotation {number} of {total}", **told),
        "statistic.md": gettext("Figure {number} of {total}", **told),
        "source.md": gettext("Source {number} of {total}", **told),
    }
    return words[template]
