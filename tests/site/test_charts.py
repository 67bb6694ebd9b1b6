"""Charts in a real browser: in the colours of the page, in light, dark and print, and large enough to be read."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser, Page

from tests.site.browser import Scheme, opened

_PAGES = ("statistics/proactive-ratio-2016/", "issues/progress/", "parties/alibaba/", "gaps/", "method/")

# The colour that a custom property of the page stands for, as a browser computes it.
_COLOUR = """name => {
    const probe = document.querySelector(".d-picture").appendChild(document.createElement("i"));
    probe.style.color = `var(--dossier-${name})`;
    const found = getComputedStyle(probe).color;
    probe.remove();
    return found;
}"""
_FILLS = "(all, kind) => all.map(it => getComputedStyle(it)[kind])"
# Letters as they come out on the screen, in pixels: the picture is scaled to the width that there is.
_LETTERS = """texts => texts.map(it => {
    const svg = it.closest("svg");
    return parseFloat(getComputedStyle(it).fontSize) * svg.getBoundingClientRect().width / svg.viewBox.baseVal.width;
})"""
# Letters that reach out of their picture, but for the halo around them.
_BEYOND = """texts => texts.filter(it => {
    const [own, all] = [it, it.closest("svg")].map(each => each.getBoundingClientRect());
    return own.left < all.left - 6 || own.right > all.right + 6;
}).map(it => it.textContent)"""


def _colours(page: Page, kind: str, name: str) -> set[str]:
    found = page.locator(f".d-picture .{kind}-{name}:not([data-own] *)").evaluate_all(_FILLS, kind)
    return set(map(str, found))


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_a_chart_has_the_colours_of_the_page(first_address: str, browser: Browser, scheme: Scheme) -> None:
    with opened(browser, first_address, scheme=scheme) as (page, watch):
        page.goto("issues/progress/")
        for name in ("ink", "for", "against"):
            assert _colours(page, "fill", name) == {page.evaluate(_COLOUR, name)}
        page.goto("method/")
        assert _colours(page, "fill", "accent") == {page.evaluate(_COLOUR, "accent")}
        assert watch.faults == []


def test_light_and_dark_differ_and_print_keeps_the_chart(first_address: str, browser: Browser) -> None:
    with opened(browser, first_address, scheme="dark") as (page, _):
        page.goto("method/")
        dark = _colours(page, "fill", "ink")
    with opened(browser, first_address) as (page, _):
        page.goto("method/")
        assert _colours(page, "fill", "ink").isdisjoint(dark)
        page.emulate_media(media="print")
        assert page.locator(".d-picture svg").first.is_visible()
        assert not page.locator(".d-chart-files").first.is_visible()


@pytest.mark.parametrize("width", [390, 1440])
def test_no_letter_of_a_chart_is_too_small_and_none_is_cut_off(
    first_address: str, browser: Browser, width: int
) -> None:
    with opened(browser, first_address, width=width) as (page, _):
        for address in _PAGES:
            page.goto(address)
            sizes = page.locator(".d-picture text").evaluate_all(_LETTERS)
            assert min(sizes) >= 12, address
            assert page.locator(".d-picture text").evaluate_all(_BEYOND) == [], address
