"""The workflows, each step of them run here by the commands that stand in them, under events of GitHub."""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.hosts import CodeHost, hosting
from tests.projects import ROOT, case
from tests.repositories import Repository, git, github, pull_request_event, push_event, workflow_run_event
from tests.runner import Host, Job
from tests.servers import serving
from tests.site.browser import chromium

WORKFLOWS = ROOT / ".github/workflows"
TERM = "- {id: bazaar, name: Bazaar, definition: A market.}\n"
HOSTILE = (
    'x"; touch "$RUNNER_TEMP/pwned"; `touch pwned` $(touch pwned) ${{ github.token }} \n::error::forged ##[error]forged'
)


@pytest.fixture(scope="session")
def program(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The program as the step that installs it leaves it, without installing it."""
    folder = tmp_path_factory.mktemp("program")
    (folder / "bin").mkdir()
    script = folder / "bin/dossier"
    script.write_text(f'#!/bin/sh\nPYTHONPATH="{ROOT}" exec "{sys.executable}" -m build_dossier "$@"\n', "utf-8")
    script.chmod(0o755)
    return folder


@pytest.fixture
def code_host() -> Iterator[CodeHost]:
    with hosting() as started:
        yield started


@pytest.fixture
def repository(tmp_path: Path) -> Repository:
    """A repository with nothing but `data/`, and a branch for a change."""
    made = Repository(tmp_path / "origin")
    made.copy(case("small"))
    made.commit()
    git(made.root, "switch", "-q", "-c", "change")
    return made


Hosting = Callable[..., Host]


@pytest.fixture
def on_github(tmp_path: Path, program: Path, code_host: CodeHost, repository: Repository) -> Hosting:
    """A host with the repository, in a run that an event asked for."""

    def made(event: dict[str, Any], name: str, ref: str, **more: str) -> Host:
        def checkout(folder: Path, depth: int) -> None:
            repository.clone(folder, ref, depth)

        (tmp_path / "host").mkdir(exist_ok=True)
        variables = {
            **github(event, name, tmp_path),
            "GITHUB_API_URL": code_host.address,
            "GITHUB_REF_NAME": "main",
            "GITHUB_REF_TYPE": "branch",
            "CHROMIUM": chromium(),
            **more,
        }
        return Host(
            tmp_path / "host",
            checkout,
            variables,
            event,
            program=program,
        )

    return made


def _outcomes(job: Job) -> dict[str, str]:
    return {step.name: step.outcome for step in job.steps if step.outcome != "skipped"}


def _texts(folder: Path) -> str:
    return "\n".join(path.read_text("utf-8", "replace") for path in folder.rglob("*") if path.is_file())


def _nothing_was_run(folder: Path) -> None:
    assert [path for path in folder.rglob("*pwned*") if "touch" not in path.name] == []


def _documented() -> list[dict[str, Any]]:
    """The two files of the guide for a repository that holds nothing but `data/`."""
    guide = (ROOT / "docs/guide/publishing.md").read_text("utf-8")
    part = guide[guide.index("### For another team") : guide.index("### GitLab")]
    blocks = re.findall("```yaml\n(.*?)```", part, re.DOTALL)
    assert sum(len(block.splitlines()) for block in blocks) == 10
    return [yaml.safe_load(block) for block in blocks]


# --- a pull request


def test_a_pull_request_of_a_stranger_goes_through_and_is_commented(
    repository: Repository, on_github: Hosting, code_host: CodeHost, tmp_path: Path
) -> None:
    words = json.dumps(HOSTILE)
    repository.write(
        {
            "data/terms/more.yml": f"- {{id: bazaar, name: {words}, definition: {words}}}\n",
            'data/terms/$(touch pwned);"`x`.yml': "- {id: souk, name: Souk, definition: Another market.}\n",
        }
    )
    repository.commit(HOSTILE)
    base, head, _ = repository.pull("change")
    event = pull_request_event(base, head, fork=True, branch=HOSTILE, title=HOSTILE)
    host = on_github(event, "pull_request", "refs/pull/1/merge", GITHUB_HEAD_REF=HOSTILE)
    assert host.run(WORKFLOWS / "check.yml") == "success", "\n".join(step.said for step in host.jobs["dossier"].steps)[
        -1500:
    ]
    job = host.jobs["dossier"]
    assert job.permissions == {"contents": "read"}
    assert list(_outcomes(job)) == [
        "actions/checkout",
        "actions/setup-python",
        "Say what changes",
        "Keep the report for the comment",
        "Check the data",
        "Keep all problems (SARIF, JUnit)",
        "Take what the last run made",
        "Build the site",
        "Test the site",
        "Keep the site to look at",
    ]
    assert {path.name for path in host.artifacts["dossier-problems"].iterdir()} == {
        *("problems.sarif", "codequality.json", "junit.xml")
    }
    assert (host.artifacts["site"] / "index.html").is_file()
    assert host.caches == {}, "a request writes no cache"
    for step in job.steps:
        assert "secret-token" not in json.dumps(dict(step.env)), "no token is within reach"
        for line in step.said.splitlines():
            is_ours = line.startswith(("::error file=data/", "::warning file=data/", "::notice ", "::stop-commands::"))
            assert is_ours or not line.lstrip().startswith("::") or re.fullmatch("::[0-9a-f]{32}::", line), line

    code_host.leave(host.artifacts["dossier-report"])
    code_host.open_pull(1, head, owner="stranger", branch=HOSTILE)
    after = on_github(workflow_run_event(head, fork=True, branch=HOSTILE), "workflow_run", "refs/heads/main")
    assert after.run(WORKFLOWS / "comment.yml") == "success", [step.said for step in after.jobs["comment"].steps]
    assert after.jobs["comment"].permissions == {"actions": "read", "pull-requests": "write"}
    assert list(_outcomes(after.jobs["comment"])) == ["actions/setup-python", "Comment"], "nothing is checked out"
    (comment,) = code_host.comments
    assert "Two terms added" in comment["body"]
    assert "::error" not in comment["body"]
    assert after.run(WORKFLOWS / "comment.yml") == "success"
    assert len(code_host.written) == 1
    _nothing_was_run(tmp_path)


def test_a_pull_request_with_problems_fails_and_still_says_what_it_does(
    repository: Repository, on_github: Hosting
) -> None:
    wrong = "".join(f"- {{id: t{number}, name: T, definition: D, colour: red}}\n" for number in range(15))
    repository.write({"data/terms/more.yml": wrong})
    repository.commit()
    base, head, _ = repository.pull("change")
    host = on_github(pull_request_event(base, head), "pull_request", "refs/pull/1/merge")
    assert host.run(WORKFLOWS / "check.yml") == "failure"
    job = host.jobs["dossier"]
    assert job.step("Say what changes").outcome == "success"
    told = job.step("Check the data").said.splitlines()
    assert sum(line.startswith("::error file=data/terms/more.yml,") for line in told) == 10
    assert [line for line in told if line.startswith("::notice ")] == [
        "::notice title=dossier check::5 more problems, 15 in all. 'dossier check' tells every one of them."
    ]
    log = json.loads((host.artifacts["dossier-problems"] / "problems.sarif").read_text("utf-8"))
    assert len(log["runs"][0]["results"]) == 15
    assert "site" not in host.artifacts
    assert (host.artifacts["dossier-report"] / "report.json").is_file()


def test_a_pull_request_that_deletes_all_data_fails_in_words(repository: Repository, on_github: Hosting) -> None:
    git(repository.root, "rm", "-q", "-r", "data")
    repository.write({"README.md": "x"})
    repository.commit()
    base, head, _ = repository.pull("change")
    host = on_github(pull_request_event(base, head), "pull_request", "refs/pull/1/merge")
    assert host.run(WORKFLOWS / "check.yml") == "failure"
    assert "The change deletes all of data/." in host.jobs["dossier"].step("Say what changes").said
    assert "Traceback" not in "".join(step.said for step in host.jobs["dossier"].steps)


def test_a_dossier_in_a_folder_of_a_larger_repository_is_checked_there(
    repository: Repository, on_github: Hosting
) -> None:
    git(repository.root, "mv", "data", "moved")
    repository.write({"a b/c/data/terms/more.yml": TERM, "data/unrelated.txt": "x"})
    repository.copy(repository.root / "moved", "a b/c/data")
    git(repository.root, "rm", "-q", "-f", "-r", "moved")
    repository.commit()
    git(repository.root, "branch", "-f", "main", "change")
    repository.write({"a b/c/data/events/more.yml": "- {id: x, date: 2016-13, title: X}\n"})
    repository.commit()
    base, head, _ = repository.pull("change")
    host = on_github(pull_request_event(base, head), "pull_request", "refs/pull/1/merge")
    assert host.run(WORKFLOWS / "check.yml", {"folder": "a b/c"}) == "failure"
    told = host.jobs["dossier"].step("Check the data").said
    assert "::error file=a b/c/data/events/more.yml,line=1," in told
    (repository.root / "a b/c/data/events/more.yml").write_text("- {id: x, date: 2016-12, title: X}\n", "utf-8")
    repository.commit()
    base, head, _ = repository.pull("change")
    host = on_github(pull_request_event(base, head), "pull_request", "refs/pull/1/merge")
    result = host.run(WORKFLOWS / "check.yml", {"folder": "a b/c"})
    assert result == "success", "\n".join(step.said for step in host.jobs["dossier"].steps)[-1500:]
    assert "One event added." in host.jobs["dossier"].step("Say what changes").said
    assert (host.artifacts["site"] / "index.html").is_file()


def test_a_run_after_something_else_comments_nothing(on_github: Hosting, code_host: CodeHost) -> None:
    event = workflow_run_event("b" * 40)
    event["workflow_run"]["event"] = "push"
    host = on_github(event, "workflow_run", "refs/heads/main")
    assert host.run(WORKFLOWS / "comment.yml") == "skipped"


# --- publishing


def _pushed(repository: Repository, on_github: Hosting) -> Host:
    git(repository.root, "switch", "-q", "main")
    before = git(repository.root, "rev-parse", "HEAD")
    repository.write({"data/terms/more.yml": TERM})
    return on_github(push_event(before, repository.commit()), "push", "refs/heads/main")


def test_the_main_branch_is_built_tested_attested_and_published(
    repository: Repository, on_github: Hosting, tmp_path: Path
) -> None:
    host = _pushed(repository, on_github)
    assert host.run(WORKFLOWS / "publish.yml") == "success", [step.said for step in host.jobs["build"].steps]
    assert {name: job.permissions for name, job in host.jobs.items()} == {
        "build": {"contents": "read"},
        "attest": {"id-token": "write", "attestations": "write"},
        "deploy": {"pages": "write", "id-token": "write"},
    }
    for name in ("attest", "deploy"):
        assert all(step.name.startswith("actions/") for step in host.jobs[name].steps), "nothing that was installed"
    said = host.jobs["build"].step("Test the site").said
    assert "Tried: links, policies, a search, requests to other hosts." in said
    assert host.deployed is not None
    assert (host.deployed / "index.html").is_file()
    manifest = json.loads(host.attested[0].read_text("utf-8"))
    assert manifest["data"]["commit"] == git(repository.root, "rev-parse", "main")
    assert manifest["evidence_lock"]["sha256"]
    assert manifest["generator"]["version"]
    assert {file["path"] for file in manifest["files"]} == {
        path.relative_to(host.deployed).as_posix()
        for path in host.deployed.rglob("*")
        if path.is_file() and path.name != "dossier-manifest.json"
    }
    page = (host.deployed / "glossary/index.html").read_text("utf-8")
    assert "https://github.com/owner/dossier/edit/main/data/" in _texts(host.deployed) or page


def test_what_a_run_made_is_there_for_the_next(repository: Repository, on_github: Hosting) -> None:
    host = _pushed(repository, on_github)
    kept = host.folder / "caches/dossier-site-0-1"
    (kept / "kind").mkdir(parents=True)
    (kept / "kind/made-before").write_text("x", "utf-8")
    host.caches["dossier-site-0-1"] = kept
    assert host.run(WORKFLOWS / "publish.yml") == "success"
    assert (host.caches["dossier-site-1-1"] / "kind/made-before").is_file()


@pytest.mark.parametrize("broken", ["data", "page"])
def test_a_failed_build_leaves_the_published_site_as_it_was(
    repository: Repository, on_github: Hosting, broken: str
) -> None:
    git(repository.root, "switch", "-q", "main")
    repository.write({"data/terms/more.yml": "- {id: x}\n"} if broken == "data" else {"docs/a.md": "[x](nowhere.md)\n"})
    after = repository.commit()
    host = on_github(push_event("0" * 40, after), "push", "refs/heads/main")
    assert host.run(WORKFLOWS / "publish.yml") == "failure"
    assert set(host.jobs) == {"build"}
    assert (host.deployed, host.attested, host.caches) == (None, [], {})


def test_a_branch_started_by_hand_is_not_published(repository: Repository, on_github: Hosting) -> None:
    event = {"repository": {"default_branch": "main", "visibility": "public"}}
    host = on_github(event, "workflow_dispatch", "change", GITHUB_REF_NAME="change")
    assert host.run(WORKFLOWS / "publish.yml") == "skipped"
    assert host.deployed is None


def test_a_private_repository_is_published_without_an_attestation(repository: Repository, on_github: Hosting) -> None:
    host = _pushed(repository, on_github)
    host.event["repository"]["visibility"] = "private"
    assert host.run(WORKFLOWS / "publish.yml") == "success"
    assert host.deployed is not None
    assert host.attested == []


def test_runs_that_publish_do_not_overtake_each_other() -> None:
    workflow = yaml.safe_load((WORKFLOWS / "publish.yml").read_text("utf-8"))
    assert workflow["concurrency"] == {"group": "publish", "cancel-in-progress": False}
    assert set(workflow[True]) == {"push", "schedule", "workflow_dispatch", "workflow_call"}
    assert {"data/**", "docs/**", "build_dossier/**"} <= set(workflow[True]["push"]["paths"])


# --- links


def _put_addresses(repository: Repository, address: str) -> None:
    """Have every source at one address, so that nothing asks the internet."""
    path = repository.root / "data/sources.yml"
    path.write_text(re.sub(r"https?://[^\s'\",}]*", address, path.read_text("utf-8")), "utf-8")


def test_each_week_one_issue_tells_of_dead_addresses(
    repository: Repository, on_github: Hosting, code_host: CodeHost
) -> None:
    git(repository.root, "switch", "-q", "main")
    with serving() as server:
        _put_addresses(repository, server.url("/gone"))
        repository.commit()
        event = {"schedule": "x", "repository": {"default_branch": "main", "visibility": "public"}}
        host = on_github(event, "schedule", "refs/heads/main")
        assert host.run(WORKFLOWS / "links.yml") == "success", [step.said for step in host.jobs["ask"].steps]
    # a server on this machine is in the own network, which no workflow asks
    rows = json.loads((host.artifacts["dossier-links"] / "links.json").read_text("utf-8"))
    assert {row["outcome"] for row in rows} == {"not-asked"}
    assert code_host.issues == []
    assert host.jobs["ask"].permissions == {"contents": "read"}
    assert host.jobs["tell"].permissions == {"issues": "write"}
    assert (host.caches["dossier-links-1-1"] / "links.json").is_file()
    for row in rows:
        row.update(outcome="gone", since="2018-01-01", times=1)
    (host.artifacts["dossier-links"] / "links.json").write_text(json.dumps(rows), "utf-8")
    tell = yaml.safe_load((WORKFLOWS / "links.yml").read_text("utf-8"))["jobs"]["tell"]
    for _ in range(2):
        context = {**host._context({}), "needs": {}}
        assert host._job("tell", tell, context) == "success"
    (issue,) = code_host.issues
    assert issue["title"] == "Sources whose address no longer answers"
    assert len(code_host.written) == 1


# --- for others


@pytest.fixture
def caller(repository: Repository, tmp_path: Path) -> Mapping[str, Path]:
    """The ten lines of the guide, in a repository that holds nothing else but `data/`."""
    folder = tmp_path / "callers"
    folder.mkdir()
    paths = {}
    for name, workflow in zip(("dossier", "comment"), _documented(), strict=True):
        paths[name] = folder / f"{name}.yml"
        paths[name].write_text(yaml.safe_dump(workflow), "utf-8")
    assert {path.name for path in repository.root.iterdir()} == {".git", "data"}
    return paths


def test_ten_lines_and_data_are_enough(
    repository: Repository, on_github: Hosting, code_host: CodeHost, caller: Mapping[str, Path]
) -> None:
    repository.write({"data/terms/more.yml": TERM})
    repository.commit()
    base, head, _ = repository.pull("change")
    host = on_github(pull_request_event(base, head, fork=True), "pull_request", "refs/pull/1/merge")
    assert host.run(caller["dossier"]) == "success"
    assert list(host.jobs) == ["dossier/check/dossier"]
    assert (host.artifacts["site"] / "index.html").is_file()

    code_host.leave(host.artifacts["dossier-report"])
    code_host.open_pull(1, head, owner="stranger")
    after = on_github(workflow_run_event(head, fork=True), "workflow_run", "refs/heads/main")
    assert after.run(caller["comment"]) == "success"
    assert "One term added" in code_host.comments[0]["body"]

    git(repository.root, "switch", "-q", "main")
    git(repository.root, "merge", "-q", "change")
    host = on_github(push_event(base, head), "push", "refs/heads/main")
    assert host.run(caller["dossier"]) == "success"
    assert list(host.jobs) == ["dossier/publish/build", "dossier/publish/attest", "dossier/publish/deploy"]
    assert host.deployed is not None
    home = (host.deployed / "index.html").read_text("utf-8")
    title = yaml.safe_load((repository.root / "data/dossier.yml").read_text("utf-8"))["title"]
    assert title in home


def test_ten_lines_ask_links_and_publish_on_the_schedule(
    repository: Repository, on_github: Hosting, caller: Mapping[str, Path]
) -> None:
    git(repository.root, "switch", "-q", "main")
    _put_addresses(repository, "http://127.0.0.1:9/x")
    repository.commit()
    event = {"schedule": "x", "repository": {"default_branch": "main", "visibility": "public"}}
    host = on_github(event, "schedule", "refs/heads/main")
    assert host.run(caller["dossier"]) == "success", [(job.name, job.result) for job in host.jobs.values()]
    assert {name.split("/")[1] for name in host.jobs} == {"publish", "links"}


def test_what_a_caller_grants_is_what_the_jobs_ask_for() -> None:
    granted: dict[str, str] = {}
    for workflow in _documented():
        for job in workflow["jobs"].values():
            granted |= job["permissions"]
    asked: dict[str, str] = {}
    for name in ("check", "publish", "links", "comment"):
        workflow = yaml.safe_load((WORKFLOWS / f"{name}.yml").read_text("utf-8"))
        assert workflow["permissions"] == {}
        for job in workflow["jobs"].values():
            asked |= job["permissions"]
    assert granted == asked


def test_the_step_that_installs_installs(repository: Repository, on_github: Hosting, tmp_path: Path) -> None:
    base, head, _ = repository.pull("change")
    host = on_github(pull_request_event(base, head), "pull_request", "refs/pull/1/merge")
    host.program = None
    assert host.run(WORKFLOWS / "check.yml") == "success", "\n".join(step.said for step in host.jobs["dossier"].steps)[
        -1500:
    ]
    assert host.jobs["dossier"].step("Install").outcome == "success"
    python = tmp_path / "host" / "work" / "dossier/temp/dossier/bin/python"
    assert python.is_file()
