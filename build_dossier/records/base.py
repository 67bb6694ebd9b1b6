"""What every record may carry, and how a record's own rules speak."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal, NamedTuple

from pydantic import BaseModel, ConfigDict, model_validator

from build_dossier.problems import Severity, did_you_mean, quoted
from build_dossier.records.fields import Date, Id, Marking, OwnKindId, Rank, Text
from build_dossier.values import scales
from build_dossier.values.dates import ends_before, in_words
from build_dossier.values.edtf import Edtf
from build_dossier.values.names import around


class Part(BaseModel):
    """A frozen value whose fields are all known: anything else in the data is a problem."""

    model_config = ConfigDict(
        frozen=True,
        extra="forbid",
        use_attribute_docstrings=True,
        populate_by_name=False,
        serialize_by_alias=True,
        defer_build=True,  # a command that reads no record need not wait for their validators
    )

    @model_validator(mode="before")
    @classmethod
    def _absent(cls, data: object) -> object:
        """A known field without a value counts as left out; an unknown one is still a problem."""
        if not isinstance(data, dict) or None not in data.values():
            return data
        known = {field.alias or name for name, field in cls.model_fields.items()}
        return {name: value for name, value in data.items() if value is not None or name not in known}


class Record(Part):
    """What every record may carry beside its own fields."""

    id: Id
    """A lower-case slug, unique within the kind; it is the record's permalink."""
    note: Text | None = None
    """An editorial note, shown to readers."""
    comment: Text | None = None
    """A note for authors, never published."""
    tags: tuple[Text, ...] = ()
    """Free key words."""
    marking: Marking | None = None
    """Handling by TLP 2.0; without one, the dossier's marking holds."""
    rank: Rank = scales.Rank.NORMAL
    """`preferred` records come first; `deprecated` ones stay, struck and explained."""
    deprecated_because: Text | None = None
    """Why a deprecated record no longer holds."""
    supersedes: tuple[OwnKindId, ...] = ()
    """Records of the same kind that this one replaces."""
    review_by: Date | None = None
    """When the record is to be looked at again."""


class Finding(NamedTuple):
    """What a rule found: the path to the field within the record, a code, and words."""

    path: tuple[str | int, ...]
    code: str
    message: str
    hints: tuple[str, ...] = ()
    severity: Severity = Severity.ERROR


def common_rules(record: Record) -> Iterator[Finding]:
    """The rules that hold for every kind."""
    if record.rank is scales.Rank.DEPRECATED and not record.deprecated_because:
        yield Finding(
            ("rank",),
            "deprecated-without-reason",
            "the record is ranked 'deprecated' and does not say why",
            ("add `deprecated_because`: readers see it",),
        )


def span_rule(
    path: tuple[str | int, ...],
    start: Edtf | None,
    end: Edtf | None,
    what: Literal["membership", "relation", "position"],
) -> Iterator[Finding]:
    """A membership, relation or position ends after it starts."""
    if start and end and ends_before(end, start):
        yield Finding(
            path,
            "interval-order",
            f"the {what} ends ({in_words(end)}) before it starts ({in_words(start)})",
            ("put the earlier date first",),
        )


def family_names_rule(authors: tuple[str, ...], family_names: tuple[str, ...]) -> Iterator[Finding]:
    """A family name is a part of the name of an author."""
    for number, family in enumerate(family_names):
        if not any(around(author, family) for author in authors):
            words = [word for author in authors for word in author.split()]
            yield Finding(
                ("family_names", number),
                "unknown-value",
                f"{quoted(family)} is part of no name in `authors`",
                did_you_mean(family, words) or ("write it as it stands there",),
            )
