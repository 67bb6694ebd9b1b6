"""The files that the search on the site reads: Pagefind's index, and beside it a small file a result.

Only what a reader's first result needs is kept small, for 10,000 records: names of pages are numbers instead of
checksums (half of what must be read before any search), the numbers run from the newest to the oldest (so that no list
is needed to sort by date), and facets are loaded when they are opened. `render/scripts/search-index.js` reads it all.
"""

from __future__ import annotations

import gzip
import hashlib
import json
import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from build_dossier.publish.pagefind import Entry, index
from build_dossier.publish.search_words import search_words
from build_dossier.views.findable import FACETS, Findable

FOLDER = "pagefind"
"""Where the files stand in the site."""
_DIGITS = "0123456789abcdefghijklmnopqrstuvwxyz"
# Lengths of texts matter to the order of results, but not to a word: the coarser, the fewer bytes.
_STEP = 12


def search_files(findables: Sequence[Findable], language: str) -> dict[str, bytes]:
    """The files by their path in the site; the same for the same records.

    All but `entry.json` stand in a folder that is named by what they hold, so that a browser never mixes two editions.
    """
    entries = [_entry(findable) for findable in findables]
    files = dict(_files(index(entries, language.partition("-")[0]), len(entries)))
    files |= {f"record/{name(place)}.json": _json(_shown(one)) for place, one in enumerate(findables)}
    digest = hashlib.sha256()
    for path, content in sorted(files.items()):
        digest.update(f"{path}\0{len(content)}\0".encode() + content)
    edition = digest.hexdigest()[:12]
    facets = [facet for facet in FACETS if any(one.facets.get(facet) for one in findables)]
    entry = {"edition": edition, "records": len(entries), "facets": facets}
    return {f"{FOLDER}/entry.json": _json(entry)} | {f"{FOLDER}/{edition}/{path}": files[path] for path in files}


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


def _files(written: Mapping[str, bytes], records: int) -> Iterator[tuple[str, bytes]]:
    """Of what Pagefind wrote, what is used: the list of pages, the words, the facets, and the program that searches."""
    (about,) = json.loads(written["pagefind-entry.json"])["languages"].values()
    meta = gzip.decompress(written[f"pagefind.{about['hash']}.pf_meta"])
    pages = [path for path in written if path.startswith("fragment/")]
    # Names that run on compress so evenly that what comes of it compresses once more, by a quarter.
    short = _with_short_names(meta, pages, records)
    yield "meta", gzip.compress(gzip.compress(short, 9, mtime=0), 9, mtime=0)
    yield "wasm", written[f"wasm.{about['wasm'] or 'unknown'}.pagefind"]
    yield from ((path, content) for path, content in written.items() if path.startswith(("index/", "filter/")))


def _with_short_names(meta: bytes, pages: Sequence[str], records: int) -> bytes:
    """The list of pages with numbers for names and coarser lengths.

    In the list, which is CBOR, a page is an array of two: its name (0x60 and the length, then the letters) and its
    length in words (a number up to 23 as it is, or after 0x18 in one byte, 0x19 in two, 0x1a in four). Pagefind keeps
    pages in the order in which it was told of them.
    """
    known = {path.removeprefix("fragment/").removesuffix(".pf_fragment").encode() for path in pages}
    places = iter(range(len(known)))

    def shortened(found: re.Match[bytes]) -> bytes:
        if found["name"] not in known:
            return found[0]
        short = name(next(places)).encode()
        return b"\x82" + bytes([0x60 + len(short)]) + short + _coarse(found["words"])

    short = re.sub(
        rb"\x82[\x60-\x77](?P<name>[a-z]+_[0-9a-f]+)(?P<words>[\x00-\x17]|\x18.|\x19..|\x1a....)",
        shortened,
        meta,
        flags=re.S,
    )
    if len(known) != records or next(places, None) is not None:
        raise AssertionError("Pagefind's list of pages is not as we know it.")
    return short


def _coarse(words: bytes) -> bytes:
    """A length in words, rounded up."""
    number = int.from_bytes(words[1:] or words)
    rounded = min(-(-number // _STEP) * _STEP, 0xFFFF)
    return b"\x19" + rounded.to_bytes(2)


def _json(value: object) -> bytes:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode()
