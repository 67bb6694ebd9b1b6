"""The benchmark can be trusted: its dossiers are sound and always the same, and it measures what it says.

How long anything takes is never asserted here.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

import pytest

from bench.measuring import Cost, FailedError, measured
from bench.others import set_up
from bench.report import BEGIN, END, document, printed
from bench.results import Group, read, write
from bench.synthetic.mix import of_pages, of_records
from build_dossier.load.reading import read as read_data
from tests.projects import files_in, run, run_python

WITH_PAGES = ("source", "party", "issue", "quote", "statistic")


def _make(folder: Path, pages: int, seed: str = "0") -> Path:
    done = run_python("-m", "bench.synthetic", folder, "--pages", str(pages), env={"PYTHONHASHSEED": seed})
    assert done.returncode == 0, done.stderr
    return folder


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A made-up dossier of 60 pages."""
    return _make(tmp_path_factory.mktemp("made") / "dossier", 60)


def test_a_made_up_dossier_has_the_same_bytes_at_each_run(made: Path, tmp_path: Path) -> None:
    assert files_in(_make(tmp_path / "again", 60, seed="1")) == files_in(made)


def test_a_made_up_dossier_is_sound_and_its_lock_was_verified(made: Path) -> None:
    checked = run("check", "-C", made)
    assert checked.stdout == "104 records checked, no problems.\n", checked.stdout + checked.stderr
    lock = [json.loads(line) for line in (made / "data/evidence.lock").read_text("utf-8").splitlines()[1:]]
    verdicts = [line["verdict"] for line in lock if "record" in line]
    assert len(verdicts) > 10
    assert set(verdicts) == {"verified"}


def test_a_made_up_dossier_has_as_many_pages_as_asked_for(made: Path) -> None:
    dossier = read_data(made / "data", "data").dossier
    assert dossier is not None
    assert sum(key.kind in WITH_PAGES for key in dossier.records) == 60


@pytest.mark.parametrize("number", [20, 500, 2000, 10_000, 50_000])
def test_a_mix_is_exactly_as_large_as_asked_for(number: int) -> None:
    assert of_pages(number).pages == number
    assert of_records(number).records == number


def test_links_a_record_stay_few_as_a_dossier_grows() -> None:
    small, large = of_pages(500), of_pages(50_000)
    for mix in (small, large):
        assert 0.6 < (mix.records - mix.pages) / mix.pages < 0.7
    assert large.parties / large.pages < small.parties / small.pages
    assert large.issues < 300


def test_one_round_measures_an_edit_that_reaches_the_site(tmp_path: Path) -> None:
    work, kept = tmp_path / "work", tmp_path / "results.json"
    done = run_python(
        *("-m", "bench.scale", "--sizes", "20", "--records", "0", "--rounds", "1", "--only", "ours-quote"),
        *("--work", work, "--json", kept),
    )
    assert done.returncode == 0, done.stderr
    group = read(kept)["pages-20"]
    assert group.missing == {}
    (cost,) = group.runs["ours-quote"]
    assert cost.wall > 0 < cost.cpu
    assert cost.memory > 20_000_000
    assert cost.files > 0 < cost.written
    page = work / "pages-20/ours/site/quotes/the-quote-that-changes/index.html"
    assert "unaltered x1" in page.read_text("utf-8")
    assert "dossier build, one quote changed" in done.stdout


@pytest.fixture
def docs(tmp_path: Path) -> Path:
    """Two pages and a style, as our build leaves them."""
    folder = tmp_path / "docs"
    (folder / "quotes").mkdir(parents=True)
    (folder / "index.md").write_text("# Brief\n\n[One](quotes/one.md)\n", "utf-8")
    (folder / "quotes/one.md").write_text("# One\n\n[Brief](../index.md#top)\n", "utf-8")
    (folder / "own.css").write_text("a {}", "utf-8")
    return folder


def test_plain_mkdocs_gets_the_same_pages_without_our_plugin(docs: Path, tmp_path: Path) -> None:
    for name, pages in (("mkdocs", 0), ("mkdocs-nav", 1)):
        set_up(name, docs, tmp_path / name)
        assert files_in(tmp_path / name / "docs") == files_in(docs)
        config = (tmp_path / name / "mkdocs.yml").read_text("utf-8")
        assert "plugins:\n- search\n" in config
        assert config.count("quotes/one.md") == pages


def test_hugo_and_eleventy_get_the_same_pages_under_their_own_names(docs: Path, tmp_path: Path) -> None:
    for name, home in (("hugo", "_index.md"), ("eleventy", "index.md")):
        set_up(name, docs, tmp_path / name)
        content = files_in(tmp_path / name / "content")
        assert set(content) == {home, "quotes/one.md"}
        assert f"[Brief](../{home}#top)".encode() in content["quotes/one.md"]
        assert files_in(tmp_path / name / "static") == {"own.css": b"a {}"}


def test_bytes_are_those_of_files_that_are_new_or_not_the_same(tmp_path: Path) -> None:
    (tmp_path / "old").write_bytes(b"old")
    (tmp_path / "touched").write_bytes(b"t")
    program = "import pathlib; pathlib.Path('new').write_bytes(bytes(700)); pathlib.Path('touched').write_bytes(b'42')"
    cost = measured((sys.executable, "-c", program), tmp_path, {}, 60)
    assert (cost.files, cost.written) == (2, 702)


def test_memory_is_that_of_all_processes_together(tmp_path: Path) -> None:
    holding = "import sys; held = b'x' * 60_000_000; print(flush=True); sys.stdin.read()"
    program = (
        "import subprocess, sys, time\n"
        f"command = [sys.executable, '-c', {holding!r}]\n"
        "both = [subprocess.Popen(command, stdin=-1, stdout=-1) for _ in range(2)]\n"
        "for each in both: each.stdout.readline()\n"
        "until = time.process_time() + 0.4\n"  # several looks at the memory
        "while time.process_time() < until: pass\n"
        "for each in both: each.communicate()\n"
    )
    cost = measured((sys.executable, "-c", program), tmp_path, {}, 60)
    assert 120_000_000 < cost.memory < 200_000_000


def test_a_program_that_fails_or_takes_too_long_is_said(tmp_path: Path) -> None:
    with pytest.raises(FailedError, match="ended with 3: so it is"):
        measured((sys.executable, "-c", "import sys; print('so it is'); sys.exit(3)"), tmp_path, {}, 60)
    with pytest.raises(FailedError, match="not done after 0 s"):
        measured((sys.executable, "-c", "import sys, time; time.sleep(60)"), tmp_path, {}, 0.2)


def _group(rounds: dict[str, list[float]]) -> Group:
    runs = {name: [Cost(wall, wall, 300_000_000, 5, 1) for wall in walls] for name, walls in rounds.items()}
    return Group(2000, 3279, 3, {"Python": "3.11"}, (2085, 34_000_000), runs, {"eleventy": "not installed"})


def test_ratios_are_those_of_medians_with_the_spread_of_the_rounds(tmp_path: Path) -> None:
    groups = {"pages-2000": _group({"ours-clean": [5, 6, 9], "ours-quote": [1, 2, 3], "mkdocs": [10, 12, 10]})}
    write(tmp_path / "results.json", groups)
    assert read(tmp_path / "results.json") == groups
    lines = printed(groups).splitlines()
    clean, quote, hugo = (
        next(" ".join(line.split()) for line in lines if words in line)
        for words in ("clean build / plain MkDocs + Material, hubs", "changed / plain MkDocs", "included / Hugo")
    )
    assert clean.endswith("0.6 0.6 (0.5–0.9) 0.6 (0.5–0.9) reached")
    assert quote.endswith("0.06 0.2 (0.1–0.3) 0.2 (0.1–0.3) missed")
    assert hugo.endswith("not measured")
    assert "  Eleventy: not installed" in lines


def test_the_page_gets_its_tables_between_the_marks_and_keeps_the_rest(tmp_path: Path) -> None:
    page, picture = tmp_path / "speed.md", tmp_path / "speed.svg"
    page.write_text(f"before\n\n{BEGIN}\nold\n{END}\n\nafter\n", "utf-8")
    groups = {"pages-2000": _group({"ours-clean": [5, 6, 9], "mkdocs": [10, 12, 10]})}
    document(groups, page, picture)
    first = page.read_bytes(), picture.read_bytes()
    document(groups, page, picture)
    assert (page.read_bytes(), picture.read_bytes()) == first
    text = page.read_text("utf-8")
    assert text.startswith("before\n")
    assert text.endswith("\nafter\n")
    assert "old" not in text
    assert "| dossier build --clean | 6.00 (5.00–9.00) s |" in text
    assert "Eleventy: not installed." in text
    assert "<title>How long a site takes to build" in picture.read_text("utf-8")
