"""From a data folder to a linked dossier, or to the problems that are in the way."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from build_dossier.cache import NO_CACHE, Cache
from build_dossier.collector import uncollected
from build_dossier.dossier import Dossier
from build_dossier.link import link
from build_dossier.load.decode import Draft, decode, holds_others
from build_dossier.load.files import Document, load
from build_dossier.load.kept import recall
from build_dossier.problems import Problem, has_errors, ordered
from build_dossier.records.kinds import BY_PLURAL, KINDS


@dataclass(frozen=True, slots=True)
class Reading:
    """What came of reading a data folder: the dossier where it is sound, all problems, how many records."""

    dossier: Dossier | None
    problems: tuple[Problem, ...]
    count: int


def read(data: Path, shown: str, known: Cache = NO_CACHE) -> Reading:
    """Read, decode and link the folder `data`, which problems call `shown`; what is as it was comes from a cache."""
    with uncollected():
        return _read(data, shown, known)


def _read(data: Path, shown: str, known: Cache) -> Reading:
    documents, problems = load(data, shown, tuple(BY_PLURAL), recall(known))
    drafts, found = decode(documents)
    problems.extend(found)
    dossier, found = link(drafts, _unread(documents, drafts))
    told = {problem.location for problem in problems}
    problems.extend(problem for problem in found if problem.location not in told)
    sound = None if has_errors(problems) else dossier
    return Reading(sound, ordered(problems), sum(draft.kind is not None for draft in drafts))


def _unread(documents: list[Document], drafts: list[Draft]) -> frozenset[str]:
    """The kinds of which a record may be missing: a file or an item could not be read, or has no id."""
    nameless = {draft.kind.name for draft in drafts if draft.kind and not draft.id}
    broken = {document.kind for document in documents if not document.is_sound or holds_others(document)}
    return frozenset(nameless | {kind.name for kind in KINDS if kind.plural in broken})
