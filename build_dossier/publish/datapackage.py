"""What describes the CSV files: a Data Package (https://datapackage.org/standard/, version 2) and a note for people."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from build_dossier.publish.columns import Column
from build_dossier.publish.tables import Table
from build_dossier.records.fields import slug_of

Json = Mapping[str, Any]


class Described(NamedTuple):
    """A table, and what is told of its CSV file."""

    table: Table
    size: int
    """In bytes."""
    digest: str
    """SHA-256."""


README = "README.txt"
_PROFILE = "https://datapackage.org/profiles/2.0/datapackage.json"
_TYPES = {"number": "number", "integer": "integer"}
_HOW_TO_READ = """\
How to read the files

- CSV as in RFC 4180: UTF-8 without a byte order mark, commas, a header row. An empty cell: not stated.
- Columns have the names of the fields in the data. What begins with "derived_" was computed, not written by anybody.
- Dates are EDTF (ISO 8601-2): 2016-07~ is about July 2016, 2016/.. is since 2016, [2008,2011] is one of the two.
- Numbers are exact decimals with a point. Read them as decimals, not as binary floats.
- A record is named by its id within its kind, and by kind:id across kinds. "url" is the address of its page, from the
  root of the site.
- A spreadsheet would run a text that begins with = + - @, their full-width forms, or a tab. Such a text has an
  apostrophe in front. To get the exact text back, take one apostrophe away from every text that begins with one or
  more apostrophes and then such a character. Numbers, dates, ids and addresses are never changed.
- In a spreadsheet, import the file as UTF-8 and take all columns as text; opening it directly may change dates.
"""


def as_datapackage(about: Json, files: Sequence[Described]) -> str:
    """The descriptor, `datapackage.json`, which stands beside the files."""
    package = {
        "$schema": _PROFILE,
        "name": slug_of(about["title"]) or "dossier",
        "title": about["title"],
        "description": f"{about['question']}\n\n{_HOW_TO_READ}",
        **({"homepage": about["own_url"]} if "own_url" in about else {}),
        **({"licenses": [_licence(about["licence"])]} if "licence" in about else {}),
        **({"contributors": [{"title": author} for author in about["authors"]]} if "authors" in about else {}),
        "resources": [_resource(file) for file in files],
    }
    return json.dumps(package, ensure_ascii=False, indent=1) + "\n"


def as_readme(about: Json, tables: Sequence[Table]) -> str:
    """The note for people, as plain text."""
    width = max(len(file_name(table)) for table in tables)
    listed = "\n".join(f"{file_name(table):{width}}  {table.meaning}" for table in tables)
    terms = about.get("licence", "No terms are stated. Ask the authors before you use them.")
    return f"{about['title']}: the data\n\n{about['question']}\n\n{listed}\n\n{_HOW_TO_READ}\nTerms of use\n\n{terms}\n"


def file_name(table: Table) -> str:
    """The name of a table's file."""
    return f"{table.name}.csv"


def _licence(text: str) -> dict[str, str]:
    """The terms as written; they need an address too: their own, or else that of the note, which has them whole."""
    address = re.search(r"https?://[^\s()<>\"']*[^\s()<>\"'.,;:]", text)
    return {"path": address.group() if address else README, "title": text}


def _resource(file: Described) -> dict[str, Any]:
    table = file.table
    schema: dict[str, Any] = {"fields": [_field(column) for column in table.columns], "missingValues": [""]}
    if table.key:
        schema["primaryKey"] = list(table.key)
    foreign = [_foreign_key(table, column) for column in table.columns if column.to]
    if foreign:
        schema["foreignKeys"] = foreign
    return {
        "name": table.name,
        "description": table.meaning,
        "path": file_name(table),
        "type": "table",
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "bytes": file.size,
        "hash": f"sha256:{file.digest}",
        "schema": schema,
    }


def _field(column: Column) -> dict[str, Any]:
    constraints: dict[str, Any] = {"required": True} if column.is_needed else {}
    if column.choices:
        constraints["enum"] = list(column.choices)
    return {
        "name": column.name,
        "type": _TYPES.get(column.sort, "string"),
        **({"format": "uri"} if column.sort == "url" else {}),
        "description": f"{column.meaning} (EDTF)" if column.sort == "date" else column.meaning,
        **({"constraints": constraints} if constraints else {}),
    }


def _foreign_key(table: Table, column: Column) -> dict[str, Any]:
    """What a column refers to; within its own table the name of it is left out, as the standard has it."""
    table_name, column_name = column.to or ("", "")
    other = {} if table_name == table.name else {"resource": table_name}
    return {"fields": [column.name], "reference": {**other, "fields": [column_name]}}
