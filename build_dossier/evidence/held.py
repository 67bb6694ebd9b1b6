"""What came of holding records against the lock, kept by all that it depends on.

That is the text of the record, the lock's lines on its words, what the data and the lock say of the captured texts of
its sources, and the dossier's language and checks. A record with a problem is not kept: it is held again each time, so
that its problem is told where it stands now.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import astuple
from functools import partial
from typing import Any, NamedTuple

from build_dossier.cache import Cache
from build_dossier.chunks import made_in_chunks
from build_dossier.dossier import Dossier, key_of
from build_dossier.evidence.claims import Checkable, checkable
from build_dossier.evidence.lock import Lock, SourceLock
from build_dossier.evidence.verdicts import Finding, Verdict
from build_dossier.problems import Problem
from build_dossier.program import checksum
from build_dossier.records.kinds import Key
from build_dossier.records.source import Source

_FOLDER = "held"
_ROOMS = ("evidence", "records", "values")


class Held(NamedTuple):
    """What came of one record: a finding for each appearance, and the problems."""

    findings: tuple[Finding, ...]
    problems: tuple[Problem, ...] = ()


Hold = Callable[[Checkable], Held]


def held_before(dossier: Dossier, lock: Lock, known: Cache, hold: Hold) -> Iterator[tuple[Checkable, Held]]:
    """Every quotation and figure with what came of it; `hold` is asked for those that a cache does not know."""
    records = checkable(dossier)
    if known.folder is None or lock.unsound:  # what the lock says of some is not known
        yield from ((record, hold(record)) for record in records)
        return
    recipe, program = _recipes(dossier, lock), checksum(_ROOMS)
    named = ((record, recipe(record)) for record in records)
    for chunk, kept in made_in_chunks(known, _FOLDER, program, named, partial(_packed, hold)):
        for record, held in zip(chunk, _unpacked(kept, chunk), strict=True):
            yield record, held or hold(record)


def _packed(hold: Hold, records: Sequence[Checkable]) -> bytes:
    """The findings of each record as JSON, null where there was a problem."""
    kept = [None if held.problems else held.findings for held in map(hold, records)]
    return json.dumps(kept, ensure_ascii=False, separators=(",", ":"), default=astuple).encode()


def _unpacked(kept: bytes, records: Sequence[Checkable]) -> Sequence[Held | None]:
    """What was kept; None for each record for which it says nothing that could be true."""
    try:
        found = [
            None if one is None or len(one) != len(record.appearances) else Held(tuple(map(_finding, one)))
            for one, record in zip(json.loads(kept), records, strict=True)
        ]
    except (ValueError, TypeError, LookupError):
        return [None] * len(records)
    return found


def _finding(fields: Sequence[Any]) -> Finding:
    verdict, start, end, capture, on, (before, after) = fields
    return Finding(_VERDICTS[verdict], start, end, capture, on, (before, after))


_VERDICTS = {verdict.value: verdict for verdict in Verdict}


def _recipes(dossier: Dossier, lock: Lock) -> Callable[[Checkable], str]:
    """What tells for a record whether anything that its findings depend on is another than it was."""
    lines, about = _lines(lock), dossier.about
    ground = repr((about.language, sorted((check.value, weight.value) for check, weight in about.checks.items())))
    of_source = {source.id: _told(source, lock.sources.get(source.id)) for source in dossier.sources}

    def recipe(record: Checkable) -> str:
        key = key_of(record)
        text = dossier.placed[key].digest or record.model_dump_json()
        captured = (of_source[appearance.source] for appearance in record.appearances)
        told = "\n".join((ground, *key, text, *lines.get(key, ()), *captured))
        return hashlib.sha256(told.encode()).hexdigest()

    return recipe


def _told(source: Source, line: SourceLock | None) -> str:
    """What the data and the lock say of the captured text of a source."""
    locked = line and (line.file, line.sha256)
    return repr((source.id, source.capture, source.uncapturable, source.language, locked))


def _lines(lock: Lock) -> Mapping[Key, list[str]]:
    """The lock's lines on each record, wherever in the lock they stand."""
    lines: dict[Key, list[str]] = {}
    for key, first in lock.claims.items():
        for one in (first, *lock.further.get(key, ())):
            lines.setdefault(key.record, []).append(repr((key.source, key.nth, one[:-1])))
    return lines
