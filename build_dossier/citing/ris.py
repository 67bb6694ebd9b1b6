"""CSL items as RIS, the exchange format of reference managers, in UTF-8 with the line ends that it asks for.

Tags and types as in the specification of 2011: https://github.com/aurimasv/translators/wiki/RIS-Tag-Map
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from build_dossier.citing.items import SERIALS, Item
from build_dossier.citing.names import Name

_TYPES = {
    "article-journal": "JOUR",
    "article-magazine": "MGZN",
    "article-newspaper": "NEWS",
    "bill": "BILL",
    "book": "BOOK",
    "broadcast": "VIDEO",
    "chapter": "CHAP",
    "classic": "CLSWK",
    "dataset": "DATA",
    "entry-dictionary": "DICT",
    "entry-encyclopedia": "ENCYC",
    "figure": "FIGURE",
    "graphic": "ART",
    "hearing": "HEAR",
    "interview": "PCOMM",
    "legal_case": "CASE",
    "legislation": "STAT",
    "manuscript": "MANSCPT",
    "map": "MAP",
    "motion_picture": "MPCT",
    "musical_score": "MUSIC",
    "pamphlet": "PAMP",
    "paper-conference": "CPAPER",
    "patent": "PAT",
    "periodical": "SER",
    "personal_communication": "PCOMM",
    "post": "ELEC",
    "post-weblog": "BLOG",
    "regulation": "STAT",
    "report": "RPRT",
    "software": "COMP",
    "song": "SOUND",
    "standard": "STAND",
    "thesis": "THES",
    "treaty": "STAT",
    "webpage": "ELEC",
}
_END = "\r\n"


def as_ris(items: Iterable[Item]) -> str:
    """The items as references, in their order."""
    return _END.join(_reference(item) for item in items)


def _reference(item: Item) -> str:
    lines = [f"{tag}  - {_flat(value)}" for tag, value in _lines(item) if value]
    return _END.join([*lines, "ER  - ", ""])


def _lines(item: Item) -> Iterator[tuple[str, str]]:
    """Tag and value, '' where there is none; the type comes first."""
    yield "TY", "ELEC" if "container-title" in item and item["type"] == "document" else _TYPES.get(item["type"], "GEN")
    yield "ID", item["id"]
    yield from (("AU", _author(name)) for name in item.get("author", ()))
    yield "TI", item["title"]
    yield "T2", item.get("container-title", "")
    yield "PB", item.get("publisher", "")
    yield "ET", item.get("edition", "")
    yield "M3", item.get("genre", "")
    yield "VL", item.get("volume", "")
    yield "IS" if item["type"] in SERIALS else "M1", item.get("issue") or item.get("number", "")
    yield from _pages(item.get("page", ""))
    yield "PY", _year(item.get("issued", {}))
    yield "DA", _date(item.get("issued", {}))
    yield "Y2", _date(item.get("accessed", {}))
    yield "DO", item.get("DOI", "")
    yield "SN", item.get("ISBN", "")
    yield "UR", item.get("URL", "")
    yield "L2", item.get("custom", {}).get("archived_url", "")
    yield "LA", item.get("language", "")


def _author(name: Name) -> str:
    """'Moor, Eve' or 'Gray, Sam, Jr.'; an institution's name as it is."""
    return name.get("literal") or ", ".join(name[part] for part in ("family", "given", "suffix") if part in name)


def _pages(page: str) -> Iterator[tuple[str, str]]:
    first, _, last = re.sub("[-–—]+", "-", page).partition("-")
    yield "SP", first.strip()
    yield "EP", last.strip()


def _year(date: Item) -> str:
    return f"{date['date-parts'][0][0]:04d}" if "date-parts" in date else ""


def _date(date: Item) -> str:
    """'2016/10/21/'; what RIS has no place for stands behind the last slash, as 'circa' or words."""
    if "date-parts" not in date:
        return f"///{date['literal']}" if "literal" in date else ""
    parts = [f"{part:02d}" for part in date["date-parts"][0]]
    numbers = [part.zfill(4) if number == 0 else part for number, part in enumerate(parts)]
    return "/".join([*numbers, *[""] * (3 - len(numbers)), "circa" if date.get("circa") else ""])


def _flat(text: str) -> str:
    return " ".join(text.split())
