"""The forms in which problems are told, by name."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from build_dossier.problems.gitlab import as_gitlab
from build_dossier.problems.junit import as_junit
from build_dossier.problems.problem import Problem
from build_dossier.problems.report import as_github, as_json, as_text
from build_dossier.problems.sarif import as_sarif

REPORTERS: dict[str, Callable[[Sequence[Problem]], str]] = {
    "text": as_text,
    "github": as_github,
    "gitlab": as_gitlab,
    "json": as_json,
    "junit": as_junit,
    "sarif": as_sarif,
}

FROM_ROOT = frozenset({"github", "gitlab", "junit", "sarif"})
"""Forms that a code host reads: their paths are those of the repository, wherever the command was run."""
