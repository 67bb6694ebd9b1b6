"""Handling by TLP 2.0: what may be published, and a dossier in which nothing of the rest is left."""

from __future__ import annotations

from typing import NamedTuple, TypeVar

from build_dossier.dossier import Dossier, Placed, linked
from build_dossier.problems import Location, Problem
from build_dossier.records.base import Part, Record
from build_dossier.records.dossier import DossierRecord, Judgement
from build_dossier.records.kinds import Key
from build_dossier.records.references import as_key, reference_marks
from build_dossier.values.scales import Marking

PartT = TypeVar("PartT", bound=Part)


class Publishable(NamedTuple):
    """What may be published, how many records are marked otherwise, how many cannot stand without those."""

    dossier: Dossier
    withheld: int
    dependent: int


def refusal(dossier: Dossier) -> Problem | None:
    """Why nothing of the dossier may be published; None where it may."""
    marking = dossier.about.marking
    if marking is Marking.CLEAR:
        return None
    return Problem(
        dossier.about_placed.location("marking"),
        "not-publishable",
        f"the dossier is marked {marking.value}, and only what is TLP:CLEAR is published",
        ("mark it `TLP:CLEAR` when it may be public; records may be marked otherwise one by one",),
    )


def publishable(dossier: Dossier) -> Publishable:
    """The dossier without what is not TLP:CLEAR and without every mention of it.

    A record that cannot be told truly without a withheld one (its speaker, its only source, one hand in its
    chain) is left out with it; from a list of references the withheld ones are taken out.
    """
    gone = {key for key, record in dossier.records.items() if not _is_clear(record, dossier.about)}
    if not gone:
        return Publishable(dossier, 0, 0)
    withheld = len(gone)
    records = {key: record for key, record in dossier.records.items() if key not in gone}
    while gone:
        kept = {key: _without(record, key.kind, gone) for key, record in records.items()}
        newly_gone = {key for key, record in kept.items() if record is None}
        records = {key: record for key, record in kept.items() if record is not None}
        gone = newly_gone
    hidden = set(dossier.records) - set(records)
    key_figures = tuple(id for id in dossier.about.key_figures if Key("statistic", id) in records)
    changes = {"judgements": _judgements(dossier.about, hidden), "key_figures": key_figures}
    about = dossier.about.model_copy(update=changes)
    placed = {key: _placed(dossier, key, record) for key, record in records.items()}
    clear = linked(about, records, placed, dossier.about_placed)
    return Publishable(clear, withheld, len(hidden) - withheld)


class _Altered(NamedTuple):
    """The place of a record from which something was taken, so that its text says more than it does."""

    placed: Placed
    digest: str = ""

    def location(self, *path: str | int) -> Location:
        """The place of a field, as deep as the path goes."""
        return self.placed.location(*path)


def _placed(dossier: Dossier, key: Key, record: Record) -> Placed:
    placed = dossier.placed[key]
    return placed if record is dossier.records[key] else _Altered(placed)


def _is_clear(record: Record | Judgement, about: DossierRecord) -> bool:
    return (record.marking or about.marking) is Marking.CLEAR


def _judgements(about: DossierRecord, hidden: set[Key]) -> tuple[Judgement, ...]:
    """The judgements that may be published; one that rests on nothing but withheld records is not."""
    kept = []
    for judgement in about.judgements:
        clear = _without(judgement, "", hidden) if _is_clear(judgement, about) else None
        if clear and (clear.rests_on or not judgement.rests_on):
            kept.append(clear)
    return tuple(kept)


# Fields that are not left empty: a record of which nothing tells any more, or nothing shows it, is left out.
_NEEDED = {"appearances", "evidence"}


def _without(part: PartT, own_kind: str, hidden: set[Key]) -> PartT | None:
    """The part without any mention of what is hidden; None where it cannot stand without it."""
    changes: dict[str, object] = {}
    for name, value in part:
        cleared = _cleared(type(part), name, value, own_kind, hidden)
        if cleared is value:
            continue
        if (cleared is None and name != "parent") or (cleared == () and name in _NEEDED):
            return None
        if name == "via" or (name == "relays" and _is_short(cleared)):
            return None  # with a hand missing, it would count as another origin than it has
        changes[name] = cleared
    return part.model_copy(update=changes) if changes else part


def _is_short(relays: object) -> bool:
    """Whether so few are left of those whom a source relays that they would count as its origin, or it as its own."""
    return isinstance(relays, tuple) and len(relays) < 2


def _cleared(model: type[Part], name: str, value: object, own_kind: str, hidden: set[Key]) -> object:
    mark = reference_marks(model).get(name)
    if mark and isinstance(value, str):
        return None if as_key(value, mark, own_kind) in hidden else value
    if mark and isinstance(value, tuple):
        kept = tuple(each for each in value if as_key(each, mark, own_kind) not in hidden)
        return value if len(kept) == len(value) else kept
    if isinstance(value, Part):
        return _without(value, own_kind, hidden)
    if isinstance(value, tuple) and any(isinstance(each, Part) for each in value):
        parts = tuple(_without(each, own_kind, hidden) for each in value)
        same = all(new is old for new, old in zip(parts, value, strict=True))
        return value if same else tuple(each for each in parts if each is not None)
    return value
