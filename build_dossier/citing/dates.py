"""Dates for citations: those of CSL, as exact as the author knew them, and no more.

CSL 1.0.2 has no EDTF: `date-parts`, `season` and `circa` say what they can, `literal` has the words of the rest.
https://citeproc-js.readthedocs.io/en/latest/csl-json/markup.html
"""

from __future__ import annotations

from typing import Any

from build_dossier.values.dates import in_words
from build_dossier.values.edtf import Edtf, Point


def csl_date(date: Edtf) -> dict[str, Any]:
    """A CSL date variable."""
    points = [point for point in date.points if point]
    is_closed = date.form != "set" and len(points) == len(date.points)
    if not is_closed or not all(_is_plain(point) for point in points):
        return {"literal": in_words(date)}
    season = {"season": points[0].season - 20} if date.form == "date" and points[0].season else {}
    circa = {"circa": True} if any(point.qualifier for point in points) else {}
    return {"date-parts": [_parts(point) for point in points], **season, **circa}


def _is_plain(point: Point) -> bool:
    """Whether a date is told whole by a year, a month and a day, of which the last ones may lack."""
    return point.precision in ("day", "month", "year", "season") and not set(point.text) & set("XYT")


def _parts(point: Point) -> list[int]:
    year, month, day = point.earliest
    return {"day": [year, month, day], "month": [year, month]}.get(point.precision, [year])
