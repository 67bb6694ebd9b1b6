"""Progress on work that takes longer than a second: on a terminal only, and gone when the work is done."""

from __future__ import annotations

import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

Tell = Callable[[int, int], None]
"""Takes how many parts of a work are done, and how many there are."""


@contextmanager
def step(what: str) -> Iterator[None]:
    """Say what is going on while the block runs; nothing where standard error is no terminal."""
    with parts(what):
        yield


@contextmanager
def parts(what: str) -> Iterator[Tell]:
    """The same for work in parts: the block tells how far it is."""
    said = [what]

    def tell(done: int, of: int) -> None:
        said[0] = f"{what}, part {min(done + 1, of)} of {of}"

    if not sys.stderr.isatty():
        yield tell
        return
    done = threading.Event()
    ticker = threading.Thread(target=_tick, args=(said, done), daemon=True)
    ticker.start()
    try:
        yield tell
    finally:
        done.set()
        ticker.join()


def _tick(said: list[str], done: threading.Event) -> None:
    began = time.monotonic()
    shown = False
    while not done.wait(1):
        shown = True
        sys.stderr.write(f"\r{said[0]} … {time.monotonic() - began:.0f} s\x1b[K")
        sys.stderr.flush()
    if shown:
        sys.stderr.write("\r\x1b[K")
        sys.stderr.flush()
