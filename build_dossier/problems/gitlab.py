"""Problems as a code quality report of GitLab, which it shows in the merge request.

https://docs.gitlab.com/ci/testing/code_quality/#code-quality-report-format
"""

from __future__ import annotations

import json
from collections.abc import Sequence

from build_dossier.problems.lines import in_utf8
from build_dossier.problems.problem import Problem
from build_dossier.problems.sarif import fingerprints


def as_gitlab(problems: Sequence[Problem]) -> str:
    """A JSON array with one object a problem; an error is 'major', a warning 'minor'."""
    rows = [
        {
            "description": "\n".join((problem.message, *problem.hints)),
            "check_name": problem.code,
            "fingerprint": mark,
            "severity": "major" if problem.is_error else "minor",
            "location": {"path": problem.location.path, "lines": {"begin": max(problem.location.line, 1)}},
        }
        for problem, mark in zip(problems, fingerprints(problems), strict=True)
    ]
    return in_utf8(json.dumps(rows, ensure_ascii=False, indent=2)) + "\n"
