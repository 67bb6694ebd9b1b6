"""The command that asks whether the sources' addresses still answer."""

from __future__ import annotations

import sys
from datetime import date, datetime
from pathlib import Path

import click

from build_dossier import checking
from build_dossier.console import FOLDER, finish, project_in, report
from build_dossier.progress import step


@click.command()
@FOLDER
@click.option(
    "--format",
    "form",
    type=click.Choice(["json", "markdown", "text"]),
    default="text",
    show_default=True,
    help="How it is told; 'markdown' is for an issue.",
)
@click.option("--cache", type=click.Path(path_type=Path), help="The folder of what earlier runs found; else .cache/.")
@click.option("--max-age", type=click.IntRange(0), default=5, show_default=True, help="Days that a good answer holds.")
@click.option("--timeout", type=click.FloatRange(0, min_open=True), default=30, show_default=True, help="Seconds.")
@click.option("--pause", type=click.FloatRange(0), default=2, show_default=True, help="Seconds between two requests.")
@click.option("--retries", type=click.IntRange(0, 5), default=2, show_default=True, help="Tries after the first one.")
@click.option("--allow-private", is_flag=True, help="Ask also addresses in this machine's own network.")
@click.option("-o", "--output", type=click.Path(dir_okay=False, path_type=Path), help="A file to write it to.")
@click.option("--exit-zero", is_flag=True, help="End with 0 also where an address no longer answers.")
@click.option("--on", "day", type=click.DateTime(["%Y-%m-%d"]), help="The day of it; today, if left out.")
def links(  # noqa: PLR0913 -- one argument an option
    *,
    folder: Path,
    form: str,
    cache: Path | None,
    max_age: int,
    timeout: float,
    pause: float,
    retries: int,
    allow_private: bool,
    output: Path | None,
    exit_zero: bool,
    day: datetime | None,
) -> None:
    """Ask whether the addresses of the sources still answer. No other command does that.

    One request at a time to a host, with a pause in between, and none that the host's robots.txt asks not to make.
    The exit code is 1 where an address no longer answers.

    \b
    Examples:
      dossier links
      dossier links --format markdown > links.md
    """
    from build_dossier.capture.exchange import Network  # noqa: PLC0415 -- needed by this command alone
    from build_dossier.capture.probe import USER_AGENT  # noqa: PLC0415
    from build_dossier.commands import links as command  # noqa: PLC0415
    from build_dossier.commands import links_kept, links_told  # noqa: PLC0415

    project = project_in(folder)
    checked = checking.check(project)
    if checked.dossier is None:
        report(project, checked.problems, "text", err=True)
        finish(checked.problems, "No address was asked.")
        return
    network = Network(allow_private=allow_private, user_agent=USER_AGENT)
    today = day.date() if day else date.today()
    wish = command.Wish(today, network, timeout, pause, retries, max_age)
    kept = cache or project.cache
    with step("asking"):
        found, memory = command.look(checked.dossier.sources, links_kept.read(kept), wish)
    links_kept.write(kept, memory)
    told = links_told.REPORTERS[form](found)
    if output:
        output.write_text(told, "utf-8")
        click.echo(links_told.in_a_sentence(found))
    else:
        click.echo(told, nl=False)
    sys.exit(1 if links_told.dead(found) and not exit_zero else 0)
