"""The columns of the tables: made from the record types, and those for what is derived."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cache
from typing import Literal, NamedTuple

from build_dossier.evidence.verdicts import Verdict
from build_dossier.publish.shape import Field, Sort, fields_of
from build_dossier.records.base import Part
from build_dossier.records.fields import Ref
from build_dossier.records.kinds import BY_NAME


class Target(NamedTuple):
    """The table and column that a column refers to."""

    table: str
    column: str


@dataclass(frozen=True, slots=True)
class Column:
    """A column: where its value stands in the export's record, what it means, and what it refers to."""

    name: str
    path: tuple[str, ...]
    """The keys that lead to the value; of a list there, the length is told."""
    meaning: str
    sort: Sort | Literal["integer", "key"] = "text"
    is_needed: bool = False
    choices: tuple[str, ...] = ()
    to: Target | None = None


_ANY = Target("records", "record")


def _own(name: str, meaning: str, sort: Sort | Literal["integer", "key"] = "text", to: Target | None = None) -> Column:
    return Column(name, (), meaning, sort, is_needed=True, to=to)


RECORD = _own("record", "The record that it belongs to: `kind:id`, or `dossier`.", "key", _ANY)
NUMBER = _own("number", "Its place in the list, from 1.", "integer")
TEXT = _own("text", "The text.")
MAPPING = (_own("key", "The name under which it stands, as `wikidata`."), _own("value", "The value."))
RECORDS = (
    _own("record", "`kind:id`, or `dossier` for the dossier itself.", "key"),
    Column("kind", (), "The kind.", "choice", is_needed=True, choices=("dossier", *BY_NAME)),
    _own("id", "The id, unique within the kind.", "id"),
    _own("label", "A short name: the beginning of its title, name, label, statement or text."),
    Column("url", (), "The address of its page, from the root of the site; '' for Home."),
)
LINKS = (
    replace(RECORD, meaning="The record that names another one."),
    _own("field", "The field in which it does: `speaker`, `appearances.source`."),
    _own("part", "Which appearance, reply or other part of the record, from 1; 0 where it is none.", "integer"),
    NUMBER,
    _own("target", "The record that is named, as `kind:id`.", "key", _ANY),
)
ORIGINS = (RECORD, NUMBER, _own("origin", "An independent origin, as `kind:id`.", "key", _ANY))

_URL = Column("url", ("url",), "The address of its page, from the root of the site; '' for Home.")
_ORIGINS = Column("derived_origins", ("derived", "origins"), "How many independent origins it has.", "integer")
_ORIGIN = Column(
    "derived_origin", ("derived", "origin"), "Where its matter comes from first, as `kind:id`.", "key", to=_ANY
)
_VERDICT = Column(
    "derived_verdict",
    ("derived", "verdict"),
    "What came of the check of its words against the source.",
    "choice",
    choices=tuple(verdict.value for verdict in Verdict),
)
_ROLE = Column("derived_role", ("derived", "role"), "The speaker's role at that time, where one is known.")
_DERIVED: dict[str, tuple[Column, ...]] = {
    "sources": (
        _ORIGIN,
        *(
            Column(f"derived_{name}", ("derived", "coverage", name), f"Passages and figures of it {words}.", "integer")
            for name, words in (("recorded", "recorded"), ("left_out", "left out on purpose"), ("open", "not recorded"))
        ),
    ),
    "quotes": (_ROLE, _ORIGINS),
    "statistics": (_ORIGINS,),
    "events": (_ORIGINS,),
    "appearances": (_ORIGIN, _VERDICT),
}


@cache
def of_record(model: type[Part], kind: str, table: str) -> tuple[Column, ...]:
    """The columns of a kind's table: what a record holds once, its address, and what is derived for it."""
    own = (
        replace(each, name="own_url", path=("own_url",)) if each.name == "url" else each
        for each in _singles(model, kind)
    )
    return (*own, _URL, *_DERIVED.get(table, ()))


def of_list(field: Field, kind: str) -> tuple[Column, ...]:
    """The columns of the table for a field that holds several parts or texts."""
    if field.many == "mapping":
        return (RECORD, *MAPPING)
    inner = _singles(field.part, kind) if field.part else (TEXT,)
    return (RECORD, NUMBER, *inner, *_DERIVED.get(field.name, ()))


@cache
def _singles(model: type[Part], kind: str, path: tuple[str, ...] = (), *, is_needed: bool = True) -> tuple[Column, ...]:
    """The fields of a type that hold one value; those of a part within it under both names, as `original_text`."""
    found: list[Column] = []
    for field in fields_of(model):
        here, needed = (*path, field.name), is_needed and field.is_always
        if field.part and not field.many:
            found += _singles(field.part, kind, here, is_needed=needed)
        elif not field.many:
            to = _target(field.ref, kind) if field.ref else None
            sort = "key" if to == _ANY else field.sort
            found.append(Column("_".join(here), here, field.meaning, sort, needed, field.choices, to))
    return tuple(found)


def _target(ref: Ref, kind: str) -> Target:
    if ref.typed:
        return _ANY
    return Target(BY_NAME[kind if ref.kinds[0] == "self" else ref.kinds[0]].plural, "id")
