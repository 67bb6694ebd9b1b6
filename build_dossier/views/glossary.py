"""The page that explains the terms."""

from __future__ import annotations

from dataclasses import dataclass

from build_dossier.dossier import key_of
from build_dossier.views.common import Context, Link
from build_dossier.views.words import Count


@dataclass(frozen=True, slots=True)
class TermEntry:
    """A term with its meaning."""

    anchor: str
    name: str
    abbreviation: str
    definition: str
    sources: tuple[Link, ...]
    note: str
    edit: str


@dataclass(frozen=True, slots=True)
class GlossaryView:
    """All terms, by name."""

    summary: str
    terms: tuple[TermEntry, ...]


def glossary_view(context: Context) -> GlossaryView:
    """The page that explains the terms."""
    terms = sorted(context.dossier.terms, key=lambda term: term.name.casefold())
    return GlossaryView(
        f"{Count(len(terms), 'term')}, each explained wherever it stands on these pages, too.",
        tuple(
            TermEntry(
                f"term-{term.id}",
                term.name,
                term.abbreviation or "",
                term.definition,
                tuple(context.to_source(source) for source in term.sources),
                term.note or "",
                context.edit(key_of(term)),
            )
            for term in terms
        ),
    )
