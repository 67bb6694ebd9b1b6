"""The page that leads to the issues: what each disputes, and who lines up on which side."""

from __future__ import annotations

from dataclasses import dataclass, replace

from build_dossier.dossier import Dossier, key_of
from build_dossier.language.speaking import gettext, ngettext
from build_dossier.records.issue import Issue
from build_dossier.records.kinds import Key
from build_dossier.records.position import Position
from build_dossier.views.balance import current
from build_dossier.views.common import Context, Link
from build_dossier.views.sides import Side, sides
from build_dossier.views.thread import is_unanswered
from build_dossier.views.words import count_of, listed, sentence


@dataclass(frozen=True, slots=True)
class IssueEntry:
    """An issue in the list."""

    link: Link
    proposition: str
    parent: Link | None
    sides: tuple[Side, ...]
    holds: str
    """'Four positions, two quotations'; a sentence may begin with it."""
    unanswered: str
    """'two unanswered', or ''."""


@dataclass(frozen=True, slots=True)
class IssuesView:
    """The list of issues."""

    summary: str
    issues: tuple[IssueEntry, ...]


def issues_view(context: Context) -> IssuesView:
    """The page that lists the issues, in the author's order."""
    open_ones = sum(is_unanswered(context, position) for position in context.dossier.positions)
    summary = _summary(context.dossier, open_ones)
    return IssuesView(summary, tuple(_entry(context, issue) for issue in context.dossier.issues))


def _summary(dossier: Dossier, unanswered: int) -> str:
    if not dossier.positions:
        return sentence(ngettext("{count} issue.", "{count} issues.", len(dossier.issues)))
    parties = {position.party for position in dossier.positions}
    told = gettext(
        "{issues}, {positions} of {parties} and {charges}.",
        issues=count_of("issue", len(dossier.issues)),
        positions=count_of("position", len(dossier.positions)),
        parties=count_of("party", len(parties)),
        charges=ngettext(
            "{count} charge or claim that nobody answered",
            "{count} charges and claims that nobody answered",
            unanswered,
        ),
    )
    return sentence(told)


_BEAR_ON_ISSUES = ("quote", "statistic", "event")


def _entry(context: Context, issue: Issue) -> IssueEntry:
    key = key_of(issue)
    positions = [each for each in context.dossier.naming(key, "position", "issue") if isinstance(each, Position)]
    unanswered = sum(is_unanswered(context, position) for position in positions)
    holds = [
        ("position", len(positions)),
        *((kind, len(context.dossier.keys_naming(key, kind, "issues"))) for kind in _BEAR_ON_ISSUES),
    ]
    return IssueEntry(
        context.to(key),
        issue.proposition,
        context.to(Key("issue", issue.parent)) if issue.parent else None,
        sides((each.stance, _name(context, each)) for each in current(positions).values()),
        sentence(listed([count_of(*held) for held in holds if held[1]]) or gettext("nothing recorded yet")),
        ngettext("{count} unanswered", "{count} unanswered", unanswered) if unanswered else "",
    )


def _name(context: Context, position: Position) -> Link:
    """The party's name, leading to its position."""
    return replace(context.to(key_of(position)), text=context.to_party(position.party).text)
