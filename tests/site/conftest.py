"""Built sites, each built once for all tests that a process runs."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from tests.projects import FIRST, case, example, project, run
from tests.site.browser import launched, served


def _built(factory: pytest.TempPathFactory, name: str, data: Path) -> Path:
    return _build(project(factory.mktemp("built") / name, data))


def _build(root: Path, *options: str) -> Path:
    done = run("build", "-C", root, *options)
    assert (done.returncode, done.stderr) == (0, "")  # silent, however long it takes: there is no terminal
    return root


@pytest.fixture(scope="session")
def first(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The first dossier, built by `dossier build`."""
    return _built(tmp_path_factory, "first", FIRST)


@pytest.fixture(scope="session")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The dossier whose texts try to be something else, built by `dossier build`."""
    return _built(tmp_path_factory, "hostile", case("hostile"))


@pytest.fixture(scope="session")
def french(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The demonstration dossier in French, built by `dossier build`."""
    return _build(example(tmp_path_factory.mktemp("built") / "french", "fr"))


@pytest.fixture(scope="session")
def arabic(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The demonstration dossier in Arabic, built by `dossier build`."""
    return _build(example(tmp_path_factory.mktemp("built") / "arabic", "ar"))


@pytest.fixture(scope="session")
def zensical(first: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The first dossier, built by `dossier build --renderer zensical`."""
    return by_zensical(first, tmp_path_factory)


def by_zensical(root: Path, factory: pytest.TempPathFactory) -> Path:
    """A copy of a built project, built anew by Zensical."""
    copy = factory.mktemp("zensical") / root.name
    shutil.copytree(root, copy, ignore=shutil.ignore_patterns("site"))
    return _build(copy, "--renderer", "zensical")


@pytest.fixture(scope="session", params=["first", "hostile", "french", "arabic"])
def built(request: pytest.FixtureRequest) -> Path:
    """Each of them, one after the other."""
    root = request.getfixturevalue(request.param)
    assert isinstance(root, Path)
    return root


@pytest.fixture
def site(request: pytest.FixtureRequest) -> Path:
    """The built site of one of them, by the name that the test gives."""
    root = request.getfixturevalue(request.param)
    assert isinstance(root, Path)
    return root / "site"


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """One Chromium for all tests of a process; each test opens pages of its own."""
    with launched() as running:
        yield running


@pytest.fixture(scope="session")
def first_address(first: Path) -> Iterator[str]:
    """Where the built first dossier is served."""
    with served(first / "site") as address:
        yield address
