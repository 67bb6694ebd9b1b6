"""Figures for readers: the number in words, with what is counted and how exact it is."""

from __future__ import annotations

from dataclasses import dataclass

from build_dossier.language.speaking import gettext, pgettext
from build_dossier.records.statistic import Statistic
from build_dossier.values import codes, numbers, scales


@dataclass(frozen=True, slots=True)
class Amount:
    """A figure taken apart, so that a page can set the number large: 'more than', '100,000', 'brands'."""

    comparator: str
    """'' where the figure is exact."""
    number: str
    """With what belongs to it: '98%', '240 billion US Dollar'."""
    unit: str


def amount(statistic: Statistic) -> str:
    """The figure with comparator and unit: 'more than 100,000 brands', '98%', '5 to 10 million US Dollar'."""
    parts = amount_of(statistic)
    exact = gettext("{number} {unit}", number=parts.number, unit=parts.unit) if parts.unit else parts.number
    return _compared(statistic.comparator, exact)


def _compared(comparator: scales.Comparator, amount: str) -> str:
    match comparator:
        case scales.Comparator.ABOUT:
            return gettext("about {amount}", amount=amount)
        case scales.Comparator.MORE_THAN:
            return gettext("more than {amount}", amount=amount)
        case scales.Comparator.AT_LEAST:
            return gettext("at least {amount}", amount=amount)
        case scales.Comparator.LESS_THAN:
            return gettext("less than {amount}", amount=amount)
        case scales.Comparator.AT_MOST:
            return gettext("at most {amount}", amount=amount)
        case _:
            return amount


def amount_of(statistic: Statistic) -> Amount:
    """The figure, taken apart."""
    low, high = statistic.low, statistic.high
    if statistic.value is not None:
        figure = numbers.short(statistic.value)
    elif low is not None and high is not None:
        figure = gettext("{low} to {high}", low=numbers.short(low), high=numbers.short(high))
    else:
        figure = pgettext("figure", "unknown")
    unit = statistic.unit or ""
    if unit == "%":
        figure = gettext("{number}%", number=figure)
    elif codes.is_currency(unit):
        figure = gettext("{number} {currency}", number=figure, currency=codes.currency_name(unit))
    is_within = unit == "%" or codes.is_currency(unit)
    exactly = statistic.comparator is scales.Comparator.EXACTLY
    return Amount("" if exactly else statistic.comparator.words, figure, "" if is_within else unit)
