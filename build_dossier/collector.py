"""When Python looks for circles of values that nobody needs: not while records are read, but while pages are made."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager

_SELDOM = 50_000
"""So many values more than before are made between two looks: some pages' worth. Python's own number is 700."""


@contextmanager
def uncollected() -> Iterator[None]:
    """Without Python's collector of circles: there are none here, and it walks over all records again and again."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


@contextmanager
def collecting() -> Iterator[None]:
    """With it, but not over what is there already: templates leave many circles behind, pages no more than records."""
    was_on, often = gc.isenabled(), gc.get_threshold()
    gc.freeze()
    gc.set_threshold(_SELDOM, *often[1:])
    gc.enable()
    try:
        yield
    finally:
        gc.unfreeze()
        gc.set_threshold(*often)
        if not was_on:
            gc.disable()
