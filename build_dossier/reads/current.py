"""What the names that were read stand for now: the fingerprint of each."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property

from build_dossier.citing.citations import Citations
from build_dossier.dossier import DERIVED, key_of
from build_dossier.evidence.verdicts import Evidence
from build_dossier.language.speaking import Language, speaking
from build_dossier.reads.fingerprint import digest, dumped, fingerprint
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
    _records: dict[Key, str] = field(default_factory=dict, repr=False)

    def of(self, names: Iterable[str]) -> dict[str, str]:
        """The fingerprint of each name; one that nothing stands under, such as a forged one, has none (`GONE`)."""
        with self.dossier.notes.paused():
            return {name: self._of(name) for name in names}

    def everything(self) -> str:
        """The fingerprint of all records and of all evidence."""
        with self.dossier.notes.paused():
            return fingerprint([self._record("*"), self._finding("*"), list(self.evidence.recorded.items())])

    def _of(self, name: str) -> str:
        what, _, which = name.partition(" ")
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

    def _record(self, which: str) -> str:
        if which == "*":
            return fingerprint([self._of(f"all {kind}") for kind in BY_NAME])
        record = self.dossier.records.get(_key(which))
        return self.of_record(_key(which), record) if record else GONE

    def of_record(self, key: Key, record: Record) -> str:
        """The fingerprint of a record."""
        if key not in self._records:
            self._records[key] = fingerprint(record)
        return self._records[key]

    def taken(self, value: object) -> str:
        """The fingerprint of any value, records within it by their own."""
        return fingerprint(value, self._of_part)

    def _of_part(self, part: Part) -> str:
        if not isinstance(part, Record):
            return dumped(part)
        key = key_of(part)
        with self.dossier.notes.paused():
            is_known = self.dossier.records.get(key) is part
        return self.of_record(key, part) if is_known else dumped(part)

    def _naming(self, which: str) -> str:
        links = self.dossier.backlinks
        return digest(repr(list(links.items()) if which == "*" else links.get(_key(which), ())))

    def _place(self, which: str) -> str:
        if which == "*":
            return fingerprint([(key, str(place.location())) for key, place in self.dossier.placed.items()])
        key = _key(which)
        place = self.dossier.placed.get(key)
        return str(place.location()) if place else GONE

    def _all(self, which: str) -> str:
        kind = BY_NAME.get(which)
        if kind is None:
            return GONE
        return fingerprint([self.of_record(Key(which, record.id), record) for record in self.dossier.of(kind.model)])

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
