"""Every type of page, on a phone and on a desk, in light and in dark: accessible, and nothing happens that should not.

Accessible is what axe-core can tell of WCAG 2.2 AA, and of the best practices beyond it. What it asks of colours it
asks of each page in both schemes; all else it asks once where a page shows the same in both, which is seen to.
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


_OF_COLOURS = {**_AXE, "runOnly": {"type": "rule", "values": ["color-contrast", "link-in-text-block"]}}
# What is shown, and where; but for the button that changes the scheme, which is another one in each.
_SHOWN = """async () => {
    await document.fonts.ready
    return [...document.querySelectorAll("body :not([data-md-component=palette] *)")].map(it => {
        const { x, y, width, height } = it.getBoundingClientRect()
        const shown = it.checkVisibility({ opacityProperty: true, visibilityProperty: true })
        return [it.localName, it.className, shown, ...[x, y, width, height].map(Math.round)].join(" ")
    })
}"""
_SCHEME = "document.body.dataset.mdColorScheme ?? null"
_SCHEMES = {"light": "default", "dark": "slate"}


# Colours are the same whatever the texts, so other dossiers than the first are looked at in one of them.
@pytest.mark.parametrize(
    ("site", "width", "schemes"),
    [
        ("first", 390, ["light", "dark"]),
        ("first", 1440, ["light", "dark"]),
        ("hostile", 390, ["light"]),
        ("hostile", 1440, ["light"]),
        ("french", 390, ["light"]),
        ("arabic", 390, ["light"]),
        ("arabic", 1440, ["dark"]),
        ("zensical", 390, ["light"]),
    ],
    indirect=["site"],
)
def test_every_type_of_page_is_accessible(site: Path, browser: Browser, width: int, schemes: list[Scheme]) -> None:
    types = list(page_types(site).values())
    assert len(types) > 14
    found, shown = [], dict[str, list[str]]()
    with served(site) as base:
        for scheme in schemes:
            with opened(browser, base, width=width, scheme=scheme) as (page, watch):
                page.add_init_script(path=tool("axe-core/axe.min.js"))
                for address in types:
                    page.goto(address, wait_until="load")
                    assert page.evaluate(_SCHEME) in (None, _SCHEMES[scheme])
                    is_known = shown.get(address) == (now := page.evaluate(_SHOWN))
                    shown[address] = now
                    faults = [*violations(page, _OF_COLOURS if is_known else _AXE), *_sideways(page), *watch.faults]
                    found += [f"{address} ({scheme}): {fault}" for fault in faults]
                    watch.faults.clear()
    assert found == [], "\n".join(["", *found])


def violations(page: Page, settings: dict[str, Any] = _AXE) -> Iterator[str]:
    """What axe-core finds on a page that has loaded it."""
    found = page.evaluate("settings => axe.run(document, settings).then(report => report.violations)", settings)
    for rule in found:
        nodes = rule["nodes"]
        yield from (f"{rule['id']}: {' '.join(map(str, node['target']))}: {_why(node)}" for node in nodes[:3])
        if len(nodes) > 3:
            yield f"{rule['id']}: {len(nodes)} in all"


def _why(node: dict[str, Any]) -> str:
    return " ".join(str(node["failureSummary"]).partition("\n")[2].split())


def _sideways(page: Page) -> Iterator[str]:
    if (pixels := page.evaluate(_SIDEWAYS)) > 0:
        yield f"scrolls sideways by {pixels} px: {page.evaluate(_WIDE)}"
