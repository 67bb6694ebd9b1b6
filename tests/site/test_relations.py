"""The network of relations in a browser: by mouse, touch and keyboard, and without a script."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from tests.projects import case, project, run
from tests.site.browser import Scheme, Watch, opened, served
from tests.site.test_access import _AXE
from tests.site.tools import tool

PAGE = "relations/"
SCRIPTS = {"assets/d3-force.js", "assets/relations.js"}


@pytest.fixture(scope="module")
def harbour(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The dossier with many relations, built by `dossier build`."""
    root = project(tmp_path_factory.mktemp("built") / "relations", case("relations"))
    done = run("build", "-C", root)
    assert (done.returncode, done.stderr) == (0, "")
    return root / "site"


@pytest.fixture(scope="module")
def address(harbour: Path) -> Iterator[str]:
    """Where it is served."""
    with served(harbour) as base:
        yield base


def _node(page: Page, party: str) -> Locator:
    return page.locator(f".d-node[data-party={party}]")


def _middle(page: Page, party: str) -> tuple[float, float]:
    box = _node(page, party).locator(".d-shape").bounding_box()
    assert box
    return box["x"] + box["width"] / 2, box["y"] + box["height"] / 2


def _view(page: Page) -> list[float]:
    return [float(each) for each in str(page.locator(".d-drawing").get_attribute("viewBox")).split()]


def _bright(page: Page) -> set[str]:
    """The parties that are not dimmed."""
    nodes = page.locator(".d-node:not(.d-faint)").all()
    return {str(node.get_attribute("data-party")) for node in nodes}


AROUND_ADA_BERG = {"ada-berg", "harbour-company", "port-authority"}


# --- without a script


@pytest.mark.parametrize("width", [390, 1440])
def test_without_a_script_the_drawing_is_read_and_followed(address: str, browser: Browser, width: int) -> None:
    with opened(browser, address, width=width, script=False) as (page, watch):
        page.goto(PAGE)
        assert page.locator(".d-node:visible").count() == 23
        assert page.locator(".d-tie:visible").count() == 30
        assert page.locator(".d-network-tools :is(select, button)").count() == 0
        drawing = page.locator(".d-drawing").bounding_box()
        assert drawing
        assert drawing["width"] == _view(page)[2], "at its own size, in a box that scrolls"
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        _node(page, "ada-berg").click()
        page.wait_for_url("**/parties/ada-berg/")
        assert watch.faults == []


def test_without_a_script_a_link_to_a_party_leads_to_its_relations_in_words(address: str, browser: Browser) -> None:
    with opened(browser, address, script=False) as (page, _):
        page.goto("parties/bo-lind/")
        page.get_by_role("link", name="Show in the network of relations").click()
        expect(page.locator("[id='party=bo-lind']")).to_be_in_viewport()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_words_stay_within_their_boxes_and_can_be_told_from_the_ground(
    address: str, browser: Browser, scheme: Scheme
) -> None:
    with opened(browser, address, scheme=scheme, script=False) as (page, _):
        page.goto(PAGE)
        found: dict[str, Any] = page.evaluate("""() => {
            const wide = []
            for (const box of document.querySelectorAll(".d-node, .d-tie")) {
                const [width] = box.dataset.size.split(" ").map(Number)
                for (const text of box.querySelectorAll("text"))
                    if (text.getBBox().width > width - 2) wide.push(text.textContent)
            }
            const colour = (of, name) => getComputedStyle(document.querySelector(of))[name]
            return {wide, words: colour(".d-called text", "fill"), ground: colour(".d-shape", "fill")}
        }""")
        assert found["wide"] == []
        light = [sum(map(float, re.findall(r"[\d.]+", found[name])[:3])) for name in ("words", "ground")]
        assert abs(light[0] - light[1]) > 450


# --- the page and what it loads


def test_the_library_is_loaded_on_this_page_alone(harbour: Path) -> None:
    loading = {
        path.relative_to(harbour).as_posix()
        for path in harbour.rglob("*.html")
        if any(script.rpartition("/")[2] in path.read_text("utf-8") for script in (*SCRIPTS, "assets/relations.css"))
    }
    assert loading == {"relations/index.html"}


def test_the_browser_loads_the_library_and_breaks_no_rule(address: str, browser: Browser) -> None:
    with opened(browser, address) as (page, watch):
        asked: list[str] = []
        page.on("request", lambda request: asked.append(request.url.removeprefix(address)))
        page.goto(PAGE, wait_until="load")
        assert set(asked) >= SCRIPTS
        assert page.evaluate("typeof dossierForce.forceSimulation") == "function"
        assert watch.faults == []


@pytest.mark.parametrize("width", [390, 1440])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_it_is_accessible_with_a_party_chosen(address: str, browser: Browser, width: int, scheme: Scheme) -> None:
    with opened(browser, address, width=width, scheme=scheme) as (page, watch):
        page.add_init_script(path=tool("axe-core/axe.min.js"))
        page.goto(f"{PAGE}#party=harbour-company")
        expect(page.locator(".d-told")).to_be_visible()
        report: dict[str, Any] = page.evaluate("settings => axe.run(document, settings)", _AXE)
        assert [(rule["id"], [node["html"][:90] for node in rule["nodes"][:3]]) for rule in report["violations"]] == []
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        assert watch.faults == []


def test_what_is_touched_is_large_enough(address: str, browser: Browser) -> None:
    with opened(browser, address, width=390) as (page, _):
        page.goto(PAGE)
        for one in page.locator(".d-network-tools :is(button, select), .d-node .d-shape").all():
            box = one.bounding_box()
            assert box
            assert min(box["width"], box["height"]) >= 24


# --- choosing a party


def test_a_click_chooses_a_party_and_a_second_one_opens_its_page(address: str, browser: Browser) -> None:
    with opened(browser, address) as (page, watch):
        page.goto(PAGE)
        told = page.locator(".d-told")
        assert len(_bright(page)) == 23
        _node(page, "ada-berg").click()
        assert _bright(page) == AROUND_ADA_BERG
        expect(told).to_contain_text("Ada Berg")
        expect(told).to_contain_text("Director Port Authority from 2017")
        assert told.get_attribute("aria-live") == "polite"
        assert page.url.endswith("#party=ada-berg")
        _node(page, "ada-berg").click()
        page.wait_for_url("**/parties/ada-berg/")
        assert watch.faults == []


def test_a_click_on_the_ground_shows_all_again(address: str, browser: Browser) -> None:
    with opened(browser, address) as (page, _):
        page.goto(f"{PAGE}#party=ada-berg")
        assert _bright(page) == AROUND_ADA_BERG
        page.locator(".d-drawing").click(position={"x": 4, "y": 4})
        assert len(_bright(page)) == 23
        expect(page.locator(".d-told")).to_be_hidden()
        assert page.url.endswith("relations/")


def test_the_mouse_over_a_party_shows_its_neighbours_for_that_time(address: str, browser: Browser) -> None:
    with opened(browser, address) as (page, _):
        page.goto(PAGE)
        _node(page, "ada-berg").hover()
        assert _bright(page) == AROUND_ADA_BERG
        page.locator("h1").hover()
        assert len(_bright(page)) == 23


def test_an_address_names_a_party_and_one_that_names_nobody_does_nothing(address: str, browser: Browser) -> None:
    with opened(browser, address) as (page, watch):
        page.goto("parties/tove-dahl/")
        page.get_by_role("link", name="Show in the network of relations").click()
        expect(_node(page, "tove-dahl")).to_have_class(re.compile("d-chosen"))
        expect(_node(page, "tove-dahl")).to_be_in_viewport()
        page.goto(f"{PAGE}#party=nobody")
        page.reload()
        assert len(_bright(page)) == 23
        assert watch.faults == []


# --- the keyboard


def _tab_to(page: Page, party: str) -> None:
    page.locator(".d-network-tools select").first.focus()
    for _ in range(40):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.dataset.party") == party:
            return
    pytest.fail(f"Tab does not lead to {party}")


@pytest.mark.parametrize("width", [390, 1440])
def test_the_arrow_keys_lead_along_relations_enter_opens_and_escape_leads_back(
    address: str, browser: Browser, width: int
) -> None:
    with opened(browser, address, width=width) as (page, watch):
        page.goto(PAGE)
        _tab_to(page, "tove-dahl")
        assert _bright(page) == {"tove-dahl", "dockers-union"}
        expect(page.locator(".d-told")).to_contain_text("Tove Dahl")
        x, y = _middle(page, "dockers-union")
        own = _middle(page, "tove-dahl")
        across, down = x - own[0], y - own[1]
        key = ("ArrowRight" if across > 0 else "ArrowLeft") if abs(across) > abs(down) else ""
        page.keyboard.press(key or ("ArrowDown" if down > 0 else "ArrowUp"))
        assert page.evaluate("document.activeElement.dataset.party") == "dockers-union"
        assert "quay-workers" in _bright(page)
        expect(_node(page, "dockers-union")).to_be_in_viewport()
        page.keyboard.press("Escape")
        assert len(_bright(page)) == 23
        assert page.url.endswith("relations/")
        page.keyboard.press("Enter")
        page.wait_for_url("**/parties/dockers-union/")
        assert watch.faults == []


def test_each_party_can_be_reached_by_tab_and_is_then_in_sight(address: str, browser: Browser) -> None:
    with opened(browser, address, width=390) as (page, _):
        page.goto(PAGE)
        page.locator(".d-network-tools button").last.focus()
        seen = []
        for _ in range(23):
            page.keyboard.press("Tab")
            seen.append(page.evaluate("document.activeElement.dataset.party"))
            expect(page.locator(".d-node:focus")).to_be_in_viewport()
        assert len(set(seen)) == 23


# --- moving


def test_dragging_the_ground_moves_the_view_and_a_party_moves_with_its_neighbours(
    address: str, browser: Browser
) -> None:
    with opened(browser, address) as (page, watch):
        page.goto(PAGE)
        before = _view(page)
        box = page.locator(".d-drawing").bounding_box()
        assert box
        _drag(page, (box["x"] + 5, box["y"] + 5), (-60, -40))
        assert _view(page) != before
        own, neighbour = _middle(page, "lawyer"), _middle(page, "pilots")
        line = page.locator(".d-line-represents").last.get_attribute("d")
        _drag(page, own, (-150, 90))
        now = _middle(page, "lawyer")
        assert (now[0] - own[0], now[1] - own[1]) == pytest.approx((-150, 90), abs=2)
        assert _middle(page, "pilots") != neighbour, "the library takes it along"
        assert page.locator(".d-line-represents").last.get_attribute("d") != line
        assert page.url.endswith("relations/"), "a drag is no click"
        assert watch.faults == []


def _drag(page: Page, start: tuple[float, float], by: tuple[float, float]) -> None:
    page.mouse.move(*start)
    page.mouse.down()
    page.mouse.move(start[0] + by[0] / 2, start[1] + by[1] / 2)
    page.mouse.move(start[0] + by[0], start[1] + by[1], steps=3)
    page.mouse.up()


def test_buttons_and_the_wheel_with_ctrl_zoom_but_the_wheel_alone_scrolls_the_page(
    address: str, browser: Browser
) -> None:
    with opened(browser, address) as (page, _):
        page.goto(PAGE)
        whole = _view(page)
        page.get_by_role("button", name="Closer").click()
        closer = _view(page)
        assert closer[2] < whole[2]
        page.get_by_role("button", name="Farther away").click()
        assert _view(page)[2] > closer[2]
        _node(page, "harbour-company").hover()
        at = _view(page)
        page.mouse.wheel(0, 50)
        page.wait_for_function("scrollY > 0")
        assert _view(page) == at
        page.keyboard.down("Control")
        page.mouse.wheel(0, -100)
        page.keyboard.up("Control")
        page.wait_for_function("width => document.querySelector('.d-drawing').viewBox.baseVal.width < width", arg=at[2])
        page.get_by_role("button", name="Show all").click()
        x, y, width, _ = _view(page)
        assert x <= 0
        assert y <= 0
        assert width >= whole[2]


def _touched(browser: Browser, address: str) -> Iterator[tuple[Page, Watch]]:
    context = browser.new_context(
        viewport={"width": 390, "height": 844}, has_touch=True, is_mobile=True, base_url=address
    )
    page = context.new_page()
    yield page, Watch(page, address)
    context.close()


@pytest.fixture
def touched(browser: Browser, address: str) -> Iterator[tuple[Page, Watch]]:
    """A page on a phone."""
    yield from _touched(browser, address)


def test_a_tap_chooses_and_a_second_one_opens(touched: tuple[Page, Watch]) -> None:
    page, watch = touched
    page.goto(f"{PAGE}#party=ada-berg")
    expect(page.locator(".d-told")).to_contain_text("Ada Berg")
    x, y = _middle(page, "ada-berg")
    page.get_by_role("button", name="Show all").tap()
    expect(page.locator(".d-told")).to_be_hidden()
    page.goto(f"{PAGE}#party=port-authority")
    page.reload()
    x, y = _middle(page, "ada-berg")
    page.touchscreen.tap(x, y)
    expect(page.locator(".d-told")).to_contain_text("Ada Berg")
    x, y = _middle(page, "ada-berg")
    page.touchscreen.tap(x, y)
    page.wait_for_url("**/parties/ada-berg/")
    assert watch.faults == []


def test_two_fingers_bring_the_drawing_closer(touched: tuple[Page, Watch]) -> None:
    page, watch = touched
    page.goto(PAGE)
    page.locator(".d-drawing").scroll_into_view_if_needed()
    box = page.locator(".d-drawing").bounding_box()
    assert box
    before = _view(page)
    x, y = box["x"] + box["width"] / 2, box["y"] + 150
    fingers = page.context.new_cdp_session(page)
    for kind, far in (("touchStart", 30), ("touchMove", 45), ("touchMove", 60), ("touchMove", 75), ("touchEnd", 0)):
        points = [{"x": x - far, "y": y, "id": 0}, {"x": x + far, "y": y, "id": 1}] if far else []
        fingers.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": points})
    assert _view(page)[2] < before[2]
    assert watch.faults == []


# --- filters


def test_a_kind_of_relation_is_shown_alone(address: str, browser: Browser) -> None:
    with opened(browser, address) as (page, watch):
        page.goto(PAGE)
        expect(page.locator(".d-network-tools output")).to_have_text("30 of 30 shown")
        page.locator("[name=kind]").select_option("regulates")
        expect(page.locator(".d-tie:visible")).to_have_count(3)
        expect(page.locator(".d-line:visible")).to_have_count(3)
        expect(page.locator(".d-network-tools output")).to_have_text("3 of 30 shown")
        assert _bright(page) == {"port-authority", "harbour-company", "ferry-line", "freight-exchange"}
        page.get_by_role("button", name="Show all").click()
        expect(page.locator(".d-tie:visible")).to_have_count(30)
        assert watch.faults == []


def _shown(page: Page, party: str, state: str = "") -> set[str]:
    """The visible ties from a party, as kind and other party."""
    labels = page.locator(f".d-tie{state}[data-from={party}]:visible").all()
    return {f"{label.get_attribute('data-kind')} {label.get_attribute('data-to')}" for label in labels}


def test_a_year_leaves_out_what_had_not_begun_or_was_over_and_keeps_what_is_not_known(
    address: str, browser: Browser
) -> None:
    with opened(browser, address) as (page, _):
        page.goto(PAGE)
        page.locator("[name=year]").select_option("2016")
        assert _shown(page, "harbour-company") == {
            "operates quay-north", "operates quay-south", "owns freight-exchange", "member-of port-association"
        }  # fmt: skip
        assert _shown(page, "harbour-company", ".d-perhaps") == {"member-of port-association"}
        assert _shown(page, "ocean-fund") == _shown(page, "ocean-fund", ".d-perhaps") == {"owns ferry-line"}
        said = page.locator(".d-network-tools output").inner_text()
        numbers = [int(each) for each in re.findall(r"\d+", said)]
        assert re.fullmatch(r"In force: \d+\. Perhaps, dates not known: \d+\. Not in force: \d+\.", said)
        assert sum(numbers) == 30
        assert page.locator(".d-tie:visible").count() == numbers[0] + numbers[1]
        page.locator("[name=year]").select_option("2022")
        assert "operates quay-south" not in _shown(page, "harbour-company")
        assert "owns harbour-company" in _shown(page, "ocean-fund")
        assert "owns ferry-line" not in _shown(page, "ocean-fund")
        assert "owns harbour-company" not in _shown(page, "northern-holding")
