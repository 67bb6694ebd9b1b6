"""`dossier edition`: keep what is published now, so that later pages and feeds can tell what has changed since."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from build_dossier import checking, gate
from build_dossier.commands.sources import WrongUseError
from build_dossier.counted import Count
from build_dossier.dossier import Dossier
from build_dossier.editions.compare import compare
from build_dossier.editions.edition import Edition, why_no_name
from build_dossier.editions.store import SUFFIX, write_edition
from build_dossier.left_out import left_out_in_words
from build_dossier.problems import Problem, quoted
from build_dossier.project import Project
from build_dossier.views.snapshot import snapshot
from build_dossier.views.telling import changes_in_words, edition_in_words
from build_dossier.views.words import sentence


class Closed(NamedTuple):
    """What came of a run: what to say (nothing where the data are unsound), and all problems."""

    said: tuple[str, ...]
    problems: tuple[Problem, ...]


def run(project: Project, name: str | None, note: str | None, *, replace: bool = False) -> Closed:
    """Close an edition named by its day, else by the dossier's `as_of`; `replace` writes the newest one anew.

    A note that is not given stays as it is in the edition that is replaced.
    Raises WrongUseError where the name is no day, is taken, or is not later than the newest edition.
    """
    checked = checking.check(project)
    clear, problems = gate.to_publish(checked)
    if clear is None:
        return Closed((), problems)
    wanted = _day_of(clear.dossier) if name is None else name
    before, old = _place_of(wanted, gate.editions_for(clear, checked), replace=replace)
    kept = note if note is not None else old.note if old else ""
    edition = snapshot(clear.dossier, gate.evidence_for(clear, checked), wanted, " ".join(kept.split()))
    written = write_edition(project.editions, edition)
    said = [f"data/{project.editions.name}/{wanted}{SUFFIX} {'written' if written else 'unchanged'}."]
    if clear.withheld:
        said.append(left_out_in_words(clear.withheld, clear.dependent))
    said.append(_told(before, edition))
    said.append("Next: put the file under version control; 'dossier build' shows the edition and tells the feeds.")
    return Closed(tuple(said), problems)


def _day_of(dossier: Dossier) -> str:
    as_of = dossier.about.as_of.text
    if why_no_name(as_of):
        raise WrongUseError(
            f"the dossier is as of {as_of}, which is no certain day. "
            "Name the edition by a day, as 'dossier edition 2018-01-31'"
        )
    return as_of


def _place_of(name: str, editions: Sequence[Edition], *, replace: bool) -> tuple[Edition | None, Edition | None]:
    """The edition before the new one, and the one that it replaces; what holds now cannot come before what held."""
    bad = why_no_name(name)
    if bad:
        raise WrongUseError(f"{quoted(name)} cannot be: {bad}")
    new = Edition(name, "", {})
    later = [edition.name for edition in editions if edition.order > new.order]
    if later:
        raise WrongUseError(
            f"an edition of {later[-1]} is there already, and what is published now cannot be older. Name a later day"
        )
    same = next((edition for edition in editions if edition.name == name), None)
    if same and not replace:
        again = f"{same.day}-{same.nth + 1}"
        raise WrongUseError(
            f"the edition {name} is there already. Name a later day, or {again} for another one of that day; "
            "'--replace' writes it anew, if nobody has read it yet"
        )
    return next((edition for edition in reversed(editions) if edition is not same), None), same


def _told(before: Edition | None, edition: Edition) -> str:
    if before is None:
        return f"{Count(edition.size, 'record')} kept. It is the first edition."
    changes = sentence(changes_in_words(compare(before, edition)))
    return f"Since the edition of {edition_in_words(before)}: {changes}."
