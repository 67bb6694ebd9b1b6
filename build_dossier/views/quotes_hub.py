"""The pages that lead to the quotations: by year, newest first."""

from __future__ import annotations

from dataclasses import dataclass

from build_dossier.dossier import Dossier, derived
from build_dossier.language.speaking import gettext, ngettext
from build_dossier.records.quote import Quote
from build_dossier.views import limits, paging, places
from build_dossier.views.common import Context, QuoteLine, newest_first
from build_dossier.views.counts import verified_in_words
from build_dossier.views.paging import Content, Pager, Part
from build_dossier.views.words import sentence
from build_dossier.views.years import year_of

_LONGEST = 260
"""Characters of the words that the list shows."""


@dataclass(frozen=True, slots=True)
class QuoteGroup:
    """The quotations of a year."""

    heading: str
    anchor: str
    quotes: tuple[QuoteLine, ...]


@dataclass(frozen=True, slots=True)
class QuotesView:
    """All quotations by year, newest first."""

    summary: str
    contents: tuple[Content, ...]
    groups: tuple[QuoteGroup, ...]
    pager: Pager | None


def in_order(dossier: Dossier) -> list[Quote]:
    """The quotations, newest first."""
    return dossier.once(_in_order)


@derived
def _in_order(dossier: Dossier) -> list[Quote]:
    return newest_first(list(dossier.quotes))


def parts(dossier: Dossier) -> tuple[Part[Quote], ...]:
    """The pages of the list."""
    return tuple(paging.parts(in_order(dossier), limits.ENTRIES, _year, "year"))


def quotes_view(context: Context, part: Part[Quote]) -> QuotesView:
    """A page that lists quotations."""
    return QuotesView(
        context.shared(_summary),
        paging.contents(context, part, places.QUOTES),
        tuple(
            QuoteGroup(group.heading, group.anchor, tuple(context.quote_line(quote, _LONGEST) for quote in group.items))
            for group in paging.grouped(part, _year, "year")
        ),
        paging.numbered(context, part, places.QUOTES),
    )


def _year(quote: Quote) -> str:
    return year_of(quote.said)


@derived
def _summary(context: Context) -> str:
    quotes = context.dossier.quotes
    speakers = len({quote.speaker for quote in quotes})
    return sentence(
        gettext(
            "{quotations} of {speakers}, newest first; {verified}.",
            quotations=ngettext("{count} quotation", "{count} quotations", len(quotes)),
            speakers=ngettext("{count} speaker", "{count} speakers", speakers),
            verified=verified_in_words(context),
        )
    )
