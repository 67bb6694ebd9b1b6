"""Making the products of a build: those that are as they were come from the last one."""

from __future__ import annotations

from array import array
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from build_dossier.collector import collecting
from build_dossier.making.kept import Kept
from build_dossier.making.numbered import numbered
from build_dossier.making.packs import LostError, Packing, Packs
from build_dossier.making.parts import Pieces, joining, pieces_in
from build_dossier.making.product import ASIDE, Held, Made, Product, Read, Share
from build_dossier.making.spread import cores, spread
from build_dossier.reads.current import Current
from build_dossier.reads.notes import Notes

_SMALL = 12
"""So much work, in pages, is done before another process is ready for it."""


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
        """All files to write, each once."""
        return iter({held.path: held for held in self._held() if not held.path.startswith(ASIDE)}.values())

    def aside(self, folder: str) -> list[Held]:
        """What is kept aside in a folder, in the order in which it was listed."""
        return [held for held in self._held() if held.path.startswith(f"{ASIDE}{folder}/")]

    def _held(self) -> Iterator[Held]:
        return (held for made in self.kept.products.values() for held in made.files)


@dataclass(frozen=True)
class Workshop:
    """Where things are made."""

    environment: str
    """The fingerprint of all that every product depends on."""
    current: Current
    """What everything that can be read is now."""
    notes: Notes
    folder: Path
    """Of the packs."""


def make(products: Sequence[Product], before: Kept, shop: Workshop) -> Making:
    """Make what is new or changed, and keep the rest."""
    known = before if before.environment == shop.environment else Kept()
    then = known.memory.fingerprints
    names = list(then)
    now = shop.current.of(names)
    changed = {str(number) for number, name in enumerate(names) if now[name] != then[name]}
    packs = Packs(shop.folder)
    why: dict[str, str] = {}
    shares: list[Share] = []
    given: dict[str, str] = {}
    pieces: Pieces = {}
    for step in sorted({product.step for product in products}):
        ready = [joining(each, pieces, known, shop.folder) for each in products if each.step == step]
        for product in ready:
            reason = _why(product, known.products.get(product.name), changed, names, packs)
            if reason:
                why[product.name] = reason if known.products or not before.products else "environment"
        made = _made([each for each in ready if each.name in why], shop)
        anew = {name: read for share in made for name, read in share.made.items()}
        pieces = pieces_in(((anew.get(each.name) or known.products[each.name]).files for each in ready), pieces)
        given |= {each.name: each.given for each in ready}
        shares += made
    unmade = replace(known, environment=shop.environment)
    return Making(numbered(unmade, now, shares, given, shop.current), before, why)


def _why(product: Product, made: Made | None, changed: set[str], names: Sequence[str], packs: Packs) -> str:
    """Why a product must be made; '' where it is as it was."""
    if made is None:
        return "new"
    if made.given != product.given:
        return "pieces" if product.step else "given"
    if changed and not changed.isdisjoint(made.reads.split(" ")):
        return min(names[int(number)] for number in changed.intersection(made.reads.split(" ")))
    return "" if all(packs.has(held) for held in made.files) else "lost"


def _made(products: Sequence[Product], shop: Workshop) -> list[Share]:
    """What each process made of the products."""
    ordered = sorted(products, key=lambda product: -product.cost)
    processes = cores() if sum(product.cost for product in products) > _SMALL else 1

    def worker(pieces: Iterator[Product]) -> Share:
        pack = Packing(shop.folder)
        names: dict[str, int] = {}
        try:
            with collecting():
                made = {product.name: _one(product, shop.notes, pack, names) for product in pieces}
        except LostError as error:
            return Share((), {}, str(error))
        finally:
            pack.close()
        return Share(tuple(names), made)

    shares = spread(ordered, worker, processes)
    for share in shares:
        if share.lost:
            raise LostError(share.lost)
    return shares


def _one(product: Product, notes: Notes, pack: Packing, names: dict[str, int]) -> Read:
    with notes.taken() as reads:
        files = tuple(pack.add(file.path, file.content) for file in product.make())
    return Read(files, array("I", (names.setdefault(name, len(names)) for name in reads)))
