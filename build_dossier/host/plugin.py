"""The MkDocs plugin: `mkdocs build` and `mkdocs serve` write the pages first. It adapts; it does not think."""

from __future__ import annotations

import logging
from pathlib import Path

from mkdocs.config.base import Config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.livereload import LiveReloadServer
from mkdocs.plugins import BasePlugin

from build_dossier.pipeline import write_pages
from build_dossier.problems import REPORTERS, has_errors
from build_dossier.project import Project

_log = logging.getLogger("mkdocs.plugins.dossier")


class DossierConfig(Config):  # type: ignore[no-untyped-call]  # MkDocs leaves this hook untyped
    """The plugin takes no settings: those of a dossier stand in its `data/dossier.yml`."""


class DossierPlugin(BasePlugin[DossierConfig]):  # type: ignore[no-untyped-call]  # MkDocs leaves this hook untyped
    """Writes the generated pages before MkDocs collects its files, and watches the data while serving."""

    def __init__(self) -> None:
        self.is_serving = False
        self.pages_are_written = False
        """Set by `dossier build`, which has written them already."""

    def on_startup(self, *, command: str, dirty: bool) -> None:
        """Note whether problems should stop MkDocs, or wait for the next edit."""
        self.is_serving = command == "serve"

    def on_pre_build(self, *, config: MkDocsConfig) -> None:
        """Write the pages; while serving, problems are shown and the pages stay as they were."""
        if self.pages_are_written:
            return
        outcome = write_pages(project_of(config))
        for problem in outcome.problems:
            _log.log(
                logging.ERROR if problem.is_error else logging.INFO, REPORTERS["text"]([problem]).rstrip()
            )
        if has_errors(outcome.problems) and not self.is_serving:
            raise PluginError("The dossier has problems; nothing was written.")

    def on_serve(
        self, server: LiveReloadServer, *, config: MkDocsConfig, builder: object
    ) -> LiveReloadServer:
        """An edit of the YAML rebuilds the site."""
        server.watch(str(project_of(config).data))
        return server


def project_of(config: MkDocsConfig) -> Project:
    """The project that an `mkdocs.yml` belongs to."""
    return Project.at(Path(config.config_file_path).parent, Path(config.docs_dir))
