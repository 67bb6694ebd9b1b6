"""Where each record and page stands: paths of Markdown files, anchors, and addresses on the site."""

from __future__ import annotations

import posixpath
from functools import lru_cache

from build_dossier.dossier import Dossier
from build_dossier.records.kinds import Key
from build_dossier.records.position import Position

HOME = "index.md"
POSITIONS = "positions/index.md"
ISSUES = "issues/index.md"
PARTIES = "parties/index.md"
QUOTES = "quotes/index.md"
STATISTICS = "statistics/index.md"
SOURCES = "sources/index.md"
TIMELINE = "timeline.md"
CONFLICTS = "conflicts.md"
GAPS = "gaps.md"
METHOD = "method.md"
GLOSSARY = "glossary.md"
DATA = "data.md"
DATA_FOLDER = "data"
EXPORT = f"{DATA_FOLDER}/dossier.json"
CHANGES = "changes.md"

_FOLDERS = {
    "source": "sources",
    "party": "parties",
    "issue": "issues",
    "quote": "quotes",
    "statistic": "statistics",
}
_SHARED = {"event": TIMELINE, "term": GLOSSARY}


def page_of(dossier: Dossier, key: Key) -> tuple[str, str]:
    """The Markdown file that shows a record, and its anchor there ('' where the page is the record's own)."""
    if key.kind in _FOLDERS:
        return f"{_FOLDERS[key.kind]}/{key.id}.md", ""
    if key.kind == "position":
        return f"issues/{dossier.get(Position, key.id).issue}.md", f"position-{key.id}"
    return _SHARED[key.kind], f"{key.kind}-{key.id}"


def feed_of(key: Key | None, suffix: str) -> str:
    """The feed, 'xml' (Atom) or 'json', of an issue or party; of the whole dossier for None."""
    return f"feeds/{key.kind}-{key.id}.{suffix}" if key else f"feed.{suffix}"


@lru_cache(maxsize=65536)
def relative(target: str, here: str) -> str:
    """The link from one Markdown file to another."""
    return posixpath.relpath(target, posixpath.dirname(here) or ".")


def address(page: str, anchor: str = "") -> str:
    """A page's address from the site's root: 'quotes/duggan-opaque/', 'timeline/#event-x', '' for Home."""
    stem = page.removesuffix(".md")
    folder = "" if stem == "index" else stem.removesuffix("/index") + "/"
    return f"{folder}#{anchor}" if anchor else folder
