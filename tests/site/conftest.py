"""Built sites, each built once for all tests of a run; who wants to change one works in a copy."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from tests.projects import FIRST, case, example, project, run
from tests.site.browser import launched, served
from tests.store import once


def _build(root: Path, *options: str) -> Path:
    done = run("build", "-C", root, *options)
    assert (done.returncode, done.stderr) == (0, "")  # silent, however long it takes: there is no terminal
    return root


@pytest.fixture(scope="session")
def first() -> Path:
    """The first dossier, built by `dossier build`."""
    return once("built/first", lambda root: _build(project(root, FIRST)))


@pytest.fixture(scope="session")
def hostile() -> Path:
    """The dossier whose texts try to be something else, built by `dossier build`."""
    return once("built/hostile", lambda root: _build(project(root, case("hostile"))))


@pytest.fixture(scope="session")
def french() -> Path:
    """The demonstration dossier in French, built by `dossier build`."""
    return once("built/french", lambda root: _build(example(root, "fr")))


@pytest.fixture(scope="session")
def arabic() -> Path:
    """The demonstration dossier in Arabic, built by `dossier build`."""
    return once("built/arabic", lambda root: _build(example(root, "ar")))


@pytest.fixture(scope="session")
def zensical(first: Path) -> Path:
    """The first dossier, built by `dossier build --renderer zensical`."""
    return by_zensical(first)


def by_zensical(root: Path) -> Path:
    """A copy of a built project, built anew by Zensical."""

    def make(copy: Path) -> None:
        shutil.copytree(root, copy, ignore=shutil.ignore_patterns("site"), symlinks=True)
        _build(copy, "--renderer", "zensical")

    return once(f"zensical/{root.name}", make)


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
