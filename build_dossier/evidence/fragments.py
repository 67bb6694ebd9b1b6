"""Links that open a page at the very words: URL text fragments.

https://wicg.github.io/scroll-to-text-fragment/
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import quote

from build_dossier.evidence.edges import is_word
from build_dossier.evidence.edits import runs

_LONGEST = 8
"""Words up to which a stretch goes into the link as a whole; of a longer one, the first and the last four."""
_SOME = 4
_ENOUGH = 3
"""Words that are hardly met elsewhere by chance."""
_CHARACTERS_A_WORD = 2
"""In scripts that set no blanks between words."""
# The source may print these otherwise; the link does without them, and without a word that holds one inside.
_TYPOGRAPHY = "\"“”„‟«»‹›‘’‚‛'`´「」『』‐‑‒–—―…"
_MARK = re.compile(f"[{_TYPOGRAPHY}]")


def text_fragment(url: str, words: str, around: tuple[str, str] = ("", "")) -> str:
    """The address that opens `url` at the words; '' where they hold nothing to look for.

    `around` are a few words before and after, where the words alone are not unique.
    """
    stretches = list(_stretches(words)) or [_Stretch(run.split(), True, True) for run in runs(words)[:1]]
    if not stretches:
        return ""
    first = max(stretches, key=_worth)
    last = max(reversed(stretches[stretches.index(first) :]), key=_worth)
    if first is not last:
        target = f"{_encoded(first.words[:_SOME])},{_encoded(last.words[-_SOME:])}"
    elif len(first.words) > _LONGEST:
        target = f"{_encoded(first.words[:_SOME])},{_encoded(first.words[-_SOME:])}"
    else:
        target = _encoded(first.words)
    before, after = around
    prefix = f"{_encoded(before.split())}-," if before and first.is_first else ""
    suffix = f",-{_encoded(after.split())}" if after and last.is_last else ""
    return f"{url}{_joint(url)}text={prefix}{target}{suffix}"


@dataclass(frozen=True, slots=True, eq=False)
class _Stretch:
    """Words beside each other with no typography in or between them."""

    words: list[str]
    is_first: bool
    """Whether nothing of the author's words stands before it."""
    is_last: bool


def _stretches(words: str) -> Iterator[_Stretch]:
    pieces = [piece for run in runs(words) for piece in _plain(run)]
    plain = " ".join(words.split())
    for piece in pieces:
        joined = " ".join(piece)
        yield _Stretch(piece, plain.startswith(joined) and piece is pieces[0], plain.endswith(joined))


def _plain(run: str) -> Iterator[list[str]]:
    """The stretches of a run of words."""
    stretch: list[str] = []
    for word in run.split():
        for number, core in enumerate(_MARK.split(word)):
            if number and stretch:
                yield stretch
                stretch = []
            if core and not _is_cut(word, core):
                stretch.append(core)
    if stretch:
        yield stretch


def _is_cut(word: str, core: str) -> bool:
    """Whether typography stands inside a word of which this is a piece, so that no word begins or ends there."""
    inner = word.strip(_TYPOGRAPHY)
    return core != inner and is_word(core[0]) and is_word(core[-1])


def _worth(stretch: _Stretch) -> float:
    """How far a stretch is from being met elsewhere; all that are far enough are alike."""
    return min(_ENOUGH, sum(1 if is_word(word[0]) else len(word) / _CHARACTERS_A_WORD for word in stretch.words))


def _joint(url: str) -> str:
    if ":~:" in url:
        return "&"
    return ":~:" if "#" in url else "#:~:"


def _encoded(words: list[str]) -> str:
    return quote(" ".join(words), safe="").replace("-", "%2D")
