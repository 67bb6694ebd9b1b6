"""What a search can find, as it lies in the cache of a build."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import NamedTuple

from build_dossier.making.packs import Packs
from build_dossier.making.product import ASIDE, Held
from build_dossier.publish.search_lots import Lot, of_bytes
from build_dossier.views.findable import Findable

FOLDER = "search"
"""Of the lots, among what is kept aside."""


def path_of(url: str, number: int) -> str:
    """Where a lot of so many records is kept that begins with the one of this address."""
    return f"{ASIDE}{FOLDER}/{number}/{url}"


class Found(NamedTuple):
    """Lots of records in the order of the search."""

    folder: Path = Path()
    """Of the packs."""
    held: Mapping[Lot, Held] = {}

    def read(self, lot: Lot) -> list[Findable]:
        """The records of a lot."""
        with Packs(self.folder) as packs:
            return of_bytes(packs.content(self.held[lot]))


def found(folder: Path, held: Iterable[Held]) -> Found:
    """What was kept; LostError where it is damaged, which is better known now than when the search is made."""
    lots = {Lot(each.digest, int(each.path.split("/")[2])): each for each in held}
    with Packs(folder) as packs:
        for each in lots.values():
            packs.content(each)
    return Found(folder, lots)
