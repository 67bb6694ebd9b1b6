"""Numbers in digits of any script: 380, ٣٨٠, 1,500, 1.5 million, 2,5 Mio., 380万, 10–15, 12:30, (408) 555-0199.

No figures are digits within a name (COVID-19, 5G, 1.2.3), those that number a list ("2. Then"), and ordinals
(21st century), except where they count occasions ("for the 28th time").
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from functools import cache
from typing import NamedTuple

from build_dossier.evidence.chinese_numbers import SCALES
from build_dossier.evidence.number_lexicon import lexicon

_MILLIONS = "million millions mio mn millionen millón millones مليون ملايين"
_MILLIARDS = "milliard milliards bn mrd milliarde milliarden مليار مليارات"
_POWERS = {
    **dict.fromkeys("k thousand mille tausend mil ألف آلاف".split(), 3),  # noqa: SIM905
    **dict.fromkeys(["m", *_MILLIONS.split()], 6),
    **dict.fromkeys(_MILLIARDS.split(), 9),
    **dict.fromkeys(["trillion", "trillions"], 12),
}
_BILLIONS = ("billion", "billions", "billionen", "billones", "bill")
# Languages that write a decimal comma (CLDR); the others write a point.
_DECIMAL_COMMA = "bg ca cs da de el es et fi fr hr hu is it lt lv nb nl nn no pl pt ro ru sk sl sr sv tr uk vi"

_LETTER = "A-Za-z\u00c0-\u052f"
_RAISED = "|".join(sorted({*_POWERS, *_BILLIONS} - {"k", "m"}, key=len, reverse=True))


@cache
def _digits(blank: str) -> re.Pattern[str]:
    """What finds numbers; `blank` is a further character that groups digits."""
    number = rf"(?:[0-9]{{1,3}}(?:[,.'’\u00a0\u202f\u2009٬{blank}][0-9]{{3}})+(?![0-9])|[0-9]+)(?:[.,٫][0-9]+)?"
    telephone = r"(?:\+[0-9]{1,3}[ ])?\([0-9]{2,4}\)[ .-]?[0-9]{3,4}[ .-]?[0-9]{3,4}"
    return re.compile(
        rf"""
        (?: (?<![0-9{_LETTER}_]) | (?<=RMB|USD|EUR|GBP|CNY|CHF|JPY) ) (?<![{_LETTER}]-) (?<![0-9][.:])
        (?: (?P<whole> {telephone} | [0-9]{{1,2}} (?: :[0-9]{{2}} ){{1,2}} )
          | (?P<low> (?:(?<![^\s(])[-−])? {number} ) (?: [-–—] (?P<high> {number} ) )?
            (?: [ \u00a0\u202f-]? (?P<raised> (?i:{_RAISED}) )\b (?: (?<=[Mm]io)\. | (?<=[Mm]rd)\. | (?<=[Bb]ill)\. )?
              | (?P<short> [kKmM] )
              | [ ]? (?P<han> [{"".join(SCALES)}] )
              | (?: st|nd|rd|th|er|e|ème|º ) (?P<ordinal> \b ) (?: [ ](?P<counted> [^\W\d_]+ ) )?
              | (?: x|km|cm|mm|kg|mg|g|t|l|h|s|p|am|pm|min|[kmgt]b|[kmgt]?wh? )
            )?
        ) (?! [0-9{_LETTER}_] | \.[0-9] )
        """,
        re.VERBOSE,
    )


_NUMBERING = re.compile(r"(?:\A|\n)[ \t]*\Z")


class DigitNumber(NamedTuple):
    """A number in digits: where it stands (end exclusive), and its value, of a range both ends."""

    start: int
    end: int
    low: Decimal | None
    high: Decimal | None


def digit_numbers(text: str, language: str) -> Iterator[DigitNumber]:
    """The numbers of a text whose digits are ASCII ones. `language` is a BCP 47 tag."""
    base = language.partition("-")[0].lower()
    point = "," if base in _DECIMAL_COMMA.split() else "."
    for match in _digits("\\ " if point == "," else "").finditer(text):
        if _numbers_a_list(match) or not _counts(match, base):
            continue
        power = _power(match, base)
        low, high = (_value(match.group(end), point, power) for end in ("low", "high"))
        is_range = low is not None and high is not None and low < high
        end = match.end("ordinal") if match.group("ordinal") is not None else match.end()
        yield DigitNumber(match.start(), end, low if is_range or not high else None, high if is_range else None)


def _numbers_a_list(match: re.Match[str]) -> bool:
    follows = match.string[match.end() : match.end() + 2]
    starts_line = _NUMBERING.search(match.string[max(match.start() - 8, 0) : match.start()])
    return bool(starts_line) and len(match.group()) < 3 and follows in (". ", ") ", ".\t", ")\t")


def _counts(match: re.Match[str], language: str) -> bool:
    """Whether it is no ordinal, or one that counts occasions."""
    if match.group("ordinal") is None:
        return True
    return (match.group("counted") or "").lower() in lexicon(language).occasions


def _power(match: re.Match[str], language: str) -> int:
    if match.group("han"):
        return len(str(SCALES[match.group("han")])) - 1
    word = (match.group("raised") or match.group("short") or "").lower()
    if word in _BILLIONS:
        return 9 if language == "en" else 12
    return _POWERS.get(word, 0)


def _value(digits: str | None, point: str, power: int) -> Decimal | None:
    """The value of grouped digits: a sign that stands once before three digits groups, unless it is the point."""
    if not digits:
        return None
    plain = re.sub(r"['’\s٬]", "", digits).replace("٫", point).replace("−", "-")
    marks = [char for char in plain if char in ".,"]
    if marks:
        last = marks[-1]
        after = plain.rpartition(last)[2]
        is_point = len(set(marks)) == 2 or (len(marks) == 1 and (last == point or len(after) != 3))
        whole, fraction = (plain.rpartition(last)[0], after) if is_point else (plain, "")
        plain = re.sub("[.,]", "", whole) + (f".{fraction}" if fraction else "")
    return Decimal(plain).scaleb(power)
