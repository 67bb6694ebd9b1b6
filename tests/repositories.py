"""Git repositories for tests, and the events of hosts that tell of them."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from collections.abc import Mapping
from pathlib import Path
from typing import Any

_GIT = shutil.which("git") or "git"
_IDENTITY = {
    "GIT_AUTHOR_NAME": "A",
    "GIT_AUTHOR_EMAIL": "a@example.org",
    "GIT_COMMITTER_NAME": "A",
    "GIT_COMMITTER_EMAIL": "a@example.org",
    "GIT_AUTHOR_DATE": "2018-01-01T00:00:00Z",
    "GIT_COMMITTER_DATE": "2018-01-01T00:00:00Z",
    "GIT_CONFIG_GLOBAL": os.devnull,
    "GIT_CONFIG_SYSTEM": os.devnull,
}


def git(folder: Path, *args: str) -> str:
    """What git prints; a failure is the test's."""
    done = subprocess.run(
        [_GIT, "-c", "protocol.file.allow=always", "-C", str(folder), *args],
        capture_output=True,
        encoding="utf-8",
        env={**os.environ, **_IDENTITY},
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout.strip()


class Repository:
    """A repository with a main branch, at a folder."""

    def __init__(self, root: Path) -> None:
        self.root = root
        root.mkdir(parents=True)
        git(root, "init", "-q", "-b", "main")
        # as a host does for pull requests and forks
        git(root, "config", "uploadpack.allowAnySHA1InWant", "true")

    def write(self, files: Mapping[str, str | bytes]) -> None:
        """Write files below the folder."""
        for name, content in files.items():
            path = self.root / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content.encode() if isinstance(content, str) else content)

    def copy(self, data: Path, into: str = "data") -> None:
        """Copy a folder of data."""
        shutil.copytree(data, self.root / into, dirs_exist_ok=True)

    def commit(self, message: str = "x") -> str:
        """Commit all that is there; the commit's name."""
        git(self.root, "add", "-A")
        git(self.root, "commit", "-q", "--allow-empty", "-m", message)
        return git(self.root, "rev-parse", "HEAD")

    def pull(self, branch: str, number: int = 1) -> tuple[str, str, str]:
        """Make a branch a pull request into main: base, head, and the merge that a host makes of them."""
        base, head = git(self.root, "rev-parse", "main"), git(self.root, "rev-parse", branch)
        tree = git(self.root, "rev-parse", f"{head}^{{tree}}")
        merge = git(self.root, "commit-tree", tree, "-p", base, "-p", head, "-m", "merge")
        git(self.root, "update-ref", f"refs/pull/{number}/merge", merge)
        git(self.root, "update-ref", f"refs/pull/{number}/head", head)
        return base, head, merge

    def clone(self, target: Path, ref: str, depth: int = 0) -> Path:
        """A clone as the step that checks out makes it: one commit of a ref, so deep, without a branch."""
        target.mkdir(parents=True, exist_ok=True)
        git(target, "init", "-q")
        git(target, "remote", "add", "origin", self.root.as_uri())
        git(target, "fetch", "-q", *([f"--depth={depth}"] if depth else []), "origin", ref)
        git(target, "checkout", "-q", "--detach", "FETCH_HEAD")
        return target


REPOSITORY = "owner/dossier"


def pull_request_event(  # noqa: PLR0913 -- what an event tells
    base: str, head: str, *, number: int = 1, fork: bool = False, branch: str = "change", title: str = "A change"
) -> dict[str, Any]:
    """A `pull_request` event as GitHub writes it, of the fields that matter and some that do not."""
    owner, identity = ("stranger", 2) if fork else ("owner", 1)
    return {
        "action": "synchronize",
        "number": number,
        "pull_request": {
            "number": number,
            "title": title,
            "body": title,
            "state": "open",
            "base": {"ref": "main", "sha": base, "repo": {"id": 1, "full_name": REPOSITORY}},
            "head": {
                "ref": branch,
                "sha": head,
                "label": f"{owner}:{branch}",
                "repo": {"id": identity, "full_name": f"{owner}/dossier", "fork": fork},
            },
        },
        "repository": {"id": 1, "full_name": REPOSITORY, "default_branch": "main", "visibility": "public"},
        "sender": {"login": owner},
    }


def workflow_run_event(head: str, *, run: int = 77, fork: bool = False, branch: str = "change") -> dict[str, Any]:
    """A `workflow_run` event for the check of a pull request; of forks GitHub names no pull request in it."""
    owner = "stranger" if fork else "owner"
    return {
        "action": "completed",
        "workflow_run": {
            "id": run,
            "name": "check",
            "event": "pull_request",
            "status": "completed",
            "conclusion": "success",
            "head_sha": head,
            "head_branch": branch,
            "head_repository": {"full_name": f"{owner}/dossier", "owner": {"login": owner}},
            "pull_requests": [],
        },
        "repository": {"id": 1, "full_name": REPOSITORY, "default_branch": "main", "visibility": "public"},
    }


def push_event(before: str, after: str, *, forced: bool = False) -> dict[str, Any]:
    """A `push` event to main."""
    return {
        "ref": "refs/heads/main",
        "before": before,
        "after": after,
        "forced": forced,
        "repository": {"id": 1, "full_name": REPOSITORY, "default_branch": "main", "visibility": "public"},
    }


def github(event: object, name: str, folder: Path) -> dict[str, str]:
    """The variables of a run on GitHub, with its event in a file."""
    path = folder / "event.json"
    path.write_text(event if isinstance(event, str) else json.dumps(event), "utf-8")
    return {
        "GITHUB_ACTIONS": "true",
        "GITHUB_EVENT_NAME": name,
        "GITHUB_EVENT_PATH": str(path),
        "GITHUB_REPOSITORY": REPOSITORY,
        "GITHUB_SERVER_URL": "https://github.com",
        "GITHUB_STEP_SUMMARY": str(folder / "step-summary.md"),
    }
