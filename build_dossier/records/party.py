"""Parties: everybody who speaks, acts or relays. An anonymous speaker is a party too."""

from __future__ import annotations

from collections.abc import Iterator

from pydantic import Field

from build_dossier.records.base import Finding, Part, Record, span_rule
from build_dossier.records.fields import (
    Country,
    Date,
    Language,
    PartyId,
    PartyKind,
    RelationType,
    SourceId,
    Text,
    Url,
)


class OtherName(Part):
    """A further name of a party."""

    name: Text
    """The name."""
    language: Language | None = None
    """The language that the name is in."""


class Membership(Part):
    """A role that a person held in an organisation (Popolo `Membership`)."""

    organization: PartyId
    """The organisation in which the role was held."""
    role: Text | None = None
    """The role's name, as 'President'."""
    start: Date | None = Field(default=None, alias="from")
    """Since when; left out where it is not known."""
    end: Date | None = Field(default=None, alias="to")
    """Until when; left out where it is not known or goes on."""
    sources: tuple[SourceId, ...] = ()
    """Where this can be read."""


class Relation(Part):
    """How this party is related to another one."""

    to: PartyId
    """The other party."""
    type: RelationType
    """How this party is related to the other."""
    start: Date | None = Field(default=None, alias="from")
    """Since when; left out where it is not known."""
    end: Date | None = Field(default=None, alias="until")
    """Until when; left out where it is not known or goes on."""
    sources: tuple[SourceId, ...] = ()
    """Where this can be read."""
    note: Text | None = None
    """An editorial note, shown: whose claim it is, for example."""


class Party(Record):
    """A person, organisation, government, medium or anonymous speaker."""

    name: Text
    """Its full name."""
    short: Text | None = None
    """A short name for tables."""
    kind: PartyKind
    """What sort of party it is."""
    names: tuple[OtherName, ...] = ()
    """Other names, with their language."""
    country: Country | None = None
    """ISO 3166-1 alpha-2 code."""
    identifiers: dict[Text, Text] = Field(default_factory=dict)
    """Identifiers by register: `wikidata: Q1359568`, `lei: …`."""
    url: Url | None = None
    """Its own site."""
    description: Text | None = None
    """Who it is, in a sentence or two."""
    memberships: tuple[Membership, ...] = ()
    """A person's roles over time."""
    relations: tuple[Relation, ...] = ()
    """Ties to other parties; written on one side only."""


def rules(party: Party) -> Iterator[Finding]:
    """Memberships and relations end after they start."""
    for number, membership in enumerate(party.memberships):
        yield from span_rule(("memberships", number, "to"), membership.start, membership.end, "membership")
    for number, relation in enumerate(party.relations):
        yield from span_rule(("relations", number, "until"), relation.start, relation.end, "relation")
