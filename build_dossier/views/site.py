"""Every page of the site, listed: its path, the template that prints it, and what it shows."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

from build_dossier.dossier import Dossier, key_of
from build_dossier.editions.compare import NO_HISTORY, History
from build_dossier.evidence.verdicts import Evidence
from build_dossier.records.base import Record
from build_dossier.views import (
    matrix,
    parties_hub,
    places,
    quotes_hub,
    sources_hub,
    statistics_hub,
)
from build_dossier.views.changes import changes_view
from build_dossier.views.charts.chart import Chart
from build_dossier.views.common import Context, title_of
from build_dossier.views.conflicts import conflicts_view
from build_dossier.views.frame import Frame, further_frame, hub_frame, list_frame, record_frame
from build_dossier.views.gaps import TITLES, gaps_part, gaps_view, long_groups
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
from build_dossier.views.words import excerpt
from build_dossier.views.years import sheets

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

    @property
    def charts(self) -> tuple[Chart, ...]:
        """The charts that the page shows."""
        return getattr(self.view, "charts", ())


_Hub = tuple[str, str, str, Callable[[Context], object], str]
# The pages that every dossier has beside Home and the long lists, each on one page.
_HUBS: tuple[_Hub, ...] = (
    (places.ISSUES, "Issues", "issues.md", issues_view, "What is disputed, and who lines up on which side"),
    (places.TIMELINE, "Timeline", "timeline.md", timeline, "What happened, when, and who says so"),
    (
        places.CONFLICTS,
        "Where the sources disagree",
        "conflicts.md",
        conflicts_view,
        "Figures, dates, wordings and roles that differ",
    ),
    (places.GAPS, "Gaps and balance", "gaps.md", gaps_view, "What is missing, and how even the record is"),
    (places.GLOSSARY, "Terms", "glossary.md", glossary_view, "What the terms mean"),
    (places.CHANGES, "What changed", "changes.md", changes_view, "From one edition to the next"),
    (places.METHOD, "Method", "method.md", method_view, "How the dossier was made, and how to read it"),
)

_Parts = Callable[[Dossier], Sequence[Part[Any]]]
_Long = tuple[str, str, str, _Parts, Callable[[Context, Part[Any]], object], str]
# The lists that run over several pages where they are long.
_LISTS: tuple[_Long, ...] = (
    (
        places.POSITIONS,
        "Who stands where",
        "positions.md",
        matrix.parts,
        matrix.matrix_view,
        "Each party's stance on each issue",
    ),
    (
        places.PARTIES,
        "Parties",
        "parties.md",
        parties_hub.parts,
        parties_hub.parties_view,
        "Everybody who speaks, acts or relays",
    ),
    (
        places.STATISTICS,
        "Figures",
        "statistics.md",
        statistics_hub.parts,
        statistics_hub.statistics_view,
        "Each figure and who vouches for it",
    ),
    (
        places.QUOTES,
        "Quotations",
        "quotes.md",
        quotes_hub.parts,
        quotes_hub.quotes_view,
        "Every quotation, with its source",
    ),
    (
        places.SOURCES,
        "Sources",
        "sources.md",
        sources_hub.parts,
        sources_hub.sources_view,
        "What was read, and how far it can be trusted",
    ),
)


def pages(dossier: Dossier, evidence: Evidence, past: History = NO_HISTORY) -> Iterator[PageView]:
    """All pages of a dossier, hubs first."""
    first = Context(dossier, evidence, places.HOME, past)
    home = home_view(first)
    yield PageView(places.HOME, home.question, "home.md", home, excerpt(home.summary or home.title, 200))
    for path, title, template, view_of_hub, about in _HUBS:
        context = replace(first, here=path)
        yield PageView(path, title, template, view_of_hub(context), f"{about}: {home.title}", hub_frame(context))
    yield from _timeline(first)
    for path, title, template, parts_of, view_of_part, about in _LISTS:
        for part in parts_of(dossier):
            context = replace(first, here=places.further(path, part.number))
            view = view_of_part(context, part)
            frame = hub_frame(context) if part.is_first else further_frame(context, (path, title), part)
            yield PageView(context.here, _numbered(title, part), template, view, f"{about}: {home.title}", frame)
    yield from _gaps(first)
    yield from _of_records(first)


def _numbered(title: str, part: Part[Any]) -> str:
    return title if part.is_first else f"{title}, page {part.number} of {part.of}"


def _timeline(first: Context) -> Iterator[PageView]:
    """The pages of the timeline where it has more than one."""
    for sheet in sheets(first.dossier):
        if sheet.path != places.TIMELINE:
            context = replace(first, here=sheet.path)
            frame = list_frame(context, ((places.TIMELINE, "Timeline"),), sheet.name)
            title, about = f"Timeline: {sheet.name}", f"What happened: {sheet.name}"
            yield PageView(sheet.path, title, "timeline.md", sheet_view(context, sheet), about, frame)


def _gaps(first: Context) -> Iterator[PageView]:
    """The pages of those gaps that are too many for the page that lists them."""
    for group, part in long_groups(first):
        path, title = places.gaps(group), TITLES[group]
        context = replace(first, here=places.further(path, part.number))
        frame = list_frame(context, ((places.GAPS, "Gaps and balance"),), f"Page {part.number} of {part.of}")
        yield PageView(
            context.here, _numbered(title, part), "gaps_part.md", gaps_part(context, group, part), title, frame
        )


def _of_records(first: Context) -> Iterator[PageView]:
    """A page for each record of the kinds that have one, and the rest of its long lists."""
    dossier = first.dossier
    for kind, hub, records, template, view_of, title_in in _records(dossier):
        for number, record in enumerate(records):
            path, _ = places.page_of(dossier, key_of(record))
            context = replace(first, here=path)
            view = view_of(context, record)
            about = f"{kind}: {excerpt(title_of(record), 140)}"
            frame = record_frame(context, hub, kind, records, number)
            yield PageView(path, getattr(view, title_in), template, view, about, frame)
            yield from _long_lists(first, record, hub)


def _long_lists(first: Context, record: Record, hub: tuple[str, str]) -> Iterator[PageView]:
    """The lists of a record that are too long for its own page."""
    dossier, name = first.dossier, excerpt(title_of(record), 80)
    above = (hub, (places.page_of(dossier, key_of(record))[0], name))
    for long in long_lists(dossier, record, name):
        for part in long.parts:
            context = replace(first, here=places.further(long.path, part.number))
            frame = list_frame(context, above, f"Page {part.number} of {part.of}" if part.of > 1 else "")
            view = list_view(context, long, part)
            yield PageView(context.here, _numbered(long.title, part), "list.md", view, long.title, frame)


_Records = tuple[str, tuple[str, str], Sequence[Any], str, Callable[[Context, Any], object], str]


def _records(dossier: Dossier) -> tuple[_Records, ...]:
    """The kinds that have a page a record: its name, the page above, the records in that page's order, template, view,
    and the title's field.
    """
    parties, quotes = parties_hub.in_order(dossier), quotes_hub.in_order(dossier)
    figures, sources = statistics_hub.in_order(dossier), sources_hub.in_order(dossier)
    return (
        ("Issue", (places.ISSUES, "Issues"), dossier.issues, "issue.md", issue_view, "title"),
        ("Party", (places.PARTIES, "Parties"), parties, "party.md", party_view, "name"),
        ("Quotation", (places.QUOTES, "Quotations"), quotes, "quote.md", quote_view, "heading"),
        ("Figure", (places.STATISTICS, "Figures"), figures, "statistic.md", statistic_view, "heading"),
        ("Source", (places.SOURCES, "Sources"), sources, "source.md", source_view, "heading"),
    )
