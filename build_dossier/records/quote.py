"""Quotations: words that a source puts into somebody's mouth, kept to the letter."""

from __future__ import annotations

from pydantic import Field

from build_dossier.records.appearance import Appearance
from build_dossier.records.base import Part, Record
from build_dossier.records.fields import (
    Date,
    Extent,
    IssueId,
    Language,
    Medium,
    PartyId,
    Text,
    TranslationMethod,
)


class Original(Part):
    """The words in the language in which they were said, where `text` is a translation."""

    text: Text
    """The words, verbatim."""
    language: Language
    """Their language."""


class Translation(Part):
    """The words in a further language."""

    language: Language
    """The language that it was translated into."""
    text: Text
    """The translated words."""
    translator: Text | None = None
    """Who translated."""
    method: TranslationMethod | None = None
    """Who or what translated."""


class Quote(Record):
    """A quotation, verbatim."""

    text: Text
    """The words, verbatim, without quotation marks around them."""
    language: Language | None = None
    """The language of `text`; the dossier's, where it is left out."""
    original: Original | None = None
    """The words as they were first said, where `text` is a translation."""
    translations: tuple[Translation, ...] = ()
    """The words in further languages."""
    speaker: PartyId
    """Who said it."""
    on_behalf_of: PartyId | None = None
    """For whom the speaker spoke."""
    role: Text | None = None
    """The speaker's role as this source states it, where it differs from the membership at that date."""
    said: Date | None = None
    """When it was said."""
    medium: Medium | None = None
    """By what means."""
    audience: Text | None = None
    """To whom."""
    extent: Extent | None = None
    """How much of what was said this is."""
    issues: tuple[IssueId, ...] = ()
    """The issues that it bears on."""
    mentions: tuple[PartyId, ...] = ()
    """Parties that it speaks of."""
    appearances: tuple[Appearance, ...] = Field(min_length=1)
    """Where it can be read."""
