"""Signs on lines of time, a row for each party or issue."""

from __future__ import annotations

from build_dossier.render.charts.fitting import fitted
from build_dossier.render.charts.layers import (
    NAME,
    PLOT,
    SMALL,
    Json,
    Sheet,
    Words,
    along,
    down,
    filled,
    layer,
    scale,
    words,
)
from build_dossier.render.charts.palette import PALETTE, STANCES
from build_dossier.views.charts.chart import Moment, Moments

_ROW, _NAME_AT, _SIGN_AT = 48.0, 13, 30
"""Pixels: a row's height, and how far below its top its name and its signs stand."""
_MIDDLE: Json = {"field": "middle", "type": "quantitative"}


def moments(plot: Moments, mirrored: bool) -> tuple[float, Json, list[Json]]:
    """The height of the drawing, its rows, and its layers."""
    sheet = Sheet(len(plot.rows) * _ROW - 4, mirrored)
    rows = [
        {
            "row": number,
            "name": fitted(row.label, PLOT, NAME),
            "name_at": number * _ROW + _NAME_AT,
            "sign_at": number * _ROW + _SIGN_AT,
        }
        for number, row in enumerate(plot.rows)
    ]
    signs = [
        {"row": number, **_told(moment), "sign_at": number * _ROW + _SIGN_AT}
        for number, row in enumerate(plot.rows)
        for moment in row.moments
    ]
    sets = {
        "rows": rows,
        "signs": signs,
        "spans": [sign for sign in signs if sign["earliest"] < sign["latest"]],
        "lasting": [sign for sign in signs if sign["until"] is not None],
        "after": [sign for sign in signs if sign["words"] and not sign["is_before"]],
        "before": [sign for sign in signs if sign["words"] and sign["is_before"]],
    }
    sets, layers = filled(sets, [*_marks(plot, sheet), *_words(sheet)])
    return sheet.height, sets, layers


def _told(moment: Moment) -> Json:
    return {
        "stance": moment.stance,
        "words": fitted(moment.label, PLOT, SMALL),
        "is_before": moment.is_before,
        "earliest": float(moment.earliest),
        "latest": float(moment.latest),
        "middle": float((moment.earliest + moment.latest) / 2),
        "until": None if moment.until is None else float(moment.until),
    }


def _marks(plot: Moments, sheet: Sheet) -> list[Json]:
    x = along("earliest", plot.ticks, sheet.range(), (float(plot.start), float(plot.end)))
    y = down("sign_at", sheet)
    color, shape = (
        {"field": "stance", "type": "nominal", "legend": None, "scale": scale(STANCES, position)} for position in (0, 1)
    )
    line = {"type": "rule", "color": PALETTE["line"]}
    span = {"type": "bar", "size": 18, "cornerRadius": 3, "fillOpacity": 0.25}
    lasting = {"type": "rule", "strokeWidth": 2}
    sign = {"type": "point", "filled": True, "opacity": 1, "size": 130}
    return [
        layer(
            "spans",
            "spans",
            span,
            {"x": x, "x2": {"field": "latest"}, "y": y, "color": color},
        ),
        layer("lines", "rows", line, {"x": {"value": 0}, "x2": {"value": PLOT}, "y": y}),
        layer(
            "lasting",
            "lasting",
            lasting,
            {"x": _MIDDLE, "x2": {"field": "until"}, "y": y, "color": color},
        ),
        layer("signs", "signs", sign, {"x": _MIDDLE, "y": y, "color": color, "shape": shape}),
    ]


def _words(sheet: Sheet) -> list[Json]:
    told = (
        Words("names", "rows", "name", "name_at", NAME, "ink", 600),
        Words("words-after", "after", "words", "sign_at", x=_MIDDLE, beside=9),
        Words("words-before", "before", "words", "sign_at", at_end=True, x=_MIDDLE, beside=9),
    )
    return [words(each, sheet) for each in told]
