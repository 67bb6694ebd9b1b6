"""What there is to check: for each appearance, the words that its source should hold."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from typing import NamedTuple

from build_dossier.dossier import Dossier, key_of
from build_dossier.evidence.folding import fold
from build_dossier.records.kinds import Key
from build_dossier.records.quote import Quote
from build_dossier.records.source import Source
from build_dossier.records.statistic import Statistic


class ClaimKey(NamedTuple):
    """Names one appearance: the record, the source, and which of its appearances there (from 0)."""

    record: Key
    source: str
    nth: int


class Claim(NamedTuple):
    """The words of one appearance; '' where a figure records no printed form, so that there is nothing to check."""

    key: ClaimKey
    number: int
    """The appearance's place in the record, from 0."""
    words: str
    field: tuple[str | int, ...]
    """The field that holds the words, as a path within the record: ('appearances', 0, 'exact')."""

    @property
    def digest(self) -> str:
        """The SHA-256 of the folded words."""
        return hashlib.sha256(fold(self.words).text.encode()).hexdigest()


Checkable = Quote | Statistic
"""A record whose words are looked for in its sources."""


def checkable(dossier: Dossier) -> tuple[Checkable, ...]:
    """Every quotation and every figure, in the order of the data."""
    return (*dossier.quotes, *dossier.statistics)


def claims(dossier: Dossier) -> Iterator[Claim]:
    """Every appearance of every quotation and figure, in the order of the data."""
    for record in checkable(dossier):
        yield from claims_of(dossier, record)


def claims_of(dossier: Dossier, record: Checkable) -> Iterator[Claim]:
    """Every appearance of a quotation or figure."""
    seen: dict[str, int] = {}
    for number, appearance in enumerate(record.appearances):
        nth = seen.get(appearance.source, 0)
        seen[appearance.source] = nth + 1
        words, field = words_of(dossier, record, number)
        yield Claim(ClaimKey(key_of(record), appearance.source, nth), number, words, field)


def words_of(dossier: Dossier, record: Checkable, number: int) -> tuple[str, tuple[str | int, ...]]:
    """The words that an appearance's source should hold, '' where none are recorded, and the field they stand in."""
    appearance = record.appearances[number]
    if isinstance(record, Statistic):
        return appearance.as_printed or "", ("appearances", number, "as_printed")
    if appearance.exact:
        return appearance.exact, ("appearances", number, "exact")
    spoken = dossier.get(Source, appearance.source).language
    if record.original and spoken and _same_language(record.original.language, spoken):
        return record.original.text, ("original", "text")
    return record.text, ("text",)


def _same_language(one: str, other: str) -> bool:
    return one.partition("-")[0].lower() == other.partition("-")[0].lower()
