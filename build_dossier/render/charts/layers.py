"""The parts of which the specifications are made: marks, words, and scales along and down the picture."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from build_dossier.render.charts.fitting import drawable
from build_dossier.render.charts.palette import PALETTE
from build_dossier.views.charts.chart import Tick

Json = dict[str, Any]

PLOT = 336
"""The width of what is drawn, in pixels, apart from the margins."""
NAME, SMALL = 13, 12
"""Sizes of letters in pixels."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """What is drawn on: its height in pixels, and whether lines begin at the right."""

    height: float
    mirrored: bool

    @property
    def ends(self) -> tuple[int, int]:
        """Where lines begin and end."""
        return (PLOT, 0) if self.mirrored else (0, PLOT)

    @property
    def sign(self) -> int:
        """The direction of reading: 1 to the right, -1 to the left."""
        return -1 if self.mirrored else 1

    def range(self, room: float = 0) -> list[float]:
        """The range of a scale that leaves `room` pixels at its end."""
        return [PLOT, round(room, 1)] if self.mirrored else [0, round(PLOT - room, 1)]


@dataclass(frozen=True, slots=True)
class Words:
    """A layer of words: which field of which rows, and the field that holds their place down the sheet."""

    name: str
    data: str
    field: str
    place: str
    size: int = SMALL
    color: str = "quiet"
    weight: int = 400
    at_end: bool = False
    """Whether they end at `x`, or at the end of the line; else they begin there."""
    x: Json | None = None
    """The place along the scale; the beginning or the end of the line where there is none."""
    beside: int = 0
    """Pixels between a mark at `x` and the words; they then stand in the middle of its height."""


def words(told: Words, sheet: Sheet) -> Json:
    """The layer of some words."""
    aligned = ("right", "left") if told.at_end != sheet.mirrored else ("left", "right")
    mark = {
        "type": "text",
        "align": aligned[0],
        "baseline": "middle" if told.beside else "alphabetic",
        "dx": told.beside * sheet.sign * (-1 if told.at_end else 1),
        "fontSize": told.size,
        "fontWeight": told.weight,
        "color": PALETTE[told.color],
    }
    x = told.x or {"value": sheet.ends[told.at_end]}
    encoding = {"x": x, "y": down(told.place, sheet), "text": {"field": told.field, "type": "nominal"}}
    return layer(told.name, told.data, mark, encoding)


def layer(name: str, data: str, mark: Json, encoding: Json) -> Json:
    """Marks of one kind. Each carries the number of its row, by which the page and the tests find it."""
    row = {"description": {"field": "row", "type": "nominal"}}
    return {"name": name, "data": {"name": data}, "mark": mark, "encoding": encoding | row}


def filled(sets: dict[str, list[Json]], layers: Iterable[Json]) -> tuple[dict[str, list[Json]], list[Json]]:
    """The sets of rows that hold any, and the layers that draw these: each layer takes Vega some milliseconds."""
    whole = {name: rows for name, rows in sets.items() if rows}
    return whole, [layer for layer in layers if layer["data"]["name"] in whole]


def down(field: str, sheet: Sheet) -> Json:
    """A place down the sheet, in pixels."""
    ends = [0, sheet.height]
    scale = {"domain": ends, "range": ends, "nice": False, "zero": False, "padding": 0}
    return {"field": field, "type": "quantitative", "scale": scale, "axis": None}


def along(field: str, ticks: Sequence[Tick], range_: list[float], span: tuple[float, float] | None = None) -> Json:
    """The scale of a chart, from the first to the last tick unless `span` says otherwise, with our own words."""
    values = [float(tick.value) for tick in ticks]
    domain = list(span) if span else [values[0], values[-1]]
    told = [(value, tick.words) for value, tick in zip(values, ticks, strict=True)]
    return {
        "field": field,
        "type": "quantitative",
        "scale": {"domain": domain, "range": range_, "nice": False, "zero": False, "padding": 0},
        "axis": {"values": values, "grid": True, "gridOpacity": _BUT_ZERO, "labelExpr": labels(told)},
    }


_BUT_ZERO: Json = {"condition": {"test": "datum.value === 0", "value": 0}, "value": 1}
"""The line at zero is drawn by the bars."""


def labels(told: Sequence[tuple[float, str]]) -> str:
    """An expression that gives each tick its words, which are in the language of the page.

    The words are made by us from numbers and dates; JSON keeps them from being anything but a text.
    """
    texts = json.dumps([drawable(text) for _, text in told])
    values = json.dumps([value for value, _ in told])
    return f"{texts}[indexof({values}, datum.value)]"


def scale(names: dict[str, tuple[str, str]], position: int) -> Json:
    """What each name looks like: one of the two that the palette gives for it."""
    values = [found[position] for found in names.values()]
    return {"domain": list(names), "range": [PALETTE.get(value, value) for value in values]}
