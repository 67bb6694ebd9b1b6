"""Feeds of the editions, as Atom (RFC 4287) and JSON Feed 1.1: the whole dossier, each issue, each party.

An entry is an edition, told by what it changed, because an edition is what is published at once; a feed with an entry
for each record would send hundreds on one day. What no edition holds yet is in no feed.
https://www.rfc-editor.org/rfc/rfc4287 https://www.jsonfeed.org/version/1.1/

Ids are `urn:uuid:` names made from the first edition, so they stay when the site moves. Links are absolute where the
dossier has a `url`; without one those of Atom are relative to the feed, and those of JSON, which knows no relative
ones, are left out.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from html import escape
from typing import Any
from uuid import NAMESPACE_URL, uuid5
from xml.etree import ElementTree as ET

from build_dossier.dossier import Dossier, key_of
from build_dossier.editions.compare import Change, History, Step, What
from build_dossier.editions.edition import Edition
from build_dossier.language.speaking import gettext, ngettext
from build_dossier.records.kinds import Key
from build_dossier.views import places
from build_dossier.views.common import title_of
from build_dossier.views.telling import as_sentence, changes_in_words, heading_of, page_of, records_in_words, tell
from build_dossier.views.words import bracketed, labelled, paragraph

MOST_ENTRIES = 100
MOST_CHANGES = 200
"""An entry names so many changes and counts the rest."""
_ATOM = "http://www.w3.org/2005/Atom"
_NAMESPACE = uuid5(NAMESPACE_URL, "build-dossier/editions")
_NOT_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


@dataclass(frozen=True, slots=True)
class _Entry:
    """One edition: `page` is its address from the site's root; the changes are told in HTML when it is written."""

    id: str
    title: str
    updated: str
    page: str
    words: str
    note: str
    step: Step
    changes: tuple[Change, ...]


@dataclass(frozen=True, slots=True)
class _Feed:
    """One feed; `page` is the address of what it is about, from the site's root."""

    key: Key | None
    id: str
    title: str
    page: str
    updated: str
    entries: tuple[_Entry, ...]


def feeds(dossier: Dossier, past: History) -> Iterator[tuple[str, str]]:
    """The path below the documentation folder and the text of each feed; none where no edition was closed."""
    if not past.closed:
        return
    for key in (None, *(key_of(record) for record in (*dossier.issues, *dossier.parties))):
        feed = _feed(dossier, past, key)
        yield places.feed_of(key, "xml"), _atom(dossier, feed)
        yield places.feed_of(key, "json"), _json(dossier, feed)


# --- what a feed holds


def _feed(dossier: Dossier, past: History, key: Key | None) -> _Feed:
    first = past.closed[-1].edition
    entries = tuple(entry for step in past.closed if (entry := _entry(dossier, step, key, first)))[:MOST_ENTRIES]
    page = places.page_of(dossier, key) if key else (places.HOME, "")
    updated = entries[0].updated if entries else _moment(first)
    title = f"{title_of(dossier.records[key])} · {dossier.about.title}" if key else dossier.about.title
    return _Feed(key, _id(first, key), title, places.address(*page), updated, entries)


def _entry(dossier: Dossier, step: Step, key: Key | None, first: Edition) -> _Entry | None:
    """An edition as far as it is about an issue or party; None where nothing of it is."""
    changes = tuple(change for change in step.changes if key is None or key in change.on)
    if step.before is None:
        number = step.edition.size if key is None else step.edition.about(key)
        words = records_in_words(number)
    else:
        number, words = len(changes), changes_in_words(changes)
    if not number and key is not None:
        return None
    title = labelled(heading_of(step), words)
    page = places.address(*page_of(step.edition))
    id = _id(first, key, step.edition)
    return _Entry(id, title, _moment(step.edition), page, as_sentence(words), step.edition.note, step, changes)


def _moment(edition: Edition) -> str:
    """The edition's day as a time of RFC 3339: its midnight in UTC, a second later for each further one of the day."""
    minutes, seconds = divmod(edition.nth - 1, 60)
    hours, minutes = divmod(minutes, 60)
    return f"{edition.day}T{hours:02}:{minutes:02}:{seconds:02}Z"


def _id(first: Edition, key: Key | None, edition: Edition | None = None) -> str:
    parts = [first.title, first.name, str(key or ""), edition.name if edition else ""]
    return f"urn:uuid:{uuid5(_NAMESPACE, json.dumps(parts))}"


def _html(dossier: Dossier, entry: _Entry, base: str | None) -> str:
    """An entry as HTML; without a `base` for addresses, there are no links."""
    parts = [f"<p>{escape(entry.words)}</p>"]
    if entry.note:
        parts.append(f"<p>{escape(entry.note)}</p>")
    items = [_item(dossier, entry.step, change, base) for change in entry.changes[:MOST_CHANGES]]
    if len(entry.changes) > MOST_CHANGES:
        more = ngettext("and {count} more change", "and {count} more changes", len(entry.changes) - MOST_CHANGES)
        items.append(f"<li>{escape(more)}</li>")
    return "".join([*parts, *(["<ul>", *items, "</ul>"] if items else [])])


def _item(dossier: Dossier, step: Step, change: Change, base: str | None) -> str:
    told = tell(dossier, step, change)
    title = escape(told.title)
    if told.place and base is not None:
        title = f'<a href="{escape(base + places.address(*told.place))}">{title}</a>'
    title = labelled(escape(told.about), title) if told.about else title
    title = bracketed(title, escape(told.detail)) if told.detail else title
    return f"<li>{labelled(escape(_what(change.what)), title)}</li>"


def _what(what: What) -> str:
    words = {
        What.MOVED: gettext("Stance moved"),
        What.RANKED_DOWN: gettext("Ranked down"),
        What.RANKED_UP: gettext("No longer ranked down"),
        What.ADDED: gettext("Added"),
        What.CHANGED: gettext("Changed"),
        What.VERIFIED: gettext("Verified"),
        What.REMOVED: gettext("Removed"),
    }
    return words[what]


# --- how it is written


def _base(dossier: Dossier) -> str | None:
    """The site's address, which ends in '/'; None where the dossier names none."""
    url = dossier.about.url
    return url and f"{url.rstrip('/')}/"


def _atom(dossier: Dossier, feed: _Feed) -> str:
    path = places.feed_of(feed.key, "xml")
    base = _base(dossier) or "../" * path.count("/")
    root = ET.Element("feed", {"xmlns": _ATOM, "xml:lang": dossier.about.language})
    _add(root, "id", feed.id)
    _add(root, "title", feed.title)
    _add(root, "updated", feed.updated)
    for name in dossier.about.authors or (dossier.about.title,):
        _add(ET.SubElement(root, "author"), "name", name)
    if dossier.about.licence:
        _add(root, "rights", dossier.about.licence)
    _add(root, "link", rel="self", type="application/atom+xml", href=f"{base}{path}")
    _add(root, "link", rel="alternate", type="text/html", href=f"{base}{feed.page}" or "./")
    for entry in feed.entries:
        element = ET.SubElement(root, "entry")
        _add(element, "id", entry.id)
        _add(element, "title", entry.title)
        _add(element, "updated", entry.updated)
        _add(element, "published", entry.updated)
        _add(element, "link", rel="alternate", type="text/html", href=f"{base}{entry.page}")
        _add(element, "content", _html(dossier, entry, base), type="html")
    ET.indent(root, " ")
    return f'<?xml version="1.0" encoding="utf-8"?>\n{ET.tostring(root, encoding="unicode")}\n'


def _add(parent: ET.Element, name: str, text: str = "", **attributes: str) -> None:
    element = ET.SubElement(parent, name, attributes)
    element.text = _NOT_XML.sub("", text) or None


def _json(dossier: Dossier, feed: _Feed) -> str:
    base = _base(dossier)
    whole: dict[str, Any] = {"version": "https://jsonfeed.org/version/1.1", "title": feed.title}
    if base:
        whole["home_page_url"] = f"{base}{feed.page}"
        whole["feed_url"] = f"{base}{places.feed_of(feed.key, 'json')}"
    whole["description"] = paragraph(gettext("What changed, from edition to edition."), dossier.about.question)
    whole["language"] = dossier.about.language
    whole["authors"] = [{"name": name} for name in dossier.about.authors or (dossier.about.title,)]
    whole["items"] = [_json_item(dossier, entry, base) for entry in feed.entries]
    return json.dumps(whole, ensure_ascii=False, indent=1) + "\n"


def _json_item(dossier: Dossier, entry: _Entry, base: str | None) -> dict[str, Any]:
    return {
        "id": entry.id,
        **({"url": f"{base}{entry.page}"} if base else {}),
        "title": entry.title,
        "content_html": _html(dossier, entry, base),
        "date_published": entry.updated,
    }
