"""What a page does for a reader's hand: copying with the source, the statement behind a cell, a matrix on a phone."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.site.browser import opened


def _copied(page: Page, label: str) -> str:
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.get_by_role("button", name=label).first.click()
    expect(page.get_by_role("button", name="Copied").first).to_be_visible()
    text: str = page.evaluate("navigator.clipboard.readText()")
    return text


def test_words_are_copied_with_speaker_source_and_address(first: Path, first_address: str, browser: Browser) -> None:
    export = json.loads((first / "site/data/dossier.json").read_text("utf-8"))
    (quote,) = (each for each in export["quotes"] if each["id"] == "duggan-incomprehensible")
    with opened(browser, first_address) as (page, watch):
        page.goto(quote["url"])
        text = _copied(page, "Copy with source")
        assert text.startswith(f"“{quote['text']}” — Juanita Duggan, chief executive, ")
        assert "in Yibada, 2 September 2016" in text
        assert text.endswith(f"({first_address}{quote['url']})")
        assert watch.faults == []


def test_a_figure_is_copied_with_who_vouches_for_it(first_address: str, browser: Browser) -> None:
    with opened(browser, first_address) as (page, _):
        page.goto("statistics/removed-before-sale-offers/")
        words = "98%: counterfeit offers removed before one was sold"
        assert _copied(page, "Copy with source").startswith(f"{words} — vouched for by Alibaba Group; in ")


def test_the_address_of_a_record_is_copied_without_a_question(first_address: str, browser: Browser) -> None:
    with opened(browser, first_address) as (page, _):
        page.goto("parties/alibaba/?utm=elsewhere#roles")
        assert _copied(page, "Copy link") == f"{first_address}parties/alibaba/"


def test_without_a_clipboard_it_says_so(first_address: str, browser: Browser) -> None:
    with opened(browser, first_address) as (page, _):
        page.add_init_script(
            "Object.defineProperty(navigator, 'clipboard', { value: undefined }); document.execCommand = () => false"
        )
        page.goto("parties/alibaba/")
        page.get_by_role("button", name="Copy link").first.click()
        expect(page.get_by_role("button", name="Could not copy")).to_be_visible()


@pytest.mark.parametrize("way", ["focus", "hover"])
def test_a_cell_of_the_matrix_gives_its_statement(first_address: str, browser: Browser, way: str) -> None:
    with opened(browser, first_address) as (page, _):
        page.goto("positions/")
        cell = page.locator(".d-matrix td a[title]").first
        statement = cell.get_attribute("title")
        assert statement
        cell.focus() if way == "focus" else cell.hover()
        expect(page.get_by_role("tooltip").get_by_text(statement)).to_be_visible()


def test_on_a_phone_the_matrix_is_a_block_for_each_party(first_address: str, browser: Browser) -> None:
    with opened(browser, first_address, width=390) as (page, _):
        page.goto("positions/")
        row = page.locator(".d-matrix tbody tr").first
        cells = row.locator("td[data-label]")
        assert cells.count() == 7
        tops = [box["y"] for place in range(7) if (box := cells.nth(place).bounding_box())]
        assert tops == sorted(set(tops))  # one below the other
        label = cells.first.evaluate("it => getComputedStyle(it, '::before').content")
        assert label == '"The listing"'
