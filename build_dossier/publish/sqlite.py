"""The tables as one SQLite database, with keys, indices and a few views; the same tables give the same bytes.

Numbers are texts, exact as in the JSON; the view `figures` has them as approximate numbers too, for sums and charts.
The last thing done is VACUUM, which lays out all pages by what they hold, and not by how that came to be there: so the
database of the last build can be brought up to date, and is to the byte what it would be if made from nothing. SQLite's
version and its count of changes are taken out of the header. Another version of it may still lay out the pages
otherwise; what is the same on every machine is what the file holds.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import takewhile
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, NamedTuple

from build_dossier.publish.columns import Column
from build_dossier.publish.json_lines import count_in, values_in
from build_dossier.publish.tables import Table, tables

if TYPE_CHECKING:
    from sqlite3 import Connection

_VIEWS = (
    """CREATE VIEW quotations AS
SELECT q.id, q.text, p.name AS speaker, q.derived_role AS role, q.said, a.number AS appearance, s.title AS source,
  s.publisher, s.published, a.locator, a.derived_verdict AS verdict, s.own_url AS source_url, q.url
FROM quotes q JOIN parties p ON p.id = q.speaker
  JOIN appearances a ON a.record = 'quote:' || q.id JOIN sources s ON s.id = a.source""",
    """CREATE VIEW figures AS
SELECT f.id, f.measure, f.label, f.comparator, f.value, CAST(f.value AS REAL) AS value_approx,
  CAST(f.low AS REAL) AS low_approx, CAST(f.high AS REAL) AS high_approx, f.unit, f.period, p.name AS claimant,
  f.basis, f.status, f.derived_origins AS origins, f.url
FROM statistics f LEFT JOIN parties p ON p.id = f.claimant""",
    """CREATE VIEW stances AS
SELECT o.id, p.name AS party, i.title AS issue, i.proposition, o.stance, o."from", o."until", o.statement, o.url
FROM positions o JOIN parties p ON p.id = o.party JOIN issues i ON i.id = o.issue""",
)


# The first 16 bytes and the size of a page stay; https://sqlite.org/fileformat2.html#the_database_header
_CHANGES, _VERSIONS = slice(24, 28), slice(92, 100)


class Chunk(NamedTuple):
    """Some rows of a table, one after the other."""

    digest: str
    read: Callable[[], bytes]
    """Gives them as lines of JSON."""


class Run(NamedTuple):
    """The same as they stand in a database."""

    digest: str
    rows: int


@dataclass(frozen=True)
class Database:
    """A database as the bytes of its file, and what rows its tables hold, in their order."""

    content: bytes = b""
    runs: Mapping[str, Sequence[Run]] = field(default_factory=dict)


def version() -> str:
    """Of SQLite."""
    import sqlite3  # noqa: PLC0415 -- only a build needs it

    return sqlite3.sqlite_version


def as_sqlite(chunks: Callable[[str], Sequence[Chunk]], last: Database | None = None) -> Database:
    """The database of all rows, which are given by the name of their table; made of the last one, where that is known.

    `last` is of the same version of SQLite, and of tables of the same form.
    """
    import sqlite3  # noqa: PLC0415 -- only a build needs it

    with TemporaryDirectory() as folder:  # in a file, since three times its size would be in memory otherwise
        work, done = Path(folder, "work"), Path(folder, "done")
        if last:
            work.write_bytes(last.content)
        connection = sqlite3.connect(work, isolation_level=None)
        try:
            runs = _filled(connection, chunks, last.runs if last else None)
            connection.execute("VACUUM INTO ?", (str(done),))
        finally:
            connection.close()
        content = bytearray(done.read_bytes())
    content[_CHANGES], content[_VERSIONS] = bytes(4), bytes(8)
    return Database(bytes(content), runs)


def _filled(
    connection: Connection, chunks: Callable[[str], Sequence[Chunk]], last: Mapping[str, Sequence[Run]] | None
) -> dict[str, Sequence[Run]]:
    """Make all tables, or bring them up to date."""
    for setting in ("page_size = 1024", "encoding = 'UTF-8'", "journal_mode = OFF", "synchronous = OFF"):
        connection.execute(f"PRAGMA {setting}")
    ours = tables()
    created = [_created(table) for table in ours]
    later = [*(index for table in ours for index in _indices(table)), *_VIEWS]
    connection.execute("BEGIN")
    for statement in created if last is None else ():
        connection.execute(statement)
    held = last or {}
    runs = {table.name: _brought(connection, table, chunks(table.name), held.get(table.name, ())) for table in ours}
    for statement in later if last is None else ():
        connection.execute(statement)
    connection.execute("COMMIT")
    # SQLite counts here how often the form was changed, VACUUM included.
    connection.execute(f"PRAGMA schema_version = {len(created) + len(later)}")
    return runs


def _brought(connection: Connection, table: Table, chunks: Sequence[Chunk], old: Sequence[Run]) -> Sequence[Run]:
    """Make the rows of a table be these: those between the first and the last chunk that changed, or all behind it."""
    start = _alike(chunks, old)
    end = min(_alike(chunks[::-1], old[::-1]), len(chunks) - start, len(old) - start)
    fresh = _runs(chunks[start : len(chunks) - end])
    if end and _rows(fresh) != _rows(old[start : len(old) - end]):  # rows behind them have another number now
        fresh, end = _runs(chunks[start:]), 0
    gone = old[start : len(old) - end]
    kept = _rows(old[:start])
    name, names = _name(table.name), ", ".join(("rowid", *(_name(column.name) for column in table.columns)))
    if gone:
        bounds = (kept, kept + _rows(gone))
        connection.execute(f"DELETE FROM {name} WHERE rowid > ? AND rowid <= ?", bounds)  # noqa: S608 -- our names
    values = ", ".join("?" for _ in ("rowid", *table.columns))
    rows = ((number, *row) for number, row in enumerate(_read(chunks[start : len(chunks) - end]), kept + 1))
    connection.executemany(f"INSERT INTO {name} ({names}) VALUES ({values})", rows)  # noqa: S608 -- the same
    return (*old[:start], *fresh, *old[len(old) - end :])


def _alike(chunks: Sequence[Chunk], runs: Sequence[Run]) -> int:
    """How many at the beginning are the same."""
    return sum(1 for _ in takewhile(lambda both: both[0].digest == both[1].digest, zip(chunks, runs, strict=False)))


def _runs(chunks: Sequence[Chunk]) -> list[Run]:
    return [Run(chunk.digest, count_in(chunk.read())) for chunk in chunks]


def _rows(runs: Sequence[Run]) -> int:
    return sum(run.rows for run in runs)


def _read(chunks: Sequence[Chunk]) -> Iterator[list[str | None]]:
    for chunk in chunks:
        yield from values_in(chunk.read())


def _created(table: Table) -> str:
    lines = [_declared(column) for column in table.columns]
    if table.key:
        lines.append(f"PRIMARY KEY ({', '.join(map(_name, table.key))})")
    lines += [
        f"FOREIGN KEY ({_name(column.name)}) REFERENCES {_name(column.to.table)} ({_name(column.to.column)})"
        for column in table.columns
        if column.to
    ]
    return f"CREATE TABLE {_name(table.name)} (\n  {f',{chr(10)}  '.join(lines)}\n)"


def _declared(column: Column) -> str:
    sort = "INTEGER" if column.sort == "integer" else "TEXT"
    return f"{_name(column.name)} {sort}{' NOT NULL' if column.is_needed else ''}"


def _indices(table: Table) -> Iterator[str]:
    """An index for each column of the data that refers to another table; the first of a key has one already."""
    for column in table.columns:
        if column.to and column.name not in table.key[:1] and not column.name.startswith("derived_"):
            name = _name(f"{table.name}_{column.name}")
            yield f"CREATE INDEX {name} ON {_name(table.name)} ({_name(column.name)})"


def _name(name: str) -> str:
    """A name in SQL, where `from` and `to` are words of the language."""
    return f'"{name}"'
