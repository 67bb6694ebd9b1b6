"""A party: who it is, its roles over time, where it stands, what it said and what was said of it."""

from __future__ import annotations

from dataclasses import dataclass

from build_dossier.dossier import key_of
from build_dossier.language.speaking import gettext
from build_dossier.records.kinds import Key
from build_dossier.records.party import Party, Relation
from build_dossier.records.position import Position
from build_dossier.values.codes import country_name, language_name
from build_dossier.values.scales import Rank
from build_dossier.views import lists
from build_dossier.views.changes import feed_links
from build_dossier.views.charts.chart import Chart
from build_dossier.views.charts.stances import stances_of
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
from build_dossier.views.conflicts import NO_STANCE, in_order, standing
from build_dossier.views.editorial import Editorial, editorial
from build_dossier.views.lists import Shown
from build_dossier.views.network import link_to_network
from build_dossier.views.ties import reverse_of, span
from build_dossier.views.words import comma_listed, count_of, sentence


@dataclass(frozen=True, slots=True)
class Role:
    """A role that a person held, or a person who held a role here."""

    role: str
    party: Link
    dates: str
    sources: tuple[Link, ...]


@dataclass(frozen=True, slots=True)
class RelationLine:
    """A tie to another party, read from this one's side: 'operates Taobao', 'operated by Alibaba'."""

    words: str
    party: Link
    dates: str
    sources: tuple[Link, ...]
    note: str


@dataclass(frozen=True, slots=True)
class StanceLine:
    """A position in the party's own list."""

    stance: Sign
    link: Link
    date: DateView
    statement: str
    is_deprecated: bool


@dataclass(frozen=True, slots=True)
class IssueStances:
    """A party's stances on one issue, oldest first, and whether a later one differs from an earlier one."""

    issue: Link
    stances: tuple[StanceLine, ...]
    moved: bool


@dataclass(frozen=True, slots=True)
class PartyView:
    """What the page of a party shows."""

    name: str
    kind: str
    country: str
    names: tuple[tuple[str, str], ...]
    identifiers: tuple[tuple[str, str], ...]
    url: str
    description: str
    roles: tuple[Role, ...]
    people: tuple[Role, ...]
    relations: tuple[RelationLine, ...]
    network: Link | None
    """Where it is drawn among those that it is related to."""
    recorded: str
    """'six positions, two quotations'; '' where nothing is recorded."""
    nothing: bool
    """Whether there is no position, quotation or figure of it."""
    stances: tuple[IssueStances, ...]
    charts: tuple[Chart, ...]
    """Its stances over time, where that is worth a look."""
    quotes: Shown[QuoteLine]
    figures: Shown[FigureLine]
    figures_about: Shown[FigureLine]
    events: Shown[EventLine]
    mentioned: Shown[QuoteLine]
    passed_on: tuple[Link, ...]
    feeds: tuple[Link, ...]
    """Feeds of what changes here; none before the first edition."""
    editorial: Editorial


def party_view(context: Context, party: Party) -> PartyView:
    """The page of one party."""
    figures_about = lists.figures(context, party, "figures-about")
    return PartyView(
        party.name,
        sentence(party.kind.words),
        country_name(party.country) if party.country else "",
        tuple((other.name, language_name(other.language) if other.language else "") for other in party.names),
        tuple(sorted(party.identifiers.items())),
        party.url or "",
        party.description or "",
        _roles(context, party),
        _people(context, party),
        _relations(context, party),
        link_to_network(context, party),
        comma_listed(parts := _recorded(context, party)),
        not parts and not figures_about,
        _stances(context, party),
        (chart,) if (chart := stances_of(context, party)) else (),
        lists.quotes(context, party),
        lists.figures(context, party),
        figures_about,
        lists.events(context, party),
        lists.quotes(context, party, "mentions"),
        _passed_on(context, party),
        feed_links(context, key_of(party)),
        editorial(context, party),
    )


def _roles(context: Context, party: Party) -> tuple[Role, ...]:
    return tuple(
        Role(
            held.role or gettext("member"),
            context.to_party(held.organization),
            span(held.start, held.end),
            tuple(context.to_source(source) for source in held.sources),
        )
        for held in party.memberships
    )


def _people(context: Context, party: Party) -> tuple[Role, ...]:
    members = context.dossier.naming(key_of(party), "party", "memberships.organization")
    return tuple(
        Role(
            held.role or gettext("member"),
            context.to_party(member.id),
            span(held.start, held.end),
            tuple(context.to_source(source) for source in held.sources),
        )
        for member in members
        if isinstance(member, Party)
        for held in member.memberships
        if held.organization == party.id
    )


def _relations(context: Context, party: Party) -> tuple[RelationLine, ...]:
    own = [_relation(context, relation, relation.type.words, relation.to) for relation in party.relations]
    others = [
        _relation(context, relation, reverse_of(relation.type), other.id)
        for other in context.dossier.naming(key_of(party), "party", "relations.to")
        if isinstance(other, Party)
        for relation in other.relations
        if relation.to == party.id
    ]
    return (*own, *others)


def _relation(context: Context, relation: Relation, words: str, other: str) -> RelationLine:
    return RelationLine(
        words,
        context.to_party(other),
        span(relation.start, relation.end),
        tuple(context.to_source(source) for source in relation.sources),
        relation.note or "",
    )


def _recorded(context: Context, party: Party) -> list[str]:
    kinds = {"position": ("party",), "quote": ("speaker", "on_behalf_of"), "statistic": ("claimant",)}
    counts = [(kind, len(context.dossier.keys_naming(key_of(party), kind, *fields))) for kind, fields in kinds.items()]
    return [count_of(kind, number) for kind, number in counts if number]


def _stances(context: Context, party: Party) -> tuple[IssueStances, ...]:
    found = context.dossier.naming(key_of(party), "position", "party")
    by_issue: dict[str, list[Position]] = {issue.id: [] for issue in context.dossier.issues}
    for position in in_order(tuple(each for each in found if isinstance(each, Position))):
        by_issue[position.issue].append(position)
    return tuple(
        IssueStances(
            context.to(Key("issue", issue)),
            tuple(_stance(context, position) for position in positions),
            len({position.stance for position in standing(positions)} - set(NO_STANCE)) > 1,
        )
        for issue, positions in by_issue.items()
        if positions
    )


def _stance(context: Context, position: Position) -> StanceLine:
    return StanceLine(
        sign_of_stance(position.stance),
        context.to(key_of(position), position.stance.words),
        date_view(position.start),
        position.statement or "",
        position.rank is Rank.DEPRECATED,
    )


def _passed_on(context: Context, party: Party) -> tuple[Link, ...]:
    """The records that reached us through this party."""
    key = key_of(party)
    kinds = (("quote", "appearances.via"), ("statistic", "appearances.via"), ("event", "appearances.via"))
    relayed = [context.to(key_of(each)) for kind, field in kinds for each in context.dossier.naming(key, kind, field)]
    sources = [context.to(key_of(each)) for each in context.dossier.naming(key, "source", "relays")]
    return (*relayed, *sources)
