"""The search, as a reader uses it: the right record comes first, and every way in and out works."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlencode

import pytest
from playwright.sync_api import Browser, Page, expect

from build_dossier.load.reading import read
from build_dossier.publish.search_index import shown_in
from build_dossier.publish.search_words import search_words
from build_dossier.views import places
from tests.projects import case, project, run
from tests.site.browser import Watch, opened, served

_FIELD = "#dossier-search-input"
_RESULTS = ".dossier-search-results a"
_STATUS = ".dossier-search-status"

# What a person types who half remembers it, and the record that is meant: each kind at least once.
_QUESTIONS = (
    ("Duggan incomprehensible", "quote:duggan-incomprehensible"),
    ("merely suggestive", "quote:ustr-merely-suggestive"),
    ("hostage to delay", "quote:trade-groups-hostage"),
    ("zhang disappointed", "quote:zhang-disappointed"),
    ("patchy", "quote:industry-sources-patchy"),
    ("380 million", "statistic:listings-removed-before-october-2016"),
    ("380,000,000 to August", "statistic:listings-removed-to-august-2016"),
    ("98% of offers removed before one was sold", "statistic:removed-before-sale-offers"),
    ("1500 reports law enforcement", "statistic:reports-to-police"),
    ("factor of 28", "statistic:proactive-factor-28-growth"),
    ("Michael Evans", "party:michael-evans"),
    ("alibaba", "party:alibaba"),
    ("AAFA", "party:aafa"),
    ("swiss watches", "party:federation-of-the-swiss-watch-industry"),
    ("who must police the platform", "issue:policing"),
    ("transparency", "issue:transparency"),
    ("taobao taken off the list", "event:taobao-delisted-2012"),
    ("USTR's warning", "event:ustr-warning-2015"),
    ("notorious markets", "term:notorious-markets-list"),
    ("special 301", "term:special-301"),
    ("sourcing journal", "source:sourcing-journal-2015-10"),
    ("the drum flawed biased", "source:the-drum-2018-01-15"),
    ("what Alibaba does with complaints of brands", "position:aafa-transparency-2016"),
)


@contextmanager
def _searching(browser: Browser, base: str, address: str = "", width: int = 1440) -> Iterator[tuple[Page, Watch]]:
    """A page with the search opened."""
    with opened(browser, base, width=width) as (page, watch):
        page.goto(address)
        if "?" not in address:
            page.click("[data-dossier-search]")
        expect(page.locator(_FIELD)).to_be_focused()
        yield page, watch
        assert watch.faults == []


def _found(page: Page, question: str) -> list[str]:
    """The addresses of the results of a question, from the site's root."""
    page.fill(_FIELD, question)
    page.keyboard.press("Enter")  # searches without a pause, and goes to the first result
    expect(page.locator(f"{_RESULTS} >> nth=0")).to_be_focused()
    return _addresses(page)


def _addresses(page: Page) -> list[str]:
    hrefs: list[str] = page.eval_on_selector_all(_RESULTS, "links => links.map((link) => link.href)")
    return [href.split("/", 3)[3] for href in hrefs]


def _labels(page: Page, selector: str) -> list[str]:
    return page.locator(selector).all_inner_texts()


# --- what is found


def test_what_a_person_types_finds_the_record_that_is_meant(first: Path, first_address: str, browser: Browser) -> None:
    dossier = read(first / "data", "data").dossier
    assert dossier is not None
    keys = {str(key): key for key in dossier.records}
    assert {question[1].split(":")[0] for question in _QUESTIONS} == {key.kind for key in dossier.records}
    wrong = {}
    with _searching(browser, first_address, "timeline/") as (page, _):
        for question, meant in _QUESTIONS:
            results = _found(page, question)
            if results[0] != places.address(*places.page_of(dossier, keys[meant])):
                wrong[question] = results[:3]
    assert wrong == {}


def test_every_record_can_be_found(first: Path) -> None:
    dossier = read(first / "data", "data").dossier
    assert dossier is not None
    urls = [record["url"] for record in shown_in(first / "site")]
    assert sorted(urls) == sorted(places.address(*places.page_of(dossier, key)) for key in dossier.records)


def test_a_result_says_what_it_is_and_marks_what_was_found(first_address: str, browser: Browser) -> None:
    with _searching(browser, first_address) as (page, _):
        _found(page, "Duggan incomprehensible")
        result = page.locator(".dossier-search-results li")
        expect(result).to_contain_text("Quotation · ✓ verified")
        expect(result).to_contain_text("Juanita Duggan, chief executive")
        expect(result).to_contain_text("about August 2016 · Yibada, 2 September 2016")
        assert _labels(page, "mark") == ["incomprehensible", "Duggan"]
        expect(page.locator(_STATUS)).to_have_text("1 result")


def test_words_that_stand_nowhere_together_say_so_and_what_to_try(first_address: str, browser: Browser) -> None:
    with _searching(browser, first_address) as (page, _):
        page.fill(_FIELD, "delisted 2012")
        expect(page.locator(_STATUS)).to_have_text("Nothing holds all that you typed. 2 results near it.")
        page.get_by_role("button", name="Only “2012” (5)").click()
        expect(page.locator(_STATUS)).to_have_text("5 results")
        page.fill(_FIELD, "duggan zebra")
        expect(page.locator(_STATUS)).to_have_text("Nothing holds all that you typed. 7 results near it.")
        page.fill(_FIELD, "ωμέγα")
        expect(page.locator(_STATUS)).to_have_text("Nothing was found for “ωμέγα”.")
        page.fill(_FIELD, "")
        expect(page.locator(".dossier-search-help")).to_contain_text("Finds quotations, figures")
        assert _addresses(page) == []


# --- other scripts


@pytest.fixture(scope="module", params=["en", "ar"])
def voices(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Where the dossier with quotations in Chinese, Arabic and French is served; its own language is either."""
    root = project(tmp_path_factory.mktemp("voices") / "site", case("languages"))
    about = root / "data/dossier.yml"
    about.write_text(about.read_text("utf-8").replace("language: ar", f"language: {request.param}"), "utf-8")
    assert run("build", "-C", root).returncode == 0
    with served(root / "site") as address:
        yield address


@pytest.mark.parametrize(
    ("question", "meant"),
    [
        ("透明", "quotes/li-opaque/"),
        ("过程不透明", "quotes/li-opaque/"),
        ("明", "quotes/li-opaque/"),
        ("假货", "sources/zh-2016/"),
        ("العملية واضحة", "quotes/haddad-clear/"),
        ("عمليه واضِحَة", "quotes/haddad-clear/"),
        ("الــعَمَلِيَّة واضحة", "quotes/haddad-clear/"),
        ("l'œuvre d'un maître", "quotes/tremblay-oeuvre/"),
        ("OEUVRE MAITRE", "quotes/tremblay-oeuvre/"),
        ("Zoe Tremblay", "parties/tremblay/"),
    ],
)
def test_every_script_is_found_however_it_is_typed(voices: str, browser: Browser, question: str, meant: str) -> None:
    with _searching(browser, voices) as (page, _):
        assert _found(page, question)[0] == meant
        expect(page.locator(_STATUS)).not_to_contain_text("near it")
        assert page.locator("mark").count() > 0


def test_what_is_typed_is_folded_as_the_texts_are(voices: str, browser: Browser) -> None:
    texts = [
        "Alibaba’s 380,000,000",
        "don't l’œuvre d'État qu'il O'Brien",
        "Straße Ærø İstanbul",
        "العَمَلِيَّةُ بالبضائع للأمم آل",
    ]
    texts += [
        "售假货 is 明",
        "हिन्दी में",
        "ราคา",
        "ガラス がらす",
        "한국어",
        "1.5% of ½ ﬁne x²",
        "the U.S. and US",
        "it's 1'000",
        "a_b–c",
        "Ἀθήνα Й",
    ]
    with opened(browser, voices) as (page, _):
        page.goto("")
        typed = page.evaluate(
            """async (texts) => {
                const { wordsToFind } = await import(new URL("assets/search-words.js", document.baseURI));
                return texts.map((text) => wordsToFind(text));
            }""",
            texts,
        )
    for text, words in zip(texts, typed, strict=True):
        assert words
        assert set(words) <= set(search_words(text).split()), text


# --- to narrow and to order


def test_facets_narrow_the_results_and_count_them(first_address: str, browser: Browser) -> None:
    with _searching(browser, first_address) as (page, _):
        page.fill(_FIELD, "counterfeits")
        kind = page.locator(".dossier-search-facets details").first
        quotations = kind.locator("label", has_text="Quotation")
        number = int(quotations.locator(".dossier-search-count").inner_text())
        quotations.click()
        expect(page.locator(_STATUS)).to_have_text(f"{number} results")
        assert all(address.startswith("quotes/") for address in _addresses(page))
        expect(kind.locator("label", has_text="Event")).to_be_visible()  # what it would add can still be seen
        party = page.locator(".dossier-search-facets details", has=page.locator("summary:text-is('Party')"))
        party.locator("summary").click()
        duggan = party.locator("label", has_text="Juanita Duggan")
        few = int(duggan.locator(".dossier-search-count").inner_text())
        duggan.click()
        expect(page.locator(_STATUS)).to_have_text(f"{few} results")
        assert 0 < few < number
        assert all("duggan" in address for address in _addresses(page))


@pytest.mark.parametrize("facet", ["kind", "party", "issue", "year", "source", "verdict"])
def test_each_facet_has_values_that_each_find_as_many_as_they_say(
    first_address: str, browser: Browser, facet: str
) -> None:
    with _searching(browser, first_address, "?q=alibaba") as (page, _):
        group = page.locator(".dossier-search-facets details", has=page.locator(f"summary:text-is('{facet.title()}')"))
        if group.get_attribute("open") is None:
            group.locator("summary").click()
        value = group.locator("label").first
        number = int(value.locator(".dossier-search-count").inner_text())
        value.click()
        expect(page.locator(_STATUS)).to_have_text(f"{number} result{'s' if number > 1 else ''}")
        assert f"&{facet}=" in page.url


def test_results_can_be_put_in_order_of_time(first_address: str, browser: Browser) -> None:
    with _searching(browser, first_address) as (page, _):
        page.fill(_FIELD, "duggan")
        expect(page.locator(_STATUS)).to_have_text("7 results")
        page.select_option("#dossier-search-sort", "date")
        expect(page.locator(f"{_RESULTS} >> nth=0")).to_contain_text("What Alibaba does in response")
        dated = [line for line in _labels(page, ".dossier-search-line") if "201" in line]
        years = [2016 if "2016 ·" in line else 2015 for line in dated]
        assert years == sorted(years, reverse=True)
        assert set(years) == {2015, 2016}


def test_more_results_are_shown_when_asked_for(first_address: str, browser: Browser) -> None:
    with _searching(browser, first_address) as (page, _):
        page.fill(_FIELD, "alibaba")
        expect(page.locator(_RESULTS)).to_have_count(10)
        page.get_by_role("button", name="More results").click()
        expect(page.locator(_RESULTS)).to_have_count(20)
        expect(page.locator(f"{_RESULTS} >> nth=10")).to_be_focused()
        assert len(set(_addresses(page))) == 20


# --- ways in and out


@pytest.mark.parametrize(
    "address",
    [
        "", "issues/", "issues/policing/", "positions/", "parties/", "parties/aafa/", "timeline/", "statistics/",
        "statistics/reports-to-police/", "quotes/", "quotes/duggan-incomprehensible/", "sources/",
        "sources/pymnts-2016-12/", "conflicts/", "gaps/", "glossary/", "method/",
    ],
)  # fmt: skip
def test_the_stroke_opens_it_on_every_page_and_escape_closes_it(
    first_address: str, browser: Browser, address: str
) -> None:
    with opened(browser, first_address) as (page, watch):
        page.goto(address)
        page.keyboard.press("/")
        expect(page.locator(_FIELD)).to_be_focused()
        page.keyboard.type("98/100 per cent")  # in the field the stroke is a stroke
        expect(page.locator(_FIELD)).to_have_value("98/100 per cent")
        page.keyboard.press("Escape")
        expect(page.locator("dialog")).not_to_be_visible()
        expect(page.locator("[data-dossier-search]")).to_be_focused()
        expect(page).to_have_url(first_address + address)
        assert watch.faults == []


def test_what_is_typed_before_the_search_is_there_is_not_lost(first_address: str, browser: Browser) -> None:
    """Nor is it taken for a short cut of the theme, of which 'n' leads to the next page."""
    with opened(browser, first_address) as (page, watch):
        page.goto("issues/")
        page.keyboard.press("/")
        page.keyboard.type("incomprehensible")  # at once, while the script is fetched
        expect(page.locator(_RESULTS).first).to_be_visible()
        assert page.input_value(_FIELD) == "incomprehensible"
        assert "/issues/" in page.url
        assert watch.faults == []


def test_an_address_with_a_question_opens_its_results(first_address: str, browser: Browser) -> None:
    with _searching(browser, first_address, "parties/") as (page, _):
        page.fill(_FIELD, "counterfeits")
        page.locator(".dossier-search-facets label", has_text="Quotation").click()
        page.select_option("#dossier-search-sort", "date")
        expect(page.locator(_STATUS)).to_contain_text("results")
        page.wait_for_url("**/parties/?q=counterfeits&sort=date&kind=Quotation")
        shared, results, number = page.url, _addresses(page), page.locator(_STATUS).inner_text()
    with opened(browser, first_address) as (page, watch):
        page.goto(shared)
        expect(page.locator(_STATUS)).to_have_text(number)
        assert _addresses(page) == results
        expect(page.locator(_FIELD)).to_have_value("counterfeits")
        page.get_by_role("button", name="Close").click()
        expect(page).to_have_url(f"{first_address}parties/")
        assert watch.faults == []


def test_the_keyboard_alone_leads_to_a_record_and_back(first_address: str, browser: Browser) -> None:
    with opened(browser, first_address) as (page, watch):
        page.goto("timeline/")
        page.keyboard.press("/")
        expect(page.locator(_FIELD)).to_be_focused()
        page.keyboard.type("evans", delay=20)
        expect(page.locator(_STATUS)).to_contain_text("results")
        page.keyboard.press("ArrowDown")
        page.keyboard.press("ArrowDown")
        expect(page.locator(f"{_RESULTS} >> nth=1")).to_be_focused()
        page.keyboard.press("ArrowUp")
        page.keyboard.press("ArrowUp")
        expect(page.locator(_FIELD)).to_be_focused()
        page.keyboard.press("ArrowDown")
        page.keyboard.press("Enter")
        page.wait_for_url("**/parties/michael-evans/")
        page.go_back()
        expect(page.locator(_STATUS)).to_contain_text("results")  # the way back leads to the results
        assert watch.faults == []


def test_a_result_on_the_same_page_closes_the_search(first_address: str, browser: Browser) -> None:
    with _searching(browser, first_address, "timeline/") as (page, _):
        _found(page, "taobao taken off the list")
        page.keyboard.press("Enter")
        page.wait_for_url("**/timeline/#event-taobao-delisted-2012")
        expect(page.locator("dialog")).not_to_be_visible()


def test_on_a_phone_the_facets_wait_behind_a_button(first_address: str, browser: Browser) -> None:
    with _searching(browser, first_address, width=390) as (page, _):
        page.fill(_FIELD, "counterfeits")
        expect(page.locator(f"{_RESULTS} >> nth=0")).to_be_visible()
        expect(page.locator(".dossier-search-facets label").first).not_to_be_visible()
        page.get_by_text("Narrow the results").click()
        expect(page.locator(".dossier-search-facets label").first).to_be_visible()
        assert page.evaluate("document.documentElement.scrollWidth") == 390


def test_without_a_script_the_control_is_a_link(first_address: str, browser: Browser) -> None:
    with opened(browser, first_address, script=False) as (page, _):
        page.goto("parties/aafa/")
        page.click("[data-dossier-search]")
        assert page.url == f"{first_address}quotes/"


def test_without_its_index_it_says_so(first: Path, browser: Browser, tmp_path: Path) -> None:
    site = Path(shutil.copytree(first / "site", tmp_path / "site", ignore=shutil.ignore_patterns("pagefind")))
    with served(site) as address, opened(browser, address) as (page, _):
        page.goto("?q=alibaba")
        expect(page.locator(_STATUS)).to_contain_text("could not be loaded")


# --- texts stay texts


@pytest.mark.parametrize("question", ["script alert", "img onerror", "javascript", "<img src=x onerror=alert(1)>"])
def test_no_text_of_a_record_becomes_an_element(hostile: Path, browser: Browser, question: str) -> None:
    with (
        served(hostile / "site") as address,
        _searching(browser, address, f"?{urlencode({'q': question})}") as (page, watch),
    ):
        expect(page.locator(_RESULTS).first).to_be_visible()
        assert page.input_value(_FIELD) == question
        tags = page.eval_on_selector_all(".dossier-search-found ol *", "all => all.map((one) => one.tagName)")
        assert set(tags) <= {"LI", "P", "A", "SPAN", "BDI", "MARK"}
        assert page.locator("dialog img, dialog script").count() == 0
        assert watch.faults == []


# --- the files


def test_the_site_holds_of_the_search_only_what_is_used(first: Path) -> None:
    folder = first / "site/pagefind"
    assert {path.name for path in folder.iterdir()} == {"entry.json", "list", "program", "words", "facet", "record"}
    entry = json.loads((folder / "entry.json").read_bytes())
    assert [path.name for path in (folder / "list").iterdir()] == [entry["list"]]
    assert [path.name for path in (folder / "program").iterdir()] == [entry["program"]]
