"""What a first visit to a page fetches: its HTML, style sheets and scripts, compressed as a server sends them."""

from __future__ import annotations

import gzip
from pathlib import Path
from urllib.parse import urlsplit

from playwright.sync_api import Browser, Page, Request

from tests.site.browser import opened_first, served
from tests.site.page_types import page_types

_MOST = 150_000
"""Bytes, fonts and pictures apart."""

_COUNTED = {"document", "stylesheet", "script"}


def _fetched(page: Page, address: str) -> set[str]:
    """The paths of what a browser asks for, also of what a script imports; kept copies are asked for too."""
    asked: list[Request] = []

    def note(request: Request) -> None:
        asked.append(request)

    page.on("request", note)
    page.goto(address, wait_until="load")
    page.remove_listener("request", note)
    return {urlsplit(each.url).path.lstrip("/") for each in asked if each.resource_type in _COUNTED}


def _compressed(file: Path) -> int:
    return len(gzip.compress(file.read_bytes(), 9))


def test_no_type_of_page_weighs_more_than_150_kb(built: Path, browser: Browser) -> None:
    site = built / "site"
    with served(site) as base, opened_first(browser, base) as (page, _):
        weights = {
            address: sum(_compressed(site / path) for path in _fetched(page, address))
            for address in page_types(site).values()
        }
    pages = [weight for address, weight in weights.items() if not address.startswith("embed/")]
    assert min(pages) > 30_000, "styles and scripts are not counted"
    assert {address: weight for address, weight in weights.items() if weight > _MOST} == {}
