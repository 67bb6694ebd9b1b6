"""The search index: a change costs a shard, the same records give the same files, words are as they are searched."""

from __future__ import annotations

import gzip
import json
from collections import Counter
from dataclasses import replace
from pathlib import Path

import pytest

from build_dossier.cache import Cache
from build_dossier.publish import cbor, pagefind
from build_dossier.publish.pagefind import PagefindError
from build_dossier.publish.search_index import search_files, shown_in, write_search
from build_dossier.publish.search_words import search_words
from build_dossier.views.findable import Findable
from tests.findables import findables

_SIZE = 20
"""Records in a shard."""


def _files(found: list[Findable], cache: Cache | None = None, size: int = _SIZE) -> dict[str, bytes]:
    return dict(search_files(found, "en", cache or Cache(), size))


def _sorts(paths: set[str]) -> Counter[str]:
    return Counter(path.split("/")[1] for path in paths)


def _list(files: dict[str, bytes]) -> dict[str, list[list[object]]]:
    (packed,) = (content for path, content in files.items() if path.startswith("pagefind/list/"))
    told: dict[str, list[list[object]]] = json.loads(gzip.decompress(packed))
    return told


# --- shards


def test_the_same_records_give_the_same_files_with_and_without_a_cache(tmp_path: Path) -> None:
    found = findables(300)
    fresh = _files(found)
    assert len(_list(fresh)["shards"]) > 5
    assert _files(found, Cache(tmp_path)) == fresh
    assert _files(found, Cache(tmp_path)) == fresh
    for path in tmp_path.rglob("*"):
        if path.is_file():
            path.write_bytes(path.read_bytes()[:-1] + b"?")
    assert _files(found, Cache(tmp_path)) == fresh


def test_a_changed_record_changes_the_files_of_its_shard_and_of_its_words(tmp_path: Path) -> None:
    found, cache = findables(300), Cache(tmp_path)
    before = _files(found, cache)
    kept = set(tmp_path.rglob("*"))
    title = found[150].title
    found[150] = replace(found[150], title=f"{title} zebra")
    after = _files(found, cache)
    assert after == _files(found)
    gone = _sorts({path for path in before if path not in after})
    packs = gone.pop("record")
    assert gone == {"list": 1, "words": 1}
    (shard,) = {path.split("/")[2] for path in before if "/record/" in path and path not in after}
    assert packs == sum(f"/record/{shard}/" in path for path in before)
    # The shard, and the file of the new word; all else comes out of the cache.
    assert len(set(tmp_path.rglob("*")) - kept) == 2


def test_a_record_that_is_added_or_removed_moves_no_other_into_another_shard() -> None:
    found = findables(300)
    shards = [name for name, _ in _list(_files(found))["shards"]]
    for place in (10, 77, 150):
        added = [*found[:place], replace(found[place], url="quotes/q-new/"), *found[place:]]
        changed = [name for name, _ in _list(_files(added))["shards"]]
        assert len(set(changed) - set(shards)) == 1
        assert len(changed) == len(shards)
        fewer = [name for name, _ in _list(_files([*found[:place], *found[place + 1 :]]))["shards"]]
        assert len(set(fewer) - set(shards)) == 1


def test_a_small_dossier_is_one_shard() -> None:
    assert len(_list(_files(findables(4 * _SIZE)))["shards"]) == 1
    assert len(_list(dict(search_files(findables(1000), "en")))["shards"]) == 1


def test_only_what_changed_is_written(tmp_path: Path) -> None:
    found = findables(200)
    write_search(tmp_path, search_files(found, "en", size=_SIZE))
    before = {path: path.stat().st_mtime_ns for path in tmp_path.rglob("*") if path.is_file()}
    assert [record["title"] for record in shown_in(tmp_path)] == [one.title for one in found]
    found[3] = replace(found[3], title="Something else")
    files = _files(found)
    write_search(tmp_path, files.items())
    after = {path: path.stat().st_mtime_ns for path in tmp_path.rglob("*") if path.is_file()}
    assert {path.relative_to(tmp_path).as_posix(): path.read_bytes() for path in after} == files
    assert (
        sum(after[path] == time for path, time in before.items() if path in after) == len(set(before) & set(after)) - 1
    )
    assert len(set(before) & set(after)) > len(before) / 2
    write_search(tmp_path, search_files([], "en"))
    assert [path.name for path in tmp_path.rglob("*") if path.is_file()] == ["entry.json"]


def test_a_dossier_without_a_record_has_an_index_of_nothing() -> None:
    assert _files([]) == {"pagefind/entry.json": b'{"list":"","records":0,"facets":[]}'}


# --- Pagefind


def test_a_program_that_does_not_run_is_told_in_words(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pagefind, "get_executable", lambda: "/nowhere/pagefind")
    with pytest.raises(PagefindError, match="cannot be used"):
        pagefind.index(["word"], "en")
    monkeypatch.setattr(pagefind, "get_executable", lambda: "/bin/true")
    with pytest.raises(PagefindError):
        pagefind.index(["word"], "en")


@pytest.mark.parametrize(
    ("language", "stems"),
    [
        ("en", {"policies": "polici", "policy": "polici", "running": "run", "2016": "2016", "售假": "售假"}),
        ("fr-CA", {"manifestations": "manifest", "manifestation": "manifest"}),
        ("ar", {"عمليه": "عمل"}),
        ("hi", {"हिन्दी": "हिन्दी", "policies": "policies"}),
    ],
)
def test_words_lose_their_endings_as_their_language_has_them(language: str, stems: dict[str, str]) -> None:
    assert pagefind.index(list(stems), language).stems == stems


@pytest.mark.parametrize(
    ("encoded", "value"),
    [  # RFC 8949, appendix A
        ("17", 23), ("1818", 24), ("1903e8", 1000), ("1a000f4240", 1000000), ("1b000000e8d4a51000", 1000000000000),
        ("20", -1), ("3863", -100), ("3903e7", -1000), ("60", ""), ("63e6b0b4", "水"),
        ("8301820203820405", [1, [2, 3], [4, 5]]),
    ],
)  # fmt: skip
def test_cbor_is_read_as_its_standard_says(encoded: str, value: object) -> None:
    assert cbor.decode(bytes.fromhex(encoded)) == value


@pytest.mark.parametrize("encoded", ["f6", "1f", "0000", "6261"])
def test_what_is_not_known_of_cbor_is_refused(encoded: str) -> None:
    with pytest.raises(ValueError, match=r"unknown|follows"):
        cbor.decode(bytes.fromhex(encoded))


# --- words


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Alibaba's U.S. list", "alibaba us list"),
        ("380,000,000 or 1.5%", "380000000 or 15"),
        ("« C’est l’œuvre d’un maître »", "est oeuvre dun maitre"),
        ("售假货 sells 假", "售假 假货 货 sells 假"),
        ("العَمَلِيَّة والعملية عملية", "عمليه عمليه عمليه"),
        ("Straße Ærø", "strasse aero"),
        ("one_two–three…\nfour. Five,six", "one two three four five six"),
    ],
)
def test_words_are_folded(text: str, words: str) -> None:
    assert search_words(text) == words
