"""A figure's value is held against the number that its printed form tells, where that is one exact number."""

from __future__ import annotations

from decimal import Decimal

import pytest

from build_dossier.evidence.agreement import printed_number
from build_dossier.records.statistic import Statistic


def _statistic(**fields: str) -> Statistic:
    given = {"id": "one", "measure": "m", "label": "l", "appearances": [{"source": "times"}], **fields}
    return Statistic.model_validate(given)


@pytest.mark.parametrize(
    ("value", "printed", "language"),
    [
        ("380000000", "380 million listings", "en"),
        ("98", "98%", "en"),
        ("2", "two formal letters", "en"),
        ("1500", "more than 1,500", "en"),
        ("2500", "2.500 Stellen", "de"),
        ("1000000", "一百万", "zh"),
        ("2.5", "less than two and a half days", "en"),
        ("24", "dozens of groups", "en"),
        ("0.1", "one in ten", "en"),
        ("7", "3 of the 7 markets", "en"),
    ],
)
def test_a_value_that_is_printed_so_or_cannot_be_told_passes(value: str, printed: str, language: str) -> None:
    assert printed_number(_statistic(value=value), printed, language) is None


@pytest.mark.parametrize(
    ("value", "printed", "told"),
    [
        ("38000000", "380 million listings", "380000000"),
        ("89", "98%", "98"),
        ("3", "two formal letters", "2"),
    ],
)
def test_a_value_that_is_not_the_printed_number_is_told(value: str, printed: str, told: str) -> None:
    assert printed_number(_statistic(value=value), printed, "en") == Decimal(told)


def test_both_ends_of_a_range_may_be_printed() -> None:
    assert printed_number(_statistic(low="10", high="12"), "between 10 and 12", "en") is None
    assert printed_number(_statistic(low="10", high="12"), "14", "en") == Decimal(14)


def test_a_unit_that_counts_in_millions_says_nothing() -> None:
    assert printed_number(_statistic(value="3.4", unit="million coins"), "3.4 million coins", "en") is None
