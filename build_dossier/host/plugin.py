"""The MkDocs plugin: `mkdocs build` and `mkdocs serve` write the pages first. It only adapts."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from jinja2 import Environment
from markupsafe import Markup, escape
from mkdocs.config.base import Config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.plugins import BasePlugin, event_priority
from mkdocs.structure.files import Files
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page

from build_dossier.cache import Cache
from build_dossier.found import Found
from build_dossier.host.inputs import day_of
from build_dossier.host.offline import is_for_disk, worker_script
from build_dossier.host.policy import with_policy
from build_dossier.language.speaking import ENGLISH, Language, gettext, speaking
from build_dossier.left_out import left_out_in_words, undrawn_charts_in_words
from build_dossier.making.packs import LostError
from build_dossier.outcome import Outcome
from build_dossier.pipeline import write_pages
from build_dossier.problems import REPORTERS, has_errors
from build_dossier.project import Project
from build_dossier.publish.pagefind import PagefindError
from build_dossier.publish.search_index import files_of_lots, write_search
from build_dossier.render.assets import NETWORK_LIBRARY
from build_dossier.values.codes import alike
from build_dossier.values.dates import in_words
from build_dossier.views.places import feed_of

if TYPE_CHECKING:  # the server is a third of what MkDocs imports
    from mkdocs.livereload import LiveReloadServer

_log = logging.getLogger("mkdocs.plugins.dossier")
THEME = Path(__file__).parent / "theme"
"""Our templates."""


class DossierConfig(Config):  # type: ignore[no-untyped-call]  # MkDocs leaves this hook untyped
    """The plugin takes no settings: those of a dossier stand in its `data/dossier.yml`."""


class DossierPlugin(BasePlugin[DossierConfig]):  # type: ignore[no-untyped-call]  # MkDocs leaves this hook untyped
    """Writes the generated pages before MkDocs collects its files, and watches the data while serving."""

    def __init__(self) -> None:
        self.is_serving = False
        self.outcome: Outcome | None = None
        """What came of writing the pages; given by `dossier build`, which has written them already."""
        self.generated: frozenset[str] = frozenset()
        """What the last writing wrote, left as it was or removed, as paths in the documentation folder."""
        self.day = ""
        self.find: Callable[[], Found] = Found
        self.language = ""
        self.speaks = ENGLISH

    def on_startup(self, *, command: str, dirty: bool) -> None:
        """Note whether problems should stop MkDocs, or wait for the next edit."""
        self.is_serving = command == "serve"

    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        """Put our shell before the theme's; refuse a folder that MkDocs could not empty without losing the data."""
        if swallows_data(config):
            raise PluginError("site_dir and the data folder overlap: MkDocs would delete the data.")
        config.theme.dirs = with_our_theme(config)
        if self.outcome:  # before other plugins ask for the theme's language
            _speak(config, self.outcome.speaks)
        return config

    def on_pre_build(self, *, config: MkDocsConfig) -> None:
        """Write the pages; while serving, problems are shown and the pages stay as they were."""
        outcome, self.outcome = self.outcome or self._write(config), None
        for name in ("brief", "book"):
            config.extra[f"dossier_{name}"] = (Path(config.docs_dir) / f"{name}.pdf").is_file()
        config.extra["dossier_feed"] = (Path(config.docs_dir) / feed_of(None, "xml")).is_file()
        config.extra["dossier_search"] = "material/search" not in config.plugins
        config.extra["dossier_network"] = (Path(config.docs_dir) / NETWORK_LIBRARY).is_file()
        if outcome.changes is not None:
            self.generated = frozenset(path for paths in outcome.changes for path in paths)
            self.day, self.find, self.language = day_of(outcome.as_of), outcome.find, outcome.language
            self.speaks = outcome.speaks
            with speaking(self.speaks):
                config.extra["dossier_as_of"] = in_words(outcome.as_of) if outcome.as_of else ""
        _speak(config, self.speaks)

    def _write(self, config: MkDocsConfig) -> Outcome:
        outcome = write_pages(project_of(config))
        for problem in outcome.problems:
            _log.log(logging.ERROR if problem.is_error else logging.INFO, REPORTERS["text"]([problem]).rstrip())
        if has_errors(outcome.problems) and not self.is_serving:
            raise PluginError("The dossier has problems; nothing was written.")
        if outcome.undrawn:
            _log.info(outcome.undrawn)
        if outcome.withheld:
            _log.info(left_out_in_words(outcome.withheld, outcome.dependent))
        if outcome.undrawn_charts:
            _log.info(undrawn_charts_in_words(outcome.undrawn_charts))
        for line in outcome.left_out:
            _log.info(line)
        return outcome

    def on_files(self, files: Files, *, config: MkDocsConfig) -> Files:
        """Bring what a folder needs whose pages are opened without a server."""
        if is_for_disk(config):
            files.append(worker_script(config))
        return files

    def on_env(self, env: Environment, *, config: MkDocsConfig, files: Files) -> Environment:
        """Give the templates of our shell the site's own words."""
        env.globals["_"] = self._said
        return env

    def _said(self, message: str, /, **values: object) -> Markup:
        """A message in the language of the dossier, as text for HTML."""
        with speaking(self.speaks):
            return escape(gettext(message, **values))

    def on_nav(self, nav: Navigation, *, config: MkDocsConfig, files: Files) -> Navigation:
        """Date the pages by the dossier, not by the build: the same data give the same bytes on any day."""
        for file in files.documentation_pages():
            if file.page and self.day:
                file.page.update_date = self.day
        return nav

    @event_priority(-100)
    def on_post_page(self, output: str, *, page: Page, config: MkDocsConfig) -> str:
        """Give the page its content security policy, after every other plugin has changed it."""
        from_disk = is_for_disk(config)
        return output if self.is_serving else with_policy(output, page.content or "", from_disk=from_disk)

    @event_priority(-100)
    def on_post_template(self, output_content: str, *, template_name: str, config: MkDocsConfig) -> str:
        """The same for `404.html`. Without a server neither that nor the site map serves anybody: '' leaves it out."""
        if is_for_disk(config):
            return ""
        is_page = template_name.endswith(".html") and not self.is_serving
        return with_policy(output_content) if is_page else output_content

    def on_post_build(self, *, config: MkDocsConfig) -> None:
        """Write the search index, unless the site has the search of Material, which needs no server."""
        if "material/search" in config.plugins or config.theme.name != "material":
            return
        write_search(Path(config.site_dir), self.search(config))

    def search(self, config: MkDocsConfig) -> Iterator[tuple[str, bytes]]:
        """The files of the search by their paths in the site."""
        try:
            with speaking(self.speaks):
                found = self.find()
                yield from files_of_lots(tuple(found.held), found.read, self.language, Cache(project_of(config).cache))
        except PagefindError as error:
            raise PluginError(str(error)) from None
        except LostError:
            raise PluginError("What was kept for the search is damaged: run 'dossier build --clean'.") from None

    def on_serve(self, server: LiveReloadServer, *, config: MkDocsConfig, builder: object) -> LiveReloadServer:
        """An edit of the YAML rebuilds the site."""
        server.watch(str(project_of(config).data))
        from build_dossier.host.watching import watch_others_files  # noqa: PLC0415 -- the server is for serving alone

        watch_others_files(server, Path(config.docs_dir), lambda: self.generated)
        return server


def with_our_theme(config: MkDocsConfig) -> list[str]:
    """The theme's folders with ours: before those of Material, but behind that of the site's owner."""
    folders, ours = config.theme.dirs, str(THEME)
    if config.theme.name != "material" or ours in folders:
        return folders
    place = 1 if config.theme.custom_dir in folders[:1] else 0
    return [*folders[:place], ours, *folders[place:]]


def _speak(config: MkDocsConfig, language: Language) -> None:
    """Let the theme speak the dossier's language, and write in its direction, if it knows it.

    A theme that was told to speak another language than English goes on with that one.
    """
    with speaking(language):
        config.mdx_configs.setdefault("toc", {}).setdefault("permalink_title", gettext("Permanent link"))
    theme = config.theme
    if theme.name != "material" or theme["language"] != "en":
        return
    known = {file.stem for folder in theme.dirs for file in Path(folder).glob("partials/languages/*.html")}
    theme["language"] = next((tag for tag in alike(language.tag) if tag in known), "en")


def project_of(config: MkDocsConfig) -> Project:
    """The project that an `mkdocs.yml` belongs to."""
    return Project.at(Path(config.config_file_path).parent, Path(config.docs_dir))


def swallows_data(config: MkDocsConfig) -> bool:
    """Whether the site's folder and the data's overlap: MkDocs empties the former before each build."""
    site, data = Path(config.site_dir).resolve(), project_of(config).data.resolve()
    return site.is_relative_to(data) or data.is_relative_to(site)
