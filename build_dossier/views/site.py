"""Every page of the site, listed: its path, the template that prints it, and what it shows."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from build_dossier.dossier import Dossier, key_of
from build_dossier.evidence.verdicts import Evidence
from build_dossier.views import places
from build_dossier.views.common import Context, title_of
from build_dossier.views.conflicts import conflicts_view
from build_dossier.views.gaps import gaps_view
from build_dossier.views.home import home_view
from build_dossier.views.hubs import (
    glossary_view,
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


@dataclass(frozen=True, slots=True)
class PageView:
    """One page: where it is written, which template prints it, its view, and a line that describes it."""

    path: str
    template: str
    view: object
    description: str


# The pages that every dossier has, in the order of the navigation.
_HUBS: tuple[tuple[str, str, Callable[[Context], object], str], ...] = (
    (places.HOME, "home.md", home_view, "The question, the bottom line and who stands where"),
    (places.ISSUES, "issues.md", issues_view, "What is disputed, and who lines up on which side"),
    (places.POSITIONS, "positions.md", matrix, "Where each party stands on each issue"),
    (places.PARTIES, "parties.md", parties_view, "Everybody who speaks, acts or relays"),
    (places.TIMELINE, "timeline.md", timeline, "What happened, when, and who says so"),
    (places.STATISTICS, "statistics.md", statistics_view, "Every figure, with who vouches for it"),
    (places.QUOTES, "quotes.md", quotes_view, "Every quotation, with its source"),
    (places.SOURCES, "sources.md", sources_view, "What was read, and how far it can be trusted"),
    (places.CONFLICTS, "conflicts.md", conflicts_view, "Where the sources disagree"),
    (places.GAPS, "gaps.md", gaps_view, "What is missing, and how even the record is"),
    (places.GLOSSARY, "glossary.md", glossary_view, "What the terms mean"),
    (places.METHOD, "method.md", method_view, "How the dossier was made, and how to read it"),
)


def pages(dossier: Dossier, evidence: Evidence) -> Iterator[PageView]:
    """All pages of a dossier, hubs first."""
    for path, template, view, description in _HUBS:
        context = Context(dossier, evidence, path)
        yield PageView(path, template, view(context), f"{description}: {dossier.about.title}")
    for kind, records, template, view_of in _records(dossier):
        for record in records:
            path, _ = places.page_of(dossier, key_of(record))
            context = Context(dossier, evidence, path)
            yield PageView(
                path, template, view_of(context, record), f"{kind}: {excerpt(title_of(record), 140)}"
            )


def _records(
    dossier: Dossier,
) -> Iterator[tuple[str, tuple[Any, ...], str, Callable[[Context, Any], object]]]:
    yield "Issue", dossier.issues, "issue.md", issue_view
    yield "Party", dossier.parties, "party.md", party_view
    yield "Quotation", dossier.quotes, "quote.md", quote_view
    yield "Figure", dossier.statistics, "statistic.md", statistic_view
    yield "Source", dossier.sources, "source.md", source_view
