"""A date drawn on a track: a dot for a known day, a bar where it lies somewhere within, never more exact than known.

The track is a year with its months, or, where the date reaches over several, those years. Drawn as paths in a box of
120 by 16, so that a template prints them and a style sheet gives them their looks.
"""

from __future__ import annotations

from dataclasses import dataclass

from build_dossier.values.edtf import Day, Edtf, Point, month_length

_LEFT, _WIDTH, _LINE = 6, 108, 8
_MOST_TICKS = 12


@dataclass(frozen=True, slots=True)
class Mark:
    """A shape on the track: its path and its class."""

    path: str
    style: str


@dataclass(frozen=True, slots=True)
class Track:
    """The line with its ticks, and the marks on it; the words beside it say what the ticks are."""

    axis: str
    marks: tuple[Mark, ...]


def track(date: Edtf | None) -> Track | None:
    """The drawing of a date; None where there is nothing to draw."""
    points = [point for point in date.points if point] if date else []
    if date is None or any(point.precision == "unknown" for point in points):
        return None
    years = (min(point.earliest[0] for point in points), max(point.latest[0] for point in points))
    return Track(_axis(*years), tuple(_marks(date, years)))


def _axis(first: int, last: int) -> str:
    """The line, with a tick at each month, or at each year or at every so many."""
    count = 12 if first == last else last - first + 1
    step = -(-count // _MOST_TICKS)
    ticks = "".join(
        f"M{_number(_LEFT + _WIDTH * tick / count)} {_LINE - 3}v6" for tick in (*range(0, count, step), count)
    )
    return f"M{_LEFT} {_LINE}h{_WIDTH}{ticks}"


def _marks(date: Edtf, years: tuple[int, int]) -> list[Mark]:
    if date.form == "date":
        return [mark for point in date.points if point for mark in _within(point, point, years)]
    if date.form == "set":
        points = iter([point for point in date.points if point])
        members = [(next(points), next(points) if ".." in each else None) for each in date.text.split(",")]
        return [mark for start, end in members for mark in _within(start, end or start, years)]
    return _interval(date, years)


def _interval(date: Edtf, years: tuple[int, int]) -> list[Mark]:
    """What lasted, solid where it certainly did; open at an end, it happened once on this side of the other."""
    start, end = date.points
    if start and end:
        outer = _bar(_at(start.earliest, years), _at(end.latest, years, past=True))
        sure = "" if start.qualifier or end.qualifier else "d-lasting"
        inner = (_at(start.latest, years), _at(end.earliest, years, past=True))
        marks = [Mark(outer, _style("d-within", start, end))]
        return [*marks, Mark(_bar(*inner), sure)] if sure and inner[0] < inner[1] else marks
    known = start or end
    if known is None:
        return []
    if start:
        bar = (_at(known.earliest, years), float(_LEFT + _WIDTH))
        arrow = f"M{_LEFT + _WIDTH} {_LINE - 4}l4 4l-4 4"
    else:
        bar = (float(_LEFT), _at(known.latest, years, past=True))
        arrow = f"M{_LEFT} {_LINE - 4}l-4 4l4 4"
    return [Mark(_bar(*bar), _style("d-within", known)), Mark(arrow, "d-arrow")]


def _within(start: Point, end: Point, years: tuple[int, int]) -> list[Mark]:
    """A dot for one day, else a bar over all days that it can be."""
    if start is end and start.earliest == start.latest:
        middle = (_at(start.earliest, years) + _at(start.latest, years, past=True)) / 2
        return [Mark(f"M{_number(middle - 4)} {_LINE}a4 4 0 1 0 8 0a4 4 0 1 0 -8 0", _style("d-day", start))]
    left, right = _at(start.earliest, years), _at(end.latest, years, past=True)
    marks = [Mark(_bar(left, right), _style("d-within", start, end))]
    is_unsure = any(point.qualifier in ("?", "%") for point in (start, end))
    return [*marks, Mark(_hatching(left, right), "d-hatching")] if is_unsure else marks


def _style(base: str, *points: Point) -> str:
    qualifiers = {point.qualifier for point in points}
    about = " d-about" if qualifiers & {"~", "%"} else ""
    return f"{base}{about}{' d-unsure' if qualifiers & {'?', '%'} else ''}"


def _bar(left: float, right: float) -> str:
    return f"M{_number(left)} {_LINE - 4}H{_number(max(right, left + 2))}v8H{_number(left)}z"


def _hatching(left: float, right: float) -> str:
    """Slanting strokes over a bar."""
    starts = range(int(left), int(max(right, left + 2)) - 3, 4)
    return "".join(f"M{start} {_LINE + 4}l4 -8" for start in starts) or f"M{_number(left)} {_LINE + 4}l2 -8"


def _at(day: Day, years: tuple[int, int], *, past: bool = False) -> float:
    """Where a day begins on the track, or where it is over; months are equally wide."""
    year, month, day_of_month = day
    through = (day_of_month if past else day_of_month - 1) / month_length(year, month)
    return _LEFT + _WIDTH * (year - years[0] + (month - 1 + through) / 12) / (years[1] - years[0] + 1)


def _number(value: float) -> str:
    return f"{value:.1f}".removesuffix(".0")
