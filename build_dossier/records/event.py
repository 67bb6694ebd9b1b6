"""Events: what happened, and when, as exactly as it is known."""

from __future__ import annotations

from build_dossier.records.appearance import Appearance
from build_dossier.records.base import Record
from build_dossier.records.fields import Date, IssueId, PartyId, Text


class Event(Record):
    """Something that happened."""

    date: Date | None = None
    """When; left out where no source says."""
    title: Text
    """What happened, in a few words."""
    description: Text | None = None
    """What happened, in a paragraph."""
    parties: tuple[PartyId, ...] = ()
    """Who took part."""
    issues: tuple[IssueId, ...] = ()
    """The issues that it bears on."""
    appearances: tuple[Appearance, ...] = ()
    """Where it can be read."""
