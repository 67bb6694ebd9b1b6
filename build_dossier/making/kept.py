"""What the last build made, kept for the next one: of each product its files and what it was made from.

It lies in one folder that can be copied to another machine, or put back from another commit: nothing in it is taken
for true. The list carries its own checksum, each content is held against its own, and each fingerprint is taken anew.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from build_dossier.cache import read_checked, write_checked
from build_dossier.making.packs import LostError, Packing, Packs, is_whole
from build_dossier.making.product import Held, Made
from build_dossier.reads.memory import FORGOTTEN, Memory

_LIST = "list"
_FORMAT = 2
"""Counted up when the list is written otherwise."""
_MOST_PACKS = 24
"""More are put together into one, for each of them is a file to open and to carry."""


@dataclass(frozen=True)
class Kept:
    """What is known of the last build."""

    environment: str = ""
    """The fingerprint of all that every product depends on."""
    memory: Memory = FORGOTTEN
    """What was read."""
    products: Mapping[str, Made] = field(default_factory=dict)
    """The numbers of what each read count the names of the fingerprints, from 0."""


def read_kept(folder: Path) -> Kept:
    """What lies in a folder; nothing where that is no list of ours."""
    content = read_checked(folder / _LIST)
    try:
        return _kept(json.loads(content)) if content else Kept()
    except (ValueError, TypeError, KeyError, IndexError, AttributeError):
        return Kept()


def _kept(told: Mapping[str, Any]) -> Kept:
    if told["format"] != _FORMAT:
        return Kept()
    fingerprints: dict[str, str] = told["fingerprints"]
    names = list(fingerprints)
    products = {
        name: Made(tuple(Held(*file) for file in files), str(given), str(reads))
        for name, (given, reads, files) in told["products"].items()
    }
    questions = {name: tuple(names[each] for each in reads) for name, reads in told["questions"].items()}
    return Kept(told["environment"], Memory(fingerprints, told["texts"], questions), products)


def write_kept(folder: Path, kept: Kept, before: Kept) -> Kept:
    """Write the list, unless it is as it was `before`, and delete what it does not name; many packs become one.

    What is given back is what was written.
    """
    if kept == before:
        return kept
    kept = _gathered(folder, kept)
    memory = kept.memory
    numbers = {name: number for number, name in enumerate(memory.fingerprints)}
    told = {
        "format": _FORMAT,
        "environment": kept.environment,
        "fingerprints": memory.fingerprints,
        "texts": memory.texts,
        "questions": {name: [numbers[read] for read in reads] for name, reads in memory.questions.items()},
        "products": {name: (made.given, made.reads, made.files) for name, made in kept.products.items()},
    }
    write_checked(folder / _LIST, json.dumps(told, separators=(",", ":")).encode())
    Packs(folder).keep((_LIST, *_packs(kept.products.values())))
    return kept


def _packs(products: Iterable[Made]) -> set[str]:
    return {held.pack for made in products for held in made.files}


def _gathered(folder: Path, kept: Kept) -> Kept:
    """The same in a single pack, where there are many, or where more than half of what they hold is of no use."""
    names = {name for name in _packs(kept.products.values()) if not is_whole(name)}
    used = sum(held.length for made in kept.products.values() for held in made.files if held.pack in names)
    whole = sum((folder / name).stat().st_size for name in names)
    if len(names) <= _MOST_PACKS and whole <= 2 * used + 1_000_000:
        return kept
    new = Packing(folder)
    products = {}
    with Packs(folder) as old:
        for name, made in kept.products.items():
            with suppress(LostError):  # the next build makes it anew
                products[name] = made._replace(
                    files=tuple(
                        new.add(held.path, old.content(held)) if held.pack in names else held for held in made.files
                    )
                )
    new.close()
    return replace(kept, products=products)
