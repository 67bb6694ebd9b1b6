"""Fields and their values, as an edition keeps them, in words."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from functools import cache
from typing import get_args

from build_dossier.editions.compare import FieldChange
from build_dossier.editions.edition import DOSSIER, JUDGEMENT
from build_dossier.evidence.verdicts import Verdict
from build_dossier.language.speaking import gettext
from build_dossier.records.base import Part
from build_dossier.records.dossier import DossierRecord, Judgement
from build_dossier.records.kinds import BY_NAME
from build_dossier.values.dates import in_words
from build_dossier.values.edtf import Edtf, parse_edtf
from build_dossier.values.numbers import parse_number, short
from build_dossier.values.scales import Scale
from build_dossier.views.common import not_stated
from build_dossier.views.field_names import name_of_field
from build_dossier.views.words import listed, semicolon_listed


def fields_in_words(kind: str, fields: Sequence[FieldChange]) -> str:
    """What changed, the values first: 'value: 380 million, before 370 million; text and note changed'."""
    told = [_in_values(kind, field) for field in fields if _is_plain(field)]
    others = [name_of_field(field.name) for field in fields if not _is_plain(field)]
    if others:
        told.append(gettext("{fields} changed", fields=listed(others)))
    return semicolon_listed(told)


def _is_plain(field: FieldChange) -> bool:
    return not (field.before.startswith("#") or field.after.startswith("#"))


def _in_values(kind: str, field: FieldChange) -> str:
    before, after = (value_in_words(kind, field.name, value) for value in (field.before, field.after))
    return gettext("{field}: {after}, before {before}", field=name_of_field(field.name), after=after, before=before)


def value_in_words(kind: str, field: str, value: str) -> str:
    """A kept value as readers know it; one that the field's type no longer knows, as it was written."""
    model = _MODELS[kind]
    if not value:
        return _default(model, field)
    for base in _types(model, field):
        try:
            if issubclass(base, Scale):
                return base(value).words
            if issubclass(base, Edtf):
                return in_words(parse_edtf(value))
            if issubclass(base, Decimal):
                return short(parse_number(value))
        except ValueError:
            return value
    return value


_MODELS: dict[str, type[Part]] = {
    **{name: kind.model for name, kind in BY_NAME.items()},
    JUDGEMENT: Judgement,
    DOSSIER.kind: DossierRecord,
}


def _default(model: type[Part], name: str) -> str:
    """What holds where nothing is written: 'normal' for a rank, else that it is not stated."""
    default = next((field.default for own, field in model.model_fields.items() if name in (own, field.alias)), None)
    return default.words if isinstance(default, Scale) else not_stated()


@cache
def _types(model: type[Part], name: str) -> tuple[type, ...]:
    if name == "verdict":
        return (Verdict,)
    fields = (field.annotation for own, field in model.model_fields.items() if name in (own, field.alias))
    return tuple(leaf for annotation in fields for leaf in _leaves(annotation))


def _leaves(annotation: object) -> Iterator[type]:
    if isinstance(annotation, type):
        yield annotation
    for argument in get_args(annotation):
        yield from _leaves(argument)
