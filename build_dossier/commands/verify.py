"""`dossier verify`: the table of verdicts, the mismatches as problems, and the lock."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

from build_dossier.counted import count
from build_dossier.dossier import Dossier
from build_dossier.evidence.captures import captures_of
from build_dossier.evidence.holding import mismatch, printed_nowhere
from build_dossier.evidence.lock import FILE, read_lock, write_lock
from build_dossier.evidence.verdicts import Verdict
from build_dossier.evidence.verify import Checked, Verification, verify
from build_dossier.load.reading import read
from build_dossier.problems import Problem, ordered
from build_dossier.project import Project


class Verified(NamedTuple):
    """What came of a run: the table (empty where the data are unsound), all problems, whether the lock changed,
    and how many captures had to be folded: none where nothing changed."""

    table: str
    problems: tuple[Problem, ...]
    lock_changed: bool
    folded: int = 0


def run(project: Project, folder: Path | None, on: str, *, again: bool = False) -> Verified:
    """Check every appearance against its capture and write the lock.

    `folder` holds the captures, if it is not the dossier's own; `on` is the day, as 2026-11-21; `again` looks also for
    what the lock knows.
    Raises NoCapturesError where there is no such folder.
    """
    reading = read(project.data, "data")
    dossier = reading.dossier
    if dossier is None:
        return Verified("", reading.problems, False)
    captures = captures_of(project, dossier, folder)
    before, _ = read_lock(project.lock, FILE)  # a line that is not sound is simply verified anew
    verification = verify(dossier, captures, before, on, again=again)
    changed = write_lock(project.lock, verification.lock)
    found = [_problem(dossier, one) for one in verification.checked if one.verdict is Verdict.MISMATCH]
    found += (problem for quote in dossier.quotes for problem in printed_nowhere(dossier, quote))
    return Verified(table(verification), ordered((*reading.problems, *found)), changed, captures.folded_count)


def table(verification: Verification) -> str:
    """One line an appearance, then the count of each verdict."""
    rows = [
        (str(one.claim.key.record), one.claim.key.source, one.verdict.words, one.why) for one in verification.checked
    ]
    widths = [max((len(row[column]) for row in rows), default=0) for column in range(3)]
    lines = [
        "  ".join((*(cell.ljust(width) for cell, width in zip(row[:3], widths, strict=True)), row[3])).rstrip()
        for row in rows
    ]
    verdicts = [one.verdict for one in verification.checked]
    counts = [f"{verdicts.count(verdict)} {verdict.words}" for verdict in Verdict if verdict in verdicts]
    total = count(len(rows), "appearance")
    return "\n".join([*lines, f"{total[0].upper()}{total[1:]}: {', '.join(counts) or 'nothing to check'}.", ""])


def _problem(dossier: Dossier, checked: Checked) -> Problem:
    hints = [checked.why] if checked.why else []
    if checked.nearest:
        near = checked.nearest
        hints += [f"recorded: {near.recorded}", f"printed:  {near.printed} (line {near.line} of the capture)"]
        if near.agree:
            hints.append(f"the two part after “{near.agree}”")
    return mismatch(dossier, checked.claim, *hints or ["no passage of the capture comes near"])
