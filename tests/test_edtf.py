"""Dates: read as EDTF says, held against the `edtf` library where that library is right."""

from __future__ import annotations

import datetime
import re
import warnings
from typing import Protocol

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from build_dossier.values.edtf import Day, Edtf, parse_edtf

with warnings.catch_warnings():
    warnings.simplefilter("ignore")  # the library builds its grammar in a way that pyparsing warns of
    import edtf


class _Dated(Protocol):
    def lower_strict(self) -> tuple[int, ...]: ...
    def upper_strict(self) -> tuple[int, ...]: ...


def _oracle(text: str) -> tuple[Day, Day]:
    date: _Dated = edtf.parse_edtf(text)
    return _day(date.lower_strict()), _day(date.upper_strict())


def _day(time: tuple[int, ...]) -> Day:
    year, month, day = tuple(time)[:3]
    return year, month, day


def _span(date: Edtf) -> tuple[Day | None, Day | None]:
    return date.earliest, date.latest


YEARS = st.integers(0, 9999).map("{:04}".format)
QUALIFIERS = st.sampled_from(["", "?", "~", "%"])
DAYS = st.dates().map(str)
MONTHS = st.dates().map(lambda day: f"{day:%Y-%m}" if day.year > 999 else str(day)[:7])
PLAIN = YEARS | MONTHS | DAYS
POINTS = st.builds("{}{}".format, PLAIN, QUALIFIERS)
UNSPECIFIED = (
    st.integers(0, 999).map("{:03}X".format)
    | st.integers(0, 99).map("{:02}XX".format)
    | st.integers(0, 9).map("{}XXX".format)
    | YEARS.map("{}-XX".format)
    | YEARS.map("{}-XX-XX".format)
    | MONTHS.map("{}-XX".format)
)
# the library lets winter end in December; ours goes on to the end of February
SEASONS = st.builds("{}-{}".format, YEARS, st.integers(21, 23))
LONG_YEARS = st.integers(10_000, 999_999).flatmap(lambda year: st.sampled_from([f"Y{year}", f"Y-{year}"]))
BEFORE_CHRIST = st.integers(1, 9999).map("-{:04}".format)
TIMES = st.builds("{}T{}Z".format, DAYS, st.times().map(lambda time: f"{time:%H:%M:%S}"))
INTERVALS = st.builds("{}/{}".format, POINTS, POINTS)
SETS = st.lists(PLAIN, min_size=1, max_size=3).map(lambda members: f"[{','.join(members)}]")
WITH_ORACLE = POINTS | UNSPECIFIED | SEASONS | LONG_YEARS | BEFORE_CHRIST | TIMES | INTERVALS


@settings(max_examples=300, deadline=None)
@given(WITH_ORACLE)
def test_the_first_and_last_day_are_those_of_the_library(text: str) -> None:
    assert _span(parse_edtf(text)) == _oracle(text)


@settings(max_examples=40, deadline=None)
@given(SETS)
def test_a_set_spans_what_the_library_says(text: str) -> None:
    # the library takes the first and the last member for the span, whatever their order
    members = [_oracle(member) for member in text.strip("[]").split(",")]
    assert _span(parse_edtf(text)) == (min(first for first, _ in members), max(last for _, last in members))


@given(st.integers(1, 9999), st.integers(0, 14), st.integers(0, 33), QUALIFIERS)
def test_a_day_is_read_exactly_if_the_calendar_has_it(year: int, month: int, day: int, qualifier: str) -> None:
    text = f"{year:04}-{month:02}-{day:02}{qualifier}"
    try:
        datetime.date(year, month, day)
    except ValueError:
        with pytest.raises(ValueError, match=r"there is no month|has no day"):
            parse_edtf(text)
    else:
        assert _span(parse_edtf(text)) == ((year, month, day), (year, month, day))


@settings(max_examples=1000)
@given(st.text("0123456789-/.XYT:Z?~%[], ", max_size=24) | st.text(max_size=12))
def test_any_other_text_is_refused_in_words(text: str) -> None:
    try:
        date = parse_edtf(text)
    except ValueError as error:
        assert re.search("[a-z]{2}", str(error))
    else:
        assert str(date) == text


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("", "not an EDTF date"),
        ("16-10-21", "not an EDTF date"),
        ("2016-1", "not an EDTF date"),
        ("2016-07-~", "not an EDTF date"),
        ("2016~-07", "not an EDTF date"),
        ("-0000", "not an EDTF date"),
        ("٢٠١٦", "not an EDTF date"),
        ("2015-02-29", "February 2015 has no day 29"),
        ("1900-02-29", "February 1900 has no day 29"),
        ("2016-04-31", "April 2016 has no day 31"),
        ("2016-01-00", "January 2016 has no day 00"),
        ("2016-13", "there is no month 13"),
        ("2016-00", "there is no month 00"),
        ("2016-25", "there is no month 25"),
        ("2016-21-01", "there is no month 21"),
        ("201X-10", "a known month in an unknown year"),
        ("2016-XX-21", "a known day in an unknown month"),
        ("2016T10:00", "a time of day needs a certain day"),
        ("2016-10T10:00", "a time of day needs a certain day"),
        ("2016-10-21~T10:00", "a time of day needs a certain day"),
        ("2016-10-21T", "'T' is not a time of day"),
        ("2016-10-21T25:00", "'T25:00' is not a time of day"),
        ("2016-10-21T10:60", "'T10:60' is not a time of day"),
        ("2016/2017/2018", "an interval has one '/'"),
        ("/", "an interval needs a start or an end"),
        ("../..", "an interval needs a start or an end"),
        ("2016/x", "not an EDTF date"),
        ("[]", "names its dates"),
        ("[2008,]", "names its dates"),
        ("[2008,,2011]", "names its dates"),
        ("[..2008]", "names its dates"),
        ("[2008..]", "names its dates"),
        ("[2011..2008]", "ends before it starts"),
        ("[2008", "not an EDTF date"),
        ("[20081", "not an EDTF date"),
        ("12008]", "not an EDTF date"),
    ],
)
def test_what_is_wrong_is_said(text: str, why: str) -> None:
    with pytest.raises(ValueError, match=re.escape(why)):
        parse_edtf(text)


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("2016-02-29", (2016, 2, 29), (2016, 2, 29)),
        ("2016-24", (2016, 12, 1), (2017, 2, 28)),
        ("2015-24", (2015, 12, 1), (2016, 2, 29)),
        ("XXXX", (0, 1, 1), (9999, 12, 31)),
        ("2016/..", (2016, 1, 1), None),
        ("2016/", (2016, 1, 1), None),
        ("../2016-05", None, (2016, 5, 31)),
        ("/2016-05", None, (2016, 5, 31)),
        ("2016-05~/2016-07?", (2016, 5, 1), (2016, 7, 31)),
        ("[2011,2008-03]", (2008, 3, 1), (2011, 12, 31)),
        ("[2008..2010, 2015]", (2008, 1, 1), (2015, 12, 31)),
        ("[2008-05-01..2008-05-01]", (2008, 5, 1), (2008, 5, 1)),
        ("2016-10-21T10:30", (2016, 10, 21), (2016, 10, 21)),
    ],
)
def test_forms_that_the_library_does_not_know(text: str, first: Day | None, last: Day | None) -> None:
    assert _span(parse_edtf(text)) == (first, last)


@pytest.mark.parametrize(
    ("text", "start", "end"),
    [
        ("2016/..", None, "open"),
        ("2016/", None, "unknown"),
        ("../2016", "open", None),
        ("/2016", "unknown", None),
        ("2015/2016", None, None),
        ("2016", None, None),
    ],
)
def test_an_open_end_and_an_unknown_one_differ(text: str, start: str | None, end: str | None) -> None:
    date = parse_edtf(text)
    assert (date.open_start, date.open_end) == (start, end)


def test_dates_come_in_the_order_of_their_earliest_day() -> None:
    texts = [
        "../2014",
        "2015",
        "2015-01~",
        "2015-09/2016-08",
        "2016",
        "2016/..",
        "2016-02",
        "[2017,2016-03]",
        "201X",
    ]
    told = sorted(texts, key=lambda text: parse_edtf(text).sort_key)
    assert told == [
        "201X",
        "../2014",
        "2015-01~",
        "2015",
        "2015-09/2016-08",
        "2016",
        "2016/..",
        "2016-02",
        "[2017,2016-03]",
    ]


@given(st.lists(WITH_ORACLE | st.just("../2016") | st.just("2016/"), min_size=2, max_size=5))
def test_all_dates_can_be_ordered(texts: list[str]) -> None:
    dates = sorted((parse_edtf(text) for text in texts), key=lambda date: date.sort_key)
    starts = [date.earliest or date.latest or (9999, 12, 31) for date in dates]
    assert starts == sorted(starts)


@pytest.mark.parametrize("text", ["2016", "2016-10", "2016-10-21", "2016-10-21T10:30:00Z"])
def test_a_certain_date_is_exact(text: str) -> None:
    assert parse_edtf(text).is_exact


@pytest.mark.parametrize(
    "text",
    [
        "2016~",
        "2016-10?",
        "201X",
        "2016-XX",
        "2016-21",
        "2015/2016",
        "2016/..",
        "[2008,2011]",
        "Y17000",
        "-0044",
        "0000",
    ],
)
def test_no_other_date_is_exact(text: str) -> None:
    assert not parse_edtf(text).is_exact
