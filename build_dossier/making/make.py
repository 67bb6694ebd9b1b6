"""Making the products of a build: those that are as they were come from the last one."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from build_dossier.making.kept import Kept
from build_dossier.making.packs import LostError, Packing, Packs
from build_dossier.making.parts import Pieces, joining, pieces_in
from build_dossier.making.product import PIECES, Held, Made, Product
from build_dossier.making.spread import cores, spread
from build_dossier.reads.notes import Notes

_SMALL = 60
"""So much work, in pages, is done before another process is ready for it."""

Fingerprints = Callable[[set[str]], Mapping[str, str]]
"""Says what names stand for now."""


@dataclass(frozen=True)
class Making:
    """What came of it."""

    kept: Kept
    """For the next build."""
    before: Kept
    """What was kept of the last one."""
    why: Mapping[str, str]
    """For each product that was made anew, by its name, why: 'new', 'given', 'pieces', or the name of what was read."""

    @property
    def product_of(self) -> dict[str, str]:
        """The name of the product that each file belongs to."""
        return {held.path: name for name, made in self.kept.products.items() for held in made.files}

    @property
    def files(self) -> Iterator[Held]:
        """All files that are to be written, each once."""
        held = {held.path: held for made in self.kept.products.values() for held in made.files}
        return (each for path, each in held.items() if not path.startswith(PIECES))


@dataclass(frozen=True)
class Workshop:
    """Where things are made."""

    environment: str
    """The fingerprint of all that every product depends on."""
    now: Fingerprints
    notes: Notes
    folder: Path
    """Of the packs."""


def make(products: Sequence[Product], before: Kept, shop: Workshop) -> Making:
    """Make what is new or changed, and keep the rest."""
    environment, now, folder = shop.environment, shop.now, shop.folder
    known = before if before.environment == environment else Kept()
    names = {read for made in known.products.values() for read in made.reads}
    current = dict(now(names))
    changed = {name for name in names if current[name] != known.fingerprints.get(name)}
    packs = Packs(folder)
    why: dict[str, str] = {}
    kept: dict[str, Made] = {}
    pieces: Pieces = {}
    for step in sorted({product.step for product in products}):
        ready = [joining(each, pieces, known, folder) for each in products if each.step == step]
        for product in ready:
            reason = _why(product, known.products.get(product.name), changed, packs)
            if reason:
                why[product.name] = reason if known.products or not before.products else "environment"
        made = dict(_made([each for each in ready if each.name in why], shop.notes, folder))
        kept |= {each.name: made.get(each.name) or known.products[each.name] for each in ready}
        pieces = pieces_in((kept[each.name] for each in ready), pieces)
    reads = {read for one in kept.values() for read in one.reads}
    current |= now(reads - set(current))
    return Making(Kept(environment, {name: current[name] for name in sorted(reads)}, kept), before, why)


def _why(product: Product, made: Made | None, changed: set[str], packs: Packs) -> str:
    """Why a product must be made; '' where it is as it was."""
    if made is None:
        return "new"
    if made.given != product.given:
        return "pieces" if product.step else "given"
    if not changed.isdisjoint(made.reads):
        return min(changed & made.reads)
    return "" if all(packs.has(held) for held in made.files) else "lost"


def _made(products: Sequence[Product], notes: Notes, folder: Path) -> Iterator[tuple[str, Made]]:
    ordered = sorted(products, key=lambda product: -product.cost)
    processes = cores() if sum(product.cost for product in products) > _SMALL else 1

    def worker(pieces: Iterator[Product]) -> list[tuple[str, Made | None]]:
        pack = Packing(folder)
        found = [(product.name, _one(product, notes, pack)) for product in pieces]
        pack.close()
        return found

    for share in spread(ordered, worker, processes):
        for name, made in share:
            if made is None:
                raise LostError(name)
            yield name, made


def _one(product: Product, notes: Notes, pack: Packing) -> Made | None:
    """What came of a product; None where what it is put together from is lost."""
    try:
        with notes.taken() as reads:
            files = tuple(pack.add(file.path, file.content) for file in product.make())
    except LostError:
        return None
    return Made(files, product.given, frozenset(reads))
