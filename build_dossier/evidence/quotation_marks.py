"""One quotation mark in its place: may it open a passage, may it close one, or is it none at all?

Marks are paired as languages pair them: “ ”, „ “, „ ”, ” ”, « », » «, » », ‹ ›, ‘ ’, ‚ ‘, " ", ' ', 「 」 and
『 』 (CLDR `delimiters`, https://cldr.unicode.org/). Many of them open in one language and close in another,
or both in one: these are read by what stands beside them.

No quotation marks are: an apostrophe (it's, brands' rights, ’90s, ’tis), a mark between two letters (צה"ל)
and the sign of a measure (27", 6'2"). Titles in 《 》 and ``these'' are not read.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

# Closes any of these that is open, whatever stands beside it.
_CLOSES = {"”": "“„‟", "»": "«", "›": "‹", "」": "「", "』": "『"}
_CLOSES |= {"｣": "｢", "﹂": "﹁", "﹄": "﹃", "〞": "〝", "〟": "〝"}
# Closes any of these that is open where a word ends before it.
_MAY_CLOSE = {"“": "„”", "”": '”"', '"': '"“„', "＂": "＂", "«": "»", "»": "»", "‹": "›", "›": "›"}
_MAY_CLOSE |= {"’": "‘‚", "‘": "‚", "'": "'"}
_ONLY_OPENS = "„‚‟「『｢﹁﹃〝"
_ONLY_CLOSES = "」』｣﹂﹄〞〟’"
_OPENS_ANYWHERE = "“«‹„‟「『｢﹁﹃〝"
_STRAIGHT = '"＂'
SINGLE = "‘’‚'"
"""Marks that are apostrophes too, or look like one."""
MARKS = "".join({*_CLOSES, *_MAY_CLOSE, *_ONLY_OPENS})
"""Every mark that is read."""

_MARK = re.compile(f"[{re.escape(MARKS)}]")
_BEFORE_WORDS = "([{<¿¡–—-/:=" + MARKS
_AFTER_WORDS = ")]}>,.;:!?…–—-/" + MARKS
_ELISION = re.compile(r"(?:\d\ds|e?m|tis|twas|til|cos|n)\b", re.IGNORECASE)
_LOWER_CASE_FOLLOWS = re.compile(r"[ \t\u00a0]+[^\W\d_A-Z]")
# Scripts that set no blanks between words, with their punctuation.
_UNSPACED = re.compile("[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3001-\u30ff\u3400-\u9fff\uf900-\ufaff\uff01-\uff5e]")
_FURTHEST = 40  # how many marks are looked ahead at, so that a text of nothing but marks takes no longer


class Mark(NamedTuple):
    """A mark, where it stands, and the characters beside it ('' at the text's ends)."""

    char: str
    at: int
    before: str
    after: str
    elides: bool
    """Whether what follows is known to begin with an apostrophe: ’90s, ’tis."""
    runs_on: bool
    """Whether a blank and a small letter follow, so that the sentence goes on."""

    @property
    def opens(self) -> bool:
        """Whether a passage may begin here."""
        if self.char in _ONLY_CLOSES or not self.after or self._is_within_word or self.elides:
            return False
        if self.char in _OPENS_ANYWHERE:
            return True
        begins = _is_edge(self.before, _BEFORE_WORDS) and not self.after.isspace()
        if self.char in SINGLE:
            return begins
        if self.char in _STRAIGHT and not begins:  # said,"Yes" and " Oui "
            return not self.measures and (self.before.isspace() or not _is_edge(self.after, _AFTER_WORDS))
        return begins and self.after not in ",.;:!?)"

    def closes(self, other: str) -> bool:
        """Whether a passage that `other` opened may end here."""
        if other in _CLOSES.get(self.char, ""):
            return True
        return other in _MAY_CLOSE.get(self.char, "") and self._ends_words

    @property
    def measures(self) -> bool:
        """Whether it follows a digit, as the sign of an inch or a foot does."""
        return self.before.isdigit() and self.char in "\"”'’"

    @property
    def is_stray(self) -> bool:
        """Whether it can only close; an arrow ("Home » News") is none."""
        closes = self.char in _CLOSES or self.char in _STRAIGHT
        return closes and not (self._is_within_word or self.measures or self.before.isspace())

    @property
    def _ends_words(self) -> bool:
        if self._is_within_word:
            return False
        if self.char in SINGLE:
            return bool(self.before.strip()) and _is_edge(self.after, _AFTER_WORDS)
        return _is_edge(self.after, _AFTER_WORDS) or not _is_edge(self.before, "([{¿¡")

    @property
    def _is_within_word(self) -> bool:
        return _is_letter(self.before) and _is_letter(self.after)


def marks(text: str, start: int, end: int) -> list[Mark]:
    """The marks of a stretch of a text that may be quotation marks."""
    found = [
        Mark(
            match.group(),
            match.start(),
            text[max(match.start() - 1, 0) : match.start()],
            text[match.end() : match.end() + 1],
            match.group() in SINGLE and _ELISION.match(text, match.end()) is not None,
            _LOWER_CASE_FOLLOWS.match(text, match.end()) is not None,
        )
        for match in _MARK.finditer(text, start, end)
    ]
    return list(_without_signs(found))


def _without_signs(found: Sequence[Mark]) -> Iterator[Mark]:
    """The marks without the genitives and inches that a later mark shows to be such."""
    for number, mark in enumerate(found):
        is_sign = mark.runs_on and (mark.measures or (mark.char in "’'" and mark.before in "sxzSXZ"))
        if not is_sign or not _closing_follows(mark, found[number + 1 : number + _FURTHEST]):
            yield mark


def _closing_follows(mark: Mark, later: Sequence[Mark]) -> bool:
    """Whether the next mark of the kind closes, so that this one does not ('the brands' rights')."""
    for other in later:
        if other.char == mark.char and other._ends_words:
            return not (other.opens and other.before.isspace())
        if other.opens and (other.char in SINGLE) == (mark.char in SINGLE):
            return False
    return False


def _is_letter(char: str) -> bool:
    return char.isalnum() and not _UNSPACED.match(char)


def _is_edge(char: str, signs: str) -> bool:
    """Whether a word ends at this character: at none, a blank, one of the signs, or an unspaced script's."""
    return not char or char.isspace() or char in signs or _UNSPACED.match(char) is not None
