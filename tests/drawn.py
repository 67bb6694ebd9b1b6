"""A chart read back from its SVG: what stands where, in pixels, and on which scale."""

from __future__ import annotations

import re
from dataclasses import dataclass
from xml.etree import ElementTree as ET

_SHIFT = re.compile(r"translate\((-?[\d.]+),(-?[\d.]+)\)")
_BOX = re.compile(r"M(-?[\d.]+),(-?[\d.]+)h(-?[\d.]+)v(-?[\d.]+)")


@dataclass(frozen=True)
class Mark:
    """An element: the group that it is in, its row, its place, and what it says or how it is drawn."""

    group: str
    row: int | None
    x: float
    y: float
    classes: frozenset[str]
    text: str = ""
    path: str = ""
    width: float = 0
    height: float = 0
    """Of a box, measured to the right and down from `x` and `y`."""


class Drawn:
    """A picture, taken apart."""

    def __init__(self, svg: str) -> None:
        self.root = ET.fromstring(svg)  # noqa: S314 -- our own output
        self.marks: list[Mark] = []
        self._read(self.root, "", 0.0, 0.0)

    def _read(self, element: ET.Element, group: str, x: float, y: float) -> None:
        shift = _SHIFT.search(element.get("transform", ""))
        if shift:
            x, y = x + float(shift[1]), y + float(shift[2])
        name = element.tag.rpartition("}")[2]
        group = element.get("class", group) if name == "g" else group
        if name in ("path", "text", "line"):
            row = element.get("data-row")
            classes = frozenset((element.get("class") or "").split())
            box = _BOX.match(element.get("d", ""))
            left, top, width, height = (float(box[number]) for number in (1, 2, 3, 4)) if box else (0.0, 0.0, 0.0, 0.0)
            found = Mark(
                group,
                int(row) if row else None,
                x + left + min(width, 0),
                y + top + min(height, 0),
                classes,
                element.text or "",
                element.get("d", ""),
                abs(width),
                abs(height),
            )
            self.marks.append(found)
        for child in element:
            self._read(child, group, x, y)

    @property
    def left(self) -> float:
        """Where the drawing begins, behind its margin."""
        outer = next(each for each in self.root if each.tag.endswith("}g"))
        shift = _SHIFT.search(outer.get("transform", ""))
        return float(shift[1]) if shift else 0.0

    def of(self, group: str) -> list[Mark]:
        """The marks of a group, in the order of their rows."""
        return sorted((mark for mark in self.marks if mark.group == group), key=lambda mark: mark.row or 0)

    def texts(self, group: str) -> list[str]:
        """The words of a group, without the signs that set directions apart."""
        return [mark.text.strip("\u2068\u2069") for mark in self.of(group)]

    def ticks(self) -> dict[str, float]:
        """The places of the ticks along the scale, by their words: the lines where there are some."""
        lines = [mark.x for mark in self.of("d-grid")]
        words = [mark for mark in self.marks if mark.group == "d-ticks"]
        inner = {mark.text: mark.x for mark in words}
        return (
            inner if not lines else inner | dict(zip([mark.text for mark in words][-len(lines) :], lines, strict=True))
        )

    def scale(self) -> tuple[float, float]:
        """Of a scale of plain numbers: where zero is, and how many pixels one is."""
        places = {
            float(words.replace(",", "").replace("%", "").replace("−", "-")): x for words, x in self.ticks().items()
        }
        low, high = min(places), max(places)
        one = (places[high] - places[low]) / (high - low)
        return places[low] - low * one, one
