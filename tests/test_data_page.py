"""The page on the data and its files: as written, as built, and as `dossier export` gives them."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from build_dossier.views.data import size_in_words
from tests.exporting import export, exported, exported_files, rows
from tests.projects import ROOT, case, files_in, project, run
from tests.shown import Shown, pages_of


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return project(tmp_path_factory.mktemp("small"), case("small"))


@pytest.fixture(scope="module")
def page(root: Path) -> Shown:
    return pages_of(root / "data")["data.md"]


def test_the_page_lists_every_file_of_the_folder(page: Shown, root: Path) -> None:
    listed = [href for href in page.links().values() if href.startswith("data/")]
    assert {f"data/{path}" for path in files_in(root / "docs/data")} == set(listed)


def test_each_file_has_its_size_and_its_rows(page: Shown, root: Path) -> None:
    files = files_in(root / "docs/data")
    for name, what, count, size in (*page.rows(), *page.rows("The tables")):
        assert what
        assert size == size_in_words(len(files[name])), name
        if name.endswith(".csv"):
            assert int(count) == len(rows(files[name])), name
    told = {row[0]: row[2] for row in page.rows()}
    assert told["dossier.json"] == str(
        sum(len(each) for kind, each in exported(case("small")).items() if kind != "dossier")
    )
    assert (told["sources.csl.json"], told["dossier.schema.json"]) == ("4", "")


def test_the_page_names_terms_schema_and_folder(page: Shown) -> None:
    assert page.text("Terms").startswith("CC BY 4.0")
    assert page.links()["dossier.schema.json"] == "data/dossier.schema.json"
    assert "The folder is https://dossier.example.org/fakes/data/." in page.text()


def test_without_terms_and_address_the_page_says_so(tmp_path: Path) -> None:
    page = pages_of(project(tmp_path / "project", case("minimal")) / "data")["data.md"]
    assert "No terms are stated." in page.text("Terms")
    assert "The folder is data/." in page.text()
    assert {row[0]: row[2] for row in page.rows("The tables")}["quotes.csv"] == "0"


def test_hostile_terms_are_text(tmp_path: Path) -> None:
    data = project(tmp_path / "project", case("minimal")) / "data"
    with (data / "dossier.yml").open("a") as file:
        file.write('licence: "[x](javascript:alert(1)) <b>| *y*"\n')
    page = pages_of(data)["data.md"]
    assert page.text("Terms").startswith("[x](javascript:alert(1)) <b>| *y*")
    assert not page.tree.css("b")


@pytest.mark.parametrize(
    ("size", "words"),
    [(0, "0 bytes"), (999, "999 bytes"), (1000, "1 kB"), (1500, "2 kB"), (999_499, "999 kB"), (1_450_000, "1.4 MB")],
)
def test_sizes_are_told_as_file_managers_do(size: int, words: str) -> None:
    assert size_in_words(size) == words


@pytest.mark.parametrize("config", ["mkdocs.yml", "build_dossier/starter/files/mkdocs.yml"])
def test_the_page_is_the_last_of_the_navigation(config: str) -> None:
    assert (ROOT / config).read_text("utf-8").endswith("      - The data: data.md\n")


def test_page_and_files_stand_in_one_folder_of_the_site(root: Path) -> None:
    done = run("build", "-C", root)
    assert (done.returncode, done.stderr) == (0, "")
    assert (root / "site/data/index.html").is_file()
    written = files_in(root / "docs/data")
    assert len(written) > 30
    assert {name: (root / "site/data" / name).read_bytes() for name in written} == written


def test_the_same_data_give_the_same_bytes_in_every_process(tmp_path: Path) -> None:
    found = []
    for seed, zone in (("1", "UTC"), ("2", "Asia/Tokyo")):
        root = project(tmp_path / seed, case("small"), alone=True)
        assert run("pages", "-C", root, env={"PYTHONHASHSEED": seed, "TZ": zone}).returncode == 0
        found.append(files_in(root / "docs/data"))
    assert found[0] == found[1]


# --- the command line


@pytest.mark.parametrize(
    ("form", "name"), [("json", "dossier.json"), ("csl", "sources.csl.json"), ("jsonld", "dossier.jsonld")]
)
def test_a_text_is_printed_or_written_as_it_is_published(root: Path, tmp_path: Path, form: str, name: str) -> None:
    published = (root / "docs/data" / name).read_bytes()
    assert export(root / "data", "--format", form).stdout.encode() == published
    assert export(root / "data", "--format", form, "-o", "-").stdout.encode() == published
    done = export(root / "data", "--format", form, "-o", tmp_path / "out")
    assert (done.exit_code, done.stdout, done.stderr) == (0, "", "")
    assert files_in(tmp_path) == {"out": published}


def test_a_database_is_written_as_it_is_published(root: Path, tmp_path: Path) -> None:
    assert export(root / "data", "--format", "sqlite", "-o", tmp_path / "out").exit_code == 0
    assert (tmp_path / "out").read_bytes() == (root / "docs/data/dossier.sqlite").read_bytes()


def test_tables_are_written_into_a_folder_and_other_files_there_are_left_alone(root: Path, tmp_path: Path) -> None:
    published = files_in(root / "docs/data")
    (tmp_path / "mine.txt").write_text("Mine\n", "utf-8")
    (tmp_path / "quotes.csv").write_text("old\n", "utf-8")
    csvs = {name: content for name, content in published.items() if name.endswith((".csv", "README.txt"))}
    assert exported_files(root / "data", "csv", tmp_path) == csvs | {"mine.txt": b"Mine\n"}
    package = csvs | {"datapackage.json": published["datapackage.json"]}
    assert exported_files(root / "data", "datapackage", tmp_path / "a/new/folder") == package


@pytest.mark.parametrize(
    ("args", "words"),
    [
        (
            ["--format", "xlsx"],
            "'xlsx' is not one of 'json', 'csv', 'sqlite', 'csl', 'bibtex', 'ris', 'jsonld', 'datapackage'",
        ),
        (["--format", "csv"], "csv is several files: name a folder for them with -o FOLDER."),
        (["--format", "datapackage", "-o", "-"], "datapackage is several files: name a folder"),
        (["--format", "sqlite"], "sqlite is no text that could be printed: name a file for it with -o FILE."),
        (["--format", "csv", "-o", "FILE"], "is a file, and csv is several: name a folder for them."),
        (["--format", "json", "-o", "FOLDER"], "is a folder, and json is one file: name that file."),
        (["--format", "csv", "-o", "FILE/below"], "cannot be written: Not a directory."),
        (["-o", "FOLDER/nowhere/out.json"], "cannot be written: No such file or directory."),
    ],
)
def test_what_cannot_be_written_is_told_as_wrong_use(root: Path, tmp_path: Path, args: list[str], words: str) -> None:
    (tmp_path / "FILE").write_text("Mine\n", "utf-8")
    (tmp_path / "FOLDER").mkdir()
    placed = [str(tmp_path / arg) if arg.startswith(("FILE", "FOLDER")) else arg for arg in args]
    done = export(root / "data", *placed)
    assert (done.exit_code, done.stdout) == (2, "")
    assert words in done.stderr
    assert files_in(tmp_path) == {"FILE": b"Mine\n"}


@pytest.mark.skipif(os.name == "nt", reason="the mode of a file is told otherwise there")
def test_a_written_file_can_be_read_by_others_as_usual(root: Path, tmp_path: Path) -> None:
    (tmp_path / "usual").write_text("", "utf-8")
    assert export(root / "data", "-o", tmp_path / "out.json").exit_code == 0
    assert (tmp_path / "out.json").stat().st_mode == (tmp_path / "usual").stat().st_mode


def test_problems_in_the_data_leave_the_folder_unmade(tmp_path: Path) -> None:
    data = project(tmp_path / "project", case("minimal")) / "data"
    (data / "quotes.yml").write_text("- {id: q, text: t}\n", "utf-8")
    done = export(data, "--format", "csv", "-o", tmp_path / "out")
    assert (done.exit_code, done.stdout, (tmp_path / "out").exists()) == (1, "", False)
    assert "Nothing was written." in done.stderr
