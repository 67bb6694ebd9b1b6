"""Numbers: exact from the data to the page."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from build_dossier.values.numbers import grouped, parse_number, plain, short

NUMBERS = st.decimals(allow_nan=False, allow_infinity=False).filter(lambda number: abs(number.adjusted()) < 900)


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("0", "0"),
        ("012", "12"),
        ("380000000", "380000000"),
        ("0.98", "0.98"),
        (".5", "0.5"),
        ("-3", "-3"),
        ("+3", "3"),
        ("1e3", "1000"),
        ("2.5E-3", "0.0025"),
        (
            "0.1000000000000000000000000000000000000000000001",
            "0.1000000000000000000000000000000000000000000001",
        ),
    ],
)
def test_a_number_is_read_exactly(text: str, number: str) -> None:
    assert parse_number(text) == Decimal(number)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "1,000",
        "98%",
        "380 million",
        ".inf",
        "-.inf",
        ".nan",
        "NaN",
        "Infinity",
        "abc",
        "1_000",
        "0x1F",
        "0o7",
        "12:30",
        "1.",
        ".",
        "1e",
        "1e9999",
        "1.2.3",
        "--1",
        "− 1",
        " 1",
        "1\n",
        "٣",
        "½",
    ],
)
def test_anything_else_is_no_number(text: str) -> None:
    with pytest.raises(ValueError, match="not a number"):
        parse_number(text)


@given(NUMBERS)
def test_a_number_written_plainly_is_the_same_number(number: Decimal) -> None:
    assert parse_number(plain(number)) == number
    assert "e" not in plain(number).lower()


@given(NUMBERS)
def test_a_number_for_readers_has_the_same_digits(number: Decimal) -> None:
    assert grouped(number).replace(",", "").replace("−", "-") == plain(number)


@pytest.mark.parametrize(
    ("number", "words"),
    [("380000000", "380,000,000"), ("1234.50", "1,234.50"), ("-3", "−3"), ("0.5", "0.5"), ("1e3", "1,000")],
)
def test_digits_are_grouped(number: str, words: str) -> None:
    assert grouped(Decimal(number)) == words


@pytest.mark.parametrize(
    ("number", "words"),
    [
        ("380000000", "380 million"),
        ("1500000", "1.5 million"),
        ("1234567", "1,234,567"),
        ("1234000", "1.234 million"),
        ("999999", "999,999"),
        ("2e9", "2 billion"),
        ("-2500000000", "−2.5 billion"),
        ("1e12", "1 trillion"),
        ("1e15", "1,000 trillion"),
        ("0", "0"),
        ("1e-7", "0.0000001"),
        ("1000000.0001", "1,000,000.0001"),
        ("12345678901234567890123456789012", "12,345,678,901,234,567,890,123,456,789,012"),
    ],
)
def test_large_round_numbers_come_in_words(number: str, words: str) -> None:
    assert short(Decimal(number)) == words


@given(NUMBERS)
def test_no_number_is_rounded_for_its_words(number: Decimal) -> None:
    factors = {"million": 6, "billion": 9, "trillion": 12}
    digits, _, name = short(number).partition(" ")
    read = Fraction(digits.replace(",", "").replace("−", "-"))
    assert read * 10 ** factors.get(name, 0) == Fraction(number)
