"""The run of a code host that this program is in: what asked for it, on which commits.

Whatever an event file says that is not as we know it is left out and noted: a summary can still say the rest.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

LARGEST = 25_000_000
"""Bytes of an event file; GitHub's own limit."""

_SHA = re.compile(r"[0-9a-f]{40}(?:[0-9a-f]{24})?", re.ASCII)
_REPOSITORY = re.compile(r"[\w.-]+(?:/[\w.-]+)+", re.ASCII)


class Kind(StrEnum):
    """What asked for a run."""

    CHANGE = "change"
    """A pull request or merge request."""
    PUSH = "push"
    AFTER = "after"
    """Another run has ended (`workflow_run`)."""
    OTHER = "other"
    """A schedule, a hand, a laptop."""


@dataclass(frozen=True, slots=True)
class Run:
    """A run: '' or 0 stands for what is not known or does not apply."""

    host: str = ""
    """'github', 'gitlab', or '' on a laptop."""
    kind: Kind = Kind.OTHER
    repository: str = ""
    number: int = 0
    """Of the pull or merge request."""
    base: str = ""
    """The commit to compare with."""
    head: str = ""
    is_fork: bool = False
    is_forced: bool = False
    """Whether the branch was pushed over what it held."""
    after: After | None = None
    """The run that has ended."""
    notes: tuple[str, ...] = ()
    """What of the event could not be read, in sentences."""


@dataclass(frozen=True, slots=True)
class After:
    """A run that has ended: it is the host that says so, not the one who started it."""

    id: int
    event: str
    conclusion: str
    head: str
    head_owner: str
    head_branch: str

    @property
    def is_of_pull_request(self) -> bool:
        """Whether a pull request asked for it."""
        return self.event == "pull_request"


def is_sha(text: object) -> bool:
    """Whether it is a whole commit name."""
    return isinstance(text, str) and _SHA.fullmatch(text) is not None and set(text) != {"0"}


def is_repository(text: object) -> bool:
    """Whether it is the path of a repository on a host."""
    return isinstance(text, str) and len(text) < 300 and _REPOSITORY.fullmatch(text) is not None


def run_of(environment: Mapping[str, str], event: Path | None = None) -> Run:
    """The run that the environment tells of; an event file that is named stands in for the host's own."""
    from build_dossier.ci.github_event import github_run  # noqa: PLC0415 -- these know the type above
    from build_dossier.ci.gitlab_event import gitlab_run  # noqa: PLC0415

    if environment.get("GITLAB_CI") == "true":
        return gitlab_run(environment)
    named = event or (Path(environment["GITHUB_EVENT_PATH"]) if environment.get("GITHUB_EVENT_PATH") else None)
    if environment.get("GITHUB_ACTIONS") == "true" or named:
        return github_run(environment, named)
    return Run()
