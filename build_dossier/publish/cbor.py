"""CBOR (RFC 8949), as much of it as Pagefind's files use: numbers from 0, texts, and arrays of them."""

from __future__ import annotations

_NUMBER, _TEXT, _ARRAY = 0, 3, 4  # major types
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
    if width := _WIDTHS.get(number):
        number, place = int.from_bytes(data[place : place + width]), place + width
    elif number > 23:
        raise ValueError(f"an unknown length, {number}")
    if major == _NUMBER:
        return number, place
    if major == _TEXT:
        return data[place : place + number].decode(), place + number
    if major != _ARRAY:
        raise ValueError(f"an unknown type, {major}")
    values = []
    for _ in range(number):
        value, place = _decode(data, place)
        values.append(value)
    return values, place


def encode(value: object) -> bytes:
    """The bytes of a value."""
    match value:
        case int():
            return _head(_NUMBER, value)
        case str():
            text = value.encode()
            return _head(_TEXT, len(text)) + text
        case list() | tuple():
            return _head(_ARRAY, len(value)) + b"".join(map(encode, value))
    raise TypeError(f"no CBOR for {type(value).__name__}")


def _head(major: int, number: int) -> bytes:
    if number < 24:
        return bytes([major * 32 + number])
    short, width = next((short, width) for short, width in _WIDTHS.items() if number < 256**width)
    return bytes([major * 32 + short]) + number.to_bytes(width)
