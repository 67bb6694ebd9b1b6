"""A page of the site on paper: black on white, everything opened, and a foot that says what it is."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect
from selectolax.lexbor import LexborHTMLParser

from tests.projects import case, project, run
from tests.site.browser import opened


def _colours(page: Page) -> list[str]:
    """Of the ground, and of the text that stands on it."""
    of = "place => getComputedStyle(document.querySelector(place[0]))[place[1]]"
    places = (["body", "backgroundColor"], [".md-typeset h1", "color"])
    return [page.evaluate(of, place) for place in places]


@pytest.mark.parametrize("address", ["", "issues/progress/", "positions/"])
def test_a_printed_page_is_black_on_white_in_the_dark_too(first_address: str, browser: Browser, address: str) -> None:
    with opened(browser, first_address, scheme="dark") as (page, watch):
        page.goto(address)
        assert "rgb(255, 255, 255)" not in _colours(page)
        page.emulate_media(media="print")
        assert _colours(page) == ["rgb(255, 255, 255)", "rgb(0, 0, 0)"]
        expect(page.get_by_role("banner")).to_have_count(0)
        expect(page.locator(".dossier-printed")).to_be_visible()
        expect(page.locator(".dossier-printed")).to_contain_text("As of 31 January 2018 · TLP:CLEAR")
        assert watch.faults == []


def test_what_is_folded_up_on_a_screen_is_read_on_paper(first_address: str, browser: Browser) -> None:
    with opened(browser, first_address) as (page, _):
        page.goto("")
        folded = page.locator("details.d-rests li").first
        expect(folded).to_be_hidden()
        page.emulate_media(media="print")
        expect(folded).to_be_visible()
        page.emulate_media(media="screen")
        expect(page.locator(".dossier-printed")).to_be_hidden()


def test_a_table_is_not_cut_off_at_the_edge_of_the_paper(first_address: str, browser: Browser) -> None:
    with opened(browser, first_address, width=700) as (page, _):
        page.goto("positions/")
        page.emulate_media(media="print")
        assert page.evaluate("document.querySelector('.d-matrix table').getBoundingClientRect().right <= innerWidth")


def test_the_site_offers_what_was_printed(tmp_path: Path) -> None:
    root = project(tmp_path / "project", case("three-records"))
    assert run("build", "-C", root).returncode == 0
    assert ".pdf" not in (root / "site/index.html").read_text("utf-8")
    (root / "docs/brief.pdf").write_bytes(b"%PDF-1.7")
    assert run("build", "-C", root).returncode == 0
    assert (root / "site/brief.pdf").is_file()
    for page, address in (("quotes/index.html", "../brief.pdf"), ("index.html", "brief.pdf")):
        footer = LexborHTMLParser((root / "site" / page).read_text("utf-8")).css(".dossier-print a")
        assert [str(link.attributes["href"]) for link in footer] == [address]
