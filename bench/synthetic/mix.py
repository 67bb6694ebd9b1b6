"""How many records of each kind make a dossier of so many pages.

The first dossier has 113 pages of records: 16 sources, 33 parties, 7 issues, 26 quotes, 31 statistics; beside them
stand 45 positions, 25 events and 13 terms on shared pages. What is said and counted grows with the dossier; parties and
above all issues and terms come back, so they grow more slowly.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

_FIRST = 113
_PARTIES, _ISSUES, _TERMS = (33, 0.8), (7, 0.6), (13, 0.4)
"""How many the first dossier has, and the power of its growth with which theirs goes."""


@dataclass(frozen=True)
class Mix:
    """How many records of each kind."""

    sources: int
    parties: int
    issues: int
    quotes: int
    statistics: int
    positions: int
    events: int
    terms: int

    @property
    def pages(self) -> int:
        """How many records have a page of their own."""
        return self.sources + self.parties + self.issues + self.quotes + self.statistics

    @property
    def records(self) -> int:
        """How many records there are."""
        return self.pages + self.positions + self.events + self.terms


def of_pages(pages: int) -> Mix:
    """The mix of a dossier with exactly so many pages of records; at least 20."""
    growth = pages / _FIRST
    parties, issues, terms = (
        max(3, round(first * min(growth, growth**power))) for first, power in (_PARTIES, _ISSUES, _TERMS)
    )
    rest = pages - parties - issues
    sources, quotes = rest * 16 // 73, rest * 26 // 73
    statistics = rest - sources - quotes
    return Mix(sources, parties, issues, quotes, statistics, round(growth * 45), round(growth * 25), terms)


def of_records(records: int) -> Mix:
    """The mix of a dossier with exactly so many records, of all kinds."""
    pages = records
    while (mix := of_pages(pages)).records > records:
        pages -= max(1, (mix.records - records) // 2)
    return replace(mix, positions=mix.positions + records - mix.records)
