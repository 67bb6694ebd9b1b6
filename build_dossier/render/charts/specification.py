"""A chart as a Vega-Lite specification: plain JSON with its data, which any Vega-Lite program draws alike.

Places down the page are pixels, worked out here: nothing depends on how wide a machine's fonts are. Places along the
scale are the data's own numbers. https://vega.github.io/vega-lite/docs/spec.html
"""

from __future__ import annotations

import json

from build_dossier.render.charts.bars import bars
from build_dossier.render.charts.columns import columns
from build_dossier.render.charts.fitting import drawable
from build_dossier.render.charts.layers import PLOT, SMALL, Json
from build_dossier.render.charts.moments import moments
from build_dossier.render.charts.palette import PALETTE
from build_dossier.views.charts.chart import Bars, Chart, Columns, Moments

SCHEMA = "https://vega.github.io/schema/vega-lite/v6.json"
# With `PLOT` 352 pixels: a phone shows it at this size, a desk a little larger.
_BEGIN, _END, _ABOVE, _BELOW = 1, 15, 2, 24


def specification(chart: Chart, *, mirrored: bool = False) -> Json:
    """The specification of a chart; mirrored for languages that run from right to left."""
    match chart.plot:
        case Bars():
            height, sets, layers = bars(chart.plot, mirrored)
        case Moments():
            height, sets, layers = moments(chart.plot, mirrored)
        case Columns():
            height, sets, layers = columns(chart.plot, mirrored)
    sides = {"left": _END, "right": _BEGIN} if mirrored else {"left": _BEGIN, "right": _END}
    return {
        "$schema": SCHEMA,
        "description": drawable(f"{chart.title}. {chart.description}"),
        "width": PLOT,
        "height": height,
        "padding": {**sides, "top": _ABOVE, "bottom": _BELOW},
        "autosize": {"type": "none"},
        "background": None,
        "config": _CONFIG,
        "datasets": sets,
        "layer": layers,
        **({"resolve": {"scale": {"y": "independent"}}} if isinstance(chart.plot, Columns) else {}),
    }


def text_of(specification: Json) -> str:
    """The specification as a file."""
    return json.dumps(specification, ensure_ascii=False, indent=1) + "\n"


_CONFIG: Json = {
    "font": "Source Sans 3, sans-serif",
    "view": {"stroke": None},
    "axis": {
        "domain": False,
        "ticks": False,
        "title": None,
        "gridColor": PALETTE["line"],
        "labelColor": PALETTE["quiet"],
        "labelFontSize": SMALL,
        "labelPadding": 6,
        "labelFlush": True,
        "labelOverlap": False,
        "labelBound": False,
    },
}
