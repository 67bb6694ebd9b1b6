"""The dossier as data: each record with its address and what is derived for it, as plain values.

Numbers are exact decimals in strings, dates are EDTF. No value depends on the language that is spoken.
"""

from __future__ import annotations

from dataclasses import asdict
from decimal import Decimal
from functools import cache
from typing import Any

from build_dossier.dossier import Dossier, key_of
from build_dossier.evidence.verdicts import Evidence
from build_dossier.language.speaking import ENGLISH, speaking
from build_dossier.records.appearance import Appearance
from build_dossier.records.base import Part, Record
from build_dossier.records.event import Event
from build_dossier.records.kinds import Key
from build_dossier.records.quote import Quote
from build_dossier.records.source import Source
from build_dossier.records.statistic import Statistic
from build_dossier.values.edtf import Edtf
from build_dossier.values.numbers import plain
from build_dossier.views import places
from build_dossier.views.origins import first_hand, origin_of, origins
from build_dossier.views.roles import role_of_speaker

UNPUBLISHED = frozenset({"captures", "checks", "comment", "edit_url"})
"""The fields that are for authors only."""


def dossier_as_json(dossier: Dossier) -> dict[str, Any]:
    """What the export holds of the dossier itself."""
    return _addressed(dossier.about, places.address(places.HOME))


def record_as_json(dossier: Dossier, evidence: Evidence, record: Record) -> dict[str, Any]:
    """What the export holds of a record."""
    with speaking(ENGLISH):
        return _record(dossier, evidence, record)


def _record(dossier: Dossier, evidence: Evidence, record: Record) -> dict[str, Any]:
    key = key_of(record)
    page, anchor = places.page_of(dossier, key)
    derived: dict[str, Any] = {}
    if named_by := sorted({f"{link.key}#{link.field}" for link in dossier.backlinks.get(key, ())}):
        derived["named_by"] = [dict(zip(("record", "field"), name.split("#"), strict=True)) for name in named_by]
    derived.update(_derived(dossier, evidence, record))
    return {**_addressed(record, places.address(page, anchor)), "derived": derived}


def _derived(dossier: Dossier, evidence: Evidence, record: Record) -> dict[str, Any]:
    match record:
        case Quote() | Statistic():
            appearances = [
                {
                    "origin": str(origin_of(dossier, each)),
                    "verdict": evidence.verdict(key_of(record), number).value,
                }
                for number, each in enumerate(record.appearances)
            ]
            role = {"role": role_of_speaker(dossier, record)} if isinstance(record, Quote) else {}
            return {**role, "appearances": appearances, **_origins(dossier, record.appearances)}
        case Event():
            return _origins(dossier, record.appearances)
        case Source():
            counts = evidence.recorded.get(record.id)
            coverage = {"coverage": asdict(counts)} if counts else {}
            return {"origin": str(first_hand(dossier, Key("source", record.id))), **coverage}
    return {}


def _origins(dossier: Dossier, appearances: tuple[Appearance, ...]) -> dict[str, Any]:
    return {"origins": [str(origin) for origin in origins(dossier, appearances)]}


def _addressed(part: Part, address: str) -> dict[str, Any]:
    """A record's fields and, as `url`, its address on the site; an address of its own in the data is `own_url`."""
    fields = _fields(part)
    own = {"own_url": fields.pop("url")} if "url" in fields else {}
    return {**fields, **own, "url": address}


def _fields(part: Part) -> dict[str, Any]:
    """A record's own fields under their names in the data; what is empty or unpublished is left out."""
    fields = {}
    for name, told in _names(type(part)):
        value = getattr(part, name)
        if value not in (None, (), {}):
            fields[told] = _plain(value)
    return fields


@cache
def _names(model: type[Part]) -> tuple[tuple[str, str], ...]:
    """The published fields of a type: in Python, and in the data."""
    return tuple((name, field.alias or name) for name, field in model.model_fields.items() if name not in UNPUBLISHED)


def _plain(value: object) -> object:
    if isinstance(value, str):
        return value
    if isinstance(value, Part):
        return _fields(value)
    if isinstance(value, tuple):
        return [_plain(each) for each in value]
    if isinstance(value, dict):
        return dict(sorted(value.items()))
    if isinstance(value, Edtf):
        return value.text
    return plain(value) if isinstance(value, Decimal) else value
