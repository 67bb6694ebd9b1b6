"""Dates in words: what the author knew, and no more than that."""

from __future__ import annotations

from dataclasses import replace
from functools import lru_cache

from babel import Locale

from build_dossier.language.speaking import gettext, in_digits, pgettext, spoken
from build_dossier.values.edtf import Edtf, Point

# Languages that write the year first leave out at a span's end what its start has said: '2018年1月12日至31日'.
_YEAR_FIRST = {"zh"}


def moment_in_words(date: Edtf) -> str:
    """`in_words` for something that happened once: an unknown start is 'by 9 March 2017', not a period."""
    start, end = date.points[0], date.points[-1]
    if date.open_start and end:
        return gettext("by {date}", date=_point_in_words(end))
    return gettext("in or after {date}", date=_point_in_words(start)) if date.open_end and start else in_words(date)


def in_words(date: Edtf) -> str:
    """'2 September 2016', 'about July 2016', '2008 or 2011', 'since 2016', 'the 2010s'."""
    if date.form == "set":
        return _alternatives(date)
    start, end = date.points[0], date.points[-1]
    return _point_in_words(start) if date.form == "date" and start else _interval(date, start, end)


def _alternatives(date: Edtf) -> str:
    point = (point for point in date.points if point)
    told = [
        _between(next(point), next(point)) if ".." in member else _point_in_words(next(point))
        for member in date.text.split(",")
    ]
    words = told[0]
    for other in told[1:]:
        words = gettext("{date} or {other}", date=words, other=other)
    return words


def _interval(date: Edtf, start: Point | None, end: Point | None) -> str:
    if start and end and not date.open_end and not date.open_start:
        since, until = _span(start, end)
        return gettext("{start} to {end}", start=since, end=until)
    if date.open_end:
        words = _point_in_words(start) if start else ""
        known = date.open_end == "open"
        return gettext("since {date}", date=words) if known else gettext("from {date}, end not known", date=words)
    words = _point_in_words(end) if end else ""
    known = date.open_start == "open"
    return gettext("until {date}", date=words) if known else gettext("until {date}, start not known", date=words)


def _between(start: Point, end: Point) -> str:
    since, until = _span(start, end)
    return gettext("between {start} and {end}", start=since, end=until)


def _span(start: Point, end: Point) -> tuple[str, str]:
    """Both ends in words, without what one of them repeats of the other: '12' and '31 January 2018'."""
    whole = _point_in_words(start), _point_in_words(end)
    shared = _shared(start, end)
    if not shared or whole[0] == whole[1]:
        return whole
    if spoken().words_in in _YEAR_FIRST:
        return whole[0], _calendar(end, shared)
    return _calendar(start, shared), whole[1]


def _shared(start: Point, end: Point) -> str:
    """What of two plain dates need not be said twice: 'year', 'month' (and year) or ''."""
    if not (_is_calendar(start) and _is_calendar(end)) or start.earliest[0] != end.earliest[0]:
        return ""
    both_days = start.precision == end.precision == "day"
    return "month" if both_days and start.earliest[1] == end.earliest[1] else "year"


def _is_calendar(point: Point) -> bool:
    """Whether it is a certain month or day, without a time, of a year with four digits."""
    is_plain = not point.qualifier and "T" not in point.text and 1000 <= point.earliest[0] <= 9999
    return is_plain and point.precision in ("month", "day")


def _point_in_words(point: Point) -> str:
    words = _plain(point)
    if point.qualifier == "~":
        return gettext("about {date}", date=words)
    if point.qualifier == "?":
        return gettext("{date} (uncertain)", date=words)
    if point.qualifier == "%":
        return gettext("about {date} (uncertain)", date=words)
    return words


def _plain(point: Point) -> str:
    year = point.earliest[0]
    if point.precision == "unknown":
        return gettext("year not known")
    if point.precision == "decade" and year > 0:
        return gettext("the {decade}s", decade=year_in_words(year))
    if point.precision in ("decade", "century", "millennium"):
        return gettext("between {start} and {end}", start=year_in_words(year), end=year_in_words(point.latest[0]))
    if point.precision == "season":
        return _season(point.season, year_in_words(year))
    if point.precision == "year":
        return year_in_words(year)
    words = _calendar(point)
    return _timed(words, point.text) if point.precision == "day" else words


def _season(season: int | None, year: str) -> str:
    match season:
        case 21:
            return gettext("spring {year}", year=year)
        case 22:
            return gettext("summer {year}", year=year)
        case 23:
            return gettext("autumn {year}", year=year)
        case _:
            return gettext("winter {year}", year=year)


def _calendar(point: Point, unsaid: str = "") -> str:
    """A month or a day in the order and with the names of CLDR, without its year, or without month and year."""
    year, month, day = point.earliest
    is_day = point.precision == "day"
    skeletons = {
        ("", True): "yMMMMd",
        ("", False): "yMMMM",
        ("year", True): "MMMMd",
        ("year", False): "M" if spoken().words_in in _YEAR_FIRST else "MMMM",
    }
    skeleton = skeletons.get((unsaid, is_day), "d")
    return _written(spoken().locale, skeleton, month, day, year=year_in_words(year))


def _written(locale: Locale, skeleton: str, month: int, day: int, year: str) -> str:
    months = _months(locale)
    parts = {"y": year, "M": in_digits(str(month)), "MM": in_digits(f"{month:02}"), "d": in_digits(str(day))}
    return _pattern(locale, skeleton) % (parts | {"MMMM": months[month][0], "LLLL": months[month][1]})


@lru_cache(maxsize=256)
def _pattern(locale: Locale, skeleton: str) -> str:
    """CLDR's pattern, in the form that Python fills in; without one for a single month, its name stands alone."""
    pattern = locale.datetime_skeletons.get(skeleton)
    if pattern is None:
        return "%(LLLL)s" if skeleton == "MMMM" else str(locale.date_formats["long"].format)
    return str(pattern.format)


@lru_cache(maxsize=16)
def _months(locale: Locale) -> dict[int, tuple[str, str]]:
    """The names of the months within a date, and alone."""
    within, alone = locale.months["format"]["wide"], locale.months["stand-alone"]["wide"]
    return {month: (str(within[month]), str(alone[month])) for month in range(1, 13)}


def _timed(words: str, text: str) -> str:
    _, _, time = text.partition("T")
    if not time:
        return words
    zone = time.lstrip("0123456789:")
    clock = in_digits(time[:5])
    if not zone:
        return pgettext("time of day", "{date}, {time}", date=words, time=clock)
    return gettext("{date}, {time} UTC{offset}", date=words, time=clock, offset=in_digits(zone.removeprefix("Z")))


def year_in_words(year: int) -> str:
    """'2016', '44 BC' for -43, which is how ISO 8601 counts."""
    return in_digits(str(year)) if year > 0 else gettext("{year} BC", year=in_digits(str(1 - year)))


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
    if first.open_start and last.open_end:
        return gettext("{first} and {last}", first=in_words(first), last=in_words(last))
    if first.open_start or last.open_end:
        return _interval(replace(last, open_start=first.open_start), start, end)
    since = _point_in_words(start)
    return since if since == _point_in_words(end) else _between(start, end)


def ends_before(end: Edtf, start: Edtf) -> bool:
    """Whether `end` is over before `start` can begin, however imprecise the two are."""
    return end.latest is not None and start.earliest is not None and end.latest < start.earliest
