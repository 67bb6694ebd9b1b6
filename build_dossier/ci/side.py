"""One side of a change: the data before it, or after it, as far as they can be read."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from build_dossier.dossier import Dossier
from build_dossier.editions.edition import Edition
from build_dossier.editions.store import read_editions
from build_dossier.evidence.holding import hold
from build_dossier.evidence.lock import FILE as LOCK_FILE
from build_dossier.evidence.lock import read_lock
from build_dossier.evidence.verdicts import Evidence
from build_dossier.languages import missing_translations
from build_dossier.load.decode import decode
from build_dossier.load.files import EDITIONS, load
from build_dossier.load.reading import read
from build_dossier.problems import Problem, ordered
from build_dossier.project import Project
from build_dossier.records.kinds import BY_PLURAL, Key
from build_dossier.views.balance import IssueBalance, issue_balance
from build_dossier.views.common import Context
from build_dossier.views.counts import coverage_in_words, origins_in_words, verified_in_words, whole_coverage
from build_dossier.views.snapshot import snapshot


@dataclass(frozen=True, slots=True)
class Figures:
    """What a dossier counts of itself, each in a few words."""

    origins: str
    verified: str
    coverage: str
    balance: dict[str, IssueBalance] = field(default_factory=dict)
    """By the issue's id."""


@dataclass(frozen=True, slots=True)
class Side:
    """The data of one side; without an edition and figures where they do not hang together."""

    problems: tuple[Problem, ...]
    count: int
    """Records, sound or not."""
    names: frozenset[Key]
    """What the records are called, as far as they have names."""
    files: dict[str, str]
    """The SHA-256 of each data file, by its path below `data/`."""
    title: str = ""
    dossier: Dossier | None = None
    edition: Edition | None = None
    figures: Figures | None = None

    @property
    def errors(self) -> int:
        """How many problems are errors."""
        return sum(problem.is_error for problem in self.problems)


def side(project: Project) -> Side:
    """Read the data of a project, which may not be there at all."""
    reading = read(project.data, "data")
    lock, of_lock = read_lock(project.lock, f"data/{LOCK_FILE}")
    evidence, of_evidence = hold(reading.dossier, lock) if reading.dossier else (Evidence(), [])
    of_languages = missing_translations(reading.dossier) if reading.dossier else ()
    of_editions = read_editions(project.editions, f"data/{EDITIONS}")[1]
    problems = ordered((*reading.problems, *of_lock, *of_evidence, *of_languages, *of_editions))
    names, files = frozenset(_names(project.data)), dict(_files(project.data))
    dossier = reading.dossier
    if dossier is None:
        return Side(problems, reading.count, names, files)
    edition = snapshot(dossier, evidence)
    return Side(
        problems, reading.count, names, files, dossier.about.title, dossier, edition, _figures(dossier, evidence)
    )


def _names(data: Path) -> Iterator[Key]:
    drafts, _ = decode(load(data, "data", tuple(BY_PLURAL))[0])
    yield from (Key(draft.kind.name, draft.id) for draft in drafts if draft.kind and draft.id)


def _files(data: Path) -> Iterator[tuple[str, str]]:
    for path in sorted(data.rglob("*")):
        if path.is_file() and not path.is_symlink():
            yield path.relative_to(data).as_posix(), hashlib.sha256(path.read_bytes()).hexdigest()


def _figures(dossier: Dossier, evidence: Evidence) -> Figures:
    context = Context(dossier, evidence, "index.md")
    return Figures(
        origins_in_words(context),
        verified_in_words(context),
        coverage_in_words(whole_coverage(context)),
        {issue.id: issue_balance(context, issue) for issue in dossier.issues},
    )
