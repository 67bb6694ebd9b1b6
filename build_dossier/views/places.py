"""Where each record and page stands: paths of Markdown files, anchors, and addresses on the site."""

from __future__ import annotations

from functools import lru_cache
from urllib.parse import quote, urlsplit

from build_dossier.dossier import Dossier
from build_dossier.records.kinds import Key
from build_dossier.records.position import Position
from build_dossier.views import years

HOME = "index.md"
POSITIONS = "positions/index.md"
ISSUES = "issues/index.md"
PARTIES = "parties/index.md"
QUOTES = "quotes/index.md"
STATISTICS = "statistics/index.md"
SOURCES = "sources/index.md"
CONFLICTS = "conflicts.md"
GAPS = "gaps.md"
METHOD = "method.md"
GLOSSARY = "glossary.md"
DATA = "data.md"
DATA_FOLDER = "data"
EXPORT = f"{DATA_FOLDER}/dossier.json"
CHANGES = "changes.md"
RELATIONS = "relations.md"
BIBLIOGRAPHY = "bibliography.md"
TIMELINE = years.TIMELINE

_FOLDERS = {
    "source": "sources",
    "party": "parties",
    "issue": "issues",
    "quote": "quotes",
    "statistic": "statistics",
}


def page_of(dossier: Dossier, key: Key) -> tuple[str, str]:
    """The Markdown file that shows a record, and its anchor there ('' where the page is the record's own)."""
    if key.kind in _FOLDERS:
        return f"{_FOLDERS[key.kind]}/{key.id}.md", ""
    if key.kind == "position":
        return f"issues/{dossier.get(Position, key.id).issue}.md", f"position-{key.id}"
    page = years.page_of_event(dossier, key.id) if key.kind == "event" else GLOSSARY
    return page, f"{key.kind}-{key.id}"


def gaps(group: str) -> str:
    """The page of a group of gaps that is too long for the page on gaps."""
    return f"gaps/{group.replace('_', '-')}.md"


def further(page: str, number: int) -> str:
    """The path of a page of a list that is too long for one: 'quotes/page/2.md'; the first is the list's own.

    No record's page stands there, whatever its id, because those stand in the folder of their kind itself.
    """
    stem = page.removesuffix(".md").removesuffix("/index")
    return page if number == 1 else f"{stem}/page/{number}.md"


def relative(target: str, here: str) -> str:
    """The link from one Markdown file to another; both are plain paths below the same folder."""
    up, down = _folders(here), _folders(target)
    shared = 0
    while shared < len(up) and shared < len(down) and up[shared] == down[shared]:
        shared += 1
    return "../" * (len(up) - shared) + "/".join((*down[shared:], target.rpartition("/")[2]))


def feed_of(key: Key | None, suffix: str) -> str:
    """The feed, 'xml' (Atom) or 'json', of an issue or party; of the whole dossier for None."""
    return f"feeds/{key.kind}-{key.id}.{suffix}" if key else f"feed.{suffix}"


def anchor_in_relations(party: str) -> str:
    """Where the page on relations tells of a party; its script reads the same from the address."""
    return f"party={party}"


@lru_cache(maxsize=65536)
def _folders(path: str) -> tuple[str, ...]:
    return tuple(path.split("/")[:-1])


def address(page: str, anchor: str = "") -> str:
    """A page's address from the site's root: 'quotes/duggan-opaque/', 'timeline/#event-x', '' for Home."""
    stem = page.removesuffix(".md")
    folder = "" if stem == "index" else stem.removesuffix("/index") + "/"
    return f"{folder}#{anchor}" if anchor else folder


def root(url: str | None) -> str:
    """The address under which the site is published, with a slash at its end; '' where the dossier has no `url`.

    What stands behind the path, and the name of a page, is left out. What could end an attribute is percent-encoded.
    """
    if not url:
        return ""
    parts = urlsplit(url)
    folder = parts.path.removesuffix("index.html").rstrip("/")
    return f"{parts.scheme}://{parts.netloc}{quote(folder, safe='/%:@!$&+,;=~()*.-')}/"
