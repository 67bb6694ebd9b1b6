"""Who somebody was at a date, as far as the data say."""

from __future__ import annotations

from build_dossier.dossier import Dossier
from build_dossier.language.speaking import pgettext
from build_dossier.records.party import Membership, Party
from build_dossier.records.quote import Quote
from build_dossier.values.edtf import Edtf
from build_dossier.views.words import semicolon_listed


def memberships_at(party: Party, date: Edtf | None) -> tuple[Membership, ...]:
    """The memberships that can have held at a date; an end that is not stated excludes nothing."""
    return tuple(membership for membership in party.memberships if date is None or _can_hold(membership, date))


def _can_hold(membership: Membership, date: Edtf) -> bool:
    begins = membership.start.earliest if membership.start else None
    ends = membership.end.latest if membership.end else None
    starts_in_time = begins is None or date.latest is None or begins <= date.latest
    return starts_in_time and (ends is None or date.earliest is None or date.earliest <= ends)


def role_of_speaker(dossier: Dossier, quote: Quote) -> str:
    """The speaker's role when speaking: as the source states it, else from the memberships at that date."""
    if quote.role:
        return quote.role
    speaker = dossier.get(Party, quote.speaker)
    return semicolon_listed([role_in_words(dossier, held) for held in memberships_at(speaker, quote.said)])


def role_in_words(dossier: Dossier, membership: Membership) -> str:
    """'President, Alibaba Group'."""
    organization = dossier.get(Party, membership.organization).name
    if membership.role:
        return pgettext("membership", "{role}, {organization}", role=membership.role, organization=organization)
    return pgettext("membership", "of {organization}", organization=organization)
