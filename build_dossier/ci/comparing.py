"""The report of a run: the data as they are, compared with those of the commit that the run is about."""

from __future__ import annotations

from build_dossier.ci.before import NoBaseError, commit_of, data_before
from build_dossier.ci.report import Report
from build_dossier.ci.reporting import report
from build_dossier.ci.run import Run
from build_dossier.ci.side import side
from build_dossier.project import Project


def compared(project: Project, run: Run, base: str = "") -> Report:
    """The report; where the commit before cannot be had, without what changed, and with the reason."""
    after, head, notes = side(project), run.head or commit_of(project.root), list(run.notes)
    if run.is_forced:
        notes.append("The branch was pushed over (a force push); what it held is what this is compared with.")
    try:
        with data_before(project.root, run, base) as before:
            return report(side(Project.at(before.root)), after, commits=(before.commit, head), notes=notes)
    except NoBaseError as error:
        return report(None, after, commits=("", head), notes=[*notes, str(error)])
