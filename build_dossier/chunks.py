"""Many small results kept some at a time, in chunks that end where their content says so.

What is put in, changed or taken out changes the chunk that it is in, and no other.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial
from typing import TypeVar

from build_dossier.cache import Cache

OneT = TypeVar("OneT")

_ENDS = tuple(f"0{digit:x}" for digit in range(8))
"""What has a recipe that begins so ends a chunk: one in 32."""
_LONGEST = 256


def made_in_chunks(
    known: Cache, kind: str, program: str, things: Iterable[tuple[OneT, str]], make: Callable[[Sequence[OneT]], bytes]
) -> Iterator[tuple[Sequence[OneT], bytes]]:
    """Things in chunks, in their order, each with what `make` makes of it, now or at an earlier time.

    With each thing comes its recipe, a checksum in hexadecimal digits of all that the result depends on but the
    `program`, of which there is one checksum for all. `kind` names the results in the cache.
    """
    for chunk in _chunks(things):
        some = [thing for thing, _ in chunk]
        recipe = " ".join((program, *(recipe for _, recipe in chunk)))
        yield some, known.made(kind, recipe.encode(), partial(make, some))


def _chunks(things: Iterable[tuple[OneT, str]]) -> Iterator[list[tuple[OneT, str]]]:
    chunk = []
    for thing in things:
        chunk.append(thing)
        if thing[1].startswith(_ENDS) or len(chunk) == _LONGEST:
            yield chunk
            chunk = []
    if chunk:
        yield chunk
