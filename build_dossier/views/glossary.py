"""The page that explains the terms."""

from __future__ import annotations

from dataclasses import dataclass

from build_dossier.views.common import Context, Link


@dataclass(frozen=True, slots=True)
class TermEntry:
    """A term with its meaning."""

    anchor: str
    name: str
    abbreviation: str
    definition: str
    sources: tuple[Link, ...]
    note: str


@dataclass(frozen=True, slots=True)
class GlossaryView:
    """All terms, by name."""

    terms: tuple[TermEntry, ...]


def glossary_view(context: Context) -> GlossaryView:
    """The page that explains the terms."""
    terms = sorted(context.dossier.terms, key=lambda term: term.name.casefold())
    return GlossaryView(
        tuple(
            TermEntry(
                f"term-{term.id}",
                term.name,
                term.abbreviation or "",
                term.definition,
                tuple(context.to_source(source) for source in term.sources),
                term.note or "",
            )
            for term in terms
        )
    )
