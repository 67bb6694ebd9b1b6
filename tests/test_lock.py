"""The evidence lock: sorted, stable, sealed, and sound after a merge that keeps both sides."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from build_dossier import starter
from build_dossier.dossier import key_of
from build_dossier.evidence.claims import ClaimKey
from build_dossier.evidence.lock import read_lock, write_lock
from build_dossier.evidence.verdicts import Verdict
from build_dossier.records.kinds import Key
from tests.projects import ROOT
from tests.verifying import TIMES, Desk, desk, quotes

NUMBERS = ("first", "second", "third", "fourth", "fifth", "sixth")
PAGES = {f"page-{n}": f"The {word} market is fair." for n, word in enumerate(NUMBERS)}


def _read(path: Path, content: str | bytes) -> list[str]:
    """What is wrong with a lock of this content."""
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return [f"{one.location} {one.code}: {one.message}" for one in read_lock(path, "data/evidence.lock")[1]]


# --- as it is written


def test_the_lock_is_sorted_and_has_one_line_a_source_and_an_appearance(tmp_path: Path) -> None:
    at = desk(tmp_path)
    at.verify()
    assert at.lines == sorted(at.lines)
    named = [json.loads(line) for line in at.lines]
    assert [one.get("source") or f"{one['record']} in {one['in']}" for one in named] == [
        "quote:opaque in echo",
        "quote:opaque in times",
        "quote:slow in times",
        "statistic:shops in times",
        "echo",
        "times",
    ]


def test_the_lock_holds_no_word_of_a_source_but_those_around_words_that_are_not_unique(tmp_path: Path) -> None:
    at = desk(tmp_path)
    at.verify()
    text = at.project.lock.read_text("utf-8")
    assert "opaque, and" not in text
    assert [json.loads(line)["around"] for line in at.lines if "around" in line] == []
    at.capture("times.txt", TIMES + "Again: We wait for weeks. So there.\n")
    at.verify()
    (around,) = [json.loads(line)["around"] for line in at.lines if "around" in line]
    assert around == ["180,000 shops. “", "”"]


def test_positions_are_characters_of_the_captured_text(tmp_path: Path) -> None:
    at = desk(tmp_path)
    at.verify()
    shops = at.lock.claims[ClaimKey(Key("statistic", "shops"), "times", 0)]
    assert TIMES[shops.start : shops.end] == "180,000 shops"


def test_a_second_run_leaves_every_byte_as_it_is(tmp_path: Path) -> None:
    at = desk(tmp_path)
    assert at.verify("2026-11-21").lock_changed
    before = at.project.lock.read_bytes()
    assert not at.verify("2027-01-01").lock_changed
    assert at.project.lock.read_bytes() == before


def test_only_what_changed_gets_a_new_day(tmp_path: Path) -> None:
    at = desk(tmp_path)
    at.verify("2026-11-21")
    at.change("quotes.yml", "We wait for weeks.", "We wait")
    at.verify("2027-01-01")
    assert set(at.days().values()) == {"2026-11-21", "2027-01-01"}
    assert at.days()["quote:slow in times"] == "2027-01-01"


def test_a_mismatch_keeps_its_day_too(tmp_path: Path) -> None:
    at = desk(tmp_path)
    at.change("quotes.yml", "We wait for weeks.", "We waited for weeks.")
    at.verify("2026-11-21")
    assert not at.verify("2027-01-01").lock_changed


def test_records_in_another_order_make_the_same_lock(tmp_path: Path) -> None:
    at = desk(tmp_path)
    at.write({"quotes.yml": quotes({"one": "We wait for weeks.", "two": "The process is opaque"})})
    at.verify()
    before = at.project.lock.read_bytes()
    at.write({"quotes.yml": quotes({"two": "The process is opaque", "one": "We wait for weeks."})})
    assert not at.verify().lock_changed
    assert at.project.lock.read_bytes() == before


def test_what_is_no_longer_recorded_leaves_the_lock(tmp_path: Path) -> None:
    at = desk(tmp_path)
    at.verify()
    at.write({"quotes.yml": quotes({"slow": "We wait for weeks."}), "statistics.yml": "[]\n"})
    at.verify()
    assert list(at.days()) == ["quote:slow in times"]
    assert list(at.lock.sources) == ["times"]


def test_two_appearances_in_one_source_have_two_lines(tmp_path: Path) -> None:
    at = desk(tmp_path)
    at.change("quotes.yml", "    - source: echo\n", "    - source: times\n")
    at.verify()
    assert sorted(key.nth for key in at.lock.claims if key.record == Key("quote", "opaque")) == [0, 1]


def test_a_lock_can_be_written_out_again(tmp_path: Path) -> None:
    at = desk(tmp_path)
    at.capture("times.txt", TIMES * 2)
    at.change("statistics.yml", "180,000 shops", "170,000 shops")
    at.verify()
    lock = at.lock
    assert not write_lock(at.project.lock, lock)
    assert lock.claims[ClaimKey(key_of(at.dossier.statistics[0]), "times", 0)].verdict is Verdict.MISMATCH


# --- edited by hand


@pytest.mark.parametrize(
    "edit",
    [
        lambda line: line.replace('"verdict":"verified"', '"verdict":"verified-edited"'),
        lambda line: line.replace('"start":', '"start":1'),
        lambda line: line.replace("2026-11-21", "2026-11-22"),
        lambda line: line.replace('"words":"', '"words":"0'),
        lambda line: line.replace("times", "echo"),
        lambda line: line.replace('"seal":"', '"seal":"0'),
        lambda line: line[: line.index(',"seal"')] + "}",
        lambda line: line[:-1],
        lambda line: line[1:],
        lambda line: f"[{line}]",
        lambda line: f'"{len(line)}"',
        lambda line: "7",
        lambda line: "null",
        lambda line: "[" * 100_000,
        lambda line: f"{line} {line}",
        lambda line: f"+{line}",
        lambda line: "<<<<<<< HEAD",
        lambda line: "=======",
        lambda line: "{}",
        lambda line: '{"seal":"44136fa355b3"}',
        lambda line: '{"record":[],"in":{},"seal":1}',
    ],
)
def test_a_line_edited_by_hand_is_told_with_its_place_and_nothing_that_follows_from_it(
    tmp_path: Path, edit: Callable[[str], str]
) -> None:
    at = desk(tmp_path)
    at.verify()
    lines = at.project.lock.read_text("utf-8").split("\n")
    number = next(n for n, line in enumerate(lines) if '"quote:slow"' in line)
    lines[number] = edit(lines[number])
    at.project.lock.write_text("\n".join(lines), "utf-8")
    told = [place for place in at.told() if not place.endswith("never-verified")]
    assert told == [f"data/evidence.lock:{number + 1}:1 lock-edited"]


def test_what_a_damaged_line_is_about_is_not_told_again(tmp_path: Path) -> None:
    at = desk(tmp_path)
    at.verify()
    text = at.project.lock.read_text("utf-8")
    at.project.lock.write_text(text.replace('"verdict":"verified"', '"verdict":"mismatch"'), "utf-8")
    assert at.told() == [f"data/evidence.lock:{line}:1 lock-edited" for line in (2, 3, 4, 5)]
    at.project.lock.write_text(text.replace('"file":"', '"file":"a'), "utf-8")
    assert at.told() == [f"data/evidence.lock:{line}:1 lock-edited" for line in (6, 7)]


def test_no_setting_makes_an_edited_lock_less_than_an_error(tmp_path: Path) -> None:
    at = desk(tmp_path)
    at.verify()
    names = ("never-verified", "nothing-to-check", "source-changed", "words-changed")
    at.change("dossier.yml", "title:", f"checks: {{{', '.join(f'{name}: off' for name in names)}}}\ntitle:")
    at.project.lock.write_text(at.project.lock.read_text("utf-8").replace("180", "181", 1) + "x\n", "utf-8")
    assert "data/evidence.lock:8:1 lock-edited" in at.told()


def test_verifying_mends_an_edited_lock(tmp_path: Path) -> None:
    at = desk(tmp_path)
    at.verify()
    before = at.project.lock.read_bytes()
    at.project.lock.write_bytes(before.replace(b"verified", b"mismatch"))
    at.verify()
    assert at.project.lock.read_bytes() == before


def test_a_lock_that_cannot_be_read_is_told(tmp_path: Path) -> None:
    path = tmp_path / "evidence.lock"
    assert _read(path, b"\xff\xfe") == ["data/evidence.lock lock-edited: the lock cannot be read: it is not UTF-8"]
    path.unlink()
    path.mkdir()
    (problem,) = read_lock(path, "data/evidence.lock")[1]
    assert problem.code == "lock-edited"


def test_no_lock_is_an_empty_one(tmp_path: Path) -> None:
    lock, problems = read_lock(tmp_path / "evidence.lock", "data/evidence.lock")
    assert (lock.claims, lock.sources, problems) == ({}, {}, [])


def test_blank_lines_comments_and_windows_line_ends_are_no_edits(tmp_path: Path) -> None:
    at = desk(tmp_path)
    at.verify()
    text = at.project.lock.read_text("utf-8")
    assert _read(at.project.lock, "\n\n# by hand\n" + text.replace("\n", "\r\n") + " \n") == []
    assert at.told() == []


# --- lines that contradict each other


def _with_a_line_like(at: Desk, part: str, change: Callable[[Desk], None]) -> None:
    """Put the line that holds `part`, as it becomes after a change, beside the one that is there."""
    before = at.project.lock.read_text("utf-8")
    change(at)
    at.verify("2026-12-24")
    changed = next(line for line in at.lines if part in line)
    at.project.lock.write_text(before + changed + "\n", "utf-8")


def test_lines_that_contradict_each_other_on_a_source_are_told(tmp_path: Path) -> None:
    at = desk(tmp_path)
    at.verify()
    _with_a_line_like(at, '"source":"times"', lambda at: at.capture("times.txt", TIMES + "More.\n"))
    assert at.told() == ["data/evidence.lock:8:1 lock-edited"]
    at.verify("2026-12-24")
    assert at.told() == []


def test_lines_that_contradict_each_other_on_an_appearance_are_told(tmp_path: Path) -> None:
    at = desk(tmp_path)
    at.verify()
    lock = at.lock
    key = ClaimKey(Key("quote", "slow"), "times", 0)
    before = at.project.lock.read_text("utf-8")
    write_lock(at.project.lock, replace(lock, claims={key: lock.claims[key]._replace(start=0)}, sources={}))
    at.project.lock.write_text(before + at.lines[0] + "\n", "utf-8")
    assert at.told() == ["data/evidence.lock:8:1 lock-edited"]
    at.verify("2026-12-24")
    assert at.project.lock.read_text("utf-8").replace("2026-12-24", "2026-11-21").count("seal") == before.count("seal")
    assert at.told() == []


def test_of_several_lines_on_an_appearance_the_one_counts_that_fits_its_words(tmp_path: Path) -> None:
    at = desk(tmp_path)
    at.verify()
    _with_a_line_like(at, '"quote:slow"', lambda at: at.change("quotes.yml", "We wait for weeks.", "We wait"))
    assert at.told() == []
    at.change("quotes.yml", "text: We wait", "text: We wait for weeks.")
    assert at.told() == []
    at.change("quotes.yml", "text: We wait for weeks.", "text: We waited")
    assert at.told() == ["data/quotes.yml:9:9 words-changed"]
    at.change("quotes.yml", "text: We waited", "text: We wait")
    at.verify("2027-01-01")
    assert sum('"quote:slow"' in line for line in at.lines) == 1
    assert at.days()["quote:slow in times"] == "2026-12-24"


def test_of_two_days_of_one_check_the_earlier_counts(tmp_path: Path) -> None:
    at = desk(tmp_path)
    at.verify("2026-11-21")
    line = next(line for line in at.lines if '"quote:slow"' in line)
    at.project.lock.unlink()
    at.verify("2026-11-22")
    at.project.lock.write_text(at.project.lock.read_text("utf-8") + line + "\n", "utf-8")
    assert at.told() == []
    assert at.days()["quote:slow in times"] == "2026-11-21"


def test_of_two_counts_of_what_is_recorded_of_a_source_none_counts(tmp_path: Path) -> None:
    at = desk(tmp_path)
    at.verify()
    at.measure()
    assert at.lock.sources["times"].recorded is not None
    before = at.project.lock.read_text("utf-8")
    at.write({"statistics.yml": "[]\n"})
    at.measure()
    changed = next(line for line in at.lines if '"source":"times"' in line)
    at.project.lock.write_text(before + changed + "\n", "utf-8")
    assert at.told() == []
    assert at.lock.sources["times"].recorded is None


def test_measuring_a_merged_lock_keeps_every_line(tmp_path: Path) -> None:
    at = desk(tmp_path)
    at.verify()
    _with_a_line_like(at, '"quote:slow"', lambda at: at.change("quotes.yml", "We wait for weeks.", "We wait"))
    at.measure()
    assert sum('"quote:slow"' in line for line in at.lines) == 2
    assert at.told() == []


# --- merging


def _git(folder: Path, *args: str) -> str:
    author = ("-c", "user.name=A", "-c", "user.email=a@example.org", "-c", "commit.gpgsign=false")
    command = ["git", *author, "-c", "init.defaultBranch=main", "-c", "core.autocrlf=false", *args]
    done = subprocess.run(command, cwd=folder, capture_output=True, encoding="utf-8", check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def _branches(root: Path, ours: Callable[[Desk], None], theirs: Callable[[Desk], None]) -> Desk:
    """Verify a dossier, change and verify it in two branches, and merge them as `.gitattributes` says."""
    at = desk(root)
    at.capture("times.txt", TIMES + " ".join(PAGES.values()) + "\n")
    for id, text in PAGES.items():
        at.write({f"quotes/{id}.yml": quotes({id: text})})
    (root / ".gitattributes").write_text((ROOT / ".gitattributes").read_text("utf-8"), "utf-8")
    at.verify("2026-11-01")
    _git(root, "init", "--quiet")
    _git(root, "add", ".")
    _git(root, "commit", "--quiet", "-m", "start")
    for branch, change, day in (("theirs", theirs, "2026-11-02"), ("ours", ours, "2026-11-03")):
        _git(root, "checkout", "--quiet", "-b", branch, "main")
        change(at)
        at.verify(day)
        at.measure()
        _git(root, "add", ".")
        _git(root, "commit", "--quiet", "--allow-empty", "-m", branch)
    _git(root, "merge", "--quiet", "theirs")
    return at


def _changes(*ids: str, text: str = "market is fair.") -> Callable[[Desk], None]:
    def change(at: Desk) -> None:
        for id in ids:
            at.write({f"quotes/{id}.yml": quotes({id: text})})

    return change


@pytest.mark.parametrize(
    ("ours", "theirs"),
    [
        (_changes("page-0"), _changes("page-5")),
        (_changes("page-1"), _changes("page-2")),
        (_changes("page-0", "page-2", "page-4"), _changes("page-1", "page-3", "page-5")),
        (_changes("page-6"), _changes("page-7")),
        (_changes("page-60"), _changes("page-6", "page-7")),
        (_changes("page-5"), _changes("page-6")),
        (_changes("a"), _changes("z")),
        (_changes("page-3"), lambda at: (at.project.data / "quotes/page-2.yml").unlink()),
    ],
)
def test_two_authors_who_verify_different_records_do_not_conflict(
    tmp_path: Path, ours: Callable[[Desk], None], theirs: Callable[[Desk], None]
) -> None:
    at = _branches(tmp_path, ours, theirs)
    assert at.told() == []
    at.verify("2026-11-09")
    assert "2026-11-09" not in at.days().values()  # nothing had to be looked for again
    assert at.lines == sorted(at.lines)
    assert at.told() == []


def test_two_authors_who_record_different_passages_of_one_source_do_not_conflict(tmp_path: Path) -> None:
    at = _branches(tmp_path, _changes("mine", text="We wait"), _changes("yours", text="for weeks."))
    assert at.told() == []
    assert {"quote:mine in times", "quote:yours in times"} < set(at.days())
    assert at.lock.sources["times"].recorded is None  # neither count is of the whole
    at.measure()
    assert at.lock.sources["times"].recorded is not None
    assert at.told() == []


def test_two_authors_who_changed_the_same_words_are_told(tmp_path: Path) -> None:
    """Git asks about the record itself; whichever is taken, the lock knows it."""
    at = _branches(tmp_path, _changes("page-1", text="The second market"), lambda at: None)
    at.write({"quotes/page-1.yml": quotes({"page-1": "second market is fair"})})
    assert at.told() == ["data/quotes/page-1.yml:1:28 words-changed"]


def test_a_merge_that_brings_a_mismatch_does_not_hide_it(tmp_path: Path) -> None:
    at = _branches(tmp_path, _changes("page-1"), _changes("page-2", text="The third market is not fair."))
    assert at.told() == ["data/quotes/page-2.yml:1:28 mismatch"]


def test_a_merge_with_a_changed_capture_does_not_vouch_for_words_of_the_old_one(tmp_path: Path) -> None:
    def recapture(at: Desk) -> None:
        at.capture("times.txt", TIMES + "So it goes. " + " ".join(PAGES.values()))

    at = _branches(tmp_path, recapture, _changes("mine"))
    assert at.told() != []
    at.verify()
    assert at.told() == []


def test_the_starter_merges_its_lock_in_the_same_way(tmp_path: Path) -> None:
    starter.write(tmp_path / "new")
    line = "data/evidence.lock merge=union text eol=lf\n"
    assert line in (tmp_path / "new" / ".gitattributes").read_text("utf-8")
    assert line in (ROOT / ".gitattributes").read_text("utf-8")
