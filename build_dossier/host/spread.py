"""Work for all cores: parts of about the same weight, each in a process of its own, with the same result as in one."""

from __future__ import annotations

import gc
import hashlib
import os
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager

from build_dossier.making.spread import cores

_SMALL = 600_000  # bytes of Markdown, about half a second's work: less is not worth a second process

Work = Callable[[Sequence[str]], bytes]
"""Takes names of pages and gives back what is to be known of them; what it makes lies in files."""


def processes() -> int:
    """How many can run at once; one where a process cannot be copied."""
    can_copy = hasattr(os, "fork") and sys.platform != "darwin"  # macOS can, but its own libraries do not bear it
    return cores() if can_copy else 1


def parts(weights: Mapping[str, int], number: int) -> list[list[str]]:
    """Names in parts of about the same weight, each in the order given; a light work stays in one part."""
    if number < 2 or sum(weights.values()) < _SMALL:
        return [list(weights)]
    loads = [0] * number
    place: dict[str, int] = {}
    for name in sorted(weights, key=lambda name: (-weights[name], name)):
        place[name] = loads.index(min(loads))
        loads[place[name]] += weights[name]
    return [[name for name in weights if place[name] == part] for part in range(number)]


def is_in_shard(name: str, shard: tuple[int, int]) -> bool:
    """Whether a page belongs to the I-th of N parts, counted from 1: told by its path alone, on any machine."""
    number, of = shard
    return int.from_bytes(hashlib.sha256(name.encode()).digest()[:8]) % of == number - 1


def spread(work: Work, over: Sequence[Sequence[str]]) -> list[bytes]:
    """The results of the work for each part; a part whose process fails is done here, and may fail here."""
    if len(over) < 2:  # looking for what is of no use any more would take longer than a few pages
        return [work(part) for part in over]
    gc.collect()
    gc.freeze()  # what is shared with the copies stays shared
    running = [_started(work, part) for part in over[1:]]
    try:
        results = [work(part) for part in over[:1]]
    except BaseException:
        for process, pipe in running:
            os.close(pipe)
            os.waitpid(process, 0)
        raise
    finally:
        gc.unfreeze()
    return [*results, *(_result(*each) or work(part) for each, part in zip(running, over[1:], strict=True))]


@contextmanager
def beside(work: Callable[[], bytes], number: int) -> Iterator[Callable[[], bytes]]:
    """Let a process of its own, where there is one, do some work while the block runs; the function gives its result.

    Where that fails, the work is done when the function is called, and may fail there.
    """
    if number < 2:
        yield work
        return
    running = _started(lambda _: work(), ())
    results: list[bytes] = []

    def result() -> bytes:
        results.append(_result(*running))
        return results[-1] or work()

    try:
        yield result
    finally:
        if not results:  # what is no longer wanted must not write any more
            _result(*running)


def _started(work: Work, part: Sequence[str]) -> tuple[int, int]:
    """A copy of this process that does the work; its number, and where its result can be read."""
    reading, writing = os.pipe()
    process = os.fork()
    if process:
        os.close(writing)
        return process, reading
    status = 1
    try:  # the copy must leave nothing behind and never return
        os.close(reading)
        result = work(part)
        with os.fdopen(writing, "wb") as pipe:
            pipe.write(result)
        status = 0
    finally:
        os._exit(status)


def _result(process: int, pipe: int) -> bytes:
    """What a process found; nothing if it failed."""
    with os.fdopen(pipe, "rb") as file:
        result = file.read()
    _, status = os.waitpid(process, 0)
    return result if status == 0 else b""
