"""How even the record is: sources, quotations and words a side, counted and never weighed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from build_dossier.dossier import Dossier, derived, key_of
from build_dossier.language.speaking import digits, gettext, in_digits, ngettext, pgettext
from build_dossier.records.issue import Issue
from build_dossier.records.kinds import Key
from build_dossier.records.position import Position
from build_dossier.records.quote import Quote
from build_dossier.records.statistic import Statistic
from build_dossier.values.scales import EvidenceRole, Stance
from build_dossier.views.common import Context, Link
from build_dossier.views.conflicts import in_order, standing
from build_dossier.views.origins import origins
from build_dossier.views.words import count_of, sentence, word_count

_FOR, _AGAINST, _OTHER = _SIDES = ("for", "against", "other")
SIDES = _SIDES
"""The sides, by which quotations are sorted."""


@dataclass(frozen=True, slots=True)
class SideCount:
    """What the record holds for one side of an issue."""

    side: str
    """'For', 'Against', 'Neither or both'."""
    parties: int
    quotes: int
    words: int
    figures: int
    origins: int

    @property
    def numbers(self) -> tuple[str, ...]:
        """Parties, quotations, words, figures and origins, for a row of a table."""
        return counts_in_digits(self.parties, self.quotes, self.words, self.figures, self.origins)


@dataclass(frozen=True, slots=True)
class IssueBalance:
    """The sides of one issue, in numbers, and a sentence where one side is missing."""

    issue: Link
    sides: tuple[SideCount, ...]
    remark: str

    @property
    def parties(self) -> str:
        """'1 · 3 · 3': for, against, neither or both."""
        return _beside(side.parties for side in self.sides)

    @property
    def quotes(self) -> str:
        """Quotations, side by side."""
        return _beside(side.quotes for side in self.sides)

    @property
    def words(self) -> str:
        """Words quoted, side by side."""
        return _beside(side.words for side in self.sides)

    @property
    def figures(self) -> str:
        """Figures that are vouched for, side by side."""
        return _beside(side.figures for side in self.sides)

    @property
    def origins(self) -> str:
        """Independent origins, side by side."""
        return _beside(side.origins for side in self.sides)


def counts_in_digits(*numbers: int) -> tuple[str, ...]:
    """Counts as a row of a table has them."""
    return tuple(in_digits(str(number)) for number in numbers)


def _beside(counts: Iterable[int]) -> str:
    # Translators: in Arabic digits the zero is a dot, so the sign between must not be one.
    return pgettext("between two counts", " · ").join(digits(number) for number in counts)


def issue_balance(context: Context, issue: Issue) -> IssueBalance:
    """Count what bears on an issue, by the stance of who said it."""
    counted = context.dossier.once(_counts)[issue.id]
    sides = tuple(SideCount(side_in_words(side), *counts) for side, counts in zip(_SIDES, counted, strict=True))
    return IssueBalance(context.to(key_of(issue), issue.short or issue.title), sides, _remark(sides))


_Counts = tuple[int, int, int, int, int]
"""Parties, quotations, words, figures and origins."""


@derived
def _counts(dossier: Dossier) -> Mapping[str, tuple[_Counts, ...]]:
    """The counts of each side of each issue, by the issue's id: few edits change any."""
    return {issue.id: _counts_of(dossier, issue) for issue in dossier.issues}


def _counts_of(dossier: Dossier, issue: Issue) -> tuple[_Counts, ...]:
    stances = list(dossier.once(_stances)[issue.id].values())
    quotes, figures = quotes_by_side(dossier, issue), _figures_by_side(dossier, issue)
    return tuple(_count(dossier, stances.count(side), quotes[side], figures[side]) for side in _SIDES)


@derived
def _stances(dossier: Dossier) -> Mapping[str, dict[str, str]]:
    """The side of each party that has a position on an issue, by the issue's id and the party's."""
    positions = dossier.once(_positions_on)
    return {
        issue.id: {party: side_of(one.stance) for party, one in current(positions.get(issue.id, ())).items()}
        for issue in dossier.issues
    }


def current(positions: Iterable[Position]) -> dict[str, Position]:
    """The latest position of each party, by the party's id; one that was ranked down does not count."""
    return {position.party: position for position in in_order(standing(positions))}


def side_of(stance: Stance) -> str:
    """On which side a stance counts: 'for', 'against' or 'other'."""
    return {Stance.SUPPORTS: _FOR, Stance.OPPOSES: _AGAINST}.get(stance, _OTHER)


def _count(dossier: Dossier, parties: int, quotes: list[Quote], figures: list[Statistic]) -> _Counts:
    records: tuple[Quote | Statistic, ...] = (*quotes, *figures)
    found = {origin for record in records for origin in origins(dossier, record.appearances)}
    words = sum(word_count(quote.text) for quote in quotes)
    return parties, len(quotes), words, len(figures), len(found)


def side_in_words(side: str) -> str:
    """The name of one of the `SIDES`."""
    match side:
        case "for":
            return pgettext("side of an issue", "For")
        case "against":
            return pgettext("side of an issue", "Against")
        case _:
            return pgettext("side of an issue", "Neither or both")


def quotes_by_side(dossier: Dossier, issue: Issue) -> dict[str, list[Quote]]:
    """The quotations on each side of an issue, under the names in `SIDES`.

    Each is on the side of the position that it shows; else, if it bears on the issue, on its speaker's.
    """
    stances = dossier.once(_stances)[issue.id]
    shows: dict[str, str] = {}
    for position in dossier.once(_positions_on).get(issue.id, ()):
        for each in position.evidence:
            if each.role is EvidenceRole.SUPPORTS:
                shows.setdefault(each.ref, side_of(position.stance))
    sides: dict[str, list[Quote]] = {side: [] for side in _SIDES}
    for quote in dossier.once(_quotes_on).get(issue.id, ()):
        side = shows.get(str(Key("quote", quote.id)))
        if side is None and issue.id in quote.issues:
            side = stances.get(quote.on_behalf_of or "") or stances.get(quote.speaker)
        if side:
            sides[side].append(quote)
    return sides


def _figures_by_side(dossier: Dossier, issue: Issue) -> dict[str, list[Statistic]]:
    """Each figure that bears on the issue, on the side of the party that vouches for it."""
    stances = dossier.once(_stances)[issue.id]
    sides: dict[str, list[Statistic]] = {side: [] for side in _SIDES}
    for statistic in dossier.once(_figures_on).get(issue.id, ()):
        if statistic.claimant in stances:
            sides[stances[statistic.claimant]].append(statistic)
    return sides


# What bears on each issue, by its id, in the author's order.


@derived
def _positions_on(dossier: Dossier) -> Mapping[str, list[Position]]:
    found: dict[str, list[Position]] = {}
    for position in dossier.positions:
        found.setdefault(position.issue, []).append(position)
    return found


@derived
def _quotes_on(dossier: Dossier) -> Mapping[str, list[Quote]]:
    """The quotations that name an issue, or that are evidence for a position on it."""
    shown: dict[str, list[str]] = {}
    for position in dossier.positions:
        for each in position.evidence:
            shown.setdefault(each.ref, []).append(position.issue)
    found: dict[str, list[Quote]] = {}
    for quote in dossier.quotes:
        for issue in dict.fromkeys((*quote.issues, *shown.get(str(key_of(quote)), ()))):
            found.setdefault(issue, []).append(quote)
    return found


@derived
def _figures_on(dossier: Dossier) -> Mapping[str, list[Statistic]]:
    found: dict[str, list[Statistic]] = {}
    for statistic in dossier.statistics:
        for issue in dict.fromkeys(statistic.issues):
            found.setdefault(issue, []).append(statistic)
    return found


def _remark(sides: tuple[SideCount, ...]) -> str:
    pro, contra = sides[0].quotes, sides[1].quotes
    if not pro and not contra:
        return gettext("No quotation is recorded for either side.")
    if not pro:
        return ngettext(
            "Nothing is quoted for the proposition, and {count} quotation against it.",
            "Nothing is quoted for the proposition, and {count} quotations against it.",
            contra,
        )
    if not contra:
        return ngettext(
            "Nothing is quoted against the proposition, and {count} quotation for it.",
            "Nothing is quoted against the proposition, and {count} quotations for it.",
            pro,
        )
    told = gettext(
        "{quotations} for the proposition, {others} against it.",
        quotations=count_of("quote", pro),
        others=count_of("quote", contra),
    )
    return sentence(told)
