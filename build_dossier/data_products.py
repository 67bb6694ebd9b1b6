"""The products of the data: pieces of some records each, the files that are put together from them, and the page.

A file whose pieces are as they were is not made. So a change of one record costs its piece, and the few files that hold
all records.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from functools import partial

from build_dossier.dossier import Dossier
from build_dossier.evidence.verdicts import Evidence
from build_dossier.making.parts import Parts
from build_dossier.making.product import ASIDE, Product
from build_dossier.publish import sqlite
from build_dossier.publish.downloads import DATABASE, FILES, PACKAGE, TABLES, File, Told, database, package, told_of
from build_dossier.publish.export import dossier_as_json
from build_dossier.publish.json_lines import count_in
from build_dossier.publish.pieces import SORTS, Batch, batches, pieces_of
from build_dossier.reads.fingerprint import digest
from build_dossier.render.pages import Asset
from build_dossier.views import places
from build_dossier.views.data import Download

TOLD = "told"
"""The folder of the pieces that tell of a file each."""
_RUNS = f"{ASIDE}sqlite/runs"
"""Which rows the database holds."""
_JOINED, _DESCRIBED, LAST_STEP = 1, 2, 3

Files = Iterator[Asset]


def data_products(dossier: Dossier, evidence: Evidence) -> Iterator[Product]:
    """All but the page."""
    for batch in batches(dossier, evidence):
        first = str(batch.keys[0]) if batch.keys else batch.kind.name
        given = digest(" ".join(map(str, batch.keys)))
        yield Product(f"data of {first}", given, partial(_pieces, batch, first), 1 + len(batch.keys) // 50)
    work = len(dossier.records)
    for file in FILES:
        make, cost = (_database, work // 300) if file == DATABASE else (partial(_joined, dossier, file), work // 3000)
        yield Product(f"{places.DATA_FOLDER}/{file.name}", "", make, 1 + cost, _JOINED, file.of)
    yield Product(f"{places.DATA_FOLDER}/{PACKAGE}", "", partial(_package, dossier), 1, _DESCRIBED, (TOLD,))


def _pieces(batch: Batch, name: str) -> Files:
    for folder, content in pieces_of(batch, SORTS):
        yield Asset(f"{ASIDE}{folder}/{name}", content)


def _joined(dossier: Dossier, file: File, parts: Parts) -> Files:
    content = file.join(dossier_as_json(dossier), parts)
    rows = sum(count_in(piece) for piece in parts(file.of[0])) if file.table else 0
    yield from _with_told(file.name, content, told_of(file, content, rows))


def _database(parts: Parts) -> Files:
    made = database(parts, _last(parts))
    yield from _with_told(DATABASE.name, made.content, told_of(DATABASE, made.content))
    yield Asset(_RUNS, json.dumps({"version": sqlite.version(), "runs": made.runs}).encode())


def _last(parts: Parts) -> sqlite.Last | None:
    """The database of the last build, where it is of the same version."""
    content = parts.before(_RUNS)
    told = json.loads(content) if content else {}
    if told.get("version") != sqlite.version():
        return None
    runs = {table: [sqlite.Run(*run) for run in listed] for table, listed in told["runs"].items()}
    return sqlite.Last(partial(parts.before, f"{places.DATA_FOLDER}/{DATABASE.name}"), runs)


def _package(dossier: Dossier, parts: Parts) -> Files:
    content = package(dossier_as_json(dossier), _all_told(parts))
    yield from _with_told(PACKAGE, content, Told(len(content)))


def _with_told(name: str, content: bytes, told: Told) -> Files:
    """A file, and the piece that tells of it."""
    yield Asset(f"{places.DATA_FOLDER}/{name}", content)
    yield Asset(f"{ASIDE}{TOLD}/{name}", json.dumps([name, *told]).encode())


def _all_told(parts: Parts) -> Mapping[str, Told]:
    return {name: Told(*told) for name, *told in map(json.loads, parts(TOLD))}


def files_told(parts: Parts) -> tuple[Download, ...]:
    """What the page tells of the files."""
    told = _all_told(parts)
    rows = {file.table.name: told[file.name].rows for file in TABLES if file.table}
    records, sources = rows["records"] - 1, rows["sources"]
    counts = {
        "dossier.json": records,
        "dossier.jsonld": records + 1,
        "dossier.sqlite": sum(rows.values()),
        "sources.csl.json": sources,
        "sources.bib": sources,
        "sources.ris": sources,
    }
    tables = {file.name: file.table for file in TABLES if file.table}
    names = [file.name for file in FILES]
    names.insert(len(FILES) - len(TABLES) - 1, PACKAGE)
    return tuple(
        Download(name, told[name].size, rows[tables[name].name], tables[name].meaning)
        if name in tables
        else Download(name, told[name].size, counts.get(name))
        for name in names
    )
