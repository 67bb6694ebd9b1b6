"""Records that were read before, brought back by the text that they were read from.

The pieces of a file are kept in chunks, each named by the texts of its pieces and by the program that reads them; where
in the file it stands is added when it is brought back. With a record goes what it names, so that only a record that
changed is searched for that. What is not sound is not kept: it is read again each time, so that its problems are told.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from functools import partial

import yaml
from pydantic import ValidationError

from build_dossier.cache import Cache
from build_dossier.chunks import made_in_chunks
from build_dossier.load.decode import findings
from build_dossier.load.files import Recall, nothing
from build_dossier.load.items import Item, items_of
from build_dossier.load.pieces import Piece
from build_dossier.program import checksum
from build_dossier.records.kinds import BY_PLURAL, Kind
from build_dossier.records.packed import Packed, packed, unpacked
from build_dossier.records.references import PackedNames, packed_names, unpacked_names

_FOLDER = "records"
_ROOMS, _PACKAGES = ("load", "problems", "records", "values"), ("PyYAML", "pydantic", "babel", "langcodes")


def recall(known: Cache) -> Recall:
    """What brings back the items of a file from a cache; what it does not hold is read, and kept."""
    return nothing if known.folder is None else partial(_items, known)


def _items(known: Cache, plural: str, pieces: Sequence[Piece]) -> list[Item] | None:
    kind = BY_PLURAL[plural]
    program = f"{checksum(_ROOMS, _PACKAGES)} {yaml.__with_libyaml__} {kind.name}"
    digests = ((piece, piece.digest) for piece in pieces)
    found: list[Item] = []
    for chunk, kept in made_in_chunks(known, _FOLDER, program, digests, partial(_read, kind)):
        items = _brought_back(kind, chunk, kept)
        if items is None:
            return None
        found += items
    return found


def _brought_back(kind: Kind, chunk: Sequence[Piece], kept: bytes) -> list[Item] | None:
    try:
        return [
            Item(piece, column, None, unpacked(kind.model, fields), unpacked_names(kind, names))
            for piece, (column, fields, names) in zip(chunk, json.loads(kept), strict=True)
        ]
    except (ValueError, TypeError, LookupError, AttributeError):
        return items_of(chunk)  # some are unsound, or this is not what was kept


def _read(kind: Kind, pieces: Sequence[Piece]) -> bytes:
    """The records of a chunk with the columns where they begin, as JSON; where one is not sound, nulls in its place."""
    items = items_of(pieces) or ()
    return json.dumps([(item.column, *_sound(kind, item)) for item in items], separators=(",", ":")).encode()


def _sound(kind: Kind, item: Item) -> tuple[Packed, PackedNames] | tuple[None, None]:
    """A record of which there is nothing to tell and what it names, packed; Nones for one that would not come back."""
    try:
        record = kind.model.model_validate(item.value)
    except ValidationError:
        return None, None
    fields = packed(record)
    comes_back = unpacked(kind.model, fields) == record
    return (fields, packed_names(kind, record)) if comes_back and not any(findings(kind, record)) else (None, None)
