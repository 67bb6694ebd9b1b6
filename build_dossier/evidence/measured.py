"""How much of each source is recorded, kept in the lock with a checksum that tells when it must be counted anew."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import replace
from hashlib import sha256

from build_dossier import __version__
from build_dossier.dossier import Dossier
from build_dossier.evidence.coverage import Coverage
from build_dossier.evidence.lock import Lock
from build_dossier.evidence.taken import Taken, taken
from build_dossier.evidence.verdicts import Recorded
from build_dossier.records.source import Source


def with_counts(dossier: Dossier, lock: Lock, found: Iterable[Coverage]) -> Lock:
    """The lock with the counts of what was measured; it has a line only for what was verified."""
    of_source = taken(dossier)
    sources = dict(lock.sources)
    for one in found:
        if one.source in sources:
            source = dossier.get(Source, one.source)
            basis = _basis(dossier, source, of_source[source.id], sources[source.id].sha256)
            sources[source.id] = sources[source.id]._replace(recorded=one.counts, basis=basis)
    return replace(lock, sources=sources)


def known_counts(dossier: Dossier, lock: Lock) -> dict[str, Recorded]:
    """The counts in a lock that still hold, by source: neither the capture nor what is taken from it has changed."""
    of_source = taken(dossier)
    counts = {}
    for source in dossier.sources:
        one = lock.sources.get(source.id)
        if one and one.recorded and one.basis == _basis(dossier, source, of_source[source.id], one.sha256):
            counts[source.id] = one.recorded
    return counts


def _basis(dossier: Dossier, source: Source, used: Taken, capture: str) -> str:
    """A checksum of all that the coverage of a source depends on."""
    left_out = [each.text for each in source.left_out]
    dates = sorted(date.text for date in used.dates)
    language = source.language or dossier.about.language
    parts = [__version__, capture, language, sorted(used.words), dates, sorted(left_out)]
    return sha256(json.dumps(parts, ensure_ascii=False).encode()).hexdigest()[:12]
