"""Each folder in cases/bad holds a broken dossier and the problems that its author is told of."""

from __future__ import annotations

from pathlib import Path

import pytest

from build_dossier.checking import check
from build_dossier.problems import CODES, REPORTERS, Problem
from build_dossier.project import Project
from tests.conftest import CASES

BAD = sorted(path for path in (CASES / "bad").iterdir() if path.is_dir())

WRITING = {"not-publishable", "page-in-the-way", "outside-docs"}
"""Codes of writing pages, which checking data does not meet."""

MADE_BY_A_TEST = {"file-too-large"}
"""Codes whose case is made when the tests run, in test_files.py, because no repository should hold it."""

SEVERAL = "several-mistakes"


def _problems(case: Path) -> tuple[Problem, ...]:
    return check(Project.at(case)).problems


def _codes(case: Path) -> set[str]:
    return {problem.code for problem in _problems(case)}


@pytest.mark.parametrize("case", BAD, ids=lambda case: case.name)
def test_the_author_is_told_exactly_this(case: Path) -> None:
    told = REPORTERS["text"](_problems(case))
    assert told == (case / "problems.txt").read_text("utf-8")


@pytest.mark.parametrize("case", [case for case in BAD if case.name != SEVERAL], ids=lambda case: case.name)
def test_a_case_shows_the_code_that_its_folder_names(case: Path) -> None:
    named = [code for code in CODES if f"{case.name}-".startswith(f"{code}-")]
    assert max(named, key=len) in _codes(case)


def test_mistakes_in_one_file_are_all_told_in_their_order() -> None:
    told = _problems(CASES / "bad" / SEVERAL)
    assert len({problem.code for problem in told if problem.location.path == "data/sources.yml"}) >= 8
    assert list(told) == sorted(told)


@pytest.mark.parametrize("case", BAD, ids=lambda case: case.name)
def test_problems_stand_on_lines_of_printable_text_without_colours(case: Path) -> None:
    told = REPORTERS["text"](_problems(case))
    assert all(line.isprintable() for line in told.removesuffix("\n").split("\n"))


def test_every_code_has_a_case() -> None:
    shown = {code for case in BAD for code in _codes(case)}
    assert set(CODES) - shown == WRITING | MADE_BY_A_TEST
    assert shown <= set(CODES)


def test_there_are_many_cases() -> None:
    assert len(BAD) >= 60
