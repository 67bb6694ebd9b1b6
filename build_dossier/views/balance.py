"""How even the record is: sources, quotations and words a side, counted and never weighed."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from build_dossier.dossier import key_of
from build_dossier.records.issue import Issue
from build_dossier.records.kinds import Key
from build_dossier.records.position import Position
from build_dossier.records.quote import Quote
from build_dossier.records.statistic import Statistic
from build_dossier.values.scales import EvidenceRole, Stance
from build_dossier.views.common import Context, Link
from build_dossier.views.conflicts import in_order
from build_dossier.views.origins import origins
from build_dossier.views.words import count, word_count

_FOR, _AGAINST, _OTHER = "For", "Against", "Neither or both"


@dataclass(frozen=True, slots=True)
class SideCount:
    """What the record holds for one side of an issue."""

    side: str
    parties: int
    quotes: int
    words: int
    figures: int
    origins: int


@dataclass(frozen=True, slots=True)
class IssueBalance:
    """The sides of one issue, in numbers, and a sentence where one side is missing."""

    issue: Link
    sides: tuple[SideCount, ...]
    remark: str


def issue_balance(context: Context, issue: Issue) -> IssueBalance:
    """Count what bears on an issue, by the stance of who said it."""
    positions = [position for position in context.dossier.positions if position.issue == issue.id]
    sides = tuple(_count(context, issue, positions, side) for side in (_FOR, _AGAINST, _OTHER))
    return IssueBalance(context.to(key_of(issue)), sides, _remark(sides))


def current(positions: Iterable[Position]) -> dict[str, Position]:
    """The latest position of each party, by the party's id."""
    return {position.party: position for position in in_order(tuple(positions))}


def side_of(stance: Stance) -> str:
    """On which side a stance counts."""
    return {Stance.SUPPORTS: _FOR, Stance.OPPOSES: _AGAINST}.get(stance, _OTHER)


def _count(context: Context, issue: Issue, positions: list[Position], side: str) -> SideCount:
    dossier = context.dossier
    stances = {party: side_of(position.stance) for party, position in current(positions).items()}
    quotes = [quote for quote in dossier.quotes if _side_of_quote(quote, issue, positions, stances) == side]
    figures = [
        each
        for each in dossier.statistics
        if issue.id in each.issues and each.claimant and stances.get(each.claimant) == side
    ]
    records: tuple[Quote | Statistic, ...] = (*quotes, *figures)
    found = {origin for record in records for origin in origins(dossier, record.appearances)}
    return SideCount(
        side,
        sum(other == side for other in stances.values()),
        len(quotes),
        sum(word_count(quote.text) for quote in quotes),
        len(figures),
        len(found),
    )


def _side_of_quote(quote: Quote, issue: Issue, positions: list[Position], stances: dict[str, str]) -> str | None:
    """The side whose position the quotation is evidence for; else that of its speaker; None where neither."""
    ref = str(Key("quote", quote.id))
    for position in positions:
        if any(each.ref == ref and each.role is EvidenceRole.SUPPORTS for each in position.evidence):
            return side_of(position.stance)
    if issue.id not in quote.issues:
        return None
    return stances.get(quote.on_behalf_of or "") or stances.get(quote.speaker)


def _remark(sides: tuple[SideCount, ...]) -> str:
    pro, contra = sides[0], sides[1]
    if not pro.quotes and not contra.quotes:
        return "No quotation is recorded for either side."
    for one, other in ((pro, contra), (contra, pro)):
        if not one.quotes:
            words = count(other.quotes, "quotation")
            return f"Nothing is quoted {one.side.lower()} the proposition, and {words} {other.side.lower()} it."
    words = count(pro.quotes, "quotation")
    return f"{words[0].upper()}{words[1:]} for the proposition, {count(contra.quotes, 'quotation')} against it."


@dataclass(frozen=True, slots=True)
class PartyShare:
    """How much room one speaker, or those who speak for one party, take."""

    party: Link
    quotes: int
    words: int
    figures: int


def party_shares(context: Context) -> tuple[PartyShare, ...]:
    """Quotations, words and figures by the party for whom they were spoken, most words first."""
    quotes: dict[str, list[Quote]] = {}
    for quote in context.dossier.quotes:
        quotes.setdefault(quote.on_behalf_of or quote.speaker, []).append(quote)
    figures: dict[str, list[Statistic]] = {}
    for statistic in context.dossier.statistics:
        if statistic.claimant:
            figures.setdefault(statistic.claimant, []).append(statistic)
    shares = [
        PartyShare(
            context.to_party(party),
            len(quotes.get(party, ())),
            sum(word_count(quote.text) for quote in quotes.get(party, ())),
            len(figures.get(party, ())),
        )
        for party in dict.fromkeys((*quotes, *figures))
    ]
    return tuple(sorted(shares, key=lambda share: (-share.words, -share.figures, share.party.text)))
