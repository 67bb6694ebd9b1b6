"""The pages that lead to the parties: by kind, who each is, where it stands and what is recorded of it."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from build_dossier.dossier import Dossier, derived, key_of
from build_dossier.language.speaking import gettext, ngettext
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
from build_dossier.views.words import count_of, excerpt, listed, sentence


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
    return tuple(paging.parts(in_order(dossier), limits.ENTRIES, _heading, "kind"))


def parties_view(context: Context, part: Part[Party]) -> PartiesView:
    """A page that lists parties."""
    return PartiesView(
        context.dossier.once(_summary),
        paging.contents(context, part, places.PARTIES),
        tuple(
            PartyGroup(group.heading, group.anchor, tuple(_entry(context, party) for party in group.items))
            for group in paging.grouped(part, _heading, "kind")
        ),
        paging.numbered(context, part, places.PARTIES),
        context.page(places.RELATIONS, gettext("How they are related")) if ties(context.dossier) else None,
    )


def _heading(party: Party) -> str:  # noqa: PLR0911 -- one line a kind
    match party.kind:
        case PartyKind.PERSON:
            return gettext("People")
        case PartyKind.COMPANY:
            return gettext("Companies")
        case PartyKind.PLATFORM:
            return gettext("Platforms")
        case PartyKind.GOVERNMENT:
            return gettext("Governments")
        case PartyKind.TRADE_ASSOCIATION:
            return gettext("Trade associations")
        case PartyKind.MEDIA:
            return gettext("Media")
        case PartyKind.COALITION:
            return gettext("Coalitions")
        case PartyKind.ANONYMOUS:
            return gettext("Anonymous speakers")


@derived
def _summary(dossier: Dossier) -> str:
    """'22 parties: six people and 16 companies; 11 of them hold a recorded position.'"""
    kinds = Counter(party.kind for party in in_order(dossier))
    parties = count_of("party", len(dossier.parties))
    told = listed([_counted(kind, number) for kind, number in kinds.items()])
    holding = len({position.party for position in dossier.positions})
    if not holding:
        return sentence(gettext("{parties}: {kinds}.", parties=parties, kinds=told))
    stand = ngettext("{count} of them holds a recorded position", "{count} of them hold a recorded position", holding)
    return sentence(gettext("{parties}: {kinds}; {holding}.", parties=parties, kinds=told, holding=stand))


def _counted(kind: PartyKind, number: int) -> str:  # noqa: PLR0911 -- one line a kind
    match kind:
        case PartyKind.PERSON:
            return ngettext("{count} person", "{count} people", number)
        case PartyKind.COMPANY:
            return ngettext("{count} company", "{count} companies", number)
        case PartyKind.PLATFORM:
            return ngettext("{count} platform", "{count} platforms", number)
        case PartyKind.GOVERNMENT:
            return ngettext("{count} government", "{count} governments", number)
        case PartyKind.TRADE_ASSOCIATION:
            return ngettext("{count} trade association", "{count} trade associations", number)
        case PartyKind.MEDIA:
            return ngettext("{count} media", "{count} media", number)
        case PartyKind.COALITION:
            return ngettext("{count} coalition", "{count} coalitions", number)
        case PartyKind.ANONYMOUS:
            return ngettext("{count} anonymous speaker", "{count} anonymous speakers", number)


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
        ("position", positions),
        ("quote", _named(context, party, "quote", "speaker", "on_behalf_of")),
        ("statistic", _named(context, party, "statistic", "claimant")),
        ("event", _named(context, party, "event", "parties")),
    )
    told = listed([count_of(kind, number) for kind, number in numbers if number])
    is_mentioned = context.dossier.backlinks.get(key)
    return sentence(told or (gettext("mentioned only") if is_mentioned else gettext("nothing recorded yet")))


def _named(context: Context, party: Party, kind: str, *fields: str) -> int:
    return len(context.dossier.keys_naming(key_of(party), kind, *fields))
