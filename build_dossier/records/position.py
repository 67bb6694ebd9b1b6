"""Positions: where a party stands on an issue, since when, and on what evidence we say so."""

from __future__ import annotations

from collections.abc import Iterator

from pydantic import Field

from build_dossier.records.base import Finding, Part, Record, span_rule
from build_dossier.records.fields import (
    Basis,
    Credibility,
    Date,
    Directness,
    Evidence,
    EvidenceRole,
    IssueId,
    PartyId,
    PositionId,
    ReplyRelation,
    Stance,
    Text,
)
from build_dossier.values import scales


class PositionEvidence(Part):
    """A record that bears on whether the party holds the position."""

    ref: Evidence
    """The record, as `quote:id`, `statistic:id`, `event:id` or `source:id`."""
    role: EvidenceRole = scales.EvidenceRole.SUPPORTS
    """What the record does for the position."""
    directness: Directness | None = None
    """Whether it is the party's own word or act, or somebody's account."""


class Reply(Part):
    """What this position does to another one."""

    to: PositionId
    """The position that this one answers."""
    relation: ReplyRelation
    """What it does to that position."""
    note: Text | None = None
    """An editorial note, shown."""


class RightOfReply(Part):
    """Whether the party was asked by us, and what came of it."""

    asked: Date
    """When we asked."""
    answered: Date | None = None
    """When it answered."""
    declined: Date | None = None
    """When it declined."""


class Position(Record):
    """A party on an issue. A stance that moves is a further position with a later date."""

    party: PartyId
    """Whose position it is."""
    issue: IssueId
    """On which issue."""
    stance: Stance
    """Where the party stands on the issue's proposition."""
    condition: Text | None = None
    """On what a conditional stance depends."""
    basis: Basis | None = None
    """From what the position is known."""
    statement: Text | None = None
    """The position in our words."""
    start: Date | None = Field(default=None, alias="from")
    """Since when, or when it was said."""
    end: Date | None = Field(default=None, alias="until")
    """Until when, where it was given up."""
    credibility: Credibility | None = None
    """How credible it is that the party holds it (Admiralty 1–6)."""
    evidence: tuple[PositionEvidence, ...] = ()
    """What shows that the party holds it."""
    replies: tuple[Reply, ...] = ()
    """Which positions it answers."""
    right_of_reply: RightOfReply | None = None
    """Whether the party was asked."""


def rules(position: Position) -> Iterator[Finding]:
    """A conditional stance names its condition; a position ends after it starts."""
    if position.stance is scales.Stance.CONDITIONAL and not position.condition:
        yield Finding(
            ("stance",),
            "condition-missing",
            "the stance is 'conditional', but no condition is given",
            ("add `condition`: on what does it depend?",),
        )
    yield from span_rule(("until",), position.start, position.end, "position")
