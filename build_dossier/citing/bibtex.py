r"""CSL items as BibTeX, for LaTeX and reference managers; in UTF-8, which biblatex and today's BibTeX read.

Entry types and fields are those of BibTeX, with `url`, `urldate`, `doi`, `isbn`, `date` and `langid` of biblatex, which
BibTeX passes over. https://ctan.org/pkg/biblatex
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from build_dossier.citing.items import Item
from build_dossier.citing.names import Name

_TYPES = {
    "article-journal": "article",
    "article-magazine": "article",
    "article-newspaper": "article",
    "review": "article",
    "review-book": "article",
    "book": "book",
    "classic": "book",
    "chapter": "incollection",
    "entry": "incollection",
    "entry-dictionary": "incollection",
    "entry-encyclopedia": "incollection",
    "paper-conference": "inproceedings",
    "report": "techreport",
    "standard": "techreport",
    "thesis": "phdthesis",
}
# Under which name an entry of a type tells the container and the publisher.
_CONTAINERS = {"article": "journal", "incollection": "booktitle", "inproceedings": "booktitle"}
_PUBLISHERS = {"techreport": "institution", "phdthesis": "school", "inproceedings": "organization"}
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")

# What means something to TeX, as text. Braces are named, because BibTeX counts them whatever stands before them.
_SPECIAL = {
    "\\": r"\textbackslash{}",
    "{": r"\textbraceleft{}",
    "}": r"\textbraceright{}",
    "~": r"\textasciitilde{}",
    "^": r"\textasciicircum{}",
    "#": r"\#",
    "$": r"\$",
    "%": r"\%",
    "&": r"\&",
    "_": r"\_",
}


def as_bibtex(items: Iterable[Item]) -> str:
    """The items as entries, in their order."""
    return "\n".join(_entry(item) for item in items)


def _entry(item: Item) -> str:
    kind = _TYPES.get(item["type"], "misc")
    fields = {name: value for name, value in _fields(item, kind).items() if value}
    lines = [f"  {name} = {value if name == 'month' else f'{{{value}}}'}" for name, value in fields.items()]
    return f"@{kind}{{{item['id']},\n" + ",\n".join(lines) + "\n}\n"


def _fields(item: Item, kind: str) -> dict[str, str]:
    container, publisher = _escaped(item.get("container-title", "")), _escaped(item.get("publisher", ""))
    told_as = {_CONTAINERS.get(kind, "howpublished"): container, _PUBLISHERS.get(kind, "publisher"): publisher}
    date = item.get("issued", {})
    return {
        "author": " and ".join(_author(name) for name in item.get("author", ())),
        "title": _title(item["title"]),
        **told_as,
        "type": _escaped(item.get("genre", "")),
        "volume": _escaped(item.get("volume", "")),
        "number": _escaped(item.get("issue") or item.get("number", "")),
        "pages": re.sub("[-–—]+", "--", _escaped(item.get("page", ""))),
        "year": _year(date),
        "month": _month(date),
        "date": _iso(date),
        "doi": _verbatim(item.get("DOI", "")),
        "isbn": _escaped(item.get("ISBN", "")),
        "url": _verbatim(item.get("URL", "")),
        "urldate": _iso(item.get("accessed", {})),
        "note": _note(item),
        "langid": _escaped(item.get("language", "")),
    }


def _author(name: Name) -> str:
    """'Moor, Eve', 'Gray, Jr., Sam'; braces keep whole what is printed whole, as an institution's name."""
    if "literal" in name:
        return f"{{{_escaped(name['literal'])}}}"
    parts = [name[part] for part in ("family", "suffix", "given") if part in name]
    return ", ".join(f"{{{_escaped(part)}}}" if re.search(r",|\band\b", part) else _escaped(part) for part in parts)


def _title(text: str) -> str:
    """The title, with braces around each word whose capitals a style must not take away."""
    return re.sub(r"\S+", lambda match: _word(match[0], is_first=match.start() == 0), text)


def _word(word: str, *, is_first: bool) -> str:
    """A word of a title; the first one begins with a capital in any style."""
    letters = [char for char in word if char.isalpha()]
    is_kept = any(char.isupper() for char in letters[1 if is_first else 0 :])
    return f"{{{_escaped(word)}}}" if is_kept else _escaped(word)


def _escaped(text: str) -> str:
    return "".join(_SPECIAL.get(char, char) for char in " ".join(text.split()))


def _verbatim(text: str) -> str:
    """An address or a DOI, which are read as they stand; only braces and backslashes could end or change the field."""
    return re.sub(r"[{}\\\s]", lambda match: f"%{ord(match[0]):02X}", text)


def _year(date: Item) -> str:
    if "date-parts" not in date:
        return _escaped(date.get("literal", ""))
    years = [f"{parts[0]:04d}" for parts in date["date-parts"]]
    return "--".join(dict.fromkeys(years))


def _month(date: Item) -> str:
    parts = date.get("date-parts", [[]])
    return _MONTHS[parts[0][1] - 1] if len(parts) == 1 and len(parts[0]) > 1 else ""


def _iso(date: Item) -> str:
    """The date as biblatex reads it (EDTF); '' where CSL has words only."""
    mark = "~" if date.get("circa") else ""
    season = f"-{date['season'] + 20}" if "season" in date else ""
    return "/".join(_day(parts) + season + mark for parts in date.get("date-parts", ()))


def _day(parts: list[int]) -> str:
    return "-".join(f"{part:04d}" if number == 0 else f"{part:02d}" for number, part in enumerate(parts))


def _note(item: Item) -> str:
    """The dossier's own edition, which is no count of printings as BibTeX has it; where an archive keeps a copy."""
    edition, archived = item.get("edition", ""), item.get("custom", {}).get("archived_url", "")
    told = (edition[:1].upper() + edition[1:], f"Archived copy: {archived}" if archived else "")
    return _escaped(". ".join(part for part in told if part))
