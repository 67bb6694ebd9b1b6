"""The search of a large dossier: as good in many shards as in one, and light for whoever asks it something."""

from __future__ import annotations

import gzip
import shutil
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import urlencode, urlsplit

import pytest
from playwright.sync_api import Browser, expect

from build_dossier.publish.search_index import search_files, shown_in, write_search
from build_dossier.views.findable import Findable
from tests.findables import findables, words_used
from tests.site.browser import opened, opened_first, served

_MOST = 150_000
"""Bytes that a reader fetches until the first results are there, compressed as a server sends them."""
_FOUND = ".dossier-search-results a"

_WORDS = words_used()
_OFTEN, _SELDOM = _WORDS[:5], _WORDS[4000:4005]

_ASK = """async ([words, chosen]) => {
    const { Index } = await import(new URL("assets/search-index.js", document.baseURI));
    const index = await Index.open();
    await Promise.all([index.loadWords(words), index.loadFacets(index.facets)]);
    const { places, counts } = index.search(words, chosen);
    const first = await Promise.all(places.slice(0, 30).map((place) => index.record(place)));
    return [places, counts, first.map((record) => record.url)];
}"""


@contextmanager
def _site(first: Path, folder: Path, found: Sequence[Findable], size: int) -> Iterator[tuple[str, Path]]:
    """The address of a copy of the first dossier's site whose search has these records, and its folder."""
    site = Path(shutil.copytree(first / "site", folder / f"site-{size}"))
    write_search(site, search_files(found, "en", size=size))
    with served(site) as address:
        yield address, site


@pytest.fixture(scope="module")
def shards(
    first: Path, tmp_path_factory: pytest.TempPathFactory, browser: Browser
) -> Iterator[tuple[list[Findable], tuple[Any, ...]]]:
    """Some records, and pages over the same in one shard and in some thirty."""
    found, folder = findables(1500), tmp_path_factory.mktemp("shards")
    with (
        _site(first, folder, found, 1500) as (one, _),
        _site(first, folder, found, 50) as (many, site),
        opened(browser, one) as (page, _),
        opened(browser, many) as (other, _),
    ):
        assert len(list((site / "pagefind/record").iterdir())) > 15
        page.goto("")
        other.goto("")
        yield found, (page, other)


@pytest.mark.parametrize("number", [1, 2, 3, 5])
@pytest.mark.parametrize("chosen", [{}, {"kind": ["Quotation", "Party"], "year": ["2024", "2025", "2026"]}])
def test_many_shards_give_what_one_gives(
    shards: tuple[list[Findable], tuple[Any, ...]], number: int, chosen: dict[str, list[str]]
) -> None:
    found, pages = shards
    for words in (_OFTEN[:number], _WORDS[30 : 30 + number], _SELDOM[:number], [word[:3] for word in _SELDOM[:number]]):
        one, many = (page.evaluate(_ASK, [words, chosen]) for page in pages)
        assert many == one
        places, counts, urls = many
        assert urls == [found[place].url for place in places[:30]]
        for facet, values in counts.items():
            held = [value for place in places for value in found[place].facets.get(facet, ())]
            assert {value: number for value, number in values.items() if number} == {
                value: held.count(value) for value in held
            }


def test_all_that_holds_a_word_is_found_and_what_is_called_by_it_comes_first(
    shards: tuple[list[Findable], tuple[Any, ...]],
) -> None:
    found, (_, page) = shards
    for word in (*_OFTEN, *_WORDS[600:620]):
        places, _, urls = page.evaluate(_ASK, [[word], {}])
        holding = {place for place, one in enumerate(found) if word in " ".join((one.title, *one.line)).lower().split()}
        assert holding <= set(places)
        called = {found[place].url for place in holding if found[place].kind == "Party"}
        assert set(urls[: len(called)]) == called or not called


@pytest.fixture(scope="module")
def large(first: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[str, Path]]:
    """A dossier of 10,000 records."""
    with _site(first, tmp_path_factory.mktemp("large"), findables(10_000), 256) as given:
        yield given


@pytest.mark.parametrize(
    "question",
    [
        _OFTEN[0],
        " ".join(_OFTEN),
        " ".join(_SELDOM),
        " ".join((*_OFTEN[:3], *_SELDOM[:2])),
        "al con der fi me",
    ],
)
def test_a_first_result_costs_a_reader_at_most_150_kb(large: tuple[str, Path], browser: Browser, question: str) -> None:
    """With the scripts of the search, and with the first facet counted."""
    address, site = large
    with opened_first(browser, address) as (page, watch):
        page.goto("")
        asked: set[str] = set()
        page.on("request", lambda request: asked.add(urlsplit(request.url).path.lstrip("/")))
        page.evaluate("question => history.replaceState(null, '', `?${question}`)", urlencode({"q": question}))
        page.click("[data-dossier-search]")
        expect(page.locator(_FOUND).first).to_be_visible()
        expect(page.locator(".dossier-search-facets label").first).to_be_visible()
        sizes = {path: len(_sent((site / path).read_bytes())) for path in asked}
        assert watch.faults == []
    assert sum("/words/" in path for path in sizes) >= 1
    assert sum(sizes.values()) <= _MOST


def _sent(content: bytes) -> bytes:
    return content if content.startswith(b"\x1f\x8b") else gzip.compress(content, 9)


def test_a_record_of_a_large_dossier_is_found_by_its_words(large: tuple[str, Path], browser: Browser) -> None:
    address, site = large
    record = next(record for place, record in enumerate(shown_in(site)) if place == 4321)
    with opened(browser, address) as (page, watch):
        page.goto(f"?{urlencode({'q': ' '.join(record['title'].split()[:6])})}")
        expect(page.locator(_FOUND).first).to_have_attribute("href", f"{address}{record['url']}")
        assert watch.faults == []
