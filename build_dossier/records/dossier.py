"""The dossier itself: its question and its bottom line."""

from __future__ import annotations

from collections.abc import Iterator

from pydantic import Field

from build_dossier.records.base import Finding, Part, family_names_rule
from build_dossier.records.fields import (
    Anything,
    Check,
    Confidence,
    Date,
    Digits,
    EditUrl,
    Id,
    Language,
    Likelihood,
    Marking,
    StatisticId,
    Text,
    Url,
    Weight,
)


class Judgement(Part):
    """One sentence of the bottom line, with how likely it is and how well it is founded (ICD 203)."""

    id: Id
    """A lower-case slug, unique within the dossier."""
    text: Text
    """The judgement in one or two sentences."""
    likelihood: Likelihood | None = None
    """How likely it is that the judgement is right."""
    confidence: Confidence | None = None
    """How well the judgement is founded."""
    rests_on: tuple[Anything, ...] = ()
    """The records that it rests on, as `kind:id`."""
    marking: Marking | None = None
    """Handling by TLP 2.0, where it differs from the dossier's."""
    note: Text | None = None
    """An editorial note, shown."""
    comment: Text | None = None
    """A note for authors, never published."""


class DossierRecord(Part):
    """What stands in `data/dossier.yml`."""

    title: Text
    """The dossier's name."""
    subtitle: Text | None = None
    """A line under the name."""
    question: Text
    """The disputed question."""
    as_of: Date
    """The day up to which the dossier is true."""
    language: Language = "en"
    """The language that the dossier is written in; the site's own words, dates and numbers follow it."""
    digits: Digits | None = None
    """The digits of the site's own numbers and dates (CLDR), where they are not those usual for the language."""
    marking: Marking
    """Handling of every record that has no marking of its own."""
    authors: tuple[Text, ...] = ()
    """Who wrote it."""
    family_names: tuple[Text, ...] = ()
    """Which parts of `authors` are family names, for citations ("Lee, Ann"); any other author is cited as written."""
    licence: Text | None = None
    """Under which terms its own words may be used."""
    url: Url | None = None
    """Where it is published."""
    edit_url: EditUrl | None = None
    """Where a record's lines can be edited, with `{path}` and `{line}` in it; pages then link to it."""
    summary: Text | None = None
    """The question and its state in a paragraph."""
    judgements: tuple[Judgement, ...] = ()
    """The bottom line, most important first."""
    key_figures: tuple[StatisticId, ...] = ()
    """The figures that Home shows, in this order; where it is left out, those that most records build on."""
    captures: Text | None = None
    """Where the captured texts lie, from the project's folder; `captures` where it is left out. Not published."""
    checks: dict[Check, Weight] = Field(default_factory=dict)
    """What a gap in evidence or translation is: `never-verified: warning`. A mismatch is an error. Not published."""
    note: Text | None = None
    """An editorial note, shown."""
    comment: Text | None = None
    """A note for authors, never published."""


def rules(dossier: DossierRecord) -> Iterator[Finding]:
    """A family name is that of an author; a judgement has an id of its own."""
    yield from family_names_rule(dossier.authors, dossier.family_names)
    seen: set[str] = set()
    for number, judgement in enumerate(dossier.judgements):
        if judgement.id in seen:
            yield Finding(
                ("judgements", number, "id"),
                "duplicate-id",
                f"a second judgement has the id '{judgement.id}'",
                ("rename one of the two",),
            )
        seen.add(judgement.id)
