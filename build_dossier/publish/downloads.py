"""The files of the data folder: what is published, in each of the forms, all made from one export."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from contextlib import AbstractContextManager
from typing import Any, NamedTuple

from build_dossier.citing.bibtex import as_bibtex
from build_dossier.citing.ris import as_ris
from build_dossier.language.speaking import language_of, speaking
from build_dossier.publish.csl import as_csl, items_of
from build_dossier.publish.csv_files import as_csv
from build_dossier.publish.datapackage import README, as_datapackage, as_readme, file_name
from build_dossier.publish.export import as_json
from build_dossier.publish.jsonld import as_jsonld
from build_dossier.publish.schema import as_schema
from build_dossier.publish.sqlite import as_sqlite
from build_dossier.publish.tables import Table, tables
from build_dossier.records.kinds import KINDS

Json = Mapping[str, Any]


class File(NamedTuple):
    """A file to take away."""

    name: str
    content: bytes
    rows: int | None = None
    """How many records, rows or nodes it holds, where that can be said."""
    table: str = ""
    """What its table holds, where it is one table."""


def downloads(whole: Json) -> tuple[File, ...]:
    """All files of the data folder, in the order in which the page tells of them."""
    made = tables(whole)
    cited = (*_csl(whole), *_bibtex(whole), *_ris(whole))
    return (*_json(whole), *_schema(whole), *_sqlite(made), *cited, *_jsonld(whole), *_package(whole, made))


def _json(whole: Json) -> tuple[File, ...]:
    return (File("dossier.json", as_json(whole).encode(), _count(whole)),)


def _schema(_: Json) -> tuple[File, ...]:
    return (File("dossier.schema.json", as_schema().encode()),)


def _sqlite(made: tuple[Table, ...]) -> tuple[File, ...]:
    return (File("dossier.sqlite", as_sqlite(made), sum(len(table.rows) for table in made)),)


def _csl(whole: Json) -> tuple[File, ...]:
    with _its_language(whole):
        return (File("sources.csl.json", as_csl(whole).encode(), len(whole["sources"])),)


def _bibtex(whole: Json) -> tuple[File, ...]:
    with _its_language(whole):
        return (File("sources.bib", as_bibtex(items_of(whole)).encode(), len(whole["sources"])),)


def _ris(whole: Json) -> tuple[File, ...]:
    with _its_language(whole):
        return (File("sources.ris", as_ris(items_of(whole)).encode(), len(whole["sources"])),)


def _jsonld(whole: Json) -> tuple[File, ...]:
    with _its_language(whole):
        return (File("dossier.jsonld", as_jsonld(whole).encode(), _count(whole) + 1),)


def _its_language(whole: Json) -> AbstractContextManager[object]:
    """For the words among the data in files that other programs show to readers; whatever is spoken here."""
    about = whole["dossier"]
    return speaking(language_of(about["language"], about.get("digits")))


def _csv(whole: Json, made: tuple[Table, ...]) -> tuple[File, ...]:
    files = tuple(File(file_name(table), as_csv(table), len(table.rows), table.meaning) for table in made)
    return (File(README, as_readme(whole["dossier"], made).encode()), *files)


def _package(whole: Json, made: tuple[Table, ...]) -> tuple[File, ...]:
    readme, *files = _csv(whole, made)
    described = [(table, file.content) for table, file in zip(made, files, strict=True)]
    return (File("datapackage.json", as_datapackage(whole["dossier"], described).encode()), readme, *files)


def _count(whole: Json) -> int:
    return sum(len(whole[kind.plural]) for kind in KINDS)


FORMS: dict[str, Callable[[Json], tuple[File, ...]]] = {
    "json": _json,
    "csv": lambda whole: _csv(whole, tables(whole)),
    "sqlite": lambda whole: _sqlite(tables(whole)),
    "csl": _csl,
    "bibtex": _bibtex,
    "ris": _ris,
    "jsonld": _jsonld,
    "datapackage": lambda whole: _package(whole, tables(whole)),
}
"""The files of each form of `dossier export`."""

FOLDERS = frozenset({"csv", "datapackage"})
"""The forms of several files."""

BINARY = frozenset({"sqlite"})
"""The forms that are no text."""
