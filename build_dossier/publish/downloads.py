"""The files of the data folder: what is published, in each of the forms, put together from pieces (`pieces.py`)."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import NamedTuple, Protocol

from build_dossier.dossier import Dossier
from build_dossier.evidence.verdicts import Evidence
from build_dossier.publish.csv_files import as_csv
from build_dossier.publish.datapackage import README, Described, as_datapackage, as_readme, file_name
from build_dossier.publish.export import dossier_as_json
from build_dossier.publish.json_lines import joined, listed, values_in
from build_dossier.publish.jsonld import graph
from build_dossier.publish.jsonld_nodes import NODES, Json
from build_dossier.publish.pieces import batches, pieces_of
from build_dossier.publish.schema import as_schema
from build_dossier.publish.sqlite import Chunk, Database, Last, as_sqlite
from build_dossier.publish.tables import DOSSIER, EXPORTED, Table, tables
from build_dossier.records.kinds import KINDS


class Pieces(Protocol):
    """The pieces that there are."""

    def __call__(self, folder: str) -> Iterable[bytes]:
        """Those in a folder, in their order."""

    def each(self, folder: str) -> Sequence[tuple[str, Callable[[], bytes]]]:
        """The same, to be read one by one where that is needed: the SHA-256 of each, and what gives its content."""


class Told(NamedTuple):
    """What is told of a file."""

    size: int
    """In bytes."""
    digest: str = ""
    """SHA-256 of a table's file."""
    rows: int = 0
    """Of a table."""


@dataclass(frozen=True, slots=True)
class File:
    """A file to take away, and how it is put together: from the dossier's own fields and the pieces in some folders."""

    name: str
    of: tuple[str, ...]
    join: Callable[[Json, Pieces], bytes]
    table: Table | None = None
    """What it holds, where that is one table."""


def _json(_: Json, pieces: Pieces) -> bytes:
    kinds = {kind.plural: listed(pieces(f"json/{kind.plural}")) for kind in KINDS}
    return joined({"dossier": pieces("json/dossier"), **kinds})


def _jsonld(about: Json, pieces: Pieces) -> bytes:
    return graph(about, (piece for plural in _NODES for piece in pieces(f"jsonld/{plural}")))


def _sqlite(_: Json, pieces: Pieces) -> bytes:
    return database(pieces, None).content


def database(pieces: Pieces, last: Last | None) -> Database:
    """The database, made of the last one where that is known."""
    return as_sqlite(lambda table: [Chunk(*each) for each in pieces.each(f"rows/{table}")], last)


def _csl(_: Json, pieces: Pieces) -> bytes:
    return b"".join((*listed(pieces("cited/csl")), b"\n"))


def _csv(table: Table, _: Json, pieces: Pieces) -> bytes:
    return as_csv(table, (row for piece in pieces(f"rows/{table.name}") for row in values_in(piece)))


_NODES = (DOSSIER.plural, *NODES)
TABLES = tuple(File(file_name(table), (f"rows/{table.name}",), partial(_csv, table), table) for table in tables())
NOTE = File(README, (), lambda about, _: as_readme(about, tables()).encode())
DATABASE = File("dossier.sqlite", tuple(f"rows/{table.name}" for table in tables()), _sqlite)
FILES = (
    File("dossier.json", tuple(f"json/{kind.plural}" for kind in EXPORTED), _json),
    File("dossier.schema.json", (), lambda _, __: as_schema().encode()),
    DATABASE,
    File("sources.csl.json", ("cited/csl",), _csl),
    File("sources.bib", ("cited/bib",), lambda _, pieces: b"\n".join(pieces("cited/bib"))),
    File("sources.ris", ("cited/ris",), lambda _, pieces: b"\r\n".join(pieces("cited/ris"))),
    File("dossier.jsonld", tuple(f"jsonld/{plural}" for plural in _NODES), _jsonld),
    NOTE,
    *TABLES,
)
"""All of them, in the order in which the page tells of them, but `PACKAGE`, which is made of what these are."""
PACKAGE = "datapackage.json"


def package(about: Json, told: Mapping[str, Told]) -> bytes:
    """What describes the tables' files to programs; of each file is told by its name."""
    described = [Described(file.table, told[file.name].size, told[file.name].digest) for file in TABLES if file.table]
    return as_datapackage(about, described).encode()


def told_of(file: File, content: bytes, rows: int = 0) -> Told:
    """What is told of a file that holds this."""
    return Told(len(content), hashlib.sha256(content).hexdigest() if file.table else "", rows)


FORMS: dict[str, tuple[str, ...]] = {
    "json": ("dossier.json",),
    "csv": (README, *(file.name for file in TABLES)),
    "sqlite": (DATABASE.name,),
    "csl": ("sources.csl.json",),
    "bibtex": ("sources.bib",),
    "ris": ("sources.ris",),
    "jsonld": ("dossier.jsonld",),
    "datapackage": (README, *(file.name for file in TABLES), PACKAGE),
}
"""The files of each form of `dossier export`."""

FOLDERS = frozenset({"csv", "datapackage"})
"""The forms of several files."""

BINARY = frozenset({"sqlite"})
"""The forms that are no text."""


def form(name: str, dossier: Dossier, evidence: Evidence) -> Iterator[tuple[str, bytes]]:
    """The files of a form, by their names, made one after the other."""
    files = [file for file in FILES if file.name in FORMS[name]]
    sorts = {folder.partition("/")[0] for file in files for folder in file.of}
    pieces, about = _InMemory(dossier, evidence, sorts), dossier_as_json(dossier)
    told = {}
    for file in files:
        content = file.join(about, pieces)
        told[file.name] = told_of(file, content)
        yield file.name, content
    if PACKAGE in FORMS[name]:
        yield PACKAGE, package(about, told)


class _InMemory:
    """The pieces of some sorts."""

    def __init__(self, dossier: Dossier, evidence: Evidence, sorts: Collection[str]) -> None:
        self._pieces: dict[str, list[bytes]] = {}
        for batch in batches(dossier, evidence):
            for folder, piece in pieces_of(batch, sorts):
                self._pieces.setdefault(folder, []).append(piece)

    def __call__(self, folder: str) -> list[bytes]:
        return self._pieces.get(folder, [])

    def each(self, folder: str) -> list[tuple[str, Callable[[], bytes]]]:
        return [("", partial(bytes, piece)) for piece in self(folder)]
