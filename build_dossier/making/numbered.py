"""What a build has read, for the next one: names with numbers, so that each product's reads are a row of numbers."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from build_dossier.making.kept import Kept
from build_dossier.making.product import Made, Share
from build_dossier.reads.current import Current
from build_dossier.reads.memory import Memory

_SPARE = 8
"""Where more than one name in so many is read by nothing any more, those are dropped, and the rest numbered anew."""


def numbered(
    known: Kept, now: dict[str, str], shares: Sequence[Share], products: Mapping[str, str], current: Current
) -> Kept:
    """What is to be kept of all `products` (each with what it was given): as known, or as made just now.

    `now` are the fingerprints that the known names have now.
    """
    memory = _memory(now, {name for share in shares for name in share.names}, current)
    numbers = {name: str(number) for number, name in enumerate(memory.fingerprints)}
    made = {}
    for share in shares:
        anew = [numbers[name] for name in share.names]
        for name, read in share.made.items():
            made[name] = Made(read.files, products[name], " ".join(anew[number] for number in read.numbers))
    return _without_spare(
        Kept(known.environment, memory, {name: made.get(name) or known.products[name] for name in products})
    )


def _memory(now: dict[str, str], read: Iterable[str], current: Current) -> Memory:
    """What all names stand for: those that were known, in their order, then those that are new."""
    new = sorted(set(read) - now.keys())
    while True:  # a function that was asked for has read names of its own
        now |= current.of(new)
        questions = current.questions(now)
        new = sorted({name for names in questions.values() for name in names} - now.keys())
        if not new:
            return Memory(now, current.texts(), questions)


def _without_spare(kept: Kept) -> Kept:
    memory = kept.memory
    names = list(memory.fingerprints)
    used = {number for made in kept.products.values() for number in made.reads.split(" ")}
    asked = {name for read in memory.questions.values() for name in read}
    left = [number for number, name in enumerate(names) if str(number) in used or name in asked]
    if (len(names) - len(left)) * _SPARE <= len(names):
        return kept
    numbers = {str(number): str(place) for place, number in enumerate(left)}
    products = {
        name: made._replace(reads=" ".join(numbers[each] for each in made.reads.split(" ") if each in numbers))
        for name, made in kept.products.items()
    }
    fingerprints = {names[number]: memory.fingerprints[names[number]] for number in left}
    return Kept(kept.environment, replace(memory, fingerprints=fingerprints), products)
