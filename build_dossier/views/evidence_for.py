"""What a record is evidence for: the positions that rest on it."""

from __future__ import annotations

from dataclasses import dataclass

from build_dossier.dossier import key_of
from build_dossier.records.kinds import Key
from build_dossier.records.position import Position, PositionEvidence
from build_dossier.views.common import Context, Link, Sign, sign_of_stance


@dataclass(frozen=True, slots=True)
class EvidenceFor:
    """A position that the quotation bears on."""

    stance: Sign
    party: Link
    position: Link
    issue: Link
    role: str
    directness: str


def evidence_for(context: Context, key: Key) -> tuple[EvidenceFor, ...]:
    """The positions that name a record as evidence."""
    positions = context.dossier.naming(key, "position", "evidence.ref")
    return tuple(
        _line(context, position, evidence)
        for position in positions
        if isinstance(position, Position)
        for evidence in position.evidence
        if evidence.ref == str(key)
    )


def _line(context: Context, position: Position, evidence: PositionEvidence) -> EvidenceFor:
    return EvidenceFor(
        sign_of_stance(position.stance),
        context.to_party(position.party),
        context.to(key_of(position), position.statement or position.stance.words),
        context.to(Key("issue", position.issue)),
        evidence.role.words,
        evidence.directness.words if evidence.directness else "",
    )
