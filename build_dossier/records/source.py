"""Sources: what was read, and how far it can be trusted. Names follow CSL-JSON where it has one."""

from __future__ import annotations

from collections.abc import Iterator

from build_dossier.records.base import Finding, Part, Record, family_names_rule
from build_dossier.records.fields import Date, Language, Relayer, Reliability, SourceType, Text, Url


class LeftOut(Part):
    """Something in the source that was not recorded on purpose."""

    text: Text
    """What it is, or its words."""
    reason: Text
    """Why it is not recorded."""


class Source(Record):
    """A document, broadcast or page that records are taken from."""

    type: SourceType
    """A CSL item type, as `article-newspaper` or `report`."""
    genre: Text | None = None
    """A finer word for the type, as 'Press release' (CSL `genre`)."""
    title: Text
    """Its title as printed."""
    publisher: Text | None = None
    """Who publishes it."""
    container_title: Text | None = None
    """The journal, book or series that it stands in (CSL `container-title`)."""
    volume: Text | None = None
    """Volume of the container."""
    number: Text | None = None
    """Number of the report or issue."""
    page: Text | None = None
    """Pages within the container."""
    doi: Text | None = None
    """Digital Object Identifier, without an address before it."""
    isbn: Text | None = None
    """International Standard Book Number."""
    authors: tuple[Text, ...] = ()
    """Who wrote it, as printed."""
    family_names: tuple[Text, ...] = ()
    """Which parts of `authors` are family names, for citations ("Moor, Eve"); any other author is cited as printed."""
    published: Date | None = None
    """When it was published."""
    accessed: Date | None = None
    """When we read it."""
    url: Url | None = None
    """Where it was read."""
    archived_url: Url | None = None
    """Where an archive keeps it."""
    language: Language | None = None
    """Its language."""
    reliability: Reliability | None = None
    """How reliable the source is in general (Admiralty A–F)."""
    relays: tuple[Relayer, ...] = ()
    """Whom it takes its matter from: `source:id` or `party:id`."""
    interest: Text | None = None
    """A side that it is on, in words."""
    rights: Text | None = None
    """Who holds the rights in it."""
    capture: Text | None = None
    """The file name of its captured text, if there is one."""
    uncapturable: Text | None = None
    """Why no text of it can be captured, where that is so."""
    left_out: tuple[LeftOut, ...] = ()
    """What of it was not recorded on purpose."""


def rules(source: Source) -> Iterator[Finding]:
    """A family name is that of an author."""
    yield from family_names_rule(source.authors, source.family_names)
