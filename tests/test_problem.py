"""Problems as values: their order, and the nearest right name."""

from __future__ import annotations

import pytest

from build_dossier.problems import (
    CODES,
    Location,
    Problem,
    Severity,
    did_you_mean,
    has_errors,
    nearest,
    ordered,
    quoted,
)


def _at(path: str, line: int, column: int, code: str = "bad-id") -> Problem:
    return Problem(Location(path, line, column), code, "words")


def test_a_place_is_told_as_editors_read_it() -> None:
    assert str(Location("data/a.yml", 3, 7)) == "data/a.yml:3:7"
    assert str(Location("data/a.yml")) == "data/a.yml"


def test_problems_come_by_file_line_and_column_and_each_once() -> None:
    first, second, third, fourth = _at("a", 2, 1), _at("a", 2, 9), _at("a", 10, 1), _at("b", 1, 1)
    assert ordered([fourth, third, second, first, second]) == (first, second, third, fourth)


def test_a_warning_does_not_stop_publication() -> None:
    warning = Problem(Location("a"), "unknown-currency", "words", severity=Severity.WARNING)
    assert not has_errors([warning])
    assert has_errors([warning, _at("a", 1, 1)])


@pytest.mark.parametrize(
    ("name", "known", "found"),
    [
        ("publsher", ["publisher", "published"], "publisher"),
        ("PUBLISHER", ["publisher"], "publisher"),
        ("tlp:clear", ["TLP:CLEAR", "TLP:RED"], "TLP:CLEAR"),
        ("yibada-2016", ["yibada-2016-09-02", "reuters"], "yibada-2016-09-02"),
        ("times", ["the-times-2016-10-21", "times-2016-10-21-late-edition"], "times-2016-10-21-late-edition"),
        ("colour", ["id", "title"], None),
        ("", ["id"], None),
        ("ti", ["title-of-a-long-record"], None),
        ("a" * 300, ["a" * 299], None),
    ],
)
def test_the_nearest_known_name(name: str, known: list[str], found: str | None) -> None:
    assert nearest(name, known) == found


def test_a_near_name_is_offered_and_no_far_one() -> None:
    assert did_you_mean("titel", ["title", "type"]) == ("did you mean 'title'?",)
    assert did_you_mean("colour", ["title", "type"]) == ()


def test_a_long_text_is_cut_for_a_message() -> None:
    assert quoted("short") == "'short'"
    assert quoted("x" * 80) == f"'{'x' * 80}'"
    assert quoted("x" * 81) == f"'{'x' * 79}…'"


def test_every_code_says_what_it_means_and_what_to_do() -> None:
    assert all(code.meaning.endswith(".") and code.cure.endswith(".") for code in CODES.values())
    assert all(name == code.name for name, code in CODES.items())
