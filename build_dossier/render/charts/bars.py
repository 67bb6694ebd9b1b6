"""Bars that start at zero, each under its name."""

from __future__ import annotations

from build_dossier.render.charts.fitting import fitted, width
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
from build_dossier.render.charts.palette import FILLS, PALETTE
from build_dossier.views.charts.chart import Bar, Bars

_MOST_ROOM = 110
"""Pixels for a figure at a bar's end."""
_TO: Json = {"field": "to", "type": "quantitative"}


def bars(plot: Bars, mirrored: bool) -> tuple[float, Json, list[Json]]:
    """The height of the drawing, its rows, and its layers."""
    rows: list[Json] = []
    parts: list[Json] = []
    top = 0.0
    for number, bar in enumerate(plot.bars):
        places, top = _stacked(top, bar)
        rows.append({"row": number, **_told(bar, plot.at_end), **places})
        parts += [
            {
                "row": number,
                "from": float(part.start),
                "to": float(part.end),
                "fill": part.fill,
                "bar_at": places["bar_at"],
            }
            for part in bar.segments
        ]
    sheet = Sheet(top, mirrored)
    sets = {
        "rows": rows,
        "parts": parts,
        "named": [row for row in rows if row["name"]],
        "details": [row for row in rows if row["detail"] and not row["is_doubtful"]],
        "doubts": [row for row in rows if row["detail"] and row["is_doubtful"]],
        "figures": [row for row in rows if row["figure"]],
        **{end: [row for row in rows if row["end"] == end] for end in _ENDS},
    }
    sets, layers = filled(sets, [*_marks(plot, sheet), *_words(plot, sheet)])
    return top, sets, layers


_ENDS = ("more", "less", "about")


def _stacked(top: float, bar: Bar) -> tuple[Json, float]:
    """The places of a row's lines (their base lines) and of its bar, and where the next row begins."""
    if not bar.label:
        return {"name_at": top, "detail_at": top, "bar_at": top + 7}, top + 17
    start = top + (10 if top else 0)
    detail = start + 16 if bar.detail else start
    return {"name_at": start + 12, "detail_at": detail + 12, "bar_at": detail + 24}, detail + 35


def _told(bar: Bar, at_end: bool) -> Json:
    """A row's words as far as they fit, and where its bar ends."""
    room = PLOT / 2 if bar.shown and not at_end else 0
    figure = fitted(bar.shown, room or _MOST_ROOM, NAME)
    return {
        "name": fitted(bar.label, PLOT - (width(figure, NAME) + 12 if room else 0), NAME),
        "detail": fitted(bar.detail, PLOT, SMALL),
        "is_doubtful": bar.is_doubtful,
        "figure": figure,
        "to": float(max((part.end for part in bar.segments), key=abs)),
        "end": bar.end,
    }


def _marks(plot: Bars, sheet: Sheet) -> list[Json]:
    room = max(width(bar.shown, SMALL) for bar in plot.bars) + 8 if plot.at_end else 0
    x = along("from", plot.ticks, sheet.range(min(room, _MOST_ROOM)))
    y = down("bar_at", sheet)
    looks = {
        channel: {"field": "fill", "type": "nominal", "legend": None, "scale": scale(FILLS, position)}
        for position, channel in enumerate(("fill", "stroke"))
    }
    bar = {"type": "bar", "size": 10, "strokeWidth": 1}
    zero = {"type": "tick", "orient": "vertical", "size": 17, "thickness": 1.25, "color": PALETTE["ink"]}
    return [
        layer("bars", "parts", bar, {"x": x, "x2": {"field": "to"}, "y": y, **looks}),
        layer("zero", "rows", zero, {"x": {"datum": 0, "type": "quantitative"}, "y": y}),
        *_arrows(sheet),
    ]


def _arrows(sheet: Sheet) -> list[Json]:
    """Beyond the bar, where the true number is more, or back into it, where it is less."""
    shapes = ["triangle-right", "triangle-left"][:: sheet.sign]
    encoding = {"x": _TO, "y": down("bar_at", sheet), "xOffset": {"value": 6 * sheet.sign}}
    return [
        layer(
            f"ends-{end}",
            end,
            {"type": "point", "shape": shape, "filled": True, "size": 42, "opacity": 1, "color": PALETTE["accent"]},
            encoding,
        )
        for end, shape in zip(("more", "less"), shapes, strict=True)
    ]


def _words(plot: Bars, sheet: Sheet) -> list[Json]:
    figures = (
        Words("figures", "figures", "figure", "bar_at", color="ink", x=_TO, beside=5)
        if plot.at_end
        else Words("figures", "figures", "figure", "name_at", NAME, "ink", 600, at_end=True)
    )
    told = (
        Words("names", "named", "name", "name_at", NAME, "ink", 600),
        Words("details", "details", "detail", "detail_at"),
        Words("doubts", "doubts", "detail", "detail_at", color="open"),
        figures,
    )
    about = words(
        Words("ends-about", "about", "end", "bar_at", NAME, "accent", 600, x=_TO, beside=3),
        sheet,
    )
    about["encoding"]["text"] = {"value": "~"}
    return [*(words(each, sheet) for each in told), about]
