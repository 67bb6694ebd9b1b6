"""The kinds of record, listed explicitly. A new kind is one module and one line here."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any, NamedTuple

from build_dossier.records import party, position, source, statistic
from build_dossier.records.base import Finding, Record
from build_dossier.records.event import Event
from build_dossier.records.issue import Issue
from build_dossier.records.party import Party
from build_dossier.records.position import Position
from build_dossier.records.quote import Quote
from build_dossier.records.source import Source
from build_dossier.records.statistic import Statistic
from build_dossier.records.term import Term


class Key(NamedTuple):
    """The name of a record across kinds: `quote:duggan-incomprehensible`."""

    kind: str
    id: str

    def __str__(self) -> str:
        return f"{self.kind}:{self.id}"

    @classmethod
    def parse(cls, text: str) -> Key:
        """The key in a `kind:id` text that has been checked."""
        kind, _, name = text.partition(":")
        return cls(kind, name)


def _no_rules(_: Record) -> Iterator[Finding]:
    yield from ()


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind: its singular and plural name, its type and the rules of its own."""

    name: str
    plural: str
    model: type[Record]
    rules: Callable[[Any], Iterator[Finding]] = _no_rules


KINDS = (
    Kind("source", "sources", Source, source.rules),
    Kind("party", "parties", Party, party.rules),
    Kind("issue", "issues", Issue),
    Kind("position", "positions", Position, position.rules),
    Kind("statistic", "statistics", Statistic, statistic.rules),
    Kind("quote", "quotes", Quote),
    Kind("event", "events", Event),
    Kind("term", "terms", Term),
)
BY_NAME = {kind.name: kind for kind in KINDS}
BY_PLURAL = {kind.plural: kind for kind in KINDS}
