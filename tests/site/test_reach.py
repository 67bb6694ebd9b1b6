"""What a reader can do with little: the keyboard alone, or a browser that runs no script."""

from __future__ import annotations

import json
from pathlib import Path
from typing import NamedTuple

import pytest
from playwright.sync_api import Browser, Page
from selectolax.lexbor import LexborHTMLParser, LexborNode

from tests.shown import folded
from tests.site.browser import opened, served

# --- the keyboard alone

_MOST_STOPS = 400
"""More than any page has before its first link to a quotation; beyond it the focus is caught somewhere."""

# The element with the focus: the path that it leads to, and whether a reader sees that it is there, be it by a line or
# a shadow around itself, its label (the next element) or the box that it stands in.
_FOCUSED = """() => {
    const it = document.activeElement
    const marked = each => each && (parseFloat(getComputedStyle(each).outlineWidth) > 0
        && getComputedStyle(each).outlineStyle !== "none" || getComputedStyle(each).boxShadow !== "none")
    const seen = each => each && each.checkVisibility() && each.getBoundingClientRect().width > 1
    const around = [it, it.nextElementSibling, it.parentElement]
    return [it.href ? new URL(it.href).pathname : "", around.some(each => seen(each) && marked(each)),
        it.outerHTML.slice(0, 120)]
}"""


class _Stop(NamedTuple):
    path: str
    is_seen: bool
    html: str


def _stops_until(page: Page, is_there: str) -> list[_Stop]:
    """Where the Tab key leads, until the element with the focus is one that a script's function says yes to."""
    stops: list[_Stop] = []
    for _ in range(_MOST_STOPS):
        page.keyboard.press("Tab")
        stops.append(_Stop(*page.evaluate(_FOCUSED)))
        if page.evaluate(f"({is_there})(document.activeElement)"):
            return stops
    pytest.fail(f"Nothing like that within {_MOST_STOPS} stops; the last: {stops[-1].html}")


def _stops(page: Page, wanted: str) -> list[_Stop]:
    """Where the Tab key leads, until a link whose path holds `wanted` and more, as a record's does."""
    stops: list[_Stop] = []
    for _ in range(_MOST_STOPS):
        page.keyboard.press("Tab")
        stops.append(_Stop(*page.evaluate(_FOCUSED)))
        if stops[-1].path.partition(wanted)[2].strip("/"):
            return stops
    pytest.fail(f"No link to {wanted}… within {_MOST_STOPS} stops; the last: {stops[-1].html}")


@pytest.mark.parametrize("width", [390, 1440])
def test_the_keyboard_alone_leads_from_home_to_a_quotation(first_address: str, browser: Browser, width: int) -> None:
    with opened(browser, first_address, width=width) as (page, watch):
        page.goto("")
        stops = _stops_until(page, "it => it.localName === 'summary' && it.closest('article')")
        page.keyboard.press("Enter")  # what the first judgement rests on
        stops += _stops(page, "/quotes/")
        page.keyboard.press("Enter")
        page.wait_for_url(f"**{stops[-1].path}")
        quotation = stops[-1].path.rstrip("/").rpartition("/")[2]
        export = page.request.get("/data/dossier.json").json()
        (words,) = (record["text"] for record in export["quotes"] if record["id"] == quotation)
        assert folded(words) in folded(page.inner_text("article"))
        assert [stop.html for stop in stops if not stop.is_seen] == []
        assert watch.faults == []


def test_the_first_stop_leads_past_the_navigation(first_address: str, browser: Browser) -> None:
    with opened(browser, first_address) as (page, _):
        page.goto("issues/")
        page.keyboard.press("Tab")
        assert page.evaluate("document.activeElement.getAttribute('href')").startswith("#")
        page.keyboard.press("Enter")
        page.keyboard.press("Tab")
        assert page.evaluate("!document.activeElement.closest('header, .md-tabs, .md-sidebar--primary')")


# --- no script

_WORDS = ("text", "title", "name", "proposition", "statement", "definition", "label")
"""The fields whose words a record is known by."""


def test_without_a_script_the_words_of_each_record_are_read_on_its_page(built: Path, browser: Browser) -> None:
    """A browser opens the pages whose elements no page before had; of the others the words are read in the file.

    What is hidden from readers is hidden by a rule for elements of some name, class and place, so that a page with no
    other ones shows its words as the pages before did.
    """
    export = json.loads((built / "site/data/dossier.json").read_bytes())
    records = [record for kind in export.values() if isinstance(kind, list) for record in kind]
    addresses = sorted({record["url"].partition("#")[0] for record in records})
    read: dict[str, str] = {}
    seen: set[tuple[str, ...]] = set()
    opened_pages = 0
    with served(built / "site") as base, opened(browser, base, script=False) as (page, watch):
        for address in addresses:
            article = LexborHTMLParser((built / "site" / address / "index.html").read_text("utf-8")).css("article")[0]
            elements = {_kind_of(node) for node in article.css("*")}
            if elements <= seen:
                read[address] = _words(article)
                continue
            read[address] = _readable(page, address)
            seen |= elements
            opened_pages += 1
    missing = [
        f"{record['url']}: {record[field]}"
        for record in records
        for field in _WORDS
        if field in record and folded(record[field]).casefold() not in read[record["url"].partition("#")[0]]
    ]
    assert len(records) > 10
    assert opened_pages > 5
    assert missing == [], "\n".join(["", *missing])
    assert watch.faults == []


def _words(article: LexborNode) -> str:
    for silent in article.css("script, style, template"):
        silent.decompose()
    for line_break in article.css("br"):
        line_break.replace_with("\n")
    return folded(article.text()).casefold()


def _kind_of(node: LexborNode) -> tuple[str, ...]:
    """What a rule of a style sheet can know of an element: its name and classes, and those that it stands in."""
    above = node.parent
    own = f"{node.tag}.{node.attributes.get('class') or ''}{' hidden' if 'hidden' in node.attributes else ''}"
    return (*(_kind_of(above) if above is not None and above.tag != "article" else ()), own)


def _readable(page: Page, address: str) -> str:
    """What a page shows, with all that a reader can unfold; in small letters, since a style may print others."""
    page.goto(address, wait_until="domcontentloaded")
    page.evaluate("document.querySelectorAll('details').forEach(it => it.open = true)")
    return folded(page.inner_text("article")).casefold()
