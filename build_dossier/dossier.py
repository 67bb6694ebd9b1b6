"""The linked dossier: every record by kind and id, where it stands in the data, and who names it."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property, wraps
from typing import Any, NamedTuple, Protocol, TypeVar, cast

from build_dossier.language.speaking import Language, spoken
from build_dossier.problems import Location
from build_dossier.records.base import Record
from build_dossier.records.dossier import DossierRecord
from build_dossier.records.event import Event
from build_dossier.records.issue import Issue
from build_dossier.records.kinds import KINDS, Key
from build_dossier.records.party import Party
from build_dossier.records.position import Position
from build_dossier.records.quote import Quote
from build_dossier.records.references import Named, named_by
from build_dossier.records.source import Source
from build_dossier.records.statistic import Statistic
from build_dossier.records.term import Term

RecordT = TypeVar("RecordT", bound=Record)
ResultT = TypeVar("ResultT")
ContextT = TypeVar("ContextT")
AskedT = TypeVar("AskedT")
FoundT = TypeVar("FoundT")
MakeT = TypeVar("MakeT", bound=Callable[..., Any])

DERIVED: dict[str, Callable[..., Any]] = {}
"""The functions that make something of a whole dossier, by name: 'views.years._pages'."""


def derived(make: MakeT) -> MakeT:
    """Mark a function for `Dossier.once` or `Dossier.shared`, so that a later build can ask for it by its name."""
    DERIVED[name_of(make)] = make
    return make


def derived_all(find: Callable[[AskedT], Iterator[FoundT]]) -> Callable[[AskedT], tuple[FoundT, ...]]:
    """The same for a function that yields what it finds: its answer is all of it."""

    @wraps(find)
    def found(asked: AskedT) -> tuple[FoundT, ...]:
        return tuple(find(asked))

    return derived(found)


def name_of(make: Callable[..., Any]) -> str:
    """The name of such a function."""
    return f"{make.__module__.removeprefix('build_dossier.')}.{make.__qualname__}"


class Backlink(NamedTuple):
    """A record that names another one, and in which field ('appearances.source')."""

    key: Key
    field: str


class Placed(Protocol):
    """Knows where a record and each of its fields stand in the data, and whether that is as it was."""

    @property
    def digest(self) -> str:
        """A checksum of the text that the record was read from; '' where that says something else than the record."""

    def location(self, *path: str | int) -> Location:
        """The place of a field, as deep as the path goes."""


@dataclass(frozen=True)
class Dossier:
    """A sound dossier. Records of a kind are in the author's order."""

    about: DossierRecord
    records: Mapping[Key, Record]
    placed: Mapping[Key, Placed] = field(repr=False)
    about_placed: Placed = field(repr=False)
    """Knows where the fields of the dossier itself stand."""
    backlinks: Mapping[Key, tuple[Backlink, ...]] = field(repr=False)

    def location(self, key: Key, *path: str | int) -> Location:
        """Where a record, or a field of it, stands in the data."""
        return self.placed[key].location(*path)

    def of(self, model: type[RecordT]) -> tuple[RecordT, ...]:
        """All records of a type, in the author's order."""
        return cast(tuple[RecordT, ...], self._by_type.get(model, ()))

    def keys(self, model: type[Record]) -> tuple[Key, ...]:
        """The keys of all records of a type, in the author's order."""
        return tuple(Key(_KIND_OF[model], each.id) for each in self._by_type.get(model, ()))

    @cached_property
    def _by_type(self) -> dict[type[Record], tuple[Record, ...]]:
        groups: dict[type[Record], list[Record]] = {}
        for record in self.records.values():
            groups.setdefault(type(record), []).append(record)
        return {model: tuple(records) for model, records in groups.items()}

    def get(self, model: type[RecordT], id: str) -> RecordT:
        """The record of a type with this id; KeyError where there is none."""
        return cast(RecordT, self.records[Key(_KIND_OF[model], id)])

    def naming(self, key: Key, kind: str, *fields: str) -> Iterator[Record]:
        """The records of a kind that name `key`, each once: in one of the fields given, or in any field."""
        return (self.records[each] for each in self.keys_naming(key, kind, *fields))

    def keys_naming(self, key: Key, kind: str, *fields: str) -> tuple[Key, ...]:
        """The keys of these records."""
        found = (
            link.key
            for link in self.backlinks.get(key, ())
            if link.key.kind == kind and (not fields or link.field in fields)
        )
        return tuple(dict.fromkeys(found))

    def once(self, make: Callable[[Dossier], ResultT]) -> ResultT:
        """What a function makes of this dossier, remembered: an index that every page needs is made for the first.

        It is made anew for each language, because it may hold words.
        """
        key = (make, spoken())
        if key not in self._made:
            self._made[key] = make(self)
        return cast(ResultT, self._made[key])

    @cached_property
    def _made(self) -> dict[tuple[Callable[..., Any], Language], Any]:
        return {}

    def shared(self, make: Callable[[ContextT], ResultT], context: ContextT) -> ResultT:
        """The same of what a function makes of this dossier and more, which `context` holds."""
        key = (make, spoken())
        if key not in self._made:
            self._made[key] = make(context)
        return cast(ResultT, self._made[key])

    def remembered(self, key: Hashable, make: Callable[[], ResultT]) -> ResultT:
        """What `make` gives, which is always the same for a key: made for the first that asks."""
        if key not in self._remembered:
            self._remembered[key] = make()
        return cast(ResultT, self._remembered[key])

    @cached_property
    def _remembered(self) -> dict[Hashable, Any]:
        return {}

    @property
    def sources(self) -> tuple[Source, ...]:
        """All sources."""
        return self.of(Source)

    @property
    def parties(self) -> tuple[Party, ...]:
        """All parties."""
        return self.of(Party)

    @property
    def issues(self) -> tuple[Issue, ...]:
        """All issues."""
        return self.of(Issue)

    @property
    def positions(self) -> tuple[Position, ...]:
        """All positions."""
        return self.of(Position)

    @property
    def statistics(self) -> tuple[Statistic, ...]:
        """All statistics."""
        return self.of(Statistic)

    @property
    def quotes(self) -> tuple[Quote, ...]:
        """All quotes."""
        return self.of(Quote)

    @property
    def events(self) -> tuple[Event, ...]:
        """All events."""
        return self.of(Event)

    @property
    def terms(self) -> tuple[Term, ...]:
        """All terms."""
        return self.of(Term)


_KIND_OF: dict[type[Record], str] = {kind.model: kind.name for kind in KINDS}


def key_of(record: Record) -> Key:
    """A record's name across kinds."""
    return Key(_KIND_OF[type(record)], record.id)


def linked(
    about: DossierRecord,
    records: Mapping[Key, Record],
    placed: Mapping[Key, Placed],
    about_placed: Placed,
    named: Mapping[Key, Named] | None = None,
) -> Dossier:
    """A dossier of sound records whose references all lead somewhere; backlinks are computed here.

    `named` is what each of the records names, where that is known.
    """
    backlinks: dict[Key, list[Backlink]] = {}
    for key, record in records.items():
        for reference, target in named[key] if named else named_by(record, key.kind):
            backlinks.setdefault(target, []).append(Backlink(key, reference.field))
    return Dossier(about, records, placed, about_placed, {key: tuple(links) for key, links in backlinks.items()})
