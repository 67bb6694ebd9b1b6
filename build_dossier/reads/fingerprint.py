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


def _told(value: object, of_part: Callable[[Part], str]) -> Iterator[str]:  # noqa: PLR0911 -- one line a kind of value
    if isinstance(value, Enum):
        yield f"e {type(value).__name__} {value.value!r}"
        return
    if value is None or isinstance(value, str | bytes | int | float | Decimal | date):
        yield f"{type(value).__name__} {value!r}" if type(value) is not str else f"s {value}"
        return
    if isinstance(value, Edtf):
        yield f"d {value.text}"
        return
    if isinstance(value, Part):
        yield f"r {type(value).__name__} {of_part(value)}"
        return
    if isinstance(value, set | frozenset):
        yield f"( {len(value)}"
        yield from sorted("\0".join(_told(each, of_part)) for each in value)
        return
    if isinstance(value, Mapping):
        yield f"m {len(value)}"
        for key, each in value.items():
            yield from _told(key, of_part)
            yield from _told(each, of_part)
        return
    if isinstance(value, tuple | list):
        yield f"t {len(value)}"
        for each in value:
            yield from _told(each, of_part)
        return
    if is_dataclass(value) and not isinstance(value, type):
        yield f"c {type(value).__name__}"
        for field in fields(value):
            yield from _told(getattr(value, field.name), of_part)
        return
    raise TypeError(f"no fingerprint for a {type(value).__name__}")
