"""The commands that make the site of a dossier on a code host: print, build, test, tell what it is made of."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import click

from build_dossier.ci import log
from build_dossier.console import FOLDER, URL, from_here
from build_dossier.counted import count
from build_dossier.project import Project

_SITE = click.argument("site", type=click.Path(exists=True, file_okay=False, path_type=Path), default=Path("site"))


@click.command("print")
@FOLDER
@URL
def print_(folder: Path, url: str) -> None:
    """Print the brief and the book for the site to offer. What cannot be printed is left out; the exit code is 0.

    \b
    Example:
      dossier ci print && dossier ci build
    """
    from build_dossier.ci import project as place  # noqa: PLC0415 -- needed by this command alone
    from build_dossier.host import site  # noqa: PLC0415 -- MkDocs takes a third of a second to import

    project = Project.at(folder)
    try:
        docs = site.with_docs(project).docs if (project.root / place.CONFIG).is_file() else project.docs
    except site.BadConfigError as error:
        raise click.ClickException(log.plain(str(error))) from None
    docs.mkdir(exist_ok=True)
    for name in ("brief", "book"):
        more = ["-o", str(docs / f"{name}.pdf"), "--url", url or place.url(os.environ)]
        if _run(name, folder, more):
            click.echo(f"{from_here(docs / f'{name}.pdf')} is not printed.")


@click.command()
@FOLDER
@URL
def build(folder: Path, url: str) -> None:
    """Build the site; where there is no mkdocs.yml, with that of a new dossier.

    \b
    Example:
      dossier ci build
    """
    from build_dossier.ci import project as place  # noqa: PLC0415
    from build_dossier.ci.before import data_commit  # noqa: PLC0415 -- needed by this command alone

    project = Project.at(folder)
    if project.data.is_dir() and place.give_config(project):
        click.echo(f"{place.CONFIG} is missing: one like that of a new dossier is written.")
    addresses = ["--edit-url", place.edit_url(project, os.environ), "--url", url or place.url(os.environ)]
    sys.exit(_run("build", folder, [*addresses, "--commit", data_commit(project.root)]))


def _run(command: str, folder: Path, more: list[str]) -> int:
    """The exit code of a command of this program, of whose words no host takes any for its own."""
    program = [sys.executable, "-m", "build_dossier", command, "-C", str(folder), *more]
    with log.no_commands(os.environ):
        return subprocess.run(program, check=False).returncode  # noqa: S603 -- this program


@click.command("test-site")
@_SITE
@click.option(
    "--browser",
    type=click.Choice(["auto", "required", "none"]),
    default="auto",
    show_default=True,
    help="Whether the search and the scripts are tried in Chromium; it is named in CHROMIUM, or found.",
)
@click.option("--timeout", default=60.0, show_default=True, help="How many seconds a search may take.")
def test_site(site: Path, browser: str, timeout: float) -> None:
    """Test a built site: its links, a search, and that no page asks another host for anything.

    \b
    Example:
      dossier ci test-site site
    """
    from build_dossier.ci.browser import found  # noqa: PLC0415 -- needed by this command alone
    from build_dossier.ci.site_test import wrong  # noqa: PLC0415

    program = "" if browser == "none" else found(os.environ)
    if not program and browser == "required":
        raise click.ClickException("there is no Chromium: install one, or name it in CHROMIUM.")
    faults = list(wrong(site, program, timeout))
    for fault in faults[:50]:
        click.echo(log.plain(fault), err=True)
    if len(faults) > 50:
        click.echo(f"and {len(faults) - 50} more", err=True)
    if faults:
        raise click.ClickException(f"the site has {count(len(faults), 'fault')}.")
    tried = "a search, requests to other hosts" if program else "no search, as there is no browser"
    click.echo(f"Nothing is wrong with the site. Tried: links, policies, {tried}.")


@click.command()
@_SITE
@FOLDER
@click.option("--check", "is_check", is_flag=True, help="Compare the site with the manifest that it holds.")
def manifest(site: Path, folder: Path, is_check: bool) -> None:
    """Write the manifest of a built site: each file's SHA-256, the version, the data's commit, the evidence lock.

    \b
    Examples:
      dossier ci manifest site
      dossier ci manifest --check downloaded-site
    """
    from build_dossier.ci import manifest as made  # noqa: PLC0415 -- needed by this command alone
    from build_dossier.ci.before import commit_with_data, data_commit  # noqa: PLC0415

    path = site / made.FILE
    if not is_check:
        project = Project.at(folder)
        commit = data_commit(project.root) or commit_with_data(project.root)
        path.write_bytes(made.manifest(site, project, commit))
        click.echo(f"{path.as_posix()} written.")
        return
    try:
        differing = made.differing(site, path.read_bytes())
    except ValueError as error:
        raise click.ClickException(str(error)) from None
    for line in differing:
        click.echo(log.plain(line), err=True)
    if differing:
        raise click.ClickException(f"{count(len(differing), 'file')} of the site differ from its manifest.")
    click.echo("Every file is as the manifest says.")
