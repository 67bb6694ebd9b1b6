"""How much of each source is recorded, kept in the lock with a checksum that tells when it must be counted anew."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from functools import partial
from hashlib import sha256

from build_dossier import __version__
from build_dossier.cache import NO_CACHE, Cache
from build_dossier.chunks import made_in_chunks
from build_dossier.dossier import Dossier
from build_dossier.evidence.coverage import Coverage
from build_dossier.evidence.lock import Lock, SourceLock
from build_dossier.evidence.taken import Taken, taken
from build_dossier.evidence.verdicts import Recorded
from build_dossier.program import checksum
from build_dossier.records.kinds import Key
from build_dossier.records.references import named_by
from build_dossier.records.source import Source

_FOLDER, _ROOMS = "counts", ("evidence", "records", "values")
_STANDS, _FALLEN = 1, 0


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


def known_counts(dossier: Dossier, lock: Lock, known: Cache = NO_CACHE) -> dict[str, Recorded]:
    """The counts in a lock that still hold, by source: neither the capture nor what is taken from it has changed.

    Whether one holds comes from a cache, where there is one and nothing that it depends on is another.
    """
    found = ((source.id, lock.sources.get(source.id)) for source in dossier.sources)
    counted = {id: (one, one.recorded) for id, one in found if one and one.recorded}
    recipes = ((id, _recipe(dossier, Key("source", id), one)) for id, (one, _) in counted.items())
    stands = partial(_stand, dossier, {id: one for id, (one, _) in counted.items()})
    counts: dict[str, Recorded] = {}
    for ids, told in made_in_chunks(known, _FOLDER, f"{__version__} {checksum(_ROOMS)}", recipes, stands):
        is_told = len(told) == len(ids) and set(told) <= {_STANDS, _FALLEN}
        of_each = zip(ids, told if is_told else stands(ids), strict=True)
        counts.update((id, counted[id][1]) for id, one in of_each if one == _STANDS)
    return counts


def _stand(dossier: Dossier, counted: Mapping[str, SourceLock], ids: Sequence[str]) -> bytes:
    """For each source a byte that says whether its count still holds."""
    of_source = taken(_around(dossier, ids))
    bases = ((_basis(dossier, dossier.get(Source, id), of_source[id], counted[id].sha256), id) for id in ids)
    return bytes(_STANDS if counted[id].basis == basis else _FALLEN for basis, id in bases)


def _around(dossier: Dossier, ids: Sequence[str]) -> Dossier:
    """The part of a dossier that takes anything from some sources, and what else it takes something from."""
    takers = dict.fromkeys(link.key for id in ids for link in dossier.backlinks.get(Key("source", id), ()))
    named = (target for key in takers for _, target in named_by(dossier.records[key], key.kind))
    sources = (*(Key("source", id) for id in ids), *(target for target in named if target.kind == "source"))
    return replace(dossier, records={key: dossier.records[key] for key in (*sources, *takers)})


def _recipe(dossier: Dossier, key: Key, line: SourceLock) -> str:
    """A checksum of what tells whether a count holds: the lock's line, the source's text, and those that name it."""
    keys = dict.fromkeys((key, *(link.key for link in dossier.backlinks.get(key, ()))))
    texts = [(*each, dossier.placed[each].digest or dossier.records[each].model_dump_json()) for each in keys]
    return sha256(repr((line, dossier.about.language, texts)).encode()).hexdigest()


def _basis(dossier: Dossier, source: Source, used: Taken, capture: str) -> str:
    """A checksum of all that the coverage of a source depends on."""
    left_out = [each.text for each in source.left_out]
    dates = sorted(date.text for date in used.dates)
    language = source.language or dossier.about.language
    parts = [__version__, capture, language, sorted(used.words), dates, sorted(left_out)]
    return sha256(json.dumps(parts, ensure_ascii=False).encode()).hexdigest()[:12]
