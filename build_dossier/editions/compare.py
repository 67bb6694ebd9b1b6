"""What differs between two editions: each record once, under the most telling thing that befell it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from build_dossier.editions.edition import Edition, Entry
from build_dossier.evidence.verdicts import Verdict
from build_dossier.records.kinds import Key
from build_dossier.values.edtf import parse_edtf
from build_dossier.values.scales import Rank, Scale, Stance


class What(Scale):
    """What befell a record between two editions, the most telling first."""

    MOVED = "moved"
    """A new position of a party that had another stance before; a stance that we corrected is a change."""
    RANKED_DOWN = "ranked-down"
    RANKED_UP = "ranked-up", "no longer ranked down"
    ADDED = "added"
    CHANGED = "changed"
    VERIFIED = "verified"
    """Nothing about it changed but that its words were found in a source."""
    REMOVED = "removed"


@dataclass(frozen=True, slots=True)
class FieldChange:
    """A field with its value before and after, as an edition keeps it; '' where it was not given."""

    name: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Change:
    """What befell one record."""

    what: What
    key: Key
    title: str
    """Its title after; before, where it is no longer there."""
    on: tuple[Key, ...]
    fields: tuple[FieldChange, ...] = ()


@dataclass(frozen=True, slots=True)
class Step:
    """An edition, and how it differs from the one before it; for the first there is none before."""

    edition: Edition
    before: Edition | None
    changes: tuple[Change, ...]


@dataclass(frozen=True, slots=True)
class History:
    """How the dossier came to be what it is: the steps, newest first; none where no edition was closed."""

    steps: tuple[Step, ...] = ()
    """The first is the one from the newest edition to what is published now."""

    @property
    def present(self) -> Step | None:
        """What has changed since the newest edition."""
        return self.steps[0] if self.steps else None

    @property
    def closed(self) -> tuple[Step, ...]:
        """The editions, newest first."""
        return self.steps[1:]


NO_HISTORY = History()


def history(editions: Sequence[Edition], present: Edition) -> History:
    """The steps through editions, given from the oldest to the newest, to what is published now."""
    if not editions:
        return History()
    steps = [Step(editions[0], None, ())]
    steps += [Step(after, before, compare(before, after)) for before, after in pairwise((*editions, present))]
    return History(tuple(reversed(steps)))


def compare(before: Edition, after: Edition) -> tuple[Change, ...]:
    """Every record that is not the same in both, by what befell it, then by name."""
    order = list(What)
    found = _changes(before, after)
    return tuple(sorted(found, key=lambda change: (order.index(change.what), change.key)))


def _changes(before: Edition, after: Edition) -> Iterator[Change]:
    moves = _moves(before, after)
    for key, entry in after.entries.items():
        old = before.entries.get(key)
        if key in moves:
            yield Change(What.MOVED, key, entry.title, entry.on, (moves[key],))
        elif old is None:
            yield Change(What.ADDED, key, entry.title, entry.on)
        elif old.fields != entry.fields:
            fields = tuple(_differing(old, entry))
            yield Change(_what(fields), key, entry.title, _both(old.on, entry.on), fields)
    for key, entry in before.entries.items():
        if key not in after.entries:
            yield Change(What.REMOVED, key, entry.title, entry.on)


def _differing(old: Entry, new: Entry) -> Iterator[FieldChange]:
    for name in sorted({*old.fields, *new.fields}):
        before, after = old.fields.get(name, ""), new.fields.get(name, "")
        if before != after:
            yield FieldChange(name, before, after)


def _both(some: Iterable[Key], others: Iterable[Key]) -> tuple[Key, ...]:
    return tuple(sorted({*some, *others}))


_FOUND = {verdict.value for verdict in Verdict if verdict.is_verified}


def _what(fields: tuple[FieldChange, ...]) -> What:
    by_name = {field.name: field for field in fields}
    rank, verdict = by_name.get("rank"), by_name.get("verdict")
    if rank and Rank.DEPRECATED in (rank.before, rank.after):
        return What.RANKED_DOWN if rank.after == Rank.DEPRECATED else What.RANKED_UP
    is_found = verdict and verdict.after in _FOUND and verdict.before not in _FOUND
    return What.VERIFIED if is_found and len(fields) == 1 else What.CHANGED


# --- stances that moved

_NO_STANCE = {Stance.DECLINED.value, Stance.UNKNOWN.value, ""}


def _moves(before: Edition, after: Edition) -> dict[Key, FieldChange]:
    """The new positions by which a party left the stance that it had on an issue."""
    old = _standing(before)
    moves = {}
    for about, entry in _standing(after).items():
        stance = entry.fields.get("stance", "")
        former = old[about].fields.get("stance", "") if about in old else ""
        if entry.key not in before.entries and former != stance and not {former, stance} & _NO_STANCE:
            moves[entry.key] = FieldChange("stance", former, stance)
    return moves


def _standing(edition: Edition) -> dict[tuple[Key, ...], Entry]:
    """The latest position of each party on each issue, by both; those that were ranked down do not count."""
    latest: dict[tuple[Key, ...], Entry] = {}
    for entry in edition.entries.values():
        if entry.key.kind == "position" and entry.fields.get("rank") != Rank.DEPRECATED:
            about = tuple(sorted(entry.on))
            if about not in latest or _since(latest[about]) <= _since(entry):
                latest[about] = entry
    return latest


def _since(entry: Entry) -> tuple[bool, tuple[object, ...]]:
    """Sorts positions as the site does: by date, those without one last."""
    try:
        return False, parse_edtf(entry.fields["from"]).sort_key
    except (KeyError, ValueError):
        return True, ()
