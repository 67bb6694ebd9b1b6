"""Problems as text for a terminal, as annotations for GitHub, and as JSON."""

from __future__ import annotations

import json
from collections.abc import Sequence

from build_dossier.problems.lines import in_utf8, one_line
from build_dossier.problems.problem import Problem

MOST_ANNOTATIONS = 10
"""GitHub shows no more errors than these of a step, and no more warnings."""


def as_text(problems: Sequence[Problem]) -> str:
    """One problem a paragraph: `file:line:column: error[code] message`, its hints aligned below."""
    return "".join(_paragraph(problem) for problem in problems)


def _paragraph(problem: Problem) -> str:
    place = f"{_logged(str(problem.location))}: "
    first = f"{place}{problem.severity}[{problem.code}] {_logged(problem.message)}\n"
    return first + "".join(f"{' ' * len(place)}{_logged(hint)}\n" for hint in problem.hints)


def _logged(text: str) -> str:
    """Text on one line, in which GitHub finds no command: in a log it takes '##[' anywhere for the beginning of one."""
    return one_line(text).replace("##[", "## [")


def as_github(problems: Sequence[Problem]) -> str:
    """GitHub Actions workflow commands, which show as annotations on the lines of a pull request.

    The ten worst, and then how many more there are: GitHub leaves out the rest without a word.

    https://docs.github.com/actions/reference/workflow-commands-for-github-actions
    """
    worst = worst_first(problems)
    more = len(worst) - MOST_ANNOTATIONS
    told = [_annotation(problem) for problem in worst[:MOST_ANNOTATIONS]]
    return "".join([*told, *([_how_many_more(more, len(worst))] if more > 0 else [])])


def worst_first(problems: Sequence[Problem]) -> list[Problem]:
    """Errors before warnings, else as they come."""
    return sorted(problems, key=lambda problem: not problem.is_error)


def _how_many_more(more: int, total: int) -> str:
    what = "one more problem" if more == 1 else f"{more} more problems"
    return f"::notice title=dossier check::{what}, {total} in all. 'dossier check' tells every one of them.\n"


def _annotation(problem: Problem) -> str:
    place = problem.location
    fields = {
        "file": one_line(place.path),
        "line": str(max(place.line, 1)),
        "col": str(max(place.column, 1)),
    }
    fields["title"] = problem.code
    properties = ",".join(f"{name}={_property(value)}" for name, value in fields.items())
    text = "\n".join(one_line(line) for line in (problem.message, *problem.hints))
    return f"::{problem.severity} {properties}::{_data(text)}\n"


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")


def as_json(problems: Sequence[Problem]) -> str:
    """A JSON array with one object a problem."""
    rows = [
        {
            "path": problem.location.path,
            "line": problem.location.line,
            "column": problem.location.column,
            "severity": problem.severity.value,
            "code": problem.code,
            "message": problem.message,
            "hints": list(problem.hints),
        }
        for problem in problems
    ]
    return in_utf8(json.dumps(rows, ensure_ascii=False, indent=2) + "\n")
