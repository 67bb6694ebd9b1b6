"""The command that writes what is published as data."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import click

from build_dossier import checking, gate
from build_dossier.console import FOLDER, finish, project_in, report
from build_dossier.left_out import left_out_in_words
from build_dossier.publish import downloads


@click.command()
@FOLDER
@click.option("--format", "form", type=click.Choice(list(downloads.FORMS)), default="json", show_default=True)
@click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path),
    help="A file; for csv and datapackage a folder, in which files of the same names are replaced.",
)
def export(folder: Path, form: str, output: Path | None) -> None:
    """Print what is published as data, each record with its address and what is derived for it.

    \b
    json         everything, record by record
    csv          tables, and a note on how to read them; needs -o FOLDER
    datapackage  the same, with a description for programs; needs -o FOLDER
    sqlite       the same tables as a database; needs -o FILE
    csl          the sources, for reference managers (CSL-JSON)
    jsonld       the records in the words of schema.org

    \b
    Examples:
      dossier export --format json | jq '.quotes[].text'
      dossier export -o dossier.json
      dossier export --format csv -o tables
    """
    project = project_in(folder)
    target = _target(form, output)
    checked = checking.check(project)
    clear, problems = gate.to_publish(checked)
    report(project, problems, "text", err=True)
    if clear is not None:
        files = downloads.form(form, clear.dossier, gate.evidence_for(clear, checked))
        _put(files, target, is_folder=form in downloads.FOLDERS)
        if clear.withheld:
            click.echo(left_out_in_words(clear.withheld, clear.dependent), err=True)
    finish(problems, "Nothing was written.")


def _target(form: str, output: Path | None) -> Path | None:
    """Where to write; None for the terminal, which takes a single text only."""
    target = None if output == Path("-") else output
    if form in downloads.FOLDERS:
        if target is None:
            raise click.UsageError(f"{form} is several files: name a folder for them with -o FOLDER.")
        if target.exists() and not target.is_dir():
            raise click.UsageError(f"{target} is a file, and {form} is several: name a folder for them.")
    elif target is None and form in downloads.BINARY:
        raise click.UsageError(f"{form} is no text that could be printed: name a file for it with -o FILE.")
    elif target is not None and target.is_dir():
        raise click.UsageError(f"{target} is a folder, and {form} is one file: name that file.")
    return target


def _put(files: Iterator[tuple[str, bytes]], target: Path | None, *, is_folder: bool) -> None:
    """Print one file, or write it, or write all of them into a folder; each whole or not at all."""
    if target is None:
        for _, content in files:
            click.echo(content.decode(), nl=False)
        return
    try:
        if is_folder:
            target.mkdir(parents=True, exist_ok=True)
        for name, content in files:
            with click.open_file(str(target / name if is_folder else target), "wb", atomic=True) as stream:
                stream.write(content)
    except OSError as error:
        raise click.UsageError(f"{target} cannot be written: {error.strerror}.") from None
