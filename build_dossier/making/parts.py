"""What a product is put together from: the pieces that others made, and what came of itself the last time."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

from build_dossier.making.kept import Kept
from build_dossier.making.packs import LostError, Packs
from build_dossier.making.product import ASIDE, Held, Product
from build_dossier.reads.fingerprint import digest

Pieces = Mapping[str, Sequence[Held]]
"""By folder, in the order of the products that made them."""


@dataclass(frozen=True)
class Parts:
    """Contents are read when they are asked for, one after the other: never are all of them in memory."""

    pieces: Pieces
    last: Mapping[str, Held]
    """What the product made the last time, if it was put together by the same program; by path."""
    folder: Path

    def __call__(self, folder: str) -> Iterator[bytes]:
        """The pieces in a folder; LostError where one is no longer kept."""
        with Packs(self.folder) as packs:
            for held in self.pieces.get(folder, ()):
                yield packs.content(held)

    def each(self, folder: str) -> list[tuple[str, Callable[[], bytes]]]:
        """The same, to be read one by one where that is needed: the SHA-256 of each, and what gives its content."""
        return [(held.digest, partial(self._content, held)) for held in self.pieces.get(folder, ())]

    def before(self, path: str) -> bytes | None:
        """What a file of the product held the last time; None where that is not known."""
        with suppress(LostError, KeyError):
            return self._content(self.last[path])
        return None

    def _content(self, held: Held) -> bytes:
        with Packs(self.folder) as packs:
            return packs.content(held)


def pieces_in(files: Iterable[tuple[Held, ...]], before: Pieces) -> Pieces:
    """The pieces among the files of some products, behind those of the steps before."""
    found = {folder: list(held) for folder, held in before.items()}
    for one in files:
        for held in one:
            if held.path.startswith(ASIDE):
                found.setdefault(held.path.removeprefix(ASIDE).rpartition("/")[0], []).append(held)
    return found


def joining(product: Product, pieces: Pieces, known: Kept, folder: Path) -> Product:
    """A product of a later step as one like any other, now that its pieces are there; one of the first as it is."""
    if not product.step:
        return product
    own = {name: pieces[name] for name in product.of if name in pieces}
    told = [f"{name} {held.digest}" for name, listed in own.items() for held in listed]
    last = known.products.get(product.name)
    parts = Parts(own, {held.path: held for held in last.files} if last else {}, folder)
    return replace(product, given=digest("\n".join((product.given, *told))), make=partial(product.make, parts))
