"""What a build keeps of the one before: only what an edit bears on is made anew, and `--explain` says why."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from build_dossier.outcome import Outcome
from build_dossier.pipeline import write_pages
from build_dossier.project import Project
from tests.projects import case, files_in, project, run, run_here, run_python
from tests.store import share_slow

CACHE = ".cache/dossier"


@pytest.fixture(scope="module")
def written(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A project whose pages were written."""
    root = project(tmp_path_factory.mktemp("written") / "project", case("small"), alone=True)
    _build(root)
    return root


@pytest.fixture
def root(written: Path, tmp_path: Path) -> Path:
    """A copy of it, whose files have kept their times."""
    return Path(shutil.copytree(written, tmp_path / "project"))


def _build(root: Path) -> Outcome:
    outcome = write_pages(Project.at(root))
    assert outcome.changes is not None, outcome.problems
    return outcome


def _edit(root: Path, name: str, old: str, new: str) -> None:
    path = root / "data" / name
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new), "utf-8")


def _is_as_from_nothing(root: Path, tmp_path: Path) -> bool:
    other = tmp_path / "from-nothing"
    shutil.rmtree(other, ignore_errors=True)
    shutil.copytree(root / "data", other / "data")
    share_slow(other)
    _build(other)
    return files_in(other / "docs") == files_in(root / "docs")


def test_nothing_is_made_where_nothing_changed(root: Path) -> None:
    assert _build(root).why == {}


def test_an_edit_makes_what_it_bears_on_and_nothing_else(root: Path) -> None:
    _edit(root, "terms.yml", "definition: ", "definition: Now, ")
    made = set(_build(root).why)
    assert "glossary.md" in made
    assert not made & {"quotes/jones-opaque.md", "parties/guild.md", "timeline.md"}


def test_a_record_that_moves_in_its_file_has_another_line_on_its_page(root: Path) -> None:
    path = root / "data/sources.yml"
    path.write_text("# A remark.\n" + path.read_text("utf-8"), "utf-8")
    changes = _build(root).changes
    assert changes is not None
    assert any(path.startswith("sources/") for path in changes.written)
    assert not any(path.startswith(("quotes/", "parties/")) for path in changes.written)


def test_a_hub_that_shows_nothing_of_a_record_is_left_alone(root: Path) -> None:
    _edit(root, "quotes.yml", "  said: 2016-10-20\n", "  said: 2016-10-21\n")
    made = set(_build(root).why)
    assert "quotes/jones-opaque.md" in made
    assert not made & {"conflicts.md", "issues/index.md", "method.md", "glossary.md"}


@pytest.mark.parametrize("hidden", ["ministry", "insiders", "times"])
def test_pages_follow_what_is_withheld_though_the_text_of_a_record_stays(
    hidden: str, root: Path, tmp_path: Path
) -> None:
    marked = f"- id: {hidden}\n  marking: TLP:AMBER\n"
    _edit(root, "parties.yml", f"- id: {hidden}\n", marked)
    assert _build(root).withheld == 1
    assert _is_as_from_nothing(root, tmp_path)
    _edit(root, "terms.yml", "definition: ", "definition: Now, ")
    _build(root)
    _edit(root, "parties.yml", marked, f"- id: {hidden}\n")
    assert _build(root).withheld == 0
    assert _is_as_from_nothing(root, tmp_path)


def test_a_damaged_lot_of_the_search_is_made_anew(root: Path, tmp_path: Path) -> None:
    shutil.rmtree(root / CACHE / "search", ignore_errors=True)
    for pack in (root / CACHE / "pages").glob("*.pack"):
        pack.write_bytes(b"x" * pack.stat().st_size)
    _edit(root, "terms.yml", "definition: ", "definition: Now, ")
    outcome = _build(root)
    assert any("Now, " in text for one in outcome.findables for text in one.texts)
    assert _is_as_from_nothing(root, tmp_path)


def test_pages_follow_the_evidence_lock(root: Path, tmp_path: Path) -> None:
    lock = root / "data/evidence.lock"
    lines = lock.read_text("utf-8").splitlines(keepends=True)
    for number, line in enumerate(lines):
        if '"verdict"' in line:
            lock.write_text("".join(lines[:number] + lines[number + 1 :]), "utf-8")
            if write_pages(Project.at(root)).changes is not None:
                assert _is_as_from_nothing(root, tmp_path)
    lock.unlink()
    outcome = write_pages(Project.at(root))
    assert outcome.changes is None or _is_as_from_nothing(root, tmp_path)


def test_pages_follow_the_editions(root: Path, tmp_path: Path) -> None:
    assert run_here("edition", "2017-01-15", "-C", root).returncode == 0
    _build(root)
    assert _is_as_from_nothing(root, tmp_path)
    _edit(root, "parties.yml", "name: ", "name: The ")
    _build(root)
    assert _is_as_from_nothing(root, tmp_path)
    assert run_here("edition", "2017-02-15", "-C", root, "--note", "A second one.").returncode == 0
    _build(root)
    assert _is_as_from_nothing(root, tmp_path)


def test_a_cache_from_elsewhere_makes_the_pages_of_a_fresh_clone(root: Path, tmp_path: Path) -> None:
    clone = project(tmp_path / "clone", case("small"), alone=True)
    shutil.copytree(root / CACHE, clone / CACHE)
    outcome = _build(clone)
    assert outcome.why == {}
    assert outcome.changes is not None
    assert set(outcome.changes.written) == set(files_in(clone / "docs")) - {".dossier-manifest.json"}
    assert files_in(clone / "docs") == files_in(root / "docs")


def test_a_forged_content_is_not_used(root: Path, tmp_path: Path) -> None:
    for pack in (root / CACHE / "pages").glob("*.pack"):
        content = bytearray(pack.read_bytes())
        content[len(content) // 2 :] = b"x" * (len(content) - len(content) // 2)
        pack.write_bytes(content)
    shutil.rmtree(root / "docs")
    _build(root)
    assert _is_as_from_nothing(root, tmp_path)


def test_many_processes_make_the_same_site_and_bring_it_up_to_date(tmp_path: Path) -> None:
    roots = [project(tmp_path / name, case("relations")) for name in ("one", "many")]
    for edit in ("", "name: The "):
        for root, number in zip(roots, (1, 3), strict=True):
            if edit:
                _edit(root, "parties.yml", "name: ", edit)
            done = run("build", "-C", root, env={"DOSSIER_PROCESSES": str(number)})
            assert done.returncode == 0, done.stderr
        one, many = ({**files_in(root / "docs"), **files_in(root / "site")} for root in roots)
        assert one == many


@pytest.mark.parametrize("processes", ["1", "3"])
def test_a_search_that_cannot_be_made_is_told_in_words_and_leaves_the_site(root: Path, processes: str) -> None:
    assert run("build", "-C", root).returncode == 0
    before = files_in(root / "site")
    _edit(root, "terms.yml", "definition: ", "definition: Now, ")
    broken = "from build_dossier.publish import pagefind; pagefind.get_executable = lambda: '/nowhere/pagefind'; "
    code = f"{broken}from build_dossier.cli import main; main()"
    done = run_python("-c", code, "build", "-C", root, env={"DOSSIER_PROCESSES": processes})
    assert done.returncode == 1
    assert "Pagefind" in done.stderr
    assert "Traceback" not in done.stderr
    assert files_in(root / "site") == before


def test_clean_uses_nothing_of_before(root: Path) -> None:
    assert write_pages(Project.at(root), clean=True).why.keys() >= {"index.md", "quotes/jones-opaque.md"}


def test_explain_says_what_changed(root: Path) -> None:
    _edit(root, "terms.yml", "definition: ", "definition: Now, ")
    done = run_here("build", "-C", root, "--explain", "glossary.md")
    assert "glossary.md\n  Markdown: the terms changed.\n  HTML: " in done.stdout
    done = run_here("build", "-C", root, "--explain", "quotes/jones-opaque.md")
    assert "  Markdown: nothing that it was made from changed.\n  HTML: nothing it depends on changed." in done.stdout
    done = run_here("build", "-C", root, "--explain", "quotes/jones-opak.md")
    assert done.returncode == 2
    assert "did you mean 'quotes/jones-opaque.md'?" in done.stderr
