"""Folding: what may differ in print between the same words. Deterministic, listed, nothing fuzzy.

A text is folded by these rules, and by no other:

- soft hyphens, zero-width spaces, byte order marks, direction marks and the Arabic kashida go;
- Latin ligatures come apart (ﬁ is fi), and the text is put into Unicode's composed form (NFC);
- quotation marks and apostrophes of all languages become `'`, and … three points;
- dashes and minus signs become `-`, a run of them one; a line's end after a dash that clings to a word goes;
- a word that a hyphen cuts at a line's end is joined (whether the hyphen was its own stays open: `CUT`);
- a run of blanks becomes one blank; there is none at either end, before ; : ! ?, inside « and », nor between
  two characters of Chinese or Japanese.

Letters, digits, case, accents, word order, joiners (ZWJ, ZWNJ) and Unicode's direction overrides are never
touched.
"""

from __future__ import annotations

import re
import unicodedata
from array import array
from bisect import bisect_right
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cache

CUT = "\ue000"
"""Stands where a hyphen at a line's end has cut a word. A text that holds it by itself has `UNREADABLE` instead."""
UNREADABLE = "\ufffd"
"""Stands for what could not be decoded."""
HYPHENS = "-‐‑־﹣－"
"""Marks that make two words one, where dashes keep them apart."""

_LIGATURES = {"ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl", "ﬅ": "st", "ﬆ": "st"}
_INVISIBLE = "\u00ad\u200b\u200e\u200f\u061c\u2060\ufeff\u0640"
_QUOTES = '"“”„‟«»〝〞〟＂‘’‚‛‹›′`´ʹʻʼʽ＇「」『』｢｣׳״'
_DASHES = r"\-‐‑־﹣－‒–—―−﹘⸺⸻"
_APART: dict[str, str] = {**_LIGATURES, **dict.fromkeys(_INVISIBLE, ""), CUT: UNREADABLE}

_LETTER = r"[^\W\d_]"
_LINE_END = r"[ \t]*\r?\n\s*"
_EAST_ASIAN = "\u3001-\u3003\u3005-\u301f\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff\uff01-\uff9f\U00020000-\U0003ffff"
# The first round: characters that stand for none or for several. A soft hyphen that cuts a word is for the second.
_FIRST = re.compile(rf"(?<!{_LETTER})\u00ad|\u00ad(?!{_LINE_END}{_LETTER})|[{''.join(_APART).replace(chr(0xAD), '')}]")
_NEEDS_FIRST = re.compile(f"[{''.join(_APART)}]")
# The second round, in order of precedence. Its first lines pass quickly over what stays as it is.
_SECOND = re.compile(
    rf"""
    (?P<gone> \A\s+ )
    | (?=[\s\u00ad{_DASHES}{_QUOTES}…]) (?![ ][^\W{_EAST_ASIAN}]|-[^\s{_DASHES}])
      (?: (?P<cut>   (?<={_LETTER}) [-‐\u00ad] {_LINE_END} (?={_LETTER}) )
        | (?P<dash>  (?<=\S) [{_DASHES}]+ (?:{_LINE_END}[{_DASHES}]+)* (?:{_LINE_END}(?=\S))?
                   | [{_DASHES}]{{2,}} | [{_DASHES[2:]}] )
        | (?P<none>  \s+(?=[;:!?]|[»›](?!\w)|\Z) | (?<=[{_EAST_ASIAN}])\s+(?=[{_EAST_ASIAN}]) )
        | (?P<blank> \s{{2,}} | [^\S ] )
        | (?P<quote> (?<![\w.,;:!?…)])[«‹]\s+ | [{_QUOTES}] )
        | (?P<points> … )
      )
    """,
    re.VERBOSE,
)
_FOR = {"gone": "", "cut": CUT, "dash": "-", "none": "", "blank": " ", "quote": "'", "points": "..."}
_VOWEL_SIGNS = re.compile("[\u064b-\u0652\u0670\u0591-\u05bd\u05bf\u05c1\u05c2\u05c7]")


@dataclass(frozen=True, slots=True, eq=False)
class Folded:
    """A folded text, and where each piece of it stood in the text that was folded.

    Between two pieces that folding changed, the folded text runs alongside the other, character by character.
    """

    text: str
    _at: array[int] = field(repr=False)
    """Where the changed pieces begin in `text`, ascending."""
    _width: array[int] = field(repr=False)
    """How long they are there."""
    _start: array[int] = field(repr=False)
    """Where they begin in the unfolded text."""
    _end: array[int] = field(repr=False)
    """Where they end there."""
    _before: Folded | None = field(repr=False, default=None)
    """What was folded, where that was a folded text itself."""

    def span(self, start: int, end: int) -> tuple[int, int]:
        """The stretch of the unfolded text that folds to `text[start:end]`; ends are exclusive."""
        first, last = self._place(start)[0], self._place(end - 1)[1]
        return self._before.span(first, last) if self._before else (first, last)

    def _place(self, position: int) -> tuple[int, int]:
        number = bisect_right(self._at, position) - 1
        if number < 0:
            return position, position + 1
        beyond = position - self._at[number] - self._width[number]
        if beyond < 0:
            return self._start[number], self._end[number]
        return self._end[number] + beyond, self._end[number] + beyond + 1


def fold(text: str) -> Folded:
    """Fold a text, remembering where everything came from."""
    first = None
    if _NEEDS_FIRST.search(text) or not unicodedata.is_normalized("NFC", text):
        first = _changed(text, _FIRST, _apart)
        if not unicodedata.is_normalized("NFC", first.text):
            first = _changed(text, _first_and_compositions(), _composed)
    return _changed(first.text if first else text, _SECOND, _folded, first)


def folded(text: str) -> str:
    """The folded text alone."""
    return fold(text).text


def has_vowel_signs(text: str) -> bool:
    """Whether an Arabic or Hebrew text writes its vowels."""
    return _VOWEL_SIGNS.search(text) is not None


def without_vowel_signs(text: Folded) -> Folded:
    """The folded text as it would be printed without the vowel signs of Arabic and Hebrew."""
    return _changed(text.text, _VOWEL_SIGNS, lambda _: "", text)


def _changed(
    text: str, spots: re.Pattern[str], instead: Callable[[re.Match[str]], str], before: Folded | None = None
) -> Folded:
    """The text with something else at each of the spots."""
    pieces: list[str] = []
    at, width, starts, ends = array("I"), array("I"), array("I"), array("I")
    length = done = 0
    for match in spots.finditer(text):
        start, end = match.span()
        piece = instead(match)
        length += start - done
        at.append(length)
        width.append(len(piece))
        starts.append(start)
        ends.append(end)
        pieces += (text[done:start], piece)
        length += len(piece)
        done = end
    pieces.append(text[done:])
    return Folded("".join(pieces), at, width, starts, ends, before)


def _apart(match: re.Match[str]) -> str:
    return _APART[match.group()]


def _composed(match: re.Match[str]) -> str:
    apart = "".join(_APART.get(char, char) for char in match.group())
    return unicodedata.normalize("NFC", apart)


def _folded(match: re.Match[str]) -> str:
    return _FOR[match.lastgroup or ""]


@cache
def _first_and_compositions() -> re.Pattern[str]:
    """The first round, and every run of characters that NFC changes; built once, for texts that need it."""
    every = [chr(code) for code in range(0x110000) if not 0xD800 <= code < 0xE000]
    pairs = [parts for char in every if len(parts := unicodedata.decomposition(char).split()) == 2]
    seconds = {chr(int(second, 16)) for first, second in pairs if not first.startswith("<")}
    joining = seconds.union(char for char in every if unicodedata.combining(char) or "\u1160" <= char <= "\u11ff")
    changing = (char for char in every if not unicodedata.is_normalized("NFC", char))
    joins, changes = re.escape("".join(sorted(joining))), re.escape("".join(changing))
    # Two tests that are quick: no composition has its second character, and no change its first, below these.
    follows, changes = "(?=.[\u00ad\u0300-\U0010ffff])", f"(?=[\u0340-\U0010ffff])[{changes}]"
    more = f"(?:[{_INVISIBLE}]*[{joins}])+"
    return re.compile(f"{follows}[^\\s{joins}]{more}|{follows}[{joins}]{more}|{changes}|{_FIRST.pattern}")
