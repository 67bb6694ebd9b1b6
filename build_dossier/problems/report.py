"""Problems as text for a terminal, as annotations for GitHub, and as JSON."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence

from build_dossier.problems.problem import Problem


def as_text(problems: Sequence[Problem]) -> str:
    """One problem a paragraph: `file:line:column: error[code] message`, its hints aligned below."""
    return "".join(_paragraph(problem) for problem in problems)


def _paragraph(problem: Problem) -> str:
    place = f"{_one_line(str(problem.location))}: "
    first = f"{place}{problem.severity}[{problem.code}] {_one_line(problem.message)}\n"
    return first + "".join(f"{' ' * len(place)}{_one_line(hint)}\n" for hint in problem.hints)


def as_github(problems: Sequence[Problem]) -> str:
    """GitHub Actions workflow commands, which show as annotations on the lines of a pull request.

    https://docs.github.com/actions/reference/workflow-commands-for-github-actions
    """
    return "".join(_annotation(problem) for problem in problems)


def _annotation(problem: Problem) -> str:
    place = problem.location
    fields = {
        "file": _one_line(place.path),
        "line": str(max(place.line, 1)),
        "col": str(max(place.column, 1)),
    }
    fields["title"] = problem.code
    properties = ",".join(f"{name}={_property(value)}" for name, value in fields.items())
    text = "\n".join(_one_line(line) for line in (problem.message, *problem.hints))
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
    text = json.dumps(rows, ensure_ascii=False, indent=2) + "\n"
    # a file's name may hold bytes that are not UTF-8; JSON has an escape for them, UTF-8 has not
    return text.encode("utf-8", "backslashreplace").decode("utf-8")


def _one_line(text: str) -> str:
    """Text that cannot break out of its line, nor send codes to a terminal."""
    return "".join(char if char.isprintable() else char.encode("unicode_escape").decode() for char in text)


REPORTERS: dict[str, Callable[[Sequence[Problem]], str]] = {
    "text": as_text,
    "github": as_github,
    "json": as_json,
}
