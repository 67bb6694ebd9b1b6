"""Every page of the site, listed: its path, the template that prints it, and what it shows."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from build_dossier.dossier import Dossier, key_of
from build_dossier.editions.compare import NO_HISTORY, History
from build_dossier.evidence.verdicts import Evidence
from build_dossier.values.scales import PartyKind
from build_dossier.views import places
from build_dossier.views.changes import changes_view
from build_dossier.views.common import Context, newest_first, title_of
from build_dossier.views.conflicts import conflicts_view
from build_dossier.views.frame import Frame, grouped, hub_frame, record_frame
from build_dossier.views.gaps import gaps_view
from build_dossier.views.glossary import glossary_view
from build_dossier.views.home import home_view
from build_dossier.views.hubs import (
    issues_view,
    parties_view,
    quotes_view,
    sources_view,
    statistics_view,
)
from build_dossier.views.issue import issue_view
from build_dossier.views.matrix import matrix
from build_dossier.views.method import method_view
from build_dossier.views.party import party_view
from build_dossier.views.quote import quote_view
from build_dossier.views.source import source_view
from build_dossier.views.statistic import statistic_view
from build_dossier.views.timeline import timeline
from build_dossier.views.words import excerpt

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


_Hub = tuple[str, str, str, Callable[[Context], object], str]
# The pages that every dossier has beside Home, in the order of the navigation.
_HUBS: tuple[_Hub, ...] = (
    (places.ISSUES, "Issues", "issues.md", issues_view, "What is disputed, and who lines up on which side"),
    (places.POSITIONS, "Who stands where", "positions.md", matrix, "Each party's stance on each issue"),
    (places.PARTIES, "Parties", "parties.md", parties_view, "Everybody who speaks, acts or relays"),
    (places.TIMELINE, "Timeline", "timeline.md", timeline, "What happened, when, and who says so"),
    (places.STATISTICS, "Figures", "statistics.md", statistics_view, "Each figure and who vouches for it"),
    (places.QUOTES, "Quotations", "quotes.md", quotes_view, "Every quotation, with its source"),
    (places.SOURCES, "Sources", "sources.md", sources_view, "What was read, and how far it can be trusted"),
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


def pages(dossier: Dossier, evidence: Evidence, past: History = NO_HISTORY) -> Iterator[PageView]:
    """All pages of a dossier, hubs first."""
    home = home_view(Context(dossier, evidence, places.HOME, past))
    yield PageView(places.HOME, home.question, "home.md", home, excerpt(home.summary or home.title, 200))
    for path, title, template, view_of_hub, description in _HUBS:
        context = Context(dossier, evidence, path, past)
        yield PageView(path, title, template, view_of_hub(context), f"{description}: {home.title}", hub_frame(context))
    for kind, hub, records, template, view_of, title_in in _records(dossier):
        for number, record in enumerate(records):
            path, _ = places.page_of(dossier, key_of(record))
            context = Context(dossier, evidence, path, past)
            view = view_of(context, record)
            about = f"{kind}: {excerpt(title_of(record), 140)}"
            frame = record_frame(context, hub, kind, records, number)
            yield PageView(path, getattr(view, title_in), template, view, about, frame)


_Records = tuple[str, tuple[str, str], Sequence[Any], str, Callable[[Context, Any], object], str]


def _records(dossier: Dossier) -> tuple[_Records, ...]:
    """The kinds that have a page a record: its name, the page above, the records in that page's order, template, view,
    and the title's field.
    """
    parties = sorted(dossier.parties, key=lambda party: list(PartyKind).index(party.kind))
    figures = grouped(dossier.statistics, "measure")
    quotes = newest_first(list(dossier.quotes))
    return (
        ("Issue", (places.ISSUES, "Issues"), dossier.issues, "issue.md", issue_view, "title"),
        ("Party", (places.PARTIES, "Parties"), parties, "party.md", party_view, "name"),
        ("Quotation", (places.QUOTES, "Quotations"), quotes, "quote.md", quote_view, "heading"),
        ("Figure", (places.STATISTICS, "Figures"), figures, "statistic.md", statistic_view, "heading"),
        ("Source", (places.SOURCES, "Sources"), dossier.sources, "source.md", source_view, "heading"),
    )
