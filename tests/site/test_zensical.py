"""`dossier build --renderer zensical` makes the same site of the same pages.

What is known to differ is listed in `docs/guide/publishing.md`, "With Zensical".
"""

from __future__ import annotations

import gzip
import tomllib
from pathlib import Path

import pytest
from click.testing import CliRunner

from build_dossier.cli import main
from build_dossier.host import zensical as renderer
from tests.projects import ROOT, case, files_in, project, run
from tests.site.articles import articles, shells, titles
from tests.site.conftest import by_zensical
from tests.site.test_policy import rules_of

WITH = ("--renderer", "zensical")


@pytest.fixture(scope="module", params=["hostile", "arabic"])
def pair(request: pytest.FixtureRequest) -> tuple[Path, Path]:
    """The sites of one project, by MkDocs and by Zensical."""
    root: Path = request.getfixturevalue(request.param)
    return root / "site", by_zensical(root) / "site"


def _same(by_mkdocs: Path, by_zensical: Path) -> None:
    assert dict(articles(by_zensical)) == dict(articles(by_mkdocs))
    assert titles(by_zensical) == titles(by_mkdocs)
    assert shells(by_zensical) == shells(by_mkdocs)


def test_the_first_dossier_has_the_same_text_links_anchors_and_shell(first: Path, zensical: Path) -> None:
    assert len(titles(first / "site")) > 100
    _same(first / "site", zensical / "site")


def test_other_dossiers_have_the_same_text_links_anchors_and_shell(pair: tuple[Path, Path]) -> None:
    assert len(titles(pair[0])) > 20
    _same(*pair)


def test_all_that_is_not_a_page_is_the_same(first: Path, zensical: Path) -> None:
    """But for the theme's own scripts and styles, and the site map, whose order is another."""
    expected, found = (
        {
            path: content
            for path, content in files_in(root / "site").items()
            if not path.endswith(".html")
            and not path.startswith(("assets/javascripts/", "assets/stylesheets/", "sitemap.xml"))
        }
        for root in (first, zensical)
    )
    assert any(path.startswith("pagefind/") for path in expected)
    assert found == expected


def test_the_site_map_is_dated_by_the_dossier(pair: tuple[Path, Path]) -> None:
    """In another order."""
    expected, found = (
        sorted("".join(entry.split()) for entry in (site / "sitemap.xml").read_text("utf-8").split("<url>"))
        for site in pair
    )
    assert [entry.removesuffix("</urlset>") for entry in found] == [
        entry.removesuffix("</urlset>") for entry in expected
    ]
    packed = gzip.decompress((pair[1] / "sitemap.xml.gz").read_bytes())
    assert packed == (pair[1] / "sitemap.xml").read_bytes()


def test_links_policies_a_search_and_what_is_asked_for_are_right(zensical: Path) -> None:
    done = run("ci", "test-site", zensical / "site")
    assert done.returncode == 0, done.stdout + done.stderr
    assert "Tried: links, policies, a search, requests to other hosts." in done.stdout


@pytest.fixture
def small(tmp_path: Path) -> Path:
    """A small project, not built yet."""
    return project(tmp_path / "small", case("three-records"))


def _write(root: Path, path: str, text: str) -> None:
    (root / path).parent.mkdir(exist_ok=True)
    (root / path).write_text(text, "utf-8")


def test_two_builds_in_two_places_give_the_same_bytes(small: Path, tmp_path: Path) -> None:
    other = project(tmp_path / "another place" / "small", case("three-records"))
    for root in (small, other):
        assert run("build", "-C", root, *WITH).returncode == 0
    assert files_in(small / "site") == files_in(other / "site")
    assert not list(small.glob(".zensical*"))
    assert not list(small.glob(".site*"))


@pytest.mark.parametrize(
    ("page", "told"),
    [
        ("[x](gone.md), [y](issues/index.md#none)", ["own.md:3:5: page does not exist", "anchor does not exist"]),
        (
            "![z](no.png), [w](/x/)",
            ["own/index.html: nothing is at '../no.png'", "own/index.html: '/x/' is an absolute address"],
        ),
    ],
    ids=["that Zensical sees", "that it does not see"],
)
def test_a_broken_link_fails_the_build_and_leaves_the_site_as_it_was(small: Path, page: str, told: list[str]) -> None:
    _write(small, "site/index.html", "the old one")
    _write(small, "docs/own.md", f"# Own\n\n{page}\n")
    done = run("build", "-C", small, *WITH)
    assert done.returncode == 1
    assert [words for words in told if words not in done.stderr] == []
    assert "Traceback" not in done.stderr
    assert files_in(small / "site") == {"index.html": b"the old one"}


def test_a_page_that_nav_names_and_that_is_not_there_fails_the_build(small: Path) -> None:
    config = (small / "mkdocs.yml").read_text("utf-8")
    _write(small, "mkdocs.yml", config.replace("timeline.md", "timelime.md"))
    done = run("build", "-C", small, *WITH)
    assert done.returncode == 1
    assert done.stderr == "Error: mkdocs.yml: nav names 'timelime.md', and there is no such page\n"


def test_pages_templates_and_scripts_of_the_sites_owner(small: Path) -> None:
    config = (small / "mkdocs.yml").read_text("utf-8").replace("theme:\n", "theme:\n  custom_dir: own\n")
    _write(
        small, "mkdocs.yml", f"{config}\nhooks: [hook.py]\n".replace("plugins:\n", "plugins:\n  - search\n  - tags\n")
    )
    _write(small, "hook.py", "")
    _write(small, "own/404.html", '{% extends "main.html" %}{% block content %}<h1>Nothing here</h1>{% endblock %}')
    _write(small, "docs/own.md", "# Own\n\nWords\n\n<script>evil()</script>\n")
    _write(small, "docs/plain.html", "<!doctype html><meta charset=utf-8><title>Plain</title>")
    done = run("build", "-C", small, *WITH)
    assert done.returncode == 0, done.stderr
    assert "Zensical runs no hooks, and of these plugins only its own: tags.\n" in done.stdout
    site = small / "site"
    assert "Nothing here" in (site / "404.html").read_text("utf-8")
    assert (site / "plain.html").read_bytes() == (small / "docs/plain.html").read_bytes()
    pages = [path.read_text("utf-8") for path in (site / "own/index.html", site / "timeline/index.html")]
    assert "evil()" in pages[0]
    assert rules_of(pages[0])["script-src"] == rules_of(pages[1])["script-src"]


def test_without_the_extra_it_is_said_how_to_get_it(small: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(renderer, "find_spec", lambda _: None)
    done = CliRunner().invoke(main, ["build", "-C", str(small), *WITH])
    assert done.exit_code == 2
    assert "Zensical is not installed. To have it: pip install 'build-dossier[zensical]'." in done.output
    assert files_in(small / "docs") == {}


@pytest.mark.parametrize(
    ("options", "theme", "told"),
    [
        (("--offline",), "material", "'--offline' is for the renderer 'mkdocs' alone"),
        ((), "mkdocs", "names another theme than 'material'"),
    ],
)
def test_what_it_cannot_do_is_refused(small: Path, options: tuple[str, ...], theme: str, told: str) -> None:
    config = (small / "mkdocs.yml").read_text("utf-8")
    start, _, rest = config.partition("theme:\n")
    _write(small, "mkdocs.yml", f"{start}theme: {{name: {theme}, custom_dir: own}}\n{rest[rest.index('extra:') :]}")
    (small / "own").mkdir()
    done = run("build", "-C", small, *WITH, *options)
    assert done.returncode == 2
    assert told in done.stderr


def test_the_extra_names_the_version_that_is_tested() -> None:
    extras = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]["optional-dependencies"]
    assert extras["zensical"] == [(ROOT / "requirements/zensical.in").read_text("utf-8").splitlines()[-1]]
