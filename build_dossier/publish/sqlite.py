"""The tables as one SQLite database, with keys, indices and a few views; the same tables give the same bytes.

Numbers are texts, exact as in the JSON; the view `figures` has them as approximate numbers too, for sums and charts.
The last thing done is VACUUM, which lays out all pages by what they hold, and not by how that came to be there: so the
database of the last build can be brought up to date, and is to the byte what it would be if made from nothing. SQLite's
version and its count of changes are taken out of the header. Another version of it may still lay out the pages
otherwise; what is the same on every machine is what the file holds.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
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


_OF_THE_WRITER = ((24, 4), (92, 8))
"""Where the header tells of changes and of the version: offset and length. https://sqlite.org/fileformat2.html"""


class Chunk(NamedTuple):
    """Some rows of a table, one after the other."""

    digest: str
    read: Callable[[], bytes]
    """Gives them as lines of JSON."""


class Run(NamedTuple):
    """The same as they stand in a database."""

    digest: str
    rows: int


Runs = Mapping[str, Sequence[Run]]
"""What rows each table holds, in their order."""


class Database(NamedTuple):
    """A database as the bytes of its file."""

    content: bytes
    runs: Runs


class Last(NamedTuple):
    """The database of the last build."""

    content: Callable[[], bytes | None]
    """Gives the bytes, if they are still there."""
    runs: Runs


def version() -> str:
    """Of SQLite."""
    import sqlite3  # noqa: PLC0415 -- only a build needs it

    return sqlite3.sqlite_version


def as_sqlite(chunks: Callable[[str], Sequence[Chunk]], last: Last | None = None) -> Database:
    """The database of all rows, which are given by the name of their table; made of the last one, where that is known.

    `last` is of the same version of SQLite, and of tables of the same form.
    """
    import sqlite3  # noqa: PLC0415 -- only a build needs it

    with TemporaryDirectory() as folder:  # in a file, since three times its size would be in memory otherwise
        work, done = Path(folder, "work"), Path(folder, "done")
        is_there = last is not None and _is_put(last.content(), work)
        connection = sqlite3.connect(work, isolation_level=None)
        try:
            runs = _filled(connection, chunks, last.runs if last and is_there else None)
            connection.execute("VACUUM INTO ?", (str(done),))
        finally:
            connection.close()
        _clear(done)
        return Database(done.read_bytes(), runs)


def _is_put(content: bytes | None, file: Path) -> bool:
    """Put it into a file, if it is there."""
    return content is not None and bool(file.write_bytes(content))


def _clear(database: Path) -> None:
    """Take out of a database's header what does not come of its rows."""
    with database.open("r+b") as file:
        for start, length in _OF_THE_WRITER:
            file.seek(start)
            file.write(bytes(length))


def _filled(connection: Connection, chunks: Callable[[str], Sequence[Chunk]], last: Runs | None) -> Runs:
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
    gone = old[start : len(old) - end]
    if end and sum(count_in(chunk.read()) for chunk in chunks[start : len(chunks) - end]) != _rows(gone):
        gone, end = old[start:], 0  # rows behind them have another number now
    number = _rows(old[:start])
    name = _name(table.name)
    if gone:
        bounds = (number, number + _rows(gone))
        connection.execute(f"DELETE FROM {name} WHERE rowid > ? AND rowid <= ?", bounds)  # noqa: S608 -- our names
    columns = ", ".join(("rowid", *(_name(column.name) for column in table.columns)))
    values = ", ".join("?" for _ in ("rowid", *table.columns))
    fresh = []
    for chunk in chunks[start : len(chunks) - end]:
        rows = values_in(chunk.read())
        numbered = ((place, *row) for place, row in enumerate(rows, number + 1))
        connection.executemany(f"INSERT INTO {name} ({columns}) VALUES ({values})", numbered)  # noqa: S608 -- the same
        fresh.append(Run(chunk.digest, len(rows)))
        number += len(rows)
    return (*old[:start], *fresh, *old[len(old) - end :])


def _alike(chunks: Sequence[Chunk], runs: Sequence[Run]) -> int:
    """How many at the beginning are the same."""
    return sum(1 for _ in takewhile(lambda both: both[0].digest == both[1].digest, zip(chunks, runs, strict=False)))


def _rows(runs: Sequence[Run]) -> int:
    return sum(run.rows for run in runs)


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
