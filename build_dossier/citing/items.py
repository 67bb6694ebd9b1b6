"""What is cited, as CSL items: the sources, and the dossier with its pages.

An item says what the source is in CSL's terms. Where the styles look for a thing in another field than the one in which
our data keep it, it is moved here, so that every processor gives the same. https://docs.citationstyles.org/
"""

from __future__ import annotations

import json
from typing import Any

from build_dossier.citing.bound import Bound
from build_dossier.citing.dates import csl_date
from build_dossier.citing.names import csl_name
from build_dossier.records.dossier import DossierRecord
from build_dossier.records.source import Source
from build_dossier.values.scales import SourceType

Item = dict[str, Any]
"""A CSL item (CSL-JSON 1.0.2)."""

SERIALS = frozenset({"article-journal", "article-magazine", "article-newspaper", "periodical"})
"""The types in which a number is that of an issue."""
_NAMED_BY_PUBLISHER = SERIALS | {"post-weblog"}
"""The types whose container is the publisher, where no other is named: 'Reuters'."""


def source_item(source: Source) -> Item:
    """A source as a CSL item; `custom` holds the address of its archived copy, for which CSL has no name."""
    kind = source.type.value
    container = source.container_title or (source.publisher if kind in _NAMED_BY_PUBLISHER else None)
    given = {
        "id": source.id,
        "type": kind,
        "genre": source.genre or (source.type.words if source.type in _TOLD_BY_GENRE else None),
        "author": [csl_name(author, source.family_names) for author in source.authors],
        "title": source.title,
        "container-title": container,
        "publisher": source.publisher if source.publisher != container else None,
        "volume": source.volume,
        "issue" if kind in SERIALS else "number": source.number,
        "page": source.page,
        "issued": csl_date(source.published) if source.published else None,
        "accessed": csl_date(source.accessed) if source.accessed else None,
        "DOI": source.doi,
        "ISBN": source.isbn,
        "URL": source.url,
        "language": source.language,
        "custom": {"archived_url": source.archived_url} if source.archived_url else None,
    }
    return {name: value for name, value in given.items() if value}


# Styles print these without a word for what they are.
_TOLD_BY_GENRE = {SourceType.INTERVIEW, SourceType.PERSONAL_COMMUNICATION, SourceType.SPEECH}


def dossier_item(about: DossierRecord, bound: Bound) -> Item:
    """The dossier as a whole: its authors, its title, the edition, and the day up to which it is true."""
    given = {
        "id": "dossier",
        "type": "document",
        "author": [csl_name(author, about.family_names) for author in about.authors],
        "title": about.title,
        "edition": bound.words,
        "issued": csl_date(about.as_of),
        "URL": about.url,
        "language": about.language,
    }
    return {name: value for name, value in given.items() if value}


def page_item(whole: Item, id: str, title: str, url: str) -> Item:
    """A page of the dossier that `whole` is the item of; it has no address where the dossier states none."""
    own = {"id": id, "type": "document", "author": whole.get("author"), "title": title}
    rest = {name: value for name, value in whole.items() if name not in ("id", "type", "author", "title", "URL")}
    item = {**own, "container-title": whole["title"], **rest, "URL": url}
    return {name: value for name, value in item.items() if value}


def as_csl_json(item: Item) -> str:
    """The item as CSL-JSON: an array of one, a line for each field."""
    lines = ",\n".join(f"  {json.dumps(name)}: {json.dumps(value, ensure_ascii=False)}" for name, value in item.items())
    return f"[\n {{\n{lines}\n }}\n]"
