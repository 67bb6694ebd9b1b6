"""The briefing book: what it holds, in which order, in which parts, and on which page each thing stands."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from build_dossier.dossier import Dossier
from build_dossier.editions.compare import NO_HISTORY, History
from build_dossier.evidence.verdicts import Evidence
from build_dossier.language.speaking import digits, gettext, pgettext, spoken
from build_dossier.records.party import Party
from build_dossier.values.codes import direction
from build_dossier.views import book_chapters as chapters
from build_dossier.views import places
from build_dossier.views.book_notes import notes
from build_dossier.views.common import DateView, date_view
from build_dossier.views.counts import origins_in_words, sign_of_checks
from build_dossier.views.in_book import InBook, anchor_of, numbered
from build_dossier.views.telling import edition_in_words
from build_dossier.views.words import comma_listed, count_of, cut, listed

RECORDS = 120
"""Records of a long chapter that are laid out at a time: a book of any size is made in parts of this size."""


@dataclass(frozen=True, slots=True)
class Paper:
    """What every printed page carries, and what the file says of itself."""

    title: str
    author: str
    subject: str
    keywords: str
    language: str
    direction: str
    digits: str
    """The numbering system of the page numbers (CLDR)."""
    day: str
    """The day up to which the dossier is true, as a W3C date; '' where it is not known to the day, month or year."""
    marking: str


@dataclass(frozen=True, slots=True)
class TitlePage:
    """The first page."""

    title: str
    subtitle: str
    question: str
    as_of: DateView
    edition: str
    authors: str
    licence: str
    marking: str
    marking_means: str
    verified: Any
    sources: str
    holds: str
    """What the book holds, counted."""
    url: str


@dataclass(frozen=True, slots=True)
class Entry:
    """A line of the contents: a chapter (level 1) or a part of one (level 2), and its page once that is known."""

    number: str
    title: str
    anchor: str
    level: int
    page: str = ""


@dataclass(frozen=True, slots=True)
class BookPart:
    """Some pages of the book, laid out by themselves: a chapter or a part of one."""

    template: str
    number: str
    """The chapter's number; '' where it has none."""
    title: str
    anchor: str
    is_first: bool
    """Whether the chapter begins here."""
    view: Any
    is_indexed: bool = True
    """Whether the index names the pages of this part."""


@dataclass(frozen=True, slots=True)
class IndexEntry:
    """A party, with the pages that name it."""

    name: str
    anchor: str
    pages: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class BookIndex:
    """The index of parties."""

    entries: tuple[IndexEntry, ...]


@dataclass(frozen=True, slots=True)
class BookView:
    """The book, but for the contents and the index, which need the numbers of its pages."""

    paper: Paper
    title_page: TitlePage
    parts: tuple[BookPart, ...]
    contents: tuple[Entry, ...]
    parties: tuple[tuple[str, str], ...]
    """Name and anchor of each party, in the order of the index."""


def book_view(dossier: Dossier, evidence: Evidence, past: History = NO_HISTORY) -> BookView:
    """The whole book."""
    context = InBook(dossier, evidence, places.HOME, past, numbers=numbered(dossier))
    parts = tuple(_parts(context))
    return BookView(
        paper_of(dossier), _title_page(context), parts, tuple(_contents(context, parts)), _in_index_order(dossier)
    )


def paper_of(dossier: Dossier) -> Paper:
    """What each printed page carries, and what the file says of itself."""
    about = dossier.about
    return Paper(
        about.title,
        comma_listed(about.authors),
        about.question,
        comma_listed([issue.short or issue.title for issue in dossier.issues]),
        about.language,
        direction(about.language),
        spoken().digits,
        about.as_of.text if about.as_of.is_exact and about.as_of.form == "date" else "",
        about.marking.value,
    )


def _title_page(context: InBook) -> TitlePage:
    about = context.dossier.about
    return TitlePage(
        about.title,
        about.subtitle or "",
        about.question,
        date_view(about.as_of),
        edition_of(context.past),
        listed(about.authors),
        about.licence or "",
        about.marking.value,
        gettext("may be passed on without limit"),
        sign_of_checks(context),
        origins_in_words(context),
        _holds(context.dossier),
        about.url or "",
    )


def edition_of(past: History) -> str:
    """The edition that is printed; '' where none was closed yet."""
    if not past.closed or past.present is None:
        return ""
    day = edition_in_words(past.closed[0].edition)
    if past.present.changes:
        return gettext("Changed since the edition of {day}", day=day)
    return gettext("Edition of {day}", day=day)


def _holds(dossier: Dossier) -> str:
    kinds = ("issue", "position", "quote", "statistic", "event")
    records = (dossier.issues, dossier.positions, dossier.quotes, dossier.statistics, dossier.events)
    return listed([count_of(kind, len(some)) for kind, some in zip(kinds, records, strict=True)])


# --- chapters

_Chapter = tuple[str, str, str, Callable[[InBook, Any], object], Callable[[InBook], Sequence[Any]]]


def _chapters() -> tuple[_Chapter, ...]:
    """Each chapter: its page on the site, its title, its template, what it shows of some records, and all of these.

    A chapter without records of its own has one that stands for the whole.
    """
    return (
        (places.HOME, gettext("The bottom line"), "bottom_line", chapters.bottom_line, _whole),
        (places.POSITIONS, gettext("Who stands where"), "positions", chapters.positions, chapters.rows_of_positions),
        (places.ISSUES, gettext("The issues"), "issues", chapters.issues, chapters.all_issues),
        (places.STATISTICS, gettext("Figures"), "figures", chapters.figures, chapters.all_measures),
        (places.QUOTES, gettext("Quotations"), "quotations", chapters.quotations, chapters.all_quotes),
        (places.CONFLICTS, gettext("Where the sources disagree"), "disagreements", chapters.disagreements, _whole),
        (places.TIMELINE, gettext("Timeline"), "timeline", chapters.timeline, chapters.all_events),
        (places.GAPS, gettext("Gaps and balance"), "gaps", chapters.gaps_and_balance, _whole),
        (places.PARTIES, gettext("Parties"), "parties", chapters.parties, chapters.all_parties),
        (places.SOURCES, gettext("Sources"), "sources", chapters.sources, chapters.all_sources),
        (places.METHOD, gettext("How this was checked"), "method", chapters.method, _whole),
        (places.GLOSSARY, gettext("Terms"), "terms", chapters.terms, chapters.all_terms),
    )


def _whole(context: InBook) -> Sequence[Any]:
    return (context.dossier,)


def _parts(context: InBook) -> Iterator[BookPart]:
    number = 0
    for page, title, template, view_of, records_of in _chapters():
        records = records_of(context)
        if not records:
            continue
        number += 1
        for place, some in enumerate(cut(records, RECORDS)):
            view = view_of(context, some)
            yield BookPart(template, digits(number), title, anchor_of(page), place == 0, view)
    for place, noted in enumerate(cut(tuple(context.numbers), RECORDS * 3)):
        if noted:
            view = notes(context, noted)
            yield BookPart("notes", "", gettext("Notes"), "notes", place == 0, view, is_indexed=False)


def _contents(context: InBook, parts: Sequence[BookPart]) -> Iterator[Entry]:
    for part in parts:
        if part.is_first:
            yield Entry(part.number, part.title, part.anchor, 1)
        if part.template == "issues":
            yield from (Entry("", issue.title, issue.anchor, 2) for issue in part.view.issues)
    if context.dossier.parties:
        yield Entry("", gettext("Index of parties"), "index", 1)


# --- pages


def paged(entries: Sequence[Entry], pages: Mapping[str, int]) -> tuple[Entry, ...]:
    """The contents with the number of the page on which each thing begins, as the language writes it."""
    return tuple(
        Entry(entry.number, entry.title, entry.anchor, entry.level, _page(pages.get(entry.anchor))) for entry in entries
    )


def _page(number: int | None) -> str:
    return digits(number) if number else ""


def _in_index_order(dossier: Dossier) -> tuple[tuple[str, str], ...]:
    named = [(party.name, f"party-{party.id}") for party in dossier.of(Party)]
    return tuple(sorted(named, key=lambda each: (each[0].casefold(), each[1])))


def index_of(parties: Sequence[tuple[str, str]], named: Mapping[str, Sequence[int]]) -> BookPart:
    """The index: each party that a page names, with these pages; `named` holds them by the party's anchor."""
    entries = (
        IndexEntry(name, anchor, tuple(_ranges(sorted(set(named[anchor])))))
        for name, anchor in parties
        if named.get(anchor)
    )
    return BookPart("index", "", gettext("Index of parties"), "index", True, BookIndex(tuple(entries)))


def _ranges(pages: Sequence[int]) -> Iterator[str]:
    """'4', '6–9': three pages or more that follow each other are told together."""
    start = 0
    for place, page in enumerate(pages):
        if place + 1 < len(pages) and pages[place + 1] == page + 1:
            continue
        run = pages[start : place + 1]
        if len(run) > 2:
            yield pgettext("range of pages", "{first}–{last}", first=digits(run[0]), last=digits(run[-1]))
        else:
            yield from map(digits, run)
        start = place + 1
