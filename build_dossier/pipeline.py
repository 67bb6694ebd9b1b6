"""The whole flow on one screen: data in, pages out, problems on the way."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

from build_dossier.dossier import Dossier
from build_dossier.evidence.holding import hold
from build_dossier.evidence.lock import FILE as LOCK_FILE
from build_dossier.evidence.lock import Lock, read_lock
from build_dossier.evidence.verdicts import Evidence
from build_dossier.handling import Publishable, publishable, refusal
from build_dossier.load.reading import read
from build_dossier.problems import Problem, has_errors, ordered
from build_dossier.project import Project
from build_dossier.publish.export import as_json
from build_dossier.publish.writing import Changes, write
from build_dossier.render.assets import assets
from build_dossier.render.pages import Asset, Page, render
from build_dossier.values.edtf import Edtf
from build_dossier.views import places, words
from build_dossier.views.findable import Findable, findables
from build_dossier.views.site import pages


class Outcome(NamedTuple):
    """What came of a run: all problems, what was written (None where an error stopped it), what was left out.

    And, for the search, what can be found on the pages, in which language.
    """

    problems: tuple[Problem, ...]
    records: int
    changes: Changes | None = None
    withheld: int = 0
    dependent: int = 0
    as_of: Edtf | None = None
    findables: tuple[Findable, ...] = ()
    language: str = "en"


@dataclass(frozen=True, slots=True)
class Checked:
    """The data as read and held against the lock: the dossier where nothing is wrong, and all problems."""

    dossier: Dossier | None
    lock: Lock
    problems: tuple[Problem, ...]
    count: int


def check(project: Project) -> Checked:
    """Read the data, link it, and hold its words against the evidence lock."""
    reading = read(project.data, "data")
    lock, of_lock = read_lock(project.lock, f"data/{LOCK_FILE}")
    of_evidence = hold(reading.dossier, lock)[1] if reading.dossier else []
    problems = ordered((*reading.problems, *of_lock, *of_evidence))
    return Checked(None if has_errors(problems) else reading.dossier, lock, problems, reading.count)


def write_pages(project: Project) -> Outcome:
    """Check the data and write the pages; an error anywhere leaves everything as it was."""
    checked = check(project)
    clear, problems = to_publish(checked)
    if clear is None:
        return Outcome(problems, checked.count)
    evidence = evidence_for(clear, checked)
    pages = pages_of(clear.dossier, evidence)
    changes, found = write(project.docs, project.shown_docs, pages)
    about = clear.dossier.about
    return Outcome(
        (*problems, *found),
        checked.count,
        changes,
        clear.withheld,
        clear.dependent,
        about.as_of,
        findables(clear.dossier, evidence),
        about.language,
    )


def left_out_in_words(withheld: int, dependent: int) -> str:
    """How many records were not published, for whoever runs the build."""
    more = f", and {words.count(dependent, 'record')} that cannot be told without them" if dependent else ""
    return f"Left out: {words.count(withheld, 'record')} not marked TLP:CLEAR{more}."


def to_publish(checked: Checked) -> tuple[Publishable | None, tuple[Problem, ...]]:
    """The gate: what of a sound dossier may be published, or why nothing may."""
    if checked.dossier is None:
        return None, checked.problems
    refused = refusal(checked.dossier)
    if refused:
        return None, (*checked.problems, refused)
    return publishable(checked.dossier), checked.problems


def evidence_for(clear: Publishable, checked: Checked) -> Evidence:
    """The verdicts for what may be published, where appearances count anew: some may be left out."""
    return hold(clear.dossier, checked.lock)[0]


def pages_of(dossier: Dossier, evidence: Evidence) -> list[Page | Asset]:
    """Every file that is generated for a dossier."""
    return [
        *render(pages(dossier, evidence), dossier.terms),
        Page(places.EXPORT, as_json(dossier, evidence)),
        *assets(),
    ]
