"""The styles that pages are cited in: those of the Citation Style Language project, as its package installs them.

The files are by their authors, named in each, under CC BY-SA 3.0; nothing of them is kept here.
https://github.com/citation-style-language/styles
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from build_dossier.citing.items import Item


def _as_document(item: Item) -> Item:
    """The same item as a document, where the style would print nothing: Chicago cites these in notes only."""
    return {**item, "type": "document"} if item["type"] in _NOTED_ONLY else item


def _for_apa(item: Item) -> Item:
    """A publisher who is the author is not told again (Publication Manual, 9.29); the style leaves that to us."""
    same = [author.get("literal") for author in item.get("author", ())] == [item.get("publisher")]
    return {name: value for name, value in _as_document(item).items() if not (same and name == "publisher")}


_NOTED_ONLY = {"personal_communication", "entry", "entry-dictionary", "entry-encyclopedia"}


@dataclass(frozen=True, slots=True)
class Style:
    """A style: its name for readers, its file, and what an item needs before it."""

    name: str
    file: str
    shaped: Callable[[Item], Item]


CHICAGO = Style("Chicago", "chicago-notes-bibliography.csl", _as_document)
APA = Style("APA", "apa.csl", _for_apa)
STYLES = (CHICAGO, APA)


def undisturbed(style: str) -> str:
    """The style's XML, without what makes one entry depend on the others: '2016a', initials added, a dash for a name.

    Each citation is copied by itself into another list.
    """
    alone = re.sub(r"(<citation)\b[^>]*>", r"\1>", style)
    return re.sub(r'\ssubsequent-author-substitute="[^"]*"', "", alone)
