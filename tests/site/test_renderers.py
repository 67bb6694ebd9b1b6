"""The pages are plain Markdown: ProperDocs makes the same site of the same `mkdocs.yml`.

What is known to differ is listed in `docs/guide/publishing.md`, "Other renderers". Zensical has tests of its own.
"""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from tests.projects import FIRST
from tests.projects import project as make_project
from tests.site.articles import articles, titles

BIN = Path(sys.executable).parent

Sites = dict[str, Path]


@pytest.fixture(scope="module")
def sites(first: Path, tmp_path_factory: pytest.TempPathFactory) -> Sites:
    """The first dossier, built by each renderer from the same pages."""
    project = make_project(tmp_path_factory.mktemp("renderers") / "project", FIRST)
    _run(project, "properdocs", "build", "--strict", "-f", "mkdocs.yml", "-d", "by-properdocs")
    return {"mkdocs": first / "site", "properdocs": project / "by-properdocs"}


def _run(project: Path, *command: str) -> None:
    done = subprocess.run(
        [str(BIN / command[0]), *command[1:]], cwd=project, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr


def test_every_page_has_the_same_text_links_and_anchors(sites: Sites) -> None:
    expected = dict(articles(sites["mkdocs"]))
    assert len(expected) > 100
    assert dict(articles(sites["properdocs"])) == expected


def test_every_page_has_the_same_title(sites: Sites) -> None:
    assert titles(sites["properdocs"]) == titles(sites["mkdocs"])


def test_the_export_is_published(sites: Sites) -> None:
    export = "data/dossier.json"
    assert (sites["properdocs"] / export).read_bytes() == (sites["mkdocs"] / export).read_bytes()
