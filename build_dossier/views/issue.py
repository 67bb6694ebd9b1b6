"""An issue: the proposition, who lines up where, the argument move by move, and the record behind it."""

from __future__ import annotations

from dataclasses import dataclass

from build_dossier.dossier import key_of
from build_dossier.language.speaking import gettext
from build_dossier.records.issue import Issue
from build_dossier.records.kinds import Key
from build_dossier.records.position import Position
from build_dossier.values.dates import span_in_words
from build_dossier.views import lists
from build_dossier.views.balance import IssueBalance, current, issue_balance
from build_dossier.views.changes import feed_links
from build_dossier.views.charts.chart import Chart
from build_dossier.views.charts.stances import stances_on
from build_dossier.views.charts.statements import statements_over_time
from build_dossier.views.common import (
    Context,
    DateView,
    EventLine,
    FigureLine,
    Link,
    QuoteLine,
    Sign,
    date_view,
    sign_of_stance,
)
from build_dossier.views.editorial import Editorial, editorial
from build_dossier.views.lists import Shown
from build_dossier.views.sides import ORDER
from build_dossier.views.thread import Move, thread
from build_dossier.views.words import count_of


@dataclass(frozen=True, slots=True)
class LineUp:
    """A party's latest stance on the issue, and how much of it is recorded."""

    stance: Sign
    party: Link
    link: Link
    since: DateView
    statements: str


@dataclass(frozen=True, slots=True)
class IssueView:
    """What the page of an issue shows."""

    number: int
    of: int
    title: str
    proposition: str
    summary: str
    parent: Link | None
    parts: tuple[Link, ...]
    line_up: tuple[LineUp, ...]
    stances: Chart | None
    """The stances over time, where they are worth a look."""
    statements: Chart | None
    """The quotations of each side over time, likewise."""
    moves: tuple[Move, ...]
    unanswered: int
    balance: IssueBalance
    quotes: Shown[QuoteLine]
    figures: Shown[FigureLine]
    events: Shown[EventLine]
    feeds: tuple[Link, ...]
    """Feeds of what changes here; none before the first edition."""
    editorial: Editorial

    @property
    def charts(self) -> tuple[Chart, ...]:
        """All charts of the page."""
        return tuple(chart for chart in (self.stances, self.statements) if chart)


def issue_view(context: Context, issue: Issue) -> IssueView:
    """The page of one issue."""
    dossier = context.dossier
    key = key_of(issue)
    moves = thread(context, issue)
    return IssueView(
        dossier.issues.index(issue) + 1,
        len(dossier.issues),
        issue.title,
        issue.proposition,
        issue.summary or "",
        context.to(Key("issue", issue.parent)) if issue.parent else None,
        tuple(context.to(key_of(part)) for part in dossier.naming(key, "issue", "parent")),
        line_up(context, issue),
        stances_on(context, issue),
        statements_over_time(context, issue),
        moves,
        sum(move.status == "unanswered" for move in moves),
        issue_balance(context, issue),
        lists.quotes(context, issue),
        lists.figures(context, issue),
        lists.events(context, issue),
        feed_links(context, key_of(issue)),
        editorial(context, issue),
    )


def line_up(context: Context, issue: Issue) -> tuple[LineUp, ...]:
    """The parties on an issue: for, then in between, then against."""
    positions = [
        each for each in context.dossier.naming(key_of(issue), "position", "issue") if isinstance(each, Position)
    ]
    by_party: dict[str, list[Position]] = {}
    for position in positions:
        by_party.setdefault(position.party, []).append(position)
    latest = sorted(current(positions).values(), key=lambda position: ORDER.index(position.stance))
    return tuple(
        LineUp(
            sign_of_stance(position.stance),
            context.to_party(position.party),
            context.to(key_of(position), position.stance.words),
            date_view(position.start),
            _statements(by_party[position.party]),
        )
        for position in latest
    )


def _statements(positions: list[Position]) -> str:
    """'two positions, between October 2015 and January 2018'."""
    dates = [position.start for position in positions if position.start]
    words = count_of("position", len(positions))
    return gettext("{positions}, {dates}", positions=words, dates=span_in_words(dates)) if dates else words
