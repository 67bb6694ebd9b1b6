"""A run on GitHub, which tells of itself in a file of JSON and in variables.

https://docs.github.com/actions/reference/events-that-trigger-workflows
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from build_dossier.ci.run import LARGEST, After, Kind, Run, is_repository, is_sha

_EVENTS = {
    "pull_request": Kind.CHANGE,
    "pull_request_target": Kind.CHANGE,
    "merge_group": Kind.CHANGE,
    "push": Kind.PUSH,
    "workflow_run": Kind.AFTER,
}
_OTHERS = ("GITEA_ACTIONS", "FORGEJO_ACTIONS")


def github_run(environment: Mapping[str, str], path: Path | None) -> Run:
    """The run that GitHub's event file and variables tell of."""
    notes: list[str] = []
    event = _Event(_read(path, notes), notes)
    name = environment.get("GITHUB_EVENT_NAME", "") or _guessed(event)
    if any(environment.get(other) for other in _OTHERS):
        notes.append("The run is of another host that is like GitHub; its event is read as far as the two are alike.")
    kind = _EVENTS.get(name, Kind.OTHER)
    is_change, is_push = kind is Kind.CHANGE and name != "merge_group", kind is Kind.PUSH
    base, head = _commits(event, name, environment)
    return Run(
        host="github",
        kind=kind,
        repository=_repository(event, environment),
        number=event.number("number") if is_change else 0,
        base=base,
        head=head,
        is_fork=is_change and _is_fork(event),
        is_forced=is_push and event.at("forced") is True,
        after=_after(event) if kind is Kind.AFTER else None,
        notes=tuple(dict.fromkeys(notes)),
    )


def _read(path: Path | None, notes: list[str]) -> Mapping[str, Any]:
    """The event; empty, and a note, where there is none that can be read."""
    if path is None:
        notes.append("The host names no event file, so it is not known what asked for this run.")
        return {}
    try:
        if path.stat().st_size > LARGEST:
            raise ValueError("it is too large")
        event = json.loads(path.read_bytes())
    except (OSError, ValueError, RecursionError) as error:
        why = error.strerror if isinstance(error, OSError) else "it is not JSON of a size that is known here"
        notes.append(f"The event file cannot be read: {why}.")
        return {}
    if not isinstance(event, dict):
        notes.append("The event file is none of GitHub's: it holds no object.")
        return {}
    if "object_kind" in event:
        notes.append("The event file is one of GitLab's, not of GitHub's; what it says is left out.")
        return {}
    return event


class _Event:
    """An event of which any part may be missing, or not be what it was."""

    def __init__(self, event: Mapping[str, Any], notes: list[str]) -> None:
        self._event, self._notes = event, notes

    def at(self, *names: str) -> object:
        """What stands at a place; None where nothing does."""
        value: object = self._event
        for name in names:
            value = value.get(name) if isinstance(value, dict) else None
        return value

    def text(self, *names: str, fits: Callable[[object], bool]) -> str:
        """A text of a form; '', and a note, where there is none."""
        value = self.at(*names)
        if fits(value):
            return str(value)
        if self._event:
            self._lacks(names)
        return ""

    def number(self, *names: str) -> int:
        """A number from 1; 0, and a note, where there is none."""
        value = self.at(*names)
        if type(value) is int and 0 < value < 2**53:
            return value
        if self._event:
            self._lacks(names)
        return 0

    def _lacks(self, names: tuple[str, ...]) -> None:
        where = ".".join(names)
        self._notes.append(
            f"The event file has no {where} in a form that is known here: it is of another host, or of a newer version."
        )


def _guessed(event: _Event) -> str:
    """The event's name by what it holds, for a file that is tried on a laptop."""
    names = ("workflow_run", "pull_request", "merge_group")
    return next((name for name in names if isinstance(event.at(name), dict)), "push" if event.at("before") else "")


def _repository(event: _Event, environment: Mapping[str, str]) -> str:
    own = environment.get("GITHUB_REPOSITORY", "")
    return own if is_repository(own) else event.text("repository", "full_name", fits=is_repository)


def _commits(event: _Event, name: str, environment: Mapping[str, str]) -> tuple[str, str]:
    """The commits before and after."""
    sha = environment.get("GITHUB_SHA", "")
    own = sha if is_sha(sha) else ""
    if name in ("pull_request", "pull_request_target"):
        base, head = (event.text("pull_request", side, "sha", fits=is_sha) for side in ("base", "head"))
        return base, head or own
    if name == "merge_group":
        return event.text("merge_group", "base_sha", fits=is_sha), own
    if name == "push":
        before = event.at("before")
        is_new = isinstance(before, str) and set(before) == {"0"}
        return "" if is_new else event.text("before", fits=is_sha), own
    return "", own


def _is_fork(event: _Event) -> bool:
    own, theirs = (event.at("pull_request", side, "repo", "id") for side in ("base", "head"))
    return own is None or own != theirs  # a fork that was deleted is none we know, and so a stranger's


def _after(event: _Event) -> After | None:
    def any_text(value: object) -> bool:
        return isinstance(value, str) and len(value) < 1000

    def told(*names: str) -> str:
        return event.text("workflow_run", *names, fits=any_text)

    number = event.number("workflow_run", "id")
    head = event.text("workflow_run", "head_sha", fits=is_sha)
    if not number or not head:
        return None
    owner = told("head_repository", "owner", "login")
    return After(number, told("event"), str(event.at("workflow_run", "conclusion")), head, owner, told("head_branch"))
