"""How a page is cited: as a part of this dossier, bound to its edition; where it repeats a source, so is that."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from build_dossier.citing.bibtex import as_bibtex
from build_dossier.citing.items import Item, as_csl_json, page_item
from build_dossier.citing.ris import as_ris
from build_dossier.citing.runs import Runs
from build_dossier.dossier import key_of
from build_dossier.language.speaking import gettext, ngettext
from build_dossier.records.base import Record
from build_dossier.records.kinds import Key
from build_dossier.records.quote import Quote
from build_dossier.records.source import Source
from build_dossier.records.statistic import Statistic
from build_dossier.values.dates import in_words
from build_dossier.views import limits, places
from build_dossier.views.common import Context, Link


@dataclass(frozen=True, slots=True)
class Styled:
    """A citation in a style."""

    style: str
    runs: Runs


@dataclass(frozen=True, slots=True)
class Coded:
    """A citation in a format for programs."""

    format: str
    text: str


@dataclass(frozen=True, slots=True)
class Reference:
    """One thing to cite, in all forms that the page has for it."""

    heading: str
    styled: tuple[Styled, ...]
    coded: tuple[Coded, ...] = ()
    locators: str = ""
    """Where in it the words stand, as the author noted."""
    archived_url: str = ""
    page: Link | None = None
    """The page of the source, which has the formats for programs."""


@dataclass(frozen=True, slots=True)
class CiteView:
    """What a reader can copy, and the state of the dossier that it is bound to."""

    references: tuple[Reference, ...]
    more: str
    """How many sources are named elsewhere on the page only; '' for none."""
    edition: str
    as_of: str
    commit: str
    has_styles: bool
    bibliography: Link


def cite_page(context: Context, title: str, record: Record) -> CiteView:
    """For the page of a record: of a source, the source itself comes first; of a quotation, the page."""
    match record:
        case Source():
            references = [_source(context, record), _page(context, title, record)]
            return _view(context, references)
        case Quote() | Statistic():
            originals = list(_originals(context, record))
            left = len(originals) - limits.CITED
            more = ngettext("{count} more source is named above.", "{count} more sources are named above.", left)
            references = [_page(context, title, record), *originals[: limits.CITED]]
            return _view(context, references, more if left > 0 else "")
    return _view(context, [_page(context, title, record)])


def cite_list(context: Context, title: str) -> CiteView:
    """For a page that many records stand on, which have none of their own."""
    return _view(context, [_page(context, title, None)])


def cite_dossier(context: Context) -> CiteView:
    """For Home and the pages that lead on: the dossier as a whole."""
    citations = context.citations
    reference = Reference(gettext("This dossier"), _styled(citations.of_dossier()), _coded(citations.whole))
    return _view(context, [reference])


def _view(context: Context, references: list[Reference], more: str = "") -> CiteView:
    citations = context.citations
    return CiteView(
        tuple(references),
        more,
        citations.bound.edition_in_words,
        in_words(context.dossier.about.as_of),
        citations.bound.commit,
        bool(citations.styles),
        context.page(places.BIBLIOGRAPHY, gettext("Bibliography")),
    )


def _page(context: Context, title: str, record: Record | None) -> Reference:
    place = places.address(context.here)
    address = context.dossier.about.url
    id = str(key_of(record)).replace(":", "-") if record else place.strip("/").replace("/", "-")
    url = f"{address.rstrip('/')}/{place}" if address else ""
    item = page_item(context.citations.whole, id, title, url)
    return Reference(gettext("This page"), _styled(context.citations.of_page(title, place)), _coded(item))


def _source(context: Context, source: Source) -> Reference:
    return Reference(
        gettext("The source"),
        _styled(context.citations.of_source(source.id)),
        _coded(context.citations.items[source.id]),
        archived_url=source.archived_url or "",
    )


def _originals(context: Context, record: Quote | Statistic) -> Iterator[Reference]:
    """The sources that a record appears in, each once, with every place in them that is noted."""
    for id in dict.fromkeys(appearance.source for appearance in record.appearances):
        source = context.dossier.get(Source, id)
        noted = (each.locator for each in record.appearances if each.source == id and each.locator)
        yield Reference(
            gettext("The original source"),
            _styled(context.citations.of_source(id)),
            locators="; ".join(dict.fromkeys(noted)),
            archived_url=source.archived_url or "",
            page=context.to(Key("source", id), gettext("BibTeX, RIS and CSL-JSON on the page of the source")),
        )


def _styled(found: tuple[tuple[str, Runs], ...]) -> tuple[Styled, ...]:
    return tuple(Styled(style, runs) for style, runs in found)


def _coded(item: Item) -> tuple[Coded, ...]:
    return (
        Coded("BibTeX", as_bibtex([item]).strip()),
        Coded("RIS", as_ris([item]).replace("\r\n", "\n").strip()),
        Coded("CSL-JSON", as_csl_json(item)),
    )
