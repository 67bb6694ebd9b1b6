"""The shape of what is exported: which fields a type has, of what sort, read once from the record types.

The JSON Schema and the tables are both made from it, so that a field of a record needs no other line to be in them.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cache
from typing import Any, Literal, get_args, get_origin, get_type_hints

from build_dossier.publish.export import UNPUBLISHED
from build_dossier.records import fields
from build_dossier.records.base import Part
from build_dossier.values.scales import Scale

Sort = Literal["text", "id", "date", "number", "url", "language", "country", "reference", "choice", "part"]
Many = Literal["", "list", "mapping"]

_SORTS: dict[object, Sort] = {
    fields.Text: "text",
    fields.Id: "id",
    fields.Date: "date",
    fields.Number: "number",
    fields.Url: "url",
    fields.Language: "language",
    fields.Country: "country",
}


@dataclass(frozen=True, slots=True)
class Field:
    """One field of a type, under its name in the data."""

    name: str
    meaning: str
    sort: Sort
    many: Many = ""
    """Whether it holds one value, a list of them, or a mapping from texts to them."""
    is_always: bool = False
    """Whether every export of the type has it: it is needed, or has a default."""
    choices: tuple[str, ...] = ()
    ref: fields.Ref | None = None
    part: type[Part] | None = None


@cache
def fields_of(model: type[Part]) -> tuple[Field, ...]:
    """The exported fields of a type, in the order of the export."""
    hints = get_type_hints(model, include_extras=True)
    found = []
    for name, info in model.model_fields.items():
        if name not in UNPUBLISHED:
            default = None if info.is_required() else info.get_default(call_default_factory=True)
            field = _field(info.alias or name, info.description or "", hints[name])
            found.append(replace(field, is_always=info.is_required() or default not in (None, (), {})))
    return tuple(found)


def _field(name: str, meaning: str, annotation: Any) -> Field:  # noqa: ANN401 -- a type as it is written
    if annotation in _SORTS:
        return Field(name, meaning, _SORTS[annotation])
    arguments = [each for each in get_args(annotation) if each is not type(None)]
    if get_origin(annotation) is tuple:
        return replace(_field(name, meaning, arguments[0]), many="list")
    if get_origin(annotation) is dict:
        return replace(_field(name, meaning, arguments[1]), many="mapping")
    leaf = annotation if isinstance(annotation, type) else arguments[0]
    ref = next((mark for mark in arguments if isinstance(mark, fields.Ref)), None)
    return _of_leaf(name, meaning, leaf, ref)


def _of_leaf(name: str, meaning: str, leaf: Any, ref: fields.Ref | None) -> Field:  # noqa: ANN401 -- the same
    if ref:
        return Field(name, meaning, "reference", ref=ref)
    if not isinstance(leaf, type):
        return _field(name, meaning, leaf)
    if issubclass(leaf, Part):
        return Field(name, meaning, "part", part=leaf)
    if issubclass(leaf, Scale):
        return Field(name, meaning, "choice", choices=tuple(member.value for member in leaf))
    raise TypeError(f"the field '{name}' has a type that an export does not know: {leaf}")
