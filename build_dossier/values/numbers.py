"""Exact decimals: read without a binary float, written with grouped digits."""

from __future__ import annotations

import re
from decimal import Decimal, localcontext

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
    """The number for readers: '380,000,000', '1,234.50', '−3'."""
    return f"{number:,f}".replace("-", "−")


_SCALES = ((Decimal(10) ** 12, "trillion"), (Decimal(10) ** 9, "billion"), (Decimal(10) ** 6, "million"))


def short(number: Decimal) -> str:
    """Large round numbers in words ('380 million'), all others grouped; never rounded."""
    with localcontext() as context:
        context.prec = len(plain(number)) + 16  # so that nothing below is rounded or out of range
        for size, name in _SCALES:
            part = number / size
            if abs(part) >= 1 and part == part.quantize(Decimal("0.001")):
                return f"{grouped(part.normalize())} {name}"
    return grouped(number)
