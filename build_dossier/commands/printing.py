"""The book and the brief: views, pages laid out, one PDF."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from build_dossier.dossier import Dossier
from build_dossier.editions.compare import History
from build_dossier.evidence.verdicts import Evidence
from build_dossier.language.speaking import language_of, speaking, spoken
from build_dossier.render import printed
from build_dossier.render.pdf import Laid, Printer
from build_dossier.values.codes import direction
from build_dossier.views.book import BookView, book_view, index_of, paged
from build_dossier.views.brief import ROOMS, brief_views

PAGES_OF_BRIEF = 2

Progress = Callable[[int, int], None]
"""Told how many parts are laid out, of how many."""


class Printed(NamedTuple):
    """A PDF, and how many pages it has."""

    content: bytes
    pages: int


class TooLongError(Exception):
    """Even the shortest brief does not fit its pages."""


def book_of(dossier: Dossier, evidence: Evidence, past: History, paper: str, progress: Progress) -> Printed:
    """The briefing book, laid out part by part."""
    with speaking(language_of(dossier.about.language, dossier.about.digits)):
        view = book_view(dossier, evidence, past)
        printer = Printer(paper, view.paper.digits, view.paper.direction)
        front = len(_front(printer, view, {}).pages)
        body: list[Laid] = []
        pages: dict[str, int] = {}
        named: dict[str, list[int]] = {}
        before = front
        for number, part in enumerate(view.parts):
            progress(number, len(view.parts))
            laid = printer.lay(printed.book_part(view.paper, part), "book", before + 1)
            pages |= {anchor: page + before for anchor, page in laid.anchors.items()}
            for target, page in laid.links if part.is_indexed else ():
                named.setdefault(target, []).append(page + before)
            body.append(laid)
            before += len(laid.pages)
        if view.parties:
            pages["index"] = before + 1
            index = index_of(view.parties, named)
            body.append(printer.lay(printed.book_part(view.paper, index), "book", before + 1))
        parts = [_front(printer, view, pages), *body]
        progress(len(view.parts), len(view.parts))
        return Printed(printer.write(parts), sum(len(part.pages) for part in parts))


def _front(printer: Printer, view: BookView, pages: dict[str, int]) -> Laid:
    """Title page and contents; without the pages of the chapters it is as long as with them."""
    return printer.lay(printed.title_page(view.paper, view.title_page, paged(view.contents, pages)), "book")


def brief_of(dossier: Dossier, evidence: Evidence, past: History, paper: str, progress: Progress) -> Printed:
    """The two pages: with as much on them as fits. Raises TooLongError where nothing does."""
    with speaking(language_of(dossier.about.language, dossier.about.digits)):
        printer = Printer(paper, spoken().digits, direction(dossier.about.language))
        for number, view in enumerate(brief_views(dossier, evidence, past)):
            progress(number, len(ROOMS))
            laid = printer.lay(printed.brief(view), "brief")
            if len(laid.pages) <= PAGES_OF_BRIEF:
                return Printed(printer.write([laid]), len(laid.pages))
    raise TooLongError("even the shortest brief does not fit two pages: shorten the question and the judgements")
