"""What is made as a whole or not at all: a page with all that belongs to it, or a file beside the pages.

A file that holds something of every record is put together from pieces, which are products of their own: a change of
one record then costs its piece and the joining.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import NamedTuple

from build_dossier.render.pages import Asset, Page

PIECES = ".pieces/"
"""Below it stand files that are not written: only other products are made from them."""


@dataclass(frozen=True, slots=True)
class Product:
    """A recipe: `make` gives the files. It is followed anew where `given`, or anything that it read, is another."""

    name: str
    """Its own among those of a build: the path of its first file, or what it is."""
    given: str
    """The fingerprint of what the recipe was made from, beside what it notes as read."""
    make: Callable[..., Iterable[Page | Asset]]
    """Takes nothing; in a later step than the first, the `Parts` that it is put together from."""
    cost: int = 1
    """How much work it is, roughly, measured in pages: what is most is begun first."""
    step: int = 0
    """Those of a later step are made when all of the steps before are there."""
    of: tuple[str, ...] = ()
    """The folders below `PIECES` that it is put together from; another piece in one of them makes it anew."""


class Held(NamedTuple):
    """A file that was made: where it is to be written, and where its content is kept until then."""

    path: str
    digest: str
    """SHA-256 of the content."""
    pack: str
    start: int
    length: int


class Made(NamedTuple):
    """What came of a product: its files, and the names of what was read for them."""

    files: tuple[Held, ...]
    given: str
    reads: frozenset[str]
