"""Codes of other people's registers: languages, countries, currencies. Names come from CLDR, by Babel."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache

import langcodes
from babel import Locale

from build_dossier.language.speaking import gettext, spoken

# What codes there are is the same in all languages.
_ENGLISH = Locale("en")
_TERRITORIES: Mapping[str, str] = _ENGLISH.territories
_CURRENCIES: Mapping[str, str] = _ENGLISH.currencies
# Two-letter codes that CLDR names but ISO 3166-1 has neither assigned nor reserved.
_NOT_ISO = {"EZ", "QO", "XA", "XB", "ZZ"}
# ISO 15924 codes of the scripts in use that are written from right to left.
_RIGHT_TO_LEFT = {"Adlm", "Arab", "Aran", "Hebr", "Mand", "Nkoo", "Rohg", "Samr", "Syrc", "Thaa"}


@lru_cache(maxsize=256)
def is_language(tag: str) -> bool:
    """Whether the tag is BCP 47 and its parts are registered."""
    return "_" not in tag and langcodes.tag_is_valid(tag)


def language_name(tag: str) -> str:
    """A valid tag's name ('Chinese (Simplified)') in the language spoken, or the tag where CLDR has none."""
    language, locale = langcodes.Language.get(tag), spoken().locale
    name = locale.languages.get(language.language or "und")
    if name is None:
        return tag
    scripts, territories = locale.scripts, locale.territories
    script, territory = scripts.get(language.script or ""), territories.get(language.territory or "")
    if script and territory:
        return gettext("{language} ({script}, {territory})", language=name, script=script, territory=territory)
    detail = script or territory
    return gettext("{language} ({detail})", language=name, detail=detail) if detail else name


@lru_cache(maxsize=256)
def direction(tag: str) -> str:
    """'rtl' or 'ltr', as the script is written that a valid tag names or that its language mostly uses."""
    return "rtl" if langcodes.Language.get(tag).maximize().script in _RIGHT_TO_LEFT else "ltr"


@lru_cache(maxsize=256)
def with_country(tag: str) -> str:
    """'en_GB', 'ar_EG': a valid tag's language and country; the likely one (CLDR) where the tag names none."""
    language = langcodes.Language.get(tag)
    country = "GB" if tag == "en" else language.maximize().territory  # English dates are written as in Britain
    return f"{language.language}_{country}" if country else str(language.language)


def alike(tag: str) -> tuple[str, ...]:
    """A valid tag and what stands in for it, nearest first: 'zh-HK', 'zh-Hant', 'zh'; 'fr-CA', 'fr-Latn', 'fr'."""
    full = langcodes.Language.get(tag).maximize()
    return tuple(dict.fromkeys((tag, f"{full.language}-{full.script}", str(full.language))))


@lru_cache(maxsize=1)
def countries() -> frozenset[str]:
    """ISO 3166-1 alpha-2 codes, with the reserved ones that are in use (EU, XK)."""
    return frozenset(code for code in _TERRITORIES if re.fullmatch("[A-Z]{2}", code)) - _NOT_ISO


def country_name(code: str) -> str:
    """The country's name in the language spoken."""
    return str(spoken().locale.territories.get(code, code))


def is_currency(code: str) -> bool:
    """Whether ISO 4217 knows the code, past currencies included."""
    return code in _CURRENCIES


def currency_name(code: str) -> str:
    """The currency's name in the language spoken ('US Dollar')."""
    return str(spoken().locale.currencies.get(code, code))
