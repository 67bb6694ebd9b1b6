"""The sources as CSL-JSON 1.0.2, for reference managers and citation processors; nothing of a source is lost.

What CSL has a name for stands under that name; all else stands in `custom`, CSL's place for it, under our names. CSL
1.0.2 has no EDTF, so a date as the author wrote it is in `custom` too, as `published` and `accessed`; `issued` and
`accessed` of CSL have `date-parts`, `season` and `circa` as far as these can say it, and else the words in `literal`.
https://citeproc-js.readthedocs.io/en/latest/csl-json/markup.html
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from build_dossier.values.dates import in_words
from build_dossier.values.edtf import Edtf, Point, parse_edtf

Json = Mapping[str, Any]

# Our name for a field, and CSL's.
_NAMES = {
    "id": "id",
    "type": "type",
    "genre": "genre",
    "title": "title",
    "publisher": "publisher",
    "container_title": "container-title",
    "volume": "volume",
    "page": "page",
    "doi": "DOI",
    "isbn": "ISBN",
    "own_url": "URL",
    "language": "language",
    "note": "note",
}
_DATES = {"published": "issued", "accessed": "accessed"}
# In these, a number is that of an issue.
_SERIALS = {"article-journal", "article-magazine", "article-newspaper", "periodical"}


def as_csl(whole: Json) -> str:
    """The sources of an export as CSL-JSON: an array, in the order of the data."""
    items = [item_of(source) for source in whole["sources"]]
    return json.dumps(items, ensure_ascii=False, indent=1) + "\n"


def item_of(source: Json) -> dict[str, Any]:
    """One source as a CSL item."""
    item = {csl: source[name] for name, csl in _NAMES.items() if name in source}
    item.update({csl: _date(parse_edtf(source[name])) for name, csl in _DATES.items() if name in source})
    if "authors" in source:
        item["author"] = [{"literal": author} for author in source["authors"]]  # as printed, never split
    if "number" in source:
        item["issue" if source["type"] in _SERIALS else "number"] = source["number"]
    told = {*_NAMES, "authors", "number", "derived"}
    return {**item, "custom": {name: value for name, value in source.items() if name not in told}}


def _date(date: Edtf) -> dict[str, Any]:
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
