"""Where a quotation, figure or event can be read."""

from __future__ import annotations

from build_dossier.records.base import Part
from build_dossier.records.fields import Date, Relayer, SourceId, Text


class Appearance(Part):
    """One place where the thing can be read. Speaker → via → source is the attribution chain."""

    source: SourceId
    """The source in which it can be read."""
    via: tuple[Relayer, ...] = ()
    """Who passed it on to that source, outermost first: `party:id` or `source:id`."""
    exact: Text | None = None
    """The wording there, where it differs from `text`."""
    as_printed: Text | None = None
    """A figure's words as printed there: '380 million'."""
    role: Text | None = None
    """The speaker's role as this source states it, where it differs from the record's or the membership's."""
    date: Date | None = None
    """The date as this source gives it, where it differs from the record's."""
    locator: Text | None = None
    """Page, paragraph or time within the source."""
    note: Text | None = None
    """An editorial note on this appearance, shown."""
