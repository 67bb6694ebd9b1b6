"""Fields and their values, as an edition keeps them, in words."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from functools import cache
from typing import get_args

from build_dossier.editions.compare import FieldChange
from build_dossier.editions.edition import DOSSIER, JUDGEMENT
from build_dossier.evidence.verdicts import Verdict
from build_dossier.records.base import Part
from build_dossier.records.dossier import DossierRecord, Judgement
from build_dossier.records.kinds import BY_NAME
from build_dossier.values.dates import in_words
from build_dossier.values.edtf import Edtf, parse_edtf
from build_dossier.values.numbers import parse_number, short
from build_dossier.values.scales import Scale
from build_dossier.views.words import listed

# Where the name of a field in the data is no word for readers.
_NAMES = {
    "accessed": "day of reading",
    "appearances": "where it can be read",
    "archived_url": "archived copy",
    "as_printed": "as printed",
    "capture": "captured text",
    "deprecated_because": "why it is ranked down",
    "from": "date",
    "left_out": "what of it is left out",
    "original": "original words",
    "relays": "whom it relays",
    "replies": "what it answers",
    "review_by": "day of another look",
    "rests_on": "what it rests on",
    "said": "date",
    "short": "short name",
    "until": "end",
    "url": "address",
    "verdict": "check",
}


def fields_in_words(kind: str, fields: Sequence[FieldChange]) -> str:
    """What changed, the values first: 'value: 380 million, before 370 million; text and note changed'."""
    told = [_in_values(kind, field) for field in fields if _is_plain(field)]
    others = [_name(field.name) for field in fields if not _is_plain(field)]
    return "; ".join([*told, *([f"{listed(others)} changed"] if others else [])])


def _is_plain(field: FieldChange) -> bool:
    return not (field.before.startswith("#") or field.after.startswith("#"))


def _name(field: str) -> str:
    return _NAMES.get(field, field.replace("_", " "))


def _in_values(kind: str, field: FieldChange) -> str:
    before, after = (value_in_words(kind, field.name, value) for value in (field.before, field.after))
    return f"{_name(field.name)}: {after}, before {before}"


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
    return default.words if isinstance(default, Scale) else "not stated"


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
