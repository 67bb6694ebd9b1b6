"""What tests share: data folders written on the spot, and what is wrong with them."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from build_dossier.dossier import Dossier
from build_dossier.load.reading import read
from build_dossier.problems import Problem

CASES = Path(__file__).parent / "cases"

# The tests themselves are spread over the cores; those that are about processes say how many.
os.environ["DOSSIER_PROCESSES"] = "1"

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
