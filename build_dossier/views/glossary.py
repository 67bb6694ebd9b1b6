"""The page that explains the terms."""

from __future__ import annotations

from dataclasses import dataclass

from build_dossier.dossier import key_of
from build_dossier.language.speaking import ngettext
from build_dossier.views.common import Context, Link
from build_dossier.views.words import sentence


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
        _summary(len(terms)),
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


def _summary(terms: int) -> str:
    words = ngettext(
        "{count} term, each explained wherever it stands on these pages, too.",
        "{count} terms, each explained wherever it stands on these pages, too.",
        terms,
    )
    return sentence(words)
