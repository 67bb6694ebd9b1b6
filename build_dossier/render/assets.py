"""The style sheet and the fonts, which are served with the site: no page asks another host for anything."""

from __future__ import annotations

from importlib.resources import files

from build_dossier.render.pages import MARK, Asset

STYLE_SHEET = "assets/dossier.css"
_FONTS = "assets/fonts"


def assets() -> list[Asset]:
    """What every site needs beside its pages. The fonts are Source Serif 4 and Source Sans 3, under the OFL 1.1."""
    here = files("build_dossier.render")
    style = f"/* {MARK} */\n{here.joinpath('dossier.css').read_text('utf-8')}"
    fonts = sorted(here.joinpath("fonts").iterdir(), key=lambda font: font.name)
    return [
        Asset(STYLE_SHEET, style.encode()),
        *(Asset(f"{_FONTS}/{font.name}", font.read_bytes()) for font in fonts),
    ]
