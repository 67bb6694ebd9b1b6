"""The brief: what a reader with a meeting in ten minutes needs, on two pages."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace

from build_dossier.dossier import Dossier, key_of
from build_dossier.editions.compare import NO_HISTORY, History
from build_dossier.evidence.verdicts import Evidence
from build_dossier.language.speaking import digits, gettext, ngettext, pgettext
from build_dossier.records.quote import Quote
from build_dossier.values.codes import direction
from build_dossier.values.scales import Rank
from build_dossier.views import matrix as matrices
from build_dossier.views import places
from build_dossier.views.book import Paper, edition_of, paper_of
from build_dossier.views.common import Context, DateView, FigureLine, Sign, moment_view
from build_dossier.views.conflicts import Conflict, conflicts_view
from build_dossier.views.gaps import gaps, title_of_group
from build_dossier.views.home import JudgementView, home_view
from build_dossier.views.in_book import InBook
from build_dossier.views.matrix import MatrixView
from build_dossier.views.roles import role_of_speaker
from build_dossier.views.words import bracketed, excerpt, listed, sentence
from build_dossier.views.years import in_order


@dataclass(frozen=True, slots=True)
class Room:
    """How much of each thing the brief shows: numbers of things, and characters of a text.

    A text that is longer is cut at a word, with a sign; what is left out is counted, and the brief says so.
    """

    judgements: int
    judgement: int
    summary: int
    rows: int
    issues: int
    figures: int
    quotes: int
    quote: int
    conflicts: int
    events: int
    title: int = 300
    line: int = 140
    """Characters of a label, a title of an event, the name of a source."""


ROOMS = (
    Room(5, 420, 800, 8, 6, 5, 3, 280, 4, 6),
    Room(5, 380, 640, 8, 6, 5, 3, 240, 4, 6),
    Room(5, 340, 520, 7, 6, 5, 3, 220, 4, 5, line=120),
    Room(4, 320, 440, 7, 6, 4, 3, 220, 3, 5, line=120),
    Room(4, 280, 360, 6, 6, 4, 3, 200, 3, 4, line=110),
    Room(4, 240, 280, 6, 5, 4, 2, 180, 3, 4, title=200, line=100),
    Room(3, 220, 220, 5, 5, 3, 2, 160, 2, 3, title=160, line=90),
    Room(3, 180, 160, 5, 4, 3, 2, 140, 2, 3, title=140, line=80),
    Room(2, 140, 0, 4, 3, 2, 1, 110, 1, 2, title=110, line=60),
    Room(1, 100, 0, 3, 2, 1, 1, 80, 1, 1, title=80, line=40),
)
"""From the most to the least: the brief has the first that fits two pages."""


@dataclass(frozen=True, slots=True)
class Words:
    """The exact words of somebody."""

    text: str
    language: str
    direction: str
    speaker: str
    role: str
    said: DateView
    verdict: Sign
    sources: str


@dataclass(frozen=True, slots=True)
class Happened:
    """An event, in a line."""

    date: DateView
    title: str


@dataclass(frozen=True, slots=True)
class Unknown:
    """How many gaps of a sort there are."""

    title: str
    number: str


@dataclass(frozen=True, slots=True)
class Disagreement:
    """What is contested, and the reason that the fields show."""

    title: str
    sides: str
    reason: str


@dataclass(frozen=True, slots=True)
class BriefView:
    """The two pages. Each `more_…` tells what of a list is left out, or is ''."""

    paper: Paper
    title: str
    question: str
    summary: str
    as_of: DateView
    edition: str
    marking: str
    sources: str
    verified: Sign
    judgements: tuple[JudgementView, ...]
    more_judgements: str
    matrix: MatrixView
    more_positions: str
    figures: tuple[FigureLine, ...]
    more_figures: str
    quotes: tuple[Words, ...]
    more_quotes: str
    conflicts: tuple[Disagreement, ...]
    more_conflicts: str
    gaps: tuple[Unknown, ...]
    events: tuple[Happened, ...]
    more_events: str
    url: str
    authors: str
    licence: str


def brief_views(dossier: Dossier, evidence: Evidence, past: History = NO_HISTORY) -> Iterator[BriefView]:
    """The brief with ever less on it; the one to print is the first that fits."""
    context = InBook(dossier, evidence, places.HOME, past)
    home, quotes, unknown = home_view(context), _telling(context), _unknown(context)
    events = [event for event in reversed(in_order(dossier)) if event.date]
    contested = conflicts_view(context).all
    about = dossier.about
    for room in ROOMS:
        table = matrices.matrix(context, room.rows, room.issues)
        figures = home.figures[: room.figures]
        yield BriefView(
            paper_of(dossier),
            excerpt(home.title, room.line),
            excerpt(home.question, room.title),
            _sentences(home.summary, room.summary),
            home.as_of,
            edition_of(past),
            home.marking,
            home.sources.text,
            home.verified,
            tuple(_judgement(each, room) for each in home.judgements[: room.judgements]),
            _more(len(home.judgements) - room.judgements),
            _narrow(table, room),
            _more_positions(table),
            tuple(_figure(line, room) for line in figures),
            _more(len(dossier.statistics) - len(figures)),
            tuple(_exact(context, quote, room) for quote in quotes[: room.quotes]),
            _more(len(dossier.quotes) - room.quotes),
            tuple(_disagreement(each, room) for each in contested[: room.conflicts]),
            _more(len(contested) - room.conflicts),
            unknown,
            tuple(Happened(moment_view(each.date), excerpt(each.title, room.line)) for each in events[: room.events]),
            _more(len(dossier.events) - min(room.events, len(events))),
            about.url or "",
            excerpt(listed(about.authors), room.line),
            excerpt(about.licence or "", room.line),
        )


def _more(number: int) -> str:
    return ngettext("{count} more in the dossier", "{count} more in the dossier", number) if number > 0 else ""


def _more_positions(table: MatrixView) -> str:
    parties, issues = table.all_parties - len(table.rows), table.all_issues - len(table.issues)
    told = (
        ngettext("{count} more party", "{count} more parties", parties) if parties > 0 else "",
        ngettext("{count} more issue", "{count} more issues", issues) if issues > 0 else "",
    )
    found = listed([each for each in told if each])
    return gettext("{more} in the dossier", more=found) if found else ""


def _sentences(text: str, longest: int) -> str:
    """The beginning of a text up to the end of a sentence, where one ends in its second half; else up to a word."""
    if longest == 0 or len(text) <= longest:
        return text if longest else ""
    ends = [match.end() for match in _END.finditer(text[:longest])]
    return f"{text[: ends[-1]]} …" if ends and ends[-1] > longest // 2 else excerpt(text, longest)


_END = re.compile(r"[.!?](?=\s)|[。！？]|[؟۔](?=\s)")


def _judgement(view: JudgementView, room: Room) -> JudgementView:
    return replace(view, text=_sentences(view.text, room.judgement))


def _narrow(table: MatrixView, room: Room) -> MatrixView:
    """The table with names that fit its columns."""
    issues = tuple(replace(issue, text=excerpt(issue.text, room.line // 3)) for issue in table.issues)
    rows = tuple(
        replace(row, party=replace(row.party, text=excerpt(row.party.text, room.line // 3))) for row in table.rows
    )
    return replace(table, issues=issues, rows=rows)


def _figure(line: FigureLine, room: Room) -> FigureLine:
    amount = line.amount
    return replace(
        line,
        amount=replace(amount, number=excerpt(amount.number, 40), unit=excerpt(amount.unit, 60)),
        label=excerpt(line.label, room.line),
        claimant=replace(line.claimant, text=excerpt(line.claimant.text, room.line // 2)) if line.claimant else None,
    )


def _telling(context: Context) -> list[Quote]:
    """The quotations that most rests on, judgements before positions; of each speaker the first before any second."""
    judged = [ref for judgement in context.dossier.about.judgements for ref in judgement.rests_on]

    def weight(quote: Quote) -> tuple[int, int]:
        key = key_of(quote)
        return -judged.count(str(key)), -len(context.dossier.backlinks.get(key, ()))

    usable = sorted((each for each in context.dossier.quotes if each.rank is not Rank.DEPRECATED), key=weight)
    speakers = Counter[str]()
    turns: list[tuple[int, int, Quote]] = []
    for quote in usable:
        turns.append((speakers[quote.speaker], len(turns), quote))
        speakers[quote.speaker] += 1
    return [quote for _, _, quote in sorted(turns, key=lambda each: each[:2])]


def _exact(context: Context, quote: Quote, room: Room) -> Words:
    language = quote.language or context.language
    sources = listed(list(dict.fromkeys(context.to_source(each.source).text for each in quote.appearances)))
    return Words(
        excerpt(quote.text, room.quote),
        language,
        direction(language),
        excerpt(context.to_party(quote.speaker).text, room.line),
        excerpt(role_of_speaker(context.dossier, quote), room.line),
        moment_view(quote.said),
        context.verdict(quote),
        excerpt(sources, room.line),
    )


def _disagreement(conflict: Conflict, room: Room) -> Disagreement:
    says = [side.says for side in conflict.sides]
    if len(set(says)) == 1:  # they differ in what they count
        says = [bracketed(side.says, side.link.text) for side in conflict.sides]
    sides = pgettext("sides of a disagreement", " / ").join(dict.fromkeys(says))
    return Disagreement(
        excerpt(sentence(conflict.title), room.line), excerpt(sides, room.line), excerpt(conflict.reason, room.line)
    )


def _unknown(context: Context) -> tuple[Unknown, ...]:
    """How many gaps there are of each sort."""
    found = gaps(context)
    groups = zip(found._fields, found, strict=True)
    return tuple(Unknown(title_of_group(name), digits(len(group))) for name, group in groups if group)
