"""Every type of page, on a phone and on a desk, in light and in dark: accessible, and nothing happens that should not.

Accessible is what axe-core can tell of WCAG 2.2 AA, and of the best practices beyond it. What it asks of colours it
asks in light and in dark; all else once, since the same is shown in both, which is seen to.
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
# What is shown, and where: the same in both schemes, or what axe-core asked once it would have to ask again.
_SHOWN = """() => [...document.querySelectorAll("body *")].map(it => {
    const { x, y, width, height } = it.getBoundingClientRect()
    return [it.localName, it.checkVisibility({ opacityProperty: true, visibilityProperty: true }), x, y, width, height]
}).join()"""


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
    types = page_types(site)
    assert len(types) > 14
    with served(site) as base, opened(browser, base, width=width, scheme=schemes[0]) as (page, watch):
        page.add_init_script(path=tool("axe-core/axe.min.js"))
        found = []
        for address in types.values():
            page.emulate_media(color_scheme=schemes[0])
            page.goto(address, wait_until="load")
            faults = [*violations(page), *_sideways(page)]
            for other in schemes[1:]:
                shown = page.evaluate(_SHOWN)
                page.emulate_media(color_scheme=other)
                if page.evaluate(_SHOWN) != shown:
                    faults.append(f"in {other} something else is shown, or elsewhere")
                faults += [f"in {other}: {fault}" for fault in violations(page, _OF_COLOURS)]
            found += [f"{address}: {fault}" for fault in (*faults, *watch.faults)]
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
