"""A folded text to look for words in, also where lines' ends cut its words."""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from functools import cached_property

from build_dossier.evidence.folding import CUT, HYPHENS, Folded


class View:
    """A folded text, with what it was folded from."""

    def __init__(self, folded: Folded, raw: str) -> None:
        self.folded = folded
        self.text = folded.text
        self.raw = raw

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Where `text[start:end]` stands in the unfolded text, with the vowel signs and accents on its last letter."""
        start, end = self.folded.span(start, end)
        while end < len(self.raw) and unicodedata.combining(self.raw[end]):
            end += 1
        return start, end

    def is_hyphen(self, at: int) -> bool:
        """Whether the `-` at this place is printed as a hyphen, not as a dash."""
        start, end = self.folded.span(at, at + 1)
        return self.raw[start:end].strip() in HYPHENS

    def places(self, words: str, start: int, until: int) -> Iterator[tuple[int, int]]:
        """Every place of the words that begins from `start` to `until`, whatever stands beside them."""
        if self._uncut is not None:
            yield from self._uncut.places(words, start, until)
            return
        stop = until + len(words)
        at = self.text.find(words, start, stop)
        while at >= 0:
            yield at, at + len(words)
            at = self.text.find(words, at + 1, stop)

    @cached_property
    def _uncut(self) -> _Uncut | None:
        return _Uncut(self.text) if CUT in self.text else None


class _Uncut:
    """A text in which lines' ends cut words, looked through without its hyphens, its own and those of cuts."""

    _HYPHEN = re.compile(f"- |[-{CUT}]")

    def __init__(self, text: str) -> None:
        self._text = text
        self._bare = self._HYPHEN.sub("", text)
        self._gone = [at for match in self._HYPHEN.finditer(text) for at in range(*match.span())]
        self._kept_before = [at - number for number, at in enumerate(self._gone)]

    def places(self, words: str, start: int, until: int) -> Iterator[tuple[int, int]]:
        """As `View.places`."""
        bare = self._HYPHEN.sub("", words)
        leading = len(words) - len(words.lstrip("- "))
        at = self._bare.find(bare, start - bisect_left(self._gone, start))
        while at >= 0:
            place = at + bisect_right(self._kept_before, at) - leading
            if place > until:
                return
            end = self._end(words, place) if place >= start else None
            if end is not None:
                yield place, end
            at = self._bare.find(bare, at + 1)

    def _end(self, words: str, at: int) -> int | None:
        """Where the words end that begin at `at`: a cut is a hyphen of theirs, or stands within a word of theirs."""
        if self._text.startswith(words, at):
            return at + len(words)
        number = 0
        while number < len(words):
            char, printed = words[number], self._text[at : at + 1]
            if printed == char:
                number += 1
            elif printed != CUT or number == 0:
                return None
            elif char == "-":
                number += 2 if words[number + 1 : number + 2] == " " else 1
            elif not (char.isalpha() and words[number - 1].isalpha()):
                return None
            at += 1
        return at
