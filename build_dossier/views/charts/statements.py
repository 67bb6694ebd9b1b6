"""Statements over time: how many quotations each side of an issue has in each year or month."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from build_dossier.language.speaking import digits, gettext, ngettext, pgettext
from build_dossier.records.issue import Issue
from build_dossier.records.quote import Quote
from build_dossier.values.edtf import Edtf
from build_dossier.views.balance import SIDES, quotes_by_side, side_in_words
from build_dossier.views.charts.chart import Cell, Chart, Columns, Field, Fill, Series, Tick, files_of
from build_dossier.views.charts.scale import month_words, year_words
from build_dossier.views.common import Context
from build_dossier.views.words import labelled, semicolon_listed

_MOST_BINS = 36
FILLS: tuple[Fill, Fill, Fill] = ("for", "against", "neither")
"""The colours of the sides, in the order of `balance.SIDES`."""


@dataclass(frozen=True, slots=True)
class _Bins:
    """Equal stretches of time: months, years or so many years; the first and the last that hold anything."""

    months: int
    """How many months a stretch has."""
    first: int
    last: int

    def of(self, date: Edtf) -> int | None:
        """The stretch that a date falls into as a whole; None where it may lie in several."""
        if date.earliest is None or date.latest is None:
            return None
        first, last = (((year * 12) + month - 1) // self.months for year, month, _ in (date.earliest, date.latest))
        return first if first == last else None

    def words(self, number: int) -> str:
        """'Jan 2016', '2016', or the year with which a longer stretch begins."""
        return month_words(number) if self.months == 1 else year_words(number * self.months // 12)

    def name(self, number: int) -> str:
        """The same for data, in EDTF: '2016-01', '2016'."""
        year, month = divmod(number * self.months, 12)
        return f"{year:04}-{month + 1:02}" if self.months == 1 else f"{year:04}"


def statements_over_time(context: Context, issue: Issue) -> Chart | None:
    """The quotations of each side, over time; None where they do not fall into at least two stretches of it."""
    by_side = quotes_by_side(context.dossier, issue)
    sides = [by_side[side] for side in SIDES]
    bins = _bins([quote.said for quotes in sides for quote in quotes if quote.said])
    if bins is None:
        return None
    counted = [_counted(quotes, bins) for quotes in sides]
    left_out = sum(map(len, sides)) - sum(map(sum, counted))
    columns = _columns(counted, bins)
    rows = [
        (bins.first + place, side, counts[place])
        for place in range(len(columns.bins))
        for side, counts in enumerate(counted)
        if counts[place]
    ]
    slug = f"issue-{issue.id}-statements"
    csv, picture, specification = files_of(context, slug)
    return Chart(
        slug,
        gettext("Statements over time"),
        _unit(bins),
        gettext(
            "Columns that start at zero, a row for each side, between {start} and {end}. {sides}. "
            "The table gives every count.",
            sides=semicolon_listed(
                [
                    labelled(side_in_words(side), digits(sum(counts)))
                    for side, counts in zip(SIDES, counted, strict=True)
                ]
            ),
            start=columns.bins[0],
            end=columns.bins[-1],
        ),
        columns,
        (_heading(bins), pgettext("table", "Side"), pgettext("table", "Quotations")),
        tuple((Cell(bins.words(bin)), Cell(side_in_words(SIDES[side])), Cell(digits(n))) for bin, side, n in rows),
        (Field("time"), Field("side"), Field("quotations")),
        tuple((bins.name(bin), FILLS[side], str(n)) for bin, side, n in rows),
        csv,
        picture,
        specification,
        notes=tuple(_notes(left_out)),
    )


def _columns(counted: Sequence[tuple[int, ...]], bins: _Bins) -> Columns:
    most = max(map(max, counted))
    return Columns(
        tuple(Series(side_in_words(SIDES[side]), FILLS[side], counts) for side, counts in enumerate(counted)),
        tuple(bins.words(number) for number in range(bins.first, bins.last + 1)),
        _ticks(bins),
        most,
        digits(0),
        digits(most),
    )


def _unit(bins: _Bins) -> str:
    if bins.months == 1:
        return gettext("quotations a month, by the side that they are on")
    if bins.months == 12:
        return gettext("quotations a year, by the side that they are on")
    return ngettext(
        "quotations in {number} year, by the side that they are on",
        "quotations in every {number} years, by the side that they are on",
        bins.months // 12,
    )


def _heading(bins: _Bins) -> str:
    return pgettext("table", "Month") if bins.months == 1 else pgettext("table", "Year")


def _bins(dates: Sequence[Edtf]) -> _Bins | None:
    """Months where all dates are known to the month and are few; else years, or as many years as keep them few."""
    known = [date for date in dates if date.earliest and date.latest]
    for months in (1, 12, 60, 120, 600, 1200):
        bins = _Bins(months, 0, 0)
        placed = [number for date in known if (number := bins.of(date)) is not None]
        if len(set(placed)) < 2:
            continue
        first, last = min(placed), max(placed)
        is_whole = months > 1 or len(placed) == len(known)
        if is_whole and last - first < _MOST_BINS:
            return _Bins(months, first, last)
    return None


def _counted(quotes: Sequence[Quote], bins: _Bins) -> tuple[int, ...]:
    counts = [0] * (bins.last - bins.first + 1)
    for quote in quotes:
        number = bins.of(quote.said) if quote.said else None
        if number is not None and bins.first <= number <= bins.last:
            counts[number - bins.first] += 1
    return tuple(counts)


def _ticks(bins: _Bins) -> tuple[Tick, ...]:
    """Few enough names below to be read: of months the Januaries, else every so many."""
    numbers = range(bins.first, bins.last + 1)
    januaries = [number for number in numbers if number % 12 == 0]
    if bins.months == 1 and len(numbers) > 6 and len(januaries) > 1:
        return tuple(Tick(Decimal(number - bins.first), year_words(number // 12)) for number in januaries)
    step = -(-len(numbers) // (4 if bins.months == 1 else 6))
    return tuple(Tick(Decimal(number - bins.first), bins.words(number)) for number in numbers[::step])


def _notes(left_out: int) -> Iterator[str]:
    if left_out:
        yield ngettext(
            "Not drawn: {count} quotation whose time is not known well enough.",
            "Not drawn: {count} quotations whose time is not known well enough.",
            left_out,
        )
