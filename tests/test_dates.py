"""Dates in words: what the author knew, and no more than that."""

from __future__ import annotations

import pytest

from build_dossier.values.dates import ends_before, in_words, moment_in_words, span_in_words
from build_dossier.values.edtf import parse_edtf


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("2016", "2016"),
        ("2016-10", "October 2016"),
        ("2016-09-02", "2 September 2016"),
        ("2016-10-21T10:30:00Z", "21 October 2016, 10:30 UTC"),
        ("2016-10-21T10:30", "21 October 2016, 10:30"),
        ("2016-10-21T10:30+08:00", "21 October 2016, 10:30 UTC+08:00"),
        ("2016?", "2016 (uncertain)"),
        ("2016-07~", "about July 2016"),
        ("2016-07-01%", "about 1 July 2016 (uncertain)"),
        ("201X", "the 2010s"),
        ("20XX", "between 2000 and 2099"),
        ("2XXX", "between 2000 and 2999"),
        ("000X", "between 1 BC and 9"),
        ("XXXX", "year not known"),
        ("2016-XX", "2016"),
        ("2016-XX-XX", "2016"),
        ("2016-10-XX", "October 2016"),
        ("2016-21", "spring 2016"),
        ("2016-22", "summer 2016"),
        ("2016-23", "autumn 2016"),
        ("2016-24", "winter 2016"),
        ("-0043", "44 BC"),
        ("0000", "1 BC"),
        ("Y17000", "17000"),
        ("2015-09/2016-08", "September 2015 to August 2016"),
        ("2018-01-12/2018-01-31", "12 to 31 January 2018"),
        ("2018-01-12/2018-02-03", "12 January to 3 February 2018"),
        ("2018-01/2018-03", "January to March 2018"),
        ("2018/2018-03", "2018 to March 2018"),
        ("2018-01-12/2018", "12 January 2018 to 2018"),
        ("2018-01-12/2018-01", "12 January to January 2018"),
        ("2018-01/2018-01-31", "January to 31 January 2018"),
        ("2018-01-12/2018-01-12", "12 January 2018 to 12 January 2018"),
        ("2017-12-31/2018-01-01", "31 December 2017 to 1 January 2018"),
        ("2018-01-12~/2018-01-31", "about 12 January 2018 to 31 January 2018"),
        ("[2018-01-12..2018-01-31]", "between 12 and 31 January 2018"),
        ("2015~/2016-08-01?", "about 2015 to 1 August 2016 (uncertain)"),
        ("2016/..", "since 2016"),
        ("2016/", "from 2016, end not known"),
        ("../2016", "until 2016"),
        ("/2016", "until 2016, start not known"),
        ("[2008]", "2008"),
        ("[2008,2011]", "2008 or 2011"),
        ("[2008..2011]", "between 2008 and 2011"),
        ("[2006,2008..2011,2015~]", "2006 or between 2008 and 2011 or about 2015"),
    ],
)
def test_a_date_in_words(text: str, words: str) -> None:
    assert in_words(parse_edtf(text)) == words


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("2016-10", "October 2016"),
        ("../2017-03-09", "by 9 March 2017"),
        ("/2017", "by 2017"),
        ("2016-05~/..", "in or after about May 2016"),
        ("2016/", "in or after 2016"),
        ("2015/2016", "2015 to 2016"),
        ("[2008,2011]", "2008 or 2011"),
    ],
)
def test_what_happened_once_has_no_start_and_no_end(text: str, words: str) -> None:
    assert moment_in_words(parse_edtf(text)) == words


@pytest.mark.parametrize(
    ("texts", "words"),
    [
        ([], ""),
        (["2016-10"], "October 2016"),
        (["2016-10", "2016-10"], "October 2016"),
        (["2018", "2015-10", "2016"], "between October 2015 and 2018"),
        (["2018-01-12", "2018-01-31"], "between 12 and 31 January 2018"),
        (["2016", "2016-05"], "2016"),
        (["2015-09/2016-08"], "September 2015 to August 2016"),
        (["2015-09/2016-08", "2016-01"], "between September 2015 and August 2016"),
        (["2015-09/2016-08", "2018"], "between September 2015 and 2018"),
        (["2014", "2015-09/2016-08"], "between 2014 and August 2016"),
        (["2014", "2016/.."], "since 2014"),
        (["2014", "2016/"], "from 2014, end not known"),
        (["../2014", "2016"], "until 2016"),
        (["../2014", "2016/.."], "until 2014 and since 2016"),
        (["2015/2016", "2016"], "between 2015 and 2016"),
        (["[2011,2008]", "2016"], "between 2008 and 2016"),
    ],
)
def test_from_the_first_of_several_dates_to_the_last(texts: list[str], words: str) -> None:
    assert span_in_words([parse_edtf(text) for text in texts]) == words


@pytest.mark.parametrize(
    ("end", "start", "is_before"),
    [
        ("2015", "2016", True),
        ("2015-12-31", "2016-01-01", True),
        ("2016-01-01", "2016-01-01", False),
        ("2016", "2016", False),
        ("2016", "2016-05", False),
        ("2016-05", "2016", False),
        ("201X", "2016", False),
        ("2016-07~", "2016-08", True),
        ("2016/..", "2017", False),
        ("2014/2015", "2016", True),
        ("2014", "../2016", False),
    ],
)
def test_a_thing_ends_before_it_starts_only_where_no_reading_allows_another_order(
    end: str, start: str, is_before: bool
) -> None:
    assert ends_before(parse_edtf(end), parse_edtf(start)) is is_before
