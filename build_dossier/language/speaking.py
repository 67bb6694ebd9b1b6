"""The words of the site in the language of the dossier.

A build speaks one language. It is set in one place, `speaking`, around making the pages, and read by the functions
below; outside of it everything is English, as the command line and the problems are. That it is not handed from
function to function is on purpose: nearly every function of the views would carry it, and none would look at it.

The functions have the names and the order of arguments of GNU gettext, so that its tools find the messages. A message
is a whole sentence or label with `{names}` for what is put in; a sentence is never built from translated parts.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from functools import cached_property
from gettext import NullTranslations

from babel import Locale, UnknownLocaleError

from build_dossier.language.catalogues import SOURCE, nearest, translations

_SMALL = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")


# The digits 0 to 9 of some numbering systems of CLDR, under its names; Babel brings the names only.
DIGITS = {
    "latn": "0123456789",
    "arab": "٠١٢٣٤٥٦٧٨٩",
    "arabext": "۰۱۲۳۴۵۶۷۸۹",
    "deva": "०१२३४५६७८९",
    "beng": "০১২৩৪৫৬৭৮৯",
}


@dataclass(frozen=True)
class Language:
    """A language that the site speaks."""

    tag: str = SOURCE
    """The dossier's language (BCP 47)."""
    digits: str = "latn"
    """The digits of its numbers and dates, as CLDR names numbering systems: 'latn' (123), 'arab' (١٢٣)."""

    @property
    def is_source(self) -> bool:
        """Whether it is the language in which the words stand in the code."""
        return self.words_in == SOURCE

    @cached_property
    def words_in(self) -> str:
        """The language of the words: the dossier's, or English where there is no catalogue."""
        return nearest(self.tag) or SOURCE

    @cached_property
    def translations(self) -> NullTranslations:
        """The words."""
        return translations(self.words_in)

    @cached_property
    def locale(self) -> Locale:
        """Names, dates and numbers of the language of the words; English has the day before the month."""
        try:
            found = Locale.parse(self.tag if nearest(self.tag) else SOURCE, sep="-")
        except (ValueError, UnknownLocaleError):
            found = Locale.parse(self.words_in, sep="-")
        return Locale("en", "GB") if found == Locale("en") else found

    @cached_property
    def digit_table(self) -> dict[int, str]:
        """For `str.translate`: the digits 0 to 9 as this language writes them."""
        if self.digits == "latn":
            return {}
        return {ord(str(value)): digit for value, digit in enumerate(DIGITS[self.digits])}

    @cached_property
    def number_table(self) -> dict[int, str]:
        """The same, and the signs of Python's '-1,234.5'."""
        symbols = self.locale.number_symbols
        own = symbols.get(self.digits) or symbols.get("latn") or {}
        signs = {ord(","): own.get("group", ","), ord("."): own.get("decimal", "."), ord("-"): "−"}
        return self.digit_table | signs


ENGLISH = Language()
_current: ContextVar[Language] = ContextVar("language", default=ENGLISH)


def language_of(tag: str, digits: str | None = None) -> Language:
    """The language of a dossier, with the digits that CLDR gives it where the author names none."""
    spoken = Language(tag)
    usual = spoken.locale.default_numbering_system
    return Language(tag, digits or (usual if usual in DIGITS else "latn"))


@contextmanager
def speaking(language: Language) -> Iterator[Language]:
    """Everything within is said in this language."""
    token = _current.set(language)
    try:
        yield language
    finally:
        _current.reset(token)


def spoken() -> Language:
    """The language in which things are said now."""
    return _current.get()


def gettext(message: str, /, **values: object) -> str:
    """The message in the language spoken, with the values put in; a whole number is written as the language does."""
    return _filled(_current.get().translations.gettext(message), values)


def pgettext(context: str, message: str, /, **values: object) -> str:
    """The same for words that mean different things in different places, as 'open' of a gap and of a door."""
    return _filled(_current.get().translations.pgettext(context, message), values)


def ngettext(one: str, many: str, number: int, /, **values: object) -> str:
    """The form of the message for a number: `{number}` is it in digits, `{count}` in words where English has them."""
    form = _current.get().translations.ngettext(one, many, number)
    return _filled(form, {"number": digits(number), "count": counted(number), **values})


def npgettext(context: str, one: str, many: str, number: int, /, **values: object) -> str:
    """`ngettext` for words that mean different things in different places."""
    form = _current.get().translations.npgettext(context, one, many, number)
    return _filled(form, {"number": digits(number), "count": counted(number), **values})


def digits(number: object) -> str:
    """A whole number for readers: '1,234', '١٬٢٣٤'."""
    return f"{number:,}".translate(_current.get().number_table)


def in_digits(text: str) -> str:
    """A text with its digits as the language writes them, without grouping: for years, days and times."""
    table = _current.get().digit_table
    return text.translate(table) if table else text


def counted(number: int) -> str:
    """'no', 'one', 'two', '31' in English. Number words of others follow gender and case, so those have digits."""
    return _SMALL[number] if number < len(_SMALL) and _current.get().is_source else digits(number)


def _filled(message: str, values: dict[str, object]) -> str:
    if not values:
        return message
    told = {name: digits(value) if type(value) is int else value for name, value in values.items()}
    return message.format(**told)
