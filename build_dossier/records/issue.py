"""Issues: what is disputed, each as a sentence that one can be for or against."""

from __future__ import annotations

from build_dossier.records.base import Record
from build_dossier.records.fields import OwnKindId, Text


class Issue(Record):
    """One disputed proposition."""

    title: Text
    """The issue as a question or a few words."""
    short: Text | None = None
    """A few words for the head of a table."""
    proposition: Text
    """One sentence that one can be for or against."""
    summary: Text | None = None
    """What the dispute is about, in a paragraph."""
    parent: OwnKindId | None = None
    """The wider issue that this one is a part of."""
