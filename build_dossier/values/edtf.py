"""Dates as an analyst knows them: EDTF level 1 (ISO 8601-2:2019, annex A) and the one-of set.

The whole of level 1 is read here, because the `edtf` library takes 5 to 10 ms a date, accepts
2015-02-29 and closes open intervals with today's date. The tests hold this module against it.
https://www.loc.gov/standards/datetime/
"""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

Day = tuple[int, int, int]
"""Year (0 is 1 BC), month and day; compares in order of time."""

Precision = Literal["day", "month", "season", "year", "decade", "century", "millennium", "unknown"]
OpenEnd = Literal["open", "unknown"]

_YEAR = r"-?\d{4}|\d{3}X|\d{2}XX|\dXXX|XXXX|Y-?\d{5,9}"
_POINT = re.compile(rf"({_YEAR})(?:-(\d\d|XX)(?:-(\d\d|XX))?)?([?~%]?)", re.ASCII)
_TIME = re.compile(r"T([01]\d|2[0-3]):[0-5]\d(:[0-5]\d)?(Z|[+-]\d\d(:\d\d)?)?", re.ASCII)
_SEASON_MONTHS = {21: (3, 5), 22: (6, 8), 23: (9, 11), 24: (12, 14)}


@dataclass(frozen=True, slots=True)
class Point:
    """One date: its earliest and latest possible day, how precise it is, `?`, `~`, `%` or nothing."""

    text: str
    earliest: Day
    latest: Day
    precision: Precision
    qualifier: str = ""
    season: int = 0


@dataclass(frozen=True, slots=True)
class Edtf:
    """A date, an interval or a one-of set, as the author wrote it and as points.

    An interval has two points; an end that is open (`..`) or unknown (empty) is None there and said in
    `open_start`, `open_end`. A set has one point a member.
    """

    text: str
    form: Literal["date", "interval", "set"]
    points: tuple[Point | None, ...]
    open_start: OpenEnd | None = None
    open_end: OpenEnd | None = None

    @property
    def earliest(self) -> Day | None:
        """The first day that it can be; None where the start is open or unknown."""
        first = self.points[0]
        if self.form == "set":
            return min(point.earliest for point in self.points if point)
        return first.earliest if first else None

    @property
    def latest(self) -> Day | None:
        """The last day that it can be; None where the end is open or unknown."""
        last = self.points[-1]
        if self.form == "set":
            return max(point.latest for point in self.points if point)
        return last.latest if last else None

    @property
    def sort_key(self) -> tuple[Day, Day, str]:
        """Orders by the earliest possible day; what has no known start comes by its end."""
        start = self.earliest or self.latest or (9999, 12, 31)
        return (start, self.latest or (9999, 12, 31), self.text)

    @property
    def is_exact(self) -> bool:
        """Whether it is one certain day, month or year, so that it fits HTML's `<time datetime>`."""
        point = self.points[0]
        return (
            self.form == "date"
            and point is not None
            and not point.qualifier
            and point.precision in ("day", "month", "year")
            and not set(point.text) & set("XY")
            and point.earliest > (1, 0, 0)
        )

    def __str__(self) -> str:
        return self.text


@lru_cache(maxsize=16384)
def parse_edtf(text: str) -> Edtf:
    """Read an EDTF text; ValueError says what is wrong with it, in words."""
    if text.startswith("[") and text.endswith("]"):
        return _parse_set(text)
    if "/" in text:
        return _parse_interval(text)
    return Edtf(text, "date", (_parse_point(text),))


def _parse_set(text: str) -> Edtf:
    members = [member.strip().split("..", 1) for member in text[1:-1].split(",")]
    if not all(end for member in members for end in member):
        raise ValueError("a one-of set names its dates, as in '[2008,2011]' or '[2008..2011]'")
    ranges = [tuple(_parse_point(end) for end in member) for member in members]
    if any(points[-1].latest < points[0].earliest for points in ranges):
        raise ValueError("a range within it ends before it starts")
    return Edtf(text, "set", tuple(point for points in ranges for point in points))


def _parse_interval(text: str) -> Edtf:
    ends = text.split("/")
    if len(ends) != 2:
        raise ValueError("an interval has one '/', between its start and its end")
    points = tuple(None if end in ("", "..") else _parse_point(end) for end in ends)
    if points == (None, None):
        raise ValueError("an interval needs a start or an end")
    return Edtf(text, "interval", points, _open(ends[0]), _open(ends[1]))


def _open(end: str) -> OpenEnd | None:
    return {"": "unknown", "..": "open"}.get(end)  # type: ignore[return-value]  # a dict of literals


def _parse_point(text: str) -> Point:
    date, has_time, time = text.partition("T")
    if has_time and not _TIME.fullmatch(f"T{time}"):
        raise ValueError(f"'T{time}' is not a time of day")
    match = _POINT.fullmatch(date)
    if not match or date.startswith("-0000"):
        raise ValueError("it is not an EDTF date")
    year, month, day_of_month, qualifier = match.groups()
    if has_time and (qualifier or day_of_month in (None, "XX")):
        raise ValueError("a time of day needs a certain day before it")
    first, last, year_precision = _year_span(year)
    if month is None or month == "XX":
        if day_of_month not in (None, "XX"):
            raise ValueError("a known day in an unknown month is beyond EDTF level 1")
        return Point(text, (first, 1, 1), (last, 12, 31), year_precision, qualifier)
    if first != last:
        raise ValueError("a known month in an unknown year is beyond EDTF level 1")
    if int(month) in _SEASON_MONTHS and day_of_month is None:
        return _season(text, first, int(month), qualifier)
    return _month_or_day(text, first, int(month), day_of_month, qualifier)


def _year_span(year: str) -> tuple[int, int, Precision]:
    if year.startswith("Y"):
        return int(year[1:]), int(year[1:]), "year"
    unknown = year.count("X")
    if not unknown:
        return int(year), int(year), "year"
    known = int(year.rstrip("X") or "0") * 10**unknown
    names: tuple[Precision, ...] = ("decade", "century", "millennium", "unknown")
    return known, known + 10**unknown - 1, names[unknown - 1]


def _season(text: str, year: int, season: int, qualifier: str) -> Point:
    start, end = _SEASON_MONTHS[season]
    end_year, end_month = (year, end) if end <= 12 else (year + 1, end - 12)
    latest = (end_year, end_month, month_length(end_year, end_month))
    return Point(text, (year, start, 1), latest, "season", qualifier, season)


def _month_or_day(text: str, year: int, month: int, day: str | None, qualifier: str) -> Point:
    if not 1 <= month <= 12:
        raise ValueError(f"there is no month {month:02}")
    length = month_length(year, month)
    if day is None or day == "XX":
        return Point(text, (year, month, 1), (year, month, length), "month", qualifier)
    if not 1 <= int(day) <= length:
        raise ValueError(f"{calendar.month_name[month]} {year} has no day {day}")
    return Point(text, (year, month, int(day)), (year, month, int(day)), "day", qualifier)


def month_length(year: int, month: int) -> int:
    """How many days a month has."""
    # The Gregorian calendar repeats every 400 years; `calendar` knows the years 1 to 9999 only.
    return calendar.monthrange(2000 + year % 400, month)[1]
