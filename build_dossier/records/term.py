"""Terms: what a reader may not know, explained wherever it stands."""

from __future__ import annotations

from build_dossier.records.base import Record
from build_dossier.records.fields import SourceId, Text


class Term(Record):
    """A term or abbreviation with its meaning."""

    name: Text
    """The term as it stands in texts."""
    abbreviation: Text | None = None
    """Its short form, which is explained in place too."""
    definition: Text
    """What it means, in a sentence."""
    sources: tuple[SourceId, ...] = ()
    """Where the meaning can be read."""
