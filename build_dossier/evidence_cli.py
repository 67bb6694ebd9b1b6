"""The commands about evidence: capture, archive, coverage, verify."""

from __future__ import annotations

import sys
from datetime import date, datetime
from pathlib import Path

import click

from build_dossier.console import CAPTURES, FOLDER, FORMAT, finish, project_in, report
from build_dossier.evidence.captures import NoCapturesError, folder_of
from build_dossier.progress import step

_ON = click.option("--on", "day", type=click.DateTime(["%Y-%m-%d"]), help="The day of it; today, if left out.")
_PRIVATE = click.option(
    "--allow-private", is_flag=True, help="Fetch also from addresses in this machine's own network."
)


@click.command()
@click.argument("source")
@FOLDER
@CAPTURES
@click.option("--url", default="", help="Where to fetch it, if not at the source's own `url`.")
@click.option("--file", type=click.Path(path_type=Path), help="Read this file (HTML, PDF or text) and fetch nothing.")
@click.option("--replace", is_flag=True, help="Put it in the place of a text captured before.")
@click.option("--whole", is_flag=True, help="Take everything on the page, not only the article.")
@click.option("--max-size", type=click.IntRange(1), default=20, show_default=True, help="At most so many megabytes.")
@click.option("--timeout", type=click.IntRange(1), default=30, show_default=True, help="At most so many seconds.")
@click.option("--encoding", default="", help="Its character encoding, where it does not say that itself.")
@_PRIVATE
@_ON
def capture(  # noqa: PLR0913 -- one argument an option
    *,
    source: str,
    folder: Path,
    captures: Path | None,
    url: str,
    file: Path | None,
    replace: bool,
    whole: bool,
    max_size: int,
    timeout: int,
    encoding: str,
    allow_private: bool,
    day: datetime | None,
) -> None:
    """Keep the text of SOURCE in the captures folder, and fill in what its record leaves empty.

    A page that is fetched is kept beside its text, as it came, in a WARC file.

    \b
    Examples:
      dossier capture gazette-2025-03-14
      dossier capture council-report --file report.pdf
    """
    from build_dossier.capture.exchange import Network  # noqa: PLC0415 -- needed by this command alone
    from build_dossier.capture.fetch import Limits  # noqa: PLC0415
    from build_dossier.commands import capture as command  # noqa: PLC0415

    project = project_in(folder)
    network = Network(allow_private=allow_private)
    limits = Limits(max_size * 1_000_000, timeout)
    wish = command.Wish(_day(day), url, file, replace, whole, encoding, limits, network)
    with step("capturing"):
        outcome = command.run(project, source, folder_of(project, captures), wish)
    _say(outcome.said, outcome.failed, outcome.exit_code)


@click.command()
@click.argument("source", required=False)
@FOLDER
@click.option("--timegate", help="The archive's TimeGate (RFC 7089), if not the Internet Archive's.")
@click.option("--save", is_flag=True, help="Have the archive make a copy now.")
@click.option("--save-at", help="Where the archive takes such wishes, if it is not the Internet Archive.")
@click.option("--copy", default="", help="The address of an archived copy that you know, to be checked and recorded.")
@_PRIVATE
@_ON
def archive(  # noqa: PLR0913 -- one argument an option
    *,
    source: str | None,
    folder: Path,
    timegate: str | None,
    save: bool,
    save_at: str | None,
    copy: str,
    allow_private: bool,
    day: datetime | None,
) -> None:
    """Find an archived copy of SOURCE, or of every source that has none yet, and record its address.

    \b
    Examples:
      dossier archive gazette-2025-03-14
      dossier archive --save
    """
    from build_dossier.capture.exchange import Network  # noqa: PLC0415 -- needed by this command alone
    from build_dossier.capture.memento import INTERNET_ARCHIVE, INTERNET_ARCHIVE_SAVES, Archive  # noqa: PLC0415
    from build_dossier.commands import archive as command  # noqa: PLC0415

    asked = Archive(
        Network(allow_private=allow_private),
        timegate=timegate or INTERNET_ARCHIVE,
        saves=save_at or INTERNET_ARCHIVE_SAVES,
    )
    with step("asking the archive"):
        outcome = command.run(project_in(folder), source, command.Wish(_day(day), asked, save, copy))
    _say(outcome.said, outcome.failed, outcome.exit_code)


@click.command()
@click.argument("source", required=False)
@FOLDER
@CAPTURES
@click.option("--write", is_flag=True, help="Add a skeleton record for each passage and figure that is open.")
def coverage(source: str | None, folder: Path, captures: Path | None, write: bool) -> None:
    """Say which passages in quotation marks and which figures of a captured source are not recorded.

    \b
    Examples:
      dossier coverage
      dossier coverage gazette-2025-03-14 --write
    """
    from build_dossier.capture import CaptureError  # noqa: PLC0415 -- needed by this command alone
    from build_dossier.commands import coverage as command  # noqa: PLC0415
    from build_dossier.commands.sources import WrongUseError  # noqa: PLC0415

    project = project_in(folder)
    try:
        with step("reading the captures"):
            covered = command.run(project, captures, source, write=write)
    except (NoCapturesError, WrongUseError) as error:
        raise click.UsageError(f"{str(error).rstrip('.')}.") from None
    except CaptureError as error:
        raise click.ClickException(f"{error}.") from None
    report(project, covered.problems, "text", err=True)
    click.echo(covered.said, nl=False)
    sys.exit(covered.exit_code)


@click.command()
@FOLDER
@FORMAT
@CAPTURES
@_ON
@click.option("--again", is_flag=True, help="Look also for words that the lock knows.")
def verify(folder: Path, form: str, captures: Path | None, day: datetime | None, *, again: bool) -> None:
    """Look for every quotation and printed figure in the captured text of its source.

    Writes data/evidence.lock, by which later builds know, without the captures, which words were verified.

    \b
    Examples:
      dossier verify
      dossier verify --captures ../captures
    """
    from build_dossier.commands import verify as command  # noqa: PLC0415 -- needed by this command alone

    project = project_in(folder)
    try:
        with step("verifying"):
            verified = command.run(project, captures, _day(day).isoformat(), again=again)
    except NoCapturesError as error:
        raise click.UsageError(str(error)) from None
    if form == "text":
        click.echo(verified.table, nl=False)
    report(project, verified.problems, form)
    if verified.table:
        click.echo(f"data/evidence.lock {'written' if verified.lock_changed else 'unchanged'}.", err=form != "text")
    finish(verified.problems, "")


def _day(given: datetime | None) -> date:
    return given.date() if given else date.today()


def _say(said: tuple[str, ...], failed: tuple[str, ...], exit_code: int) -> None:
    for line in said:
        click.echo(line)
    for line in failed:
        click.echo(line, err=True)
    sys.exit(exit_code)
