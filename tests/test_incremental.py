"""A build that makes only what changed gives, to the byte, what a build from nothing gives: after any edit, many times.

    DOSSIER_EDITS=500 pytest tests/test_incremental.py

tries more of them.
"""

from __future__ import annotations

import json
import os
import random
import shutil
from collections.abc import Callable
from difflib import unified_diff
from pathlib import Path
from typing import Any

import pytest

from build_dossier.citing import pandoc
from build_dossier.commands import coverage, verify
from build_dossier.making import environment
from build_dossier.outcome import Outcome
from build_dossier.pipeline import write_pages
from build_dossier.project import Project
from build_dossier.publication import Publication
from build_dossier.publish import pieces
from build_dossier.render import pages
from build_dossier.views import limits
from tests.large import Size, write
from tests.projects import files_in

EDITS = int(os.environ.get("DOSSIER_EDITS", "14"))
"""Each of two seeds makes so many edits, one after the other."""
_SIZE = Size(parties=5, issues=2, positions=6, events=5, quotes=9, statistics=6, sources=4, terms=2, years=3)
_FEW = {"ENTRIES": 4, "EVENTS": 3, "MATRIX_ROWS": 3, "SHOWN": 2, "GAPS": 2, "NAMES": 1}
_KINDS = ("sources", "parties", "issues", "positions", "events", "quotes", "statistics", "terms")
_KEPT = ("records", "held", "counts")
_TEXTS = ("title", "name", "short", "text", "description", "statement", "label", "definition", "measure", "note")


class Home:
    """A project that is edited, and the program that it is built with."""

    def __init__(self, root: Path, templates: Path, chance: random.Random) -> None:
        self.root, self.templates, self.chance = root, templates, chance
        self.publication = Publication()
        self.version = "1"
        write(root / "data", _SIZE)

    def records(self, kind: str) -> list[dict[str, Any]]:
        lines = (self.root / f"data/{kind}.yml").read_text("utf-8").splitlines()
        return [json.loads(line[2:]) for line in lines if line.startswith("- ")]

    def keep(self, kind: str, records: list[dict[str, Any]], above: str = "") -> None:
        lines = "".join(f"- {json.dumps(record, ensure_ascii=False)}\n" for record in records)
        (self.root / f"data/{kind}.yml").write_text(above + (lines or "[]\n"), "utf-8")

    def about(self, **changes: object) -> None:
        path = self.root / "data/dossier.yml"
        about = dict(line.split(": ", 1) for line in path.read_text("utf-8").splitlines())
        about |= {name: json.dumps(value) for name, value in changes.items()}
        path.write_text("".join(f"{name}: {value}\n" for name, value in about.items()), "utf-8")

    def any_record(self) -> tuple[str, list[dict[str, Any]], int]:
        kind = self.chance.choice([each for each in _KINDS if self.records(each)])
        records = self.records(kind)
        return kind, records, self.chance.randrange(len(records))


def _words(home: Home) -> None:
    """A text says something else."""
    kind, records, number = home.any_record()
    name = home.chance.choice([name for name in _TEXTS if name in records[number]] or ["note"])
    records[number][name] = f"{records[number].get(name, 'A')} {home.chance.choice('abcdefg')}"
    home.keep(kind, records)


def _rename(home: Home) -> None:
    """A record has another id, wherever it is named: its page moves."""
    _, records, number = home.any_record()
    old, new = records[number]["id"], f"{records[number]['id'][0]}{home.chance.randrange(10**6)}"
    for kind in _KINDS:
        path = home.root / f"data/{kind}.yml"
        text = path.read_text("utf-8")
        path.write_text(text.replace(f'"{old}"', f'"{new}"').replace(f':{old}"', f':{new}"'), "utf-8")


def _delete(home: Home) -> None:
    """A record is gone; where it is named still, the build must refuse, and keep what it has."""
    kind, records, number = home.any_record()
    home.keep(kind, records[:number] + records[number + 1 :])


def _add(home: Home) -> None:
    """A record more, beside one like it."""
    kind, records, number = home.any_record()
    records.insert(
        home.chance.randrange(len(records) + 1), {**records[number], "id": f"z{home.chance.randrange(10**6)}"}
    )
    home.keep(kind, records)


def _order(home: Home) -> None:
    """The records of a file stand in another order."""
    kind, records, _ = home.any_record()
    home.chance.shuffle(records)
    home.keep(kind, records)


def _lower(home: Home) -> None:
    """All records of a file stand a line lower."""
    kind, records, _ = home.any_record()
    home.keep(kind, records, "# A remark.\n")


def _handling(home: Home) -> None:
    """A record is withheld, or ranked down."""
    kind, records, number = home.any_record()
    changes: tuple[dict[str, str], ...] = (
        {"marking": "TLP:AMBER"},
        {"rank": "deprecated", "deprecated_because": "It was withdrawn."},
    )
    records[number] |= home.chance.choice(changes)
    home.keep(kind, records)


def _reference(home: Home) -> None:
    """A record names another one."""
    for kind, field, to in (("quotes", "speaker", "parties"), ("positions", "issue", "issues")):
        records, others = home.records(kind), [each["id"] for each in home.records(to)]
        if records and others:
            home.chance.choice(records)[field] = home.chance.choice(others)
            home.keep(kind, records)


def _dossier(home: Home) -> None:
    """Something that all pages depend on."""
    home.about(**home.chance.choice(({"title": f"T{home.chance.random()}"}, {"language": "fr"}, {"language": "en"})))


def _publication(home: Home) -> None:
    """It is published elsewhere, or from another commit."""
    home.publication = Publication(commit=home.chance.choice(("", "a" * 40)))


def _template(home: Home) -> None:
    """A template prints something else."""
    path = home.chance.choice(sorted(home.templates.glob("*.md.j2")))
    path.write_text(path.read_text("utf-8") + home.chance.choice("xyz"), "utf-8")
    pages._environment.cache_clear()
    pages.edition_of.cache_clear()


def _version(home: Home) -> None:
    """Another version of a package is installed."""
    home.version = str(home.chance.random())


def _verified(home: Home) -> None:
    """The words of some sources were looked for in their captured texts; what no longer holds later is a warning."""
    sources, quoted = home.records("sources"), [*home.records("quotes"), *home.records("statistics")]
    for source in home.chance.sample(sources, len(sources) // 2):
        source["capture"] = "text.txt"
    home.keep("sources", sources)
    home.about(checks=dict.fromkeys(("never-verified", "source-changed", "words-changed"), "warning"))
    (home.root / "captured").mkdir(exist_ok=True)
    (home.root / "captured/text.txt").write_text("\n\n".join(_strings(quoted)), "utf-8")
    project = Project.at(home.root)
    verify.run(project, home.root / "captured", "2026-11-21")
    coverage.run(project, home.root / "captured")


def _strings(value: object) -> list[str]:
    inner = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    return [value] if isinstance(value, str) else [text for each in inner for text in _strings(each)]


def _line(home: Home) -> None:
    """A line of the lock is lost."""
    path = home.root / "data/evidence.lock"
    if path.exists():
        lines = path.read_text("utf-8").splitlines(keepends=True)
        lines.pop(home.chance.randrange(len(lines)))
        path.write_text("".join(lines), "utf-8")


def _docs(home: Home) -> None:
    """Somebody changed, or deleted, what was generated."""
    path = home.chance.choice(sorted((home.root / "docs").rglob("*.md")))
    if home.chance.random() < 0.5:
        path.unlink()
    else:
        path.write_text(path.read_text("utf-8") + "Mine.\n", "utf-8")


def _cache(home: Home) -> None:
    """The cache is damaged, lost in part, or of another time."""
    path = home.chance.choice([each for each in sorted((home.root / ".cache").rglob("*")) if each.is_file()])
    match home.chance.randrange(3):
        case 0:
            path.unlink()
        case 1:
            path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])
        case _:
            path.write_bytes(path.read_bytes()[::-1])


def _nothing(home: Home) -> None:
    """No edit at all."""


_EDITS: tuple[Callable[[Home], None], ...] = (
    *(_words,) * 4, _rename, _delete, *(_add,) * 2, _order, _lower, _handling, _reference, _dossier, _publication,
    _template, _version, *(_verified,) * 2, _line, _docs, _cache, _nothing,
)  # fmt: skip


def _files(templates: Path) -> list[tuple[str, bytes]]:
    return [(f"render/templates/{path.name}", path.read_bytes()) for path in sorted(templates.iterdir())]


def _clean(home: Home, elsewhere: Path) -> Outcome:
    """A build from nothing, but for the pictures of charts, which are slow to draw."""
    for folder in ("data", "docs", ".cache/dossier/pages", *(f".cache/dossier/{name}" for name in _KEPT)):
        shutil.rmtree(elsewhere / folder, ignore_errors=True)
    for file in ("last", "written"):
        (elsewhere / ".cache/dossier" / file).unlink(missing_ok=True)
    shutil.copytree(home.root / "data", elsewhere / "data")
    return write_pages(Project.at(elsewhere), home.publication)


def _differing(ours: Path, clean: Path) -> dict[str, list[str]]:
    """The files that are not the same in both, with the lines that differ."""
    left, right = files_in(ours), files_in(clean)
    return {
        path: list(unified_diff(_lines(left.get(path)), _lines(right.get(path)), n=0, lineterm=""))
        for path in sorted({*left, *right})
        if left.get(path) != right.get(path)
    }


def _lines(content: bytes | None) -> list[str]:
    return (content or b"").decode("utf-8", "replace").splitlines()


@pytest.mark.parametrize("seed", range(2))
def test_a_build_after_an_edit_is_the_build_from_nothing(
    seed: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    templates = tmp_path / "templates"
    shutil.copytree(pages._TEMPLATES, templates)
    monkeypatch.setattr(pages, "_TEMPLATES", templates)
    monkeypatch.setattr(pandoc, "is_installed", lambda: False)  # it takes a second and is told of elsewhere
    for name, number in _FEW.items():
        monkeypatch.setattr(limits, name, number)
    monkeypatch.setattr(pieces, "_USUAL", 3)
    pages._environment.cache_clear()
    pages.edition_of.cache_clear()
    home = Home(tmp_path / "home", templates, random.Random(seed))  # noqa: S311 -- the same edits at each run
    code = tuple(file for file in environment._code() if not file[0].startswith("render/templates/"))
    monkeypatch.setattr(environment, "_code", lambda: (*code, *_files(templates)))
    monkeypatch.setattr(environment, "_version", lambda package: f"{package} {home.version}")
    done = []
    for _ in range(EDITS):
        sound = shutil.copytree(home.root / "data", tmp_path / "sound", dirs_exist_ok=False)
        edit = home.chance.choice(_EDITS) if (home.root / "docs").exists() else _nothing
        edit(home)
        done.append(edit.__name__)
        ours, clean = write_pages(Project.at(home.root), home.publication), _clean(home, tmp_path / "elsewhere")
        assert ours.problems == clean.problems, done[-5:]
        if ours.changes is None:  # the edit broke the data, and nothing was written: back
            shutil.rmtree(home.root / "data")
            shutil.move(sound, home.root / "data")
            continue
        shutil.rmtree(sound)
        assert _differing(home.root / "docs", tmp_path / "elsewhere/docs") == {}, done[-5:]
        assert ours.findables == clean.findables, done[-5:]
    pages._environment.cache_clear()
    pages.edition_of.cache_clear()
    assert len(done) == EDITS
