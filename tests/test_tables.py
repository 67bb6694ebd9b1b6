"""The tables: CSV, SQLite and the data package hold the same, exactly, and nothing of the export is lost in them."""

from __future__ import annotations

import csv
import hashlib
import io
import json
import sqlite3
from decimal import Decimal
from pathlib import Path

import pytest

from tests.conftest import DossierFolder
from tests.exporting import DATA, Json, Rows, exact, export, exported, exported_files, rows
from tests.projects import case

Files = dict[str, bytes]


@pytest.fixture(scope="module", params=list(DATA.values()), ids=list(DATA))
def data(request: pytest.FixtureRequest) -> Path:
    path: Path = request.param
    return path


@pytest.fixture(scope="module")
def files(data: Path, tmp_path_factory: pytest.TempPathFactory) -> Files:
    return exported_files(data, "datapackage", tmp_path_factory.mktemp("package"))


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Files:
    return exported_files(case("small"), "datapackage", tmp_path_factory.mktemp("small"))


def _database(content: bytes) -> sqlite3.Connection:
    connection = sqlite3.connect(":memory:")
    connection.deserialize(content)
    return connection


def _sqlite(data: Path, tmp_path: Path) -> bytes:
    assert export(data, "--format", "sqlite", "-o", tmp_path / "d.sqlite").exit_code == 0
    return (tmp_path / "d.sqlite").read_bytes()


# --- nothing is lost: the export can be made again from the tables

_KINDS = ("source", "party", "issue", "position", "statistic", "quote", "event", "term")
_PLURALS = {kind: f"{kind}s" for kind in _KINDS} | {"party": "parties"}
_WITHIN = {"original": ("text", "language"), "right_of_reply": ("asked", "answered", "declined")}
_SHARED = (
    "authors", "family_names", "judgements", "tags", "left_out", "names", "memberships", "relations", "evidence",
    "replies", "caveats", "appearances", "translations",
)  # fmt: skip
_TYPED = {"relays", "via", "rests_on", "ref"}


def _rebuilt(tables: dict[str, Rows]) -> Json:
    """The export, but for what is derived, from the tables alone."""
    whole: Json = {"dossier": _record(tables["dossier"][0])}
    named = {"dossier": whole["dossier"]}
    for kind in _KINDS:
        whole[_PLURALS[kind]] = [_record(row) for row in tables[_PLURALS[kind]]]
        named.update((f"{kind}:{record['id']}", record) for record in whole[_PLURALS[kind]])
    for table in _SHARED:
        for row in tables[table]:
            part = {name: cell for name, cell in _record(row).items() if name not in ("record", "number")}
            listed = named[row["record"]].setdefault(table, [])
            listed.append(part["text"] if set(row) == {"record", "number", "text"} else part)
            assert len(listed) == int(row["number"])
    for row in tables["identifiers"]:
        named[row["record"]].setdefault("identifiers", {})[row["key"]] = row["value"]
    for row in tables["links"]:
        *within, field = row["field"].split(".")
        holder = named[row["record"]][within[0]][int(row["part"]) - 1] if within else named[row["record"]]
        target = row["target"] if field in _TYPED else row["target"].partition(":")[2]
        if isinstance(holder.get(field), str):
            assert (holder[field], row["number"]) == (target, "1")
        else:
            holder.setdefault(field, []).append(target)
    return whole


def _record(row: dict[str, str]) -> Json:
    record: Json = {name: cell for name, cell in row.items() if cell and not name.startswith("derived_")}
    for part, names in _WITHIN.items():
        within = {name: record.pop(f"{part}_{name}") for name in names if f"{part}_{name}" in record}
        record.update({part: within} if within else {})
    if "url" in row:
        record["url"] = row["url"]
    return record


def test_the_export_can_be_made_again_from_the_tables(data: Path, files: Files) -> None:
    whole = exported(data)
    for plural in _PLURALS.values():
        for record in whole[plural]:
            del record["derived"]
    tables = {name.removesuffix(".csv"): rows(content) for name, content in files.items() if name.endswith(".csv")}
    assert _rebuilt(tables) == whole


def test_what_is_derived_stands_in_columns_that_say_so(small: Files) -> None:
    quote = rows(small["quotes.csv"])[0]
    assert (quote["derived_role"], quote["derived_origins"]) == ("President", "1")
    verdicts = [
        (row["record"], row["derived_origin"], row["derived_verdict"]) for row in rows(small["appearances.csv"])
    ]
    assert ("quote:jones-opaque", "source:wire-2016", "verified") in verdicts
    assert ("quote:jones-opaque", "source:wire-2016", "uncapturable") in verdicts
    assert rows(small["origins.csv"])[0] == {
        "record": "statistic:days-until-removal", "number": "1", "origin": "source:wire-2016"
    }  # fmt: skip


def test_every_record_is_named_once_with_its_address(data: Path, files: Files) -> None:
    whole = exported(data)
    expected = [("dossier", "")]
    expected += [(f"{kind}:{each['id']}", each["url"]) for kind in _KINDS for each in whole[_PLURALS[kind]]]
    assert [(row["record"], row["url"]) for row in rows(files["records.csv"])] == expected


def test_links_are_the_backlinks_seen_from_the_other_side(data: Path, files: Files) -> None:
    whole = exported(data)
    backlinks = {
        (link["record"], link["field"], f"{kind}:{each['id']}")
        for kind in _KINDS
        for each in whole[_PLURALS[kind]]
        for link in each["derived"].get("named_by", ())
    }
    links = rows(files["links.csv"])
    assert {(row["record"], row["field"], row["target"]) for row in links if row["record"] != "dossier"} == backlinks


# --- CSV


def test_tables_and_columns_are_the_same_when_they_are_empty(small: Files, tmp_path: Path) -> None:
    empty = exported_files(case("minimal"), "csv", tmp_path / "empty")
    assert set(empty) == set(small) - {"datapackage.json"}
    for name in set(empty) - {"README.txt"}:
        assert empty[name].split(b"\r\n")[0] == small[name].split(b"\r\n")[0]
    assert empty["translations.csv"] == b"record,number,language,text,translator,method\r\n"


def test_the_files_are_rfc_4180_in_utf_8(files: Files) -> None:
    for name, content in files.items():
        if name.endswith(".csv"):
            assert content.endswith(b"\r\n")
            assert not content.startswith(b"\xef\xbb\xbf")
            table = list(csv.reader(io.StringIO(content.decode(), newline=""), strict=True))
            assert {len(row) for row in table} == {len(table[0])}, name


def test_numbers_and_dates_are_exact(small: Files) -> None:
    days, damage = rows(small["statistics.csv"])
    assert (days["value"], days["period"], damage["low"]) == ("2.50", "2015-09/2016-08", "1000000")


@pytest.mark.parametrize(
    ("text", "cell"),
    [
        ("=1+1", "'=1+1"),
        ('=HYPERLINK("http://evil.example")', '\'=HYPERLINK("http://evil.example")'),
        ("+41 is a number", "'+41 is a number"),
        ("-5 per cent", "'-5 per cent"),
        ("@here", "'@here"),
        ("＝1", "'＝1"),
        ("'=1", "''=1"),
        ("''=1", "'''=1"),
        ("'tis so", "'tis so"),
        ("a=b", "a=b"),
        ("“=1”", "“=1”"),
    ],
)
def test_a_text_that_a_spreadsheet_would_run_is_disarmed_and_can_be_had_back(
    dossier_folder: DossierFolder, tmp_path: Path, text: str, cell: str
) -> None:
    folder = dossier_folder(
        {
            "sources.yml": f"- {{id: s, type: webpage, title: {json.dumps(text)}}}\n",
            "statistics.yml": "- {id: n, measure: m, label: l, appearances: [{source: s}], "
            "value: -5, period: '-0044'}\n",
        }
    )
    files = exported_files(folder, "csv", tmp_path / "out")
    (row,) = csv.DictReader(io.StringIO(files["sources.csv"].decode(), newline=""))
    assert (row["title"], exact(cell)) == (cell, text)
    (figure,) = csv.DictReader(io.StringIO(files["statistics.csv"].decode(), newline=""))
    assert (figure["value"], figure["period"]) == ("-5", "-0044")


def test_the_note_tells_what_was_done_to_such_texts_and_the_terms(small: Files) -> None:
    note = small["README.txt"].decode()
    assert "apostrophe" in note
    assert "EDTF" in note
    assert note.endswith("Terms of use\n\nCC BY 4.0\n")
    assert all(name in note for name in small if name.endswith(".csv"))


# --- SQLite


def test_the_database_holds_the_same_rows(data: Path, files: Files, tmp_path: Path) -> None:
    database = _database(_sqlite(data, tmp_path))
    names = [name for (name,) in database.execute("SELECT name FROM sqlite_schema WHERE type = 'table'")]
    assert sorted(f"{name}.csv" for name in names) == sorted(name for name in files if name.endswith(".csv"))
    for name in names:
        found = database.execute(f'SELECT * FROM "{name}" ORDER BY rowid')  # noqa: S608
        header = [column[0] for column in found.description]
        held = [dict(zip(header, ("" if cell is None else str(cell) for cell in row), strict=True)) for row in found]
        assert held == rows(files[f"{name}.csv"]), name


def test_the_database_is_sound_and_its_references_lead_somewhere(data: Path, tmp_path: Path) -> None:
    database = _database(_sqlite(data, tmp_path))
    assert database.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
    assert database.execute("PRAGMA foreign_key_check").fetchall() == []
    assert database.execute("SELECT count(*) FROM pragma_foreign_key_list('positions')").fetchone() == (2,)


def test_the_database_refuses_a_reference_to_nothing(tmp_path: Path) -> None:
    database = _database(_sqlite(case("small"), tmp_path))
    database.execute("PRAGMA foreign_keys = ON")
    with pytest.raises(sqlite3.IntegrityError):
        database.execute("UPDATE quotes SET speaker = 'nobody'")


def test_the_views_put_together_what_belongs_together(tmp_path: Path) -> None:
    database = _database(_sqlite(case("small"), tmp_path))
    assert database.execute(
        "SELECT speaker, role, publisher, verdict FROM quotations ORDER BY appearance"
    ).fetchall() == [
        ("Mary Jones", "President", "The Harbour Times", "verified"),
        ("Mary Jones", "President", "Harbour Wire", "uncapturable"),
    ]
    assert database.execute("SELECT value, value_approx, low_approx, claimant FROM figures").fetchall() == [
        ("2.50", 2.5, None, "The Bazaar"),
        (None, None, 1e6, "Makers' Guild"),
    ]
    assert ("Makers' Guild", "opposes") in database.execute("SELECT party, stance FROM stances").fetchall()


def test_the_header_does_not_tell_which_library_wrote_it(tmp_path: Path) -> None:
    # https://www.sqlite.org/fileformat.html: the change counter, the number of the last change, the library's version
    header = _sqlite(case("small"), tmp_path)[:100]
    assert (header[24:28], header[92:96], header[96:100]) == (bytes(4),) * 3


# --- the data package


def test_the_package_names_every_file_with_its_size_and_checksum(files: Files) -> None:
    package = json.loads(files["datapackage.json"])
    assert package["$schema"] == "https://datapackage.org/profiles/2.0/datapackage.json"
    assert {each["path"] for each in package["resources"]} == {name for name in files if name.endswith(".csv")}
    for resource in package["resources"]:
        content = files[resource["path"]]
        assert resource["bytes"] == len(content)
        assert resource["hash"] == f"sha256:{hashlib.sha256(content).hexdigest()}"
        assert resource["path"] == f"{resource['name']}.csv"
        assert (resource["type"], resource["encoding"], resource["mediatype"]) == ("table", "utf-8", "text/csv")


def test_every_cell_is_what_the_package_says(files: Files) -> None:
    package = json.loads(files["datapackage.json"])
    for resource in package["resources"]:
        content = files[resource["path"]]
        fields = resource["schema"]["fields"]
        assert content.decode().split("\r\n")[0] == ",".join(field["name"] for field in fields)
        assert all(field["description"] for field in fields)
        for row in rows(content):
            for field in fields:
                _check(row[field["name"]], field)


def _check(cell: str, field: Json) -> None:
    constraints = field.get("constraints", {})
    if not cell:
        assert not constraints.get("required"), field
        return
    if field["type"] == "number":
        assert Decimal(cell).is_finite()
    elif field["type"] == "integer":
        assert str(int(cell)) == cell
    else:
        assert field["type"] == "string"
    assert field.get("format") in (None, "uri")
    assert cell in constraints.get("enum", [cell])


def test_keys_are_unique_and_references_lead_somewhere(files: Files) -> None:
    package = json.loads(files["datapackage.json"])
    tables = {resource["name"]: rows(files[resource["path"]]) for resource in package["resources"]}
    seen = 0
    for resource in package["resources"]:
        own, schema = tables[resource["name"]], resource["schema"]
        if key := schema.get("primaryKey"):
            keys = [tuple(row[name] for name in key) for row in own]
            assert len(set(keys)) == len(keys), resource["name"]
        for foreign in schema.get("foreignKeys", ()):
            other = tables[foreign["reference"].get("resource", resource["name"])]
            (name,), (target,) = foreign["fields"], foreign["reference"]["fields"]
            assert {row[name] for row in own} - {""} <= {row[target] for row in other}
            seen += 1
    assert seen > 20


@pytest.mark.parametrize(
    ("licence", "licences"),
    [
        ("", None),
        ("licence: CC BY 4.0\n", [{"path": "README.txt", "title": "CC BY 4.0"}]),
        (
            "licence: CC BY (https://creativecommons.org/licenses/by/4.0/).\n",
            [
                {
                    "path": "https://creativecommons.org/licenses/by/4.0/",
                    "title": "CC BY (https://creativecommons.org/licenses/by/4.0/).",
                }
            ],
        ),
    ],
)
def test_the_terms_are_those_of_the_dossier(
    dossier_folder: DossierFolder, tmp_path: Path, licence: str, licences: list[Json] | None
) -> None:
    about = "title: 税 & Tax\nquestion: Is it so?\nas_of: 2016\nmarking: TLP:CLEAR\n"
    files = exported_files(dossier_folder({"dossier.yml": about + licence}), "datapackage", tmp_path / "out")
    package = json.loads(files["datapackage.json"])
    assert (package.get("licenses"), package["name"], package["title"]) == (licences, "tax", "税 & Tax")
    assert ("No terms are stated" in files["README.txt"].decode()) == (licences is None)
