"""The workflows, each step of them run here by the commands that stand in them, under events of GitHub."""

from __future__ import annotations

import json
import re
import sysconfig
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest
import yaml
from pypdf import PdfReader

from tests.hosts import CodeHost, hosting
from tests.preloaded import preloaded
from tests.printing import printer, texts
from tests.projects import ROOT, case
from tests.repositories import Repository, git, github, pull_request_event, push_event, workflow_run_event
from tests.runner import Host, Job
from tests.site.browser import chromium

WORKFLOWS = ROOT / ".github/workflows"
TERM = "- {id: bazaar, name: Bazaar, definition: A market.}\n"
LINK = "- {id: gone, type: webpage, title: T, publisher: P, url: 'http://127.0.0.1:9/x'}\n"
HOSTILE = (
    'x"; touch "$RUNNER_TEMP/pwned"; `touch pwned` $(touch pwned) ${{ github.token }} \n::error::forged ##[error]forged'
)


@pytest.fixture(scope="session")
def program(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The program as the step that installs it leaves it, without installing it."""
    return preloaded(tmp_path_factory.mktemp("program"))


@pytest.fixture
def code_host() -> Iterator[CodeHost]:
    with hosting() as started:
        yield started


@pytest.fixture
def repository(tmp_path: Path) -> Repository:
    """A repository with nothing but `data/`, and a branch for a change."""
    made = Repository(tmp_path / "origin")
    made.copy(case("three-records"))
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


def _said(host: Host) -> str:
    return "\n".join(f"{step.name} ({step.outcome}): {step.said}" for job in host.jobs.values() for step in job.steps)


def _nothing_was_run(folder: Path) -> None:
    assert [path for path in folder.rglob("*pwned*") if "touch" not in path.name] == []


@pytest.fixture
def caller(repository: Repository, tmp_path: Path) -> Mapping[str, Path]:
    """The ten lines of the guide, for a repository that holds nothing else but `data/`."""
    folder = tmp_path / "callers"
    folder.mkdir()
    paths = {}
    for name, workflow in zip(("dossier", "comment"), _documented(), strict=True):
        paths[name] = folder / f"{name}.yml"
        paths[name].write_text(yaml.safe_dump(workflow), "utf-8")
    assert {path.name for path in repository.root.iterdir()} == {".git", "data"}
    return paths


def _documented() -> list[dict[str, Any]]:
    """The two files of the guide for a repository that holds nothing but `data/`."""
    guide = (ROOT / "docs/guide/publishing.md").read_text("utf-8")
    part = guide[guide.index("### For another team") : guide.index("### GitLab")]
    blocks = re.findall("```yaml\n(.*?)```", part, re.DOTALL)
    assert sum(len(block.splitlines()) for block in blocks) == 10
    return [yaml.safe_load(block) for block in blocks]


# --- ten lines and `data/`: a pull request, publishing, a schedule


def test_a_pull_request_of_a_stranger_goes_through_and_is_commented(
    repository: Repository,
    on_github: Hosting,
    code_host: CodeHost,
    caller: Mapping[str, Path],
    tmp_path: Path,
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
    # The step that installs is run too; it finds what it wants beside the Python that runs these tests.
    beside = {"PYTHONPATH": sysconfig.get_path("purelib"), "PIP_NO_INDEX": "1"}
    host = on_github(event, "pull_request", "refs/pull/1/merge", GITHUB_HEAD_REF=HOSTILE, **beside)
    host.program = None
    assert host.run(caller["dossier"]) == "success", _said(host)
    assert list(host.jobs) == ["dossier/check/dossier"]
    job = host.jobs["dossier/check/dossier"]
    assert job.permissions == {"contents": "read"}
    assert list(_outcomes(job)) == [
        "actions/checkout",
        "actions/setup-python",
        "Install",
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
    assert after.run(caller["comment"]) == "success", _said(after)
    (job,) = after.jobs.values()
    assert job.permissions == {"actions": "read", "pull-requests": "write"}
    assert list(_outcomes(job)) == ["actions/setup-python", "Comment"], "nothing is checked out"
    (comment,) = code_host.comments
    assert "Two terms added" in comment["body"]
    assert "::error" not in comment["body"]
    assert after.run(caller["comment"]) == "success"
    assert len(code_host.written) == 1
    _nothing_was_run(tmp_path)


def _keep(host: Host, key: str, name: str) -> None:
    """A cache that an earlier run left."""
    kept = host.folder / "caches" / key
    kept.mkdir(parents=True)
    (kept / name).write_text("x", "utf-8")
    host.caches[key] = kept


def test_the_main_branch_is_printed_built_tested_attested_and_published(
    repository: Repository, on_github: Hosting, caller: Mapping[str, Path]
) -> None:
    printer()
    git(repository.root, "switch", "-q", "main")
    before = git(repository.root, "rev-parse", "HEAD")
    repository.write({"data/terms/more.yml": TERM})
    host = on_github(push_event(before, repository.commit()), "push", "refs/heads/main")
    _keep(host, "dossier-site-0-1", "made-before")
    assert host.run(caller["dossier"]) == "success", _said(host)
    assert {name: job.permissions for name, job in host.jobs.items()} == {
        "dossier/publish/build": {"contents": "read", "pages": "read"},
        "dossier/publish/attest": {"id-token": "write", "attestations": "write"},
        "dossier/publish/deploy": {"pages": "write", "id-token": "write"},
    }
    for name in ("attest", "deploy"):
        steps = host.jobs[f"dossier/publish/{name}"].steps
        assert all(step.name.startswith("actions/") for step in steps), "nothing that was installed"
    said = host.jobs["dossier/publish/build"].step("Test the site").said
    assert "Tried: links, policies, a search, requests to other hosts." in said
    assert (host.caches["dossier-site-1-1"] / "made-before").is_file(), "what a run made is there for the next"
    assert host.deployed is not None
    manifest = json.loads(host.attested[0].read_text("utf-8"))
    assert manifest["data"]["commit"] == git(repository.root, "rev-parse", "main")
    assert {"evidence_lock", "generator"} <= set(manifest)
    assert {file["path"] for file in manifest["files"]} == {
        path.relative_to(host.deployed).as_posix()
        for path in host.deployed.rglob("*")
        if path.is_file() and path.name != "dossier-manifest.json"
    }
    home = (host.deployed / "index.html").read_text("utf-8")
    assert yaml.safe_load((repository.root / "data/dossier.yml").read_text("utf-8"))["title"] in home
    for name in ("brief.pdf", "book.pdf"):
        assert (host.deployed / name).read_bytes().startswith(b"%PDF-")
        assert f'href="{name}"' in home
    # the address of the site is handed over to all that it is made of
    assert f'content="{host.pages}/cards/dossier.png"' in home
    assert f'<link rel="canonical" href="{host.pages}/">' in home
    assert 'href="/dossier/assets/' in (host.deployed / "404.html").read_text("utf-8")
    assert host.pages in "".join(texts(PdfReader(host.deployed / "brief.pdf")))
    quote = (host.deployed / "quotes/guild-opaque/index.html").read_text("utf-8")
    assert "https://github.com/owner/dossier/edit/main/data/quotes.yml#L1" in quote


def test_a_schedule_publishes_and_keeps_one_issue_about_links(
    repository: Repository, on_github: Hosting, code_host: CodeHost, caller: Mapping[str, Path], tmp_path: Path
) -> None:
    """Of a private repository, with the dossier in a folder, on a machine that cannot print."""
    git(repository.root, "switch", "-q", "main")
    repository.copy(repository.root / "data", "a b/c/data")
    git(repository.root, "rm", "-q", "-r", "data")
    repository.write({"a b/c/data/sources/more.yml": LINK, "data/unrelated.txt": "x"})
    repository.commit()
    workflow = yaml.safe_load(caller["dossier"].read_text("utf-8"))
    workflow["jobs"]["dossier"]["with"] = {"folder": "a b/c"}
    caller["dossier"].write_text(yaml.safe_dump(workflow), "utf-8")
    event = {"schedule": "x", "repository": {"default_branch": "main", "visibility": "private"}}
    host = on_github(event, "schedule", "refs/heads/main", **_cannot_print(tmp_path / "first"))
    assert host.run(caller["dossier"]) == "success", _said(host)
    assert list(host.jobs) == [
        *("dossier/publish/build", "dossier/publish/deploy"),
        *("dossier/links/ask", "dossier/links/tell"),
    ]
    assert host.attested == [], "others than public ones are not attested"
    assert host.deployed is not None
    assert "book.pdf is not printed" in host.jobs["dossier/publish/build"].step("Print the brief and the book").said
    assert not (host.deployed / "book.pdf").exists()
    assert "book.pdf" not in (host.deployed / "index.html").read_text("utf-8")

    # an address on this machine is in the own network, which no workflow asks
    found = host.artifacts["dossier-links"] / "links.json"
    (row,) = json.loads(found.read_text("utf-8"))
    assert row["outcome"] == "not-asked"
    assert code_host.issues == []
    assert host.jobs["dossier/links/ask"].permissions == {"contents": "read"}
    assert host.jobs["dossier/links/tell"].permissions == {"issues": "write"}
    assert (host.caches["dossier-links-1-1"] / "links.json").is_file()
    found.write_text(json.dumps([{**row, "outcome": "gone", "since": "2018-01-01", "times": 1}]), "utf-8")
    tell = tmp_path / "tell.yml"
    jobs = yaml.safe_load((WORKFLOWS / "links.yml").read_text("utf-8"))["jobs"]
    assert jobs["tell"].pop("needs") == "ask"
    tell.write_text(yaml.safe_dump({"jobs": {"tell": jobs["tell"]}}), "utf-8")
    assert [host.run(tell), host.run(tell)] == ["success", "success"]
    (issue,) = code_host.issues
    assert issue["title"] == "Sources whose address no longer answers"
    assert len(code_host.written) == 1


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
            asked |= {right: most for right, most in job["permissions"].items() if asked.get(right) != "write"}
    assert granted == asked


# --- what goes wrong


def test_a_pull_request_with_problems_fails_and_still_says_what_it_does(
    repository: Repository, on_github: Hosting
) -> None:
    repository.copy(repository.root / "data", "a b/c/data")
    git(repository.root, "rm", "-q", "-r", "data")
    repository.write({"data/unrelated.txt": "x"})
    repository.commit()
    git(repository.root, "branch", "-f", "main", "change")
    wrong = "".join(f"- {{id: t{number}, name: T, definition: D, colour: red}}\n" for number in range(15))
    repository.write({"a b/c/data/terms/more.yml": wrong})
    repository.commit()
    base, head, _ = repository.pull("change")
    host = on_github(pull_request_event(base, head), "pull_request", "refs/pull/1/merge")
    assert host.run(WORKFLOWS / "check.yml", {"folder": "a b/c"}) == "failure"
    job = host.jobs["dossier"]
    assert job.step("Say what changes").outcome == "success"
    told = job.step("Check the data").said.splitlines()
    assert sum(line.startswith("::error file=a b/c/data/terms/more.yml,line=") for line in told) == 10
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
    assert "Traceback" not in _said(host)


def test_a_run_after_something_else_comments_nothing(on_github: Hosting, code_host: CodeHost) -> None:
    event = workflow_run_event("b" * 40)
    event["workflow_run"]["event"] = "push"
    host = on_github(event, "workflow_run", "refs/heads/main")
    assert host.run(WORKFLOWS / "comment.yml") == "skipped"
    assert code_host.written == []


def _cannot_print(folder: Path) -> dict[str, str]:
    """Variables under which nothing can print."""
    folder.mkdir()
    (folder / "weasyprint.py").write_text("raise ImportError\n", "utf-8")
    return {"FIRST_ON_PATH": str(folder)}


def _published(host: Host) -> list[str]:
    """The steps that failed of a run that publishes nothing."""
    assert host.run(WORKFLOWS / "publish.yml") == "failure"
    assert set(host.jobs) == {"build"}
    assert (host.deployed, host.attested, host.caches) == (None, [], {})
    return [step.name for step in host.jobs["build"].steps if step.outcome == "failure"]


def test_data_with_problems_leave_the_published_site_as_it_was(repository: Repository, on_github: Hosting) -> None:
    git(repository.root, "switch", "-q", "main")
    repository.write({"data/terms/more.yml": "- {id: x}\n"})
    host = on_github(push_event("0" * 40, repository.commit()), "push", "refs/heads/main")
    assert _published(host) == ["Check the data"]


def test_a_build_that_fails_leaves_the_published_site_as_it_was_and_what_it_prints_is_no_command(
    repository: Repository, on_github: Hosting, tmp_path: Path
) -> None:
    git(repository.root, "switch", "-q", "main")
    config = (ROOT / "mkdocs.yml").read_text("utf-8")
    repository.write({"docs/a.md": "[::error::x](##[error]y.md)\n", "mkdocs.yml": config})
    after = repository.commit()
    host = on_github(push_event("0" * 40, after), "push", "refs/heads/main", **_cannot_print(tmp_path / "first"))
    assert _published(host) == ["Build the site"]
    first, *rest = host.jobs["build"].step("Build the site").said.splitlines()
    assert first.startswith("::stop-commands::")
    assert [line for line in rest if line.startswith("::")] == [f"::{first.removeprefix('::stop-commands::')}::"]
    assert (tmp_path / "host" / "work" / "build/repository/mkdocs.yml").read_text("utf-8") == config, "it is kept"


def test_a_branch_started_by_hand_is_not_published(repository: Repository, on_github: Hosting) -> None:
    event = {"repository": {"default_branch": "main", "visibility": "public"}}
    host = on_github(event, "workflow_dispatch", "change", GITHUB_REF_NAME="change")
    assert host.run(WORKFLOWS / "publish.yml") == "skipped"
    assert host.deployed is None


def test_runs_that_publish_do_not_overtake_each_other() -> None:
    workflow = yaml.safe_load((WORKFLOWS / "publish.yml").read_text("utf-8"))
    assert workflow["concurrency"] == {"group": "publish", "cancel-in-progress": False}
    assert set(workflow[True]) == {"push", "schedule", "workflow_dispatch", "workflow_call"}
    assert {"data/**", "docs/**", "build_dossier/**"} <= set(workflow[True]["push"]["paths"])
