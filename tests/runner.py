"""A small runner of workflows: their own `run:` steps in a shell, with the variables and files that GitHub sets.

Of actions by others it does what they would leave behind: an artifact in a folder, a cache, a checkout.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

from tests.projects import ROOT

_TOKENS = re.compile(r"\s*(?:(\|\||&&|==|!=|!|\(|\)|,|\[|\])|'((?:[^']|'')*)'|([\w.*-]+))")


@dataclass
class Step:
    """A step that was run or skipped."""

    name: str
    outcome: str
    said: str = ""
    env: Mapping[str, str] = field(default_factory=dict)


@dataclass
class Job:
    """A job that was run or skipped."""

    name: str
    result: str
    permissions: Mapping[str, str]
    steps: list[Step] = field(default_factory=list)

    def step(self, name: str) -> Step:
        """The step of a name."""
        return next(step for step in self.steps if step.name == name)


@dataclass
class Host:
    """What a host keeps between runs."""

    folder: Path
    checkout: Callable[[Path, int], None]
    """Puts the repository into a workspace, so deep."""
    variables: Mapping[str, str]
    """Of the run: GITHUB_…; with what else the machine has."""
    event: Mapping[str, Any]
    inputs: Mapping[str, str] = field(default_factory=dict)
    program: Path | None = None
    """A folder with a ready `bin/dossier`, in place of the step that installs it."""
    artifacts: dict[str, Path] = field(default_factory=dict)
    caches: dict[str, Path] = field(default_factory=dict)
    jobs: dict[str, Job] = field(default_factory=dict)
    deployed: Path | None = None
    attested: list[Path] = field(default_factory=list)
    pages: str = "https://owner.github.io/dossier"
    """Where it publishes the repository's site."""

    # --- workflows and jobs

    def run(self, workflow: Path, inputs: Mapping[str, str] | None = None, prefix: str = "") -> str:
        """Run a workflow; 'success', 'failure' or 'skipped'."""
        given = {**_defaults(workflow), **(inputs or {})}
        jobs = yaml.safe_load(workflow.read_text("utf-8"))["jobs"]
        done: dict[str, str] = {}
        for name, job in jobs.items():
            needs = job.get("needs", [])
            context = self._context(given)
            context["needs"] = {each: {"result": done[each]} for each in ([needs] if isinstance(needs, str) else needs)}
            is_fine = all(each["result"] == "success" for each in context["needs"].values())
            done[name] = self._job(f"{prefix}{name}", job, context) if _if(job, context, fine=is_fine) else "skipped"
        results = set(done.values())
        return "failure" if "failure" in results else "success" if "success" in results else "skipped"

    def _job(self, name: str, job: dict[str, Any], context: dict[str, Any]) -> str:
        if "uses" in job:
            inputs = {key: _filled(value, context) for key, value in job.get("with", {}).items()}
            return self.run(_ours(job["uses"]), inputs, f"{name}/")
        ran = Job(name, "success", job.get("permissions", {}))
        self.jobs[name] = ran
        workspace = self.folder / "work" / name.replace("/", "-")
        shutil.rmtree(workspace, ignore_errors=True)
        (workspace / "repository").mkdir(parents=True)
        (workspace / "temp").mkdir()
        if self.program:
            (workspace / "temp/dossier").symlink_to(self.program)
        (workspace / "bin").mkdir()
        (workspace / "bin/sudo").write_text("#!/bin/sh\nexit 1\n", "utf-8")  # nothing here changes this machine
        (workspace / "bin/sudo").chmod(0o755)
        context["runner"] = {"temp": str(workspace / "temp"), "os": "Linux"}
        self._steps(ran, job["steps"], context, workspace)
        return ran.result

    def _context(self, inputs: Mapping[str, str]) -> dict[str, Any]:
        own: dict[str, Any] = {name.removeprefix("GITHUB_").lower(): each for name, each in self.variables.items()}
        own |= {"event": self.event, "run_id": "1", "run_attempt": "1", "token": "secret-token"}
        return {"github": own, "inputs": dict(inputs), "steps": {}}

    # --- steps

    def _steps(self, job: Job, steps: list[dict[str, Any]], context: dict[str, Any], workspace: Path) -> None:
        for step in steps:
            name = step.get("name") or step.get("uses", "").partition("@")[0] or step["run"].splitlines()[0]
            if not _if(step, context, fine=job.result == "success"):
                job.steps.append(Step(name, "skipped"))
                continue
            if step.get("uses") == "$/action":
                given = {key: _filled(value, context) for key, value in step.get("with", {}).items()}
                action = yaml.safe_load((ROOT / "action/action.yml").read_text("utf-8"))
                inputs = {key: each.get("default", "") for key, each in action["inputs"].items()} | given
                self._steps(job, action["runs"]["steps"], {**context, "inputs": inputs}, workspace)
                continue
            if "uses" in step:
                given = {key: _filled(value, context) for key, value in step.get("with", {}).items()}
                outcome = Step(name, self._used(step["uses"], given, workspace))
                context["steps"][step.get("id", "")] = {"outputs": {"base_url": self.pages}}
            else:
                outcome = self._shell(name, step, context, workspace)
            job.steps.append(outcome)
            if outcome.outcome == "failure":
                job.result = "failure"

    def _shell(self, name: str, step: dict[str, Any], context: dict[str, Any], workspace: Path) -> Step:
        if name == "Install" and self.program:
            return Step(name, "skipped")
        assert "${{" not in step["run"], "an expression within a script: text from outside would be run"
        own = {key: _filled(value, context) for key, value in step.get("env", {}).items()}
        machine = _machine()
        variables = {
            "PATH": f"{workspace / 'bin'}:{machine['PATH']}",
            **self.variables,
            **own,
            "RUNNER_TEMP": str(workspace / "temp"),
            "GITHUB_WORKSPACE": str(workspace / "repository"),
            "GITHUB_ACTION_PATH": str(ROOT / "action"),
            "GITHUB_STEP_SUMMARY": str(workspace / "summary.md"),
        }
        done = subprocess.run(
            ["/bin/bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", step["run"]],
            cwd=workspace / "repository",
            env=machine | variables,
            capture_output=True,
            encoding="utf-8",
            errors="replace",
            check=False,
        )
        return Step(name, "failure" if done.returncode else "success", done.stdout + done.stderr, variables)

    def _used(self, uses: str, given: dict[str, str], workspace: Path) -> str:  # noqa: PLR0912 -- a branch an action
        """What an action by others leaves; 'failure' where it fails."""
        repository, temp = workspace / "repository", workspace / "temp"
        action, _, commit = uses.partition("@")
        assert re.fullmatch("[0-9a-f]{40}", commit), f"{uses} is not pinned by its commit"
        path = repository / given["path"] if "path" in given else repository
        match action:
            case "actions/checkout":
                assert given["persist-credentials"] == "false"
                self.checkout(repository, int(given.get("fetch-depth", "1")))
            case "actions/setup-python" | "actions/attest" | "actions/configure-pages" | "actions/deploy-pages":
                return self._used_quietly(action, given, repository, temp)
            case "actions/upload-artifact" | "actions/upload-pages-artifact":
                if not path.exists():
                    return "failure" if given.get("if-no-files-found") == "error" else "success"
                name = given.get("name", "github-pages")
                kept = self.folder / "artifacts" / name
                shutil.rmtree(kept, ignore_errors=True)
                kept.parent.mkdir(exist_ok=True)
                if path.is_dir():
                    shutil.copytree(path, kept)
                else:
                    kept.mkdir()
                    shutil.copy(path, kept)
                self.artifacts[name] = kept
            case "actions/download-artifact":
                if given["name"] not in self.artifacts:
                    return "failure"
                shutil.copytree(self.artifacts[given["name"]], path)
            case "actions/cache/restore":
                found = [key for key in self.caches if key.startswith(given["restore-keys"].strip())]
                if found:
                    shutil.copytree(self.caches[found[-1]], path, dirs_exist_ok=True)
            case "actions/cache/save":
                kept = self.folder / "caches" / given["key"]
                if path.exists():
                    shutil.copytree(path, kept, dirs_exist_ok=True)
                    self.caches[given["key"]] = kept
            case _:
                raise AssertionError(f"{action} is not known to this runner")
        return "success"

    def _used_quietly(self, action: str, given: dict[str, str], repository: Path, temp: Path) -> str:
        if action == "actions/attest":
            subject = repository / given["subject-path"]
            self.attested.append(subject)
            return "success" if subject.is_file() else "failure"
        if action == "actions/deploy-pages":
            self.deployed = self.artifacts["github-pages"]
        return "success"


def _machine() -> dict[str, str]:
    """What a job sees of this machine: the programs, and how packages are fetched."""
    wanted = ("PATH", "HOME", "LANG", "CHROMIUM", "SSL_CERT_FILE", "PYTHONWARNINGS")
    kept = {name: value for name, value in os.environ.items() if name in wanted or name.startswith(("PIP_", "UV_"))}
    return kept | {"PATH": f"{Path(sys.executable).parent}:{kept['PATH']}", "CI": "true"}


def _ours(uses: str) -> Path:
    """A workflow of this repository, named from within it or from another one."""
    path = re.sub(r"^(\$|OWNER/build-dossier)/", "", uses.partition("@")[0])
    assert path.startswith(".github/workflows/"), uses
    return ROOT / path


def _defaults(workflow: Path) -> dict[str, str]:
    on = yaml.safe_load(workflow.read_text("utf-8")).get(True, {})  # YAML 1.1 reads `on` as true
    called = on.get("workflow_call") if isinstance(on, dict) else None
    return {name: about.get("default", "") for name, about in ((called or {}).get("inputs") or {}).items()}


# --- expressions


def _if(item: Mapping[str, Any], context: Mapping[str, Any], *, fine: bool) -> bool:
    text = str(item.get("if", "success()")).strip()
    text = text.removeprefix("${{").removesuffix("}}").strip()
    named = re.search(r"\b(success|always|failure|cancelled)\(\)", text)
    return bool(_Expression(text, context, fine=fine).value()) and (fine or named is not None)


def _filled(text: object, context: Mapping[str, Any]) -> str:
    if isinstance(text, bool):
        return str(text).lower()

    def value(match: re.Match[str]) -> str:
        found = _Expression(match[1], context, fine=True).value()
        return "" if found is None else str(found)

    return re.sub(r"\$\{\{(.*?)\}\}", value, str(text))


class _Expression:
    """An expression of GitHub Actions, as much of them as the workflows use; anything else is an error."""

    def __init__(self, text: str, context: Mapping[str, Any], *, fine: bool) -> None:
        self._tokens: list[tuple[str, str]] = []
        at = 0
        while at < len(text.rstrip()):
            match = _TOKENS.match(text, at)
            assert match, f"cannot read {text[at:]!r}"
            kind = "sign" if match[1] else "text" if match[2] is not None else "name"
            self._tokens.append((kind, match[1] or (match[2] or "").replace("''", "'") if kind != "name" else match[3]))
            at = match.end()
        self._context, self._fine = context, fine

    def value(self) -> Any:  # noqa: ANN401 -- what JSON holds
        result = self._or()
        assert not self._tokens, f"more follows: {self._tokens}"
        return result

    def _next(self, *signs: str) -> bool:
        if self._tokens and self._tokens[0][0] == "sign" and self._tokens[0][1] in signs:
            self._tokens.pop(0)
            return True
        return False

    def _or(self) -> Any:  # noqa: ANN401
        left = self._and()
        while self._next("||"):
            right = self._and()
            left = left or right
        return left

    def _and(self) -> Any:  # noqa: ANN401
        left = self._equal()
        while self._next("&&"):
            right = self._equal()
            left = left and right
        return left

    def _equal(self) -> Any:  # noqa: ANN401
        left = self._one()
        if self._next("=="):
            return left == self._one()
        if self._next("!="):
            return left != self._one()
        return left

    def _one(self) -> Any:  # noqa: ANN401
        if self._next("!"):
            return not self._one()
        if self._next("("):
            inner = self._or()
            assert self._next(")")
            return inner
        kind, text = self._tokens.pop(0)
        if kind == "text":
            return text
        if self._next("("):
            arguments = []
            while not self._next(")"):
                arguments.append(self._or())
                self._next(",")
            return self._call(text, arguments)
        found: Any = self._context
        for name in text.split("."):
            found = found.get(name) if isinstance(found, Mapping) else None
        return found

    def _call(self, name: str, arguments: list[Any]) -> Any:  # noqa: ANN401
        known: dict[str, Callable[..., Any]] = {
            "success": lambda: self._fine,
            "cancelled": lambda: False,
            "always": lambda: True,
            "failure": lambda: not self._fine,
            "contains": lambda whole, part: part in whole,
            "fromJSON": yaml.safe_load,
        }
        return known[name](*arguments)
