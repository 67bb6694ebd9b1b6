"""The pages that lead to the records of a kind: issues, parties, quotations, figures, sources."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby

from build_dossier.dossier import key_of
from build_dossier.records.kinds import Key
from build_dossier.records.source import Source
from build_dossier.values.codes import country_name
from build_dossier.values.scales import PartyKind
from build_dossier.views.common import (
    Context,
    DateView,
    FigureLine,
    Link,
    QuoteLine,
    moment_view,
    newest_first,
)
from build_dossier.views.counts import origins_in_words, verified_in_words
from build_dossier.views.issue import LineUp, line_up
from build_dossier.views.words import count


@dataclass(frozen=True, slots=True)
class IssueEntry:
    """An issue in the list."""

    link: Link
    proposition: str
    line_up: tuple[LineUp, ...]


@dataclass(frozen=True, slots=True)
class IssuesView:
    """The list of issues."""

    issues: tuple[IssueEntry, ...]


def issues_view(context: Context) -> IssuesView:
    """The page that lists the issues."""
    return IssuesView(
        tuple(
            IssueEntry(context.to(key_of(issue)), issue.proposition, line_up(context, issue))
            for issue in context.dossier.issues
        )
    )


@dataclass(frozen=True, slots=True)
class PartyEntry:
    """A party in the list."""

    link: Link
    country: str
    description: str
    holds: str


@dataclass(frozen=True, slots=True)
class PartiesView:
    """The parties by kind."""

    groups: tuple[tuple[str, tuple[PartyEntry, ...]], ...]


def parties_view(context: Context) -> PartiesView:
    """The page that lists the parties."""
    parties = sorted(context.dossier.parties, key=lambda party: list(PartyKind).index(party.kind))
    groups = groupby(parties, key=lambda party: party.kind)
    return PartiesView(
        tuple(
            (
                _PARTY_HEADINGS[kind.value],
                tuple(
                    PartyEntry(
                        context.to(key_of(party)),
                        country_name(party.country) if party.country else "",
                        party.description or "",
                        _holdings(context, party.id),
                    )
                    for party in group
                ),
            )
            for kind, group in groups
        )
    )


_PARTY_HEADINGS = {
    "person": "People",
    "company": "Companies",
    "platform": "Platforms",
    "government": "Governments",
    "trade-association": "Trade associations",
    "media": "Media",
    "coalition": "Coalitions",
    "anonymous": "Anonymous speakers",
}


def _holdings(context: Context, party: str) -> str:
    dossier = context.dossier
    quotes = sum(party in (quote.speaker, quote.on_behalf_of) for quote in dossier.quotes)
    positions = sum(position.party == party for position in dossier.positions)
    figures = sum(statistic.claimant == party for statistic in dossier.statistics)
    parts = [
        count(number, noun)
        for number, noun in ((positions, "position"), (quotes, "quotation"), (figures, "figure"))
        if number
    ]
    return ", ".join(parts)


@dataclass(frozen=True, slots=True)
class QuotesView:
    """All quotations, newest first."""

    quotes: tuple[QuoteLine, ...]
    verified: str


def quotes_view(context: Context) -> QuotesView:
    """The page that lists the quotations."""
    quotes = newest_first(list(context.dossier.quotes))
    return QuotesView(tuple(context.quote_line(quote) for quote in quotes), verified_in_words(context))


@dataclass(frozen=True, slots=True)
class StatisticsView:
    """All figures by what they count."""

    measures: tuple[tuple[str, tuple[FigureLine, ...]], ...]


def statistics_view(context: Context) -> StatisticsView:
    """The page that lists the figures."""
    by_measure: dict[str, list[FigureLine]] = {}
    for statistic in context.dossier.statistics:
        by_measure.setdefault(statistic.measure, []).append(context.figure_line(statistic))
    return StatisticsView(tuple((measure, tuple(lines)) for measure, lines in by_measure.items()))


@dataclass(frozen=True, slots=True)
class SourceEntry:
    """A source in the list."""

    link: Link
    title: str
    kind: str
    published: DateView
    grade: str
    reliability: str
    interest: str
    relays: tuple[Link, ...]
    recorded: str
    captured: bool


@dataclass(frozen=True, slots=True)
class SourcesView:
    """All sources, and how many independent origins they come to."""

    sources: tuple[SourceEntry, ...]
    origins: str


def sources_view(context: Context) -> SourcesView:
    """The page that lists the sources."""
    return SourcesView(
        tuple(_source_entry(context, source) for source in context.dossier.sources),
        origins_in_words(context),
    )


def _source_entry(context: Context, source: Source) -> SourceEntry:
    key = key_of(source)
    taken = {
        noun: sum(1 for _ in context.dossier.naming(key, kind, "appearances.source"))
        for kind, noun in (("quote", "quotation"), ("statistic", "figure"), ("event", "event"))
    }
    return SourceEntry(
        context.to(key, source.publisher or f"“{source.title}”"),
        source.title,
        source.genre or source.type.words,
        moment_view(source.published),
        source.reliability.value if source.reliability else "–",
        source.reliability.words if source.reliability else "not graded",
        source.interest or "",
        tuple(context.to(Key.parse(relayed)) for relayed in source.relays),
        ", ".join(count(number, noun) for noun, number in taken.items() if number) or "nothing yet",
        source.capture is not None,
    )
