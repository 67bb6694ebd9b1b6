"""Who stands where: parties by issues."""

from __future__ import annotations

from dataclasses import dataclass

from build_dossier.dossier import key_of
from build_dossier.records.issue import Issue
from build_dossier.records.position import Position
from build_dossier.views.common import Context, DateView, Link, Sign, date_view, sign_of_stance
from build_dossier.views.conflicts import NO_STANCE, in_order


@dataclass(frozen=True, slots=True)
class Cell:
    """A party's latest stance on an issue; None for the sign where no position is recorded."""

    issue: Link
    sign: Sign | None
    link: Link | None
    statement: str
    since: DateView | None
    moved: bool


@dataclass(frozen=True, slots=True)
class Row:
    """A party with a cell for each issue."""

    party: Link
    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class MatrixView:
    """The matrix; `all_parties` counts the rows that there would be without a limit."""

    issues: tuple[Link, ...]
    rows: tuple[Row, ...]
    all_parties: int
    all_issues: int


def matrix(context: Context, most_rows: int | None = None, most_issues: int | None = None) -> MatrixView:
    """The latest stance of each party that has one: the parties with most positions first."""
    held: dict[str, dict[str, list[Position]]] = {}
    for position in context.dossier.positions:
        held.setdefault(position.party, {}).setdefault(position.issue, []).append(position)
    order = {party.id: number for number, party in enumerate(context.dossier.parties)}
    parties = sorted(held, key=lambda party: (-len(held[party]), order[party]))
    issues = context.dossier.issues[:most_issues]
    return MatrixView(
        tuple(context.to(key_of(issue), issue.short or issue.title) for issue in issues),
        tuple(_row(context, party, issues, held[party]) for party in parties[:most_rows]),
        len(parties),
        len(context.dossier.issues),
    )


def _row(context: Context, party: str, issues: tuple[Issue, ...], held: dict[str, list[Position]]) -> Row:
    return Row(context.to_party(party), tuple(_cell(context, issue, held.get(issue.id, [])) for issue in issues))


def _cell(context: Context, issue: Issue, positions: list[Position]) -> Cell:
    link = context.to(key_of(issue), issue.short or issue.title)
    if not positions:
        return Cell(link, None, None, "", None, False)
    latest = in_order(tuple(positions))[-1]
    return Cell(
        link,
        sign_of_stance(latest.stance),
        context.to(key_of(latest), latest.stance.words),
        latest.statement or "",
        date_view(latest.start),
        len({position.stance for position in positions} - set(NO_STANCE)) > 1,
    )
