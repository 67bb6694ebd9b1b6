"""Records that were read before, brought back by the text that they were read from.

The pieces of a file are kept some at a time, in chunks that end where the content says so: an edit changes the chunk
that it is in, and no other, be it an item that is put in or taken out. A chunk is named by the texts of its pieces and
by the program that reads them; where in the file it stands is added when it is brought back. What is not sound is not
kept: it is read again each time, so that its problems are told.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Sequence
from functools import cache, partial
from importlib.metadata import version
from importlib.resources import files

import yaml
from pydantic import ValidationError

from build_dossier.cache import Cache
from build_dossier.load.decode import findings
from build_dossier.load.files import Recall, nothing
from build_dossier.load.items import Item, items_of
from build_dossier.load.pieces import Piece
from build_dossier.records.kinds import BY_PLURAL, Kind
from build_dossier.records.packed import Packed, packed, unpacked

_FOLDER = "records"
_ENDS = tuple(f"0{digit:x}" for digit in range(8))
"""A piece whose digest begins so ends a chunk: one in 32."""
_LONGEST = 256


def recall(known: Cache) -> Recall:
    """What brings back the items of a file from a cache; what it does not hold is read, and kept."""
    return nothing if known.folder is None else partial(_items, known)


def _items(known: Cache, plural: str, pieces: Sequence[Piece]) -> list[Item] | None:
    kind = BY_PLURAL[plural]
    found: list[Item] = []
    for chunk in _chunks(pieces):
        items = _brought_back(kind, chunk, known)
        if items is None:
            return None
        found += items
    return found


def _chunks(pieces: Sequence[Piece]) -> Iterator[list[tuple[Piece, str]]]:
    """The pieces with their digests, in chunks."""
    chunk = []
    for piece in pieces:
        digest = piece.digest
        chunk.append((piece, digest))
        if digest.startswith(_ENDS) or len(chunk) == _LONGEST:
            yield chunk
            chunk = []
    if chunk:
        yield chunk


def _brought_back(kind: Kind, chunk: Sequence[tuple[Piece, str]], known: Cache) -> list[Item] | None:
    pieces = [piece for piece, _ in chunk]
    recipe = " ".join((_program(), kind.name, *(digest for _, digest in chunk)))
    kept = known.made(_FOLDER, recipe.encode(), lambda: _read(kind, pieces))
    try:
        records = [(column, unpacked(kind.model, fields)) for column, fields in json.loads(kept)]
        return [Item(piece, column, None, one) for piece, (column, one) in zip(pieces, records, strict=True)]
    except (ValueError, TypeError, LookupError, AttributeError):
        return items_of(pieces)  # some are unsound, or this is not what was kept


def _read(kind: Kind, pieces: Sequence[Piece]) -> bytes:
    """The records of a chunk with the columns where they begin, as JSON; where one is not sound, null in its place."""
    items = items_of(pieces) or ()
    return json.dumps([(item.column, _sound(kind, item)) for item in items], separators=(",", ":")).encode()


def _sound(kind: Kind, item: Item) -> Packed | None:
    """A record of which there is nothing to tell, packed; None for any other, and for one that would not come back."""
    try:
        record = kind.model.model_validate(item.value)
    except ValidationError:
        return None
    fields = packed(record)
    comes_back = unpacked(kind.model, fields) == record
    return fields if comes_back and not any(findings(kind, record)) else None


@cache
def _program() -> str:
    """A checksum of all that reading depends on beside the text: rooms of this program, and the packages they use."""
    read = hashlib.sha256(f"{yaml.__with_libyaml__}".encode())
    for name in ("PyYAML", "pydantic", "babel", "langcodes"):
        read.update(f"{name} {version(name)}\n".encode())
    for room in ("load", "problems", "records", "values"):
        for path in sorted((files("build_dossier") / room).iterdir(), key=lambda path: path.name):
            if path.name.endswith(".py"):
                read.update(path.read_bytes())
    return read.hexdigest()
