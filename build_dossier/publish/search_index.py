"""The files that the search on the site reads; `render/scripts/search-index.js` reads them in the browser.

`entry.json` names the list, and the list names all others. Each is called by what it holds, so that one that did not
change is the same file after a change elsewhere, and a browser never mixes two editions. A word's records stand in
one file, shard by shard: a reader fetches one file for a word, however many shards there are.
"""

from __future__ import annotations

import gzip
import hashlib
import json
import os
import zlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from build_dossier.cache import NO_CACHE, Cache
from build_dossier.publish import pagefind
from build_dossier.publish.search_lots import Lot, as_bytes, cut
from build_dossier.publish.search_shards import HEADINGS, PACK, STEP, Read, made, named, packed
from build_dossier.views import limits
from build_dossier.views.findable import FACETS, Findable, facet_words

FOLDER = "pagefind"
"""Where the files stand in the site."""
_USUAL, _MOST = 128, 1600
"""How many words usually stand in one file, and how many records it names at most, if it has more than one word."""

Records = dict[str, list[str]]
"""By word, or value of a facet, the records that have it, as JSON: a list for each shard that has any."""


def search_files(
    findables: Sequence[Findable], language: str, cache: Cache = NO_CACHE, size: int = limits.SEARCH_SHARD
) -> Iterator[tuple[str, bytes]]:
    """Each file by its path in the site, that which names the others last; the same for the same records.

    Words are in the language spoken while the files are made; `size` is the usual number of records in a shard.
    """
    parts = [findables[part] for part in cut([one.url for one in findables], size)]
    lots = [Lot(hashlib.sha256(as_bytes(part)).hexdigest(), len(part)) for part in parts]
    by_lot = dict(zip(lots, parts, strict=True))
    return files_of_lots(lots, by_lot.__getitem__, language, cache)


def files_of_lots(
    lots: Sequence[Lot], read: Read, language: str, cache: Cache = NO_CACHE
) -> Iterator[tuple[str, bytes]]:
    """The same of records in lots, of which those are read that changed."""
    if not lots:
        yield f"{FOLDER}/entry.json", _json({"list": "", "records": 0, "facets": []}).encode()
        return
    shards: list[tuple[str, list[int]]] = []
    words: Records = {}
    facets: dict[str, Records] = {facet: {} for facet in FACETS}
    for number, shard in enumerate(made(lots, read, language, cache)):
        shards.append((shard.name, shard.lengths))
        _add(words, number, shard.words)
        for facet, values in shard.facets.items():
            _add(facets[facet], number, values)
        yield from ((f"{FOLDER}/record/{shard.name}/{place}", pack) for place, pack in enumerate(shard.packs))
    parts = {first: _json_of(entries) for first, entries in _parts(words)}
    yield from ((f"{FOLDER}/words/{_named(text)}", _packed(text, cache)) for text in parts.values())
    values = {facet: _json_of(sorted(records.items())) for facet, records in facets.items() if records}
    yield from ((f"{FOLDER}/facet/{_named(text)}", _packed(text, cache)) for text in values.values())
    program = cache.made("search", _recipe_of_program(language), lambda: pagefind.index((), language).program)
    yield f"{FOLDER}/program/{named(program)}", program
    told = _json(
        {
            "version": pagefind.VERSION,
            "step": STEP,
            "pack": PACK,
            "headings": HEADINGS,
            "shards": shards,
            "firsts": list(parts),
            "words": [_named(text) for text in parts.values()],
            "facets": {facet: _named(text) for facet, text in values.items()},
        }
    )
    yield f"{FOLDER}/list/{_named(told)}", packed(told)
    said = {facet: changed for facet, words in facet_words().items() if (changed := _changed(words))}
    entry = {
        "list": _named(told),
        "program": named(program),
        "records": sum(lot.number for lot in lots),
        "facets": list(values),
    }
    yield f"{FOLDER}/entry.json", _json(entry | ({"words": said} if said else {})).encode()


def write_search(site: Path, files: Iterable[tuple[str, bytes]]) -> None:
    """Make the files of the search in a site be these: what is there already stays, what is no longer named goes."""
    kept: set[Path] = set()
    folders: set[Path] = set()
    for path, content in files:
        target = site / path
        kept.add(target)
        if target.parent not in folders:
            target.parent.mkdir(parents=True, exist_ok=True)
            folders.add(target.parent)
        if not (target.is_file() and target.read_bytes() == content):
            target.write_bytes(content)
    for folder, _, names in os.walk(site / FOLDER, topdown=False):
        for name in names:
            if (stale := Path(folder, name)) not in kept:
                stale.unlink()
        if not any(Path(folder).iterdir()):
            Path(folder).rmdir()


def shown_in(site: Path) -> Iterator[dict[str, Any]]:
    """What the search of a built site shows of each record, newest first; OSError where it has no search."""
    folder = site / FOLDER
    entry = json.loads((folder / "entry.json").read_bytes())
    told = json.loads(gzip.decompress((folder / "list" / entry["list"]).read_bytes())) if entry["records"] else {}
    for shard, lengths in told.get("shards", ()):
        for place in range(-(-len(lengths) // told["pack"])):
            yield from json.loads(gzip.decompress((folder / "record" / shard / str(place)).read_bytes()))


def _packed(text: str, cache: Cache) -> bytes:
    """Gzipped; where little changed, that would take longer than everything else."""
    return cache.made("search", text.encode(), lambda: packed(text))


def _recipe_of_program(language: str) -> bytes:
    return f"program {pagefind.VERSION} {language}".encode()


def _add(records: Records, number: int, of_shard: Mapping[str, str]) -> None:
    """Put those of a shard behind those of the shards before it."""
    for key, held in of_shard.items():
        records.setdefault(key, []).append(f"[{number},{held}]")


def _parts(words: Records) -> Iterator[tuple[str, list[tuple[str, list[str]]]]]:
    """The words in files, in the order in which a browser compares them: the first word of each, and what it holds.

    A file begins where the checksum of a word says so, so that a new word changes only the file that it falls into;
    and about a word that many records hold, so that whoever looks for its neighbours need not fetch it.
    """
    part: list[tuple[str, list[str]]] = []
    size = 0
    for word, held in sorted(words.items(), key=lambda each: each[0].encode("utf-16-be")):
        length = sum(each.count(",", 0, each.index("]")) for each in held)  # of records, in however many shards
        if part and (size + length > _MOST or zlib.crc32(word.encode()) % _USUAL == 0):
            yield part[0][0], part
            part, size = [], 0
        part.append((word, held))
        size += length
    if part:
        yield part[0][0], part


def _json_of(entries: Sequence[tuple[str, list[str]]]) -> str:
    """[[word, [shard, places, counts, headings], …], …]: see `search_shards`."""
    return "[" + ",".join(f"[{_json(key)},{','.join(held)}]" for key, held in entries) + "]"


def _changed(said: Mapping[str, str]) -> dict[str, str]:
    """The values that are said otherwise than they are kept."""
    return {kept: words for kept, words in said.items() if words != kept}


def _named(text: str) -> str:
    return named(text.encode())


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
