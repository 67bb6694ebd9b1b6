"""The commands that print: the book, and the brief on two pages."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import click

from build_dossier import checking, gate
from build_dossier.commands.printing import Printed, TooLongError, book_of, brief_of
from build_dossier.console import FOLDER, URL, finish, from_here, project_in, report
from build_dossier.counted import count
from build_dossier.dossier import Dossier
from build_dossier.editions.compare import History
from build_dossier.evidence.verdicts import Evidence
from build_dossier.left_out import left_out_in_words
from build_dossier.progress import Tell, parts
from build_dossier.publication import Publication
from build_dossier.render.pdf import PAPERS, NoPrinterError

_PAPER = click.option("--paper", type=click.Choice(list(PAPERS)), default="a4", show_default=True)
_OUTPUT = click.option(
    "-o", "--output", type=click.Path(path_type=Path), help="The file to write; else one in the project's folder."
)

_Print = Callable[[Dossier, Evidence, History, str, Tell], Printed]


class _Wish(NamedTuple):
    folder: Path
    output: Path | None
    paper: str
    url: str


@click.command()
@FOLDER
@_OUTPUT
@_PAPER
@URL
def book(folder: Path, output: Path | None, paper: str, url: str) -> None:
    """Print the whole dossier as a PDF, book.pdf: contents, chapters, notes with sources, index of parties.

    \b
    Examples:
      dossier book
      dossier book --paper letter -o briefing-book.pdf
    """
    _print(_Wish(folder, output, paper, url), "book.pdf", book_of)


@click.command()
@FOLDER
@_OUTPUT
@_PAPER
@URL
def brief(folder: Path, output: Path | None, paper: str, url: str) -> None:
    """Print the bottom line and what it rests on as a PDF of two pages, brief.pdf.

    What does not fit is left out by rule, and counted on the page.

    \b
    Examples:
      dossier brief
      dossier brief --paper letter -o meeting.pdf
    """
    _print(_Wish(folder, output, paper, url), "brief.pdf", brief_of)


def _print(wish: _Wish, name: str, make: _Print) -> None:
    project = project_in(wish.folder)
    target = wish.output or project.root / name
    if target.is_dir():
        raise click.UsageError(f"{target} is a folder: name a file for the PDF with -o FILE.")
    checked = checking.check(project)
    clear, problems = gate.to_publish(checked)
    report(project, problems, "text")
    if clear is not None:
        dossier, evidence = Publication(url=wish.url).of(clear.dossier), gate.evidence_for(clear, checked)
        past = gate.history_for(clear, checked, evidence)
        try:
            with parts("printing") as tell:
                printed = make(dossier, evidence, past, wish.paper, tell)
        except (NoPrinterError, TooLongError) as error:
            raise click.ClickException(str(error)) from None
        _put(printed.content, target)
        if clear.withheld:
            click.echo(left_out_in_words(clear.withheld, clear.dependent))
        click.echo(f"{from_here(target)}: {count(printed.pages, 'page')}.")
    finish(problems, "Nothing was written.")


def _put(content: bytes, target: Path) -> None:
    """Write the file whole or not at all."""
    try:
        with click.open_file(str(target), "wb", atomic=True) as stream:
            stream.write(content)
    except OSError as error:
        raise click.UsageError(f"{target} cannot be written: {error.strerror}.") from None
