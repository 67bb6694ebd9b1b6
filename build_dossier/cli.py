"""The command line. Exit codes: 0 clean, 1 problems in the data, 2 wrong use."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable
from contextlib import suppress
from importlib import import_module
from io import TextIOWrapper
from pathlib import Path
from typing import TYPE_CHECKING

import click

from build_dossier import __version__, checking, starter
from build_dossier.console import (
    COMMIT,
    EDIT_URL,
    FOLDER,
    FORMAT,
    SHARD,
    URL,
    finish,
    found,
    from_here,
    project_in,
    report,
)
from build_dossier.counted import Count
from build_dossier.problems import has_errors, nearest
from build_dossier.progress import step
from build_dossier.project import Project
from build_dossier.publication import Publication

if TYPE_CHECKING:
    from build_dossier.host.readied import Readied
    from build_dossier.host.site import Built
    from build_dossier.outcome import Outcome

_ELSEWHERE = {
    "archive": "evidence_cli",
    "book": "print_cli",
    "brief": "print_cli",
    "capture": "evidence_cli",
    "ci": "ci_cli",
    "coverage": "evidence_cli",
    "export": "export_cli",
    "links": "links_cli",
    "verify": "evidence_cli",
}
"""Commands with a module of their own, imported when they are asked for: half a second that 'check' need not wait."""


class _Commands(click.Group):
    """Commands that say in a sentence what the machine refuses: no room, no permission, no such address."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """The names of all commands, those of other modules too."""
        return sorted([*super().list_commands(ctx), *_ELSEWHERE])

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """A command by its name."""
        if cmd_name not in _ELSEWHERE:
            return super().get_command(ctx, cmd_name)
        command = getattr(import_module(f"build_dossier.{_ELSEWHERE[cmd_name]}"), cmd_name)
        assert isinstance(command, click.Command)  # noqa: S101 -- the list above names commands only
        return command

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
    dossier capture SOURCE      keep the text of a source, to check against
    dossier verify              look for every quotation and figure in its captured source
    dossier coverage            say what of the captured sources is not recorded
    dossier links               say which sources' addresses no longer answer
    dossier edition             close an edition, from which later ones tell what changed
    dossier build               check, write the pages, build site/
    dossier book                print the whole dossier as a PDF
    dossier brief               print the bottom line on two pages
    dossier serve               the same, live: an edit shows in the browser
    dossier ci                  what the workflows of a code host run
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
@FOLDER
@FORMAT
def check(folder: Path, form: str) -> None:
    """Check the data and say everything that is wrong with it. Writes nothing.

    \b
    Examples:
      dossier check
      dossier check --format github
    """
    project = project_in(folder)
    with step("checking"):
        reading = checking.check(project)
    report(project, reading.problems, form)
    if not has_errors(reading.problems) and form == "text":
        click.echo(f"{Count(reading.count, 'record')} checked, {found(reading.problems)}.")
    finish(reading.problems, "")


@main.command()
@click.argument("day", required=False)
@FOLDER
@click.option("--note", help="A sentence for readers about this edition.")
@click.option("--replace", is_flag=True, help="Write the newest edition anew.")
def edition(day: str | None, folder: Path, note: str | None, *, replace: bool) -> None:
    """Close an edition: keep what is published now under its DAY, else that of `as_of`.

    Later pages and feeds tell what has changed since. The file in data/editions/ belongs under version control.

    \b
    Examples:
      dossier edition
      dossier edition 2018-01-31 --note "After the new list."
    """
    from build_dossier.commands import edition as command  # noqa: PLC0415 -- needed by this command alone
    from build_dossier.commands.sources import WrongUseError  # noqa: PLC0415

    project = project_in(folder)
    try:
        with step("closing the edition"):
            closed = command.run(project, day, note, replace=replace)
    except WrongUseError as error:
        raise click.UsageError(f"{error}.") from None
    report(project, closed.problems, "text")
    finish(closed.problems, "No edition was closed.")
    click.echo("\n".join(closed.said))


@main.command()
@FOLDER
@FORMAT
@EDIT_URL
@URL
@COMMIT
def pages(folder: Path, form: str, edit_url: str, url: str, commit: str) -> None:
    """Check the data and write the Markdown pages into docs/; no site is built.

    \b
    Example:
      dossier pages && properdocs build
    """
    _write(_project_with_config(folder), form, Publication(edit_url, url, commit))


@main.command()
@FOLDER
@FORMAT
@EDIT_URL
@URL
@COMMIT
@click.option("--offline", is_flag=True, help="Build a folder that is read without a server, beside that of the site.")
@click.option(
    "--renderer",
    type=click.Choice(["mkdocs", "zensical"]),
    default="mkdocs",
    show_default=True,
    help="What makes the site of the pages.",
)
@click.option("--clean", is_flag=True, help="Use nothing of an earlier build.")
@SHARD
@click.option("--explain", metavar="PAGE", help="Say why a page, by its path in docs/, was made anew or was not.")
def build(  # noqa: PLR0913 -- one argument an option
    folder: Path,
    form: str,
    edit_url: str,
    url: str,
    commit: str,
    *,
    offline: bool,
    renderer: str,
    clean: bool,
    shard: tuple[int, int],
    explain: str | None,
) -> None:
    """Check the data, write the pages, and build the site.

    \b
    Examples:
      dossier build
      dossier build -C ../another-dossier
      dossier build --offline && zip -r my-dossier.zip site-offline
      dossier build --renderer zensical
      dossier build --explain parties/index.md
    """
    if offline and renderer != "mkdocs":
        raise click.UsageError("'--offline' is for the renderer 'mkdocs' alone, whose search works without a server.")
    from build_dossier.host import site  # noqa: PLC0415 -- half a second that 'check' need not wait
    from build_dossier.host.manner import Manner  # noqa: PLC0415 -- as above

    project = _project_with_config(folder, strict=True)
    try:
        built = site.folder(project, offline=offline)
        not_done = site.not_done(project, renderer)
    except site.BadConfigError as error:
        raise click.UsageError(str(error)) from None
    ready: list[Readied] = []
    outcome = _write(
        project,
        form,
        Publication(edit_url, url, commit),
        clean=clean,
        meanwhile=lambda: ready.append(site.readied(project)),
    )
    if not_done:
        click.echo(not_done, err=form != "text")
    with step("building the site"):
        done = site.build(project, outcome, Manner(offline, clean, shard, renderer), *ready)
    if done.failure:
        raise click.ClickException(done.failure)
    if explain:
        _explain(explain, outcome, done, err=form != "text")
    where = from_here(built)
    following = (
        f"open {where}/index.html in a browser; the folder can be copied and needs no server."
        if offline
        else "'dossier serve' to read it, or copy the folder to a web server."
    )
    click.echo(f"The site is in {where}/. Next: {following}", err=form != "text")


@main.command()
@FOLDER
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


def _explain(page: str, outcome: Outcome, done: Built, *, err: bool) -> None:
    """Why a page was made anew, or was not: first its Markdown, then its HTML."""
    from build_dossier.reasons import reason_of  # noqa: PLC0415 -- needed here alone

    pages = [path for path in (outcome.changes.digests if outcome.changes else ()) if path.endswith(".md")]
    if page not in pages:
        meant = nearest(page, pages)
        hint = f"; did you mean '{meant}'?" if meant else "."
        raise click.UsageError(f"no page was generated at '{page}'{hint}")
    click.echo(f"{page}\n  Markdown: {reason_of(page, outcome)}.\n  HTML: {done.why(page)}.", err=err)


def _write(
    project: Project,
    form: str,
    publication: Publication,
    *,
    clean: bool = False,
    meanwhile: Callable[[], object] = lambda: None,
) -> Outcome:
    from build_dossier import left_out, pipeline  # noqa: PLC0415 -- all that makes pages takes half a second to import
    from build_dossier.citing.pandoc import is_installed  # noqa: PLC0415

    with step("writing pages"):
        outcome = pipeline.write_pages(project, publication, clean=clean, meanwhile=meanwhile)
    report(project, outcome.problems, form)
    finish(outcome.problems, "Nothing was written.")
    err = form != "text"  # what a program reads stays by itself
    click.echo(f"{Count(outcome.records, 'record')} checked, {found(outcome.problems)}.", err=err)
    if outcome.withheld:
        click.echo(left_out.left_out_in_words(outcome.withheld, outcome.dependent), err=err)
    if not is_installed():
        click.echo(left_out.NO_STYLES, err=err)
    if outcome.undrawn:
        click.echo(outcome.undrawn, err=err)
    if outcome.undrawn_charts:
        click.echo(left_out.undrawn_charts_in_words(outcome.undrawn_charts), err=err)
    for line in outcome.left_out:
        click.echo(line, err=err)
    if outcome.changes:
        found_out = (outcome.changes.written, outcome.changes.unchanged, outcome.changes.removed)
        written, unchanged, removed = (sum(path.endswith(".md") for path in paths) for paths in found_out)
        click.echo(f"Pages: {written} written, {unchanged} unchanged, {removed} removed.", err=err)
    return outcome


def _project_with_config(folder: Path, *, strict: bool = False) -> Project:
    from build_dossier.host import site  # noqa: PLC0415 -- MkDocs takes a third of a second to import

    project = project_in(folder)
    there = _names_in(project.root)
    if not (project.root / "mkdocs.yml").is_file():
        raise click.UsageError(
            f"there is no mkdocs.yml in {folder.absolute().name or folder}. "
            "'dossier init FOLDER' writes one that you can copy."
        )
    try:
        return site.with_docs(project, strict=strict)
    except site.BadConfigError as error:
        raise click.UsageError(str(error)) from None
    finally:
        made = _names_in(project.root) - there
        click.get_current_context().call_on_close(lambda: _leave_no_empty(made))


def _names_in(folder: Path) -> frozenset[Path]:
    """What stands in a folder; nothing where that cannot be listed."""
    try:
        return frozenset(folder.iterdir())
    except OSError:
        return frozenset()


def _leave_no_empty(made: Iterable[Path]) -> None:
    """MkDocs asks for a documentation folder, so one is made; where nothing was written into it, none is left."""
    for path in made:
        with suppress(OSError):  # it is no folder, or not empty
            path.rmdir()
