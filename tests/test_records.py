"""The rules within a record."""

from __future__ import annotations

import pytest

from build_dossier.load.reading import read
from build_dossier.problems import Severity
from tests.conftest import DOSSIER, DossierFolder, ProblemsOf

OTHERS = {
    "sources.yml": "- id: times\n  type: book\n  title: A book\n",
    "parties.yml": "- id: guild\n  name: Guild\n  kind: coalition\n",
    "issues.yml": "- id: fakes\n  title: Fakes\n  proposition: It is so.\n",
}
POSITION = "- id: a\n  party: guild\n  issue: fakes\n"
STATISTIC = "- id: a\n  measure: days\n  label: days\n  appearances: [{source: times}]\n"
PARTY = OTHERS["parties.yml"]


def _told(problems_of: ProblemsOf, file: str, text: str) -> list[tuple[int, int, str]]:
    return [(one.location.line, one.location.column, one.code) for one in problems_of({**OTHERS, file: text})]


@pytest.mark.parametrize(
    ("fields", "told"),
    [
        ("  stance: conditional\n", [(4, 11, "condition-missing")]),
        ("  stance: conditional\n  condition: Soon.\n", []),
        ("  stance: opposes\n", []),
        ("  stance: opposes\n  from: 2016\n  until: 2015-12\n", [(6, 10, "interval-order")]),
        ("  stance: opposes\n  from: 2016-05\n  until: 2016\n", []),
        ("  stance: opposes\n  from: 2016\n", []),
        ("  stance: opposes\n  until: 2016\n", []),
    ],
)
def test_positions(fields: str, told: list[tuple[int, int, str]], problems_of: ProblemsOf) -> None:
    assert _told(problems_of, "positions.yml", POSITION + fields) == told


@pytest.mark.parametrize(
    ("fields", "told"),
    [
        ("", [(1, 3, "value-unclear")]),
        ("  value: 1\n", []),
        ("  value: 0\n", []),
        ("  low: 0\n  high: 0\n", []),
        ("  low: 1\n", [(5, 8, "value-unclear")]),
        ("  high: 1\n", [(5, 9, "value-unclear")]),
        ("  value: 1\n  high: 1\n", [(5, 10, "value-unclear")]),
        ("  low: 2\n  high: 1\n", [(5, 8, "range-order")]),
        ("  low: 1e3\n  high: 999.9\n", [(5, 8, "range-order")]),
        ("  low: 9\n  high: 10\n", []),
        ("  value: 1\n  unit: USD\n", []),
        ("  value: 1\n  unit: usd\n", []),
        ("  value: 1\n  unit: days\n", []),
        ("  value: 1\n  unit: USB\n", [(6, 9, "unknown-currency")]),
        # what follows from a number that is none is not told
        ("  low: a\n", [(5, 8, "bad-number")]),
    ],
)
def test_statistics(fields: str, told: list[tuple[int, int, str]], problems_of: ProblemsOf) -> None:
    assert _told(problems_of, "statistics.yml", STATISTIC + fields) == told


def test_a_unit_that_looks_like_a_currency_is_a_warning_only(dossier_folder: DossierFolder) -> None:
    files = {**OTHERS, "statistics.yml": STATISTIC + "  value: 1\n  unit: USB\n"}
    reading = read(dossier_folder(files), "data")
    assert [(one.code, one.severity) for one in reading.problems] == [("unknown-currency", Severity.WARNING)]
    assert reading.problems[0].hints == ("did you mean 'USD'?",)
    assert reading.dossier is not None


@pytest.mark.parametrize(
    ("fields", "told"),
    [
        ("  memberships: [{organization: guild, from: 2016, to: 2015}]\n", [(4, 55, "interval-order")]),
        ("  memberships: [{organization: guild, from: 2016, to: 2016}]\n", []),
        ("  memberships: [{organization: guild, to: 2015}]\n", []),
        (
            "  relations: [{to: guild, type: owns, from: 2016, until: 2015-01~}]\n",
            [(4, 58, "interval-order")],
        ),
        ("  relations: [{to: guild, type: owns, from: 2016, until: 2017}]\n", []),
    ],
)
def test_parties(fields: str, told: list[tuple[int, int, str]], problems_of: ProblemsOf) -> None:
    assert _told(problems_of, "parties.yml", PARTY + fields) == told


@pytest.mark.parametrize(
    ("fields", "told"),
    [
        ("  rank: deprecated\n", [(4, 9, "deprecated-without-reason")]),
        ("  rank: deprecated\n  deprecated_because: It is wrong.\n", []),
        ("  rank: preferred\n", []),
        ("  review_by: 2016-08/2016-07\n", [(4, 14, "interval-order")]),
    ],
)
def test_rules_of_every_kind(fields: str, told: list[tuple[int, int, str]], problems_of: ProblemsOf) -> None:
    assert _told(problems_of, "parties.yml", PARTY + fields) == told


def test_judgements_have_ids_of_their_own(problems_of: ProblemsOf) -> None:
    text = DOSSIER + "judgements:\n  - {id: a, text: One.}\n  - {id: b, text: Two.}\n  - {id: a, text: Three.}\n"
    assert _told(problems_of, "dossier.yml", text) == [(8, 10, "duplicate-id")]
