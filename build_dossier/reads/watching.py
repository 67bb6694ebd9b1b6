"""A dossier, its evidence and its citations as before, but each read is noted under a name.

The names: 'record KEY' (what it holds), 'place KEY' (where it stands in the data), 'naming KEY' (who names it), 'all
KIND' (the records of a kind, in order), 'keys KIND' (their keys alone), 'finding KEY N' and 'recorded SOURCE'
(evidence), 'cited SOURCE' (in each style; '*' for their order), 'csl SOURCE', 'derived LANGUAGE FUNCTION KEY' (what a
function makes of the whole dossier, or one entry of that) and 'shared LANGUAGE FUNCTION *' (the same of dossier and
evidence). `current.py` says what each is now.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import TypeVar, cast

from build_dossier.citing.citations import Citations
from build_dossier.citing.items import Item
from build_dossier.citing.runs import Runs
from build_dossier.dossier import Backlink, Dossier, Placed, name_of
from build_dossier.evidence.verdicts import Evidence, Finding, Recorded
from build_dossier.language.speaking import spoken
from build_dossier.reads.notes import Notes, Watched
from build_dossier.records.base import Record
from build_dossier.records.kinds import KINDS, Key

RecordT = TypeVar("RecordT", bound=Record)
ResultT = TypeVar("ResultT")
ContextT = TypeVar("ContextT")

_KIND_OF = {kind.model: kind.name for kind in KINDS}


@dataclass(frozen=True)
class WatchedDossier(Dossier):
    """A dossier that notes what is read of it. What stands in `dossier.yml` is not noted: all pages depend on it."""

    notes: Notes = field(default_factory=Notes, repr=False, compare=False)
    plain: Dossier | None = field(default=None, repr=False, compare=False)
    """The same, unwatched."""
    read_by: dict[str, frozenset[str]] = field(default_factory=dict, repr=False, compare=False)
    """What each function of the whole dossier read, as soon as it was asked for."""

    def of(self, model: type[RecordT]) -> tuple[RecordT, ...]:
        """All records of a type, in the author's order."""
        self.notes.note(f"all {_KIND_OF[model]}")
        with self.notes.paused():
            return super().of(model)

    def keys(self, model: type[Record]) -> tuple[Key, ...]:
        """The keys of all records of a type, in the author's order."""
        self.notes.note(f"keys {_KIND_OF[model]}")
        with self.notes.paused():
            return super().keys(model)

    def once(self, make: Callable[[Dossier], ResultT]) -> ResultT:
        """What a function makes of this dossier; of a mapping only the entries that are asked for are noted."""
        made, name = self.made(make), question("derived", make)
        if isinstance(made, Mapping):
            return cast(ResultT, Watched(made, self.notes, name, repr))
        self.notes.note(f"{name} *")
        return made

    def shared(self, make: Callable[[ContextT], ResultT], context: ContextT) -> ResultT:
        """What a function makes of this dossier and its evidence, as a whole."""
        name = question("shared", make)
        self.notes.note(f"{name} *")
        with self._asked(name):
            return super().shared(make, context)

    def remembered(self, key: Hashable, make: Callable[[], ResultT]) -> ResultT:
        """What is remembered; whoever asks for it has read what it was made from."""
        if key not in self._remembered:
            with self.notes.taken() as names:
                self._remembered[key] = (make(), frozenset(names))
        value, read = self._remembered[key]
        self.notes.note_all(read)
        return cast(ResultT, value)

    def made(self, make: Callable[[Dossier], ResultT]) -> ResultT:
        """The same, as it is and without a note."""
        with self._asked(question("derived", make)):
            return super().once(make)

    @contextmanager
    def _asked(self, name: str) -> Iterator[None]:
        """What is read within the block was read by a function: at the first time by itself, later by nobody."""
        with self.notes.paused(), self.notes.taken() as read:
            yield
        self.read_by.setdefault(name, frozenset(read))


def question(what: str, make: Callable[..., object]) -> str:
    """What a function is asked for: 'derived' or 'shared', the language, whose words the answer may hold, its name."""
    language = spoken()
    return f"{what} {language.tag}/{language.digits} {name_of(make)}"


def watched_dossier(dossier: Dossier) -> WatchedDossier:
    """The dossier, watched."""
    notes = Notes()
    records: Mapping[Key, Record] = Watched(dossier.records, notes, "record")
    placed: Mapping[Key, Placed] = Watched(dossier.placed, notes, "place")
    links: Mapping[Key, tuple[Backlink, ...]] = Watched(dossier.backlinks, notes, "naming")
    return WatchedDossier(dossier.about, records, placed, dossier.about_placed, links, notes, dossier)


def watched_evidence(evidence: Evidence, notes: Notes) -> Evidence:
    """The evidence, watched."""
    findings: Mapping[tuple[Key, int], Finding] = Watched(evidence.findings, notes, "finding", _of_finding)
    recorded: Mapping[str, Recorded] = Watched(evidence.recorded, notes, "recorded")
    return Evidence(findings, recorded)


def _of_finding(key: tuple[Key, int]) -> str:
    return f"{key[0]} {key[1]}"


@dataclass(frozen=True)
class WatchedCitations(Citations):
    """The citations, watched. The dossier's own, and the moulds of its pages, are not noted: all depend on them."""

    notes: Notes = field(default_factory=Notes, repr=False, compare=False)

    def of_source(self, id: str) -> tuple[tuple[str, Runs], ...]:
        """A source in each style, by the style's name."""
        self.notes.note(f"cited {id}")
        return super().of_source(id)

    def in_order(self) -> tuple[str, ...]:
        """The ids of the sources as Chicago sorts a bibliography."""
        self.notes.note("cited *")
        with self.notes.paused():
            return super().in_order()


def watched_citations(citations: Citations, notes: Notes) -> Citations:
    """The citations, watched."""
    items: Mapping[str, Item] = Watched(citations.items, notes, "csl")
    return WatchedCitations(citations.whole, items, citations.bound, citations.styled, notes)
