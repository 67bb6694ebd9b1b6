"""The one comment of a pull request: which one it is, what its run left, and what is written there."""

from __future__ import annotations

from collections.abc import Mapping

from build_dossier.ci import github, gitlab
from build_dossier.ci.api import HostError
from build_dossier.ci.report import BadReportError, Report, read
from build_dossier.ci.run import Run
from build_dossier.ci.telling import REPORT_MARK, comment


def keep(run: Run, given: bytes | None, environment: Mapping[str, str]) -> str:
    """Write or change the comment, and say in a sentence what came of it. Raises HostError."""
    if run.host == "gitlab":
        return _on_gitlab(run, given, environment)
    if run.after is None or not run.repository:
        raise HostError("This is for a run that begins when another one has ended (workflow_run).")
    if not run.after.is_of_pull_request:
        return "Nothing to do: the run was for no pull request."
    api = github.api_of(environment)
    number = github.pull_of(api, run.repository, run.after)
    if not number:
        return "Nothing to do: no open pull request has this commit as its newest."
    try:
        content, why = github.report_of(api, run.repository, run.after.id), ""
    except HostError as error:
        content, why = None, str(error)
    server = environment.get("GITHUB_SERVER_URL", "https://github.com")
    place = f"{server}/{run.repository}/actions/runs/{run.after.id}"
    done = github.keep_comment(api, run.repository, number, REPORT_MARK, text_of(run, content, place, why))
    return f"The comment of #{number} is {done}."


def _on_gitlab(run: Run, given: bytes | None, environment: Mapping[str, str]) -> str:
    if not run.number or given is None:
        return "Nothing to do: this is no pipeline of a merge request, or no report is named with --report."
    text = text_of(run, given, environment.get("CI_PIPELINE_URL", ""))
    done = gitlab.keep_note(gitlab.api_of(environment), run.repository, run.number, REPORT_MARK, text)
    return f"The comment of !{run.number} is {done}."


def text_of(run: Run, content: bytes | None, place: str = "", why: str = "") -> str:
    """What is written: the report, or why there is none."""
    report, other = _read(content)
    return comment(report, head=run.after.head if run.after else run.head, run=place, why=why or other)


def _read(content: bytes | None) -> tuple[Report | None, str]:
    if content is None:
        return None, "The run of the check left no report; its log says why."
    try:
        return read(content), ""
    except BadReportError as error:
        return None, str(error)
