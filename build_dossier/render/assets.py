"""Styles, scripts and fonts, which are served with the site: no page asks another host for anything."""

from __future__ import annotations

from importlib.resources import files

from build_dossier.render.pages import MARK, Asset

_FONTS = "assets/fonts"
# Where each text asset stands in this package, and its name below assets/.
_TEXTS = (
    "dossier.css",
    "styles/shell.css",
    "styles/search.css",
    "scripts/shell.js",
    "scripts/search.js",
    "scripts/search-index.js",
    "scripts/search-words.js",
)


def assets() -> list[Asset]:
    """What every site needs beside its pages. The fonts are Source Serif 4 and Source Sans 3, under the OFL 1.1."""
    here = files("build_dossier.render")
    texts = {path: f"/* {MARK} */\n{here.joinpath(path).read_text('utf-8')}" for path in _TEXTS}
    fonts = sorted(here.joinpath("fonts").iterdir(), key=lambda font: font.name)
    return [
        *(Asset(f"assets/{path.rpartition('/')[2]}", text.encode()) for path, text in texts.items()),
        *(Asset(f"{_FONTS}/{font.name}", font.read_bytes()) for font in fonts),
    ]
