"""The template for GitLab: the scripts of its jobs, run here under GitLab's variables."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.hosts import TOKEN, hosting
from tests.preloaded import preloaded
from tests.projects import ROOT, case, files_in
from tests.repositories import Repository, git
from tests.site.browser import chromium
from tests.test_formats import code_quality, junit

TEMPLATE: dict[str, Any] = yaml.safe_load((ROOT / "templates/dossier.gitlab-ci.yml").read_text("utf-8"))
LINK = "- {id: gone, type: webpage, title: T, publisher: P, url: 'http://127.0.0.1:9/x'}\n"
TERM = "- {id: bazaar, name: Bazaar, definition: A market.}\n"


@pytest.fixture(scope="module")
def program(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return preloaded(tmp_path_factory.mktemp("program"))


@pytest.fixture
def repository(tmp_path: Path) -> Repository:
    made = Repository(tmp_path / "r")
    made.copy(case("three-records"))
    made.commit()
    return made


def _run(job: str, folder: Path, program: Path, variables: Mapping[str, str]) -> subprocess.CompletedProcess[str]:
    """The script of a job; what installs the program is left out."""
    script = "\n".join(TEMPLATE[job]["script"])
    own = {name: str(value) for name, value in {**TEMPLATE["variables"], **TEMPLATE[job].get("variables", {})}.items()}
    return subprocess.run(
        ["/bin/bash", "-eo", "pipefail", "-c", script],
        cwd=folder,
        env={
            "PATH": f"{program / 'bin'}:{os.environ['PATH']}",
            "HOME": os.environ.get("HOME", "/"),
            "CHROMIUM": chromium(),
            "GITLAB_CI": "true",
            "CI_PROJECT_PATH": "group/dossier",
            "CI_PROJECT_URL": "https://gitlab.example.org/group/dossier",
            **own,
            **variables,
        },
        capture_output=True,
        encoding="utf-8",
        check=False,
    )


def _cannot_print(repository: Repository) -> dict[str, str]:
    folder = repository.root.parent / "first"
    folder.mkdir()
    (folder / "weasyprint.py").write_text("raise ImportError\n", "utf-8")
    return {"FIRST_ON_PATH": str(folder)}


def _merge_request(base: str, head: str) -> dict[str, str]:
    return {
        "CI_PIPELINE_SOURCE": "merge_request_event",
        "CI_MERGE_REQUEST_IID": "3",
        "CI_MERGE_REQUEST_DIFF_BASE_SHA": base,
        "CI_COMMIT_SHA": head,
    }


def test_a_merge_request_is_checked_and_commented(repository: Repository, program: Path) -> None:
    base = git(repository.root, "rev-parse", "HEAD")
    repository.write({"data/terms/more.yml": TERM})
    variables = _merge_request(base, repository.commit())
    done = _run("dossier-check", repository.root, program, variables)
    assert done.returncode == 0, done.stderr
    assert "One term added." in done.stdout
    artifacts = TEMPLATE["dossier-check"]["artifacts"]
    assert all((repository.root / path).is_dir() for path in artifacts["paths"])
    assert code_quality((repository.root / artifacts["reports"]["codequality"]).read_text("utf-8")) == []
    assert junit((repository.root / artifacts["reports"]["junit"]).read_text("utf-8")).get("failures") == "0"
    assert (repository.root / "dossier-site/index.html").is_file()
    with hosting() as host:
        done = _run(
            "dossier-comment",
            repository.root,
            program,
            {**variables, "CI_API_V4_URL": host.address, "DOSSIER_TOKEN": TOKEN},
        )
        assert (done.returncode, done.stdout) == (0, "The comment of !3 is written.\n"), done.stderr
        assert "One term added" in host.comments[0]["body"]


def test_a_merge_request_with_problems_fails_and_keeps_its_reports(repository: Repository, program: Path) -> None:
    base = git(repository.root, "rev-parse", "HEAD")
    repository.write({"data/terms/more.yml": "- {id: x}\n"})
    done = _run("dossier-check", repository.root, program, _merge_request(base, repository.commit()))
    assert done.returncode == 1
    assert "data/terms/more.yml:1:" in done.stdout
    assert code_quality((repository.root / "dossier-problems/codequality.json").read_text("utf-8")) != []
    assert TEMPLATE["dossier-check"]["artifacts"]["when"] == "always"


def test_the_main_branch_is_published(repository: Repository, program: Path) -> None:
    (repository.root / "a b").mkdir()
    git(repository.root, "mv", "data", "a b/data")
    variables = {"CI_PIPELINE_SOURCE": "push", "CI_COMMIT_BRANCH": "main", "CI_DEFAULT_BRANCH": "main"}
    variables["DOSSIER_FOLDER"] = "a b"
    address = {"CI_PAGES_URL": "https://group.pages.example.org/dossier"}
    done = _run("pages", repository.root, program, {**variables, **address, **_cannot_print(repository)})
    assert done.returncode == 0, done.stderr
    assert "book.pdf is not printed" in done.stdout
    home = (repository.root / "public/index.html").read_text("utf-8")
    assert 'content="https://group.pages.example.org/dossier/cards/dossier.png"' in home
    assert (repository.root / "public/dossier-manifest.json").is_file()
    for job in ("pages", "dossier-check"):
        assert TEMPLATE[job]["cache"]["paths"] == ["$DOSSIER_FOLDER/.cache/dossier"]
    assert TEMPLATE["dossier-check"]["cache"]["policy"] == "pull"
    assert files_in(repository.root / "a b/.cache/dossier") != {}, "what a run made is there for the next"
    assert TEMPLATE["pages"]["resource_group"] == "pages"


def test_links_are_asked_and_told(repository: Repository, program: Path) -> None:
    repository.write({"data/sources/more.yml": LINK})
    done = _run("dossier-links", repository.root, program, {"CI_PIPELINE_SOURCE": "schedule"})
    assert done.returncode == 0, done.stderr
    with hosting() as host:
        variables = {"CI_PIPELINE_SOURCE": "schedule", "CI_API_V4_URL": host.address, "DOSSIER_TOKEN": TOKEN}
        done = _run("dossier-issue", repository.root, program, variables)
    assert (done.returncode, done.stdout) == (0, "The issue is not needed.\n"), done.stderr


def test_a_token_is_where_nothing_of_a_change_is() -> None:
    with_token = {name for name, job in TEMPLATE.items() if isinstance(job, dict) and "environment" in job}
    assert with_token == {"dossier-comment", "dossier-issue"}
    for name in with_token:
        assert TEMPLATE[name]["environment"]["name"] == "dossier-tell"
        assert TEMPLATE[name]["variables"]["GIT_STRATEGY"] == "none"
