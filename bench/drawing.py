"""The picture of the results: time by program and size, on a scale where each step is ten times the last."""

from __future__ import annotations

import json
import re
from typing import Any

from bench.contenders import LABELS, OTHERS, OURS
from bench.results import Groups, seconds, spread

_INK, _QUIET, _LINE, _OURS, _OTHER = "#1f2328", "#59636e", "#d1d9e0", "#0a6a86", "#9a5a1f"
_IN_DARK = {_INK: "#f0f6fc", _QUIET: "#9da7b1", _LINE: "#3d444d", _OURS: "#4cc4e6", _OTHER: "#e0a468"}
_MARKS = [0.1, 0.3, 1, 3, 10, 30, 100, 300, 1000, 3000]
"""Seconds that have a line."""
_TITLE = "How long a site takes to build, by program and size"


def drawn(groups: Groups) -> str:
    """The picture as SVG, readable on a light and on a dark page; '' where nothing was measured.

    Raises ImportError where vl-convert is not installed (the extra `pictures`).
    """
    import vl_convert  # noqa: PLC0415 -- 33 MB, for this alone

    values = [
        {
            "size": f"{group.pages:,} pages",
            "who": LABELS[each.name],
            "ours": each in OURS,
            "told": seconds(spread(group.runs[each.name], "wall").middle),
            **spread(group.runs[each.name], "wall")._asdict(),
        }
        for name, group in groups.items()
        if name.startswith("pages-")
        for each in (*OURS, *OTHERS)
        if group.runs.get(each.name)
    ]
    if not values:
        return ""
    svg: str = vl_convert.vegalite_to_svg(json.dumps(_chart(values)))
    return _titled(svg)


def _chart(values: list[dict[str, object]]) -> dict[str, Any]:
    labels = [each.label for each in (*OURS, *OTHERS)]
    sizes = list(dict.fromkeys(str(value["size"]) for value in values))
    color = {
        "field": "ours",
        "type": "nominal",
        "scale": {"domain": [True, False], "range": [_OURS, _OTHER]},
        "legend": None,
    }
    along = {
        "type": "quantitative",
        "scale": {"type": "log"},
        "axis": {"values": _MARKS, "format": "~r", "title": "seconds; line: least to most of the rounds"},
    }
    return {
        "$schema": "https://vega.github.io/schema/vega-lite/v6.json",
        "background": "transparent",
        "data": {"values": values},
        "facet": {"row": {"field": "size", "type": "ordinal", "sort": sizes, "title": None}},
        "spec": {
            "width": 430,
            "height": {"step": 19},
            "encoding": {"y": {"field": "who", "type": "nominal", "sort": labels, "title": None}, "color": color},
            "layer": [
                {
                    "mark": {"type": "rule", "strokeWidth": 2},
                    "encoding": {"x": {"field": "least", **along}, "x2": {"field": "most"}},
                },
                {
                    "mark": {"type": "point", "filled": True, "size": 60, "opacity": 1},
                    "encoding": {"x": {"field": "middle", **along}},
                },
                {
                    "mark": {"type": "text", "align": "left", "dx": 9, "fontSize": 11},
                    "encoding": {
                        "x": {"field": "most", **along},
                        "text": {"field": "told"},
                        "color": {"value": _INK},
                    },
                },
            ],
        },
        "resolve": {"scale": {"y": "independent"}},
        "config": {
            "font": "sans-serif",
            "view": {"stroke": _LINE},
            "axis": {
                "labelColor": _INK,
                "titleColor": _QUIET,
                "titleFontWeight": "normal",
                "gridColor": _LINE,
                "domainColor": _LINE,
                "tickColor": _LINE,
                "labelLimit": 320,
            },
            "headerRow": {
                "labelColor": _INK,
                "labelFontWeight": "bold",
                "labelAngle": 0,
                "labelAlign": "left",
                "labelOrient": "top",
                "labelAnchor": "start",
            },
        },
    }


def _titled(svg: str) -> str:
    """With a title for those who do not see it, and with other colours where the page is dark."""
    rules = "".join(
        f'[fill="{light}"]{{fill:{dark}}}[stroke="{light}"]{{stroke:{dark}}}' for light, dark in _IN_DARK.items()
    )
    style = f"<style>@media (prefers-color-scheme:dark){{{rules}}}</style>"
    return re.sub(r"(<svg\b[^>]*>)", rf"\1<title>{_TITLE}</title>{style}", svg, count=1) + "\n"
