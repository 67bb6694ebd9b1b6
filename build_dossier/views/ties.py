"""What relates two parties: relations, and roles that a person held, each told once and read from both sides."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from build_dossier.dossier import Dossier, derived
from build_dossier.language.speaking import gettext, pgettext
from build_dossier.records.fields import SourceId
from build_dossier.records.party import Membership, Party, Relation
from build_dossier.values.dates import in_words
from build_dossier.values.edtf import Edtf
from build_dossier.values.scales import RelationType

ROLE = "role"
"""The kind of a tie that is a role in an organisation; the other kinds are those of relations."""


@dataclass(frozen=True, slots=True)
class Tie:
    """A tie between two parties, named by their ids, in the direction in which it is recorded."""

    source: str
    target: str
    kind: str
    """As an author writes the type of a relation, or 'role'."""
    words: str
    """'owns', 'President'."""
    start: Edtf | None
    end: Edtf | None
    sources: tuple[SourceId, ...]
    note: str

    @property
    def reverse(self) -> str:
        """The words from the other side: 'is owned by'; a role is called the same."""
        return self.words if self.kind == ROLE else reverse_of(RelationType(self.kind))

    @property
    def has_direction(self) -> bool:
        """Whether it leads from one to the other; who competes does so both ways."""
        return self.kind != RelationType.COMPETES_WITH

    @property
    def dates(self) -> str:
        """When, in words."""
        return span(self.start, self.end)


def ties(dossier: Dossier) -> tuple[Tie, ...]:
    """All of them, in the author's order; kept for all pages."""
    return dossier.once(_ties)


@derived
def _ties(dossier: Dossier) -> tuple[Tie, ...]:
    return tuple(tie for party in dossier.parties for tie in _of(party))


def _of(party: Party) -> Iterator[Tie]:
    yield from (_related(party, relation) for relation in party.relations)
    yield from (_held(party, membership) for membership in party.memberships)


def _related(party: Party, relation: Relation) -> Tie:
    kind, words = relation.type.value, relation.type.words
    return Tie(party.id, relation.to, kind, words, relation.start, relation.end, relation.sources, relation.note or "")


def _held(party: Party, held: Membership) -> Tie:
    role = held.role or gettext("member")
    return Tie(party.id, held.organization, ROLE, role, held.start, held.end, held.sources, "")


def kind_in_words(kind: str) -> str:
    """What a filter calls the ties of a kind: 'owns', 'holds a role in'."""
    return gettext("holds a role in") if kind == ROLE else RelationType(kind).words


def reverse_of(type: RelationType) -> str:
    """The words of a relation, read from its other end."""
    match type:
        case RelationType.OWNS:
            return gettext("is owned by")
        case RelationType.OPERATES:
            return gettext("is operated by")
        case RelationType.MEMBER_OF:
            return gettext("has as a member")
        case RelationType.REGULATES:
            return gettext("is regulated by")
        case RelationType.REPRESENTS:
            return gettext("is represented by")
        case RelationType.COMPETES_WITH:
            return type.words


def span(start: Edtf | None, end: Edtf | None) -> str:
    """From when to when, in words."""
    if start and end:
        return gettext("{start} to {end}", start=in_words(start), end=in_words(end))
    if start:
        return pgettext("period", "from {date}", date=in_words(start))
    return gettext("until {date}", date=in_words(end)) if end else gettext("dates not stated")
