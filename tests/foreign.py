"""A language that nobody speaks: every message of the site in Cyrillic letters, what is put in left as it is.

With it tests can tell the site's own words from those of the data, without a catalogue.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from gettext import NullTranslations
from string import Formatter, ascii_letters

import pytest

from build_dossier.language import speaking
from build_dossier.language.catalogues import SOURCE, translations

_LETTERS = str.maketrans(ascii_letters, "абвгдежзийклмнопрстуфхцчшщАБВГДЕЖЗИЙКЛМНОПРСТУФХЦЧШЩ")


class _Masked(NullTranslations):
    def gettext(self, message: str) -> str:
        return in_mask(message)

    def pgettext(self, context: str, message: str) -> str:
        return in_mask(message)

    def ngettext(self, msgid1: str, msgid2: str, n: int) -> str:
        return in_mask(msgid1 if n == 1 else msgid2)

    def npgettext(self, context: str, msgid1: str, msgid2: str, n: int) -> str:
        return self.ngettext(msgid1, msgid2, n)


def in_mask(message: str) -> str:
    """A message in other letters, but for the names of what is put in, and its tags."""
    parts = []
    for text, name, _, _ in Formatter().parse(message):
        plain = re.sub("<[^>]*>|[A-Za-z]+", _in_other_letters, text)
        parts.append(plain.replace("{", "{{").replace("}", "}}") + (f"{{{name}}}" if name is not None else ""))
    return "".join(parts)


def _in_other_letters(found: re.Match[str]) -> str:
    return found[0] if found[0].startswith("<") else found[0].translate(_LETTERS)


@contextmanager
def masked() -> Iterator[None]:
    """Whatever is said in another language than that of the code is masked."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(speaking, "translations", lambda name: translations(name) if name == SOURCE else _Masked())
        yield
