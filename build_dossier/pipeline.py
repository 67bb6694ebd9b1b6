"""The whole flow on one screen: data in, pages out, problems on the way."""

from __future__ import annotations

from importlib.resources import files
from typing import NamedTuple

from build_dossier.dossier import Dossier
from build_dossier.evidence.verdicts import Evidence
from build_dossier.handling import Publishable, publishable, refusal
from build_dossier.load.reading import Reading, read
from build_dossier.problems import Problem
from build_dossier.project import Project
from build_dossier.publish.export import as_json
from build_dossier.publish.writing import Changes, write
from build_dossier.render.pages import MARK, Page, render
from build_dossier.views import places
from build_dossier.views.site import pages

STYLE_SHEET = "assets/dossier.css"


class Outcome(NamedTuple):
    """What came of a run: all problems, what was written (None where an error stopped it), what was left out."""

    problems: tuple[Problem, ...]
    records: int
    changes: Changes | None = None
    withheld: int = 0
    dependent: int = 0


def check(project: Project) -> Reading:
    """Read the data and link it: the dossier where it is sound, and every problem."""
    return read(project.data, "data")


def write_pages(project: Project) -> Outcome:
    """Check the data and write the pages; an error anywhere leaves everything as it was."""
    reading = check(project)
    clear, problems = to_publish(reading)
    if clear is None:
        return Outcome(problems, reading.count)
    changes, found = write(project.docs, project.shown_docs, pages_of(clear.dossier, verify(clear.dossier)))
    return Outcome((*problems, *found), reading.count, changes, clear.withheld, clear.dependent)


def to_publish(reading: Reading) -> tuple[Publishable | None, tuple[Problem, ...]]:
    """The gate: what of a sound dossier may be published, or why nothing may."""
    if reading.dossier is None:
        return None, reading.problems
    refused = refusal(reading.dossier)
    if refused:
        return None, (*reading.problems, refused)
    return publishable(reading.dossier), reading.problems


def verify(dossier: Dossier) -> Evidence:
    """The verdict for each appearance. Captures are not read yet, so nothing counts as checked."""
    return Evidence()


def pages_of(dossier: Dossier, evidence: Evidence) -> list[Page]:
    """Every file that is generated for a dossier."""
    style = files("build_dossier").joinpath("render/dossier.css").read_text("utf-8")
    return [
        *render(pages(dossier, evidence), dossier.terms),
        Page(places.EXPORT, as_json(dossier, evidence)),
        Page(STYLE_SHEET, f"/* {MARK} */\n{style}"),
    ]
