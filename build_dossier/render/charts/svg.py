"""What Vega draws, made ours: named for those who do not see it, small, and in the colours and letters of the page.

Each fill and line gets a class beside its colour. The colour holds where the picture stands alone; in a page the style
sheet gives the class its own, in light, dark and print. Only elements and attributes named here are taken over.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from xml.etree import ElementTree as ET

from build_dossier.render.charts.palette import PALETTE

_ELEMENTS = {"g", "path", "line", "text", "rect"}
_TAKEN = (
    "transform",
    "d",
    "x",
    "y",
    "x2",
    "y2",
    "width",
    "height",
    "text-anchor",
    "font-size",
    "font-weight",
    "fill",
    "fill-opacity",
    "stroke",
    "stroke-width",
)
_PLAIN = {"fill-opacity": "1", "stroke-width": "1", "font-weight": "400", "x": "0", "y": "0"}
"""What need not be said, because it is so without."""
_NUMBER = re.compile(r"-?\d+\.\d+(?:e-?\d+)?|-?\d+e-\d+")
_NAMES = {value: name for name, value in PALETTE.items()}
_ROLES = {"role-axis-grid": "d-grid", "role-axis-label": "d-ticks"}


def ours(drawn: str, slug: str, title: str, description: str) -> str:
    """The picture as one line of SVG, whose ids begin with `chart-` and the slug."""
    root = ET.fromstring(drawn)  # noqa: S314 -- Vega's own output, from a specification without entities
    width, height = root.get("width", ""), root.get("height", "")
    ids = f"chart-{slug}-title", f"chart-{slug}-description"
    inner = "".join(part for child in root for part in _written(child))
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" width="{width}" height="{height}" '
        f'role="img" aria-labelledby="{ids[0]} {ids[1]}" font-family="Source Sans 3, sans-serif">'
        f'<title id="{ids[0]}">{_text(title)}</title><desc id="{ids[1]}">{_text(description)}</desc>{inner}</svg>'
    )


def with_own(svg: str, row: int) -> str:
    """The picture with the marks of one row marked as the page's own."""
    return svg.replace(f' data-row="{row}"', f' data-row="{row}" data-own=""')


def _written(element: ET.Element) -> Iterator[str]:
    """An element and what is in it; groups that say nothing are left out, and so is what shows nothing."""
    name = element.tag.rpartition("}")[2]
    classes = (element.get("class") or "").split()
    if name not in _ELEMENTS or {"background", "foreground"} & set(classes) or element.get("opacity") == "0":
        return
    attributes = dict(_attributes(element, name, classes))
    children = "".join(part for child in element for part in _written(child))
    text = _text(element.text or "") if name == "text" else ""
    if name == "g" and not attributes:
        yield children
    elif name == "g" and children:
        yield f"<g{_listed(attributes)}>{children}</g>"
    elif name == "text" and text:
        yield f"<text{_listed(attributes)}>{text}</text>"
    elif name not in ("g", "text"):
        yield f"<{name}{_listed(attributes)}/>"


def _attributes(element: ET.Element, name: str, classes: list[str]) -> Iterator[tuple[str, str]]:
    styles = list(_classes(element, name, classes))
    if styles:
        yield "class", " ".join(styles)
    if name != "g" and element.get("aria-label"):
        yield "data-row", element.get("aria-label", "")
    for attribute in _TAKEN:
        value = element.get(attribute)
        if value is None or (name == "g" and attribute in ("fill", "stroke")) or _PLAIN.get(attribute) == value:
            continue
        rounded = _NUMBER.sub(_rounded, value) if attribute in ("transform", "d", "x2", "y2") else value
        if rounded != "translate(0,0)":
            yield attribute, rounded


def _classes(element: ET.Element, name: str, classes: list[str]) -> Iterator[str]:
    """A group is named for what it holds, a mark for its colours."""
    if name == "g":
        yield from (each for role, each in _ROLES.items() if role in classes)
        # Vega-Lite makes names of layers into names of variables: 'ends-about' is 'ends_about'.
        layers = (each.removesuffix("_marks") for each in classes if each.endswith("_marks"))
        yield from (f"d-{layer.replace('_', '-')}" for layer in layers)
        return
    for attribute in ("fill", "stroke"):
        known = _NAMES.get(element.get(attribute, ""))
        if known:
            yield f"{attribute}-{known}"


def _rounded(match: re.Match[str]) -> str:
    return f"{round(float(match.group()), 2) + 0:.2f}".rstrip("0").rstrip(".")


def _listed(attributes: dict[str, str]) -> str:
    return "".join(f' {name}="{_text(value)}"' for name, value in attributes.items())


def _text(text: str) -> str:
    """A text or an attribute, in one line; as references where a reader of Markdown might take a letter for a mark."""
    flat = " ".join(text.split())
    return flat.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace('"', "&quot;")
