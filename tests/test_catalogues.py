"""The catalogues of the site's words: whole, in step with the code, and right where a computer can tell."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from functools import cache
from string import Formatter

import pytest
from babel.messages.catalog import Catalog, Message

from build_dossier import messages
from build_dossier.language.catalogues import SOURCE, catalogue, languages, untranslated
from build_dossier.language.speaking import gettext, language_of, ngettext, speaking
from build_dossier.values.dates import in_words
from build_dossier.values.edtf import parse_edtf
from build_dossier.values.numbers import grouped, short

TRANSLATED = [name for name in languages() if name != SOURCE]


@cache
def _template() -> Catalog:
    """The messages of the code, which take seconds to find."""
    return messages.template()


def test_the_site_speaks_four_languages() -> None:
    assert languages() == ("ar", "en", "fr", "zh")


@pytest.mark.parametrize("name", TRANSLATED)
def test_every_message_of_the_code_is_in_the_catalogue_and_nothing_else(name: str) -> None:
    """`python -m build_dossier.messages` mends it."""
    text = (messages.LOCALES / f"{name}.po").read_bytes()
    assert messages.updated(text, name, _template()) == text


@pytest.mark.parametrize("name", TRANSLATED)
def test_every_message_is_translated(name: str) -> None:
    assert untranslated(name) == 0


def _forms(message: Message) -> Iterator[tuple[str, str]]:
    """Each form of a message in the code's language with its translation."""
    if isinstance(message.id, str):
        yield message.id, str(message.string)
    else:
        yield from ((str(message.id[-1]), form) for form in _plurals(message))


def _plurals(message: Message) -> tuple[str, ...]:
    return tuple(map(str, message.string or ()))


def _names(text: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(text) if name is not None}


@pytest.mark.parametrize("name", TRANSLATED)
def test_a_translation_names_only_what_is_put_in(name: str) -> None:
    """And all of it, but for a plural's number, which a form may say in a word, or in digits where English has one."""
    wrong = [
        (source, target)
        for message in catalogue(name)
        if message.id
        for source, target in _forms(message)
        if _names(target) - {"number", "count"} != _names(source) - {"number", "count"}
        or not _names(target) <= _names(source) | ({"number", "count"} if isinstance(message.id, tuple) else set())
    ]
    assert wrong == []


@pytest.mark.parametrize("name", TRANSLATED)
def test_markup_is_that_of_the_message(name: str) -> None:
    """Its tags and Markdown, which a translation could break."""
    marks = re.compile(r"<[^>]*>|[*_`\\[\]#|]|\{:[^}]*\}")
    for message in catalogue(name):
        for source, target in _forms(message) if message.id else ():
            assert sorted(marks.findall(target)) == sorted(marks.findall(source)), target


@pytest.mark.parametrize("name", TRANSLATED)
def test_a_plural_has_as_many_forms_as_the_language(name: str) -> None:
    forms = {"ar": 6, "fr": 2, "zh": 1}[name]
    assert catalogue(name).num_plurals == forms
    plurals = [message for message in catalogue(name) if isinstance(message.id, tuple)]
    assert len(plurals) > 20
    assert {len(_plurals(message)) for message in plurals} == {forms}


def test_arabic_counts_in_six_ways_and_in_the_digits_that_the_dossier_asks_for() -> None:
    with speaking(language_of("ar", "arab")):
        told = [ngettext("{count} source", "{count} sources", number) for number in (0, 1, 2, 3, 11, 100)]
    assert len(set(told)) == 6
    assert "٣" in told[3]
    assert "١١" in told[4]
    assert "١٠٠" in told[5]
    with speaking(language_of("ar", "latn")):
        assert "11" in ngettext("{count} source", "{count} sources", 11)


@pytest.mark.parametrize(
    ("tag", "digits", "day", "span", "month"),
    [
        ("en", None, "2 September 2016", "12 to 31 January 2018", "about July 2016"),
        ("fr-CA", None, "2 septembre 2016", "12 au 31 janvier 2018", "vers juillet 2016"),
        ("zh-Hans", None, "2016年9月2日", "2018年1月12日至31日", "2016年7月前后"),
        ("ar", "arab", "٢ سبتمبر ٢٠١٦", None, None),
        ("ar", None, "2 سبتمبر 2016", None, None),
    ],
)
def test_a_date_is_written_as_the_language_writes_it(
    tag: str, digits: str | None, day: str, span: str | None, month: str | None
) -> None:
    with speaking(language_of(tag, digits)):
        assert in_words(parse_edtf("2016-09-02")) == day
        assert span is None or in_words(parse_edtf("2018-01-12/2018-01-31")) == span
        assert month is None or in_words(parse_edtf("2016-07~")) == month


@pytest.mark.parametrize(
    ("tag", "digits", "large", "exact"),
    [
        ("en", None, "380 million", "1,234.5"),
        ("fr", None, "380 millions", "1\u202f234,5"),
        ("zh", None, "3.8亿", "1,234.5"),
        ("ar", "arab", "٣٨٠ مليون", "١٬٢٣٤٫٥"),
    ],
)
def test_a_number_is_written_as_the_language_writes_it(tag: str, digits: str | None, large: str, exact: str) -> None:
    with speaking(language_of(tag, digits)):
        assert short(Decimal(380_000_000)) == large
        assert grouped(Decimal("1234.5")) == exact


def test_outside_of_a_build_everything_is_english() -> None:
    with speaking(language_of("fr")):
        french = gettext("year not known")
    assert french != gettext("year not known") == "year not known"
