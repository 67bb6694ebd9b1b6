"""CBOR (RFC 8949), as much of it as Pagefind's index uses: whole numbers, texts, and arrays of them."""

from __future__ import annotations

_NUMBER, _NEGATIVE, _TEXT, _ARRAY = 0, 1, 3, 4  # major types
_WIDTHS = {24: 1, 25: 2, 26: 4, 27: 8}
"""What stands in place of a small number, and how many bytes of a greater one follow it."""


def decode(data: bytes) -> object:
    """The value that some bytes hold; ValueError where it is of another type, or more follows."""
    value, end = _decode(data, 0)
    if end != len(data):
        raise ValueError("more follows")
    return value


def _decode(data: bytes, place: int) -> tuple[object, int]:
    major, number = divmod(data[place], 32)
    place += 1
    if number > 23:
        if number not in _WIDTHS:
            raise ValueError(f"an unknown length, {number}")
        width = _WIDTHS[number]
        number, place = int.from_bytes(data[place : place + width]), place + width
    if major == _NUMBER:
        return number, place
    if major == _ARRAY:
        values = []
        for _ in range(number):
            value, place = _decode(data, place)
            values.append(value)
        return values, place
    if major == _TEXT:
        return data[place : place + number].decode(), place + number
    if major == _NEGATIVE:
        return -1 - number, place
    raise ValueError(f"an unknown type, {major}")
