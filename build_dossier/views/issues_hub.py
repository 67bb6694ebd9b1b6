"""The page that leads to the issues: what each disputes, and who lines up on which side."""

from __future__ import annotations

from dataclasses import dataclass, replace

from build_dossier.dossier import key_of
from build_dossier.records.issue import Issue
from build_dossier.records.kinds import Key
from build_dossier.records.position import Position
from build_dossier.views.balance import current
from build_dossier.views.common import Context, Link
from build_dossier.views.sides import Side, sides
from build_dossier.views.thread import is_unanswered
from build_dossier.views.words import Count, count, listed, number_in_words


@dataclass(frozen=True, slots=True)
class IssueEntry:
    """An issue in the list."""

    link: Link
    proposition: str
    parent: Link | None
    sides: tuple[Side, ...]
    holds: str
    """'Four positions, two quotations'."""
    unanswered: str
    """'two unanswered', or ''."""


@dataclass(frozen=True, slots=True)
class IssuesView:
    """The list of issues."""

    summary: str
    issues: tuple[IssueEntry, ...]


def issues_view(context: Context) -> IssuesView:
    """The page that lists the issues, in the author's order."""
    dossier = context.dossier
    parties = {position.party for position in dossier.positions}
    open_ones = sum(is_unanswered(context, position) for position in dossier.positions)
    told = [
        Count(len(dossier.issues), "issue"),
        f"{count(len(dossier.positions), 'position')} of {count(len(parties), 'party', 'parties')}",
        f"{count(open_ones, 'charge or claim', 'charges and claims')} that nobody answered",
    ]
    summary = f"{listed(told if dossier.positions else told[:1])}."
    return IssuesView(summary, tuple(_entry(context, issue) for issue in dossier.issues))


def _entry(context: Context, issue: Issue) -> IssueEntry:
    key = key_of(issue)
    positions = [each for each in context.dossier.naming(key, "position", "issue") if isinstance(each, Position)]
    unanswered = sum(is_unanswered(context, position) for position in positions)
    holds = [
        (len(positions), "position"),
        (sum(1 for _ in context.dossier.naming(key, "quote", "issues")), "quotation"),
        (sum(1 for _ in context.dossier.naming(key, "statistic", "issues")), "figure"),
        (sum(1 for _ in context.dossier.naming(key, "event", "issues")), "event"),
    ]
    return IssueEntry(
        context.to(key),
        issue.proposition,
        context.to(Key("issue", issue.parent)) if issue.parent else None,
        sides((each.stance, _name(context, each)) for each in current(positions).values()),
        listed([count(number, noun) for number, noun in holds if number]) or "nothing recorded yet",
        f"{number_in_words(unanswered)} unanswered" if unanswered else "",
    )


def _name(context: Context, position: Position) -> Link:
    """The party's name, leading to its position."""
    return replace(context.to(key_of(position)), text=context.to_party(position.party).text)
