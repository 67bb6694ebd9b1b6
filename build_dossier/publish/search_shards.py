"""The search index is made in shards, so that a changed record costs only its shard: the others come from the cache.

Records stand in the order of time, and a shard is what `search_lots` cuts. Within its shard a record has a number from
0.
"""

from __future__ import annotations

import gzip
import hashlib
import json
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import accumulate, pairwise
from typing import Any, NamedTuple

from build_dossier.cache import Cache
from build_dossier.publish import pagefind
from build_dossier.publish.search_lots import Lot
from build_dossier.publish.search_words import search_words
from build_dossier.views.findable import Findable

HEADINGS = ("label", "name", "title")
"""The sorts of heading, as the reader's script numbers them."""
STEP = 12
"""Lengths of texts matter to the order of results, but not to a word: the coarser, the fewer bytes."""
PACK = 8
"""Records in one file: few enough that the file of a result is small, enough that the files are few."""

_FORM = 2
"""Of what is kept in the cache: another number, and all is made anew."""
_TOGETHER = 8
"""Shards that are made at once, since starting the program takes as long as a shard."""


Read = Callable[[Lot], Sequence[Findable]]
"""Reads a lot."""


@dataclass(frozen=True, slots=True)
class Shard:
    """The index of some records."""

    name: str
    """The beginning of the SHA-256 of the packs."""
    lengths: list[int]
    """Of each record the number of its words, in steps of `STEP`, rounded up."""
    words: dict[str, str]
    """By stem the records that hold it, see `_written`."""
    facets: dict[str, dict[str, str]]
    """By facet and value the records that have it, likewise."""
    packs: list[bytes]
    """What is shown of the records, a file for each `PACK` of them: gzipped JSON."""


def made(lots: Sequence[Lot], read: Read, language: str, cache: Cache) -> Iterator[Shard]:
    """Each shard, from the cache or made; only then its lot is read."""
    bench = _Bench(read, language, {}, {})
    for start in range(0, len(lots), _TOGETHER):
        together = lots[start : start + _TOGETHER]
        for number, lot in enumerate(together):
            make = partial(_made, bench, together, number)
            yield _opened(cache.made("search", _recipe(lot, language), make))


class _Bench(NamedTuple):
    """What is at hand while shards are made."""

    read: Read
    language: str
    stems: dict[str, str]
    """By word, as far as known."""
    words: dict[Lot, list[_Words]]
    """Of lots whose shards were not made yet."""


def _recipe(lot: Lot, language: str) -> bytes:
    return json.dumps([_FORM, STEP, PACK, pagefind.VERSION, language, lot.digest]).encode()


def _shown(findable: Findable) -> dict[str, Any]:
    """What the page of results shows of a record."""
    sign = findable.sign
    shown = {
        "url": findable.url,
        "kind": findable.kind,
        "title": findable.title,
        "line": findable.line,
        "texts": findable.texts,
        "names": findable.names,
        "also": findable.also,
        "sign": (sign.symbol, sign.words, sign.style) if sign else None,
    }
    return {key: value for key, value in shown.items() if value}


class _Words(NamedTuple):
    """The words of a record, and of its heading, in the order in which they stand."""

    words: list[str]
    heading: list[str]


def _words_of(findable: Findable) -> _Words:
    names = findable.names or (findable.title,)
    texts = dict.fromkeys((findable.title, *names, *findable.texts, *findable.line, *findable.also))
    heading = search_words("\n".join(names)).split() if findable.heading in HEADINGS else []
    return _Words(search_words("\n".join(texts)).split(), heading)


def _made(bench: _Bench, together: Sequence[Lot], number: int) -> bytes:
    """Make one of some shards. The first is made alone; where a second is missing, the rest of them is likely to be."""
    for lot in together[number:] if bench.stems else together[number : number + 1]:
        if lot not in bench.words:
            bench.words[lot] = [_words_of(findable) for findable in bench.read(lot)]
    used: set[str] = set().union(*(entry.words for entries in bench.words.values() for entry in entries))
    if new := sorted(used - bench.stems.keys()):
        bench.stems.update(pagefind.index(new, bench.language).stems)
    shard, words = bench.read(together[number]), bench.words.pop(together[number])
    packs = [_gzipped([_shown(one) for one in shard[start : start + PACK]]) for start in range(0, len(shard), PACK)]
    head = {
        "lengths": [-(-len(entry.words) // STEP) for entry in words],
        "words": _words(shard, words, bench.stems),
        "facets": _facets(shard),
        "packs": [len(pack) for pack in packs],
    }
    return b"\n".join((json.dumps(head, ensure_ascii=False).encode(), b"".join(packs)))


def _opened(kept: bytes) -> Shard:
    head, _, rest = kept.partition(b"\n")
    told = json.loads(head)
    ends = list(accumulate(told["packs"], initial=0))
    packs = [rest[start:end] for start, end in pairwise(ends)]
    return Shard(named(rest), told["lengths"], told["words"], told["facets"], packs)


def _words(shard: Sequence[Findable], read: Sequence[_Words], stems: Mapping[str, str]) -> dict[str, str]:
    held: dict[str, _Held] = {}
    for place, (findable, entry) in enumerate(zip(shard, read, strict=True)):
        for stem, count in Counter(map(stems.__getitem__, entry.words)).items():
            if stem not in held:
                held[stem] = _Held([], [], {})
            held[stem].places.append(place)
            held[stem].counts.append(count)
        for stem, count in Counter(map(stems.__getitem__, entry.heading)).items():
            sort = HEADINGS.index(findable.heading)
            held[stem].headings[place] = 1 + sort + len(HEADINGS) * (count - 1)
    return {stem: _written(each) for stem, each in held.items()}


class _Held(NamedTuple):
    """The records that hold a word: their places, how often it stands in each, and how in the heading of some.

    The latter is 1 + the sort of heading + 3 × (how often - 1).
    """

    places: list[int]
    counts: list[int]
    headings: dict[int, int]


def _written(held: _Held) -> str:
    """As JSON without the outer brackets: places as steps from each to the next, how often, and how in headings.

    What is 0 for all is left out at the end, and what is 1 for all before it.
    """
    lists = [[place - before for before, place in pairwise((0, *held.places))]]
    if held.headings:
        lists += [held.counts, [held.headings.get(place, 0) for place in held.places]]
    elif any(count > 1 for count in held.counts):
        lists.append(held.counts)
    return str(lists)[1:-1].replace(" ", "")


def _facets(shard: Sequence[Findable]) -> dict[str, dict[str, str]]:
    places: dict[str, dict[str, list[int]]] = {}
    for place, findable in enumerate(shard):
        for facet, values in findable.facets.items():
            for value in values:
                places.setdefault(facet, {}).setdefault(value, []).append(place)
    return {
        facet: {value: _written(_Held(held, [], {})) for value, held in values.items()}
        for facet, values in places.items()
    }


def named(content: bytes) -> str:
    """What a file is called that holds this, so that a browser never takes an older one for it."""
    return hashlib.sha256(content).hexdigest()[:12]


def _gzipped(value: object) -> bytes:
    return packed(json.dumps(value, ensure_ascii=False, separators=(",", ":")))


def packed(text: str) -> bytes:
    """A text as the reader's script fetches it: gzipped here, since not every server does it."""
    return gzip.compress(text.encode(), 9, mtime=0)
