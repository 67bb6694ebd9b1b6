"""The timeline's filter: by party and by issue, kept in the address, and nothing without script."""

from __future__ import annotations

from playwright.sync_api import Browser, expect

from tests.site.browser import opened


def test_without_script_every_event_shows_and_there_is_no_filter(browser: Browser, first_address: str) -> None:
    with opened(browser, first_address, script=False) as (page, watch):
        page.goto("timeline/")
        assert page.locator(".d-event:visible").count() == page.locator(".d-event").count() > 10
        expect(page.locator(".d-filter")).to_have_count(0)
        assert watch.faults == []


def test_choosing_a_party_leaves_its_events_and_says_so_in_the_address(browser: Browser, first_address: str) -> None:
    with opened(browser, first_address) as (page, watch):
        page.goto("timeline/")
        all_events = page.locator(".d-event").count()
        expect(page.locator(".d-filter output")).to_have_text(f"{all_events} events")
        page.get_by_label("Party").select_option("ustr")
        shown = page.locator(".d-event:visible")
        assert 0 < shown.count() < all_events
        assert all("/parties/ustr/" in event.inner_html() for event in shown.all())
        expect(page.locator(".d-filter output")).to_have_text(f"{shown.count()} of {all_events} events")
        assert page.url.endswith("timeline/?party=ustr")
        assert all(year.locator(".d-event:visible").count() for year in page.locator(".d-year:visible").all())
        assert watch.faults == []


def test_party_and_issue_narrow_together_and_all_come_back(browser: Browser, first_address: str) -> None:
    with opened(browser, first_address, width=390) as (page, watch):
        page.goto("timeline/?party=ustr")
        by_party = page.locator(".d-event:visible").count()
        page.get_by_label("Issue").select_option("listing")
        assert 0 < page.locator(".d-event:visible").count() <= by_party
        assert page.url.endswith("?party=ustr&issue=listing")
        page.get_by_role("button", name="Show all").click()
        expect(page.locator(".d-event:visible")).to_have_count(page.locator(".d-event").count())
        assert page.url.endswith("timeline/")
        assert page.evaluate("document.documentElement.scrollWidth") <= 390
        assert watch.faults == []


def test_an_address_that_names_nobody_shows_everything(browser: Browser, first_address: str) -> None:
    with opened(browser, first_address) as (page, _):
        page.goto("timeline/?party=nobody")
        expect(page.locator(".d-event:visible")).to_have_count(page.locator(".d-event").count())


def test_a_link_to_an_event_shows_it_whatever_is_chosen(browser: Browser, first_address: str) -> None:
    with opened(browser, first_address) as (page, _):
        page.goto("timeline/?party=ustr")
        hidden = page.locator(".d-event[hidden] h3").first.get_attribute("id")
        page.goto(f"timeline/?party=ustr#{hidden}")
        page.reload()
        expect(page.locator(f"#{hidden}")).to_be_visible()


def test_a_page_without_a_timeline_has_no_filter(browser: Browser, first_address: str) -> None:
    with opened(browser, first_address) as (page, watch):
        page.goto("parties/")
        expect(page.locator(".d-filter")).to_have_count(0)
        assert watch.faults == []
