"""Folding: what may differ in print between the same words. Deterministic, listed, nothing fuzzy.

A text is folded by these rules, and by no other:

- it is put into Unicode's composed form (NFC);
- soft hyphens, zero-width spaces, byte order marks, direction marks and the Arabic kashida go;
- Latin ligatures come apart (ﬁ is fi);
- quotation marks and apostrophes of all languages become `'`, dashes and minus signs `-`, … three points;
- a word that a hyphen cuts at a line's end is joined (whether the hyphen was its own stays open: `CUT`);
- a run of blanks becomes one blank; there is none before ; : ! ? and none inside « and ».

Letters, digits, case, accents, word order and the direction overrides of Unicode are never touched.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

CUT = "\ue000"
"""Stands where a hyphen at a line's end has cut a word."""

_LIGATURES = {"ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl", "ﬅ": "st", "ﬆ": "st"}
_INVISIBLE = "\u00ad\u200b\u200e\u200f\u061c\u2060\ufeff\u0640"
_QUOTES = '"“”„‟«»″〝〞〟＂‘’‚‛‹›′`´ʼ＇「」『』'
_DASHES = "‐‑‒–—―−﹘﹣－"
_ONE: dict[str, str] = {
    **_LIGATURES,
    **dict.fromkeys(_INVISIBLE, ""),
    **dict.fromkeys(_QUOTES, "'"),
    **dict.fromkeys(_DASHES, "-"),
    "…": "...",
}
_HYPHENS = "-‐\u00ad"
_BLANK = r"\s\u00a0\u202f\u2007"
# Every spot at which folding changes something, in order of precedence.
_SPOT = re.compile(
    rf"""
      (?P<cut> (?<=[^\W\d_])[{_HYPHENS}][ \t]*\r?\n[{_BLANK}]*(?=[^\W\d_]) )
    | (?P<gone> ^[{_BLANK}]+ | [{_BLANK}]+\Z | [{_BLANK}]+(?=[;:!?»›]) | (?<=[«‹])[{_BLANK}]+ )
    | (?P<blank> [{_BLANK}]{{2,}} | [^\S ] )
    | (?P<one> [{re.escape("".join(_ONE))}] )
    """,
    re.VERBOSE,
)
_VOWEL_SIGNS = re.compile("[\u064b-\u0652\u0670\u0591-\u05bd\u05bf\u05c1\u05c2\u05c7]")


@dataclass(frozen=True, slots=True)
class Folded:
    """A folded text, and where each stretch of it stood in the text that was folded.

    A stretch either runs alongside the unfolded text, character by character (its end is -1), or stands for
    one piece of it as a whole.
    """

    text: str
    starts: tuple[int, ...]
    """Where the stretches begin in `text`, ascending."""
    sources: tuple[int, ...]
    """Where they begin in the unfolded text."""
    ends: tuple[int, ...]
    """Where a stretch that stands for a piece as a whole ends in the unfolded text."""

    def span(self, start: int, end: int) -> tuple[int, int]:
        """The stretch of the unfolded text that folds to `text[start:end]`; ends are exclusive."""
        return self._place(start)[0], self._place(end - 1)[1]

    def _place(self, position: int) -> tuple[int, int]:
        number = bisect_right(self.starts, position) - 1
        if self.ends[number] >= 0:
            return self.sources[number], self.ends[number]
        source = self.sources[number] + position - self.starts[number]
        return source, source + 1


def fold(text: str) -> Folded:
    """Fold a text, remembering where everything came from."""
    pieces: list[str] = []
    starts, sources, ends = [0], [0], [-1]
    length = done = 0
    for start, end, instead in _changes(text):
        pieces += (text[done:start], instead)
        length += start - done
        if instead:
            starts.append(length)
            sources.append(start)
            ends.append(end)
            length += len(instead)
        starts.append(length)
        sources.append(end)
        ends.append(-1)
        done = end
    pieces.append(text[done:])
    return Folded("".join(pieces), tuple(starts), tuple(sources), tuple(ends))


def folded(text: str) -> str:
    """The folded text alone."""
    return fold(text).text


def has_vowel_signs(text: str) -> bool:
    """Whether an Arabic or Hebrew text writes its vowels."""
    return _VOWEL_SIGNS.search(text) is not None


def without_vowel_signs(text: Folded) -> Folded:
    """The folded text as it would be printed without the vowel signs of Arabic and Hebrew."""
    kept = [number for number, char in enumerate(text.text) if not _VOWEL_SIGNS.match(char)]
    spans = [text.span(number, number + 1) for number in kept]
    return Folded(
        "".join(text.text[number] for number in kept),
        tuple(range(len(kept))),
        tuple(start for start, _ in spans),
        tuple(end for _, end in spans),
    )


def _changes(text: str) -> Iterator[tuple[int, int, str]]:
    """What folding changes: start, end, and what comes instead; in order, without overlap."""
    spots = _SPOT if unicodedata.is_normalized("NFC", text) else _spots_and_compositions()
    for match in spots.finditer(text):
        kind = match.lastgroup
        if kind == "cut":
            instead = CUT
        elif kind == "gone":
            instead = ""
        elif kind == "blank":
            instead = " "
        elif kind == "one":
            instead = _ONE[match.group()]
        else:
            composed = unicodedata.normalize("NFC", match.group())
            instead = "".join(_ONE.get(char, char) for char in composed)
        yield match.start(), match.end(), instead


@cache
def _spots_and_compositions() -> re.Pattern[str]:
    """The spots, and every run of characters that NFC puts together; built once, for texts that need it."""
    every = [chr(code) for code in range(0x110000) if not 0xD800 <= code < 0xE000]
    joining = "".join(char for char in every if unicodedata.combining(char) or "\u1160" <= char <= "\u11ff")
    changing = "".join(char for char in every if not unicodedata.is_normalized("NFC", char))
    joins, changes = re.escape(joining), re.escape(changing)
    return re.compile(
        f"(?P<composed>[^\\s{joins}][{joins}]+|[{changes}]) | {_SPOT.pattern}".replace("] | (", "]|("),
        re.VERBOSE,
    )
