"""What every record may carry for its readers: note, rank, what it replaces, tags, where it stands in the data."""

from __future__ import annotations

from dataclasses import dataclass

from build_dossier.dossier import key_of
from build_dossier.language.speaking import gettext, in_digits
from build_dossier.records.base import Record
from build_dossier.records.kinds import Key
from build_dossier.values.scales import Rank
from build_dossier.views.common import Context, DateView, Link, date_view


@dataclass(frozen=True, slots=True)
class Editorial:
    """Our own words about a record, kept apart from what sources say."""

    note: str
    is_deprecated: bool
    deprecated_because: str
    supersedes: tuple[Link, ...]
    superseded_by: tuple[Link, ...]
    tags: tuple[str, ...]
    review_by: DateView | None
    permalink: str
    data: str
    """File and line of the record in the data."""
    edit: str
    """The address at which these lines can be edited; '' where the dossier names none."""


def editorial(context: Context, record: Record) -> Editorial:
    """The editorial part of a record's page."""
    key = key_of(record)
    location = context.dossier.location(key)
    return Editorial(
        record.note or "",
        record.rank is Rank.DEPRECATED,
        record.deprecated_because or "",
        tuple(context.to(Key(key.kind, id)) for id in record.supersedes),
        tuple(context.to(key_of(other)) for other in context.dossier.naming(key, key.kind, "supersedes")),
        record.tags,
        date_view(record.review_by) if record.review_by else None,
        str(key),
        gettext("{file}, line {number}", file=location.path, number=in_digits(str(location.line))),
        context.edit(key),
    )
