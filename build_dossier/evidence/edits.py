"""What an author has edited in a quotation: ellipses and [insertions], and the runs of words between them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from build_dossier.evidence.edges import is_word
from build_dossier.evidence.folding import fold

FURTHEST_ELLIPSIS = 600
"""How many characters an ellipsis may leave out, in the folded text."""
FURTHEST_INSERTION = 80
"""How many characters an editor's [insertion] may stand for."""

_POINTS = r"(?:…+|\.(?:\s?\.){2,})"
_ELLIPSIS = re.compile(rf"\[\s*{_POINTS}\s*\]|\(\s*{_POINTS}\s*\)|{_POINTS}")
_EDIT = re.compile(rf"{_ELLIPSIS.pattern}|\[[^\[\]]*\]")


@dataclass(frozen=True, slots=True)
class Part:
    """A run of the author's words, folded, and what joins it to the one before."""

    text: str
    furthest: int = 0
    """How far behind the part before it may begin."""
    head: str | None = None
    """The insertion that clings to its first word, as in '[T]he'; folded."""
    tail: str | None = None
    """The insertion that clings to its last word, as in 'brand[s]'; folded."""


def insertions(words: str) -> list[str]:
    """What an author's words hold in brackets, folded."""
    return [fold(edit.group()[1:-1]).text for edit in _EDIT.finditer(words) if not _is_ellipsis(edit)]


def parts(words: str) -> list[Part]:
    """The runs of an author's words as they are to be looked for; none where there is no edit."""
    found, furthest = [], 0
    for run in _runs(words):
        text = fold(run.words).text
        if text:
            found.append(Part(text, max(furthest, run.furthest), run.head, run.tail))
        furthest = 0 if text else max(furthest, run.furthest)
    return found if _EDIT.search(words) else []


def runs(words: str) -> list[str]:
    """The runs of an author's words as written, without words that an insertion changes."""
    found = []
    for run in _runs(words):
        kept = run.words.split()[0 if run.head is None else 1 :]
        found.append(" ".join(kept if run.tail is None else kept[:-1]))
    return [run for run in found if run]


@dataclass(frozen=True, slots=True)
class _Run:
    words: str
    furthest: int
    head: str | None
    tail: str | None


def _runs(words: str) -> Iterator[_Run]:
    at, before = 0, None
    for after in [*_EDIT.finditer(words), None]:
        run = words[at : after.start() if after else len(words)]
        furthest = FURTHEST_ELLIPSIS if before is None or _is_ellipsis(before) else FURTHEST_INSERTION
        yield _Run(run, furthest, _clinging(before, -1, run[:1]), _clinging(after, 0, run[-1:]))
        if after:
            at, before = after.end(), after


def _clinging(edit: re.Match[str] | None, side: int, letter: str) -> str | None:
    """The insertion that clings to a word: no blank stands between it and the letter beside it."""
    if edit is None or _is_ellipsis(edit) or not is_word(letter):
        return None
    inserted = edit.group()[1:-1]
    return None if inserted and inserted[side].isspace() else fold(inserted).text


def _is_ellipsis(edit: re.Match[str]) -> bool:
    return _ELLIPSIS.fullmatch(edit.group()) is not None
