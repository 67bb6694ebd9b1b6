"""The files that the search on the site reads: Pagefind's index, and beside it a small file a result.

Only what a reader's first result needs is kept small, for 10,000 records: names of pages are numbers instead of
checksums (half of what must be read before any search), the numbers run from the newest to the oldest (so that no list
is needed to sort by date), and facets are loaded when they are opened. `render/scripts/search-index.js` reads it all.
"""

from __future__ import annotations

import gzip
import hashlib
import json
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, cast

from build_dossier.publish import cbor
from build_dossier.publish.pagefind import Entry, index
from build_dossier.publish.search_words import search_words
from build_dossier.views.findable import FACETS, Findable, facet_words

FOLDER = "pagefind"
"""Where the files stand in the site."""
_DIGITS = "0123456789abcdefghijklmnopqrstuvwxyz"
_SIGNATURE = b"pagefind_dcd"
# Lengths of texts matter to the order of results, but not to a word: the coarser, the fewer bytes.
_STEP = 12


def search_files(findables: Sequence[Findable], language: str) -> dict[str, bytes]:
    """The files by their path in the site; the same for the same records. Words are in the language spoken.

    All but `entry.json` stand in a folder that is named by what they hold, so that a browser never mixes two editions.
    """
    if not findables:
        return {f"{FOLDER}/entry.json": _json({"edition": "", "records": 0, "facets": []})}
    entries = [_entry(findable) for findable in findables]
    files = dict(_files(index(entries, language.partition("-")[0]), entries))
    files |= {f"record/{name(place)}.json": _json(_shown(one)) for place, one in enumerate(findables)}
    digest = hashlib.sha256()
    for path, content in sorted(files.items()):
        digest.update(f"{path}\0{len(content)}\0".encode() + content)
    edition = digest.hexdigest()[:12]
    facets = [facet for facet in FACETS if any(one.facets.get(facet) for one in findables)]
    words = {facet: changed for facet, said in facet_words().items() if (changed := _changed(said))}
    entry = {"edition": edition, "records": len(entries), "facets": facets} | ({"words": words} if words else {})
    return {f"{FOLDER}/entry.json": _json(entry)} | {f"{FOLDER}/{edition}/{path}": files[path] for path in files}


def _changed(said: Mapping[str, str]) -> dict[str, str]:
    """The values that are said otherwise than they are kept."""
    return {kept: words for kept, words in said.items() if words != kept}


def name(place: int) -> str:
    """The name of the record at a place: a number to the base of 36, of at least three digits."""
    digits = ""
    while place or len(digits) < 3:
        place, digit = divmod(place, 36)
        digits = _DIGITS[digit] + digits
    return digits


def _entry(findable: Findable) -> Entry:
    names = findable.names or (findable.title,)
    texts = dict.fromkeys((findable.title, *names, *findable.texts, *findable.line, *findable.also))
    words = search_words("\n".join(texts))
    heading = {str(findable.heading): search_words("\n".join(names))} if findable.heading != "words" else {}
    return Entry(words, heading, findable.facets)


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
        "sign": [sign.symbol, sign.words, sign.style] if sign else None,
    }
    return {key: value for key, value in shown.items() if value}


def _files(written: Mapping[str, bytes], entries: Sequence[Entry]) -> Iterator[tuple[str, bytes]]:
    """Of what Pagefind wrote, what is used: the list of pages, the words, and the program; the facets we write.

    The list is an array: version, pages (name and length of each, as they were told), parts of the index, facets
    (name and file of each), orders, headings.
    """
    (about,) = json.loads(written["pagefind-entry.json"])["languages"].values()
    version, pages, parts, facets, *rest = _unpacked(written[f"pagefind.{about['hash']}.pf_meta"])
    if len(pages) != len(entries):
        raise AssertionError("Pagefind's list of pages is not as we know it.")
    named = [[name(place), -(-length // _STEP) * _STEP] for place, (_, length) in enumerate(pages)]
    names = sorted(facet for facet, _ in facets)
    meta = _packed([version, named, parts, [[facet, facet] for facet in names], *rest])
    yield "meta", gzip.compress(meta, 9, mtime=0)  # evenly numbered names compress so evenly that it can be done twice
    yield "wasm", written[f"wasm.{about['wasm'] or 'unknown'}.pagefind"]
    yield from ((path, content) for path, content in written.items() if path.startswith("index/"))
    yield from ((f"filter/{facet}.pf_filter", _facet(facet, entries)) for facet in names)


def _facet(facet: str, entries: Sequence[Entry]) -> bytes:
    """The places of the entries that have each value; Pagefind writes the values in another order at each run."""
    values: dict[str, list[int]] = {}
    for place, entry in enumerate(entries):
        for value in entry.facets.get(facet, ()):
            values.setdefault(value, []).append(place)
    return _packed([facet, sorted(values.items())])


def _unpacked(content: bytes) -> list[Any]:
    return cast("list[Any]", cbor.decode(gzip.decompress(content).removeprefix(_SIGNATURE)))


def _packed(value: object) -> bytes:
    return gzip.compress(_SIGNATURE + cbor.encode(value), 9, mtime=0)


def _json(value: object) -> bytes:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode()
