"""The tables as one SQLite database, with keys, indices and a few views; the same tables give the same bytes.

Numbers are texts, exact as in the JSON; the view `figures` has them as approximate numbers too, for sums and charts.
It is made in memory: SQLite then leaves its own version and its change counter out of the file's header. Another
version of it may still lay out the pages otherwise; what is the same on every machine is what the file holds.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from build_dossier.publish.columns import Column
from build_dossier.publish.tables import Table

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


def as_sqlite(tables: Iterable[Table]) -> bytes:
    """The database as the bytes of its file."""
    import sqlite3  # noqa: PLC0415 -- only a build needs it

    connection = sqlite3.connect(":memory:", isolation_level=None)
    try:
        connection.execute("PRAGMA page_size = 1024")
        connection.execute("PRAGMA encoding = 'UTF-8'")
        connection.execute("BEGIN")
        for table in tables:
            connection.execute(_created(table))
            values = ", ".join("?" for _ in table.columns)
            cells = ([cell or None for cell in row] for row in table.rows)
            connection.executemany(f"INSERT INTO {_name(table.name)} VALUES ({values})", cells)  # noqa: S608 -- our names
            for index in _indices(table):
                connection.execute(index)
        for view in _VIEWS:
            connection.execute(view)
        connection.execute("COMMIT")
        connection.execute("VACUUM")
        return connection.serialize()
    finally:
        connection.close()


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
