"""What came of holding records against the lock, kept: the same is told as when all is held anew, and little is."""

from __future__ import annotations

import hashlib
import random
import shutil
from pathlib import Path

import pytest

from build_dossier.cache import Cache
from build_dossier.checking import check
from build_dossier.evidence import holding, measured
from build_dossier.project import Project
from build_dossier.records.kinds import Key
from tests.projects import FIRST
from tests.verifying import TIMES, Desk, desk, quotes

_KINDS = ("held", "counts")
_CHECKS = ("never-verified", "nothing-to-check", "source-changed", "value-differs", "words-changed")
_WARNINGS = ", ".join(f"{name}: warning" for name in _CHECKS)


def _told(project: Project, known: Cache | None = None) -> object:
    """All that a check tells of the evidence."""
    checked = check(project, known) if known else check(project)
    return checked.problems, checked.evidence


@pytest.fixture
def first(tmp_path: Path) -> Project:
    """The first dossier, to be edited."""
    project = Project.at(tmp_path / "project")
    shutil.copytree(FIRST, project.data)
    return project


# --- it is as if nothing were kept


def _edit(project: Project, chance: random.Random) -> None:
    """Lines of the data, or of the lock, are lost, doubled, moved or changed; or a file is what it was at first."""
    paths = [*sorted(project.data.rglob("*.yml")), *[project.lock] * 6]
    path = chance.choice([path for path in paths if "editions" not in path.parts])
    lines = path.read_text("utf-8").split("\n")
    at = chance.randrange(len(lines))
    match chance.randrange(6):
        case 0:
            lines[at : at + chance.randrange(1, 4)] = []
        case 1:
            lines.insert(chance.randrange(len(lines)), lines[at])
        case 2:
            lines[at] = lines[at].replace(chance.choice("aeiou"), chance.choice("aeiou"), 1)
        case 3:
            lines[at:at] = ["# A comment"]
        case 4:
            old, new = chance.choice((("capture:", "note:"), ("language: en", "language: zh"), ("exact:", "note:")))
            lines[at:] = "\n".join(lines[at:]).replace(old, new, 1).split("\n")
        case _:
            lines = (FIRST / path.relative_to(project.data)).read_text("utf-8").split("\n")
    path.write_text("\n".join(lines), "utf-8")


@pytest.mark.parametrize("seed", range(2))
@pytest.mark.parametrize("checks", ["", f"checks: {{{_WARNINGS}}}\n"], ids=["as it is", "warnings alone"])
def test_after_any_edit_a_check_that_keeps_tells_what_one_tells_that_does_not(
    first: Project, tmp_path: Path, seed: int, checks: str
) -> None:
    chance = random.Random(seed)  # noqa: S311 -- the same edits at each run
    known = Cache(tmp_path / "cache")
    about = first.data / "dossier.yml"
    about.write_text(about.read_text("utf-8") + checks, "utf-8")
    for _ in range(25):
        before = {path: path.read_bytes() for path in first.data.rglob("*") if path.is_file()}
        _edit(first, chance)
        assert _told(first, known) == _told(first)
        if check(first).dossier is None and chance.random() < 0.7:  # little is held of data that cannot be read
            for path, content in before.items():
                path.write_bytes(content)


CHANGES = {
    "the words": ("quotes.yml", "We wait for weeks.", "We wait for years."),
    "an exact wording": ("quotes.yml", "exact: The process is", "exact: The process was"),
    "the figure": ("statistics.yml", "value: 180000", "value: 18000"),
    "the printed figure": ("statistics.yml", "180,000 shops", "one shop"),
    "the text of the source": ("sources.yml", "capture: times.txt", "capture: other.txt"),
    "a source without a text": ("sources.yml", "  capture: echo.txt\n", "  uncapturable: Sound only\n"),
    "the language of the source": ("sources.yml", "  capture: times.txt\n", "  capture: times.txt\n  language: zh\n"),
    "the language of the dossier": ("dossier.yml", "title:", "language: fr\ntitle:"),
    "how much it matters": ("dossier.yml", "title:", "checks: {words-changed: off}\ntitle:"),
    "where it stands": ("quotes.yml", "- id: slow", "\n\n- id: slow"),
    "its name": ("quotes.yml", "- id: slow", "- id: sluggish"),
}


@pytest.mark.parametrize("then", CHANGES.values(), ids=CHANGES)
@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES)
def test_two_changes_one_after_the_other_are_both_seen(
    tmp_path: Path, change: tuple[str, str, str], then: tuple[str, str, str]
) -> None:
    at, known = desk(tmp_path), Cache(tmp_path / "cache")
    at.verify()
    at.measure()
    assert _told(at.project, known) == _told(at.project)
    at.change(*change)
    assert _told(at.project, known) == _told(at.project)
    if change != then and then[1] in (at.project.data / then[0]).read_text("utf-8"):
        at.change(*then)
    assert _told(at.project, known) == _told(at.project)


@pytest.mark.parametrize("line", range(7))
@pytest.mark.parametrize("change", ["lost", "of another day", "edited", "lower"])
def test_each_line_of_the_lock_counts(tmp_path: Path, line: int, change: str) -> None:
    at, known = desk(tmp_path), Cache(tmp_path / "cache")
    at.verify()
    at.measure()
    first = _told(at.project, known)
    lines = at.project.lock.read_text("utf-8").splitlines(keepends=True)
    assert len(lines) == 7
    if change == "of another day":
        at.project.lock.unlink()
        at.verify("2026-11-22")
        at.measure()
        lines[line] = at.project.lock.read_text("utf-8").splitlines(keepends=True)[line]
    else:
        lines[line] = {
            "lost": "",
            "edited": lines[line].replace("times", "tomes").replace("echo", "ohce").replace("2026", "2025"),
            "lower": f"#\n{lines[line]}",
        }[change]
    at.project.lock.write_text("".join(lines), "utf-8")
    now = _told(at.project, known)
    assert now == _told(at.project)
    assert (now == first) == (change == "lower" or line == 0 or (change == "of another day" and line > 4))


# --- what is kept, is not done again


@pytest.fixture
def done(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The names of the records that were held, and of the sources whose counts were looked at."""
    names: list[str] = []
    hold, stand = holding._of_record, measured._stand

    def held(*given: object) -> object:
        names.append(getattr(given[-1], "id", ""))
        return hold(*given)  # type: ignore[arg-type]

    def stood(*given: object) -> bytes:
        names.extend(given[-1])  # type: ignore[arg-type]
        return stand(*given)  # type: ignore[arg-type]

    monkeypatch.setattr(holding, "_of_record", held)
    monkeypatch.setattr(measured, "_stand", stood)
    return names


def _many(tmp_path: Path) -> Desk:
    at = desk(tmp_path)
    at.write({"quotes.yml": quotes({f"q{number}": "We wait for weeks." for number in range(1000)})})
    at.verify()
    at.measure()
    return at


def test_only_what_an_edit_affects_is_held_anew(tmp_path: Path, done: list[str]) -> None:
    at, known = _many(tmp_path), Cache(tmp_path / "cache")
    check(at.project, known)
    assert len(done) == 1002  # the quotations, the figure, and the one source that anything is taken from
    done.clear()
    check(at.project, known)
    at.change("parties.yml", "name: Makers' Guild", "name: The Guild")
    check(at.project, known)
    assert done == []
    at.change("quotes.yml", '"q500", "text": "We wait', '"q500", "text": "we wait')
    check(at.project, known)
    assert "q500" in done
    assert len(done) < 300


def test_a_build_keeps_it_and_a_clean_one_does_not_ask(tmp_path: Path, done: list[str]) -> None:
    at = _many(tmp_path)
    known = Cache(tmp_path / "cache")
    check(at.project, known)
    done.clear()
    check(at.project, Cache(tmp_path / "cache", is_read=False))
    assert len(done) == 1002


@pytest.mark.parametrize(
    "content", [b"", b"[]", b"null", b"{}", b"[[3, 5]]", b"[[[]]]", b"[null]", b"\xff", b"\x01" * 9]
)
@pytest.mark.parametrize("sealed", [True, False])
def test_what_is_kept_and_broken_counts_for_nothing(content: bytes, sealed: bool, first: Project) -> None:
    known = Cache(first.data.parent / "cache")
    told = _told(first, known)
    paths = [path for kind in _KINDS for path in (first.data.parent / "cache" / kind).iterdir()]
    assert len(paths) > 1
    for path in paths:
        path.write_bytes((hashlib.sha256(content).digest() if sealed else b"") + content)
    assert _told(first, known) == told == _told(first)


def test_the_finding_of_a_quotation_comes_back_whole(tmp_path: Path) -> None:
    at, known = desk(tmp_path), Cache(tmp_path / "cache")
    at.capture("times.txt", TIMES + TIMES)
    at.verify()
    key = Key("quote", "opaque")
    findings = [check(at.project, known).evidence.finding(key, number) for number in (0, 1) for _ in range(2)]
    assert findings[0] == findings[1]
    assert findings[2] == findings[3]
    assert any(findings[0].around)
    assert findings[0].capture == hashlib.sha256((at.captures / "times.txt").read_bytes()).hexdigest()
