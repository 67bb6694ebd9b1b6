"""Stances over time: a row for each party on an issue, or for each issue of a party."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from build_dossier.dossier import key_of
from build_dossier.language.speaking import gettext, ngettext, pgettext
from build_dossier.records.issue import Issue
from build_dossier.records.kinds import Key
from build_dossier.records.party import Party
from build_dossier.records.position import Position
from build_dossier.views import limits
from build_dossier.views.charts.chart import Cell, Chart, Field, Moment, MomentRow, Moments, cell, files_of
from build_dossier.views.charts.scale import reach, times, year_words
from build_dossier.views.common import Context, Link, date_view, sign_of_stance
from build_dossier.views.conflicts import in_order, standing
from build_dossier.views.sides import ORDER
from build_dossier.views.words import excerpt


@dataclass(frozen=True, slots=True)
class _Row:
    """A party or an issue, and the dated positions on it."""

    name: Link
    positions: tuple[Position, ...]


def stances_on(context: Context, issue: Issue) -> Chart | None:
    """Each party's stances on an issue over time; None where there is too little to see."""
    found = context.dossier.naming(key_of(issue), "position", "issue")
    by_party = _grouped((each for each in found if isinstance(each, Position)), "party")
    rows = [_Row(context.to_party(party), positions) for party, positions in by_party.items()]
    title = gettext("Stances over time")
    subtitle = excerpt(issue.proposition, 160)
    return _chart(context, f"issue-{issue.id}-stances", (title, subtitle, pgettext("table", "Party")), rows)


def stances_of(context: Context, party: Party) -> Chart | None:
    """A party's stances over time, issue by issue; None where it neither has several issues nor moved."""
    found = context.dossier.naming(key_of(party), "position", "party")
    by_issue = _grouped((each for each in found if isinstance(each, Position)), "issue")
    ordered = [issue.id for issue in context.dossier.issues if issue.id in by_issue]
    rows = [_Row(_issue(context, issue), by_issue[issue]) for issue in ordered]
    title = gettext("Stances over time")
    return _chart(context, f"party-{party.id}-stances", (title, "", pgettext("table", "Issue")), rows)


def _issue(context: Context, id: str) -> Link:
    issue = context.dossier.get(Issue, id)
    return context.to(Key("issue", id), issue.short or excerpt(issue.title, 80))


def _grouped(positions: Iterable[Position], field: str) -> dict[str, tuple[Position, ...]]:
    """Positions that still count, in order of time, by what a field of theirs says; the earliest first."""
    groups: dict[str, list[Position]] = {}
    for position in in_order(standing(positions)):
        groups.setdefault(getattr(position, field), []).append(position)
    return {name: tuple(group) for name, group in groups.items()}


def _chart(context: Context, slug: str, words: tuple[str, str, str], rows: Sequence[_Row]) -> Chart | None:
    dated = [_Row(row.name, tuple(each for each in row.positions if each.start)) for row in rows]
    undated = sum(len(row.positions) for row in rows) - sum(len(row.positions) for row in dated)
    whole = [row for row in dated if row.positions]
    shown = whole[: limits.CHART_ROWS]
    positions = [(row, each) for row in shown for each in row.positions]
    known = [end for _, each in positions for end in _reach(each) if end is not None]
    if len({each.start.text for _, each in positions if each.start}) < 2 or min(known) == max(known):
        return None
    start, end = _span(known)
    title, subtitle, heading = words
    csv, picture, specification = files_of(context, slug)
    plot = Moments(
        tuple(MomentRow(row.name.text, _moments(row.positions, start, end)) for row in shown),
        times(start, end),
        start,
        end,
    )
    unlabelled = {moment.stance for row in plot.rows for moment in row.moments if not moment.label}
    return Chart(
        slug,
        title,
        subtitle,
        gettext(
            "Rows with a sign for each stance at its date, between {start} and {end}. "
            "A bar behind a sign means that the day is not known. The table gives every stance in words.",
            start=_year(start),
            end=_year(end),
        ),
        plot,
        (heading, pgettext("table", "Stance"), pgettext("table", "From"), pgettext("table", "Until")),
        tuple(_cells(context, row, each) for row, each in positions),
        (Field("position"), Field("party"), Field("issue"), Field("stance"), Field("from"), Field("until")),
        tuple(_data(each) for _, each in positions),
        csv,
        picture,
        specification,
        key=tuple(sign_of_stance(stance) for stance in ORDER if stance.value in unlabelled),
        notes=tuple(_notes(undated, len(shown), len(whole))),
    )


def _year(at: Decimal) -> str:
    return year_words(int(at))


def _reach(position: Position) -> tuple[Decimal | None, ...]:
    dates = (position.start, position.end)
    return tuple(end for date in dates if date for end in reach(date))


def _span(known: Sequence[Decimal]) -> tuple[Decimal, Decimal]:
    """The ends of the scale: whole years where there are several, else months, with the data inside."""
    low, high = min(known), max(known)
    parts = 1 if high - low > Decimal("1.5") else 12
    first = (low * parts).to_integral_value("ROUND_FLOOR") / parts
    last = (high * parts).to_integral_value("ROUND_CEILING") / parts
    return first, last


def _moments(positions: Sequence[Position], start: Decimal, end: Decimal) -> tuple[Moment, ...]:
    """The signs of a row. Words stand behind a sign up to the next, or else before it, where they fit."""
    placed = [_placed(position, start, end) for position in positions if position.start]
    middles = [(first + last) / 2 for _, first, last in placed]
    moments, taken = [], start
    for number, (position, first, last) in enumerate(placed):
        room = _LETTER * (end - start) * (len(position.stance.words) + 3)
        following = middles[number + 1] if number + 1 < len(middles) else end + _MARGIN * (end - start)
        fits = middles[number] + room <= following
        is_before = not fits and middles[number] - room >= taken
        until = reach(position.end)[1] if position.end else None
        label = position.stance.words if fits or is_before else ""
        moments.append(Moment(position.stance.value, label, is_before, first, last, until))
        taken = middles[number] + (room if fits else 2 * _LETTER * (end - start))
    return tuple(moments)


_LETTER, _MARGIN = Decimal("0.02"), Decimal("0.04")
"""What a letter takes of the width of a chart, and how far words may reach beyond the scale."""


def _placed(position: Position, start: Decimal, end: Decimal) -> tuple[Position, Decimal, Decimal]:
    first, last = reach(position.start) if position.start else (None, None)
    return position, start if first is None else first, end if last is None else last


def _cells(context: Context, row: _Row, position: Position) -> tuple[Cell, ...]:
    sign = sign_of_stance(position.stance)
    return (
        cell(row.name),
        cell(context.to(key_of(position), f"{sign.symbol} {sign.words}")),
        Cell(date_view(position.start).words),
        Cell(date_view(position.end).words if position.end else ""),
    )


def _data(position: Position) -> tuple[str, ...]:
    return (
        position.id,
        position.party,
        position.issue,
        position.stance.value,
        position.start.text if position.start else "",
        position.end.text if position.end else "",
    )


def _notes(undated: int, shown: int, all: int) -> Iterable[str]:
    if undated:
        yield ngettext(
            "Not drawn: {count} position without a date.", "Not drawn: {count} positions without a date.", undated
        )
    if shown < all:
        yield gettext("Drawn: the first {shown} of {all}, by date.", shown=shown, all=all)
