"""Which fields of a kind name other records: read once from the types, used for links and for withholding."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from typing import Any, get_args

from pydantic import BaseModel

from build_dossier.records.base import Part
from build_dossier.records.fields import Ref
from build_dossier.records.kinds import Key, Kind


@dataclass(frozen=True)
class RefPath:
    """A field that names records: its path in the data ('*' for each item of a list) and what it may name."""

    path: tuple[str, ...]
    ref: Ref

    @cached_property
    def field(self) -> str:
        """The path without list marks: 'appearances.source'."""
        return ".".join(step for step in self.path if step != "*")


@cache
def reference_paths(model: type[BaseModel]) -> tuple[RefPath, ...]:
    """All fields of a type, however deep, that name records."""
    found: list[RefPath] = []
    for name, field in model.model_fields.items():
        step = field.alias or name
        own = [mark for mark in field.metadata if isinstance(mark, Ref)]
        if own:
            found.append(RefPath((step,), own[0]))
        else:
            found.extend(RefPath((step, *path), ref) for path, ref in _within(field.annotation))
    return tuple(found)


def _within(annotation: object) -> Iterator[tuple[tuple[str, ...], Ref]]:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        yield from ((found.path, found.ref) for found in reference_paths(annotation))
        return
    marks = [mark for mark in getattr(annotation, "__metadata__", ()) if isinstance(mark, Ref)]
    if marks:
        yield (), marks[0]
        return
    is_list = getattr(annotation, "__origin__", None) is tuple
    for part in get_args(annotation):
        for path, ref in _within(part):
            yield (("*", *path) if is_list else path), ref


@cache
def reference_marks(model: type[BaseModel]) -> dict[str, Ref]:
    """A type's own fields that hold references, or lists of them, by attribute name."""
    marks: dict[str, Ref] = {}
    for name, field in model.model_fields.items():
        step = field.alias or name
        for found in reference_paths(model):
            if found.path in ((step,), (step, "*")):
                marks[name] = found.ref
    return marks


Named = Sequence[tuple[RefPath, Key]]
"""What a record names, each with the field that names it."""


def named_by(record: Part, own_kind: str) -> Named:
    """Every record that a record names, with the field that names it, in the order of its fields."""
    return [
        (reference, as_key(text, reference.ref, own_kind))
        for reference, first in _fields(type(record))
        if getattr(record, first)
        for text in _values(record, reference.path)
    ]


PackedNames = list[tuple[int, str]]
"""What a record names as JSON can hold it: each with the number of its field among `reference_paths`."""


def packed_names(kind: Kind, record: Part) -> PackedNames:
    """What a record of a kind names, packed."""
    numbers = {reference: number for number, reference in enumerate(reference_paths(kind.model))}
    return [(numbers[reference], str(target)) for reference, target in named_by(record, kind.name)]


def unpacked_names(kind: Kind, names: PackedNames) -> Named:
    """What was packed. Raises LookupError and the like for what was not."""
    references = reference_paths(kind.model)
    return [(references[number], _target(target)) for number, target in names]


@cache
def _target(text: str) -> Key:
    """One key for all that name a record: it is asked for often, and held once."""
    return Key.parse(text)


@cache
def _fields(model: type[BaseModel]) -> tuple[tuple[RefPath, str], ...]:
    """Each reference with the attribute in which it stands, which is empty in most records."""
    return tuple((reference, attribute(model, reference.path[0])) for reference in reference_paths(model))


def as_key(value: str, ref: Ref, own_kind: str) -> Key:
    """The key that a checked reference stands for."""
    if ref.typed:
        return Key.parse(value)
    kind = ref.kinds[0]
    return Key(own_kind if kind == "self" else kind, value)


def _values(record: Part, path: Sequence[str]) -> list[str]:
    """The texts that a path leads to, in order."""
    values: list[Any] = [record]
    for step in path:
        if not values:
            break
        if step == "*":
            values = [each for value in values for each in value]
        else:
            model: type[BaseModel] = type(values[0])
            name = attribute(model, step)
            values = [found for value in values if (found := getattr(value, name))]
    return values


@cache
def attribute(model: type[BaseModel], step: str) -> str:
    """The attribute's name for a field's name in the data (`from` is `start`)."""
    return next(name for name, field in model.model_fields.items() if step in (field.alias, name))
