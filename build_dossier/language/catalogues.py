"""The catalogues of the site's own words, one file a language in the form of GNU gettext (`locales/fr.po`)."""

from __future__ import annotations

from functools import cache
from gettext import GNUTranslations, NullTranslations
from importlib.resources import files
from io import BytesIO
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from babel.messages.catalog import Catalog

SOURCE = "en"
"""The language in which the words stand in the code; it needs no catalogue."""


def languages() -> tuple[str, ...]:
    """The language tags that the site can speak, in alphabetical order."""
    names = (file.name for file in files("build_dossier.language").joinpath("locales").iterdir())
    return tuple(sorted({SOURCE, *(name.removesuffix(".po") for name in names if name.endswith(".po"))}))


def nearest(tag: str) -> str | None:
    """The catalogue for a BCP 47 tag: its own ('fr'), or that of its language ('fr' for 'fr-CA'); None without any."""
    found = languages()
    return next((name for name in (tag, tag.partition("-")[0]) if name in found), None)


@cache
def catalogue(name: str) -> Catalog:
    """The catalogue of this name, as its file has it. KeyError where there is none."""
    from babel.messages.pofile import read_po  # noqa: PLC0415 -- it imports half of Babel, and English needs none

    file = files("build_dossier.language").joinpath(f"locales/{name}.po")
    if not file.is_file():
        raise KeyError(name)
    return read_po(BytesIO(file.read_bytes()), locale=name.replace("-", "_"), abort_invalid=True)


@cache
def translations(name: str) -> NullTranslations:
    """The words of a catalogue, ready for use; those of the code for `SOURCE`."""
    if name == SOURCE:
        return NullTranslations()
    from babel.messages.mofile import write_mo  # noqa: PLC0415 -- as above

    compiled = BytesIO()
    write_mo(compiled, catalogue(name))
    compiled.seek(0)
    return GNUTranslations(compiled)


def untranslated(name: str) -> int:
    """How many of the site's words a catalogue leaves in the language of the code."""
    return 0 if name == SOURCE else sum(not _is_whole(message.string) for message in catalogue(name) if message.id)


def _is_whole(words: object) -> bool:
    return all(words) if isinstance(words, (tuple, list)) else bool(words)
