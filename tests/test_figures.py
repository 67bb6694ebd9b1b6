"""Figures: dates, percentages, money and numbers, in digits, words and characters of several languages."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from build_dossier.evidence.figures import Figure, FigureKind, figures
from build_dossier.evidence.number_lexicon import lexicon
from build_dossier.evidence.printed_dates import When, printed_dates
from build_dossier.values.edtf import parse_edtf
from build_dossier.values.numbers import plain

LANGUAGES = ("en", "en-GB", "fr", "de", "es", "zh-Hans", "ar", "tlh")
PIECES = st.sampled_from(
    [
        *("one", "two", "hundred", "million", "and", "a", "the", "of", "dozens", "twice", "third", "time", "cent"),
        *("deux", "cents", "vingt", "et", "pour", "dreiund", "zwanzig", "mil", "March", "May", "9", "2017", "1,500"),
        *("1.5", "٣", "万", "百", "分之", "三", "年", "月", "日", "’90s", "1st", "RMB", "USD", "x@y.z", "www.a"),
        *(",", "–", "-", ".", ":", "/", "$", "€", "%", "(", ")", "'", "’", "\n", " "),
    ]
)
TEXTS = st.text() | st.lists(PIECES, max_size=40).map(" ".join) | st.lists(PIECES, max_size=40).map("".join)


def _found(text: str, language: str = "en") -> list[str]:
    return [text[one.start : one.end] for one in figures(text, language)]


def _one(text: str, language: str = "en") -> Figure:
    (one,) = figures(text, language)
    return one


def _worth(one: Figure) -> str:
    """A figure's value and unit: '1.5–2 %'."""
    ends = [plain(number.normalize()) for number in (one.value, one.high) if number is not None]
    return f"{'–'.join(ends)} {one.unit}".strip()


# --- digits


@pytest.mark.parametrize(
    ("text", "language", "worth"),
    [
        ("380", "en", "380"),
        ("1,500 reports", "en", "1500"),
        ("1.5 million", "en", "1500000"),
        ("1,000.50", "en", "1000.5"),
        ("3.8 billion", "en", "3800000000"),
        ("3,8 Billionen", "de", "3800000000000"),
        ("1.500 Läden", "de", "1500"),
        ("2,5 Mio. Stück", "de", "2500000"),
        ("3 Mrd.", "de", "3000000000"),
        ("1.500,75", "de", "1500.75"),
        ("1 500 boutiques", "fr", "1500"),
        ("1\u202f500 boutiques", "fr", "1500"),
        ("1’500 Läden", "de-CH", "1500"),
        ("97.277.850 impresiones", "es", "97277850"),
        ("380万件", "zh", "3800000"),
        ("٣٨٠ مليون", "ar", "380000000"),
        ("١٬٥٠٠", "ar", "1500"),
        ("１２３", "ja", "123"),
        ("10–15 shops", "en", "10–15"),
        ("-3 degrees", "en", "-3"),
        ("28x", "en", "28"),
        ("5,000-strong", "en", "5000"),
        ("30k", "en", "30000"),
        ("12:30", "en", ""),
        ("(408) 555-0199", "en", ""),
        ("15-10", "en", ""),
    ],
)
def test_numbers_in_digits(text: str, language: str, worth: str) -> None:
    one = _one(text, language)
    assert one.kind is FigureKind.NUMBER
    assert _worth(one) == worth


@pytest.mark.parametrize(
    "text",
    [
        "COVID-19 and 5G",
        "version 1.2.3",
        "MP3, B2B, H1N1",
        "the 21st century on 5th Avenue",
        "https://example.org/2016/380?x=12",
        "a1@example.org",
        "1. First\n2) Second",
    ],
)
def test_digits_that_are_no_figure(text: str) -> None:
    assert figures(text) == ()


def test_an_ordinal_is_a_figure_where_it_counts_occasions() -> None:
    assert _found("for the 28th time, on the 3rd floor") == ["28th"]


# --- percent and money


@pytest.mark.parametrize(
    ("text", "language", "worth"),
    [
        ("98%", "en", "98 %"),
        ("98 %", "fr", "98 %"),
        ("10-15%", "en", "10–15 %"),
        ("2 per cent", "en", "2 %"),
        ("ninety percent", "en", "90 %"),
        ("3 percentage points", "en", "3 %"),
        ("quatre-vingt-dix pour cent", "fr", "90 %"),
        ("neun Prozent", "de", "9 %"),
        ("7,5 por ciento", "es", "7.5 %"),
        ("百分之九十八", "zh", "98 %"),
        ("九成", "zh", "90 %"),
        ("٩٨٪", "ar", "98 %"),
    ],
)
def test_percentages(text: str, language: str, worth: str) -> None:
    one = _one(text, language)
    assert (one.kind, one.start, one.end) == (FigureKind.PERCENTAGE, 0, len(text))
    assert _worth(one) == worth


@pytest.mark.parametrize(
    ("text", "language", "worth"),
    [
        ("$1.5bn", "en", "1500000000 USD"),
        ("US$ 5 million", "en", "5000000 USD"),
        ("USD 5", "en", "5 USD"),
        ("€3.5 million", "en", "3500000 EUR"),
        ("5 €", "de", "5 EUR"),
        ("£1,731,000", "en", "1731000 GBP"),
        ("RMB5", "en", "5 CNY"),
        ("two million dollars", "en", "2000000 USD"),
        ("a billion dollar", "en", "1000000000 USD"),
        ("25 milliards de dollars", "fr", "25000000000 USD"),
        ("22 milliards d’euros", "fr", "22000000000 EUR"),
        ("146 Mrd Euro", "de", "146000000000 EUR"),
        ("五百万美元", "zh", "5000000 USD"),
        ("300元", "zh", "300 CNY"),
        ("5 دولار", "ar", "5 USD"),
        ("¥500", "en", "500"),
    ],
)
def test_sums_of_money(text: str, language: str, worth: str) -> None:
    one = _one(text, language)
    assert (one.kind, one.start, one.end) == (FigureKind.MONEY, 0, len(text))
    assert _worth(one) == worth


def test_three_capitals_are_not_always_a_currency() -> None:
    assert _one("TOP 10").kind is FigureKind.NUMBER


# --- words


@pytest.mark.parametrize(
    ("text", "language", "worth"),
    [
        ("two letters", "en", "2"),
        ("twenty-five", "en", "25"),
        ("two hundred and fifty thousand", "en", "250000"),
        ("two million three hundred thousand", "en", "2300000"),
        ("a hundred shops", "en", "100"),
        ("tenfold", "en", "10"),
        ("doubled", "en", "2"),
        ("deux cents", "fr", "200"),
        ("vingt et un", "fr", "21"),
        ("soixante-dix", "fr", "70"),
        ("quatre-vingt-dix-sept", "fr", "97"),
        ("deux mille trois cents", "fr", "2300"),
        ("un million", "fr", "1000000"),
        ("dreiundzwanzig", "de", "23"),
        ("zweihundertfünfzig", "de", "250"),
        ("vierhundertzweiundzwanzigtausend", "de", "422000"),
        ("eine Million", "de", "1000000"),
        ("zwei Billionen", "de", "2000000000000"),
        ("zehnfach", "de", "10"),
        ("doscientos cincuenta", "es", "250"),
        ("treinta y cinco", "es", "35"),
        ("dos mil millones", "es", "2000000000"),
        ("mil doscientos", "es", "1200"),
        ("一百万", "zh", "1000000"),
        ("二百五十万", "zh", "2500000"),
        ("一亿二千万", "zh", "120000000"),
        ("三十六", "zh", "36"),
        ("two shops", "tlh", "2"),
    ],
)
def test_numbers_in_words(text: str, language: str, worth: str) -> None:
    assert _worth(_one(text, language)) == worth


@pytest.mark.parametrize(
    ("text", "language", "found"),
    [
        ("dozens of shops, hundreds of them, millions", "en", ["dozens", "hundreds", "millions"]),
        ("two dozen, a dozen", "en", ["two dozen", "a dozen"]),
        ("two-thirds, one-third, half of all, a quarter of it", "en", ["two-thirds", "one-third", "half", "quarter"]),
        (
            "dizaines, une centaine, la moitié des, un tiers des",
            "fr",
            ["dizaines", "une centaine", "moitié", "un tiers"],
        ),
        ("Dutzende, die Hälfte der, ein Drittel aller", "de", ["Dutzende", "Hälfte", "ein Drittel"]),
        ("docenas, miles de, un centenar, la mitad de", "es", ["docenas", "miles", "un centenar", "mitad"]),
        ("数百家, 上万", "zh", ["数百", "上万"]),
    ],
)
def test_round_amounts_and_parts_have_no_exact_value(text: str, language: str, found: list[str]) -> None:
    assert _found(text, language) == found
    assert all(one.value is None for one in figures(text, language))


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("said one; no one; one of the largest; one day", []),
        ("within just one year; at least one group; one in ten", ["one", "one", "one", "ten"]),
        ("Three have left. The two have left; these three.", ["Three"]),
        ("the two letters; two of them; two or three shops", ["two", "two", "two", "three"]),
        ("the first time, the first of two", ["two"]),
        ("for the second time in a row; the second floor", ["second"]),
        ("in the second half of the year; a second-hand shop", []),
        ("nearly double the number; a double standard", ["double"]),
        ("someone, often, network, weight", []),
    ],
)
def test_a_small_word_is_a_figure_where_it_counts(text: str, found: list[str]) -> None:
    assert _found(text) == found


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("un homme et une femme; la deuxième rue; les deux", "fr"),
        ("ein Mann und eine Frau; einfach; die zwei haben", "de"),
        ("un hombre y una mujer; los dos", "es"),
        ("万一 十分 一个 三星 四川 第三条 千万别", "zh"),
    ],
)
def test_words_of_other_languages_that_count_nothing(text: str, language: str) -> None:
    assert figures(text, language) == ()


def test_tables_of_words_are_in_small_letters_without_blanks() -> None:
    for language in ("en", "fr", "de", "es"):
        known = lexicon(language)
        for words in (*known[:2], known.ordinals, known.multiples, known.uncounted, known.measures):
            assert all(word == word.lower() and " " not in word for word in words)


# --- dates


@pytest.mark.parametrize(
    ("text", "language", "date"),
    [
        ("March 9, 2017", "en", "2017-03-09"),
        ("9 March 2017", "en", "2017-03-09"),
        ("9th of March, 2017", "en", "2017-03-09"),
        ("Sept. 10, 2015", "en", "2015-09-10"),
        ("June, 2016", "en", "2016-06"),
        ("OCTOBER 2016", "en", "2016-10"),
        ("2016-09-02", "en", "2016-09-02"),
        ("2016-12", "en", "2016-12"),
        ("9/2/2016", "en", "2016-09-02"),
        ("9/2/2016", "en-GB", "2016-02-09"),
        ("25/12/2016", "en", "2016-12-25"),
        ("9/2007", "de", "2007-09"),
        ("02.09.2016", "de", "2016-09-02"),
        ("9. März 2017", "de", "2017-03-09"),
        ("1er mars 2017", "fr", "2017-03-01"),
        ("septembre 2016", "fr", "2016-09"),
        ("9 de marzo de 2017", "es", "2017-03-09"),
        ("2016年9月2日", "zh", "2016-09-02"),
        ("二〇一六年十二月", "zh", "2016-12"),
        ("٩ مارس ٢٠١٧", "ar", "2017-03-09"),
        ("2008", "en", "2008"),
        ("2015–16", "en", "2015/2016"),
        ("2015-16", "en", "2015/2016"),
        ("2010s", "en", "201X"),
        ("’90s", "en", "199X"),
        ("1990er", "de", "199X"),
    ],
)
def test_dates_with_a_year(text: str, language: str, date: str) -> None:
    one = _one(text, language)
    assert (one.kind, one.start, one.end) == (FigureKind.DATE, 0, len(text))
    assert one.when is not None
    assert one.when.edtf == date
    assert parse_edtf(date)


@pytest.mark.parametrize(
    ("text", "language", "when"),
    [
        ("Back in July, it", "en", When(month=7)),
        ("in May", "en", When(month=5)),
        ("May 5", "en", When(month=5, day=5)),
        ("le 2 août", "fr", When(month=8, day=2)),
        ("im März", "de", When(month=3)),
        ("9月2日", "zh", When(month=9, day=2)),
    ],
)
def test_dates_without_a_year(text: str, language: str, when: When) -> None:
    one = _one(text, language)
    assert one.when == when
    assert when.edtf == ""


@pytest.mark.parametrize(
    "text",
    ["it may be; they march on; March on!", "June said so, and April too", "on 3 marched", "mars is red", "in 12345"],
)
def test_what_is_no_date(text: str) -> None:
    assert printed_dates(text, "en") == []


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("$2016", [FigureKind.MONEY]),
        ("2,016", [FigureKind.NUMBER]),
        ("2016 million", [FigureKind.NUMBER]),
        ("in 1850; 1850 shops", [FigureKind.DATE, FigureKind.NUMBER]),
        ("mid-2016, FY2016", [FigureKind.DATE, FigureKind.DATE]),
        ("between September 2016 and August 2017", [FigureKind.DATE, FigureKind.DATE]),
    ],
)
def test_four_digits_are_a_year_or_not(text: str, kinds: list[FigureKind]) -> None:
    assert [one.kind for one in figures(text)] == kinds


@pytest.mark.parametrize(
    ("printed", "recorded", "holds"),
    [
        ("2008", "2008", True),
        ("2008", "2008-03-09", True),
        ("2008", "[2008,2011]", True),
        ("2010", "[2008,2011]", False),
        ("2016", "2015-09/2016-08", True),
        ("October 2016", "2016-10~", True),
        ("October 2016", "2016-10-21", True),
        ("October 2016", "2016", False),
        ("October 2016", "2016-10/..", True),
        ("March 9, 2017", "2017-03-09", True),
        ("March 9, 2017", "2017-03", False),
        ("March 9, 2017", "/2017-03-09", True),
        ("in July", "2016-07", True),
        ("in July", "2016", False),
        ("May 5", "2016-05-05", True),
        ("May 5", "2016-05", False),
        ("the 2010s", "2014", True),
        ("the 2010s", "201X", True),
        ("the 2010s", "2008", False),
        ("2008", "200X", False),
        ("2008", "XXXX", False),
    ],
)
def test_a_record_says_as_much_as_the_print(printed: str, recorded: str, holds: bool) -> None:
    (one,) = figures(printed)
    assert one.when is not None
    assert one.when.holds(parse_edtf(recorded)) is holds


# --- any text


@given(TEXTS, st.sampled_from(LANGUAGES))
@example("zweihundert" * 30, "de")
@example("2016-00-00 0/0/2016 〇月", "en")
def test_any_text_has_figures_in_order_apart_and_within_itself(text: str, language: str) -> None:
    end = 0
    for one in figures(text, language):
        assert end <= one.start < one.end <= len(text)
        assert (one.when is not None) is (one.kind is FigureKind.DATE)
        assert one.value is None or isinstance(one.value, Decimal)
        end = one.end


@given(st.integers(0, 10**12 - 1))
def test_grouped_digits_are_read_back(number: int) -> None:
    if not 1000 <= number <= 9999:
        assert _one(f"some {number:,} shops").value == number


@pytest.mark.parametrize(
    "piece", ["1,", "1 ", "one ", "hundred million ", "一", "(", "1.", "May ", "1", "a@", "in ", "12:"]
)
def test_a_text_of_one_kind_takes_no_long_time(piece: str) -> None:
    assert len(figures(piece * 10_000)) <= 10_000
