"""The export as tables, for CSV, SQLite and the data package: the same names, flat.

A kind is a table under its plural name, with the fields that hold one value. A list of parts, as `appearances`, is a
table under the field's name, shared by all kinds that have the field; so is a list of texts, as `tags`. References
all stand in `links`, single or listed, a row each. `records` names every record as `kind:id`, and the shared tables
refer to it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
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
Row = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """A table: every cell is a text, '' where there is nothing; rows are in the order of the data."""

    name: str
    meaning: str
    columns: tuple[Column, ...]
    key: tuple[str, ...]
    """The columns that together name a row."""
    rows: tuple[Row, ...]


class _Kind(NamedTuple):
    """A kind and what is exported of it; the dossier itself counts as one."""

    name: str
    plural: str
    model: type[Part]
    records: tuple[Json, ...]

    def named(self) -> Iterator[tuple[str, Json]]:
        """Each record with its name across kinds."""
        for record in self.records:
            yield (str(Key(self.name, record["id"])) if "id" in record else self.name), record


def tables(whole: Json) -> tuple[Table, ...]:
    """All tables of an export. Which there are, and their columns, does not depend on what it holds."""
    kinds = (
        _Kind("dossier", "dossier", DossierRecord, (whole["dossier"],)),
        *(_Kind(kind.name, kind.plural, kind.model, tuple(whole[kind.plural])) for kind in KINDS),
    )
    own = tuple(_of_kind(kind) for kind in kinds)
    return (*own, *_shared(kinds), _records(kinds), _links(kinds), _origins(kinds))


def meanings() -> tuple[str, ...]:
    """What each table holds, in English; the page on the data says it in the language of the dossier."""
    nothing = {"dossier": {"title": "", "url": ""}, **{kind.plural: () for kind in KINDS}}
    return tuple(table.meaning for table in tables(nothing))


def _of_kind(kind: _Kind) -> Table:
    header = columns.of_record(kind.model, kind.name, kind.plural)
    key = ("id",) if header[0].name == "id" else ()
    meaning = _first_line(kind.model) if key else "The dossier itself: its question, its day, its terms."
    return Table(kind.plural, meaning, header, key, tuple(_row(header, each) for each in kind.records))


def _shared(kinds: Iterable[_Kind]) -> Iterator[Table]:
    """The tables of fields that hold several parts or texts, in the order in which the kinds come to them."""
    headers: dict[str, tuple[Field, tuple[Column, ...]]] = {}
    rows: dict[str, list[Row]] = {}
    for kind in kinds:
        for field in (field for field in fields_of(kind.model) if field.many and not field.ref):
            header = columns.of_list(field, kind.name)
            if headers.setdefault(field.name, (field, header))[1] != header:
                raise ValueError(f"two kinds have a field '{field.name}' of different parts: no table can hold both")
            found = rows.setdefault(field.name, [])
            for name, record in kind.named():
                found.extend(_rows_of_list(field, header, name, record))
    for name, (field, header) in headers.items():
        meaning = _first_line(field.part) if field.part else field.meaning
        key = ("record", "key" if field.many == "mapping" else "number")
        yield Table(name, meaning, header, key, tuple(rows[name]))


def _rows_of_list(field: Field, header: tuple[Column, ...], name: str, record: Json) -> Iterator[Row]:
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


def _row(header: tuple[Column, ...], record: Json) -> Row:
    return tuple([_cell(record, column.path) for column in header])


def _cell(value: Any, path: tuple[str, ...]) -> str:  # noqa: ANN401 -- whatever JSON holds
    for step in path:
        value = value.get(step)
        if value is None:
            return ""
    return str(len(value)) if isinstance(value, list) else str(value)


_LABELS = ("title", "name", "label", "statement", "text", "id")


def _records(kinds: Iterable[_Kind]) -> Table:
    rows = []
    for kind in kinds:
        for name, record in kind.named():
            label = excerpt(next(record[field] for field in _LABELS if field in record))
            rows.append((name, kind.name, record.get("id", kind.name), label, record["url"]))
    return Table("records", "Every record, of whatever kind.", columns.RECORDS, ("record",), tuple(rows))


def _links(kinds: Iterable[_Kind]) -> Table:
    rows = tuple(
        (name, *link) for kind in kinds for name, record in kind.named() for link in _named_in(kind.model, kind, record)
    )
    return Table("links", "Which record names which.", columns.LINKS, ("record", "field", "part", "number"), rows)


def _named_in(model: type[Part], kind: _Kind, values: Json, path: str = "", part: int = 0) -> Iterator[Row]:
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


def _origins(kinds: Iterable[_Kind]) -> Table:
    rows = tuple(
        (name, str(number), origin)
        for kind in kinds
        for name, record in kind.named()
        for number, origin in enumerate(record.get("derived", {}).get("origins", ()), 1)
    )
    meaning = "The independent origins of a record. What repeats one of them is no further source."
    return Table("origins", meaning, columns.ORIGINS, ("record", "number"), rows)


def _first_line(model: type[Part]) -> str:
    return (model.__doc__ or "").split("\n")[0]
