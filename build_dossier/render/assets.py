"""Styles, scripts and fonts, which are served with the site: no page asks another host for anything."""

from __future__ import annotations

from collections.abc import Iterator
from importlib.resources import files

from build_dossier.render.pages import MARK, Asset
from build_dossier.render.script_words import OF_SCRIPTS, with_words

# The files of each kind, in the order in which `mkdocs.yml` names them.
_STYLES = (
    "dossier.css",
    "styles/shell.css",
    "styles/search.css",
    "styles/share.css",
    "styles/embed.css",
    "styles/cite.css",
    "styles/print.css",
)
_SCRIPTS = (
    "scripts/reader.js",
    "scripts/timeline.js",
    "scripts/shell.js",
    "scripts/search.js",
    "scripts/search-index.js",
    "scripts/search-words.js",
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
