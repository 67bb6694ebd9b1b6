"""Checking: the data as read, linked, and held against the evidence lock. Nothing here writes, or knows of pages."""

from __future__ import annotations

from dataclasses import dataclass

from build_dossier.cache import NO_CACHE, Cache
from build_dossier.collector import uncollected
from build_dossier.dossier import Dossier
from build_dossier.editions.edition import Edition
from build_dossier.editions.store import read_editions
from build_dossier.evidence.holding import hold
from build_dossier.evidence.lock import FILE as LOCK_FILE
from build_dossier.evidence.lock import Lock, read_lock
from build_dossier.evidence.verdicts import NO_EVIDENCE, Evidence
from build_dossier.languages import missing_translations
from build_dossier.load.files import EDITIONS
from build_dossier.load.reading import read
from build_dossier.problems import Problem, has_errors, ordered
from build_dossier.project import Project


@dataclass(frozen=True, slots=True)
class Checked:
    """The data as read and held against the lock: the dossier where nothing is wrong, and all problems."""

    dossier: Dossier | None
    lock: Lock
    problems: tuple[Problem, ...]
    count: int
    editions: tuple[Edition, ...] = ()
    """Those closed so far, oldest first."""
    evidence: Evidence = NO_EVIDENCE
    """The verdicts on all of it."""


def check(project: Project, known: Cache = NO_CACHE) -> Checked:
    """Read the data, link it, and hold its words against the evidence lock.

    Records that are as they were come from a cache, where there is one, and so does what came of holding them; without
    one nothing is written.
    """
    with uncollected():
        reading = read(project.data, "data", known)
        lock, of_lock = read_lock(project.lock, f"data/{LOCK_FILE}")
        evidence, of_evidence = hold(reading.dossier, lock, known) if reading.dossier else (NO_EVIDENCE, [])
        of_languages = missing_translations(reading.dossier) if reading.dossier else ()
        editions, of_editions = read_editions(project.editions, f"data/{EDITIONS}")
        problems = ordered((*reading.problems, *of_lock, *of_evidence, *of_languages, *of_editions))
        sound = None if has_errors(problems) else reading.dossier
        return Checked(sound, lock, problems, reading.count, editions, evidence)
