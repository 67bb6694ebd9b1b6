"""`dossier build --offline`: a folder that a browser opens from a disk, with all its pages, links and a search."""

from __future__ import annotations

import json
import re
from pathlib import Path
from urllib.parse import quote as in_address
from urllib.parse import unquote, urlsplit

import pytest
from playwright.sync_api import Browser, Page
from selectolax.lexbor import LexborHTMLParser

from tests.projects import FIRST, ROOT, case, files_in, project, run
from tests.shown import folded
from tests.site.browser import opened_first
from tests.site.page_types import page_types


def _built(root: Path, data: Path, *, alone: bool = False) -> Path:
    """The offline folder of some data, in a place whose name an address must escape."""
    done = run("build", "--offline", "-C", project(root / "Ordner für #1", data, alone=alone))
    assert (done.returncode, done.stderr) == (0, "")
    assert "site-offline/index.html in a browser" in done.stdout
    return root / "Ordner für #1/site-offline"


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The first dossier."""
    return _built(tmp_path_factory.mktemp("offline"), FIRST)


def _address(path: Path) -> str:
    return f"file://{in_address(path.as_posix())}"


def _search(page: Page, words: str) -> None:
    page.keyboard.press("/")
    page.locator("input:focus").wait_for()
    page.keyboard.insert_text(words)
    page.keyboard.press("End")  # Chromium tells the page of no key where a text is inserted
    page.locator(".md-search-result__item").first.wait_for()


def _pages(site: Path) -> dict[str, LexborHTMLParser]:
    return {
        path.relative_to(site).as_posix(): LexborHTMLParser(path.read_text("utf-8"))
        for path in sorted(site.rglob("*.html"))
    }


def test_every_page_has_the_text_of_the_site(folder: Path, first: Path) -> None:
    online = {
        re.sub(r"(?<=.)/index\.html$", ".html", path): _text(tree)
        for path, tree in _pages(first / "site").items()
        if path != "404.html"
    }
    offline = {path.replace("/index.html", ".html"): _text(tree) for path, tree in _pages(folder).items()}
    assert len(offline) > 100
    assert offline == online


def _text(tree: LexborHTMLParser) -> str:
    article = LexborHTMLParser(str(tree.css("article")[0].html))
    for data in article.css("script"):  # which has the addresses of pages
        data.decompose()
    return folded(article.text())


def test_every_link_leads_to_a_file_and_to_an_anchor_in_it(folder: Path) -> None:
    pages = _pages(folder)
    ids = {path: {node.id for node in tree.css("[id]")} for path, tree in pages.items()}
    for path, tree in pages.items():
        for node in tree.css("[href], [src]"):
            address = str(node.attributes.get("href") or node.attributes.get("src") or "")
            if re.match("[a-z]+:", address):
                continue
            parts = urlsplit(address)
            target = (folder / path).parent / unquote(parts.path) if parts.path else folder / path
            assert target.is_file(), f"{path}: {address}"
            name = target.resolve().relative_to(folder.resolve()).as_posix()
            assert not parts.fragment or unquote(parts.fragment) in ids[name], f"{path}: {address}"


def test_every_type_of_page_opens_from_the_disk_and_asks_for_files_of_the_folder_only(
    folder: Path, browser: Browser
) -> None:
    types = page_types(folder)
    assert len(types) > 12
    with opened_first(browser, "file:///") as (page, watch):
        asked: list[str] = []
        page.on("request", lambda request: asked.append(request.url))
        for address in types.values():
            page.goto(_address(folder / address), wait_until="load")
            assert page.locator("h1").first.is_visible(), address
            assert page.evaluate("document.fonts.ready.then(all => all.size)") > 0, address
            assert watch.faults == [], address
        assert [url for url in asked if not url.startswith((_address(folder), "data:"))] == []


def test_links_lead_from_home_to_a_quotation(folder: Path, browser: Browser) -> None:
    with opened_first(browser, "file:///") as (page, watch):
        page.goto(_address(folder / "index.html"))
        page.locator("a[href='quotes/index.html']").first.evaluate("link => link.click()")
        page.wait_for_url("**/quotes/index.html")
        page.locator("article a[href$='.html']:not([href*='/'])").first.evaluate("link => link.click()")
        page.wait_for_url(lambda url: "/quotes/" in url and not url.endswith("index.html"))
        assert watch.faults == []


def test_the_search_finds_a_quotation_by_its_words(folder: Path, browser: Browser) -> None:
    quotation = json.loads((folder / "data/dossier.json").read_bytes())["quotes"][0]
    words = " ".join(re.findall(r"\w{5,}", quotation["text"])[:4])
    with opened_first(browser, "file:///") as (page, watch):
        page.goto(_address(folder / "index.html"))
        _search(page, words)
        result = page.locator(f".md-search-result__item a[href*='quotes/{quotation['id']}.html']").first
        result.wait_for()
        result.click()
        page.wait_for_url(f"**/quotes/{quotation['id']}.html*")
        assert folded(quotation["text"])[:60] in folded(page.inner_text("article"))
        assert watch.faults == []


@pytest.mark.parametrize(
    ("words", "quotation"), [("过程", "li-opaque"), ("واضحة", "haddad-clear"), ("œuvre", "tremblay-oeuvre")]
)
def test_the_search_knows_words_without_blanks_between_them(
    languages: Path, browser: Browser, words: str, quotation: str
) -> None:
    with opened_first(browser, "file:///") as (page, watch):
        page.goto(_address(languages / "index.html"))
        _search(page, words)
        page.locator(f".md-search-result__item a[href*='quotes/{quotation}.html']").first.wait_for()
        assert watch.faults == []


@pytest.fixture(scope="module")
def languages(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Quotations in Chinese, Arabic and French, under a configuration that has no search of its own."""
    root = project(tmp_path_factory.mktemp("offline") / "languages", case("languages"))
    settings = (ROOT / "mkdocs.yml").read_text("utf-8")
    (root / "mkdocs.yml").write_text(settings.replace("  - search\n", ""), "utf-8")
    done = run("build", "--offline", "-C", root)
    assert (done.returncode, done.stderr) == (0, "")
    return root / "site-offline"


def test_the_site_is_left_as_it_is(tmp_path: Path) -> None:
    root = project(tmp_path / "project", case("three-records"))
    assert run("build", "-C", root).returncode == 0
    before = files_in(root)
    assert run("build", "--offline", "-C", root).returncode == 0
    after = files_in(root)
    assert {path: content for path, content in after.items() if not path.startswith("site-offline/")} == before


def test_a_second_build_gives_the_same_bytes(folder: Path, tmp_path: Path) -> None:
    assert files_in(_built(tmp_path, FIRST, alone=True)) == files_in(folder)


def test_another_theme_is_refused_in_a_sentence(tmp_path: Path) -> None:
    root = project(tmp_path / "project", case("minimal"))
    (root / "mkdocs.yml").write_text("site_name: A site\ntheme: readthedocs\nplugins: [dossier]\n", "utf-8")
    done = run("build", "--offline", "-C", root)
    assert done.returncode == 2
    assert "another theme than 'material'" in done.stderr
    assert not (root / "site-offline").exists()
