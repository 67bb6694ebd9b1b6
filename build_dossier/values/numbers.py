"""Exact decimals: read without a binary float, written with grouped digits."""

from __future__ import annotations

import re
from decimal import Decimal, localcontext

from build_dossier.language.speaking import npgettext, spoken

_NUMBER = re.compile(r"[-+]?(\d+(\.\d+)?|\.\d+)([eE][-+]?\d{1,3})?", re.ASCII)


def parse_number(text: str) -> Decimal:
    """A decimal as written in YAML 1.2 or JSON; ValueError where it is none (`1,000`, `98%`, `.inf`)."""
    if not _NUMBER.fullmatch(text):
        raise ValueError("it is not a number")
    return Decimal(text)


def plain(number: Decimal) -> str:
    """The number without an exponent, for data: '380000000'."""
    return f"{number:f}"


def grouped(number: Decimal) -> str:
    """The number for readers: '380,000,000', '1,234.50', '−3'; with the signs and digits of the language spoken."""
    return f"{number:,f}".translate(spoken().number_table)


def short(number: Decimal) -> str:
    """Large round numbers in words ('380 million', '3.8亿'), all others grouped; never rounded."""
    with localcontext() as context:
        context.prec = len(plain(number)) + 16  # so that nothing below is rounded or out of range
        for exponent in _SCALES.get(spoken().words_in, _SCALES["en"]):
            part = number / Decimal(10) ** exponent
            if abs(part) >= 1 and part == part.quantize(Decimal("0.001")):
                return _scaled(grouped(part.normalize()), exponent, int(abs(part)))
    return grouped(number)


# The powers of ten that a language has words for, largest first: Chinese counts in ten thousands.
_SCALES = {"en": (12, 9, 6), "zh": (12, 8, 4)}


def _scaled(part: str, exponent: int, whole: int) -> str:
    """`whole`, the part before the decimal sign, is what CLDR's plural rules of these languages go by."""
    match exponent:
        case 12:
            return npgettext("scale", "{part} trillion", "{part} trillion", whole, part=part)
        case 9:
            return npgettext("scale", "{part} billion", "{part} billion", whole, part=part)
        case 8:
            return npgettext("scale", "{part} hundred million", "{part} hundred million", whole, part=part)
        case 6:
            return npgettext("scale", "{part} million", "{part} million", whole, part=part)
        case _:
            return npgettext("scale", "{part} ten thousand", "{part} ten thousand", whole, part=part)
