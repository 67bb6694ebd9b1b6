"""Words as they are searched: what a reader types finds a text in spite of accents, vowel signs and missing blanks.

`render/scripts/search-words.js` does the same to what is typed; the two must stay equal.
"""

from __future__ import annotations

import re
import unicodedata

# Accents and other signs on Latin, Greek and Cyrillic letters; Hebrew points; Arabic vowel signs, hamza and tatweel.
_SIGNS = re.compile("[\u0300-\u036f\u0591-\u05c7\u0610-\u061a\u0640\u064b-\u065f\u0670\u06d6-\u06ed]")
_LETTERS = str.maketrans(
    {"ß": "ss", "æ": "ae", "œ": "oe", "ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "ı": "i"}
    | {"ٱ": "ا", "ى": "ي", "ة": "ه", "’": "'", "ʼ": "'", "‘": "'"}
)
# 'Alibaba' finds 'Alibaba's', 'œuvre' finds « l'œuvre », "dont" finds "don't"; 380,000,000 is 380000000, U.S. is US.
_APOSTROPHE = re.compile(r"'s\b|\b[a-z]{1,2}'(?=[a-z]{3})|(?<=\w)'(?=\w)|(?<=\d)[.,](?=\d)|(?<=\b[a-z])\.(?=[a-z]\b)")
# What each of those holds; found far sooner.
_JOINS = re.compile(r"'|[.,](?=\w)")
# The Arabic article, alone or after a one-letter word that clings to it.
_ARTICLE = re.compile("^(?:[وفبك]?ال|لل)(?=..)")
_ARABIC = re.compile("[\u0600-\u06ff]")
# Scripts that set no blanks between words: Thai to Khmer, kana, Chinese characters.
_UNSPACED = "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
_RUNS = re.compile(f"[{_UNSPACED}]+|[^{_UNSPACED}]+")
_IS_UNSPACED = re.compile(f"[{_UNSPACED}]")
_IS_SPECIAL = re.compile(f"[\u0600-\u06ff{_UNSPACED}]")


def search_words(text: str) -> str:
    """The words of a text as they are indexed, parted by blanks.

    A run of Chinese becomes its pairs of neighbours and its last character, so that any part of it is the beginning
    of one of them: 售假货 is 售假, 假货 and 货.
    """
    words = _folded(text).translate(_SPACED)
    if not _IS_SPECIAL.search(words):
        return " ".join(words.split())
    runs = (run for word in words.split() for run in _RUNS.findall(word))
    return " ".join(word for run in runs for word in _parts(run))


class _Spacing(dict[int, str]):
    """For `str.translate`: what is neither letter, digit nor mark becomes a blank. It learns each character once."""

    def __missing__(self, code: int) -> str:
        char = chr(code)
        self[code] = spaced = char if unicodedata.category(char)[0] in "LNM" else " "
        return spaced


_SPACED = _Spacing()


def _folded(text: str) -> str:
    """A text in small letters, without signs on them and without what only joins letters."""
    plain = text.lower()
    if not plain.isascii():
        plain = _SIGNS.sub("", unicodedata.normalize("NFKD", plain))
        plain = unicodedata.normalize("NFC", plain).translate(_LETTERS)
    if not _JOINS.search(plain):
        return plain
    return " ".join(_APOSTROPHE.sub("", part) if _JOINS.search(part) else part for part in plain.split())


def _parts(run: str) -> list[str]:
    if _IS_UNSPACED.match(run):
        return [run[place : place + 2] for place in range(len(run))]
    return [_ARTICLE.sub("", run) if _ARABIC.match(run) else run]
