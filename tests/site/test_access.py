"""Every type of page, on a phone and on a desk, in light and in dark: accessible, and nothing happens that should not.

Accessible is what axe-core can tell of WCAG 2.2 AA, and of the best practices beyond it.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page

from tests.site.browser import Scheme, opened, served
from tests.site.page_types import page_types
from tests.site.tools import tool

_AXE = {
    "runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
    "resultTypes": ["violations"],
    "preload": False,  # style sheets are read as the browser applies them
}
_SIDEWAYS = "document.documentElement.scrollWidth - innerWidth"
# What reaches over the edge; some of it may stand in a box that scrolls by itself.
_WIDE = """() => [...document.querySelectorAll("body *")]
    .filter(it => it.getBoundingClientRect().right > innerWidth + 1)
    .map(it => it.tagName.toLowerCase() + (it.className && "." + it.className)).slice(0, 4).join(" ")"""


# Colours are the same whatever the texts, so other dossiers than the first are looked at in one of them.
@pytest.mark.parametrize(
    ("site", "width", "scheme"),
    [
        ("first", 390, "light"),
        ("first", 390, "dark"),
        ("first", 1440, "light"),
        ("first", 1440, "dark"),
        ("hostile", 390, "light"),
        ("hostile", 1440, "light"),
        ("french", 390, "light"),
        ("arabic", 390, "light"),
        ("arabic", 1440, "dark"),
        ("zensical", 390, "light"),
    ],
    indirect=["site"],
)
def test_every_type_of_page_is_accessible(site: Path, browser: Browser, width: int, scheme: Scheme) -> None:
    types = page_types(site)
    assert len(types) > 14
    with served(site) as base, opened(browser, base, width=width, scheme=scheme) as (page, watch):
        page.context.add_init_script(path=tool("axe-core/axe.min.js"))
        found = []
        for address in types.values():
            page.goto(address, wait_until="load")
            found += [f"{address}: {fault}" for fault in (*_violations(page), *_sideways(page), *watch.faults)]
            watch.faults.clear()
    assert found == [], "\n".join(["", *found])


def _violations(page: Page) -> Iterator[str]:
    report: dict[str, Any] = page.evaluate("settings => axe.run(document, settings)", _AXE)
    for rule in report["violations"]:
        nodes = rule["nodes"]
        yield from (f"{rule['id']}: {' '.join(map(str, node['target']))}: {_why(node)}" for node in nodes[:3])
        if len(nodes) > 3:
            yield f"{rule['id']}: {len(nodes)} in all"


def _why(node: dict[str, Any]) -> str:
    return " ".join(str(node["failureSummary"]).partition("\n")[2].split())


def _sideways(page: Page) -> Iterator[str]:
    if (pixels := page.evaluate(_SIDEWAYS)) > 0:
        yield f"scrolls sideways by {pixels} px: {page.evaluate(_WIDE)}"
