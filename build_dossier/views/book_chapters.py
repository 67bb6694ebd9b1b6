"""The chapters of the book: what each shows of some of its records, in the words and order of the site's pages."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from markupsafe import Markup

from build_dossier.dossier import key_of
from build_dossier.language.speaking import gettext
from build_dossier.records.event import Event
from build_dossier.records.issue import Issue
from build_dossier.records.party import Party
from build_dossier.records.quote import Quote
from build_dossier.records.source import Source
from build_dossier.records.statistic import Statistic
from build_dossier.records.term import Term
from build_dossier.views import conflicts as disputes
from build_dossier.views import matrix as matrices
from build_dossier.views import parties_hub, quotes_hub, sources_hub
from build_dossier.views import years as years_of
from build_dossier.views.balance import IssueBalance, issue_balance
from build_dossier.views.common import DateView, FigureLine, Link, Sign
from build_dossier.views.gaps import GapLine, gap_line, gaps, title_of_group
from build_dossier.views.glossary import TermEntry, glossary_view
from build_dossier.views.home import JudgementView, home_view
from build_dossier.views.in_book import InBook, NotedLink
from build_dossier.views.issue import IssueView, issue_view
from build_dossier.views.matrix import Row
from build_dossier.views.method import MethodView, method_view
from build_dossier.views.party import PartyView, party_view
from build_dossier.views.quote import QuoteView, quote_view
from build_dossier.views.shares import PartyShare, party_shares
from build_dossier.views.source import SourceView, source_view
from build_dossier.views.statistic import StatisticView, statistic_view
from build_dossier.views.words import count_of, listed, sentence

COLUMNS = 5
"""Issues beside each other in one table of positions, so that it fits a page."""


# --- 1, the bottom line


@dataclass(frozen=True, slots=True)
class BottomLine:
    """The question, its state in a paragraph, and each judgement with what it rests on."""

    question: str
    summary: str
    judgements: tuple[JudgementView, ...]
    note: str


def bottom_line(context: InBook, _: object) -> BottomLine:
    """The judgements."""
    home = home_view(context)
    return BottomLine(home.question, home.summary, home.judgements, home.note)


# --- 2, who stands where


@dataclass(frozen=True, slots=True)
class PositionsTable:
    """Some issues beside each other, and the parties that hold a position on one of them."""

    caption: str
    issues: tuple[Link, ...]
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class PositionsView:
    """Who stands where, in tables that fit a page."""

    tables: tuple[PositionsTable, ...]


def rows_of_positions(context: InBook) -> Sequence[str]:
    """The parties that hold a position."""
    return matrices.parties(context.dossier)


def positions(context: InBook, some: Sequence[str]) -> PositionsView:
    """The tables for some parties."""
    issues = context.dossier.issues
    whole = matrices.matrix(context, len(matrices.parties(context.dossier)), len(issues))
    names = {context.to_party(party).href for party in some}
    rows = [row for row in whole.rows if row.party.href in names]
    starts = range(0, len(issues), COLUMNS)
    tables = (_table(whole.issues[start : start + COLUMNS], rows, start) for start in starts)
    return PositionsView(tuple(table for table in tables if table.rows))


def _table(issues: tuple[Link, ...], rows: Sequence[Row], start: int) -> PositionsTable:
    cut = (replace(row, cells=row.cells[start : start + COLUMNS]) for row in rows)
    return PositionsTable("", issues, tuple(row for row in cut if any(cell.sign for cell in row.cells)))


# --- 3, the issues


@dataclass(frozen=True, slots=True)
class IssueChapter:
    """An issue: its anchor and title, what its page shows, and its drawing (SVG of our own) where there is one."""

    anchor: str
    title: str
    view: IssueView
    drawing: Markup = Markup("")  # noqa: RUF009 -- Markup is a text, and never changes


@dataclass(frozen=True, slots=True)
class IssuesView:
    """Some issues."""

    issues: tuple[IssueChapter, ...]


def all_issues(context: InBook) -> Sequence[Issue]:
    """The issues as the author lists them."""
    return context.dossier.issues


def issues(context: InBook, some: Sequence[Issue]) -> IssuesView:
    """Each with its line-up and its argument."""
    return IssuesView(tuple(IssueChapter(f"issue-{each.id}", each.title, issue_view(context, each)) for each in some))


# --- 4, figures


@dataclass(frozen=True, slots=True)
class FigureEntry:
    """A figure: its anchor, how a list shows it, and what its page shows."""

    anchor: str
    line: FigureLine
    view: StatisticView


@dataclass(frozen=True, slots=True)
class Measure:
    """Figures of one measure; `why` tells why they differ, where they do, and `drawing` (SVG of our own) shows them."""

    name: str
    figures: tuple[FigureEntry, ...]
    why: str
    drawing: Markup = Markup("")  # noqa: RUF009 -- Markup is a text, and never changes


@dataclass(frozen=True, slots=True)
class FiguresView:
    """Some figures, by what they count."""

    measures: tuple[Measure, ...]


def all_measures(context: InBook) -> Sequence[Statistic]:
    """The figures, those of one measure together."""
    by_measure: dict[str, list[Statistic]] = {}
    for figure in context.dossier.statistics:
        by_measure.setdefault(figure.measure, []).append(figure)
    return [figure for group in by_measure.values() for figure in group]


def figures(context: InBook, some: Sequence[Statistic]) -> FiguresView:
    """Some figures, by measure."""
    groups = groupby(some, key=lambda figure: figure.measure)
    return FiguresView(tuple(_measure(context, name, list(group)) for name, group in groups))


def _measure(context: InBook, name: str, group: list[Statistic]) -> Measure:
    found = tuple(
        FigureEntry(f"statistic-{each.id}", context.figure_line(each), statistic_view(context, each)) for each in group
    )
    differ = any(disputes.differ(group[0], other) for other in group[1:])
    return Measure(sentence(name), found, disputes.why_they_differ(tuple(group)) if differ else "")


# --- 5, quotations


@dataclass(frozen=True, slots=True)
class QuoteEntry:
    """A quotation: its anchor, what its page shows, its verdict, and the note with its sources."""

    anchor: str
    view: QuoteView
    verdict: Sign
    note: NotedLink


@dataclass(frozen=True, slots=True)
class YearOfQuotes:
    """The quotations of a year."""

    year: str
    quotes: tuple[QuoteEntry, ...]


@dataclass(frozen=True, slots=True)
class QuotationsView:
    """Some quotations, by year, oldest first."""

    years: tuple[YearOfQuotes, ...]


def all_quotes(context: InBook) -> Sequence[Quote]:
    """The quotations, oldest first; those without a date last."""
    newest = quotes_hub.in_order(context.dossier)
    return [*reversed([each for each in newest if each.said]), *(each for each in newest if not each.said)]


def quotations(context: InBook, some: Sequence[Quote]) -> QuotationsView:
    """Some quotations, each whole."""
    groups = groupby(some, key=lambda quote: years_of.year_of(quote.said))
    return QuotationsView(
        tuple(YearOfQuotes(year, tuple(_quote(context, each) for each in group)) for year, group in groups)
    )


def _quote(context: InBook, quote: Quote) -> QuoteEntry:
    link = context.to(key_of(quote))
    assert isinstance(link, NotedLink)  # noqa: S101 -- each quotation has a note
    return QuoteEntry(f"quote-{quote.id}", quote_view(context, quote), context.verdict(quote), link)


# --- 6, disagreements


@dataclass(frozen=True, slots=True)
class DisagreementsView:
    """Where the sources disagree, by what about, and whose stance moved."""

    conflicts: tuple[disputes.Conflict, ...]
    moves: tuple[disputes.StanceMove, ...]


def disagreements(context: InBook, _: object) -> DisagreementsView:
    """All of them."""
    view = disputes.conflicts_view(context)
    found = tuple(replace(each, title=sentence(each.title)) for each in view.all)
    return DisagreementsView(found, view.moves)


# --- 7, timeline


@dataclass(frozen=True, slots=True)
class EventEntry:
    """An event; `note` leads to who tells of it."""

    anchor: str
    title: str
    date: DateView
    is_exact: bool
    description: str
    parties: tuple[Link, ...]
    note: Link
    remark: str
    deprecated_because: str


@dataclass(frozen=True, slots=True)
class YearOfEvents:
    """The events of a year."""

    year: str
    events: tuple[EventEntry, ...]


@dataclass(frozen=True, slots=True)
class TimelineChapter:
    """Some events, by year."""

    years: tuple[YearOfEvents, ...]


def all_events(context: InBook) -> Sequence[Event]:
    """The events, oldest first."""
    return years_of.in_order(context.dossier)


def timeline(context: InBook, some: Sequence[Event]) -> TimelineChapter:
    """Some events, by year."""
    groups = groupby(some, key=lambda event: years_of.year_of(event.date))
    return TimelineChapter(
        tuple(YearOfEvents(year, tuple(_event(context, each) for each in group)) for year, group in groups)
    )


def _event(context: InBook, event: Event) -> EventEntry:
    line = context.event_line(event)
    return EventEntry(
        f"event-{event.id}",
        event.title,
        line.date,
        line.is_exact,
        event.description or "",
        tuple(context.to_party(party) for party in event.parties),
        line.link,
        event.note or "",
        event.deprecated_because or "",
    )


# --- 8, gaps and balance


@dataclass(frozen=True, slots=True)
class GapGroup:
    """What is missing of one sort."""

    title: str
    gaps: tuple[GapLine, ...]


@dataclass(frozen=True, slots=True)
class GapsChapter:
    """All gaps, and how even the record is."""

    groups: tuple[GapGroup, ...]
    issues: tuple[IssueBalance, ...]
    shares: tuple[PartyShare, ...]
    interests: tuple[tuple[Link, str], ...]


def gaps_and_balance(context: InBook, _: object) -> GapsChapter:
    """All gaps, by sort, and the balance of each issue."""
    found = gaps(context)
    groups = (
        GapGroup(title_of_group(name), tuple(gap_line(context, name, gap) for gap in group))
        for name, group in zip(found._fields, found, strict=True)
    )
    dossier = context.dossier
    return GapsChapter(
        tuple(group for group in groups if group.gaps),
        tuple(issue_balance(context, issue) for issue in dossier.issues),
        party_shares(context),
        tuple((context.to_source(each.id), each.interest) for each in dossier.sources if each.interest),
    )


# --- 9 to 12, parties, sources, method, terms


@dataclass(frozen=True, slots=True)
class PartyEntry:
    """A party: its anchor, and what its page shows."""

    anchor: str
    view: PartyView


@dataclass(frozen=True, slots=True)
class PartiesChapter:
    """Some parties; `drawing` (SVG of our own) shows how they are related, where there is one."""

    parties: tuple[PartyEntry, ...]
    drawing: Markup = Markup("")  # noqa: RUF009 -- Markup is a text, and never changes


def all_parties(context: InBook) -> Sequence[Party]:
    """The parties by kind."""
    return parties_hub.in_order(context.dossier)


def parties(context: InBook, some: Sequence[Party]) -> PartiesChapter:
    """Some parties, each with roles, ties and stances."""
    return PartiesChapter(tuple(PartyEntry(f"party-{each.id}", party_view(context, each)) for each in some))


@dataclass(frozen=True, slots=True)
class SourceEntry:
    """A source: its anchor, what its page shows, and how much was taken from it."""

    anchor: str
    view: SourceView
    taken: str


@dataclass(frozen=True, slots=True)
class SourcesChapter:
    """Some sources."""

    sources: tuple[SourceEntry, ...]


def all_sources(context: InBook) -> Sequence[Source]:
    """The sources, most reliable first."""
    return sources_hub.in_order(context.dossier)


def sources(context: InBook, some: Sequence[Source]) -> SourcesChapter:
    """Some sources."""
    return SourcesChapter(
        tuple(SourceEntry(f"source-{each.id}", source_view(context, each), _taken(context, each)) for each in some)
    )


def _taken(context: InBook, source: Source) -> str:
    """'Taken from it: two quotations and one figure.'"""
    numbers = {
        kind: len(context.dossier.keys_naming(key_of(source), kind, "appearances.source"))
        for kind in ("quote", "statistic", "event")
    }
    found = listed([count_of(kind, number) for kind, number in numbers.items() if number])
    return gettext("Taken from it: {records}.", records=found) if found else gettext("Nothing was taken from it.")


def method(context: InBook, _: object) -> MethodView:
    """How words are checked, and what the grades mean."""
    return method_view(context)


@dataclass(frozen=True, slots=True)
class TermsView:
    """Some terms."""

    terms: tuple[TermEntry, ...]


def all_terms(context: InBook) -> Sequence[Term]:
    """The terms by name."""
    return sorted(context.dossier.terms, key=lambda term: term.name.casefold())


def terms(context: InBook, some: Sequence[Term]) -> TermsView:
    """Some terms."""
    anchors = {f"term-{term.id}" for term in some}
    return TermsView(tuple(entry for entry in glossary_view(context).terms if entry.anchor in anchors))
