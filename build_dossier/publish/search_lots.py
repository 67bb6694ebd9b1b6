"""What a search can find, in lots: each is one shard of the index, and kept as JSON from one build to the next."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict
from typing import Any, NamedTuple

from build_dossier.views.common import Sign
from build_dossier.views.findable import Findable

_WHOLE, _LONGEST = 4, 8
"""Up to how many times the usual number of records a dossier is one lot, and how many any lot can hold."""


class Lot(NamedTuple):
    """Some records in a row, in the order of the search."""

    digest: str
    """The SHA-256 of what is kept of them."""
    number: int
    """How many records there are."""


def cut(urls: Sequence[str], size: int) -> Iterator[slice]:
    """Records, by their addresses, in lots of about `size`, in the same order; a few times as many are one lot yet.

    A lot begins where the checksum of an address says so, not after a number of records, so a record that is added
    moves no other into another lot.
    """
    start = 0
    for place, url in enumerate(urls) if len(urls) > _WHOLE * size else ():
        begins = int(hashlib.sha256(url.encode()).hexdigest()[:8], 16) % size == 0
        if place > start and (begins or place - start >= _LONGEST * size):
            yield slice(start, place)
            start = place
    if urls:
        yield slice(start, len(urls))


def as_bytes(findables: Sequence[Findable]) -> bytes:
    """Some records as they are kept."""
    return json.dumps([_told(one) for one in findables], ensure_ascii=False, separators=(",", ":")).encode()


def _told(findable: Findable) -> dict[str, Any]:
    return {name: value for name, value in asdict(findable).items() if value}


def of_bytes(kept: bytes) -> list[Findable]:
    """The same again."""
    return [_findable(told) for told in json.loads(kept)]


def _findable(told: Mapping[str, Any]) -> Findable:
    lists = {name: tuple(told[name]) for name in ("line", "texts", "also", "names") if name in told}
    facets = {facet: tuple(values) for facet, values in told["facets"].items()}
    sign = {"sign": Sign(**told["sign"])} if "sign" in told else {}
    return Findable(**{"line": (), **told, **lists, **sign, "facets": facets})
