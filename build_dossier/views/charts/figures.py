"""Figures of one measure side by side: those that can be compared, and why the others are not drawn beside them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Literal

from build_dossier.dossier import key_of
from build_dossier.language.speaking import gettext, pgettext
from build_dossier.records.statistic import Statistic
from build_dossier.values.codes import currency_name, is_currency
from build_dossier.values.numbers import plain, short
from build_dossier.values.scales import Comparator, FigureStatus, Rank
from build_dossier.views import limits
from build_dossier.views.amounts import amount, amount_of
from build_dossier.views.charts.chart import Bar, Bars, Cell, Chart, Field, Segment, cell, files_of
from build_dossier.views.charts.scale import ticks
from build_dossier.views.common import Context, date_view, not_stated, oldest_first
from build_dossier.views.conflicts import differ, of_measure
from build_dossier.views.words import comma_listed, excerpt, semicolon_listed

# Only figures that agree in all of these count the same thing, and only those are drawn on one scale.
_Apart = Literal["unit", "denominator", "population", "place", "subject"]
_FIELDS: tuple[_Apart, ...] = ("unit", "denominator", "population", "place", "subject")


@dataclass(frozen=True, slots=True)
class Comparison:
    """What of a measure is drawn, and in sentences why the rest is not."""

    chart: Chart | None
    notes: tuple[str, ...]


def beside(context: Context, statistic: Statistic) -> Comparison:
    """A figure beside those that it can be compared with."""
    figures = of_measure(context.dossier, statistic.measure)
    if len(figures) < 2 or statistic.rank is Rank.DEPRECATED:
        return Comparison(None, ())
    alike, apart = _parted(figures, statistic)
    drawn = _drawn(alike)
    chart = _chart(context, drawn, figures) if drawn else None
    own = drawn.index(statistic) if statistic in drawn else None
    return Comparison(replace(chart, own=own) if chart else None, tuple(_notes(statistic, alike, drawn, apart)))


def of_group(context: Context, measure: str) -> tuple[Comparison, ...]:
    """The figures of a measure: a chart for each set of them that can be compared."""
    figures = of_measure(context.dossier, measure)
    rest = [figure for figure in figures if figure.rank is not Rank.DEPRECATED]
    if len(figures) < 2 or not rest:
        return ()
    sets: dict[tuple[object, ...], Statistic] = {}
    for figure in rest:
        sets.setdefault(_kind(figure), figure)
    parted = [(first, *_parted(figures, first)) for first in sets.values()]
    charts = [
        Comparison(chart, ())
        for _, alike, _ in parted
        if (drawn := _drawn(alike)) and (chart := _chart(context, drawn, figures))
    ]
    first, alike, apart = next((each for each in parted if _drawn(each[1])), parted[0])
    notes = tuple(_notes(first, alike, _drawn(alike), apart))
    if not charts:
        return (Comparison(None, notes),) if notes else ()
    return (replace(charts[0], notes=notes), *charts[1:])


def _kind(figure: Statistic) -> tuple[object, ...]:
    return tuple(getattr(figure, name) for name in _FIELDS)


def _parted(figures: Iterable[Statistic], one: Statistic) -> tuple[list[Statistic], list[Statistic]]:
    """The figures that can be compared with one of them, that one among them, and the others."""
    alike: list[Statistic] = []
    apart: list[Statistic] = []
    for figure in figures:
        is_alike = _kind(figure) == _kind(one) and figure.rank is not Rank.DEPRECATED
        (alike if is_alike else apart).append(figure)
    return sorted(alike, key=lambda each: oldest_first(each.period)), apart


def _drawn(alike: Sequence[Statistic]) -> list[Statistic]:
    """Those that are drawn: none where all say the same, which a line of text tells better."""
    if not any(differ(alike[0], other) for other in alike[1:]):
        return []
    return list(alike[: limits.CHART_ROWS])


def _ends(figure: Statistic) -> tuple[Decimal, Decimal]:
    low = figure.value if figure.value is not None else figure.low
    high = figure.value if figure.value is not None else figure.high
    return low or Decimal(0), high or Decimal(0)


def _chart(context: Context, drawn: Sequence[Statistic], figures: Iterable[Statistic]) -> Chart | None:
    """The chart of some figures, on the scale of all figures of the measure with their unit."""
    first = drawn[0]
    same_unit = [each for each in figures if each.unit == first.unit and each.rank is not Rank.DEPRECATED]
    scale = ticks((end for each in same_unit for end in _ends(each)), words=_tick_words(first.unit))
    if not scale:
        return None
    slug = f"figures-{min(each.id for each in drawn)}"
    rows = tuple(_row(context, each) for each in drawn)
    csv, picture, specification = files_of(context, slug)
    return Chart(
        slug,
        excerpt(first.measure, 120),
        _subtitle(context, first),
        gettext(
            "Bars that start at zero, one for each figure. {figures}.",
            figures=semicolon_listed([_told(row) for row in rows]),
        ),
        Bars(tuple(_bar(context, each) for each in drawn), scale),
        (pgettext("table", "Figure"), gettext("Who vouches"), gettext("Period"), pgettext("of a figure", "Status")),
        rows,
        _COLUMNS,
        tuple(_data(each) for each in drawn),
        csv,
        picture,
        specification,
    )


def _told(row: tuple[Cell, ...]) -> str:
    figure, party, period, *_ = row
    return gettext("{party}, {period}: {figure}", party=party.text, period=period.text, figure=figure.text)


def _tick_words(unit: str | None) -> Callable[[Decimal], str]:
    return (lambda value: gettext("{number}%", number=short(value))) if unit == "%" else short


def _subtitle(context: Context, figure: Statistic) -> str:
    unit = figure.unit or ""
    parts = [
        currency_name(unit) if is_currency(unit) else unit,
        gettext("of {whole}", whole=excerpt(figure.denominator, 80)) if figure.denominator else "",
        excerpt(figure.population, 80) if figure.population else "",
        excerpt(figure.place, 60) if figure.place else "",
        gettext("about {party}", party=context.to_party(figure.subject).text) if figure.subject else "",
    ]
    return comma_listed([part for part in parts if part])


def _claimant(context: Context, figure: Statistic) -> str:
    return context.to_party(figure.claimant).text if figure.claimant else gettext("Nobody by name")


def _bar(context: Context, figure: Statistic) -> Bar:
    told = amount_of(figure)
    period = date_view(figure.period, gettext("period not stated")).words
    contested = figure.status not in (None, FigureStatus.UNDISPUTED)
    status = f"△ {figure.status.words}" if figure.status and contested else ""
    return Bar(
        _claimant(context, figure),
        " · ".join(part for part in (period, status) if part),
        amount(figure.model_copy(update={"unit": None}) if told.unit else figure),
        _segments(figure),
        contested,
        _END.get(figure.comparator, ""),
    )


_LESS = (Comparator.LESS_THAN, Comparator.AT_MOST)
_END: dict[Comparator, Literal["", "more", "less", "about"]] = {
    Comparator.MORE_THAN: "more",
    Comparator.AT_LEAST: "more",
    Comparator.LESS_THAN: "less",
    Comparator.AT_MOST: "less",
    Comparator.ABOUT: "about",
}


def _segments(figure: Statistic) -> tuple[Segment, ...]:
    """From zero to the value; of a range, solid up to what is certain and tinted up to its other end."""
    low, high = _ends(figure)
    zero = Decimal(0)
    if low == high:
        return (Segment(zero, low, "empty" if figure.comparator in _LESS else "whole"),)
    if low < zero < high:
        return (Segment(low, high, "part"),)
    near, far = (low, high) if low >= zero else (high, low)
    return (*((Segment(zero, near, "whole"),) if near != zero else ()), Segment(near, far, "part"))


def _row(context: Context, figure: Statistic) -> tuple[Cell, ...]:
    link = context.to(key_of(figure), amount(figure))
    claimant = cell(context.to_party(figure.claimant)) if figure.claimant else Cell(gettext("Nobody by name"))
    return (
        cell(link),
        claimant,
        Cell(date_view(figure.period).words),
        Cell(figure.status.words if figure.status else not_stated()),
    )


_COLUMNS = (
    Field("id"),
    Field("measure", is_text=True),
    Field("claimant"),
    Field("period"),
    Field("value"),
    Field("low"),
    Field("high"),
    Field("comparator"),
    Field("unit", is_text=True),
    Field("status"),
)


def _data(figure: Statistic) -> tuple[str, ...]:
    numbers = (figure.value, figure.low, figure.high)
    return (
        figure.id,
        figure.measure,
        figure.claimant or "",
        figure.period.text if figure.period else "",
        *(plain(number) if number is not None else "" for number in numbers),
        figure.comparator.value,
        figure.unit or "",
        figure.status.value if figure.status else "",
    )


def _notes(
    one: Statistic, alike: Sequence[Statistic], drawn: Sequence[Statistic], apart: Sequence[Statistic]
) -> Iterator[str]:
    """Why the others are not drawn beside a figure, a sentence for each reason."""
    if drawn and len(alike) > len(drawn):
        yield gettext("Drawn: the first {number} of {all} figures.", number=len(drawn), all=len(alike))
    ranked_down = [figure for figure in apart if figure.rank is Rank.DEPRECATED]
    if ranked_down:
        yield gettext("Ranked down, and not drawn: {figures}.", figures=_named(ranked_down))
    reasons: dict[_Apart, list[Statistic]] = {}
    for figure in apart:
        if figure.rank is not Rank.DEPRECATED:
            field = next(name for name in _FIELDS if getattr(figure, name) != getattr(one, name))
            reasons.setdefault(field, []).append(figure)
    for field in _FIELDS:
        if field in reasons:
            yield _why(field, _named([one]), _named(reasons[field]))


def _named(figures: Sequence[Statistic]) -> str:
    shown = [f"{amount(figure)} ({excerpt(figure.label, 50)})" for figure in figures[: limits.NAMES]]
    rest = len(figures) - len(shown)
    return comma_listed([*shown, *([gettext("{number} more", number=rest)] if rest else [])])


def _why(field: _Apart, one: str, others: str) -> str:
    match field:
        case "unit":
            return gettext("Not drawn beside {one}: {others}. They count in different units.", one=one, others=others)
        case "denominator":
            return gettext(
                "Not drawn beside {one}: {others}. They are shares or multiples of different things, "
                "or do not say of what.",
                one=one,
                others=others,
            )
        case "population":
            return gettext(
                "Not drawn beside {one}: {others}. They cover different groups, or do not say which.",
                one=one,
                others=others,
            )
        case "place":
            return gettext(
                "Not drawn beside {one}: {others}. They are about different places, or do not say which.",
                one=one,
                others=others,
            )
        case _:
            return gettext(
                "Not drawn beside {one}: {others}. They are about different parties, or do not say about whom.",
                one=one,
                others=others,
            )
