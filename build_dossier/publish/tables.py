"""The export as tables, for CSV, SQLite and the data package: the same names, flat.

A kind is a table under its plural name, with the fields that hold one value. A list of parts, as `appearances`, is a
table under the field's name, shared by all kinds that have the field; so is a list of texts, as `tags`. References
all stand in `links`, single or listed, a row each. `records` names every record as `kind:id`, and the shared tables
refer to it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any, NamedTuple

from build_dossier.publish import columns
from build_dossier.publish.columns import Column
from build_dossier.publish.shape import Field, fields_of
from build_dossier.records.base import Part
from build_dossier.records.dossier import DossierRecord
from build_dossier.records.kinds import KINDS, Key
from build_dossier.records.references import as_key
from build_dossier.views.words import excerpt

Json = Mapping[str, Any]
Row = tuple[str | None, ...]
"""Every cell is a text; None where nothing is stated."""


@dataclass(frozen=True, slots=True)
class Table:
    """A table, without its rows: these are in the order of the data."""

    name: str
    meaning: str
    columns: tuple[Column, ...]
    key: tuple[str, ...]
    """The columns that together name a row."""


class Exported(NamedTuple):
    """A kind of what is exported; the dossier itself counts as one."""

    name: str
    plural: str
    model: type[Part]


DOSSIER = Exported("dossier", "dossier", DossierRecord)
EXPORTED = (DOSSIER, *(Exported(kind.name, kind.plural, kind.model) for kind in KINDS))
"""In the order of the export."""


@cache
def tables() -> tuple[Table, ...]:
    """All tables. Which there are, and their columns, does not depend on what is exported."""
    return (*map(_of_kind, EXPORTED), *_of_lists(), *_OVER_ALL)


def rows_of(kind: Exported, records: Iterable[Json]) -> dict[str, list[Row]]:
    """What some records of a kind, as exported, add to the tables: rows by the table's name."""
    found: dict[str, list[Row]] = {}
    for record in records:
        name = str(Key(kind.name, record["id"])) if "id" in record else kind.name
        for table, row in _rows(kind, name, record):
            found.setdefault(table, []).append(tuple([cell or None for cell in row]))
    return found


def meanings() -> tuple[str, ...]:
    """What each table holds, in English; the page on the data says it in the language of the dossier."""
    return tuple(table.meaning for table in tables())


def _of_kind(kind: Exported) -> Table:
    header = columns.of_record(kind.model, kind.name, kind.plural)
    key = ("id",) if header[0].name == "id" else ()
    meaning = _first_line(kind.model) if key else "The dossier itself: its question, its day, its terms."
    return Table(kind.plural, meaning, header, key)


def _of_lists() -> Iterator[Table]:
    """The tables of fields that hold several parts or texts, in the order in which the kinds come to them."""
    headers: dict[str, tuple[Field, tuple[Column, ...]]] = {}
    for kind in EXPORTED:
        for field, header in _lists(kind):
            if headers.setdefault(field.name, (field, header))[1] != header:
                raise ValueError(f"two kinds have a field '{field.name}' of different parts: no table can hold both")
    for name, (field, header) in headers.items():
        meaning = _first_line(field.part) if field.part else field.meaning
        yield Table(name, meaning, header, ("record", "key" if field.many == "mapping" else "number"))


@cache
def _lists(kind: Exported) -> tuple[tuple[Field, tuple[Column, ...]], ...]:
    fields = (field for field in fields_of(kind.model) if field.many and not field.ref)
    return tuple((field, columns.of_list(field, kind.name)) for field in fields)


_OVER_ALL = (
    Table("records", "Every record, of whatever kind.", columns.RECORDS, ("record",)),
    Table("links", "Which record names which.", columns.LINKS, ("record", "field", "part", "number")),
    Table(
        "origins",
        "The independent origins of a record. What repeats one of them is no further source.",
        columns.ORIGINS,
        ("record", "number"),
    ),
)


def _rows(kind: Exported, name: str, record: Json) -> Iterator[tuple[str, Iterable[str]]]:
    """The rows of a record, which is called `name` across kinds."""
    yield kind.plural, _row(columns.of_record(kind.model, kind.name, kind.plural), record)
    for field, header in _lists(kind):
        yield from ((field.name, row) for row in _rows_of_list(field, header, name, record))
    label = excerpt(next(record[field] for field in _LABELS if field in record))
    yield "records", (name, kind.name, record.get("id", kind.name), label, record["url"])
    yield from (("links", (name, *link)) for link in _named_in(kind.model, kind, record))
    for number, origin in enumerate(record.get("derived", {}).get("origins", ()), 1):
        yield "origins", (name, str(number), origin)


def _rows_of_list(field: Field, header: tuple[Column, ...], name: str, record: Json) -> Iterator[Iterable[str]]:
    values = record.get(field.name, ())
    if field.many == "mapping":
        yield from ((name, key, value) for key, value in dict(values).items())
        return
    derived = record.get("derived", {}).get(field.name, ())
    for number, value in enumerate(values):
        if not field.part:
            yield (name, str(number + 1), value)
            continue
        whole = {**value, "derived": derived[number]} if derived else value
        yield (name, str(number + 1), *_row(header[2:], whole))


def _row(header: tuple[Column, ...], record: Json) -> list[str]:
    return [_cell(record, column.path) for column in header]


def _cell(value: Any, path: tuple[str, ...]) -> str:  # noqa: ANN401 -- whatever JSON holds
    for step in path:
        value = value.get(step)
        if value is None:
            return ""
    return str(len(value)) if isinstance(value, list) else str(value)


_LABELS = ("title", "name", "label", "statement", "text", "id")


def _named_in(
    model: type[Part], kind: Exported, values: Json, path: str = "", part: int = 0
) -> Iterator[tuple[str, ...]]:
    """What a record, or a part of it, names: field, part, number, target."""
    for field in fields_of(model):
        if not (field.ref or field.part) or field.name not in values:
            continue
        value = values[field.name]
        for number, each in enumerate(value if field.many else [value], 1):
            if field.part:
                yield from _named_in(field.part, kind, each, f"{path}{field.name}.", number if field.many else part)
            elif field.ref:
                yield f"{path}{field.name}", str(part), str(number), str(as_key(each, field.ref, kind.name))


def _first_line(model: type[Part]) -> str:
    return (model.__doc__ or "").split("\n")[0]
