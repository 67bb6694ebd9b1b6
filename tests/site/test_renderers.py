"""The pages are plain Markdown: ProperDocs and Zensical make the same site of the same `mkdocs.yml`.

What is known to differ is listed in `docs/guide/publishing.md`, "Other renderers".
"""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urljoin

import pytest
from selectolax.lexbor import LexborHTMLParser

from tests.projects import FIRST
from tests.projects import project as make_project

BIN = Path(sys.executable).parent
BASE = "https://dossier.example/"

Sites = dict[str, Path]


@pytest.fixture(scope="module")
def sites(tmp_path_factory: pytest.TempPathFactory) -> Sites:
    """The first dossier, built by each renderer from the same pages."""
    project = make_project(tmp_path_factory.mktemp("renderers"), FIRST)
    _run(project, "dossier", "build")
    (project / "site").rename(project / "by-mkdocs")
    _run(project, "properdocs", "build", "--strict", "-f", "mkdocs.yml", "-d", "by-properdocs")
    _run(project, "zensical", "build", "--strict", "-f", "mkdocs.yml")
    (project / "site").rename(project / "by-zensical")
    return {name: project / f"by-{name}" for name in ("mkdocs", "properdocs", "zensical")}


def _run(project: Path, *command: str) -> None:
    done = subprocess.run(
        [str(BIN / command[0]), *command[1:]], cwd=project, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.mark.parametrize("renderer", ["properdocs", "zensical"])
def test_every_page_has_the_same_text_links_and_anchors(sites: Sites, renderer: str) -> None:
    expected = dict(_articles(sites["mkdocs"]))
    assert len(expected) > 100
    assert dict(_articles(sites[renderer])) == expected


@pytest.mark.parametrize("renderer", ["properdocs", "zensical"])
def test_every_page_has_the_same_title(sites: Sites, renderer: str) -> None:
    assert _titles(sites[renderer]) == _titles(sites["mkdocs"])


@pytest.mark.parametrize("renderer", ["properdocs", "zensical"])
def test_the_export_is_published_by_each(sites: Sites, renderer: str) -> None:
    export = "data/dossier.json"
    assert (sites[renderer] / export).read_bytes() == (sites["mkdocs"] / export).read_bytes()


def _articles(site: Path) -> Iterator[tuple[str, tuple[str, list[str], list[str]]]]:
    """Each page's text, the addresses that it links to, and its anchors."""
    for path, tree in _pages(site):
        article = tree.css_first("article")
        assert article is not None, path
        for chrome in article.css(".md-source-file, .md-content__button, .headerlink"):
            chrome.decompose()
        links = [urljoin(BASE + path, link.attributes["href"] or "") for link in article.css("a[href]")]
        links = [link.removesuffix("index.html") for link in links]
        anchors = [str(node.id) for node in article.css("[id]") if not str(node.id).startswith("__")]
        yield path, (" ".join(article.text(separator=" ").split()), links, anchors)


def _titles(site: Path) -> dict[str, str]:
    return {path: tree.css_first("title").text() for path, tree in _pages(site)}  # type: ignore[union-attr]  # every page has one


def _pages(site: Path) -> Iterator[tuple[str, LexborHTMLParser]]:
    for path in sorted(site.rglob("*.html")):
        if path.name != "404.html":
            yield path.relative_to(site).as_posix(), LexborHTMLParser(path.read_text("utf-8"))
