"""Upright columns over time, a row for each series, all on one scale that starts at zero."""

from __future__ import annotations

from build_dossier.render.charts.fitting import drawable, fitted
from build_dossier.render.charts.layers import NAME, PLOT, Json, Sheet, Words, along, labels, layer, words
from build_dossier.render.charts.palette import FILLS, PALETTE
from build_dossier.views.charts.chart import Columns

_ROW, _NAME_AT, _TOP, _TALL = 78.0, 13, 22, 44
"""Pixels: a row's height, how far below its top its name stands and its scale ends, and how tall the scale is."""
_GAP = 0.12
"""What is free on either side of a column, as a share of its stretch of time."""


def columns(plot: Columns, mirrored: bool) -> tuple[float, Json, list[Json]]:
    """The height of the drawing, its rows, and its layers."""
    sheet = Sheet(len(plot.series) * _ROW, mirrored)
    rows = [
        {"row": number, "name": fitted(series.label, PLOT, NAME), "name_at": number * _ROW + _NAME_AT}
        for number, series in enumerate(plot.series)
    ]
    counted = [
        [
            {"row": number, "time": drawable(plot.bins[bin]), "from": bin + _GAP, "to": bin + 1 - _GAP, "count": count}
            for bin, count in enumerate(series.counts)
            if count
        ]
        for number, series in enumerate(plot.series)
    ]
    names = words(Words("names", "rows", "name", "name_at", NAME, "ink", 600), sheet)
    layers = [*(_series(plot, sheet, number) for number in range(len(plot.series))), names]
    return sheet.height, {"rows": rows, **{f"columns-{number}": each for number, each in enumerate(counted)}}, layers


def _series(plot: Columns, sheet: Sheet, number: int) -> Json:
    """The columns of a row."""
    x = along("from", plot.ticks, sheet.range(), (0.0, float(len(plot.bins))))
    x["axis"]["grid"] = False
    mark = {"type": "rect", "color": PALETTE[FILLS[plot.series[number].fill][0]]}
    encoding = {"x": x, "x2": {"field": "to"}, "y": _count(plot, sheet, number), "y2": {"datum": 0}}
    return layer(f"columns-{number}", f"columns-{number}", mark, encoding)


def _count(plot: Columns, sheet: Sheet, number: int) -> Json:
    """The scale of a row: zero and the most of all rows, each with a line."""
    base = number * _ROW + _TOP + _TALL
    return {
        "field": "count",
        "type": "quantitative",
        "scale": {"domain": [0, plot.most], "range": [base, base - _TALL], "nice": False, "padding": 0},
        "axis": {
            "values": [0, plot.most],
            "labelExpr": labels([(0, plot.zero_words), (plot.most, plot.most_words)]),
            "orient": "left" if sheet.mirrored else "right",
            "labelPadding": 3,
            "grid": True,
        },
    }
