"""The sources as CSL-JSON 1.0.2, for reference managers and citation processors; nothing of a source is lost.

What CSL has a name for stands under that name; all else stands in `custom`, CSL's place for it, under our names. CSL
1.0.2 has no EDTF, so a date as the author wrote it is in `custom` too, as `published` and `accessed`; `issued` and
`accessed` of CSL have `date-parts`, `season` and `circa` as far as these can say it, and else the words in `literal`.
https://citeproc-js.readthedocs.io/en/latest/csl-json/markup.html
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from typing import Any

from build_dossier.citing.dates import csl_date
from build_dossier.citing.items import SERIALS
from build_dossier.citing.names import csl_name
from build_dossier.values.edtf import parse_edtf

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


def items_as_lines(sources: Iterable[Json]) -> bytes:
    """Some sources as they stand in the array of CSL-JSON, with an indent, one after the other."""
    return json.dumps([item_of(source) for source in sources], ensure_ascii=False, indent=1)[2:-2].encode()


def item_of(source: Json) -> dict[str, Any]:
    """One source as a CSL item."""
    item = {csl: source[name] for name, csl in _NAMES.items() if name in source}
    item.update({csl: csl_date(parse_edtf(source[name])) for name, csl in _DATES.items() if name in source})
    if "authors" in source:
        families = source.get("family_names", ())
        item["author"] = [csl_name(author, families) for author in source["authors"]]
    if "number" in source:
        item["issue" if source["type"] in SERIALS else "number"] = source["number"]
    told = {*_NAMES, "number", "derived", *(() if "family_names" in source else ("authors",))}
    return {**item, "custom": {name: value for name, value in source.items() if name not in told}}
