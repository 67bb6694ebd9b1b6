"""The search index: small where it must be, the same at each run, and its words as they are searched."""

from __future__ import annotations

import gzip
import random

import pytest

from build_dossier.publish import cbor, pagefind
from build_dossier.publish.pagefind import PagefindError
from build_dossier.publish.search_index import name, search_files
from build_dossier.publish.search_words import search_words
from build_dossier.views.findable import Findable

_SYLLABLES = ("al", "ba", "con", "der", "fi", "hin", "ka", "la", "me", "no", "per", "qui", "sa", "ti", "un", "ver")


def _findables(number: int) -> list[Findable]:
    """Made-up quotations, of 8 to 60 words each, by 400 speakers."""
    chance = random.Random(7)  # noqa: S311 -- the same texts on every machine
    words = ["".join(chance.choices(_SYLLABLES, k=chance.randint(1, 5))) for _ in range(8000)]
    weights = [1 / (place + 8) for place in range(len(words))]
    found = []
    for place in range(number):
        text = " ".join(chance.choices(words, weights, k=chance.randint(8, 60)))
        speaker, year = f"Speaker {chance.randint(1, 400)}", str(chance.randint(2008, 2018))
        facets: dict[str, tuple[str, ...]] = {"kind": ("Quotation",), "party": (speaker,), "year": (year,)}
        found.append(Findable(f"quotes/q-{place}/", "Quotation", text, (speaker, year), facets))
    return found


def test_what_is_read_before_any_word_is_small_at_ten_thousand_records() -> None:
    files = search_files(_findables(10_000), "en")
    sizes = {path.split("/", 2)[-1]: len(content) for path, content in files.items()}
    assert sizes["meta"] < 25_000
    assert sizes["wasm"] < 75_000
    assert max(size for path, size in sizes.items() if path.startswith("index/")) < 32_000
    assert len([path for path in sizes if path.startswith("record/")]) == 10_000


def test_the_same_records_give_the_same_files() -> None:
    assert search_files(_findables(300), "en") == search_files(_findables(300), "en")


def test_a_change_gives_another_folder() -> None:
    one, other = ({path.split("/")[1] for path in search_files(_findables(number), "en")} for number in (3, 4))
    assert one & other == {"entry.json"}


def test_a_dossier_without_a_record_has_an_index_of_nothing() -> None:
    assert search_files([], "en") == {"pagefind/entry.json": b'{"edition":"","records":0,"facets":[]}'}


def test_a_program_that_does_not_run_is_told_in_words(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pagefind, "get_executable", lambda: "/nowhere/pagefind")
    with pytest.raises(PagefindError, match="cannot be used"):
        pagefind.index([pagefind.Entry("word", {}, {})], "en")
    monkeypatch.setattr(pagefind, "get_executable", lambda: "/bin/true")
    with pytest.raises(PagefindError):
        pagefind.index([pagefind.Entry("word", {}, {})], "en")


def test_names_run_on_and_stay_in_order() -> None:
    names = [name(place) for place in range(40_000)]
    assert names == sorted(names)
    assert len(set(names)) == 40_000
    assert (names[0], names[35], names[36]) == ("000", "00z", "010")


@pytest.mark.parametrize("value", [0, 23, 24, 255, 256, 65536, "", "Alibaba", "售假货" * 100, [], [1, ["a", [300]]]])
def test_cbor_comes_back_as_it_went(value: object) -> None:
    assert cbor.decode(cbor.encode(value)) == value


def test_cbor_is_as_pagefind_writes_it() -> None:
    written = pagefind.index([pagefind.Entry("one two two", {"name": "one"}, {"kind": ("A", "B")})] * 30, "en")
    packed = [content for path, content in written.items() if path.endswith((".pf_meta", ".pf_filter"))]
    assert len(packed) == 2
    for content in packed:
        plain = gzip.decompress(content).removeprefix(b"pagefind_dcd")
        assert cbor.encode(cbor.decode(plain)) == plain


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Alibaba's U.S. list", "alibaba us list"),
        ("380,000,000 or 1.5%", "380000000 or 15"),
        ("« C’est l’œuvre d’un maître »", "est oeuvre dun maitre"),
        ("售假货 sells 假", "售假 假货 货 sells 假"),
        ("العَمَلِيَّة والعملية عملية", "عمليه عمليه عمليه"),
        ("Straße Ærø", "strasse aero"),
    ],
)
def test_words_are_folded(text: str, words: str) -> None:
    assert search_words(text) == words
