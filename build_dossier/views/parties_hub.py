"""The pages that lead to the parties: by kind, who each is, where it stands and what is recorded of it."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from build_dossier.dossier import Dossier, key_of
from build_dossier.language.speaking import gettext
from build_dossier.records.party import Party
from build_dossier.records.position import Position
from build_dossier.values.codes import country_name
from build_dossier.values.scales import PartyKind
from build_dossier.views import limits, paging, places
from build_dossier.views.balance import current
from build_dossier.views.common import Context, Link
from build_dossier.views.paging import Content, Pager, Part
from build_dossier.views.sides import Side, sides
from build_dossier.views.ties import ties
from build_dossier.views.words import Count, count, excerpt, listed, number_in_words

_HEADINGS = {
    "person": "People",
    "company": "Companies",
    "platform": "Platforms",
    "government": "Governments",
    "trade-association": "Trade associations",
    "media": "Media",
    "coalition": "Coalitions",
    "anonymous": "Anonymous speakers",
}


@dataclass(frozen=True, slots=True)
class PartyEntry:
    """A party in the list."""

    link: Link
    country: str
    description: str
    sides: tuple[Side, ...]
    holds: str


@dataclass(frozen=True, slots=True)
class PartyGroup:
    """The parties of a kind."""

    heading: str
    anchor: str
    parties: tuple[PartyEntry, ...]


@dataclass(frozen=True, slots=True)
class PartiesView:
    """The parties by kind."""

    summary: str
    contents: tuple[Content, ...]
    groups: tuple[PartyGroup, ...]
    pager: Pager | None
    relations: Link | None
    """The page on how they are related."""


def in_order(dossier: Dossier) -> tuple[Party, ...]:
    """The parties by kind, and as the author lists them."""
    kinds = list(PartyKind)
    return tuple(sorted(dossier.parties, key=lambda party: kinds.index(party.kind)))


def parts(dossier: Dossier) -> tuple[Part[Party], ...]:
    """The pages of the list."""
    return tuple(paging.parts(in_order(dossier), limits.ENTRIES))


def parties_view(context: Context, part: Part[Party]) -> PartiesView:
    """A page that lists parties."""
    return PartiesView(
        _summary(context.dossier),
        paging.contents(context, part, _heading, "kind", places.PARTIES),
        tuple(
            PartyGroup(group.heading, group.anchor, tuple(_entry(context, party) for party in group.items))
            for group in paging.grouped(part, _heading, "kind")
        ),
        paging.numbered(context, part, places.PARTIES),
        context.page(places.RELATIONS, gettext("How they are related")) if ties(context.dossier) else None,
    )


def _heading(party: Party) -> str:
    return _HEADINGS[party.kind.value]


def _summary(dossier: Dossier) -> str:
    """'22 parties: six people and 16 companies; 11 of them hold a recorded position.'"""
    kinds = Counter(_heading(party) for party in in_order(dossier))
    holding = {position.party for position in dossier.positions}
    told = listed([count(number, _one(heading), heading.lower()) for heading, number in kinds.items()])
    verb = "holds" if len(holding) == 1 else "hold"
    stand = f"; {number_in_words(len(holding))} of them {verb} a recorded position" if holding else ""
    return f"{Count(len(dossier.parties), 'party', 'parties')}: {told}{stand}."


def _one(heading: str) -> str:
    return next(PartyKind(kind).words for kind, words in _HEADINGS.items() if words == heading)


def _entry(context: Context, party: Party) -> PartyEntry:
    key = key_of(party)
    positions = [each for each in context.dossier.naming(key, "position", "party") if isinstance(each, Position)]
    latest = {each.issue: each for each in current_by_issue(positions)}
    issues = [issue for issue in context.dossier.issues if issue.id in latest]
    return PartyEntry(
        context.to(key, excerpt(party.name, 160)),
        country_name(party.country) if party.country else "",
        excerpt(party.description or "", 260),
        sides(
            (latest[issue.id].stance, context.to(key_of(latest[issue.id]), issue.short or excerpt(issue.title, 50)))
            for issue in issues
        ),
        _holdings(context, party, len(positions)),
    )


def current_by_issue(positions: list[Position]) -> list[Position]:
    """A party's latest position on each issue."""
    by_issue: dict[str, list[Position]] = {}
    for position in positions:
        by_issue.setdefault(position.issue, []).append(position)
    return [position for group in by_issue.values() for position in current(group).values()]


def _holdings(context: Context, party: Party, positions: int) -> str:
    key = key_of(party)
    numbers = (
        (positions, "position"),
        (_named(context, party, "quote", "speaker", "on_behalf_of"), "quotation"),
        (_named(context, party, "statistic", "claimant"), "figure"),
        (_named(context, party, "event", "parties"), "event"),
    )
    told = listed([count(number, noun) for number, noun in numbers if number])
    return told or ("mentioned only" if context.dossier.backlinks.get(key) else "nothing recorded yet")


def _named(context: Context, party: Party, kind: str, *fields: str) -> int:
    return sum(1 for _ in context.dossier.naming(key_of(party), kind, *fields))
