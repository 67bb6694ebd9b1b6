"""What only the place of publication knows, given on the command line: its own address."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.projects import case, files_in, project, run_here

ADDRESS = "https://owner.example.org/fakes"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A dossier that does not say where it is published, of which one edition was closed."""
    made = project(tmp_path / "p", case("three-records"))
    assert run_here("edition", "2016-12-31", "-C", made).returncode == 0
    return made


def _pages(root: Path, *args: str) -> dict[str, bytes]:
    done = run_here("pages", "-C", root, *args)
    assert (done.returncode, done.stderr) == (0, "")
    return files_in(root / "docs")


def test_the_address_that_is_handed_over_gives_pictures_and_cards_for_other_sites(root: Path) -> None:
    without, given = _pages(root), _pages(root, "--url", ADDRESS)
    assert "cards/dossier.png" not in without
    assert {"cards/dossier.png", "cards/quote-guild-opaque.png"} <= set(given)
    page = given["quotes/guild-opaque.md"].decode()
    assert f"{ADDRESS}/cards/quote-guild-opaque.png" in page
    assert ADDRESS not in without["quotes/guild-opaque.md"].decode()
    assert json.loads(given["feed.json"])["home_page_url"] == f"{ADDRESS}/"
    assert ADDRESS in given["data/dossier.json"].decode()


def test_where_it_is_published_is_no_change_of_the_dossier(root: Path) -> None:
    text = _pages(root, "--url", ADDRESS)["changes.md"].decode()
    headings = [line for line in text.splitlines() if line.startswith("## ")]
    assert headings == ['## <span id="edition-2016-12-31"></span>First edition, of 31 December 2016']
    assert "\nThree records.\n" in text


def test_an_address_that_the_dossier_states_counts(root: Path) -> None:
    about = root / "data/dossier.yml"
    about.write_text(about.read_text("utf-8") + "url: https://fakes.example.org/\n", "utf-8")
    assert _pages(root, "--url", ADDRESS) == _pages(root)


@pytest.mark.parametrize("address", ["owner.example.org", "javascript:alert(1)", 'https://x"><script>', "https://[x"])
def test_what_is_no_web_address_is_wrong_use(root: Path, address: str) -> None:
    done = run_here("pages", "-C", root, "--url", address)
    assert (done.returncode, "write the whole web address" in done.stderr) == (2, True)
    assert files_in(root / "docs") == {}
