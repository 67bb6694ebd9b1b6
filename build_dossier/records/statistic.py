"""Statistics: a figure, what it counts, and who vouches for it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pydantic import Field

from build_dossier.problems import Severity, nearest
from build_dossier.records.appearance import Appearance
from build_dossier.records.base import Finding, Record
from build_dossier.records.fields import (
    Comparator,
    Date,
    FigureBasis,
    FigureStatus,
    IssueId,
    Number,
    PartyId,
    Text,
)
from build_dossier.values import codes, scales


class Statistic(Record):
    """One figure, exactly as far as it is known."""

    measure: Text
    """What is counted; figures of one measure can be compared."""
    label: Text
    """The figure in a few words: 'listings removed in twelve months'."""
    value: Number | None = None
    """The figure, exact; or else `low` and `high`."""
    low: Number | None = None
    """The lower end, where the figure is a range."""
    high: Number | None = None
    """The upper end, where the figure is a range."""
    comparator: Comparator = scales.Comparator.EXACTLY
    """How the claimant puts it: 'more than', 'about' and so on."""
    unit: Text | None = None
    """What one is: 'listings', '%', or an ISO 4217 code."""
    denominator: Text | None = None
    """Of what it is a share or rate."""
    population: Text | None = None
    """Whom or what it covers."""
    period: Date | None = None
    """The time that it covers."""
    place: Text | None = None
    """Where."""
    subject: PartyId | None = None
    """The party that it is about."""
    claimant: PartyId | None = None
    """The party that vouches for it, where one is named."""
    basis: FigureBasis = scales.FigureBasis.UNKNOWN
    """How the figure came about."""
    status: FigureStatus | None = None
    """Whether it is contested."""
    caveats: tuple[Text, ...] = ()
    """What a reader must know before using it."""
    issues: tuple[IssueId, ...] = ()
    """The issues that it bears on."""
    appearances: tuple[Appearance, ...] = Field(min_length=1)
    """Where it can be read."""


def rules(statistic: Statistic) -> Iterator[Finding]:
    """Either a value or a range, and the range in order; a unit of three capitals is a currency."""
    has_range = statistic.low is not None and statistic.high is not None
    has_part = statistic.low is not None or statistic.high is not None
    if (statistic.value is None and not has_range) or (statistic.value is not None and has_part):
        yield Finding(
            ("value",) if statistic.value is not None else ("low",) if statistic.low is not None else ("high",),
            "value-unclear",
            "a statistic has a `value`, or else `low` and `high`",
            ("give the one or the other",),
        )
    elif statistic.low is not None and statistic.high is not None and statistic.low > statistic.high:
        yield Finding(
            ("low",),
            "range-order",
            f"`low` ({statistic.low}) is greater than `high` ({statistic.high})",
            ("swap the two",),
        )
    if statistic.unit and re.fullmatch("[A-Z]{3}", statistic.unit) and not codes.is_currency(statistic.unit):
        near = nearest(statistic.unit, ("USD", "EUR", "CNY", "GBP", "JPY", "CHF"))
        yield Finding(
            ("unit",),
            "unknown-currency",
            f"the unit '{statistic.unit}' looks like a currency, but ISO 4217 has none of this code",
            (f"did you mean '{near}'?",) if near else ("write the unit in words",),
            Severity.WARNING,
        )
