"""A quotation or figure on somebody else's page: under a strict policy, in a sandbox, with attribution and verdict."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, FrameLocator, Page, expect
from selectolax.lexbor import LexborHTMLParser

from tests.projects import case, project, run
from tests.site.browser import Scheme, opened, served
from tests.site.tools import tool

_LONG = "We have said so before and we say it again, because nobody has answered us. " * 12
_MORE = f"""\
- id: long
  text: {_LONG.strip()}
  speaker: jones
  said: 2016-10-21
  rank: deprecated
  deprecated_because: The speaker withdrew it.
  appearances: [{{source: times-2016-10-21}}]
- id: hostile
  text: '</p></blockquote><script>alert(1)</script> "quoted" & <b>bold</b>'
  speaker: jones
  appearances: [{{source: times-2016-10-21}}]
"""


class Published(NamedTuple):
    """A site that knows its own address, and the folder in which it is built."""

    address: str
    folder: Path

    def lines(self, page: str) -> list[str]:
        """What the page of a record gives to paste: the card in a frame, and the words as text."""
        tree = LexborHTMLParser((self.folder / page / "index.html").read_text("utf-8"))
        return [node.text() for node in tree.css(".d-lines pre")]


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Published]:
    root = project(tmp_path_factory.mktemp("published") / "small", case("small"))
    with served(root / "site") as address:
        about = root / "data/dossier.yml"
        text = about.read_text("utf-8").replace("https://dossier.example.org/fakes/", address)
        about.write_text(text.replace("checks: {", 'checks: {never-verified: "off", '), "utf-8")
        quotes = root / "data/quotes.yml"
        quotes.write_text(quotes.read_text("utf-8") + _MORE, "utf-8")
        done = run("build", "-C", root)
        assert done.returncode == 0, done.stdout + done.stderr
        yield Published(address, root / "site")


class Foreign(NamedTuple):
    """A page of somebody else with the card in it, and what it and the card asked for."""

    page: Page
    asked: list[str]
    said: list[str]

    @property
    def card(self) -> FrameLocator:
        """The inside of the frame."""
        return self.page.frame_locator("iframe")

    @property
    def hosts(self) -> set[str]:
        """Who was asked for anything."""
        return {urlsplit(url).netloc for url in self.asked}


def _foreign(folder: Path, body: str, policy: str) -> None:
    folder.mkdir(exist_ok=True)
    meta = f'<meta http-equiv="Content-Security-Policy" content="{policy}">'
    (folder / "index.html").write_text(
        f'<!doctype html><html lang="en"><head><meta charset="utf-8">{meta}<title>Foreign</title></head>'
        f"<body><h1>A page of somebody else</h1>{body}</body></html>",
        "utf-8",
    )


@pytest.fixture(scope="module")
def elsewhere(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Published]:
    """Another host, and the folder with its pages."""
    folder = tmp_path_factory.mktemp("elsewhere")
    with served(folder) as address:
        yield Published(address, folder)


@pytest.fixture
def foreign(
    site: Published, elsewhere: Published, browser: Browser, tmp_path: Path, request: pytest.FixtureRequest
) -> Iterator[Foreign]:
    """The page that a test asks for by the address of a record; `sandbox` and `policy` may be others."""
    wanted = {"width": 700, "policy": f"default-src 'none'; frame-src {site.address}", "sandbox": None, **request.param}
    (lines, _) = site.lines(wanted["record"])
    if wanted["sandbox"] is not None:
        before, _, after = lines.partition('sandbox="')
        lines = f'{before}sandbox="{wanted["sandbox"]}"{after.partition(chr(34))[2]}'
    _foreign(elsewhere.folder / tmp_path.name, lines, wanted["policy"])
    with opened(browser, elsewhere.address, width=wanted["width"]) as (page, _):
        found = Foreign(page, [], [])
        page.on("request", lambda request: found.asked.append(request.url))
        page.on("console", lambda said: found.said.append(said.text))
        page.goto(f"{tmp_path.name}/", wait_until="networkidle")
        yield found


_JONES = {"record": "quotes/jones-opaque"}


@pytest.mark.parametrize("foreign", [_JONES], indirect=True)
def test_the_card_of_a_quotation_has_words_speaker_date_source_and_verdict(foreign: Foreign, site: Published) -> None:
    text = foreign.card.locator("main").inner_text()
    for told in (
        "“The process is opaque.”",
        "Mary Jones",
        "President, for Guild, 20 October 2016",
        "✓ verified in 1 of 2",
        "In The Harbour Times, 21 October 2016",
        "Fakes at the Bazaar",
        "As of 31 December 2016",
    ):
        assert told in text
    assert foreign.card.locator("html").get_attribute("lang") == "en-GB"
    assert foreign.card.locator("nav, script, header").count() == 0
    assert foreign.said == []
    assert foreign.hosts == {urlsplit(foreign.page.url).netloc, urlsplit(site.address).netloc}


@pytest.mark.parametrize("foreign", [{"record": "statistics/days-until-removal"}], indirect=True)
def test_the_card_of_a_figure_has_number_unit_claimant_and_verdict(foreign: Foreign) -> None:
    text = " ".join(foreign.card.locator("main").inner_text().split())
    for told in ("less than 2.50 days", "The Bazaar vouches for it", "✓ verified", "Fakes at the Bazaar"):
        assert told in text
    assert foreign.said == []


@pytest.mark.parametrize("foreign", [_JONES], indirect=True)
def test_the_card_is_set_in_the_fonts_of_the_site(foreign: Foreign) -> None:
    loaded = foreign.card.locator("html").evaluate(
        "async () => { await document.fonts.ready; return [...document.fonts].map(it => it.status) }"
    )
    assert "loaded" in loaded
    assert "error" not in loaded


@pytest.mark.parametrize("foreign", [_JONES], indirect=True)
def test_its_link_opens_the_page_of_the_record(foreign: Foreign, site: Published) -> None:
    foreign.card.get_by_role("link").click()
    foreign.page.wait_for_url(f"{site.address}quotes/jones-opaque/")


@pytest.mark.parametrize("foreign", [{**_JONES, "sandbox": ""}], indirect=True)
def test_in_the_strictest_sandbox_it_tells_the_same(foreign: Foreign) -> None:
    text = foreign.card.locator("main").inner_text()
    assert "“The process is opaque.”" in text
    assert "✓ verified in 1 of 2" in text
    assert foreign.card.locator("main").evaluate("it => getComputedStyle(it).display") == "flex"  # it is styled


@pytest.mark.parametrize("foreign", [{**_JONES, "policy": "default-src 'none'"}], indirect=True)
def test_where_frames_are_refused_attribution_and_verdict_remain(foreign: Foreign, site: Published) -> None:
    caption = foreign.page.locator("figcaption")
    assert "“The process is opaque.” Mary Jones, President, for Guild, 20 October 2016" in caption.inner_text()
    assert "✓ verified in 1 of 2" in caption.inner_text()
    assert caption.get_by_role("link").get_attribute("href") == f"{site.address}quotes/jones-opaque/"


@pytest.mark.parametrize("foreign", [{"record": "quotes/hostile"}], indirect=True)
def test_no_text_gets_out_of_the_card_or_of_the_lines(foreign: Foreign) -> None:
    assert "<script>alert(1)</script>" in foreign.card.locator("blockquote").inner_text()
    assert foreign.page.locator("script, b, blockquote").count() == 0
    assert foreign.card.locator("script, b").count() == 0
    assert foreign.said == []


@pytest.mark.parametrize("foreign", [{"record": "quotes/long", "width": 340}], indirect=True)
def test_who_says_it_and_the_verdict_are_in_sight_before_a_long_quotation_is_read(foreign: Foreign) -> None:
    foreign.page.locator("iframe").scroll_into_view_if_needed()
    for told in ("Mary Jones", "△ not checked", "△ ranked down"):
        expect(foreign.card.get_by_text(told)).to_be_in_viewport(ratio=1)
    foreign.card.get_by_role("link").scroll_into_view_if_needed()
    expect(foreign.card.get_by_role("link")).to_be_in_viewport()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [320, 800])
@pytest.mark.parametrize("card", ["quote-jones-opaque", "quote-long", "statistic-damage"])
def test_a_card_is_accessible(site: Published, browser: Browser, card: str, width: int, scheme: Scheme) -> None:
    with opened(browser, site.address, width=width, scheme=scheme) as (page, watch):
        page.add_init_script(path=tool("axe-core/axe.min.js"))
        page.goto(f"embed/{card}/")
        rules = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
        report = page.evaluate("rules => axe.run(document, { runOnly: rules })", rules)
        assert [(rule["id"], rule["nodes"][0]["html"]) for rule in report["violations"]] == []
        assert page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0
        assert watch.faults == []


def test_the_words_as_text_are_whole_with_attribution_and_verdict(site: Published) -> None:
    (_, lines) = site.lines("quotes/long")
    tree = LexborHTMLParser(lines)
    (words,) = tree.css("blockquote")
    assert words.text().strip() == f"“{_LONG.strip()}”"
    assert words.attributes["cite"] == f"{site.address}quotes/long/"
    assert "Mary Jones" in tree.text()
    assert "△ not checked · △ ranked down" in tree.text()


def test_the_lines_are_copied_as_they_are_shown(site: Published, browser: Browser) -> None:
    with opened(browser, site.address) as (page, watch):
        page.goto("quotes/jones-opaque/")
        page.get_by_text("Embed", exact=True).click()
        page.context.grant_permissions(["clipboard-read", "clipboard-write"])
        page.get_by_role("button", name="Copy these lines").first.click()
        expect(page.get_by_role("button", name="Copied")).to_be_visible()
        assert page.evaluate("navigator.clipboard.readText()") == site.lines("quotes/jones-opaque")[0].strip()
        assert watch.faults == []


def test_search_engines_are_told_to_find_the_record_and_not_its_card(site: Published) -> None:
    card = LexborHTMLParser((site.folder / "embed/quote-jones-opaque/index.html").read_text("utf-8"))
    assert card.css_matches('meta[name="robots"][content="noindex"]')


def test_the_head_of_a_page_tells_other_sites_title_words_and_picture(site: Published) -> None:
    tree = LexborHTMLParser((site.folder / "quotes/jones-opaque/index.html").read_text("utf-8"))
    told = {node.attributes["property"]: node.attributes["content"] for node in tree.css("meta[property]")}
    assert told == {
        "og:title": "Mary Jones: “The process is opaque.”",
        "og:description": told["og:description"],
        "og:type": "article",
        "og:site_name": "Fakes at the Bazaar",
        "og:locale": "en_GB",
        "og:url": f"{site.address}quotes/jones-opaque/",
        "og:image": f"{site.address}cards/quote-jones-opaque.png",
        "og:image:type": "image/png",
        "og:image:width": "1200",
        "og:image:height": "630",
        "og:image:alt": told["og:description"],
    }
    assert str(told["og:description"]).startswith("“The process is opaque.” Mary Jones, President, for Guild")
    assert str(told["og:description"]).endswith("✓ verified in 1 of 2")
    assert tree.css_matches('meta[name="twitter:card"][content="summary_large_image"]')


def test_every_picture_that_a_page_names_is_there(site: Published) -> None:
    pages = [path for path in site.folder.rglob("index.html") if "embed" not in path.parts]
    for path in pages:
        (image,) = LexborHTMLParser(path.read_text("utf-8")).css('meta[property="og:image"]')
        assert (site.folder / str(image.attributes["content"]).removeprefix(site.address)).is_file(), path
