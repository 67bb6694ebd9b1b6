"""Fields: each reads the author's text, and says in its own code what is wrong with it."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import TypeAdapter, ValidationError

from build_dossier.records import fields
from build_dossier.values import scales
from build_dossier.values.edtf import parse_edtf

ADAPTERS: dict[str, TypeAdapter[object]] = {
    "text": TypeAdapter(fields.Text),
    "id": TypeAdapter(fields.Id),
    "date": TypeAdapter(fields.Date),
    "number": TypeAdapter(fields.Number),
    "language": TypeAdapter(fields.Language),
    "country": TypeAdapter(fields.Country),
    "url": TypeAdapter(fields.Url),
    "marking": TypeAdapter(fields.Marking),
    "stance": TypeAdapter(fields.Stance),
    "credibility": TypeAdapter(fields.Credibility),
    "source type": TypeAdapter(fields.SourceType),
    "evidence": TypeAdapter(fields.Evidence),
}
OUR_CODES = {
    "wrong-type",
    "control-character",
    "empty-text",
    "bad-id",
    "bad-date",
    "interval-order",
    "bad-number",
    "bad-language",
    "bad-country",
    "bad-url",
    "unknown-value",
}
VALUES = st.recursive(
    st.text() | st.none() | st.text("0123456789-/.,%eE+ million", max_size=20),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=5,
)


def _refused(field: str, value: object) -> tuple[str, str, tuple[str, ...]]:
    with pytest.raises(ValidationError) as caught:
        ADAPTERS[field].validate_python(value)
    (error,) = caught.value.errors()
    context = error["ctx"]
    return error["type"], str(context["message"]), tuple(context["hints"])


@pytest.mark.parametrize("field", sorted(ADAPTERS))
@given(value=VALUES)
def test_any_value_is_read_or_refused_with_a_code_of_ours(field: str, value: object) -> None:
    try:
        ADAPTERS[field].validate_python(value)
    except ValidationError as error:
        assert {one["type"] for one in error.errors()} <= OUR_CODES


@pytest.mark.parametrize(
    ("field", "value", "read"),
    [
        ("text", "  two words \n", "two words"),
        ("text", "« L’œuvre »\n\tتاجر 万 😀", "« L’œuvre »\n\tتاجر 万 😀"),
        ("id", "a", "a"),
        ("id", "duggan-opaque-2016", "duggan-opaque-2016"),
        ("id", "2016", "2016"),
        ("id", "a" * 100, "a" * 100),
        ("date", "2016-07~", parse_edtf("2016-07~")),
        ("date", " 2016 ", parse_edtf("2016")),
        ("number", "2.50", Decimal("2.50")),
        ("number", "012", Decimal(12)),
        ("language", "zh-Hans", "zh-Hans"),
        ("country", "NO", "NO"),
        ("url", "https://example.org/a_(b)?c=d&e=%20#f", "https://example.org/a_(b)?c=d&e=%20#f"),
        ("url", "http://bücher.example/ä", "http://bücher.example/ä"),
        ("marking", "TLP:AMBER+STRICT", scales.Marking.AMBER_STRICT),
        ("marking", "CLEAR", scales.Marking.CLEAR),
        ("stance", "opposes", scales.Stance.OPPOSES),
        ("credibility", "6", scales.Credibility.CANNOT_BE_JUDGED),
    ],
)
def test_a_sound_value_is_read(field: str, value: str, read: object) -> None:
    assert ADAPTERS[field].validate_python(value) == read


def test_a_number_keeps_the_digits_that_were_written() -> None:
    assert str(ADAPTERS["number"].validate_python("2.50")) == "2.50"


@pytest.mark.parametrize("value", ["", " ", "\n\t", "\xa0", "\u3000"])
def test_blank_space_is_no_text(value: str) -> None:
    assert _refused("text", value)[0] == "empty-text"


@pytest.mark.parametrize("char", ["\x00", "\x07", "\x1b", "\r", "\x0b", "\x0c", "\x7f", "\x80", "\x9b", "\x9f"])
def test_control_characters_are_refused_by_name(char: str) -> None:
    code, message, _ = _refused("text", f"one{char}two")
    assert (code, f"U+{ord(char):04X}" in message) == ("control-character", True)


@pytest.mark.parametrize(
    ("value", "meant"),
    [
        ("Duggan", "duggan"),
        ("two words", "two-words"),
        ("snake_case", "snake-case"),
        ("-a--b-", "a-b"),
        ("café-zoë", "cafe-zoe"),
        ("../../etc/passwd", "etc-passwd"),
        ("a\nb", "a-b"),
        ("ﬁle", "file"),
    ],
)
def test_an_id_that_is_none_comes_with_the_nearest_one(value: str, meant: str) -> None:
    code, message, hints = _refused("id", value)
    assert code == "bad-id"
    assert value in message
    assert hints == (f"did you mean '{meant}'?",)


@pytest.mark.parametrize("value", ["万", "..", "-", "/", "😀"])
def test_where_no_id_is_near_none_is_offered(value: str) -> None:
    assert _refused("id", value)[2] == ()


@pytest.mark.parametrize("value", ["index", "con", "nul", "com1", "lpt9"])
def test_ids_that_no_page_can_have_are_reserved(value: str) -> None:
    code, message, _ = _refused("id", value)
    assert (code, message) == ("bad-id", f"the id '{value}' is reserved")


def test_an_id_has_a_limit() -> None:
    assert "101 characters" in _refused("id", "a" * 101)[1]


@given(st.text(max_size=200))
def test_the_nearest_id_is_an_id_or_nothing(text: str) -> None:
    slug = fields.slug_of(text)
    assert slug == "" or fields.SLUG.fullmatch(slug)


@pytest.mark.parametrize(
    ("value", "hint"),
    [
        ("1,000", "did you mean 1000?"),
        ("1 000 000", "did you mean 1000000?"),
        ("1,234.50", "did you mean 1234.50?"),
        ("98%", "did you mean 98?"),
        ("0.98 %", "did you mean 0.98?"),
        ("380 million", "did you mean 380000000? '380 million' belongs in an appearance's `as_printed`"),
        ("1.5 Billion", "did you mean 1500000000? '1.5 Billion' belongs in an appearance's `as_printed`"),
        ("−5", "did you mean -5?"),
        ("-1,000", "did you mean -1000?"),
    ],
)
def test_a_figure_as_printed_comes_with_its_number(value: str, hint: str) -> None:
    code, _, hints = _refused("number", value)
    assert (code, hints[0]) == ("bad-number", hint)


@pytest.mark.parametrize("value", [".inf", "abc", "1,5", "1.000.000", "about 5", "million", "$5", "12:30", "1e9999"])
def test_what_is_not_clearly_a_figure_is_not_guessed_at(value: str) -> None:
    assert _refused("number", value)[2] == ("write digits, with a point for the fraction: 380000000, 0.98",)


def test_a_unit_after_a_number_is_told_its_place() -> None:
    assert _refused("number", "5 USD")[2] == ("did you mean 5?", "'USD' belongs in `unit`")


@pytest.mark.parametrize(
    "value",
    [
        "example.org",
        "//example.org",
        "ftp://example.org",
        "javascript:alert(1)",
        "JavaScript://example.org/%0aalert(1)",
        "data:text/html,x",
        "https://",
        "https:///path",
        "http://[::1",
        "https://a b",
        'https://a/"',
        "https://a/<b>",
        "https://a\nb",
    ],
)
def test_what_is_no_web_address(value: str) -> None:
    assert _refused("url", value)[0] == "bad-url"


@pytest.mark.parametrize(
    ("value", "near"), [("no", "NO"), ("Norway", "NO"), ("false", "NO"), ("UK", "GB"), ("usa", "US")]
)
def test_a_country_by_another_name_comes_with_its_code(value: str, near: str) -> None:
    code, _, hints = _refused("country", value)
    assert (code, hints[0]) == ("bad-country", f"did you mean '{near}'?")


@pytest.mark.parametrize("value", ["WHITE", "TLP:WHITE"])
def test_white_is_refused_with_its_new_name(value: str) -> None:
    code, _, hints = _refused("marking", value)
    assert (code, hints[0]) == ("unknown-value", "TLP 2.0 calls it TLP:CLEAR")


@pytest.mark.parametrize(
    ("field", "value", "hint"),
    [
        ("marking", "tlp:red", "did you mean 'TLP:RED'?"),
        ("marking", "AMBER-STRICT", "TLP 2.0 writes it TLP:AMBER+STRICT"),
        ("stance", "for", "write 'supports'"),
        ("stance", "against", "write 'opposes'"),
        ("stance", "Opposes", "did you mean 'opposes'?"),
        ("source type", "newspaper", "did you mean 'article-newspaper'?"),
        ("credibility", "7", "one of: 1, 2, 3, 4, 5, 6"),
    ],
)
def test_a_value_that_is_not_known_comes_with_the_nearest(field: str, value: str, hint: str) -> None:
    code, _, hints = _refused(field, value)
    assert (code, hints[0]) == ("unknown-value", hint)


def test_a_short_list_of_values_is_told_in_full_and_a_long_one_only_where_none_is_near() -> None:
    assert _refused("stance", "suports")[2][-1].startswith("one of: supports, ")
    assert len(_refused("source type", "newspaper")[2]) == 1
    assert _refused("source type", "xyz")[2][0].startswith("one of: article, ")


def test_an_interval_starts_before_it_ends() -> None:
    code, _, hints = _refused("date", "2016-08/2015-09~")
    assert (code, hints) == ("interval-order", ("did you mean '2015-09~/2016-08'?",))


@pytest.mark.parametrize("value", ["2016/2016-05", "2016-05/2016", "2016-10-21/2016-10-21", "../2016", "2016/.."])
def test_an_interval_whose_ends_may_be_in_order_is_sound(value: str) -> None:
    assert ADAPTERS["date"].validate_python(value) == parse_edtf(value)


@pytest.mark.parametrize(
    ("field", "value", "message", "hint"),
    [
        ("text", ["a"], "a text is expected here, not a list", "write it on one line, or after '|'"),
        ("text", {"a": "b"}, "a text is expected here, not a mapping", "write it on one line, or after '|'"),
        ("text", None, "a text is expected here, not nothing", "write it on one line, or after '|'"),
        (
            "date",
            ["2008", "2011"],
            "a date is expected here, not a list",
            "put a set of dates in quotation marks: '[2008,2011]'",
        ),
        (
            "number",
            ["1"],
            "a number is expected here, not a list",
            "write digits, with a point for the fraction",
        ),
        (
            "evidence",
            {"quote": "a"},
            "a `kind:id` is expected here, not a mapping",
            "write it without the space: quote:a",
        ),
        (
            "evidence",
            {"a": "b", "c": "d"},
            "a text is expected here, not a mapping",
            "write it on one line, or after '|'",
        ),
    ],
)
def test_a_wrong_shape_is_told_with_the_right_one(field: str, value: object, message: str, hint: str) -> None:
    assert _refused(field, value) == ("wrong-type", message, (hint,))
