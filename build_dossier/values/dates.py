"""Dates in words: what the author knew, and no more than that."""

from __future__ import annotations

import re
from dataclasses import replace

from build_dossier.values.edtf import Edtf, Point

MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)
_SEASONS = {21: "spring", 22: "summer", 23: "autumn", 24: "winter"}


def moment_in_words(date: Edtf) -> str:
    """`in_words` for something that happened once: an unknown start is 'by 9 March 2017', not a period."""
    end = date.points[-1]
    if date.open_start and end:
        return f"by {_point_in_words(end)}"
    start = date.points[0]
    return f"in or after {_point_in_words(start)}" if date.open_end and start else in_words(date)


def in_words(date: Edtf) -> str:
    """'2 September 2016', 'about July 2016', '2008 or 2011', 'since 2016', 'the 2010s'."""
    words = [_point_in_words(point) if point else "" for point in date.points]
    if date.form == "set":
        return _alternatives(date, words)
    if date.form == "date":
        return words[0]
    return _interval(date, *words)


def _alternatives(date: Edtf, words: list[str]) -> str:
    point = iter(words)
    return " or ".join(
        _between(next(point), next(point)) if ".." in member else next(point) for member in date.text.split(",")
    )


def _interval(date: Edtf, start: str, end: str) -> str:
    if date.open_end:
        return f"since {start}" if date.open_end == "open" else f"from {start}, end not known"
    if date.open_start:
        return f"until {end}" if date.open_start == "open" else f"until {end}, start not known"
    return f"{_shortened(start, end)} to {end}"


def _between(start: str, end: str) -> str:
    return f"between {_shortened(start, end)} and {end}"


def _shortened(start: str, end: str) -> str:
    """The start of a span without the month and year that its end repeats: '12' of '12 to 31 January 2018'."""
    (_, first_month, first_year), (_, last_month, last_year) = _split(start), _split(end)
    if start == end or not first_year or first_year != last_year or not (first_month and last_month):
        return start
    same_month = first_month == last_month and start[0].isdigit() and end[0].isdigit()
    return start.removesuffix(f" {first_month} {first_year}" if same_month else f" {first_year}")


def _split(words: str) -> tuple[str, str, str]:
    """Day, month and year of a plain date in words; '' for what it has not, and all '' where it is not plain."""
    match = re.fullmatch(r"(?:(\d{1,2}) )?(?:([A-Z][a-z]+) )?(\d{4})", words)
    return (match[1] or "", match[2] or "", match[3]) if match else ("", "", "")


def _point_in_words(point: Point) -> str:
    words = _plain(point)
    if point.qualifier == "~":
        return f"about {words}"
    if point.qualifier == "?":
        return f"{words} (uncertain)"
    if point.qualifier == "%":
        return f"about {words} (uncertain)"
    return words


def _plain(point: Point) -> str:
    year, month, day = point.earliest
    if point.precision == "unknown":
        return "year not known"
    if point.precision == "decade" and year > 0:
        return f"the {_year(year)}s"
    if point.precision in ("decade", "century", "millennium"):
        return f"between {_year(year)} and {_year(point.latest[0])}"
    if point.precision == "season":
        return f"{_SEASONS[point.season]} {_year(year)}"
    if point.precision == "year":
        return _year(year)
    name = f"{MONTHS[month - 1]} {_year(year)}"
    return name if point.precision == "month" else f"{day} {name}{_time(point.text)}"


def _time(text: str) -> str:
    _, _, time = text.partition("T")
    if not time:
        return ""
    zone = re.sub(r"^[\d:]+", "", time)
    return f", {time[:5]}" + (f" UTC{zone.removeprefix('Z')}" if zone else "")


def _year(year: int) -> str:
    return str(year) if year > 0 else f"{1 - year} BC"


def span_in_words(dates: list[Edtf]) -> str:
    """From the earliest to the latest of several dates: 'October 2015', 'between October 2015 and 2018'."""
    if not dates:
        return ""
    if len({date.text for date in dates}) == 1:
        return in_words(dates[0])
    first = min(dates, key=lambda date: date.sort_key)
    last = max(dates, key=lambda date: date.latest or (9999, 12, 31))
    start = min((point for point in first.points if point), key=lambda point: point.earliest)
    end = max((point for point in last.points if point), key=lambda point: point.latest)
    since, until = _point_in_words(start), _point_in_words(end)
    if first.open_start and last.open_end:
        return f"{in_words(first)} and {in_words(last)}"
    if first.open_start or last.open_end:
        return _interval(replace(last, open_start=first.open_start), since, until)
    return since if since == until else _between(since, until)


def ends_before(end: Edtf, start: Edtf) -> bool:
    """Whether `end` is over before `start` can begin, however imprecise the two are."""
    return end.latest is not None and start.earliest is not None and end.latest < start.earliest
