"""Dates as texts print them: "March 9, 2017", "9. März 2017", "June, 2016", "in July", "2015–16", 2016年9月2日.

Month names are CLDR's, in the text's own language and in those that are common beside it. A month alone counts as
a date; where its name is a word or a person's as well (May, March, June), only after a word as "in" or "since".
Four digits are a year from 1900 to 2099; others, back to 1000, only after such a word.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping
from functools import lru_cache
from typing import NamedTuple

from babel import Locale, UnknownLocaleError

from build_dossier.evidence.chinese_numbers import numeral_value
from build_dossier.values.edtf import Edtf, Point

_OTHER_DIGIT = re.compile(r"(?![0-9])\d")
_COMMON = ("en", "fr", "de", "es", "it", "pt", "nl", "ar")
_AMBIGUOUS = frozenset(["march", "may", "april", "june", "august", "mars", "mai"])
_LEAD = re.compile(
    r"\b(?:in|since|by|until|till|from|of|last|this|next|early|late|mid|during|before|after|years?"
    r"|en|depuis|dès|fin|début|mi|années?|im|seit|bis|ab|anfang|ende|mitte|vom|jahre?n?|desde|hasta|de)"
    r"[ \t\r\n\u00a0-]{1,4}\Z",
    re.IGNORECASE,
)


_DAY = r"(?<![0-9])(?<![0-9][.,])(?P<d>3[01]|[12][0-9]|0?[1-9])(?![0-9])"
_ORDINAL = r"(?:st|nd|rd|th|er|\.|º)?"
_YEAR = r"(?<![0-9])(?P<y>[12][0-9]{3})(?![0-9])"
_ALONE = r"(?![.,:/'’][0-9]|[ \u00a0-]?(?:%|percent|per cent|[mb]illion|thousand))"
_DIGITS = "〇零一二三四五六七八九"
_NUMERALS = f"[{_DIGITS}十0-9]"
_EAST_ASIAN = (
    rf"(?P<y>[12][0-9]{{3}}|[一二][{_DIGITS}]{{3}})[ ]?年(?:[ ]?(?P<n>{_NUMERALS}{{1,3}})[ ]?月"
    rf"(?:[ ]?(?P<d>{_NUMERALS}{{1,3}})[ ]?[日号號])?)?",
    rf"(?<!{_NUMERALS})(?P<n>{_NUMERALS}{{1,3}})[ ]?月(?:(?P<d>{_NUMERALS}{{1,3}})[日号號])?(?!饼)",
)


class When(NamedTuple):
    """A printed date: a span of years (None where none is printed), a month, a day."""

    years: tuple[int, int] | None = None
    month: int | None = None
    day: int | None = None

    def holds(self, date: Edtf) -> bool:
        """Whether a recorded date says at least as much: one of its points lies within what is printed."""
        return any(self._holds(point) for point in date.points if point)

    def _holds(self, point: Point) -> bool:
        (year, month, day), (last_year, last_month, last_day) = point.earliest, point.latest
        if self.years and not self.years[0] <= year <= last_year <= self.years[1]:
            return False
        if self.month and (year, self.month, self.month) != (last_year, month, last_month):
            return False
        return not self.day or day == last_day == self.day

    @property
    def edtf(self) -> str:
        """As EDTF; '' where it has no year, or is beyond level 1."""
        if not self.years:
            return ""
        first, last = self.years
        if first != last:
            return f"{first // 10:03}X" if last - first == 9 else f"{first}/{last}"
        return f"{first:04}" + "".join(f"-{part:02}" for part in (self.month, self.day) if part)


class PrintedDate(NamedTuple):
    """Where a date stands in a text (end exclusive), and what it says."""

    start: int
    end: int
    when: When


def printed_dates(text: str, language: str) -> list[PrintedDate]:
    """The dates of a text, in order and apart from each other. `language` is a BCP 47 tag."""
    plain = in_ascii_digits(text)
    small = _in_small_letters(plain)
    months, with_year, others = _patterns(language)
    found: list[PrintedDate] = []
    taken = bytearray(len(text))
    for pattern in (*with_year, *others):
        for match in pattern.finditer(small if pattern in with_year else plain):
            start, end = match.span()
            when = None if any(taken[start:end]) else _when(match, months)
            if when:
                found.append(PrintedDate(start, end, when))
                taken[start:end] = b"\1" * (end - start)
    return sorted(found)


def in_ascii_digits(text: str) -> str:
    """The text with the decimal digits of every script written as 0 to 9, character for character."""
    return _OTHER_DIGIT.sub(lambda digit: str(unicodedata.decimal(digit.group())), text)


def _in_small_letters(text: str) -> str:
    """The text in small letters, character for character."""
    small = text.lower()
    return small if len(small) == len(text) else "".join(char.lower()[:1] for char in text)


def _when(match: re.Match[str], months: Mapping[str, int]) -> When | None:
    """What a match of one of the patterns says; None where it is no date."""
    part = {name: value for name, value in match.groupdict().items() if value}
    if "last" in part:
        first = int(part["y"])
        last = first - first % 100 + int(part["last"])
        return When((first, last)) if first < last else None
    if "decade" in part or "short" in part:
        first = int(part.get("decade") or part["short"])
        first += 0 if first > 99 else 1900 if first >= 30 else 2000
        return When((first, first + 9))
    if not _is_date(match, part):
        return None
    year = _number(part["y"]) if "y" in part else None
    month = months.get(part["m"].lower().rstrip(".")) if "m" in part else _number(part["n"]) if "n" in part else None
    day = _number(part["d"]) if "d" in part else None
    is_sound = (month is None or 1 <= month <= 12) and (day is None or 1 <= day <= 31)
    return When((year, year) if year else None, month, day) if is_sound else None


def _is_date(match: re.Match[str], part: Mapping[str, str]) -> bool:
    """Whether a year alone, or a month alone, is one: by its value, or by the word before."""
    if len(part) > 1 or "n" in part:
        return True
    if _LEAD.search(match.string[max(match.start() - 20, 0) : match.start()]):
        return True
    if "m" in part:
        return part["m"].lower() not in _AMBIGUOUS
    return 1900 <= _number(part["y"]) <= 2099


def _number(digits: str) -> int:
    return int(digits) if digits.isdigit() else numeral_value(digits)


@lru_cache(maxsize=32)
def _patterns(language: str) -> tuple[Mapping[str, int], tuple[re.Pattern[str], ...], tuple[re.Pattern[str], ...]]:
    """The numbers of the months by name, and the patterns to try one after the other.

    The first group reads a month's name and a year, in a text of small letters; the second the text as it is.
    """
    own = _month_names(language, "wide") | _month_names(language, "abbreviated")
    common = {name: number for tag in _COMMON for name, number in _month_names(tag, "wide").items()}
    months = {"sept": 9, **common, **own}
    month = rf"(?P<m>\b(?:{_either(months)})\b\.?)"
    # where no year shows that it is a date, only the spelling that the language itself uses
    exact = set(_month_names(language, "wide", exact=True))
    alone = rf"(?P<m>\b(?:{_either({*exact, *(name.capitalize() for name in exact)})})\b)"
    of = r"[ \u00a0]?(?:of |de |del )?"
    day_month, month_day = rf"{_DAY}{_ORDINAL}{of}", rf"[ \u00a0]{_DAY}{_ORDINAL}"
    us, other = r"(?P<n>0?[1-9]|1[0-2])/(?P<d>[0-3]?[0-9])", r"(?P<d>[0-3]?[0-9])/(?P<n>0?[1-9]|1[0-2])"
    slashed = (us, other) if language in ("en", "en-US") else (other, us)
    with_year = (
        re.compile(rf"{day_month}{month},?{of}{_YEAR}"),
        re.compile(rf"{month}{month_day},?[ \u00a0]{_YEAR}"),
        re.compile(rf"{month},?{of}{_YEAR}"),
    )
    others = (
        re.compile(rf"{_YEAR}-(?P<n>0[1-9]|1[0-2])(?:-(?P<d>[0-3][0-9]))?(?![0-9])"),
        re.compile(rf"{_DAY}\.[ ]?(?P<n>0?[1-9]|1[0-2])\.[ ]?{_YEAR}"),
        *(re.compile(rf"(?<![0-9/]){order}/{_YEAR}") for order in slashed),
        re.compile(rf"(?<![0-9/.])(?P<n>0?[1-9]|1[0-2])/{_YEAR}"),
        *(re.compile(pattern) for pattern in _EAST_ASIAN),
        re.compile(rf"{alone}{month_day}(?!.?[0-9])(?![ ]?%)"),
        re.compile(rf"{day_month}{alone}"),
        re.compile(rf"{_YEAR}[-–/](?P<last>[0-9]{{2}})(?![0-9])"),
        re.compile(r"(?<![0-9])(?P<decade>[12][0-9]{2}0)['’]?(?:s|er)\b|(?<!\w)['‘’](?P<short>[0-9]0)s\b"),
        re.compile(rf"(?<![0-9$€£¥₹#])(?<![0-9][.,:/-])(?:(?<![^\W\d_])|(?<=FY)){_YEAR}{_ALONE}(?![A-Za-z])"),
        re.compile(alone),
    )
    return months, with_year, others


def _month_names(language: str, width: str, *, exact: bool = False) -> dict[str, int]:
    try:
        months = Locale.parse(language, sep="-").months["format"][width]
    except (UnknownLocaleError, ValueError):
        return {} if language == "en" else _month_names("en", width, exact=exact)
    return {(name if exact else name.lower()).rstrip("."): number for number, name in months.items()}


def _either(names: Iterable[str]) -> str:
    return "|".join(re.escape(name) for name in sorted(names, key=lambda name: (-len(name), name)))
