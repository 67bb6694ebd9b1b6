"""The command line: what it prints, where, and with which exit code; never a traceback."""

from __future__ import annotations

import json
import os
import pty
import shutil
import subprocess
import sys
from importlib.metadata import entry_points, version
from pathlib import Path

import pytest
from click import Context
from click.testing import CliRunner, Result

from build_dossier.cli import main
from tests.conftest import CASES
from tests.projects import ROOT, case, files_in, project, run, run_here, run_python

COMMANDS = main.list_commands(Context(main))
BAD = CASES / "bad/several-mistakes"


def dossier(*args: str | Path) -> Result:
    """`dossier` with these arguments, in this process."""
    return CliRunner().invoke(main, [str(arg) for arg in args])


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return project(tmp_path / "project", case("three-records"))


@pytest.fixture
def broken(tmp_path: Path) -> Path:
    return project(tmp_path / "broken", BAD / "data")


# --- help


def test_the_help_names_every_command() -> None:
    done = dossier("--help")
    assert done.exit_code == 0
    assert {"init", "check", "verify", "edition", "pages", "build", "serve", "export"} <= set(COMMANDS)
    assert all(f"\n  {command} " in done.stdout for command in COMMANDS)


@pytest.mark.parametrize("command", COMMANDS)
@pytest.mark.parametrize("option", ["--help", "-h"])
def test_every_command_has_an_example(command: str, option: str) -> None:
    done = dossier(command, option)
    assert done.exit_code == 0
    assert "Example" in done.stdout
    assert f"\n    dossier {command}" in done.stdout


def test_the_version_is_that_of_the_package() -> None:
    assert dossier("--version").stdout == f"dossier, version {version('build-dossier')}\n"


def test_the_module_and_the_script_are_one_command() -> None:
    (script,) = entry_points(group="console_scripts", name="dossier")
    done = run_python("-m", "build_dossier", "--version")
    called = run_python("-c", f"import {script.module}; {script.module}.{script.attr}()", "--version")
    assert (called.returncode, called.stdout) == (done.returncode, done.stdout) == (0, dossier("--version").stdout)


def test_a_process_that_ends_at_once_has_said_everything_and_has_its_exit_code(root: Path) -> None:
    with (root / "data/dossier.yml").open("a", encoding="utf-8") as file:
        file.writelines(f"unknown{number}: nothing\n" for number in range(3000))
    done, here = run_python("-m", "build_dossier", "check", "-C", root), run_here("check", "-C", root)
    assert done.returncode == here.returncode == 1
    assert len(done.stdout) > 100_000  # more than a pipe holds
    assert (done.stdout, done.stderr) == (here.stdout, here.stderr)


# --- wrong use: exit code 2


@pytest.mark.parametrize(
    ("args", "words"),
    [
        (["nonsense"], "No such command 'nonsense'"),
        (["check", "--nonsense"], "No such option"),
        (["check", "--format", "xml"], "'xml' is not one of"),
        (["check", "-C", "no-such-folder"], "'no-such-folder' does not exist"),
        (["check", "-C", __file__], "is a file"),
        (["init"], "Missing argument 'FOLDER'"),
        (["serve", "--address", "8000"], "'8000' is not HOST:PORT"),
        (["serve", "--address", "127.0.0.1:99999"], "'127.0.0.1:99999' is not HOST:PORT"),
    ],
)
def test_wrong_use_is_told_and_exits_with_two(args: list[str], words: str) -> None:
    done = dossier(*args)
    assert (done.exit_code, done.stdout) == (2, "")
    assert words in done.stderr


@pytest.mark.parametrize("command", ["check", "verify", "edition", "pages", "build", "serve", "export"])
def test_a_folder_without_data_is_wrong_use(tmp_path: Path, command: str) -> None:
    done = dossier(command, "-C", tmp_path)
    assert (done.exit_code, done.stdout) == (2, "")
    assert f"there is no data/ folder in {tmp_path.name}" in done.stderr
    assert "dossier init FOLDER" in done.stderr


@pytest.mark.parametrize("command", ["pages", "build", "serve"])
def test_a_folder_without_mkdocs_yml_is_wrong_use(root: Path, command: str) -> None:
    (root / "mkdocs.yml").unlink()
    done = dossier(command, "-C", root)
    assert (done.exit_code, done.stdout) == (2, "")
    assert f"there is no mkdocs.yml in {root.name}" in done.stderr


def test_checking_and_exporting_need_no_mkdocs_yml(root: Path) -> None:
    (root / "mkdocs.yml").unlink()
    assert dossier("check", "-C", root).exit_code == 0
    assert dossier("export", "-C", root).exit_code == 0


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", "'site_name': Required configuration not provided."),
        ("site_name: [x\n", "line 2, column 1"),
        ("hello\n", "Expected a key-value mapping"),
        ("site_name: x\nplugins: [nonsense]\n", 'The "nonsense" plugin is not installed'),
        ("site_name: x\ntheme: nonsense\n", "Unrecognised theme name: 'nonsense'"),
        ("site_name: x\nINHERIT: nonsense.yml\n", "'nonsense.yml' does not exist"),
        ("site_name: x\nmarkdown_extensions: [nonsense]\n", "Failed to load extension 'nonsense'"),
        ("site_name: x\ndocs_dir: [a]\n", "'docs_dir': Expected type"),
        ("site_name: x\ndocs_dir: mkdocs.yml\n", "isn't an existing directory"),
        ("site_name: x\nsite_dir: data\n", "site_dir and the data folder overlap"),
        ("site_name: x\nsite_dir: data/site\n", "site_dir and the data folder overlap"),
    ],
)
@pytest.mark.parametrize("command", ["pages", "build", "serve"])
def test_a_mkdocs_yml_that_cannot_be_used_is_wrong_use(root: Path, command: str, text: str, words: str) -> None:
    (root / "mkdocs.yml").write_text(text, "utf-8")
    before = files_in(root)
    done = dossier(command, "-C", root)
    assert (done.exit_code, done.stdout) == (2, "")
    assert "mkdocs.yml cannot be used" in done.stderr
    assert words in done.stderr.replace("\n", " ")
    assert files_in(root) == before


def test_a_warning_in_mkdocs_yml_stops_a_build_before_anything_is_written(root: Path) -> None:
    with (root / "mkdocs.yml").open("a") as file:
        file.write("nonsense: true\n")
    before = files_in(root)
    done = dossier("build", "-C", root)
    assert (done.exit_code, done.stdout) == (2, "")
    assert "Unrecognised configuration name: nonsense" in done.stderr
    assert files_in(root) == before


def test_a_site_folder_that_holds_the_data_is_refused_and_the_data_are_kept(root: Path) -> None:
    config = root / "mkdocs.yml"
    config.write_text(config.read_text("utf-8").replace("site_dir: site", "site_dir: data"), "utf-8")
    before = files_in(root / "data")
    assert run("build", "-C", root).returncode == 2
    assert files_in(root / "data") == before


# --- problems in the data: exit code 1


@pytest.mark.parametrize("command", ["check", "pages", "build"])
def test_problems_are_told_and_exit_with_one(broken: Path, command: str) -> None:
    before = files_in(broken)
    done = dossier(command, "-C", broken)
    assert done.exit_code == 1
    assert done.stdout.count("error[") == (BAD / "problems.txt").read_text("utf-8").count("error[") > 10
    assert done.stderr.endswith("errors.\n" if command == "check" else "errors. Nothing was written.\n")
    assert {name: content for name, content in files_in(broken).items() if not name.startswith(".cache/")} == before


@pytest.mark.parametrize("command", ["pages", "build"])
@pytest.mark.parametrize("config", ["", "nonsense: true\n", "docs_dir: pages\n"])
def test_no_empty_folder_is_left_where_nothing_was_written(broken: Path, command: str, config: str) -> None:
    shutil.rmtree(broken / "docs", ignore_errors=True)
    (broken / "mine").mkdir()
    with (broken / "mkdocs.yml").open("a") as file:
        file.write(config)
    before = {path.name for path in broken.iterdir()} - {".cache"}
    for _ in range(2):
        assert dossier(command, "-C", broken).exit_code > 0
        assert {path.name for path in broken.iterdir()} - {".cache"} == before


def test_an_export_of_broken_data_prints_no_data(broken: Path) -> None:
    done = dossier("export", "-C", broken)
    assert (done.exit_code, done.stdout) == (1, "")
    assert "error[" in done.stderr


def test_problems_are_placed_as_seen_from_here(broken: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(broken)
    assert dossier("check").stdout == (BAD / "problems.txt").read_text("utf-8")
    monkeypatch.chdir(broken.parent)
    assert dossier("check", "-C", "broken").stdout.startswith("broken/data/")
    monkeypatch.chdir(broken / "data")
    assert dossier("check", "-C", "..").stdout.startswith("parties.yml:")


def test_problems_as_json_are_json_and_nothing_else(broken: Path) -> None:
    done = dossier("check", "--format", "json", "-C", broken)
    told = json.loads(done.stdout)
    assert {"path", "line", "column", "severity", "code", "message", "hints"} == set(told[0])
    assert len(told) == (BAD / "problems.txt").read_text("utf-8").count("error[")


@pytest.mark.parametrize("command", ["check", "pages", "build"])
def test_no_problems_as_json_are_an_empty_array(root: Path, command: str) -> None:
    done = dossier(command, "--format", "json", "-C", root)
    assert (done.exit_code, done.stdout) == (0, "[]\n")


def test_problems_for_github_are_annotations(broken: Path) -> None:
    done = dossier("check", "--format", "github", "-C", broken)
    assert done.exit_code == 1
    lines = done.stdout.splitlines()
    assert lines
    assert all(line.startswith("::error file=") for line in lines[:-1])
    assert lines[-1].startswith("::notice ")


def test_a_warning_alone_is_no_failure(root: Path) -> None:
    (root / "data/statistics.yml").write_text(
        "- {id: n, measure: m, label: l, value: 1, unit: XYW, appearances: [{source: times-2016-10-21}]}\n", "utf-8"
    )
    done = dossier("check", "-C", root)
    assert done.exit_code == 0
    assert "warning[unknown-currency]" in done.stdout
    assert done.stdout.endswith("Four records checked, one warning.\n")


def test_a_console_that_lacks_a_character_is_no_failure() -> None:
    done = run("check", "-C", CASES / "bad/circular-two", env={"PYTHONIOENCODING": "cp1252"})
    assert done.returncode == 1
    assert "fakes \\u2192 trade \\u2192 fakes" in done.stdout
    assert done.stderr == "One error.\n"


# --- clean: exit code 0


def test_a_check_says_how_much_it_checked_and_writes_nothing(root: Path) -> None:
    before = files_in(root)
    done = dossier("check", "-C", root)
    assert (done.exit_code, done.stdout, done.stderr) == (0, "Three records checked, no problems.\n", "")
    assert files_in(root) == before


def test_the_folder_is_this_one_if_none_is_named(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(root)
    assert dossier("check").stdout == "Three records checked, no problems.\n"


def test_pages_says_what_it_wrote(root: Path) -> None:
    done = dossier("pages", "-C", root)
    written = len(list((root / "docs").rglob("*.md")))
    assert (done.exit_code, done.stderr) == (0, "")
    assert done.stdout == f"Three records checked, no problems.\nPages: {written} written, 0 unchanged, 0 removed.\n"
    again = dossier("pages", "-C", root)
    assert again.stdout.endswith(f"Pages: 0 written, {written} unchanged, 0 removed.\n")
    assert not (root / "site").exists()


def test_a_build_says_where_the_site_is_and_nothing_else(root: Path) -> None:
    done = run("build", "-C", root.name, cwd=root.parent)
    assert (done.returncode, done.stderr) == (0, "")
    lines = done.stdout.splitlines()
    assert lines[0] == "Three records checked, no problems."
    assert lines[-1].startswith(f"The site is in {root.name}/site/.")
    assert len(lines) == 3
    assert (root / "site/index.html").is_file()


def test_pages_lead_to_where_their_records_can_be_edited(root: Path) -> None:
    assert run("pages", "-C", root, "--edit-url", "https://code.example.org/edit/{path}#L{line}").returncode == 0
    assert "(https://code.example.org/edit/data/quotes.yml#L1)" in (root / "docs/quotes/guild-opaque.md").read_text(
        "utf-8"
    )


@pytest.mark.parametrize("address", ["javascript:alert(1)//{path}", "https://code.example.org/edit/"])
def test_an_address_for_edits_without_its_parts_is_wrong_use(root: Path, address: str) -> None:
    done = run("pages", "-C", root, "--edit-url", address)
    assert done.returncode == 2
    assert "{path}" in done.stderr


def test_a_fresh_clone_has_no_documentation_folder_and_builds(root: Path) -> None:
    (root / "docs").rmdir()
    assert run("build", "-C", root).returncode == 0
    assert (root / "site/quotes/guild-opaque/index.html").is_file()


def test_pages_go_into_the_folder_that_mkdocs_yml_names(root: Path) -> None:
    config = root / "mkdocs.yml"
    config.write_text(config.read_text("utf-8").replace("docs_dir: docs", "docs_dir: content"), "utf-8")
    (root / "docs").rmdir()
    assert dossier("pages", "-C", root).exit_code == 0
    assert (root / "content/index.md").is_file()
    assert not (root / "docs").exists()


def test_a_build_that_fails_keeps_the_site_of_before(root: Path) -> None:
    assert run("build", "-C", root).returncode == 0
    before = files_in(root / "site")
    (root / "docs/mine.md").write_text("[nowhere](nowhere.md)\n", "utf-8")
    done = run("build", "-C", root)
    assert done.returncode == 1
    assert "nowhere.md" in done.stderr
    assert "Traceback" not in done.stderr
    assert files_in(root / "site") == before
    assert {path.name for path in root.iterdir()} == {".cache", "data", "docs", "mkdocs.yml", "site"}


# --- a new dossier


def test_init_writes_a_dossier_that_checks_and_builds(tmp_path: Path) -> None:
    done = dossier("init", tmp_path / "new")
    assert done.exit_code == 0
    assert "begin with data/dossier.yml" in done.stdout
    checked = dossier("check", "-C", tmp_path / "new")
    assert (checked.exit_code, "no problems" in checked.stdout) == (0, True)
    built = run("build", cwd=tmp_path / "new")
    assert (built.returncode, built.stderr) == (0, "")
    assert (tmp_path / "new/site/index.html").is_file()


def test_init_refuses_to_overwrite_and_touches_nothing(tmp_path: Path) -> None:
    folder = tmp_path / "mine"
    (folder / "data").mkdir(parents=True)
    (folder / "data/dossier.yml").write_text("title: Mine\n", "utf-8")
    done = dossier("init", folder)
    assert (done.exit_code, done.stdout) == (2, "")
    assert "holds 'data/dossier.yml' already" in done.stderr
    assert files_in(folder) == {"data/dossier.yml": b"title: Mine\n"}


def test_init_leaves_other_files_alone(tmp_path: Path) -> None:
    (tmp_path / "notes.txt").write_text("Mine\n", "utf-8")
    assert dossier("init", tmp_path).exit_code == 0
    assert (tmp_path / "notes.txt").read_text("utf-8") == "Mine\n"


def test_init_into_a_file_is_wrong_use(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("Mine\n", "utf-8")
    done = dossier("init", tmp_path / "file")
    assert (done.exit_code, done.stdout) == (2, "")
    assert "cannot be written" in done.stderr


# --- what the machine refuses


def test_what_cannot_be_written_is_said_without_a_traceback(root: Path) -> None:
    (root / "docs/.index.md.part").mkdir()
    done = run("pages", "-C", root)
    assert done.returncode == 1
    assert done.stderr.startswith("Error: ")
    assert ".index.md.part" in done.stderr
    assert len(done.stderr.splitlines()) == 1


def test_a_reader_that_stops_reading_is_no_traceback() -> None:
    with subprocess.Popen(
        [sys.executable, "-m", "build_dossier", "export", "-C", ROOT],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    ) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdout.close()
        told = process.stderr.read().decode()
    assert process.returncode == 1
    assert "Traceback" not in told


# --- progress


_WAIT = "import sys; from build_dossier.progress import step\nwith step('thinking'): sys.stdin.readline()"


def test_long_work_shows_on_a_terminal_and_is_gone_when_done() -> None:
    ours, theirs = pty.openpty()
    with subprocess.Popen(
        [sys.executable, "-c", _WAIT], stdin=subprocess.PIPE, stderr=theirs, stdout=subprocess.PIPE
    ) as process:
        os.close(theirs)
        shown = b""
        while "thinking … 1 s".encode() not in shown:
            shown += os.read(ours, 1000)
        process.communicate(b"\n", timeout=60)
    assert process.returncode == 0
    assert os.read(ours, 1000).endswith(b"\r\x1b[K")
    os.close(ours)
