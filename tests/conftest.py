"""What tests share: data folders written on the spot, and what is wrong with them."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from build_dossier.dossier import Dossier
from build_dossier.load.reading import read
from build_dossier.problems import Problem
from tests.compiled import keep_compiled
from tests.forked import PROGRAM
from tests.store import open_store, remove_store

CASES = Path(__file__).parent / "cases"

# The tests themselves are spread over the cores; those that are about processes say how many.
os.environ["DOSSIER_PROCESSES"] = "1"
# Some machines set this; then each process that a test starts would compile all modules again.
os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
sys.dont_write_bytecode = False
keep_compiled()

DOSSIER = """\
title: Fakes at the Bazaar
question: Does the Bazaar do enough against fakes?
as_of: 2016-12
marking: TLP:CLEAR
"""

Files = Mapping[str, str | bytes]
"""Texts or bytes by path below the data folder."""

DossierFolder = Callable[[Files], Path]
ProblemsOf = Callable[[Files], tuple[Problem, ...]]
DossierOf = Callable[[Files], Dossier]


# Of a file all tests run in one process; the files that take longest begin first, so that none is left at the end.
_LONGEST = [
    "test_access",
    "test_search",
    "test_search_large",
    "test_book",
    "test_site",
    "test_relations",
    "test_offline",
    "test_reach",
    "test_workflows",
    "test_words",
    "test_weight",
    "test_embed",
    "test_kept",
    "test_pages",
    "test_large",
    "test_incremental",
    "test_incremental_site",
    "test_policy",
    "test_brief",
    "test_html",
    "test_languages",
    "test_zensical",
    "test_holding",
    "test_editions",
    "test_charts",
    "test_serve",
    "test_pictures",
    "test_quick_markdown",
    "test_kept_pages",
    "test_bench",
    "test_cite",
    "test_feeds",
    "test_jsonld_vocabulary",
    "test_gitlab_template",
    "test_cli",
]


def pytest_configure(config: pytest.Config) -> None:
    """The first of the processes makes the folder that they share."""
    if not hasattr(config, "workerinput"):
        open_store()


def pytest_unconfigure(config: pytest.Config) -> None:
    """End the process that commands were forked from; the first of the processes removes the folder."""
    PROGRAM.stop()
    if not hasattr(config, "workerinput"):
        remove_store()


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Put the files that take longest first."""
    names = {name: place for place, name in enumerate(_LONGEST)}
    items.sort(key=lambda item: names.get(item.path.stem, len(names)))


@pytest.fixture
def dossier_folder(tmp_path: Path) -> DossierFolder:
    """Writes files into a data folder, with a sound `dossier.yml` where none is given."""

    def write(files: Files) -> Path:
        data = tmp_path / "data"
        for name, content in {"dossier.yml": DOSSIER, **files}.items():
            path = data / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content.encode() if isinstance(content, str) else content)
        return data

    return write


@pytest.fixture
def problems_of(dossier_folder: DossierFolder) -> ProblemsOf:
    """What is wrong with a data folder of these files."""

    def problems(files: Files) -> tuple[Problem, ...]:
        return read(dossier_folder(files), "data").problems

    return problems


@pytest.fixture
def dossier_of(dossier_folder: DossierFolder) -> DossierOf:
    """The dossier of these files, which must be sound."""

    def dossier(files: Files) -> Dossier:
        reading = read(dossier_folder(files), "data")
        assert reading.dossier is not None, reading.problems
        return reading.dossier

    return dossier
