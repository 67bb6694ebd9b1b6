"""The pictures of a dossier's charts: drawn by vl-convert where it is installed, and kept by content."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass, field
from importlib.metadata import PackageNotFoundError, version

from markupsafe import Markup

from build_dossier.cache import NO_CACHE, Cache
from build_dossier.language.speaking import spoken
from build_dossier.render.charts.fitting import drawable
from build_dossier.render.charts.layers import Json
from build_dossier.render.charts.specification import specification, text_of
from build_dossier.render.charts.svg import ours, with_own
from build_dossier.views.charts.chart import Chart

_PACKAGE = "vl-convert-python"
_VEGA_LITE = "6.4"


@dataclass(frozen=True, slots=True)
class Drawing:
    """A chart's specification as a file, and its picture; '' where nothing could draw it."""

    specification: str
    svg: str


@dataclass(frozen=True)
class Pictures:
    """The drawings of a site, by the slug of their charts."""

    drawings: dict[str, Drawing] = field(default_factory=dict)

    @property
    def are_drawn(self) -> bool:
        """Whether a program was there to draw them."""
        return any(drawing.svg for drawing in self.drawings.values())

    def of(self, chart: Chart) -> Markup:
        """The picture for a page, with the page's own row marked; '' where it was not drawn."""
        svg = self.drawings[chart.slug].svg
        return Markup(with_own(svg, chart.own) if chart.own is not None else svg)  # noqa: S704 -- made by `svg.ours`


NO_PICTURES = Pictures()


def drawn_charts(charts: Iterable[Chart], cache: Cache = NO_CACHE, before: Pictures = NO_PICTURES) -> Pictures:
    """Draw each chart that was not drawn before."""
    drawings: dict[str, Drawing] = {}
    mirrored = spoken().locale.text_direction == "rtl"
    for chart in charts:
        if chart.slug not in drawings and chart.slug not in before.drawings:
            program = drawing_program()  # asked for here: most pages have no chart, and packages are slow to ask about
            found = specification(chart, mirrored=mirrored)
            svg = _drawn(chart, found, program, cache) if program else ""
            drawings[chart.slug] = Drawing(text_of(found), svg)
    return Pictures(drawings)


def drawing_program() -> str:
    """The version of the program that draws; '' where it is not installed (extra `pictures`)."""
    try:
        return version(_PACKAGE)
    except PackageNotFoundError:
        return ""


def _drawn(chart: Chart, found: Json, program: str, cache: Cache) -> str:
    # Only what Vega draws is kept. What is ours is added anew each time, so that no old form of it is ever shown.
    plain = found | {
        "config": found["config"] | {"font": "sans-serif"}
    }  # it measures each text; this one it finds soonest
    recipe = json.dumps([program, _VEGA_LITE, plain], ensure_ascii=False, sort_keys=True).encode()
    svg = cache.made("charts", recipe, lambda: _vega(plain)).decode()
    return ours(svg, chart.slug, drawable(chart.title), drawable(chart.description))


def _vega(found: Json) -> bytes:
    import vl_convert  # noqa: PLC0415 -- an extra, and not needed where every picture is kept

    return vl_convert.vegalite_to_svg(found, vl_version=_VEGA_LITE, allowed_base_urls=[]).encode()
