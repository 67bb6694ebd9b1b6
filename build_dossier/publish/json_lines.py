"""JSON with one record a line: small, quick to write, and a change of one record is a change of one line."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

_ENCODER = json.JSONEncoder(ensure_ascii=False)


def as_text(whole: Mapping[str, Any]) -> str:
    """An object as text: each of its values on a line of its own, and of a list of objects each of these."""
    return joined({name: _value(value) for name, value in whole.items()}).decode()


def joined(members: Mapping[str, Iterable[bytes]]) -> bytes:
    """An object of values that are JSON already, each in as many parts as it likes."""
    return b"".join(_parts(members))


def _parts(members: Mapping[str, Iterable[bytes]]) -> Iterator[bytes]:
    for number, (name, value) in enumerate(members.items()):
        yield b",\n" if number else b"{\n"
        yield from (compact(name), b": ")
        yield from value
    yield b"\n}\n"


def listed(pieces: Iterable[bytes]) -> Iterator[bytes]:
    """A list from pieces that hold some of its values each, as `lines` gives them."""
    is_empty = True
    for piece in pieces:
        yield b"[\n" if is_empty else b",\n"
        yield piece
        is_empty = False
    yield b"[]" if is_empty else b"\n]"


def lines(values: Iterable[object]) -> bytes:
    """Some values of a list, one a line."""
    return b",\n".join(map(compact, values))


def values_in(piece: bytes) -> list[Any]:
    """The values again."""
    found: list[Any] = json.loads(b"[%b]" % piece)
    return found


def count_in(piece: bytes) -> int:
    """How many they are: no line end stands within a value."""
    return piece.count(b"\n") + 1


def compact(value: object) -> bytes:
    """A value on one line."""
    return _ENCODER.encode(value).encode()


def _value(value: object) -> Iterable[bytes]:
    if not isinstance(value, list) or not any(isinstance(each, dict) for each in value):
        return (compact(value),)
    return listed(map(compact, value))
