"""What the commands of the command line share: options, reporting problems, and how a run ends."""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import click
from pydantic import TypeAdapter, ValidationError

from build_dossier.counted import Count, count
from build_dossier.problems import FROM_ROOT, REPORTERS, Problem, has_errors
from build_dossier.project import Project
from build_dossier.records.fields import Url
from build_dossier.repository import repository_of

FOLDER = click.option(
    "-C",
    "--project",
    "folder",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    default=Path(),
    help="The folder that holds data/ and mkdocs.yml; this one, if it is left out.",
)

FORMAT = click.option(
    "--format",
    "form",
    type=click.Choice(sorted(REPORTERS)),
    default="text",
    show_default=True,
    help="How problems are printed; 'github' makes annotations on the lines of a pull request, 'gitlab' a code "
    "quality report.",
)

CAPTURES = click.option(
    "--captures",
    type=click.Path(path_type=Path),
    envvar="DOSSIER_CAPTURES",
    help="The folder of captured texts [DOSSIER_CAPTURES]; else the one that data/dossier.yml names, else captures/.",
)


def _with_path(context: click.Context, parameter: click.Parameter, value: str) -> str:
    if value and not (value.startswith(("https://", "http://")) and "{path}" in value):
        raise click.BadParameter("write a web address with {path}, and {line} for the line, in it.")
    return value


def _of_parts(context: click.Context, parameter: click.Parameter, value: str) -> tuple[int, int]:
    number, _, of = value.partition("/")
    if not (number.isdecimal() and of.isdecimal() and 1 <= int(number) <= int(of)):
        raise click.BadParameter("write the number of the part and how many there are: '1/4' to '4/4'.")
    return int(number), int(of)


SHARD = click.option(
    "--shard",
    metavar="I/N",
    default="1/1",
    callback=_of_parts,
    help="Make the I-th of N parts of the pages, the first with all else; copied together they are the whole site.",
)


EDIT_URL = click.option(
    "--edit-url",
    default="",
    metavar="ADDRESS",
    callback=_with_path,
    help="Where records can be edited, with {path} and {line} in it; stands in for `edit_url` of dossier.yml.",
)


def _whole(context: click.Context, parameter: click.Parameter, value: str) -> str:
    try:
        return TypeAdapter[str](Url).validate_python(value) if value else ""
    except ValidationError:
        raise click.BadParameter("write the whole web address, with https:// in front.") from None


URL = click.option(
    "--url",
    default="",
    metavar="ADDRESS",
    callback=_whole,
    help="Where the site is published, if dossier.yml states no `url`.",
)


def _hexadecimal(context: click.Context, parameter: click.Parameter, value: str) -> str:
    if value and not re.fullmatch("[0-9a-f]{7,64}", value):
        raise click.BadParameter("write the commit's hash, as 'git log -1 --format=%H -- data' prints it.")
    return value


COMMIT = click.option(
    "--commit",
    default="",
    metavar="HASH",
    callback=_hexadecimal,
    help="The commit that the data are of, for citations; not shown where it is left out.",
)


def report(project: Project, problems: Sequence[Problem], form: str, *, err: bool = False) -> None:
    """Print the problems in a form; where there is none nothing, but a program gets an empty report."""
    if problems or form not in ("text", "github"):
        click.echo(told(project, problems, form), nl=False, err=err)


def told(project: Project, problems: Sequence[Problem], form: str) -> str:
    """The problems in a form, with paths as whoever reads it needs them: from here, or from the repository's root."""
    root = repository_of(project.root) if form in FROM_ROOT else None
    base = root or Path.cwd()
    return REPORTERS[form]([_as_seen_from(base, project, problem) for problem in problems])


def _as_seen_from(base: Path, project: Project, problem: Problem) -> Problem:
    path = Path(os.path.relpath(project.root / problem.location.path, base)).as_posix()
    return replace(problem, location=replace(problem.location, path=path))


def from_here(path: Path) -> str:
    """A path as it is typed from the folder that one stands in."""
    return Path(os.path.relpath(path)).as_posix()


def finish(problems: Sequence[Problem], consequence: str) -> None:
    """End with exit code 1 where there are errors, saying how many and what that means."""
    if has_errors(problems):
        errors = sum(problem.is_error for problem in problems)
        click.echo(f"{Count(errors, 'error')}. {consequence}".rstrip(), err=True)
        sys.exit(1)


def found(problems: Sequence[Problem]) -> str:
    """How many warnings, in words."""
    return count(len(problems), "warning") if problems else "no problems"


def project_in(folder: Path) -> Project:
    """The project in a folder, which must hold data."""
    project = Project.at(folder)
    if not project.data.is_dir():
        raise click.UsageError(
            f"there is no data/ folder in {folder.absolute().name or folder}. "
            "Run this where your dossier is, name the folder with -C, or start one with 'dossier init FOLDER'."
        )
    return project
