"""The site as MkDocs builds it: in parts where pages stand alone, else all at once."""

from __future__ import annotations

import logging
import tempfile
from collections.abc import Callable
from pathlib import Path

from build_dossier.host.configuring import configured, in_lines, listening, plugin_of  # isort: skip -- before MkDocs

from mkdocs.commands.build import build as mkdocs_build
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort, MkDocsException

from build_dossier.host import zensical
from build_dossier.host.building import build_in_parts
from build_dossier.host.door import Door, forget_door, keep_door
from build_dossier.host.errors import BadConfigError, BrokenSiteError
from build_dossier.host.kept import Shelf
from build_dossier.host.manner import Manner
from build_dossier.host.order import order_of
from build_dossier.host.plugin import project_of
from build_dossier.host.readied import Readied
from build_dossier.host.standing import exchange, forget_site
from build_dossier.host.surroundings import stand_alone
from build_dossier.outcome import Outcome
from build_dossier.project import Project


def door(project: Project, *, strict: bool = False, offline: bool = False) -> Door:
    """Where things lie, from `mkdocs.yml`; a `BadConfigError` if it cannot be used."""
    return _door_of(configured(project, strict=strict, offline=offline))


def build(project: Project, outcome: Outcome, manner: Manner, ready: Readied | None) -> dict[str, str] | None:
    """Build the site from the pages just written; the pages made anew with the reasons, None for all.

    A `BrokenSiteError` leaves the old site as it was.
    """
    ready = ready or Readied()
    known = None if manner.is_offline else ready.config
    config = known or configured(project, strict=True, offline=manner.is_offline)
    if outcome.url and not config.site_url and not manner.is_offline:
        config.site_url = f"{outcome.url.rstrip('/')}/"  # with it the page for wrong addresses finds its styles
    plugin = plugin_of(config)
    if plugin:
        plugin.outcome = outcome
    Path(config.site_dir).parent.mkdir(parents=True, exist_ok=True)
    if manner.is_offline:
        _build_whole(config, mkdocs_build)
        return None
    if manner.renderer == "zensical" or not plugin or not stand_alone(config):
        forget_door(project)
        forget_site(Shelf.of(project))
        _build_whole(config, zensical.build if manner.renderer == "zensical" else mkdocs_build)
        return None
    lies = _door_of(config)
    order = order_of(project, outcome, lies.overrides, manner)
    anew = build_in_parts(config, plugin, Shelf.of(project), order, ready)
    keep_door(project, lies)
    return anew


def not_done_by_zensical(project: Project) -> str:
    """What of `mkdocs.yml` Zensical does not do, in a sentence; a `BadConfigError` where it can do nothing."""
    if not zensical.is_installed():
        raise BadConfigError(zensical.MISSING)
    config = configured(project, strict=True)
    if config.theme.name != "material":
        raise BadConfigError("mkdocs.yml names another theme than 'material', which is the one that Zensical has.")
    return zensical.left_out_in_words(config)


def serve(project: Project, address: str) -> str:
    """Serve the site and rebuild it on each change, until interrupted; '' or why it failed."""
    from mkdocs.commands.serve import serve as mkdocs_serve  # noqa: PLC0415 -- no build needs the server

    logging.getLogger("mkdocs").setLevel(logging.INFO)
    handler = logging.StreamHandler()
    handler.setFormatter(logging.Formatter("%(message)s"))
    logging.getLogger("mkdocs").addHandler(handler)
    try:
        mkdocs_serve(str(project.root / "mkdocs.yml"), dev_addr=address)
    except (Abort, MkDocsException, OSError) as error:
        return str(error)
    return ""


def _door_of(config: MkDocsConfig) -> Door:
    own = config.theme.custom_dir
    return Door(project_of(config).docs, Path(config.site_dir), Path(own) if own else None)


def _build_whole(config: MkDocsConfig, build_with: Callable[[MkDocsConfig], None]) -> None:
    """Build everything beside the old site and put it in its place at the end."""
    site = Path(config.site_dir)
    with tempfile.TemporaryDirectory(prefix=".site-", dir=site.parent) as beside, listening() as listener:
        config.site_dir = str(Path(beside) / "site")
        try:
            build_with(config)
        except (Abort, MkDocsException) as error:
            raise BrokenSiteError(in_lines(listener.said, str(error))) from None
        exchange(site, Path(config.site_dir), Path(beside) / "old")
