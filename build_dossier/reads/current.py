"""What the names that were read stand for now: the fingerprint of each."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import cast

from build_dossier.citing.citations import Citations
from build_dossier.dossier import DERIVED, Dossier, key_of
from build_dossier.evidence.verdicts import Evidence
from build_dossier.language.speaking import Language, speaking
from build_dossier.reads.fingerprint import LENGTH, digest, dumped, fingerprint
from build_dossier.reads.memory import FORGOTTEN, Memory
from build_dossier.reads.watching import WatchedDossier
from build_dossier.records.base import Part, Record
from build_dossier.records.kinds import BY_NAME, Key

GONE = ""
"""The fingerprint of what is not there."""


@dataclass(frozen=True)
class Current:
    """The values that a build reads, and their fingerprints: each is taken once, when it is asked for."""

    dossier: WatchedDossier
    evidence: Evidence
    citations: Citations
    context: object
    """What functions are given that make something of dossier and evidence."""
    others: Mapping[str, Callable[[str], str]]
    """What else is read beside the dossier, by the first word of its name."""
    memory: Memory = FORGOTTEN
    """Of an earlier build with the same program."""
    _records: dict[Key, str] = field(default_factory=dict, repr=False)

    def of(self, names: Iterable[str]) -> dict[str, str]:
        """The fingerprint of each name; one that nothing stands under, such as a forged one, has none (`GONE`)."""
        with self.dossier.notes.paused():
            return {name: self._of(name) for name in names}

    def texts(self) -> dict[str, str]:
        """Of each record whose fingerprint was taken, by its name, the checksum of its text."""
        return {f"record {key}": text for key in self._records if (text := self._text(key))}

    def questions(self, names: Iterable[str]) -> dict[str, Collection[str]]:
        """What each function of the whole dossier read, of those whose answers are among the names."""
        asked = {_question_of(name) for name in names if name.startswith(_QUESTIONS)}
        found = {name: self._read_by(name) for name in sorted(asked)}
        return {name: read for name, read in found.items() if read is not None}

    def _of(self, name: str) -> str:
        what, _, which = name.partition(" ")
        if what in _QUESTIONS:
            known = self.memory.fingerprints.get(name)
            if known and self._stands(_question_of(name)):
                return known
        taken = self._by_name.get(what)
        return taken(which) if taken else GONE

    @cached_property
    def _by_name(self) -> Mapping[str, Callable[[str], str]]:
        evidence, citations = self.evidence, self.citations
        return {
            "record": self._record,
            "place": self._place,
            "naming": self._naming,
            "all": self._all,
            "keys": self._all_keys,
            "finding": self._finding,
            "recorded": lambda which: _entry(evidence.recorded, which),
            "cited": lambda which: fingerprint(
                citations.in_order() if which == "*" else tuple(runs for runs in citations.of_source(which))
            ),
            "csl": lambda which: _entry(citations.items, which),
            "derived": self._derived,
            "shared": self._shared,
            **self.others,
        }

    @cached_property
    def _plain(self) -> Dossier:
        return self.dossier.plain or self.dossier

    @cached_property
    def _keys(self) -> Mapping[str, Key]:
        """The key of each record by how it is written."""
        return {f"{key.kind}:{key.id}": key for key in self._plain.records}

    def _record(self, which: str) -> str:
        if which == "*":
            return fingerprint([self._of(f"all {kind}") for kind in BY_NAME])
        key = self._keys.get(which)
        return self.of_record(key, self._plain.records[key]) if key else GONE

    def of_record(self, key: Key, record: Record) -> str:
        """The fingerprint of a record; where its text is as it was, that of the earlier build."""
        if key not in self._records:
            name = f"record {key.kind}:{key.id}"
            is_as_it_was = self.memory.texts.get(name) == self._text(key)
            known = self.memory.fingerprints.get(name) if is_as_it_was else None
            self._records[key] = known or fingerprint(record)
        return self._records[key]

    def _text(self, key: Key) -> str:
        return self._plain.placed[key].digest[:LENGTH]

    def taken(self, value: object) -> str:
        """The fingerprint of any value, records within it by their own."""
        return fingerprint(value, self._of_part)

    def _of_part(self, part: Part) -> str:
        if type(part) not in _MODELS:
            return dumped(part)
        record = cast(Record, part)
        key = key_of(record)
        return self.of_record(key, record) if self._plain.records.get(key) is record else dumped(part)

    def _naming(self, which: str) -> str:
        links = self._plain.backlinks
        if which == "*":
            return digest(repr(list(links.items())))
        return digest(" ".join(f"{link.key.kind} {link.key.id} {link.field}" for link in links.get(_key(which), ())))

    def _place(self, which: str) -> str:
        if which == "*":
            return fingerprint([(key, str(place.location())) for key, place in self._plain.placed.items()])
        key = self._keys.get(which)
        return str(self._plain.placed[key].location()) if key else GONE

    def _all(self, which: str) -> str:
        kind = BY_NAME.get(which)
        if kind is None:
            return GONE
        return digest(" ".join(self.of_record(Key(which, one.id), one) for one in self._plain.of(kind.model)))

    def _all_keys(self, which: str) -> str:
        kind = BY_NAME.get(which)
        return digest(" ".join(key.id for key in self._plain.keys(kind.model))) if kind else GONE

    def _finding(self, which: str) -> str:
        if which == "*":
            return digest(repr(sorted(self.evidence.findings.items())))
        name, _, number = which.partition(" ")
        if not number.isdecimal():
            return GONE
        return digest(repr(self.evidence.findings.get((_key(name), int(number)))))

    def _shared(self, which: str) -> str:
        language, function, _ = _parted(which)
        if function not in DERIVED:
            return GONE
        with speaking(language):
            return self.taken(self.dossier.shared(DERIVED[function], self.context))

    def _derived(self, which: str) -> str:
        language, function, key = _parted(which)
        if function not in DERIVED:
            return GONE
        with speaking(language):
            if key == "*":
                return self.taken(self.dossier.made(DERIVED[function]))
            entries = self._entries(language, function)
        return self.taken(entries[key]) if key in entries else GONE

    def _stands(self, name: str) -> bool:
        """Whether all that a function read is as it was."""
        if name not in self._standing:
            self._standing[name] = False  # what asks for itself, as a forged memory might, does not stand
            read, before = self.memory.questions.get(name), self.memory.fingerprints
            self._standing[name] = read is not None and all(before.get(each) == self._of(each) for each in read)
        return self._standing[name]

    @cached_property
    def _standing(self) -> dict[str, bool]:
        return {}

    def _read_by(self, name: str) -> Collection[str] | None:
        """What a function read: now, or in the build whose answer stands."""
        now = self.dossier.read_by.get(name)
        return self.memory.questions.get(name) if now is None and self._stands(name) else now

    def _entries(self, language: Language, function: str) -> Mapping[str, object]:
        """The entries of a mapping by what a name calls them."""
        if (language, function) not in self._made:
            made = self.dossier.made(DERIVED[function])
            self._made[language, function] = (
                {repr(key): value for key, value in made.items()} if isinstance(made, Mapping) else {}
            )
        return self._made[language, function]

    @cached_property
    def _made(self) -> dict[tuple[Language, str], Mapping[str, object]]:
        return {}


_QUESTIONS = ("derived", "shared")
_MODELS = frozenset(kind.model for kind in BY_NAME.values())


def _question_of(name: str) -> str:
    """The function in the name of an answer, as `question` gives it."""
    return " ".join(name.split(" ", 3)[:3])


def _entry(values: Mapping[str, object], which: str) -> str:
    return fingerprint(list(values.items()) if which == "*" else values.get(which))


def _parted(which: str) -> tuple[Language, str, str]:
    """The language, the function and the entry in the name of what a function makes."""
    language, _, rest = which.partition(" ")
    function, _, key = rest.partition(" ")
    tag, _, digits = language.partition("/")
    return Language(tag, digits), function, key


def _key(text: str) -> Key:
    kind, _, id = text.partition(":")
    return Key(kind, id)
