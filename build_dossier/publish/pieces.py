"""Pieces: what some records of one kind add to the files of the data, so that a file is only put together from them.

A piece stands in a folder: 'json/quotes', 'jsonld/quotes' (nodes), 'rows/appearances' (rows of a table, of whatever
kinds), 'cited/csl', 'cited/bib' and 'cited/ris' (sources). The pieces of a folder, in the order of the kinds and of the
data, are all of it. All but those of 'cited' are lines of JSON, as `json_lines.py` has them.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from zlib import crc32

from build_dossier.citing.bibtex import as_bibtex
from build_dossier.citing.items import source_item
from build_dossier.citing.ris import as_ris
from build_dossier.dossier import Dossier
from build_dossier.evidence.verdicts import Evidence
from build_dossier.language.speaking import language_of, speaking
from build_dossier.publish.csl import items_as_lines
from build_dossier.publish.export import dossier_as_json, record_as_json
from build_dossier.publish.json_lines import lines
from build_dossier.publish.jsonld import dossier_node, record_node, references
from build_dossier.publish.jsonld_nodes import NODES, Json
from build_dossier.publish.tables import DOSSIER, EXPORTED, Exported, rows_of
from build_dossier.records.base import Record
from build_dossier.records.kinds import KINDS, Key
from build_dossier.records.source import Source

_USUAL = 100
"""So many records are a batch, on average."""

Piece = tuple[str, bytes]
"""The folder, and what it holds."""


@dataclass(frozen=True)
class Batch:
    """Some records of one kind; the dossier itself counts as one, without keys."""

    dossier: Dossier
    evidence: Evidence
    kind: Exported
    keys: Sequence[Key]

    @cached_property
    def records(self) -> list[Record]:
        """The records."""
        return [self.dossier.records[key] for key in self.keys]

    @cached_property
    def exported(self) -> list[Json]:
        """What is exported of each."""
        if self.kind == DOSSIER:
            return [dossier_as_json(self.dossier)]
        return [record_as_json(self.dossier, self.evidence, record) for record in self.records]


def pieces_of(batch: Batch, sorts: Collection[str]) -> Iterator[Piece]:
    """The pieces of some records, of some sorts."""
    about = batch.dossier.about
    # The words among the data, in files that other programs show to readers, are the dossier's, whoever speaks here.
    with speaking(language_of(about.language, about.digits)):
        for sort, make in SORTS.items():
            if sort in sorts:
                yield from make(batch)


def _json(batch: Batch) -> Iterator[Piece]:
    yield f"json/{batch.kind.plural}", lines(batch.exported)


def _nodes(batch: Batch) -> Iterator[Piece]:
    dossier, refer = batch.dossier, references(batch.dossier)
    if batch.kind == DOSSIER:
        nodes = [dossier_node(each, (issue.id for issue in dossier.issues), refer) for each in batch.exported]
    else:
        nodes = [record_node(each, NODES[batch.kind.plural](each, refer)) for each in batch.exported]
    yield f"jsonld/{batch.kind.plural}", lines(nodes)


def _rows(batch: Batch) -> Iterator[Piece]:
    for table, rows in rows_of(batch.kind, batch.exported).items():
        yield f"rows/{table}", lines(rows)


def _cited(batch: Batch) -> Iterator[Piece]:
    items = [source_item(record) for record in batch.records if isinstance(record, Source)]
    if items:
        yield "cited/csl", items_as_lines(batch.exported)
        yield "cited/bib", as_bibtex(items).encode()
        yield "cited/ris", as_ris(items).encode()


SORTS: dict[str, Callable[[Batch], Iterator[Piece]]] = {
    "json": _json,
    "jsonld": _nodes,
    "rows": _rows,
    "cited": _cited,
}
"""By the first part of the folders' names."""


def batches(dossier: Dossier, evidence: Evidence) -> Iterator[Batch]:
    """All that is exported, in batches; the dossier itself is the first.

    A batch begins where the checksum of an id says so, as the shards of the search do: a record that is added or
    removed changes one batch.
    """
    yield Batch(dossier, evidence, DOSSIER, ())
    for kind, exported in zip(KINDS, EXPORTED[1:], strict=True):
        keys: list[Key] = []
        for record in dossier.of(kind.model):
            if keys and crc32(record.id.encode()) % _USUAL == 0:
                yield Batch(dossier, evidence, exported, keys)
                keys = []
            keys.append(Key(kind.name, record.id))
        if keys:
            yield Batch(dossier, evidence, exported, keys)
