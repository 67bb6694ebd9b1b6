"""What is made as a whole or not at all: a page with all that belongs to it, or a file beside the pages.

A file that holds something of every record is put together from pieces, which are products of their own: a change of
one record then costs its piece and the joining.
"""

from __future__ import annotations

from array import array
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import NamedTuple

from build_dossier.render.pages import Asset, Page

ASIDE = ".aside/"
"""What has a path below it is kept for a later step of the build, and not written."""


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
    """The folders below `ASIDE` that it is put together from; another file in one of them makes it anew."""


class Held(NamedTuple):
    """A file that was made: where it is to be written, and where its content is kept until then."""

    path: str
    digest: str
    """SHA-256 of the content."""
    pack: str
    start: int
    length: int


class Read(NamedTuple):
    """What came of a recipe that was just followed: its files, and the number of each name that was read for them."""

    files: tuple[Held, ...]
    numbers: array[int]


class Share(NamedTuple):
    """What one process made: by the name of each product what came of it, and the names that their numbers count."""

    names: tuple[str, ...]
    made: dict[str, Read]
    lost: str = ""
    """What was to be put together and is no longer kept; the rest is of no use then."""


class Made(NamedTuple):
    """What is kept of a product: its files, and what was given and read for them."""

    files: tuple[Held, ...]
    given: str
    reads: str
    """The number of each name that was read, among all that were, with blanks between them."""
