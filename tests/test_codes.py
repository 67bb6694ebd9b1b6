"""Codes of other people's registers: which are valid, and what they are called."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from build_dossier.values import codes


@pytest.mark.parametrize(
    ("tag", "name", "direction"),
    [
        ("en", "English", "ltr"),
        ("fr-CA", "French (Canada)", "ltr"),
        ("zh-Hans", "Chinese (Simplified)", "ltr"),
        ("sr-Latn-RS", "Serbian (Latin, Serbia)", "ltr"),
        ("nb", "Norwegian Bokmål", "ltr"),
        ("ar", "Arabic", "rtl"),
        ("ar-Latn", "Arabic (Latin)", "ltr"),
        ("he", "Hebrew", "rtl"),
        ("ur", "Urdu", "rtl"),
        ("az-IR", "Azerbaijani (Iran)", "rtl"),
        ("ku-Arab", "Kurdish (Arabic)", "rtl"),
        ("dv", "Divehi", "rtl"),
        ("tlh", "Klingon", "ltr"),
        ("und", "Unknown language", "ltr"),
        ("qaa", "qaa", "ltr"),
        ("x-private", "x-private", "ltr"),
    ],
)
def test_a_language_has_a_name_and_a_direction(tag: str, name: str, direction: str) -> None:
    assert codes.is_language(tag)
    assert (codes.language_name(tag), codes.direction(tag)) == (name, direction)


@pytest.mark.parametrize("tag", ["", "e", "xx", "English", "en_GB", "en-", "-", "zh-Hanz", "en US", "é", "en" * 50])
def test_what_is_no_language_tag(tag: str) -> None:
    assert not codes.is_language(tag)


@given(st.text("abcdefghxyz-_0189ABZ", max_size=14) | st.text(max_size=6))
def test_any_text_is_a_language_tag_or_not_and_every_tag_has_a_name(text: str) -> None:
    if codes.is_language(text):
        assert codes.language_name(text)
        assert codes.direction(text) in ("ltr", "rtl")


@pytest.mark.parametrize(
    ("code", "name"),
    [("NO", "Norway"), ("CN", "China"), ("GB", "United Kingdom"), ("EU", "European Union"), ("XK", "Kosovo")],
)
def test_a_country_has_a_name(code: str, name: str) -> None:
    assert code in codes.countries()
    assert codes.country_name(code) == name


@pytest.mark.parametrize("code", ["XX", "ZZ", "EZ", "UK", "no", "USA", "001", "", "false"])
def test_what_is_no_country(code: str) -> None:
    assert code not in codes.countries()


@pytest.mark.parametrize(("code", "name"), [("USD", "US Dollar"), ("CNY", "Chinese Yuan"), ("DEM", "German Mark")])
def test_a_currency_has_a_name(code: str, name: str) -> None:
    assert codes.is_currency(code)
    assert codes.currency_name(code) == name


@pytest.mark.parametrize("code", ["QQQ", "usd", "US", ""])
def test_what_is_no_currency(code: str) -> None:
    assert not codes.is_currency(code)
    assert codes.currency_name(code) == code
