"""What a change does to a dossier, as a value that one run writes and another one reads.

The one that reads it has rights that the first one had not, so it takes nothing for granted: a size, a form, and then
every text is as good as written by a stranger.
"""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError

LARGEST = 2_000_000
"""Bytes of a report."""
MOST_CHANGES = 500
MOST_WORST = 10
MOST_ROWS = 100

Short = Annotated[str, Field(max_length=300)]
Long = Annotated[str, Field(max_length=1000)]
Number = Annotated[int, Field(ge=0, le=10_000_000)]


class _Part(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", strict=True)


class ChangeRow(_Part):
    """What befell a record."""

    what: Short
    """'added', 'changed', …"""
    kind: Short
    name: Short
    """Its id."""
    title: Long = ""
    detail: Long = ""


class WorstRow(_Part):
    """A problem."""

    place: Long
    """As data/quotes.yml:12:5."""
    severity: Literal["error", "warning"]
    code: Short
    message: Long


class FigureRow(_Part):
    """Something that the dossier counts, before and after; None where a side cannot be read."""

    name: Short
    before: Long | None = None
    after: Long | None = None


class BalanceRow(_Part):
    """For an issue: parties, quotations, words, figures, origins; for, against, neither; before and after."""

    issue: Short
    before: tuple[Short, ...] | None = Field(default=None, max_length=10)
    after: tuple[Short, ...] | None = Field(default=None, max_length=10)


class Report(_Part):
    """All that is told of a change."""

    version: Literal[1] = 1
    title: Long = ""
    before: Short = ""
    """The commit before, '' where there is none."""
    after: Short = ""
    words: Long = ""
    """The change in a sentence; '' where it cannot be told."""
    changes: tuple[ChangeRow, ...] = Field(default=(), max_length=MOST_CHANGES)
    more_changes: Number = 0
    errors: Number = 0
    warnings: Number = 0
    worst: tuple[WorstRow, ...] = Field(default=(), max_length=MOST_WORST)
    figures: tuple[FigureRow, ...] = Field(default=(), max_length=MOST_ROWS)
    balance: tuple[BalanceRow, ...] = Field(default=(), max_length=MOST_ROWS)
    notes: tuple[Long, ...] = Field(default=(), max_length=MOST_ROWS)
    """What cannot be told, and why."""


class BadReportError(Exception):
    """What was given is no report; the message says why, in a sentence."""


def written(report: Report) -> bytes:
    """A report as a file."""
    return (report.model_dump_json(indent=1) + "\n").encode("utf-8", "backslashreplace")


def read(content: bytes) -> Report:
    """A report from a file that anybody may have written. Raises BadReportError."""
    if len(content) > LARGEST:
        raise BadReportError(f"The report is larger than {LARGEST:,} bytes.")
    try:
        return Report.model_validate_json(content)
    except ValidationError as error:
        raise BadReportError(
            f"The report is not in the form that is known here ({error.error_count()} faults)."
        ) from None
