"""Styles, scripts and fonts, which are served with the site: no page asks another host for anything."""

from __future__ import annotations

from collections.abc import Iterator
from importlib.resources import files

from build_dossier.cache import Cache
from build_dossier.network import force
from build_dossier.render.pages import MARK, Asset
from build_dossier.render.script_words import OF_SCRIPTS, with_words

# The files of each kind, in the order in which `mkdocs.yml` names them.
_STYLES = (
    "dossier.css",
    "styles/shell.css",
    "styles/search.css",
    "styles/share.css",
    "styles/embed.css",
    "styles/charts.css",
    "styles/cite.css",
    "styles/print.css",
    "styles/relations.css",
)
_SCRIPTS = (
    "scripts/reader.js",
    "scripts/timeline.js",
    "scripts/shell.js",
    "scripts/search.js",
    "scripts/search-index.js",
    "scripts/search-program.js",
    "scripts/search-words.js",
    "scripts/relations.js",
)


def assets() -> list[Asset]:
    """What every site needs beside its pages. The fonts are under the OFL 1.1; fonts/OFL.txt names them."""
    fonts = sorted(files("build_dossier.render").joinpath("fonts").iterdir(), key=lambda font: font.name)
    return [*_marked(), *(Asset(f"assets/fonts/{font.name}", font.read_bytes()) for font in fonts)]


def _marked() -> Iterator[Asset]:
    """Styles and scripts, with our mark in their first line."""
    here = files("build_dossier.render")
    for name in (*_STYLES, *_SCRIPTS):
        text = here.joinpath(name).read_text("utf-8")
        if name in OF_SCRIPTS:
            text = with_words(text, OF_SCRIPTS[name]())
        yield Asset(f"assets/{name.rpartition('/')[2]}", f"/* {MARK} */\n{text}".encode())


NETWORK_LIBRARY = "assets/d3-force.js"
"""What the page on relations loads beside our own script, where the package that it comes out of is installed."""


def network_assets(cache: Cache) -> list[Asset]:
    """d3-force, which moves the network of relations, and its licence (ISC); nothing without the package."""
    if not force.is_there():
        return []
    recipe = f"{force.edition()} {force.LIBRARY} dossierForce"
    script = cache.made("scripts", recipe.encode(), lambda: force.script("dossierForce").encode())
    licence = files("build_dossier.render").joinpath("licences/d3-force.txt").read_bytes()
    head = f"/* {force.LIBRARY}, under the licence in d3-force-licence.txt */\n"
    return [Asset(NETWORK_LIBRARY, head.encode() + script), Asset("assets/d3-force-licence.txt", licence)]
