"""Building and serving the site: MkDocs, run in this process, with its own messages kept short."""

from __future__ import annotations

import contextlib
import logging
import os
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

# Material prints a banner about MkDocs 2 when it is imported, which is not for readers of a build.
os.environ.setdefault("NO_MKDOCS_2_WARNING", "1")

from mkdocs.commands.build import build as mkdocs_build
from mkdocs.commands.serve import serve as mkdocs_serve
from mkdocs.config import load_config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort, MkDocsException
from mkdocs.utils.yaml import yaml_load
from yaml import YAMLError

from build_dossier.host import zensical
from build_dossier.host.offline import for_disk
from build_dossier.host.plugin import DossierPlugin, project_of, swallows_data
from build_dossier.pipeline import Outcome
from build_dossier.project import Project


class BadConfigError(Exception):
    """`mkdocs.yml` cannot be read; the text says why."""


def with_docs(project: Project, *, strict: bool = False) -> Project:
    """The project with the documentation folder of its `mkdocs.yml`; if strict, a warning is an error."""
    return project_of(_config(project, strict=strict))


def folder(project: Project, *, offline: bool = False) -> Path:
    """Where the site is built."""
    return Path(_config(project, offline=offline).site_dir)


def not_done(project: Project, renderer: str) -> str:
    """What of `mkdocs.yml` a renderer ('mkdocs', 'zensical') does not do, in a sentence; '' where that is nothing."""
    if renderer != "zensical":
        return ""
    if not zensical.is_installed():
        raise BadConfigError(zensical.MISSING)
    config = _config(project, strict=True)
    if config.theme.name != "material":
        raise BadConfigError("mkdocs.yml names another theme than 'material', which is the one that Zensical has.")
    return zensical.left_out_in_words(config)


def build(project: Project, outcome: Outcome, *, offline: bool = False, renderer: str = "mkdocs") -> str:
    """Build the site from the pages just written, strictly; '' or why it failed.

    If offline, which is for the renderer 'mkdocs' alone, it is a folder to be read from a disk. It is built beside the
    old one and put in its place at the end, so a failure leaves the old one as it was.
    """
    config = _config(project, strict=True, offline=offline)
    if outcome.url and not config.site_url and not offline:
        config.site_url = f"{outcome.url.rstrip('/')}/"  # with it the page for wrong addresses finds its styles
    site = Path(config.site_dir)
    _give(config, outcome)
    site.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix=".site-", dir=site.parent) as beside, _messages() as messages:
        config.site_dir = str(Path(beside) / "site")
        try:
            (zensical.build if renderer == "zensical" else mkdocs_build)(config)
        except (Abort, MkDocsException) as error:
            return "\n".join([*messages, str(error)])
        old = Path(beside) / "old"
        if site.exists():
            site.rename(old)
        Path(config.site_dir).rename(site)
        shutil.rmtree(old, ignore_errors=True)
    return ""


def serve(project: Project, address: str) -> str:
    """Serve the site and rebuild it on each change, until interrupted; '' or why it failed."""
    logging.getLogger("mkdocs").setLevel(logging.INFO)
    handler = logging.StreamHandler()
    handler.setFormatter(logging.Formatter("%(message)s"))
    logging.getLogger("mkdocs").addHandler(handler)
    try:
        mkdocs_serve(str(project.root / "mkdocs.yml"), dev_addr=address)
    except (Abort, MkDocsException, OSError) as error:
        return str(error)
    return ""


def _config(project: Project, *, strict: bool = False, offline: bool = False) -> MkDocsConfig:
    path = project.root / "mkdocs.yml"
    with _messages() as messages:
        try:
            _make_docs_folder(path)
            config = load_config(str(path), strict=strict)
        except (Abort, MkDocsException) as error:
            why = "\n".join(messages) or str(error)
            raise BadConfigError(f"mkdocs.yml cannot be used:\n{why}") from None
    if offline and config.theme.name != "material":
        raise BadConfigError("mkdocs.yml names another theme than 'material', whose search works without a server.")
    if offline:
        for_disk(config)
    if swallows_data(config):
        raise BadConfigError("mkdocs.yml cannot be used: its site_dir and the data folder overlap.")
    return config


def _make_docs_folder(path: Path) -> None:
    """All of the documentation folder is generated, so a fresh clone has none; MkDocs asks for one."""
    with path.open("rb") as file, contextlib.suppress(YAMLError, AttributeError, TypeError, FileExistsError):
        (path.parent / yaml_load(file).get("docs_dir", "docs")).mkdir(exist_ok=True)


def _give(config: MkDocsConfig, outcome: Outcome) -> None:
    for plugin in config.plugins.values():
        if isinstance(plugin, DossierPlugin):
            plugin.outcome = outcome


@contextlib.contextmanager
def _messages() -> Iterator[list[str]]:
    """What MkDocs warns of while the block runs."""
    messages: list[str] = []

    class Collect(logging.Handler):
        def emit(self, record: logging.LogRecord) -> None:
            messages.append(record.getMessage())

    handler = Collect(logging.WARNING)
    logger = logging.getLogger("mkdocs")
    logger.addHandler(handler)
    try:
        yield messages
    finally:
        logger.removeHandler(handler)
