"""The command line. Exit codes: 0 clean, 1 problems in the data, 2 wrong use."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime
from io import TextIOWrapper
from pathlib import Path
from typing import TextIO

import click

from build_dossier import __version__, pipeline, starter
from build_dossier.evidence.captures import NoCapturesError
from build_dossier.problems import REPORTERS, Problem, has_errors
from build_dossier.progress import step
from build_dossier.project import Project
from build_dossier.publish.export import as_json
from build_dossier.views.words import Count, count

_FOLDER = click.option(
    "-C",
    "--project",
    "folder",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    default=Path(),
    help="The folder that holds data/ and mkdocs.yml; this one, if it is left out.",
)
_FORMAT = click.option(
    "--format",
    "form",
    type=click.Choice(sorted(REPORTERS)),
    default="text",
    show_default=True,
    help="How problems are printed; 'github' makes annotations on the lines of a pull request.",
)


_CAPTURES = click.option(
    "--captures",
    type=click.Path(path_type=Path),
    envvar="DOSSIER_CAPTURES",
    help="The folder of captured texts [DOSSIER_CAPTURES]; else the one that data/dossier.yml names, else captures/.",
)


class _Commands(click.Group):
    """Commands that say in a sentence what the machine refuses: no room, no permission, no such address."""

    def invoke(self, ctx: click.Context) -> object:
        """Run the command; a closed pipe is left to click."""
        for stream in (sys.stdout, sys.stderr):
            if isinstance(stream, TextIOWrapper):
                stream.reconfigure(errors="backslashreplace")  # a console may lack '→'
        try:
            return super().invoke(ctx)
        except BrokenPipeError:
            raise
        except OSError as error:
            where = f"{error.filename}: " if isinstance(error.filename, str) else ""
            raise click.ClickException(f"{where}{error.strerror or error}") from None


@click.group(cls=_Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="dossier")
def main() -> None:
    """Keep a briefing dossier in YAML and publish it as a site.

    \b
    dossier init my-dossier     write a small dossier to start from
    dossier check               say everything that is wrong in data/
    dossier verify              look for every quotation and figure in its captured source
    dossier build               check, write the pages, build site/
    dossier serve               the same, live: an edit shows in the browser
    """


@main.command()
@click.argument("folder", type=click.Path(path_type=Path))
def init(folder: Path) -> None:
    """Write a small dossier into FOLDER, to start from.

    \b
    Example:
      dossier init my-dossier && cd my-dossier && dossier serve
    """
    try:
        names = starter.write(folder)
    except FileExistsError as error:
        raise click.UsageError(f"{folder} holds '{error}' already. Name an empty or a new folder.") from None
    except OSError as error:
        raise click.UsageError(f"{folder} cannot be written: {error.strerror}.") from None
    here = folder.resolve() == Path.cwd()
    click.echo(f"{Count(len(names), 'file')} written to {'this folder' if here else folder}.")
    click.echo(f"Next: {'' if here else f'cd {folder}, then '}'dossier serve'; begin with data/dossier.yml.")


@main.command()
@_FOLDER
@_FORMAT
def check(folder: Path, form: str) -> None:
    """Check the data and say everything that is wrong with it. Writes nothing.

    \b
    Examples:
      dossier check
      dossier check --format github
    """
    project = _project(folder)
    with step("checking"):
        reading = pipeline.check(project)
    _report(project, reading.problems, form)
    if not has_errors(reading.problems) and form == "text":
        click.echo(f"{Count(reading.count, 'record')} checked, {_found(reading.problems)}.")
    _finish(reading.problems, "")


@main.command()
@_FOLDER
@_FORMAT
@_CAPTURES
@click.option("--on", "day", type=click.DateTime(["%Y-%m-%d"]), help="The day of the check; today, if left out.")
def verify(folder: Path, form: str, captures: Path | None, day: datetime | None) -> None:
    """Look for every quotation and printed figure in the captured text of its source.

    Writes data/evidence.lock, by which later builds know, without the captures, which words were verified.

    \b
    Examples:
      dossier verify
      dossier verify --captures ../captures
    """
    from build_dossier.commands import verify as command  # noqa: PLC0415 -- needed by this command alone

    project = _project(folder)
    on = (day.date() if day else date.today()).isoformat()
    try:
        with step("verifying"):
            verified = command.run(project, captures, on)
    except NoCapturesError as error:
        raise click.UsageError(str(error)) from None
    if form == "text":
        click.echo(verified.table, nl=False)
    _report(project, verified.problems, form)
    if verified.table:
        click.echo(f"data/evidence.lock {'written' if verified.lock_changed else 'unchanged'}.", err=form != "text")
    _finish(verified.problems, "")


@main.command()
@_FOLDER
@_FORMAT
def pages(folder: Path, form: str) -> None:
    """Check the data and write the Markdown pages into docs/; no site is built.

    \b
    Example:
      dossier pages && zensical build
    """
    _write(_project_with_config(folder), form)


@main.command()
@_FOLDER
@_FORMAT
def build(folder: Path, form: str) -> None:
    """Check the data, write the pages, and build the site with MkDocs.

    \b
    Examples:
      dossier build
      dossier build -C ../another-dossier
    """
    from build_dossier.host import site  # noqa: PLC0415 -- MkDocs takes a third of a second to import

    project = _project_with_config(folder, strict=True)
    outcome = _write(project, form)
    with step("building the site"):
        failure = site.build(project, outcome)
    if failure:
        raise click.ClickException(failure)
    where = _from_here(site.folder(project))
    click.echo(
        f"The site is in {where}/. Next: 'dossier serve' to read it, or copy the folder to a web server.",
        err=form != "text",
    )


@main.command()
@_FOLDER
@click.option("--address", default="127.0.0.1:8000", show_default=True, help="Where to serve: HOST:PORT.")
def serve(folder: Path, address: str) -> None:
    """Serve the site; an edit of the data shows in the browser.

    \b
    Example:
      dossier serve --address 127.0.0.1:8080
    """
    from build_dossier.host import site  # noqa: PLC0415 -- MkDocs takes a third of a second to import

    host, _, port = address.rpartition(":")
    if not host or not port.isdecimal() or int(port) > 65535:
        raise click.BadParameter(f"'{address}' is not HOST:PORT.", param_hint="'--address'")
    failure = site.serve(_project_with_config(folder), address)
    if failure:
        raise click.ClickException(failure)


@main.command()
@_FOLDER
@click.option("--format", "form", type=click.Choice(["json"]), default="json", show_default=True)
@click.option("-o", "--output", type=click.File("w", encoding="utf-8", atomic=True), default="-", help="A file.")
def export(folder: Path, form: str, output: TextIO) -> None:
    """Print what is published as data, each record with its address and what is derived for it.

    \b
    Examples:
      dossier export --format json | jq '.quotes[].text'
      dossier export -o dossier.json
    """
    project = _project(folder)
    checked = pipeline.check(project)
    clear, problems = pipeline.to_publish(checked)
    _report(project, problems, "text", err=True)
    if clear is not None:
        output.write(as_json(clear.dossier, pipeline.evidence_for(clear, checked)))
        _say_left_out(clear.withheld, clear.dependent, err=True)
    _finish(problems, "Nothing was written.")


def _write(project: Project, form: str) -> pipeline.Outcome:
    with step("writing pages"):
        outcome = pipeline.write_pages(project)
    _report(project, outcome.problems, form)
    _finish(outcome.problems, "Nothing was written.")
    err = form != "text"  # what a program reads stays by itself
    click.echo(f"{Count(outcome.records, 'record')} checked, {_found(outcome.problems)}.", err=err)
    _say_left_out(outcome.withheld, outcome.dependent, err=err)
    if outcome.changes:
        written, unchanged, removed = (len(paths) for paths in outcome.changes)
        click.echo(f"Pages: {written} written, {unchanged} unchanged, {removed} removed.", err=err)
    return outcome


def _say_left_out(withheld: int, dependent: int, *, err: bool = False) -> None:
    if withheld:
        click.echo(pipeline.left_out_in_words(withheld, dependent), err=err)


def _report(project: Project, problems: Sequence[Problem], form: str, *, err: bool = False) -> None:
    if problems or form == "json":
        click.echo(REPORTERS[form]([_as_seen_from_here(project, problem) for problem in problems]), nl=False, err=err)


def _as_seen_from_here(project: Project, problem: Problem) -> Problem:
    path = _from_here(project.root / problem.location.path)
    return replace(problem, location=replace(problem.location, path=path))


def _from_here(path: Path) -> str:
    return Path(os.path.relpath(path)).as_posix()


def _finish(problems: Sequence[Problem], consequence: str) -> None:
    if has_errors(problems):
        errors = sum(problem.is_error for problem in problems)
        click.echo(f"{Count(errors, 'error')}. {consequence}".rstrip(), err=True)
        sys.exit(1)


def _found(problems: Sequence[Problem]) -> str:
    return count(len(problems), "warning") if problems else "no problems"


def _project(folder: Path) -> Project:
    project = Project.at(folder)
    if not project.data.is_dir():
        raise click.UsageError(
            f"there is no data/ folder in {folder.absolute().name or folder}. "
            "Run this where your dossier is, name the folder with -C, or start one with 'dossier init FOLDER'."
        )
    return project


def _project_with_config(folder: Path, *, strict: bool = False) -> Project:
    from build_dossier.host import site  # noqa: PLC0415 -- MkDocs takes a third of a second to import

    project = _project(folder)
    if not (project.root / "mkdocs.yml").is_file():
        raise click.UsageError(
            f"there is no mkdocs.yml in {folder.absolute().name or folder}. "
            "'dossier init FOLDER' writes one that you can copy."
        )
    try:
        return site.with_docs(project, strict=strict)
    except site.BadConfigError as error:
        raise click.UsageError(str(error)) from None
