"""The content security policy: in each page, with the hashes of what the theme brings and of nothing else."""

from __future__ import annotations

import base64
import hashlib
import re
from pathlib import Path

import pytest
from playwright.sync_api import Browser
from selectolax.lexbor import LexborHTMLParser

from build_dossier.host.policy import with_policy
from tests.projects import case, project, run_mkdocs
from tests.site.browser import opened, served

_HEAD = '<!doctype html><html lang="en"><head><meta charset="utf-8"><title>A page</title>'


def rules_of(html: str) -> dict[str, list[str]]:
    """The values of each directive."""
    (meta,) = LexborHTMLParser(html).css("meta[http-equiv='Content-Security-Policy']")
    rules = (rule.split() for rule in str(meta.attributes["content"]).split(";"))
    return {name: values for name, *values in rules}


def _hash(text: str) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"


def test_a_page_may_run_the_scripts_that_the_theme_puts_into_it() -> None:
    html = f"{_HEAD}<script>one()</script><body><script type=module>\ntwo()</script><script src=three.js></script>"
    assert rules_of(with_policy(html))["script-src"] == [
        "'self'",
        "'wasm-unsafe-eval'",
        _hash("one()"),
        _hash("\ntwo()"),
    ]


def test_data_in_a_script_needs_no_leave() -> None:
    html = f'{_HEAD}<script id="a" type="application/json">{{}}</script><script type="application/ld+json">1</script>'
    assert rules_of(with_policy(html))["script-src"] == ["'self'", "'wasm-unsafe-eval'"]


def test_a_style_of_the_theme_may_apply() -> None:
    assert rules_of(with_policy(f"{_HEAD}<style>a{{}}</style>"))["style-src"] == ["'self'", _hash("a{}")]


def test_line_ends_are_hashed_as_a_browser_reads_them() -> None:
    assert _hash("one()\ntwo()\n") in rules_of(with_policy(f"{_HEAD}<script>one()\r\ntwo()\r</script>"))["script-src"]


def test_what_came_of_markdown_may_run_nothing() -> None:
    article = "<p>Words</p><script>evil()</script><style>p{}</style>"
    rules = rules_of(with_policy(f"{_HEAD}<script>own()</script><body>{article}</body>", article))
    assert rules["script-src"][2:] == [_hash("own()")]
    assert rules["style-src"] == ["'self'"]


def test_the_policy_stands_before_everything_that_it_is_for() -> None:
    html = with_policy(f"{_HEAD}<script>one()</script>")
    assert re.search(r'<meta charset="utf-8">\s*<meta http-equiv="Content-Security-Policy"', html)


def test_a_fragment_without_a_head_is_left_as_it_is() -> None:
    assert with_policy("<p>Words</p>") == "<p>Words</p>"


def test_every_built_page_has_a_policy_that_allows_nothing_unsafe_and_no_other_host(built: Path) -> None:
    for path in (built / "site").rglob("*.html"):
        rules = rules_of(path.read_text("utf-8"))
        assert rules["default-src"] == rules["object-src"] == rules["base-uri"] == ["'none'"], path
        values = {value for each in rules.values() for value in each if not value.startswith("'sha256-")}
        is_card = "embed" in path.parts
        assert values == {"'none'", "'self'"} | (set() if is_card else {"'wasm-unsafe-eval'", "data:"}), path


def test_no_built_page_styles_an_element_by_an_attribute(built: Path) -> None:
    """The policy would not apply it; a column is aligned by a class."""
    pages = {path: LexborHTMLParser(path.read_text("utf-8")) for path in (built / "site").rglob("*.html")}
    assert [path.relative_to(built).as_posix() for path, tree in pages.items() if tree.css("[style]")] == []


def test_a_browser_does_not_run_a_script_of_a_page_s_markdown(tmp_path: Path, browser: Browser) -> None:
    root = project(tmp_path / "project", case("three-records"))
    mine = "# Mine\n\n<p id='kept'>as it was</p>\n\n<script>document.getElementById('kept').remove()</script>\n"
    (root / "docs/mine.md").write_text(mine, "utf-8")
    done = run_mkdocs("build", "-f", root / "mkdocs.yml")
    assert done.returncode == 0, done.stderr
    with served(root / "site") as base, opened(browser, base) as (page, watch):
        page.goto("mine/")
        assert page.inner_text("#kept") == "as it was"
        assert any("policy: script-src" in fault for fault in watch.faults)


@pytest.mark.parametrize("key", ["Escape", "Enter"])
def test_the_theme_works_under_the_policy(first_address: str, browser: Browser, key: str) -> None:
    """The search, the palette, the sidebars and what shows at a scroll: what its script does at run time."""
    with opened(browser, first_address) as (page, watch):
        page.goto("issues/")
        page.get_by_label(re.compile("Dark|Light")).first.evaluate("it => it.click()")
        page.mouse.wheel(0, 2000)
        page.mouse.wheel(0, -500)
        page.keyboard.press("/")
        page.locator("input:focus").wait_for()
        page.keyboard.type("counterfeit")
        page.keyboard.press(key)
        page.wait_for_load_state("networkidle")
        assert watch.faults == []
