"""What is published now, in the form in which an edition keeps it."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from decimal import Decimal

from build_dossier.dossier import Dossier, key_of
from build_dossier.editions.edition import DOSSIER, JUDGEMENT, Edition, Entry
from build_dossier.evidence.verdicts import Evidence
from build_dossier.language.speaking import language_of, speaking
from build_dossier.records.base import Part, Record
from build_dossier.records.dossier import Judgement
from build_dossier.records.kinds import Key
from build_dossier.records.quote import Quote
from build_dossier.records.references import named_by
from build_dossier.records.statistic import Statistic
from build_dossier.values.edtf import Edtf
from build_dossier.values.numbers import plain
from build_dossier.values.scales import Scale
from build_dossier.views.common import title_of
from build_dossier.views.words import excerpt

# What is not published, what is no change of the record, and what has an entry of its own.
_NOT_KEPT = {"id", "comment", "marking", "captures", "checks", "edit_url", "as_of", "judgements"}
# Whoever passes a thing on is not whom it is about.
_NOT_ABOUT = {"appearances.via", "relays"}
LONGEST_TITLE = 120
"""In characters; longer ones, as of positions, are cut between words."""
_FEED_KINDS = ("issue", "party")


def snapshot(dossier: Dossier, evidence: Evidence, name: str = "", note: str = "") -> Edition:
    """An edition of all that the dossier holds, which must hold nothing but what may be published.

    The titles are in the dossier's own language, whatever is spoken here. They are shown, never compared; fields are
    kept in no language at all.
    """
    with speaking(language_of(dossier.about.language, dossier.about.digits)):
        entries = (_about(dossier), *_judgements(dossier), *_records(dossier, evidence))
    return Edition(name, dossier.about.title, {entry.key: entry for entry in entries}, note)


def names_in(dossier: Dossier) -> set[Key]:
    """Everything that an edition of the dossier would have an entry for."""
    return {DOSSIER, *dossier.records, *(_name(judgement) for judgement in dossier.about.judgements)}


def _about(dossier: Dossier) -> Entry:
    fields = _fields(dossier.about)
    fields.pop("url", None)  # where it is published is no news to those who read it there
    return Entry(DOSSIER, dossier.about.title, (), fields)


def _name(judgement: Judgement) -> Key:
    return Key(JUDGEMENT, judgement.id)


def _judgements(dossier: Dossier) -> Iterator[Entry]:
    for judgement in dossier.about.judgements:
        bases = [dossier.records[key] for _, key in named_by(judgement, "")]
        issues = {key for record in bases for key in _on(record) if key.kind == "issue"}
        yield Entry(_name(judgement), excerpt(judgement.text), tuple(sorted(issues)), _fields(judgement))


def _records(dossier: Dossier, evidence: Evidence) -> Iterator[Entry]:
    for key, record in dossier.records.items():
        checked = (
            {"verdict": evidence.best(key, len(record.appearances)).value}
            if isinstance(record, Quote | Statistic)
            else {}
        )
        yield Entry(key, excerpt(title_of(record), LONGEST_TITLE), _on(record), {**_fields(record), **checked})


def _on(record: Record) -> tuple[Key, ...]:
    own = key_of(record)
    named = (key for reference, key in named_by(record, own.kind) if reference.field not in _NOT_ABOUT)
    return tuple(sorted({key for key in (own, *named) if key.kind in _FEED_KINDS}))


def _fields(part: Part) -> dict[str, str]:
    """A part's own fields that differ from what they are when left out, short or as a checksum."""
    given = part.model_dump(mode="json", by_alias=True, exclude_defaults=True, exclude=_NOT_KEPT)
    names = {field.alias or name: name for name, field in type(part).model_fields.items()}
    return {alias: _kept(getattr(part, names[alias]), value) for alias, value in given.items()}


def _kept(value: object, dumped: object) -> str:
    """A number, a date or a word of a fixed list as it is; else '#' and 12 digits of a SHA-256."""
    if isinstance(value, Decimal):
        return plain(value)
    if isinstance(value, Edtf):
        return value.text
    if isinstance(value, Scale):
        return value.value
    canonical = json.dumps(dumped, ensure_ascii=True, sort_keys=True)
    return f"#{hashlib.sha256(canonical.encode()).hexdigest()[:12]}"
