"""The styles that pages are cited in: those of the Citation Style Language project, as its package installs them.

The files are by their authors, named in each, under CC BY-SA 3.0; nothing of them is kept here.
https://github.com/citation-style-language/styles
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from build_dossier.citing.items import Item


def _for_chicago(item: Item) -> Item:
    """The same item under a type of which the style prints an entry.

    Chicago cites letters, posts, dictionaries, and what was never published, in notes only. Here each is to be cited;
    without an address, a publisher or a container, a web page is printed whole.
    """
    kind = "document" if item["type"] in _NOTED_ONLY else item["type"]
    if kind == "broadcast" and not item.keys() & {"URL", "publisher"} and "container-title" in item:
        station = item["container-title"]  # the style says on what it was aired, and then needs a name
        return {**{name: value for name, value in item.items() if name != "container-title"}, "publisher": station}
    return {**item, "type": "webpage" if kind in _NOTED_UNPUBLISHED and not _is_published(item) else kind}


def _for_apa(item: Item) -> Item:
    """A publisher who is the author is not told again (Publication Manual, 9.29); the style leaves that to us."""
    same = [author.get("literal") for author in item.get("author", ())] == [item.get("publisher")]
    is_private = item["type"] in _PRIVATE and not _is_published(item)
    kept = {name: value for name, value in item.items() if not (same and name == "publisher")}
    return {**kept, "type": "document"} if is_private else kept


_NOTED_ONLY = {"classic", "entry", "entry-dictionary", "entry-encyclopedia", "personal_communication", "post"}
_NOTED_UNPUBLISHED = {"broadcast", "document", "interview", "manuscript", "paper-conference", "speech"}
_PRIVATE = {"interview", "personal_communication"}


def _is_published(item: Item) -> bool:
    return bool(item.keys() & {"URL", "DOI", "publisher", "container-title"})


@dataclass(frozen=True, slots=True)
class Style:
    """A style: its name for readers, its file, and what an item needs before it."""

    name: str
    file: str
    shaped: Callable[[Item], Item]


CHICAGO = Style("Chicago", "chicago-notes-bibliography.csl", _for_chicago)
APA = Style("APA", "apa.csl", _for_apa)
STYLES = (CHICAGO, APA)


def undisturbed(style: str) -> str:
    """The style's XML, without what makes one entry depend on the others: '2016a', initials added, a dash for a name.

    Each citation is copied by itself into another list.
    """
    alone = re.sub(r"(<citation)\b[^>]*>", r"\1>", style)
    return re.sub(r'\ssubsequent-author-substitute="[^"]*"', "", alone)
