"""The site as a folder that is read from a disk: each link leads to a file, and the search needs no server.

Browsers let a page from a disk fetch nothing, so the search is Material's own, whose index can be a script.
"""

from __future__ import annotations

from importlib.resources import files
from pathlib import Path

from mkdocs.config.base import Config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import BasePlugin, get_plugins
from mkdocs.structure.files import File

SEARCH, OFFLINE = "material/search", "material/offline"
_WORKER = "assets/iframe-worker.js"
"""By the name of the script that Material would fetch from another host, it knows that it need not."""

# Between words: blanks, hyphens, apostrophes, quotation marks and brackets; and before each letter of the scripts of
# China, Japan and Korea, which leave no blanks.
_SEPARATOR = r"[\s\-'’‘\"“”„«»‹›()\[\]…、。，．：；？！・]+|(?=[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7a3])"
_SETTINGS: dict[str, dict[str, str]] = {SEARCH: {"separator": _SEPARATOR}, OFFLINE: {}}


def for_disk(config: MkDocsConfig) -> None:
    """Make a configuration, which must be of the theme Material, that of a folder to be read from a disk."""
    config.use_directory_urls = False
    config.site_dir = str(folder_beside(Path(config.site_dir)))
    config.site_url = ""  # its pages have another address there
    config.extra["polyfills"] = [*config.extra.get("polyfills", ()), _WORKER]
    for name, settings in _SETTINGS.items():
        if name not in config.plugins:
            config.plugins[name] = _plugin(name, settings)


def folder_beside(site: Path) -> Path:
    """Where the folder is written, beside that of the site."""
    return site.with_name(f"{site.name}-offline")


def worker_script(config: MkDocsConfig) -> File:
    """The script that stands in for a worker, which browsers do not start there."""
    script = files("build_dossier.host").joinpath("iframe-worker.js").read_bytes()
    return File.generated(config, _WORKER, content=script)


def is_for_disk(config: MkDocsConfig) -> bool:
    """Whether the pages will be opened without a server."""
    return OFFLINE in config.plugins


def _plugin(name: str, settings: dict[str, str]) -> BasePlugin[Config]:
    plugin: BasePlugin[Config] = get_plugins()[name].load()()
    plugin.load_config(settings)
    return plugin
