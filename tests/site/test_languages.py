"""The built site in another language: the shell around the pages, the scripts, and the theme."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner
from playwright.sync_api import Browser, expect

from build_dossier.cli import main
from tests.foreign import in_mask, masked
from tests.projects import case, example, project, run_mkdocs
from tests.site.browser import opened, served


@pytest.fixture(scope="module")
def foreign(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of the reference dossier, built in a language whose words are masked."""
    root = project(tmp_path_factory.mktemp("foreign") / "site", case("small"))
    about = root / "data/dossier.yml"
    about.write_text(
        re.sub("(?m)^(language|digits):.*\n", "", about.read_text("utf-8")) + "language: ar\ndigits: arab\n", "utf-8"
    )
    with masked():
        done = CliRunner().invoke(main, ["build", "-C", str(root)])
    assert done.exit_code == 0, done.output
    with served(root / "site") as address:
        yield address


def test_the_shell_and_the_theme_speak_the_language(foreign: str, browser: Browser) -> None:
    with opened(browser, foreign, width=390) as (page, watch):
        page.goto("")
        assert page.locator("html").get_attribute("lang") == "ar"
        assert page.locator("body").get_attribute("dir") == "rtl"
        expect(page.locator(".dossier-menu summary")).to_have_text(in_mask("Menu"))
        expect(page.locator("nav.dossier-hubs").first).to_have_attribute("aria-label", in_mask("Main"))
        expect(page.locator(".headerlink").first).to_have_attribute("title", in_mask("Permanent link"))
        feed = page.locator("link[type='application/atom+xml']")
        assert feed.count() == 0  # no edition was closed
        assert watch.faults == []


def test_the_search_speaks_the_language_and_keeps_its_addresses(foreign: str, browser: Browser) -> None:
    with opened(browser, foreign) as (page, watch):
        page.goto("")
        expect(page.locator(".dossier-search-hint")).to_have_text(in_mask("Search quotes, figures, parties"))
        page.click("[data-dossier-search]")
        page.fill("#dossier-search-input", "opaque")
        status = page.locator(".dossier-search-status")
        expect(status).to_have_text(re.compile(f"^[٠-٩]+ {in_mask('results')}$|^١ {in_mask('result')}$"))
        kind = page.locator(".dossier-search-facets label", has_text=in_mask("Quotation"))
        kind.locator("input").check()
        expect(page).to_have_url(re.compile("kind=Quotation"))
        page.locator(".dossier-search-facets summary", has_text=in_mask("Year")).click()
        expect(page.locator(".dossier-search-facets bdi", has_text="٢٠١٦")).to_be_visible()
        words = re.findall(
            "[A-Za-z]{3,}",
            " ".join(
                page.locator(f".dossier-search {part}").all_inner_texts()[0]
                for part in ("label", ".dossier-search-close", ".dossier-search-status", "summary", "option")
            ),
        )
        assert words == []
        page.fill("#dossier-search-input", "nobody said xyzzy")
        expect(page.locator(".dossier-search-help")).to_contain_text(in_mask("Try fewer words"))
        assert watch.faults == []


def test_buttons_to_copy_speak_the_language(foreign: str, browser: Browser) -> None:
    with opened(browser, foreign) as (page, watch):
        page.goto("quotes/jones-opaque/")
        said = ["Copy with source", "Copy link", "Copy these lines", "Copy these lines"]
        expect(page.locator(".d-use .d-copy")).to_have_text([in_mask(words) for words in said])
        assert watch.faults == []


@pytest.mark.parametrize(
    ("name", "theirs", "lang"), [("fr", "en", "fr"), ("ar", "en", "ar"), ("ar", "de", "de")], ids=lambda each: each
)
def test_mkdocs_alone_lets_the_theme_speak_the_language_unless_it_has_another(
    tmp_path: Path, name: str, theirs: str, lang: str
) -> None:
    root = example(tmp_path / name, name)
    config = root / "mkdocs.yml"
    config.write_text(re.sub("(?m)^  language: .*$", f"  language: {theirs}", config.read_text("utf-8")), "utf-8")
    done = run_mkdocs("build", "-q", cwd=root)
    assert done.returncode == 0, done.stderr
    page = (root / "site/index.html").read_text("utf-8")
    assert f'<html lang="{lang}"' in page
    assert f'<body dir="{"rtl" if lang == "ar" else "ltr"}"' in page
