"""Writing pages: only what changed, only what is ours, nothing outside, and nothing at all after an error."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from build_dossier.outcome import Outcome
from build_dossier.pipeline import write_pages
from build_dossier.project import Project
from tests.projects import case, files_in, project

MANIFEST = ".dossier-manifest.json"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return project(tmp_path / "project", case("three-records"))


def _write(root: Path) -> Outcome:
    return write_pages(Project.at(root))


def _states(docs: Path) -> dict[str, tuple[int, int]]:
    """When each file was last written, and which file it is on the disk."""
    return {
        path.relative_to(docs).as_posix(): (path.stat().st_mtime_ns, path.stat().st_ino)
        for path in docs.rglob("*")
        if path.is_file()
    }


def _codes(outcome: Outcome) -> list[tuple[str, str]]:
    return [(problem.location.path, problem.code) for problem in outcome.problems]


def _rename_the_guild(root: Path) -> None:
    data = root / "data/parties.yml"
    data.write_text(data.read_text("utf-8").replace("Makers' Guild", "Guild of Makers"), "utf-8")


# --- what changed


def test_everything_is_written_the_first_time(root: Path) -> None:
    changes = _write(root).changes
    assert changes is not None
    assert set(changes.written) == set(files_in(root / "docs")) - {MANIFEST}
    assert {"index.md", "quotes/guild-opaque.md", "data/dossier.json", "assets/dossier.css"} <= set(changes.written)
    assert (changes.unchanged, changes.removed) == ((), ())


def test_nothing_is_written_when_nothing_changed(root: Path) -> None:
    _write(root)
    before = _states(root / "docs")
    changes = _write(root).changes
    assert changes is not None
    assert (changes.written, changes.removed) == ((), ())
    assert _states(root / "docs") == before


def test_only_pages_that_changed_are_written(root: Path) -> None:
    _write(root)
    before = _states(root / "docs")
    _rename_the_guild(root)
    changes = _write(root).changes
    assert changes is not None
    after = _states(root / "docs")
    assert {path for path in after if after[path] != before[path]} - {MANIFEST} == set(changes.written)
    assert "parties/guild.md" in changes.written
    assert "issues/index.md" in changes.unchanged


def test_a_page_that_was_edited_by_hand_is_written_again(root: Path) -> None:
    _write(root)
    page = root / "docs/parties/guild.md"
    whole = page.read_bytes()
    page.write_bytes(whole + b"An edit.\n")
    changes = _write(root).changes
    assert changes is not None
    assert changes.written == ("parties/guild.md",)
    assert page.read_bytes() == whole


def test_no_page_is_left_half_written(root: Path) -> None:
    _write(root)
    assert not [path for path in files_in(root / "docs") if path.endswith(".part")]


# --- what is no longer generated


def test_the_page_of_a_record_that_is_gone_is_removed(root: Path) -> None:
    _write(root)
    (root / "data/quotes.yml").unlink()
    changes = _write(root).changes
    assert changes is not None
    assert changes.removed == ("quotes/guild-opaque.md",)
    assert not (root / "docs/quotes/guild-opaque.md").exists()
    assert (root / "docs/quotes/index.md").exists()


def _list_also(docs: Path, path: str, content: bytes) -> None:
    """Have a file of an earlier version of the generator: it is there, carries our mark, and is listed."""
    target = docs / path
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_bytes(content)
    manifest = json.loads((docs / MANIFEST).read_bytes())
    manifest["generated"][path] = "0" * 64
    (docs / MANIFEST).write_text(json.dumps(manifest), "utf-8")


def test_folders_that_this_empties_are_removed_and_others_stay(root: Path) -> None:
    _write(root)
    docs = root / "docs"
    ours = (docs / "index.md").read_bytes()
    _list_also(docs, "old/deep/page.md", ours)
    _list_also(docs, "kept/page.md", ours)
    (docs / "kept/by-hand.md").write_text("# Mine\n", "utf-8")
    changes = _write(root).changes
    assert changes is not None
    assert set(changes.removed) == {"old/deep/page.md", "kept/page.md"}
    assert not (docs / "old").exists()
    assert [path.name for path in (docs / "kept").iterdir()] == ["by-hand.md"]


def test_a_listed_file_that_is_not_ours_any_more_is_kept(root: Path) -> None:
    _write(root)
    _list_also(root / "docs", "notes.md", b"# Mine\n")
    changes = _write(root).changes
    assert changes is not None
    assert changes.removed == ()
    assert (root / "docs/notes.md").read_bytes() == b"# Mine\n"


def test_hand_written_pages_are_left_alone(root: Path) -> None:
    mine = root / "docs/guide/mine.md"
    mine.parent.mkdir()
    mine.write_text("# Mine\n", "utf-8")
    before = _states(root / "docs")
    _write(root)
    _write(root)
    assert _states(root / "docs")["guide/mine.md"] == before["guide/mine.md"]


# --- what is in the way


@pytest.mark.parametrize("path", ["index.md", "parties/guild.md", "data/dossier.json", "assets/dossier.css"])
def test_a_hand_written_file_in_the_way_is_a_problem_and_nothing_is_touched(root: Path, path: str) -> None:
    mine = root / "docs" / path
    mine.parent.mkdir(exist_ok=True)
    mine.write_text("# Mine\n", "utf-8")
    before = files_in(root / "docs")
    outcome = _write(root)
    assert _codes(outcome) == [(f"docs/{path}", "page-in-the-way")]
    assert outcome.changes is None
    assert files_in(root / "docs") == before


def test_a_folder_in_the_way_is_a_problem(root: Path) -> None:
    (root / "docs/timeline.md").mkdir()
    assert _codes(_write(root)) == [("docs/timeline.md", "page-in-the-way")]


def test_a_file_where_a_folder_is_to_be_is_a_problem_for_each_page_there(root: Path) -> None:
    (root / "docs/quotes").write_text("Mine\n", "utf-8")
    outcome = _write(root)
    assert _codes(outcome) == [
        ("docs/quotes/index.md", "page-in-the-way"),
        ("docs/quotes/guild-opaque.md", "page-in-the-way"),
    ]
    assert files_in(root / "docs") == {"quotes": b"Mine\n"}


@pytest.mark.parametrize("target", ["mine.md", "timeline.md"])
def test_a_link_to_another_file_of_the_folder_is_in_the_way(root: Path, target: str) -> None:
    _write(root)
    (root / "docs/mine.md").write_text("# Mine\n", "utf-8")
    (root / "docs/index.md").unlink()
    (root / "docs/index.md").symlink_to(target)
    before = files_in(root / "docs")
    assert _codes(_write(root)) == [("docs/index.md", "page-in-the-way")]
    assert files_in(root / "docs") == before
    assert (root / "docs/index.md").is_symlink()


# --- what would lead outside


@pytest.fixture
def outside(tmp_path: Path) -> Path:
    folder = tmp_path / "outside"
    folder.mkdir()
    (folder / "index.md").write_text("# Theirs\n", "utf-8")
    return folder


def test_a_linked_folder_does_not_lead_pages_outside(root: Path, outside: Path) -> None:
    (root / "docs/quotes").symlink_to(outside)
    outcome = _write(root)
    assert _codes(outcome) == [
        ("docs/quotes/index.md", "outside-docs"),
        ("docs/quotes/guild-opaque.md", "outside-docs"),
    ]
    assert files_in(outside) == {"index.md": b"# Theirs\n"}
    assert not (root / "docs/index.md").exists()


def test_a_linked_file_does_not_lead_a_page_outside(root: Path, outside: Path) -> None:
    (root / "docs/index.md").symlink_to(outside / "index.md")
    assert _codes(_write(root)) == [("docs/index.md", "outside-docs")]
    assert files_in(outside) == {"index.md": b"# Theirs\n"}


def test_a_link_that_leads_nowhere_yet_does_not_make_a_file_there(root: Path, outside: Path) -> None:
    (root / "docs/index.md").symlink_to(outside / "new.md")
    assert _codes(_write(root)) == [("docs/index.md", "outside-docs")]
    assert not (outside / "new.md").exists()


def test_a_link_in_place_of_the_file_in_the_making_leads_nothing_outside(root: Path, outside: Path) -> None:
    (root / "docs/.index.md.part").symlink_to(outside / "index.md")
    assert _write(root).problems == ()
    assert files_in(outside) == {"index.md": b"# Theirs\n"}
    assert not (root / "docs/index.md").is_symlink()


def test_the_documentation_folder_itself_may_be_a_link(root: Path, outside: Path) -> None:
    (root / "docs").rmdir()
    (root / "docs").symlink_to(outside / "docs")
    (outside / "docs").mkdir()
    assert _write(root).problems == ()
    assert (outside / "docs/quotes/guild-opaque.md").is_file()


@pytest.mark.parametrize(
    "manifest",
    [
        {"generated": {"../../outside/index.md": "0"}},
        {"generated": {"quotes/../../../outside/index.md": "0"}},
        {"generated": {"/etc/hostname": "0", "": "0", ".": "0", "..": "0"}},
        {"generated": ["index.md"]},
        {"generated": {"index.md": ["0"]}},
        {"generated": None},
        [],
        "text",
    ],
)
def test_a_forged_list_of_our_files_removes_nothing(root: Path, outside: Path, manifest: object) -> None:
    ours = _write(root)
    assert ours.changes is not None
    (outside / "index.md").write_bytes((root / "docs/index.md").read_bytes())
    (root / "docs" / MANIFEST).write_text(json.dumps(manifest), "utf-8")
    changes = _write(root).changes
    assert changes is not None
    assert changes.removed == ()
    assert (outside / "index.md").is_file()
    assert set(files_in(root / "docs")) == {*ours.changes.written, MANIFEST}


def test_a_list_that_is_no_json_is_written_anew(root: Path) -> None:
    _write(root)
    whole = (root / "docs" / MANIFEST).read_bytes()
    (root / "docs" / MANIFEST).write_bytes(b"\xff{")
    assert _write(root).problems == ()
    assert (root / "docs" / MANIFEST).read_bytes() == whole


def test_a_stale_page_behind_a_linked_folder_is_not_removed(root: Path, outside: Path) -> None:
    _write(root)
    (outside / "page.md").write_bytes((root / "docs/index.md").read_bytes())
    (root / "docs/old").symlink_to(outside)
    manifest = json.loads((root / "docs" / MANIFEST).read_bytes())
    manifest["generated"]["old/page.md"] = "0" * 64
    (root / "docs" / MANIFEST).write_text(json.dumps(manifest), "utf-8")
    changes = _write(root).changes
    assert changes is not None
    assert changes.removed == ()
    assert (outside / "page.md").is_file()


# --- after an error


def test_an_error_in_the_data_leaves_every_page_as_it_was(root: Path) -> None:
    _write(root)
    before = (files_in(root / "docs"), _states(root / "docs"))
    _rename_the_guild(root)
    (root / "data/quotes.yml").write_text("- {id: q, text: Yes., speaker: nobody, appearances: []}\n", "utf-8")
    outcome = _write(root)
    assert outcome.changes is None
    assert "unknown-reference" in {problem.code for problem in outcome.problems}
    assert (files_in(root / "docs"), _states(root / "docs")) == before


def test_one_page_in_the_way_keeps_all_others_as_they_were(root: Path) -> None:
    _write(root)
    (root / "docs/gaps.md").write_text("# Mine\n", "utf-8")
    before = files_in(root / "docs")
    _rename_the_guild(root)
    assert _codes(_write(root)) == [("docs/gaps.md", "page-in-the-way")]
    assert files_in(root / "docs") == before


def test_a_dossier_that_is_not_clear_writes_nothing_and_keeps_what_was_written(root: Path) -> None:
    _write(root)
    before = files_in(root / "docs")
    about = root / "data/dossier.yml"
    about.write_text(about.read_text("utf-8").replace("TLP:CLEAR", "TLP:GREEN"), "utf-8")
    outcome = _write(root)
    assert _codes(outcome) == [("data/dossier.yml", "not-publishable")]
    assert outcome.changes is None
    assert files_in(root / "docs") == before


def test_problems_name_the_documentation_folder_of_the_project(tmp_path: Path) -> None:
    root = project(tmp_path / "project", case("three-records"))
    pages = root / "content/pages"
    pages.mkdir(parents=True)
    (pages / "index.md").write_text("# Mine\n", "utf-8")
    outcome = write_pages(Project.at(root, pages))
    assert _codes(outcome) == [("content/pages/index.md", "page-in-the-way")]
