"""Scales: round ticks for numbers and for time, in exact decimals."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date
from decimal import Decimal

from babel.dates import format_skeleton

from build_dossier.language.speaking import in_digits, spoken
from build_dossier.values.dates import in_words
from build_dossier.values.edtf import Day, Edtf, month_length, parse_edtf
from build_dossier.values.numbers import short
from build_dossier.views.charts.chart import Tick

_STEPS = (Decimal(1), Decimal(2), Decimal("2.5"), Decimal(5), Decimal(10))
_LARGEST = Decimal("1e250")
_SMALLEST = Decimal("1e-250")


def ticks(values: Iterable[Decimal], most: int = 4, words: Callable[[Decimal], str] = short) -> tuple[Tick, ...]:
    """Round values from below the least to above the greatest, zero among them; at most `most` steps between.

    None where no drawing program could hold the numbers.
    """
    found = [Decimal(0), *values]
    low, high = min(found), max(found)
    size = max(abs(low), abs(high))
    if not _SMALLEST < size < _LARGEST:
        return ()
    step = _step(max(high, Decimal(0)) - min(low, Decimal(0)), most)
    first, last = (
        int((low / step).to_integral_value("ROUND_FLOOR")),
        int((high / step).to_integral_value("ROUND_CEILING")),
    )
    return tuple(Tick(number * step, words((number * step).normalize() + 0)) for number in range(first, last + 1))


def counts(numbers: Iterable[int], most: int = 4) -> tuple[Tick, ...]:
    """The same for whole numbers, whose steps are whole."""
    found = max(numbers, default=0)
    if found <= most:
        return tuple(Tick(Decimal(number), in_digits(str(number))) for number in range(found + 1))
    return tuple(tick for tick in ticks([Decimal(found)], most) if tick.value == tick.value.to_integral_value())


def _step(span: Decimal, most: int) -> Decimal:
    power = Decimal(10) ** ((span / most).adjusted())
    return next(power * step for step in _STEPS if power * step * most >= span)


def moment(day: Day, *, past: bool = False) -> Decimal:
    """Where a day begins on a scale of years, or where it is over; months are equally wide, as on the timeline."""
    year, month, of_month = day
    through = Decimal(of_month if past else of_month - 1) / month_length(year, month)
    return (year + (month - 1 + through) / 12).quantize(Decimal("0.0001"))


def reach(when: Edtf) -> tuple[Decimal | None, Decimal | None]:
    """The first and the last moment that a date can be; of a known day both are its middle, and None is open."""
    first = moment(when.earliest) if when.earliest else None
    last = moment(when.latest, past=True) if when.latest else None
    if when.earliest == when.latest and first is not None and last is not None:
        middle = ((first + last) / 2).quantize(Decimal("0.0001"))
        return middle, middle
    return first, last


def times(start: Decimal, end: Decimal, most: int = 6) -> tuple[Tick, ...]:
    """Ticks at the beginnings of years or, where there is less than one and a half, of months."""
    if end - start <= Decimal("1.5"):
        return _months(start, end)
    first, last = int(start.to_integral_value("ROUND_CEILING")), int(end.to_integral_value("ROUND_FLOOR"))
    step = int(max(Decimal(1), _whole_step(last - first, most)))
    return tuple(Tick(Decimal(year), year_words(year)) for year in range(first, last + 1) if year % step == 0)


def _whole_step(span: int, most: int) -> Decimal:
    return _step(Decimal(max(span, 1)), most).to_integral_value("ROUND_CEILING")


def _months(start: Decimal, end: Decimal) -> tuple[Tick, ...]:
    first, last = (
        int((at * 12).to_integral_value(rounding)) for at, rounding in ((start, "ROUND_CEILING"), (end, "ROUND_FLOOR"))
    )
    step = -(-(last - first + 1) // 6)
    return tuple(
        Tick((Decimal(number) / 12).quantize(Decimal("0.0001")), month_words(number))
        for number in range(first, last + 1, step)
    )


def year_words(year: int) -> str:
    """A year as dates write it: '2016', '44 BC'."""
    return in_words(
        parse_edtf(f"{year:04}" if 0 <= year <= 9999 else f"-{-year:04}" if -9999 <= year < 0 else f"Y{year}")
    )


def month_words(number: int) -> str:
    """The month of this number since the year 0, in short: 'Jan 2016'."""
    year, month = divmod(number, 12)
    if not 1 <= year <= 9999:
        return year_words(year)
    return in_digits(format_skeleton("yMMM", date(year, month + 1, 1), locale=spoken().locale))
