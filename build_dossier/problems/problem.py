"""A problem is a value with a place. Printing it is the reporters' job."""

from __future__ import annotations

import difflib
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache


class Severity(StrEnum):
    """How much a problem matters: an error stops publication, a warning does not."""

    ERROR = "error"
    WARNING = "warning"


@dataclass(frozen=True, slots=True, order=True)
class Location:
    """A place in a file: the path as the author knows it, line and column counted from 1.

    Line 0 means the file as a whole.
    """

    path: str
    line: int = 0
    column: int = 0

    def __str__(self) -> str:
        return f"{self.path}:{self.line}:{self.column}" if self.line else self.path


@dataclass(frozen=True, slots=True, order=True)
class Problem:
    """What an author wrote wrong: where, which kind (a name in `CODES`), in words, and how to mend it."""

    location: Location
    code: str
    message: str
    hints: tuple[str, ...] = ()
    severity: Severity = Severity.ERROR

    @property
    def is_error(self) -> bool:
        """Whether publication must stop."""
        return self.severity is Severity.ERROR


def ordered(problems: Iterable[Problem]) -> tuple[Problem, ...]:
    """Problems by place, each once."""
    return tuple(sorted(set(problems)))


def has_errors(problems: Iterable[Problem]) -> bool:
    """Whether any of the problems stops publication."""
    return any(problem.is_error for problem in problems)


_LONGEST_NAME = 200
_LONGEST_QUOTED = 80


def quoted(text: str) -> str:
    """What an author wrote, in quotation marks and cut to a length that fits a message."""
    cut = text if len(text) <= _LONGEST_QUOTED else f"{text[: _LONGEST_QUOTED - 1]}…"
    return f"'{cut}'"


def nearest(name: str, known: Iterable[str]) -> str | None:
    """The known name that looks most like `name`, or None when none is near.

    Case does not matter, and a prefix counts as near, so that 'yibada-2016' finds 'yibada-2016-09-02'.
    """
    # comparing takes time that grows with the square of the length
    return _nearest(name.lower(), tuple(known)) if len(name) <= _LONGEST_NAME else None


@lru_cache(maxsize=1024)  # the same mistake often stands in many records
def _nearest(low: str, known: tuple[str, ...]) -> str | None:
    names = {other.lower(): other for other in sorted(set(known), reverse=True)}
    close = difflib.get_close_matches(low, sorted(names), n=1, cutoff=0.6)
    if close:
        return names[close[0]]
    longer = (name for name in sorted(names) if len(low) > 2 and name.startswith(low))
    return next((names[name] for name in longer), None)


def did_you_mean(name: str, known: Iterable[str]) -> tuple[str, ...]:
    """The hint with the nearest known name; empty when there is none."""
    near = nearest(name, known)
    return (f"did you mean '{near}'?",) if near else ()
