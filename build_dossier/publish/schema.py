"""The JSON Schema of the export (draft 2020-12), made from the record types and from what is derived for each kind."""

from __future__ import annotations

import json
from typing import Any

from build_dossier.evidence.verdicts import Verdict
from build_dossier.publish.shape import Field, fields_of
from build_dossier.records.base import Part
from build_dossier.records.dossier import DossierRecord
from build_dossier.records.fields import SLUG, Ref
from build_dossier.records.kinds import BY_NAME, KINDS

Schema = dict[str, Any]

_SLUG = SLUG.pattern.replace("(", "(?:")
_ANY_KEY = f"^(?:{'|'.join(BY_NAME)}):{_SLUG}$"
_DEFINITIONS: Schema = {
    "date": {
        "description": "EDTF (ISO 8601-2:2019, level 1 and one-of sets): 2016-07~, 2015-09/2016-08, [2008,2011].",
        "type": "string",
        "pattern": r"^[-0-9XYTZ?~%/.,:+\[\] ]+$",
    },
    "number": {
        "description": "An exact decimal, as a string: a binary float would change it.",
        "type": "string",
        "pattern": r"^-?[0-9]+(?:\.[0-9]+)?$",
    },
    "language": {"description": "A language tag (BCP 47).", "type": "string"},
    "country": {"description": "A country (ISO 3166-1 alpha-2).", "type": "string", "pattern": "^[A-Z]{2}$"},
    "id": {"description": "A name, unique within the kind.", "type": "string", "pattern": f"^{_SLUG}$"},
    "key": {"description": "A record of any kind, as `kind:id`.", "type": "string", "pattern": _ANY_KEY},
    "address": {"description": "An address from the root of the site.", "type": "string", "format": "uri-reference"},
    "verdict": {"description": "What came of the check against the captured text.", "enum": [*Verdict]},
}

_COVERAGE = ("recorded", "left_out", "open")


def as_schema() -> str:
    """The schema as text; it is the same for every dossier."""
    return json.dumps(schema(), ensure_ascii=False, indent=1) + "\n"


def schema() -> Schema:
    """The schema of the whole export."""
    arrays = {kind.plural: {"type": "array", "items": _reference(kind.model)} for kind in KINDS}
    models: dict[type[Part], Schema | None] = {DossierRecord: None}
    models.update({kind.model: _derived(kind.name) for kind in KINDS})
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "A published dossier",
        "description": "What `dossier export` writes: the dossier, and an array of records for each kind.",
        **_object({"dossier": _reference(DossierRecord), **arrays}, ["dossier", *arrays]),
        "$defs": {
            **_DEFINITIONS,
            **{model.__name__: _of_record(model, derived) for model, derived in models.items()},
            **{part.__name__: _of_part(part) for model in models for part in _parts(model)},
        },
    }


def _object(properties: Schema, required: list[str]) -> Schema:
    return {"type": "object", "properties": properties, "required": required, "additionalProperties": False}


def _reference(model: type[Part]) -> Schema:
    return {"$ref": f"#/$defs/{model.__name__}"}


def _parts(model: type[Part]) -> list[type[Part]]:
    return [part for field in fields_of(model) if field.part for part in (field.part, *_parts(field.part))]


def _of_part(model: type[Part]) -> Schema:
    properties = {field.name: _described(field) for field in fields_of(model)}
    required = [field.name for field in fields_of(model) if field.is_always]
    return {"description": (model.__doc__ or "").split("\n")[0], **_object(properties, required)}


def _of_record(model: type[Part], derived: Schema | None) -> Schema:
    """A part whose own `url` is `own_url`, with the address of its page and what is derived for it."""
    whole = _of_part(model)
    properties = {"own_url" if name == "url" else name: value for name, value in whole["properties"].items()}
    properties["url"] = {"$ref": "#/$defs/address"}
    required = [*whole["required"], "url"]
    if derived is not None:
        properties["derived"] = derived
        required.append("derived")
    return {**whole, "properties": properties, "required": required}


def _described(field: Field) -> Schema:
    value = _value(field)
    if field.many == "list":
        value = {"type": "array", "items": value, "minItems": 1}
    elif field.many == "mapping":
        value = {"type": "object", "additionalProperties": value, "minProperties": 1}
    return {"description": field.meaning, **value}


def _value(field: Field) -> Schema:
    match field.sort:
        case "part" if field.part:
            return _reference(field.part)
        case "reference" if field.ref:
            return {"type": "string", "pattern": _pattern(field.ref)}
        case "choice":
            return {"enum": list(field.choices)}
        case "url":
            return {"type": "string", "format": "uri"}
        case "text":
            return {"type": "string", "minLength": 1}
    return {"$ref": f"#/$defs/{field.sort}"}


def _pattern(ref: Ref) -> str:
    return f"^(?:{'|'.join(ref.kinds)}):{_SLUG}$" if ref.typed else f"^{_SLUG}$"


def _derived(kind: str) -> Schema:
    """What is derived for a kind, which no author writes."""
    key: Schema = {"$ref": "#/$defs/key"}
    keys: Schema = {"type": "array", "items": key}
    origins: Schema = {"origins": {"description": "The independent origins; their number is what counts.", **keys}}
    checked = _object({"origin": key, "verdict": {"$ref": "#/$defs/verdict"}}, ["origin", "verdict"])
    appearances: Schema = {
        "appearances": {"description": "For each appearance, in order.", "type": "array", "items": checked}
    }
    role: Schema = {"role": {"description": "The speaker's role then; '' where none is known.", "type": "string"}}
    always: Schema = {
        "quote": {**role, **appearances, **origins},
        "statistic": {**appearances, **origins},
        "event": origins,
        "source": {"origin": {"description": "Where its matter comes from first.", **key}},
    }.get(kind, {})
    naming = _object({"record": key, "field": {"type": "string"}}, ["record", "field"])
    sometimes: Schema = {
        "named_by": {"description": "The records that name this one.", "type": "array", "items": naming, "minItems": 1}
    }
    if kind == "source":
        count: Schema = {"type": "integer", "minimum": 0}
        counts = _object(dict.fromkeys(_COVERAGE, count), list(_COVERAGE))
        meaning = "How many passages and figures of its captured text are recorded, left out on purpose, and open."
        sometimes["coverage"] = {"description": meaning, **counts}
    return _object({**sometimes, **always}, list(always))
