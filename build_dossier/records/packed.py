"""Sound records as JSON, and back without validation: for keeping what was read before.

Only the fields that were given are kept, each in the form in which the data have it: a date as its text, a choice as
its value. Bringing a record back trusts that form, so it must come from `packed` of this very program; whoever keeps it
sees to that.
"""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from functools import cache, partial
from types import UnionType
from typing import Any, Union, get_args, get_origin

from pydantic import BaseModel

from build_dossier.records.base import Part
from build_dossier.values.edtf import Edtf, parse_edtf
from build_dossier.values.scales import Scale

Packed = dict[str, Any]
"""The fields that were given, by attribute; JSON can hold it."""


def packed(record: Part) -> Packed:
    """A record as values that JSON can hold."""
    given = record.model_fields_set
    return {name: _pack(value) for name, value in record.__dict__.items() if name in given}


def _pack(value: object) -> object:
    if type(value) is str:
        return value
    if isinstance(value, Part):
        return packed(value)
    if isinstance(value, tuple):
        return [_pack(each) for each in value]
    if isinstance(value, dict):
        return {str(_pack(key)): _pack(each) for key, each in value.items()}
    if isinstance(value, Scale):
        return value.value
    return value if value is None or isinstance(value, str | bool) else str(value)


_Make = Callable[[Any], Any]


def unpacked(model: type[BaseModel], fields: Packed) -> Any:  # noqa: ANN401 -- a record of the type given
    """The record that was packed. Raises LookupError and the like for what is no record of this type."""
    defaults, factories, makers, needed = _plan(model)
    if not needed <= fields.keys():
        raise LookupError("a field is missing")
    values = defaults.copy()
    for name, anew in factories:
        values[name] = anew()
    for name, value in fields.items():
        make = makers[name]
        values[name] = value if make is None or value is None else make(value)
    record = model.__new__(model)
    # what pydantic's own model_construct does, without its search for aliases
    _set(record, "__dict__", values)
    _set(record, "__pydantic_fields_set__", _fields_set(tuple(fields)))
    _set(record, "__pydantic_extra__", None)
    _set(record, "__pydantic_private__", None)
    return record


@cache
def _fields_set(names: tuple[str, ...]) -> set[str]:
    """One set for all records with the same fields: none is ever changed, and a copy of a record copies it."""
    return set(names)


_set = object.__setattr__
_Plan = tuple[dict[str, Any], tuple[tuple[str, Callable[[], Any]], ...], dict[str, _Make | None], frozenset[str]]


@cache
def _plan(model: type[BaseModel]) -> _Plan:
    """For each attribute its default, what makes that anew, what makes its value; and which must be there."""
    fields = model.model_fields
    factories = [(name, field.default_factory) for name, field in fields.items() if field.default_factory]
    return (
        {name: field.default for name, field in fields.items()},
        tuple(factories),  # type: ignore[arg-type]  # none of ours takes the values before it
        {name: _maker(field.annotation) for name, field in fields.items()},
        frozenset(name for name, field in fields.items() if field.is_required()),
    )


def _maker(annotation: object) -> _Make | None:
    """What makes a value of this type out of JSON; None where it is the same."""
    origin, inner = get_origin(annotation), get_args(annotation)
    if origin in (Union, UnionType):
        (one,) = (each for each in inner if each is not type(None))
        return _maker(one)
    if hasattr(annotation, "__metadata__"):
        return _maker(inner[0])
    if origin in (tuple, dict):
        return _maker_of_many(origin, inner)
    if isinstance(annotation, type) and issubclass(annotation, Scale):
        return {member.value: member for member in annotation}.__getitem__
    if isinstance(annotation, type) and issubclass(annotation, Part):
        return partial(unpacked, annotation)
    return _MAKERS[annotation]


_MAKERS: dict[object, _Make | None] = {str: None, Edtf: parse_edtf, Decimal: Decimal}


def _maker_of_many(origin: type, inner: tuple[object, ...]) -> _Make:
    if origin is tuple:
        make = _maker(inner[0])
        return tuple if make is None else lambda values: tuple(map(make, values))
    key, value = (_maker(each) or str for each in inner)
    return lambda entries: {key(name): value(each) for name, each in entries.items()}
