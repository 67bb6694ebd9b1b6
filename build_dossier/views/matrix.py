"""Who stands where: parties by issues."""

from __future__ import annotations

from dataclasses import dataclass

from build_dossier.dossier import Dossier, derived, key_of
from build_dossier.records.issue import Issue
from build_dossier.records.position import Position
from build_dossier.views import limits, paging, places
from build_dossier.views.common import Context, DateView, Link, Sign, date_view, sign_of_stance
from build_dossier.views.conflicts import NO_STANCE, in_order, standing
from build_dossier.views.paging import Pager, Part
from build_dossier.views.words import excerpt


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
    is_told: bool = False
    """Whether it is small enough to be told again in words, party by party."""
    pager: Pager | None = None


_Held = dict[str, dict[str, list[Position]]]


def matrix(context: Context, most_rows: int, most_issues: int) -> MatrixView:
    """The latest stance of the parties with most positions, on the first issues."""
    return _matrix(context, parties(context.dossier)[:most_rows], context.dossier.issues[:most_issues])


def parts(dossier: Dossier) -> tuple[Part[str], ...]:
    """The pages of the whole matrix."""
    return tuple(paging.parts(parties(dossier), limits.MATRIX_ROWS))


def matrix_view(context: Context, part: Part[str]) -> MatrixView:
    """A page of the whole matrix."""
    pager = paging.numbered(context, part, places.POSITIONS)
    return _matrix(context, part.items, context.dossier.issues, pager)


def parties(dossier: Dossier) -> list[str]:
    """The parties that hold a position, those with most issues first."""
    return dossier.once(_parties)


@derived
def _parties(dossier: Dossier) -> list[str]:
    held = dossier.once(_held)
    order = {party.id: number for number, party in enumerate(dossier.parties)}
    return sorted(held, key=lambda party: (-len(held[party]), order[party]))


@derived
def _held(dossier: Dossier) -> _Held:
    held: _Held = {}
    for position in standing(dossier.positions):
        held.setdefault(position.party, {}).setdefault(position.issue, []).append(position)
    return held


def _matrix(
    context: Context, shown: list[str] | tuple[str, ...], issues: tuple[Issue, ...], pager: Pager | None = None
) -> MatrixView:
    held = context.dossier.once(_held)
    return MatrixView(
        tuple(_issue(context, issue) for issue in issues),
        tuple(_row(context, party, issues, held[party]) for party in shown),
        len(held),
        len(context.dossier.issues),
        pager is None and len(shown) * len(issues) <= limits.MATRIX_CELLS,
        pager,
    )


def _issue(context: Context, issue: Issue) -> Link:
    return context.to(key_of(issue), issue.short or excerpt(issue.title, 60))


def _row(context: Context, party: str, issues: tuple[Issue, ...], held: dict[str, list[Position]]) -> Row:
    return Row(context.to_party(party), tuple(_cell(context, issue, held.get(issue.id, [])) for issue in issues))


def _cell(context: Context, issue: Issue, positions: list[Position]) -> Cell:
    link = _issue(context, issue)
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
