"""The dossier as a printed book sees it: links lead to places of the book, evidence carries the number of a note."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from markupsafe import Markup

from build_dossier.dossier import Dossier, key_of
from build_dossier.language.speaking import digits
from build_dossier.records.kinds import Key
from build_dossier.records.position import Position
from build_dossier.views import places
from build_dossier.views.common import Context, Link

NOTED = ("quote", "statistic", "event")
"""The kinds of record that a note gives the sources of."""

CHAPTERS = {
    places.HOME: "bottom-line",
    places.POSITIONS: "positions",
    places.ISSUES: "issues",
    places.STATISTICS: "figures",
    places.QUOTES: "quotations",
    places.CONFLICTS: "disagreements",
    places.TIMELINE: "timeline",
    places.GAPS: "gaps",
    places.PARTIES: "parties",
    places.SOURCES: "sources",
    places.METHOD: "method",
    places.GLOSSARY: "terms",
}
"""The anchor of the chapter that stands for a page of the site."""

_KINDS = {"sources": "source", "parties": "party", "issues": "issue", "quotes": "quote", "statistics": "statistic"}


@dataclass(frozen=True, slots=True)
class NotedLink(Link):
    """A link to a record within the book, with the number of the note that gives its sources ('' for none)."""

    note: str = ""
    note_href: Markup = field(default=Markup(""))


@dataclass(frozen=True)
class InBook(Context):
    """The dossier and its evidence, seen from within a book; `numbers` holds the number of each note."""

    numbers: Mapping[Key, int] = field(default_factory=dict)

    def page(self, target: str, text: str, anchor: str = "") -> Link:
        """A link to where the book has what the site has on a page."""
        return Link(text, Markup(f"#{anchor or anchor_of(target)}"))

    def to(self, key: Key, text: str = "") -> Link:
        """A link to a record, with its note."""
        link = Context.to(self, key, text)
        number = self.numbers.get(key)
        if number is None:
            return link
        return NotedLink(link.text, link.href, digits(number), Markup(f"#note-{number}"))


def anchor_of(page: str) -> str:
    """The anchor in the book of a page of the site: 'quote-x' for 'quotes/x.md', 'timeline' for the timeline."""
    if page in CHAPTERS:
        return CHAPTERS[page]
    folder, _, name = page.removesuffix(".md").partition("/")
    return f"{_KINDS[folder]}-{name}" if folder in _KINDS else folder


def numbered(dossier: Dossier) -> dict[Key, int]:
    """The notes of a book, numbered from 1 in the order in which its chapters first mention what they are about."""
    return {key: number for number, key in enumerate(dict.fromkeys(_mentioned(dossier)), 1)}


def _mentioned(dossier: Dossier) -> Iterator[Key]:
    for judgement in dossier.about.judgements:
        yield from (key for ref in judgement.rests_on if (key := Key.parse(ref)).kind in NOTED)
    for issue in dossier.issues:
        for position in dossier.naming(key_of(issue), "position", "issue"):
            if isinstance(position, Position):
                yield from (key for each in position.evidence if (key := Key.parse(each.ref)).kind in NOTED)
    for records in (dossier.statistics, dossier.quotes, dossier.events):
        yield from (key_of(record) for record in records)
