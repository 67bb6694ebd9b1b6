"""Whether a value is the same as in another build: its fingerprint, in which memory, hashes and sets leave no trace.

Only kinds of values are known that can be told apart by what they hold. Any other is an error of ours, told at once:
a fingerprint that missed something would leave an old page standing.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import fields, is_dataclass
from datetime import date
from decimal import Decimal
from enum import Enum
from functools import cache
from typing import Any

from build_dossier.records.base import Part
from build_dossier.values.edtf import Edtf

LENGTH = 24
"""Of a fingerprint, in hexadecimal digits: 96 bits, for what nobody forges."""


def dumped(part: Part) -> str:
    """All that a record or a part of one holds."""
    return part.model_dump_json(exclude_defaults=True)


def fingerprint(value: object, of_part: Callable[[Part], str] = dumped) -> str:
    """A short checksum (SHA-256, cut) of all that a value holds; TypeError for a kind of value that is not known.

    `of_part` tells records apart, where somebody knows their fingerprints already.
    """
    return digest("\0".join(_told(value, of_part)))


def digest(text: str) -> str:
    """The same of a text."""
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:LENGTH]


def _told(value: Any, of_part: Callable[[Part], str]) -> Iterator[str]:  # noqa: ANN401 -- of whatever sort
    kind: type = type(value)
    sort = "text" if kind is str else _sort(kind)
    if sort == "text":
        yield f"s {value}" if kind is str else f"{kind.__name__} {value!r}"
    elif sort == "row":
        yield f"t {len(value)}"
        for each in value:
            yield from _told(each, of_part)
    elif sort == "mapping":
        yield f"m {len(value)}"
        for key, each in value.items():
            yield from _told(key, of_part)
            yield from _told(each, of_part)
    elif sort == "fields":
        yield f"c {kind.__name__}"
        for name in _names(kind):
            yield from _told(getattr(value, name), of_part)
    elif sort == "set":
        yield f"( {len(value)}"
        yield from sorted("\0".join(_told(each, of_part)) for each in value)
    elif sort == "part":
        yield f"r {kind.__name__} {of_part(value)}"
    elif sort == "date":
        yield f"d {value.text}"
    else:
        yield f"e {kind.__name__} {value.value!r}"


@cache
def _sort(kind: type) -> str:
    """How a kind of value is told; asked once for each kind, since asking pydantic whose a value is takes long."""
    if issubclass(kind, Enum):
        return "enum"
    for sort, kinds in _SORTS.items():
        if issubclass(kind, kinds):
            return sort
    if is_dataclass(kind):
        return "fields"
    raise TypeError(f"no fingerprint for a {kind.__name__}")


_SORTS: dict[str, tuple[type, ...]] = {
    "text": (type(None), str, bytes, int, float, Decimal, date),
    "date": (Edtf,),
    "part": (Part,),
    "set": (set, frozenset),
    "mapping": (Mapping,),
    "row": (tuple, list),
}


@cache
def _names(kind: type) -> tuple[str, ...]:
    return tuple(field.name for field in fields(kind))
