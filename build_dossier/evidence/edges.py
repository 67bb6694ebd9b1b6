"""Where words and numbers begin and end: 'possible' is not in 'impossible', nor '380' in '1,380' or '380 million'.

All of it is told from a folded text. `is_hyphen` says of a `-` in it whether the source prints a hyphen there, which
makes two words one, or a dash, which keeps them apart.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable

from build_dossier.evidence.folding import CUT

# Scripts that set no blanks between words, where a word's edge cannot be seen.
_UNSPACED = re.compile(
    "[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3005-\u3007\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff\uff66-\uff9f"
    "\U00020000-\U0003ffff]"
)
_JOINERS = "\u200c\u200d"
_NUMERALS = "〇零一二三四五六七八九十百千万萬亿億兆两兩"
# Between two digits these stand within one number, date, time, score or range.
_WITHIN_NUMBER = ".,'/:-·٫٬⁄"
_PER = "0123456789%‰"
_THOUSANDS_FOLLOW = re.compile(r" \d{3}(?!\d)")
_THOUSANDS_PRECEDE = re.compile(r"(?<![\d.,'])\d{1,3} \Z")
_SHORT_GROUP = re.compile(r"(?<![\d.,'])\d{1,3}\Z")
_GROUP = re.compile(r"\d{3}(?!\d)")
_SIZE = re.compile(
    r"[ -]?(?:(?:hundred|thousand|lakh|crore|dozen|mill?i?[oó]n|mill?iard|miljoe?n|miljard|milh[õã]|bilh[õã]|bill?ion"
    r"|trillion|hundert|tausend|duizend|тысяч|миллион|миллиард|مليون|مليار)\w*|(?:mille|mila|mil|mio|mln|mrd|tsd|bn|mn"
    r"|тыс|млн|млрд|ألف|آلاف)\b|[만억조천])",
    re.IGNORECASE,
)
_NUMBER = re.compile(
    r"(?:\d|\b(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|[a-z]{3,6}teen|[a-z]{3,5}ty|hundred"
    r"|thousand|several))\Z",
    re.IGNORECASE,
)
_LONGEST_NUMBER_WORD = 10

IsHyphen = Callable[[int], bool]


def is_word(char: str) -> bool:
    """Whether a character, if it is one, is a part of a word whose edges can be seen."""
    if not char or _UNSPACED.match(char):
        return False
    return char.isalnum() or char == "_" or _clings(char)


def begins(text: str, start: int, is_hyphen: IsHyphen) -> bool:
    """Whether no word or number runs on from before `start`."""
    if start == 0:
        return True
    first, before, earlier = text[start], text[start - 1], text[max(start - 2, 0) : start - 1]
    if _is_one(before, first) or (_is_compound(earlier, before, first) and is_hyphen(start - 1)):
        return False
    if first.isdigit():
        return not (_is_within_number(text, start) or _has_sign(text, start))
    return not (_is_currency(first) and _has_sign(text, start))


def ends(text: str, end: int, is_hyphen: IsHyphen) -> bool:
    """Whether no word or number runs on after `end`."""
    if end >= len(text):
        return True
    last, after, later = text[end - 1], text[end], text[end + 1 : end + 2]
    if _is_one(last, after) or (_is_compound(last, after, later) and is_hyphen(end)):
        return False
    if _number_goes_on(text, end):
        return False
    # An apostrophe within a word; the possessive ('Alibaba's') is the one that adds nothing.
    is_possessive = later in ("s", "S") and not is_word(text[end + 2 : end + 3])
    return not (after == "'" and is_word(last) and is_word(later) and not is_possessive)


def word_start(text: str, start: int) -> int:
    """Where the word begins that runs on from before `start`; `start` itself where none does."""
    while start > 0 and (text[start - 1] == CUT or is_word(text[start - 1])):
        start -= 1
    return start


def word_end(text: str, end: int) -> int:
    """Where the word ends that runs on after `end`; `end` itself where none does."""
    while end < len(text) and (text[end] == CUT or is_word(text[end])):
        end += 1
    return end


def _is_one(one: str, other: str) -> bool:
    """Whether two characters beside each other are of one word or number."""
    if CUT in (one, other) or _clings(other):
        return True
    return (is_word(one) and is_word(other)) or (_is_numeral(one) and _is_numeral(other))


def _is_compound(one: str, between: str, other: str) -> bool:
    return between == "-" and is_word(one) and is_word(other)


def _clings(char: str) -> bool:
    """Whether a character is but a part of the one before: a vowel sign, an accent, a joiner."""
    return char in _JOINERS or unicodedata.category(char)[0] == "M"


def _is_numeral(char: str) -> bool:
    return char.isdigit() or char in _NUMERALS


def _is_currency(char: str) -> bool:
    return unicodedata.category(char) == "Sc"


def _is_within_number(text: str, start: int) -> bool:
    before, earlier = text[start - 1], text[max(start - 2, 0) : start - 1]
    if before in _WITHIN_NUMBER and earlier.isdigit():
        return True
    if before == "." and not (earlier.isalnum() or earlier == "."):
        return True
    precedes = _THOUSANDS_PRECEDE.search(text, max(start - 5, 0), start)
    return precedes is not None and _GROUP.match(text, start) is not None


def _has_sign(text: str, start: int) -> bool:
    """Whether a minus sign stands before a number, or before its currency."""
    at = start - 1
    while at > 0 and _is_currency(text[at]):
        at -= 1
    return text[at] == "-" and not (at > 0 and is_word(text[at - 1]))


def _number_goes_on(text: str, end: int) -> bool:
    if _SIZE.match(text, end) and _NUMBER.search(text, max(end - _LONGEST_NUMBER_WORD, 0), end):
        return True
    last, after, later = text[end - 1], text[end], text[end + 1 : end + 2]
    if after == "-" and last in _PER and later and (later.isdigit() or _is_currency(later)):
        return True
    if not last.isdigit():
        return False
    if after in _WITHIN_NUMBER and later.isdigit():
        return True
    group = _SHORT_GROUP.search(text, max(end - 4, 0), end)
    return group is not None and _THOUSANDS_FOLLOW.match(text, end) is not None
