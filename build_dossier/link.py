"""Drafts into a linked dossier: ids are unique, references lead to the right kinds, nothing circles."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cached_property

from build_dossier.circles import circles
from build_dossier.dossier import Dossier, Placed, linked
from build_dossier.load.decode import Draft
from build_dossier.load.nodes import Scalar, walk
from build_dossier.problems import Location, Problem, did_you_mean, quoted
from build_dossier.records.base import Record
from build_dossier.records.dossier import DossierRecord
from build_dossier.records.fields import slug_of
from build_dossier.records.kinds import BY_NAME, Key
from build_dossier.records.references import Named, RefPath, named_by, reference_paths

# Fields through which a record must not lead back to itself.
_NO_CIRCLES = (("issue", "parent"), ("position", "replies.to"), ("source", "relays"))


def link(drafts: list[Draft], unread: frozenset[str]) -> tuple[Dossier | None, list[Problem]]:
    """The dossier of the sound records (None where it is unsound itself) and the problems between records.

    `unread` are the kinds (singular) of which a file could not be read: what they lack is not reported.
    """
    ids, problems = _index(drafts)
    named = [_named(draft) for draft in drafts]
    for draft, names in zip(drafts, named, strict=True):
        if names is None or not _lead_home(names, ids):
            problems.extend(problem for link in _links(draft) for problem in _reference_problem(link, ids, unread))
    problems.extend(_circles(drafts, named))
    first = next((draft for draft in drafts if draft.kind is None), None)
    if first is None or not isinstance(first.value, DossierRecord):
        return None, problems
    records, placed, names_of = _tables(drafts, named)
    return linked(first.value, records, placed, first, names_of), problems


def _named(draft: Draft) -> Named | None:
    """What a sound record names; one that is as it was brings that with it."""
    if draft.value is None or draft.names is not None:
        return draft.names
    return named_by(draft.value, _kind(draft))


def _kind(draft: Draft) -> str:
    return draft.kind.name if draft.kind else ""


class _Ids:
    """Every id that there is; one that is unsound is here too as it will be when it is mended."""

    def __init__(self, drafts: Mapping[Key, Draft]) -> None:
        mended = ((key, key if draft.value else Key(key.kind, slug_of(key.id))) for key, draft in drafts.items())
        self.keys = dict.fromkeys(key for both in mended for key in both if key.id)

    @cached_property
    def of_kind(self) -> dict[str, tuple[str, ...]]:
        """The ids by kind."""
        return {kind: tuple(key.id for key in self.keys if key.kind == kind) for kind in BY_NAME}

    @cached_property
    def kinds_of(self) -> dict[str, list[str]]:
        """The kinds by id."""
        kinds: dict[str, list[str]] = {}
        for key in self.keys:
            kinds.setdefault(key.id, []).append(key.kind)
        return kinds


def _index(drafts: list[Draft]) -> tuple[_Ids, list[Problem]]:
    """The ids, and a problem for each that stands a second time."""
    ids: dict[Key, Draft] = {}
    problems = []
    for draft in drafts:
        if draft.kind is None or not draft.id:
            continue
        first = ids.setdefault(Key(draft.kind.name, draft.id), draft)
        if first is not draft:
            problems.append(
                Problem(
                    draft.location("id"),
                    "duplicate-id",
                    f"a second {draft.kind.name} has the id {quoted(draft.id)}",
                    (f"the first is at {first.location('id')}; rename one of the two",),
                )
            )
    return _Ids(ids), problems


def _tables(
    drafts: list[Draft], named: list[Named | None]
) -> tuple[dict[Key, Record], dict[Key, Placed], dict[Key, Named]]:
    records: dict[Key, Record] = {}
    placed: dict[Key, Placed] = {}
    names_of: dict[Key, Named] = {}
    for draft, names in zip(drafts, named, strict=True):
        if names is not None and isinstance(draft.value, Record):
            key = Key(_kind(draft), draft.value.id)
            records[key], placed[key], names_of[key] = draft.value, draft, names
    return records, placed, names_of


_Link = tuple[Draft, RefPath, Scalar]


def _lead_home(names: Named, ids: _Ids) -> bool:
    """Whether the references of a sound record all lead to records of the right kinds: then its tree is not needed."""
    return all(
        target in ids.keys and (not reference.ref.typed or target.kind in reference.ref.kinds)
        for reference, target in names
    )


def _links(draft: Draft) -> Iterator[_Link]:
    """Every reference of a record as written, be it sound or not."""
    for reference in reference_paths(draft.kind.model if draft.kind else DossierRecord):
        for scalar in walk(draft.node, reference.path):
            yield draft, reference, scalar


def _reference_problem(link: _Link, ids: _Ids, unread: frozenset[str]) -> Iterator[Problem]:
    draft, reference, scalar = link
    target, wrong = _target(*link)
    location = Location(draft.path, scalar.line, scalar.column)
    if wrong:
        message, hints = wrong
        hints = _typed_hint(reference, scalar.text, ids) or hints
        yield Problem(location, "wrong-kind", f"{draft.name} {message}", hints)
    elif target and target not in ids.keys and target.kind not in unread:
        yield _unknown(link, location, target, ids)


def _unknown(link: _Link, location: Location, target: Key, ids: _Ids) -> Problem:
    draft, reference, scalar = link
    near = did_you_mean(target.id, ids.of_kind[target.kind])
    if reference.ref.typed:
        typed = tuple(hint.replace("'", f"'{target.kind}:", 1) for hint in near)
        near = typed or _typed_hint(reference, scalar.text, ids)
    elif target.id in ids.kinds_of:
        message = f"names {quoted(target.id)} as {_a(target.kind)}, but it is {_a(ids.kinds_of[target.id][0])}"
        hints = near or (f"name {_a(target.kind)} here",)
        return Problem(location, "wrong-kind", f"{draft.name} {message}", hints)
    return Problem(
        location,
        "unknown-reference",
        f"{draft.name} names the {target.kind} {quoted(target.id)}, which does not exist",
        near or (f"correct the id, or add the {target.kind}",),
    )


_Wrong = tuple[str, tuple[str, ...]]


def _a(noun: str) -> str:
    return f"{'an' if noun[0] in 'aeiou' else 'a'} {noun}"


def _target(draft: Draft, reference: RefPath, scalar: Scalar) -> tuple[Key | None, _Wrong | None]:
    """What a reference means, or what is wrong with its form."""
    text = scalar.text
    if not reference.ref.typed:
        kind = reference.ref.kinds[0]
        return Key(_kind(draft) if kind == "self" else kind, text.strip()), None
    kinds = reference.ref.kinds
    form = " or ".join(f"{kind}:<id>" for kind in kinds)
    kind, _, name = text.strip().partition(":")
    if not name:
        return None, (f"names {quoted(text)} without its kind; this field takes {form}", ())
    if kind not in BY_NAME:
        near = did_you_mean(kind, kinds)
        return None, (
            f"names {quoted(text)}, but there is no kind {quoted(kind)}; this field takes {form}",
            near,
        )
    if kind not in kinds:
        return None, (f"names {quoted(text)}, but {_a(kind)} cannot stand here; this field takes {form}", ())
    return Key(kind, name), None


def _typed_hint(reference: RefPath, text: str, ids: _Ids) -> tuple[str, ...]:
    name = text.rpartition(":")[2].strip()
    fitting = [kind for kind in ids.kinds_of.get(name, ()) if kind in reference.ref.kinds]
    return (f"did you mean '{fitting[0]}:{name}'?",) if fitting else ()


def _circles(drafts: list[Draft], named: list[Named | None]) -> Iterator[Problem]:
    """One problem for each circle, told at the record of it that comes first in the data."""
    chains: dict[str, dict[tuple[Key, Key], Draft]] = {}
    for draft, names in zip(drafts, named, strict=True):
        for field, target in _chained(draft, names):
            chains.setdefault(field, {}).setdefault((Key(_kind(draft), draft.id), target), draft)
    for field, places in chains.items():
        edges: dict[Key, list[Key]] = {}
        for start, target in places:
            edges.setdefault(start, []).append(target)
        for circle in circles(edges):
            draft = places[circle[0], circle[1]]
            scalar = next(one[2] for one in _links(draft) if one[1].field == field and _target(*one)[0] == circle[1])
            yield Problem(
                Location(draft.path, scalar.line, scalar.column),
                "circular",
                f"{draft.name} leads back to itself through `{field}`: {_way_in_words(circle)}",
                ("take out the reference that closes the circle",),
            )


def _chained(draft: Draft, names: Named | None) -> Iterator[tuple[str, Key]]:
    """What a record names in a field that must not lead back to it."""
    kind = _kind(draft)
    written = names if names is not None else ((one[1], _target(*one)[0]) for one in _links(draft))
    for reference, target in written:
        if target and _is_chain(kind, reference.field):
            yield reference.field, target


def _way_in_words(circle: list[Key]) -> str:
    ids = [key.id for key in circle]
    return " → ".join(ids if len(ids) <= 8 else [*ids[:4], "…", *ids[-3:]])


def _is_chain(kind: str, field: str) -> bool:
    return field == "supersedes" or (kind, field) in _NO_CIRCLES
