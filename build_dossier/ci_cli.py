"""The commands that the workflows are made of. Each runs on a laptop too, where it says what it would do."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import click

from build_dossier import checking
from build_dossier.ci import log
from build_dossier.ci.run import run_of
from build_dossier.ci_site_cli import build, manifest, print_, test_site
from build_dossier.console import FOLDER, told
from build_dossier.counted import Count, count
from build_dossier.problems import has_errors
from build_dossier.project import Project

_EVENT = click.option(
    "--event", type=click.Path(path_type=Path), help="The event file of a run on GitHub; else the one of this run."
)
_OUTPUT = click.option(
    "-o",
    "--output",
    "folder_out",
    type=click.Path(file_okay=False, path_type=Path),
    default=Path(".dossier-ci"),
    show_default=True,
    help="The folder to write to.",
)
_DRY = click.option("--dry-run", is_flag=True, help="Print it and send nothing.")


@click.group()
def ci() -> None:
    """What the workflows of a code host run: GitHub Actions and GitLab CI.

    \b
    Each pull request:  dossier ci summary, dossier ci check, dossier ci build, dossier ci test-site
    After it:           dossier ci comment
    To publish:         dossier ci print, dossier ci build, dossier ci test-site, dossier ci manifest
    Each week:          dossier links, dossier ci issue

    \b
    Examples:
      dossier ci summary
      dossier ci summary --base main
    """


for _command in (print_, build, test_site, manifest):
    ci.add_command(_command)


@ci.command()
@FOLDER
@_OUTPUT
def check(folder: Path, folder_out: Path) -> None:
    """Check the data: the ten worst problems as annotations, all of them as SARIF, code quality and JUnit files.

    \b
    Example:
      dossier ci check -o reports
    """
    project = Project.at(folder)
    problems = checking.check(project).problems
    folder_out.mkdir(parents=True, exist_ok=True)
    for name, form in (("problems.sarif", "sarif"), ("codequality.json", "gitlab"), ("junit.xml", "junit")):
        (folder_out / name).write_text(told(project, problems, form), "utf-8")
    is_github = os.environ.get("GITHUB_ACTIONS") == "true"
    click.echo(told(project, problems, "github" if is_github else "text"), nl=False)
    errors = sum(problem.is_error for problem in problems)
    click.echo(f"{Count(errors, 'error')}, {count(len(problems) - errors, 'warning')}; all in {_shown(folder_out)}/.")
    sys.exit(1 if has_errors(problems) else 0)


@ci.command()
@FOLDER
@_OUTPUT
@_EVENT
@click.option("--base", default="", metavar="COMMIT", help="The commit to compare with, if the event's is not meant.")
def summary(folder: Path, folder_out: Path, event: Path | None, base: str) -> None:
    """Say what a change does to the dossier: records, verdicts, coverage and balance, before and after.

    On a laptop the change is what is not committed yet. Whatever cannot be told is said; the exit code is 0.

    \b
    Examples:
      dossier ci summary
      dossier ci summary --base main
    """
    from build_dossier.ci import report, report_told  # noqa: PLC0415 -- needed by this command alone
    from build_dossier.ci.comparing import compared  # noqa: PLC0415

    made = compared(Project.at(folder), run_of(os.environ, event), base)
    markdown = report_told.as_markdown(made)
    folder_out.mkdir(parents=True, exist_ok=True)
    (folder_out / "report.json").write_bytes(report.written(made))
    (folder_out / "summary.md").write_text(markdown, "utf-8")
    log.add_to_summary(os.environ, markdown)
    for line in (made.words or "What changed cannot be told.", *made.notes):
        click.echo(log.plain(line))
    click.echo(f"The rest is in {_shown(folder_out)}/summary.md.")


@ci.command()
@_EVENT
@click.option("--report", "given", type=click.Path(dir_okay=False, path_type=Path), help="A report to tell of.")
@_DRY
def comment(event: Path | None, given: Path | None, dry_run: bool) -> None:
    """Write the one comment of a pull request, or keep it up to date. Its report is taken for a stranger's.

    On GitHub this is for a workflow that begins when the check has ended (`workflow_run`).

    \b
    Example:
      dossier ci comment --report .dossier-ci/report.json --dry-run
    """
    from build_dossier.ci import commenting  # noqa: PLC0415 -- needed by this command alone
    from build_dossier.ci.api import HostError  # noqa: PLC0415

    run = run_of(os.environ, event)
    for note in run.notes:
        click.echo(log.plain(note), err=True)
    content = given.read_bytes() if given else None
    if dry_run:
        click.echo(commenting.text_of(run, content), nl=False)
        return
    try:
        click.echo(log.plain(commenting.keep(run, content, os.environ)))
    except HostError as error:
        raise click.ClickException(log.plain(str(error))) from None


@ci.command()
@click.argument("found", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@_DRY
def issue(found: Path, dry_run: bool) -> None:
    """Open or update the one issue about links, and close it when all answer; FOUND is what dossier links found.

    \b
    Example:
      dossier links --format json -o links.json --exit-zero && dossier ci issue links.json --dry-run
    """
    from build_dossier.ci import github, gitlab, telling  # noqa: PLC0415 -- needed by this command alone
    from build_dossier.ci.api import HostError  # noqa: PLC0415
    from build_dossier.commands import links_told  # noqa: PLC0415

    try:
        rows = links_told.from_json(found.read_text("utf-8"))
    except ValueError as error:
        raise click.ClickException(str(error)) from None
    is_open = bool(links_told.dead(rows))
    text = telling.links_issue(links_told.as_markdown(rows))
    run = run_of(os.environ)
    log.add_to_summary(os.environ, links_told.as_markdown(rows))
    if dry_run:
        click.echo(text, nl=False)
        return
    host = gitlab if run.host == "gitlab" else github
    try:
        api = host.api_of(os.environ)
        done = host.keep_issue(api, run.repository, telling.LINKS_MARK, telling.LINKS_TITLE, text, is_open=is_open)
    except HostError as error:
        raise click.ClickException(log.plain(str(error))) from None
    click.echo(f"The issue is {done}.")


def _shown(path: Path) -> str:
    return path.as_posix()
