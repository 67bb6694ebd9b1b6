"""`dossier ci comment` and `dossier ci issue`: one of each, kept up to date, whatever a stranger leaves."""

from __future__ import annotations

import io
import json
import subprocess
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.hosts import TOKEN, CodeHost, hosting
from tests.projects import run_here
from tests.repositories import github, workflow_run_event

HEAD = "b" * 40
MARK = "<!-- build-dossier: report -->"
LINKS = "<!-- build-dossier: links -->"
EVIL = (
    "</details>\n\n# Hi <img src=x onerror=alert(1)> @everyone [x](https://evil.example) <!-- build-dossier: links -->"
    "\n/close"
)


@pytest.fixture
def host() -> Iterator[CodeHost]:
    with hosting() as started:
        yield started


def comment(host: CodeHost, folder: Path, event: Any = None, **env: str) -> subprocess.CompletedProcess[str]:  # noqa: ANN401 -- JSON
    """Run it as the second workflow does."""
    told = github(event or workflow_run_event(HEAD), "workflow_run", folder)
    return run_here("ci", "comment", env={**told, "GITHUB_API_URL": host.address, "GITHUB_TOKEN": TOKEN, **env})


def report(**parts: Any) -> dict[str, Any]:  # noqa: ANN401 -- JSON
    return {"version": 1, "title": "Fakes", "words": "One term added.", **parts}


def leave(host: CodeHost, content: object, name: str = "report.json") -> None:
    """Make something the artifact of the run."""
    whole = io.BytesIO()
    with zipfile.ZipFile(whole, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(name, content if isinstance(content, str | bytes) else json.dumps(content))
    host.archive = whole.getvalue()


# --- one comment


def test_the_comment_is_written_once_and_kept_up_to_date(host: CodeHost, tmp_path: Path) -> None:
    host.open_pull(4, HEAD)
    leave(host, report())
    assert comment(host, tmp_path).stdout == "The comment of #4 is written.\n"
    (first,) = host.comments
    assert first["body"].startswith(MARK)
    assert "One term added" in first["body"]
    assert "https://github.com/owner/dossier/actions/runs/77" in first["body"]
    assert comment(host, tmp_path).stdout == "The comment of #4 is unchanged.\n"
    leave(host, report(words="Two terms added."))
    assert comment(host, tmp_path).stdout == "The comment of #4 is changed.\n"
    (only,) = host.comments
    assert "Two terms added" in only["body"]
    assert host.written == [
        "POST /repos/owner/dossier/issues/4/comments",
        "PATCH /repos/owner/dossier/issues/comments/1",
    ]
    assert host.strayed == []


def test_a_mark_that_somebody_else_wrote_is_not_ours(host: CodeHost, tmp_path: Path) -> None:
    host.open_pull(4, HEAD)
    host.comments += [{"id": number, "body": f"{MARK} mine", "user": {"login": "stranger"}} for number in range(1, 151)]
    host.comments.append({"id": 151, "body": None, "user": None})
    leave(host, report())
    assert comment(host, tmp_path).stdout == "The comment of #4 is written.\n"
    assert host.comments[0]["body"] == f"{MARK} mine"
    assert comment(host, tmp_path).stdout == "The comment of #4 is unchanged.\n", "it is found on the second page"


def test_a_pull_request_of_a_fork_is_found_by_what_the_host_says(host: CodeHost, tmp_path: Path) -> None:
    branch = 'a&head=owner:main"$(touch x)`#1'
    host.open_pull(3, "c" * 40, owner="stranger", branch=branch)
    host.open_pull(4, HEAD, owner="stranger", branch=branch)
    leave(host, report())
    event = workflow_run_event(HEAD, fork=True, branch=branch)
    assert comment(host, tmp_path, event).stdout == "The comment of #4 is written.\n"


def test_a_pull_request_that_has_moved_on_gets_no_stale_comment(host: CodeHost, tmp_path: Path) -> None:
    host.open_pull(4, "c" * 40)
    leave(host, report())
    done = comment(host, tmp_path)
    assert (done.returncode, host.written) == (0, [])
    assert done.stdout.startswith("Nothing to do")


def test_a_run_that_was_for_no_pull_request_gets_none(host: CodeHost, tmp_path: Path) -> None:
    event = workflow_run_event(HEAD)
    event["workflow_run"]["event"] = "push"
    assert comment(host, tmp_path, event).stdout == "Nothing to do: the run was for no pull request.\n"


def test_a_run_without_a_report_is_said_to_have_none(host: CodeHost, tmp_path: Path) -> None:
    host.open_pull(4, HEAD)
    assert comment(host, tmp_path).returncode == 0
    assert "left no report" in host.comments[0]["body"]


# --- a hostile artifact

_TEXTS = {"words": EVIL, "title": EVIL, "notes": [EVIL]}
_ROWS = {
    "changes": [{"what": EVIL, "kind": EVIL, "name": EVIL, "title": EVIL, "detail": EVIL}],
    "worst": [{"place": EVIL, "severity": "error", "code": EVIL, "message": EVIL}],
    "errors": 1,
    "figures": [{"name": EVIL, "before": EVIL, "after": None}],
    "balance": [{"issue": EVIL, "before": [EVIL], "after": ["x"]}],
}


def test_no_text_of_a_report_speaks_for_us(host: CodeHost, tmp_path: Path) -> None:
    host.open_pull(4, HEAD)
    leave(host, report(**_TEXTS, **_ROWS))
    assert comment(host, tmp_path).returncode == 0
    body = host.comments[0]["body"]
    assert body.count("<!--") == 1
    assert body.count("<details>") == body.count("</details>") == 1
    for word in ("<img", "@everyone", "[x]", "\n# Hi", "\n/close", "https://evil"):
        assert word not in body


@pytest.mark.parametrize(
    "content",
    [
        "",
        "{",
        "[]",
        "null",
        b"\xff\xfe",
        "[" * 100_000,
        {"version": 2},
        report(comment="more"),
        report(words=7),
        report(words="x" * 5000),
        report(changes=[{"what": "x", "kind": "x", "name": "x"}] * 501),
        report(errors=-1),
        " " * 2_000_001,
    ],
    ids=lambda content: str(content)[:20],
)
def test_what_is_no_report_is_said_to_be_none(host: CodeHost, tmp_path: Path, content: object) -> None:
    host.open_pull(4, HEAD)
    leave(host, content)
    done = comment(host, tmp_path)
    assert (done.returncode, done.stderr) == (0, "")
    assert "The report is" in host.comments[0]["body"]


def test_an_archive_of_something_else_is_looked_at_no_further(host: CodeHost, tmp_path: Path) -> None:
    host.open_pull(4, HEAD)
    leave(host, report(), name="../../report.json")
    assert comment(host, tmp_path).returncode == 0
    assert "is no archive with a report" in host.comments[0]["body"]
    host.archive = b"no archive"
    assert comment(host, tmp_path).returncode == 0
    leave(host, b"0" * 30_000_000)
    assert comment(host, tmp_path).returncode == 0
    assert "larger than" in host.comments[0]["body"]


def test_a_report_that_fits_its_limits_fits_a_comment(host: CodeHost, tmp_path: Path) -> None:
    host.open_pull(4, HEAD)
    row = {"what": "added", "kind": "term", "name": "@" * 300, "title": "@" * 1000, "detail": "@" * 1000}
    leave(host, report(changes=[row] * 300, notes=["@" * 1000] * 3))
    assert comment(host, tmp_path).returncode == 0
    assert 1000 < len(host.comments[0]["body"]) < 65_536
    assert host.comments[0]["body"].count("<details>") == host.comments[0]["body"].count("</details>")


# --- the host


def test_a_host_that_refuses_is_told_in_a_sentence(host: CodeHost, tmp_path: Path) -> None:
    host.refuses = 403
    done = comment(host, tmp_path)
    assert done.returncode == 1
    assert (
        done.stderr
        == "Error: The host answers 403 to GET /repos/owner/dossier/pulls: the token lacks a right, or holds no more.\n"
    )
    assert TOKEN not in done.stdout + done.stderr


def test_a_run_without_a_token_is_told_so(host: CodeHost, tmp_path: Path) -> None:
    done = comment(host, tmp_path, GITHUB_TOKEN="")
    assert (done.returncode, "no GITHUB_TOKEN" in done.stderr) == (1, True)


def test_the_token_goes_to_no_address_that_is_not_safe(host: CodeHost, tmp_path: Path) -> None:
    done = comment(host, tmp_path, GITHUB_API_URL="http://api.example.org")
    assert (done.returncode, "none of https" in done.stderr) == (1, True)


@pytest.mark.parametrize("event", [{"workflow_run": {"id": "7"}}, {"action": "completed"}, []])
def test_an_event_of_another_form_is_told_so(host: CodeHost, tmp_path: Path, event: object) -> None:
    done = comment(host, tmp_path, json.dumps(event))
    assert done.returncode == 1
    assert "Traceback" not in done.stderr
    assert host.written == []


def test_a_laptop_shows_the_comment_and_sends_nothing(tmp_path: Path) -> None:
    (tmp_path / "report.json").write_text(json.dumps(report()), "utf-8")
    done = run_here("ci", "comment", "--report", tmp_path / "report.json", "--dry-run")
    assert done.stdout.startswith(f"{MARK}\n\n## Fakes\n\n**One term added")


def test_gitlab_gets_one_note(host: CodeHost, tmp_path: Path) -> None:
    (tmp_path / "report.json").write_text(json.dumps(report()), "utf-8")
    env = {
        "GITLAB_CI": "true",
        "CI_PIPELINE_SOURCE": "merge_request_event",
        "CI_PROJECT_PATH": "group/dossier",
        "CI_MERGE_REQUEST_IID": "3",
        "CI_MERGE_REQUEST_DIFF_BASE_SHA": "a" * 40,
        "CI_API_V4_URL": host.address,
        "DOSSIER_TOKEN": TOKEN,
    }
    said = [run_here("ci", "comment", "--report", tmp_path / "report.json", env=env).stdout for _ in range(2)]
    assert said == ["The comment of !3 is written.\n", "The comment of !3 is unchanged.\n"]
    assert host.written == ["POST /projects/group%2Fdossier/merge_requests/3/notes"]


# --- one issue about links


def _found(outcome: str, name: str = "The Times") -> str:
    source = {"id": "a", "name": name, "archived_url": ""}
    row = {"url": "https://example.org/a", "sources": [source], "outcome": outcome, "detail": "not found (404)"}
    return json.dumps([{**row, "goes_to": "", "since": "2018-01-01", "times": 1}])


def _issue(host: CodeHost, folder: Path, found: str, **env: str) -> str:
    (folder / "links.json").write_text(found, "utf-8")
    told = github({"schedule": "x"}, "schedule", folder)
    done = run_here(
        "ci",
        "issue",
        folder / "links.json",
        env={**told, "GITHUB_API_URL": host.address, "GITHUB_TOKEN": TOKEN, **env},
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_the_issue_is_opened_once_kept_up_to_date_and_closed(host: CodeHost, tmp_path: Path) -> None:
    assert _issue(host, tmp_path, _found("answers")) == "The issue is not needed.\n"
    assert _issue(host, tmp_path, _found("gone")) == "The issue is written.\n"
    assert host.issues[0]["title"] == "Sources whose address no longer answers"
    assert "<https://example.org/a>" in host.issues[0]["body"]
    assert _issue(host, tmp_path, _found("gone")) == "The issue is unchanged.\n"
    assert _issue(host, tmp_path, _found("gone", EVIL)) == "The issue is changed.\n"
    for word in ("<img", "@everyone", "\n# Hi", "https://evil"):
        assert word not in host.issues[0]["body"]
    assert _issue(host, tmp_path, _found("answers")) == "The issue is closed.\n"
    assert host.issues[0]["state"] == "closed"
    assert _issue(host, tmp_path, _found("gone")) == "The issue is written.\n"


def test_gitlab_gets_one_issue_too(host: CodeHost, tmp_path: Path) -> None:
    env = {"GITLAB_CI": "true", "CI_PROJECT_PATH": "g/d", "CI_API_V4_URL": host.address, "DOSSIER_TOKEN": TOKEN}
    said = [_issue(host, tmp_path, _found(outcome), **env) for outcome in ("gone", "gone", "answers")]
    assert said == ["The issue is written.\n", "The issue is unchanged.\n", "The issue is closed.\n"]


@pytest.mark.parametrize("content", ["", "{}", "[{}]", '[{"url": 1}]', "\0"])
def test_what_links_did_not_write_is_refused(tmp_path: Path, content: str) -> None:
    (tmp_path / "links.json").write_text(content, "utf-8")
    done = run_here("ci", "issue", tmp_path / "links.json", "--dry-run", env={"GITHUB_ACTIONS": ""})
    if content == "{}":
        assert done.returncode == 0
    else:
        assert done.returncode == 1
        assert "Traceback" not in done.stderr
