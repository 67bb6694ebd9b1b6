"""Figures in a text: dates, percentages, sums of money and other numbers, however they are written.

What is found is told by the modules of each way of writing: `digit_numbers`, `number_words`, `chinese_numbers`
and `printed_dates`. A sign or word for percent beside a number makes it a percentage; a currency's sign, ISO 4217
code or name makes it a sum of money ("$" alone is read as USD). Digits within an address (a URL, an email) are none.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from decimal import Decimal
from enum import StrEnum
from typing import NamedTuple

from build_dossier.evidence.chinese_numbers import chinese_numbers
from build_dossier.evidence.digit_numbers import digit_numbers
from build_dossier.evidence.number_words import number_words
from build_dossier.evidence.printed_dates import When, in_ascii_digits, printed_dates


class FigureKind(StrEnum):
    """What a figure is, in the word for it."""

    DATE = "date"
    PERCENTAGE = "percentage"
    MONEY = "sum of money"
    NUMBER = "number"


class Figure(NamedTuple):
    """A figure: where it stands (characters counted from 0, end exclusive), and what it says."""

    start: int
    end: int
    kind: FigureKind
    value: Decimal | None = None
    """Its value, where it has an exact one; of a range the lower end."""
    high: Decimal | None = None
    """The upper end of a range."""
    unit: str = ""
    """'%', or an ISO 4217 code where one is told."""
    when: When | None = None
    """What a date says."""


def figures(text: str, language: str = "en") -> tuple[Figure, ...]:
    """The figures of a text, in order and apart from each other. `language` is a BCP 47 tag."""
    plain = in_ascii_digits(text)
    taken = bytearray(len(text))
    for address in _ADDRESS.finditer(text):
        taken[slice(*address.span())] = b"\1" * len(address.group())
    dates = (Figure(start, end, FigureKind.DATE, when=when) for start, end, when in printed_dates(text, language))
    found = list(_apart(dates, taken))
    found += _apart((_with_signs(plain, number) for number in _numbers(plain, language)), taken)
    return tuple(sorted(found, key=lambda figure: figure.start))


def _numbers(text: str, language: str) -> list[Figure]:
    """Numbers without their signs; of those that begin at one place the longest comes first."""
    number = FigureKind.NUMBER
    found = [Figure(start, end, number, low, high) for start, end, low, high in digit_numbers(text, language)]
    found += [Figure(start, end, number, value) for start, end, value in number_words(text, language)]
    for (start, end, value), is_share in chinese_numbers(text):
        kind, unit = (FigureKind.PERCENTAGE, "%") if is_share else (number, "")
        found.append(Figure(start, end, kind, value, unit=unit))
    return sorted(found, key=lambda figure: (figure.start, -figure.end))


def _apart(found: Iterable[Figure], taken: bytearray) -> Iterator[Figure]:
    """The figures that stand where none was found before; `taken` marks what is."""
    for figure in found:
        if not any(taken[figure.start : figure.end]):
            taken[figure.start : figure.end] = b"\1" * (figure.end - figure.start)
            yield figure


_ADDRESS = re.compile(r"\b(?:https?://|www\.)[^\s<>\"]+|[\w.+-]{1,64}@[\w-]+\.[\w.-]+")
_PERCENT = re.compile(
    r"[ \u00a0\u202f-]?(?:[%％٪]|(?:per[ \u00a0]?cent|percentage points?|pct|pour[ \u00a0]cent|prozent|por ciento)\b"
    r"|بالمئة|بالمائة|في المئة|في المائة)",
    re.IGNORECASE,
)
_SIGNS = {"US$": "USD", "HK$": "HKD", "NT$": "TWD", "A$": "AUD", "C$": "CAD", "S$": "SGD", "R$": "BRL", "$": "USD"}
_SIGNS |= {"€": "EUR", "£": "GBP", "¥": "", "￥": "", "₹": "INR", "₩": "KRW", "₽": "RUB", "₺": "TRY", "RMB": "CNY"}
_CODES = "USD EUR GBP CNY JPY CHF INR KRW RUB HKD TWD SGD AUD CAD NZD BRL MXN SEK NOK DKK PLN CZK HUF ZAR AED SAR"
_SIGNS |= {code: code for code in _CODES.split()}
_NAMES = {
    "dollar": "USD",
    "euro": "EUR",
    "pound": "GBP",
    "pfund": "GBP",
    "yuan": "CNY",
    "renminbi": "CNY",
    "yen": "JPY",
}
_NAMES |= {"franc": "", "dólar": "USD", "dólare": "USD", "دولار": "USD", "يورو": "EUR"}
_NAMES |= {"美元": "USD", "美金": "USD", "人民币": "CNY", "元": "CNY", "欧元": "EUR", "日元": "JPY"}
_SIGN = "|".join(re.escape(sign) for sign in sorted(_SIGNS, key=len, reverse=True))
_BEFORE = re.compile(rf"(?<![A-Za-z$])(?P<sign>{_SIGN})[ \u00a0\u202f]?\Z")
_NAME = "|".join(sorted(_NAMES, key=len, reverse=True))
_AFTER = re.compile(
    rf"(?:[ \u00a0\u202f]d(?:e |['’]))?[ \u00a0\u202f-]?"
    rf"(?:(?P<sign>{_SIGN})(?![A-Za-z])|(?i:(?P<name>{_NAME})s?)(?!\w))"
)


def _with_signs(text: str, figure: Figure) -> Figure:
    """The number with the sign or word for percent or for a currency that stands beside it."""
    percent = _PERCENT.match(text, figure.end)
    if percent:
        return figure._replace(end=percent.end(), kind=FigureKind.PERCENTAGE, unit="%")
    before = _BEFORE.search(text[max(figure.start - 8, 0) : figure.start])
    after = _AFTER.match(text, figure.end)
    if before:
        start = figure.start - len(before.group())
        return figure._replace(start=start, kind=FigureKind.MONEY, unit=_SIGNS[before.group("sign")])
    if after:
        unit = _SIGNS[after.group("sign")] if after.group("sign") else _NAMES[after.group("name").lower()]
        return figure._replace(end=after.end(), kind=FigureKind.MONEY, unit=unit)
    return figure
