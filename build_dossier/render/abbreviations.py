"""Terms explained in place: the definitions at the end of a page, from which Python-Markdown's `abbr` makes them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import lru_cache
from typing import NamedTuple

from build_dossier.dossier import Dossier, derived
from build_dossier.records.term import Term

# What the `abbr` extension cannot explain, and Python-Markdown's own place-holders, which it would change.
_UNEXPLAINED = re.compile(r"[\[\]\\*`<>&\n]|^[\d:]+$|wzxhzdk|klzzwxh")
_WORD = re.compile(r"[^\W_]+")


class Abbreviations(NamedTuple):
    """The names to explain in place: all of them, and the meaning of each, which is asked for where it is used."""

    names: tuple[str, ...]
    meanings: Mapping[str, str]


NO_ABBREVIATIONS = Abbreviations((), {})


def abbreviations(terms: Iterable[Term]) -> Abbreviations:
    """The names to explain in place; one that the `abbr` extension cannot hold is left out."""
    meanings: dict[str, str] = {}
    for term in terms:
        for name in (term.abbreviation, term.name):
            if name and not _UNEXPLAINED.search(name):
                full = f"{term.name}: " if name == term.abbreviation else ""
                meanings.setdefault(name, full + term.definition)
    return Abbreviations(tuple(sorted(meanings)), meanings)


@derived
def names_explained(dossier: Dossier) -> tuple[str, ...]:
    """The names alone, which all pages look for in what they say."""
    return abbreviations(dossier.terms).names


@derived
def meanings(dossier: Dossier) -> Mapping[str, str]:
    """The meaning of each."""
    return abbreviations(dossier.terms).meanings


def definitions(body: str, terms: Abbreviations) -> str:
    """The terms that stand in a page, as definitions for Python-Markdown's `abbr` extension."""
    lines = [f"*[{name}]: {_title(terms.meanings[name])}" for name in _said_in(body, terms.names)]
    return "\n" + "\n".join(lines) + "\n" if lines else ""


def _said_in(body: str, names: tuple[str, ...]) -> list[str]:
    """The names that a page says as words of their own, as the extension finds them; to look for each takes longer."""
    by_word = _by_first_word(names)
    words = {"", *_WORD.findall(body)}
    return [
        name for _, name in sorted(each for word in by_word.keys() & words for each in by_word[word]) if name in body
    ]


@lru_cache(maxsize=4)
def _by_first_word(names: tuple[str, ...]) -> Mapping[str, list[tuple[int, str]]]:
    """Names with their places in the list, by their first word; '' for names of signs alone."""
    found: dict[str, list[tuple[int, str]]] = {}
    for place, name in enumerate(names):
        first = _WORD.search(name)
        found.setdefault(first[0] if first else "", []).append((place, name))
    return found


def _title(text: str) -> str:
    flat = " ".join(text.split())
    return flat.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
