"""`data/evidence.lock`: what was verified, so that a build without captures can tell whether it still holds.

One line a source and one an appearance, sorted, each a JSON object that needs none of the others: two authors
who verify different records change different lines. A merge that keeps both sides (`merge=union` in
`.gitattributes`) may leave an older line beside the one that replaced it. Of several lines on an appearance the
one counts that fits its words; only lines that contradict each other are a problem.

Positions are those of a W3C Web Annotation `TextPositionSelector`: characters of the captured text, counted from
0, the end exclusive. https://www.w3.org/TR/annotation-model/#text-position-selector
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from operator import index
from pathlib import Path
from typing import Any, NamedTuple

from build_dossier.evidence.claims import ClaimKey
from build_dossier.evidence.verdicts import Recorded, Verdict
from build_dossier.problems import Location, Problem
from build_dossier.records.kinds import Key

FILE = "evidence.lock"
_HEADER = "# Written by 'dossier verify'. Do not edit: each line carries a seal. Merge by keeping both sides.\n"
_DAMAGED = (ValueError, KeyError, TypeError, AttributeError, RecursionError)
"""What reading a line that was not written by `write_lock` can raise."""


class SourceLock(NamedTuple):
    """The captured text that a source was verified against."""

    file: str
    sha256: str
    recorded: Recorded | None = None
    """How much of the text is recorded; None where it was not measured."""
    basis: str = ""
    """A checksum of all that this count was made from: while it stays, nothing need be counted again."""


class ClaimLock(NamedTuple):
    """What was found for one appearance."""

    verdict: Verdict
    words: str
    """SHA-256 of the folded words."""
    capture: str
    """SHA-256 of the capture that they were looked for in."""
    start: int
    end: int
    around: tuple[str, str]
    """A few words before and after, where the words are not unique in the source; else empty."""
    on: str
    """The day of the check, as 2026-11-21."""
    line: int = 0
    """Its line in the lock file; 0 where it was not read from one."""


@dataclass(frozen=True, slots=True)
class Lock:
    """The whole lock."""

    sources: Mapping[str, SourceLock]
    claims: Mapping[ClaimKey, ClaimLock]
    further: Mapping[ClaimKey, tuple[ClaimLock, ...]] = field(default_factory=dict)
    """More lines on an appearance, about other words or another capture, which a merge has left."""
    unsound: frozenset[str | ClaimKey] = frozenset()
    """The sources and appearances of which a line is not as it was written; of them nothing is known."""

    def on(self, key: ClaimKey, words: str, capture: str) -> ClaimLock | None:
        """What is known of an appearance: what fits these words best, and of that what fits the capture best."""
        known = [self.claims[key], *self.further.get(key, ())] if key in self.claims else []
        return max(known, key=lambda one: (one.words == words, one.capture == capture), default=None)


def read_lock(path: Path, shown: str) -> tuple[Lock, list[Problem]]:
    """The lock in a file, empty where there is none; a line that is not as it was written is a problem."""
    try:
        text = path.read_text("utf-8")
    except FileNotFoundError:
        return Lock({}, {}), []
    except (OSError, UnicodeDecodeError) as error:
        reason = getattr(error, "strerror", None) or "it is not UTF-8"
        return Lock({}, {}), [_bad_line(shown, 0, f"the lock cannot be read: {reason}")]
    lines = enumerate(text.split("\n"), 1)
    return _from_lines([(number, line) for number, line in lines if line.strip() and line[0] != "#"], shown)


def _from_lines(lines: list[tuple[int, str]], shown: str) -> tuple[Lock, list[Problem]]:
    problems: list[Problem] = []
    sources: dict[str, list[SourceLock]] = {}
    claims: dict[ClaimKey, list[ClaimLock]] = {}
    unsound: set[str | ClaimKey] = set()
    for number, line in lines:
        try:
            key, value = _parse(line, number)
        except _DAMAGED:
            problems.append(_bad_line(shown, number, "this line is not as 'dossier verify' wrote it"))
            unsound |= _named(line)
            continue
        if isinstance(value, SourceLock):
            agrees = _joins_source(sources.setdefault(str(key), []), value)
        elif isinstance(key, ClaimKey):
            agrees = _joins_claim(claims.setdefault(key, []), value)
        if not agrees:
            unsound.add(key)
            problems.append(_bad_line(shown, number, "another line says something else of the same"))
    sound = {key: known for key, known in claims.items() if key not in unsound}
    return Lock(
        {id: known[0] for id, known in sources.items() if id not in unsound},
        {key: known[0] for key, known in sound.items()},
        {key: tuple(known[1:]) for key, known in sound.items() if known[1:]},
        frozenset(unsound),
    ), problems


def _joins_source(known: list[SourceLock], one: SourceLock) -> bool:
    """Add a line to what is known of a source; False where it contradicts that."""
    if not known:
        known.append(one)
    elif known[0] != one:
        # each side of a merge counted without what the other recorded
        known[0] = known[0]._replace(recorded=None, basis="")
    return known[0][:2] == one[:2]


def _joins_claim(known: list[ClaimLock], one: ClaimLock) -> bool:
    """Add a line to what is known of an appearance; False where it contradicts that."""
    for number, other in enumerate(known):
        if (other.words, other.capture) == (one.words, one.capture):
            known[number] = min(other, one, key=lambda line: line.on)
            return other._replace(on="", line=0) == one._replace(on="", line=0)
    known.append(one)
    return True


def write_lock(path: Path, lock: Lock) -> bool:
    """Write the lock; False where the file holds it already."""
    content = (_HEADER + "".join(sorted(_lines(lock)))).encode()
    if path.exists() and path.read_bytes() == content:
        return False
    part = path.with_name(f".{path.name}.part")
    part.write_bytes(content)
    part.replace(path)
    return True


def _lines(lock: Lock) -> list[str]:
    lines = [_sealed(_source_fields(id, one)) for id, one in lock.sources.items()]
    known = [*lock.claims.items(), *((key, one) for key, more in lock.further.items() for one in more)]
    for (record, source, nth), one in known:
        fields: dict[str, Any] = {"record": str(record), "in": source}
        fields |= {"nth": nth} if nth else {}
        fields |= {"verdict": one.verdict.value, "words": one.words, "capture": one.capture}
        if one.verdict.is_verified:
            fields |= {"start": one.start, "end": one.end} | ({"around": list(one.around)} if any(one.around) else {})
        lines.append(_sealed({**fields, "on": one.on}))
    return lines


def _source_fields(id: str, one: SourceLock) -> dict[str, Any]:
    counts = one.recorded
    measured = [counts.recorded, counts.left_out, counts.open] if counts else None
    counted = {"recorded": measured, "basis": one.basis} if measured else {}
    return {"source": id, "file": one.file, "sha256": one.sha256} | counted


def _sealed(fields: dict[str, Any]) -> str:
    return json.dumps({**fields, "seal": _seal(fields)}, ensure_ascii=False, separators=(",", ":")) + "\n"


def _seal(fields: dict[str, Any]) -> str:
    """A checksum over a line: it tells an edit by hand, it does not keep out somebody who computes it."""
    return hashlib.sha256(json.dumps(fields, sort_keys=True).encode()).hexdigest()[:12]


def _parse(line: str, number: int) -> tuple[str | ClaimKey, SourceLock | ClaimLock]:
    fields = json.loads(line)
    if fields.pop("seal") != _seal(fields):
        raise ValueError("the seal does not fit")
    if "source" in fields:
        counts = Recorded(*fields["recorded"]) if "recorded" in fields else None
        return fields["source"], SourceLock(fields["file"], fields["sha256"], counts, fields.get("basis", ""))
    before, after = fields.get("around", ("", ""))
    place = (index(fields.get("start", 0)), index(fields.get("end", 0)), (before, after))
    verdict = Verdict(fields["verdict"])
    return _claim_key(fields), ClaimLock(verdict, fields["words"], fields["capture"], *place, fields["on"], number)


def _claim_key(fields: dict[str, Any]) -> ClaimKey:
    return ClaimKey(Key.parse(fields["record"]), str(fields["in"]), index(fields.get("nth", 0)))


def _named(line: str) -> set[str | ClaimKey]:
    """What a damaged line is about, as far as it still says so."""
    try:
        fields = json.loads(line)
        return {str(fields["source"]) if "source" in fields else _claim_key(fields)}
    except _DAMAGED:
        return set()


def _bad_line(shown: str, number: int, message: str) -> Problem:
    return Problem(
        Location(shown, number, 1 if number else 0),
        "lock-edited",
        message,
        ("delete the line and run 'dossier verify', which writes it anew",),
    )
