"""The bibliography: every source as Chicago lists it, each with a way to its page, and the whole for other programs."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from build_dossier.citing.runs import Runs, plain_runs
from build_dossier.citing.styles import CHICAGO
from build_dossier.language.speaking import gettext
from build_dossier.records.kinds import Key
from build_dossier.records.source import Source
from build_dossier.views import limits, paging, places
from build_dossier.views.common import Context, Link
from build_dossier.views.paging import Pager, Part


@dataclass(frozen=True, slots=True)
class BibliographyEntry:
    """A source in the bibliography."""

    anchor: str
    runs: Runs
    archived_url: str
    link: Link


@dataclass(frozen=True, slots=True)
class BibliographyView:
    """A page of the bibliography."""

    style: str
    """The style's name; '' where there is no processor to follow one."""
    entries: tuple[BibliographyEntry, ...]
    files: tuple[Link, ...]
    pager: Pager | None


def parts(context: Context) -> Sequence[Part[Source]]:
    """The pages of the bibliography, in the order of the style."""
    ordered = [context.dossier.get(Source, id) for id in context.citations.in_order()]
    return tuple(paging.parts(ordered, limits.ENTRIES))


def bibliography_view(context: Context, part: Part[Source]) -> BibliographyView:
    """What a page of the bibliography shows."""
    return BibliographyView(
        CHICAGO.name if context.citations.styles else "",
        tuple(_entry(context, source) for source in part.items),
        tuple(
            context.page(f"{places.DATA_FOLDER}/{name}", words)
            for name, words in (("sources.bib", "BibTeX"), ("sources.ris", "RIS"), ("sources.csl.json", "CSL-JSON"))
        ),
        paging.numbered(context, part, places.BIBLIOGRAPHY),
    )


def _entry(context: Context, source: Source) -> BibliographyEntry:
    styled = dict(context.citations.of_source(source.id))
    return BibliographyEntry(
        f"source-{source.id}",
        styled.get(CHICAGO.name) or plain_runs(context.citations.items[source.id]),
        source.archived_url or "",
        context.to(Key("source", source.id), gettext("what was taken from it")),
    )
