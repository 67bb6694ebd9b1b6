"""The files of the data are put together from kept pieces: only the pieces of changed records are made anew, the files
that hold nothing of them stand, and each file is to the byte what it is when made from nothing."""

from __future__ import annotations

import json
import random
import shutil
import sqlite3
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from build_dossier.citing import pandoc
from build_dossier.making import packs
from build_dossier.outcome import Outcome
from build_dossier.pipeline import write_pages
from build_dossier.project import Project
from build_dossier.publish import pieces
from build_dossier.reasons import reason_of
from tests.large import Size, write
from tests.projects import files_in

_SIZE = Size(parties=6, issues=3, events=6, quotes=40, statistics=12, sources=9, terms=3)
_PACKED = ".cache/dossier/pages"
Quotes = list[dict[str, Any]]


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A project of many batches, some of whose files are large, built once."""
    monkeypatch.setattr(pandoc, "is_installed", lambda: False)  # it takes a second and is told of elsewhere
    monkeypatch.setattr(pieces, "_USUAL", 4)
    monkeypatch.setattr(packs, "_LARGE", 20_000)
    write(tmp_path / "project/data", _SIZE)
    _build(tmp_path / "project")
    return tmp_path / "project"


def _build(root: Path) -> Outcome:
    outcome = write_pages(Project.at(root))
    assert outcome.changes is not None, outcome.problems
    return outcome


def _made(outcome: Outcome) -> set[str]:
    """The products of the data that were made anew; those of pieces as one."""
    return {"pieces" if name.startswith("data of") else name for name in outcome.why if name.startswith("data")}


def _edit(root: Path, edit: Callable[[Quotes], object]) -> None:
    path = root / "data/quotes.yml"
    quotes = [json.loads(line[2:]) for line in path.read_text("utf-8").splitlines() if line.startswith("- ")]
    edit(quotes)
    path.write_text("".join(f"- {json.dumps(quote, ensure_ascii=False)}\n" for quote in quotes), "utf-8")


def _from_nothing(root: Path, elsewhere: Path) -> dict[str, bytes]:
    for folder in ("data", "docs", _PACKED):  # the pictures of charts, which are slow to draw, stay
        shutil.rmtree(elsewhere / folder, ignore_errors=True)
    shutil.copytree(root / "data", elsewhere / "data")
    _build(elsewhere)
    return files_in(elsewhere / "docs/data")


def test_a_changed_text_makes_its_pieces_and_the_files_that_hold_it(root: Path) -> None:
    _edit(root, lambda quotes: quotes[7].update(text=quotes[7]["text"] + " Indeed."))
    outcome = _build(root)
    assert len([name for name in outcome.why if name.startswith("data of")]) == 1
    assert _made(outcome) - {"data/records.csv"} == {
        "pieces",
        "data/dossier.json",
        "data/dossier.jsonld",
        "data/dossier.sqlite",
        "data/quotes.csv",
        "data/datapackage.json",
        "data.md",
    }
    assert outcome.why["data.md"] == "pieces"
    assert reason_of("data.md", outcome) == "something that it is put together from changed"
    assert " Indeed." in (root / "docs/data/quotes.csv").read_text("utf-8")


def test_what_the_data_do_not_tell_makes_none_of_their_files(root: Path) -> None:
    _edit(root, lambda quotes: quotes[7].update(comment="Look at this again."))
    outcome = _build(root)
    assert _made(outcome) == {"pieces"}
    assert [path for path in (outcome.changes or ((),))[0] if path.startswith("data")] == []


def test_a_record_more_makes_the_batch_that_it_comes_into_or_divides(root: Path) -> None:
    _edit(root, lambda quotes: quotes.insert(3, {**quotes[3], "id": "one-more"}))
    outcome = _build(root)
    assert 1 <= len([name for name in outcome.why if name.startswith("data of quote")]) <= 2
    assert not any(name.startswith(("data of statistic", "data of event")) for name in outcome.why)


_EDITS: tuple[Callable[[random.Random, Quotes], object], ...] = (
    lambda chance, quotes: chance.choice(quotes).update(text=f"Said otherwise, {chance.random()}."),
    lambda chance, quotes: quotes.insert(
        chance.randrange(len(quotes) + 1), {**chance.choice(quotes), "id": f"z{chance.randrange(10**6)}"}
    ),
    lambda chance, quotes: quotes.pop(chance.randrange(len(quotes))),
    lambda chance, quotes: quotes.append(quotes.pop(chance.randrange(len(quotes)))),
    lambda chance, quotes: quotes.insert(0, {**quotes.pop(), "id": f"a{chance.randrange(10**6)}"}),
)


@pytest.mark.parametrize("seed", range(2))
def test_after_any_edit_the_files_are_those_of_a_build_from_nothing(seed: int, root: Path, tmp_path: Path) -> None:
    chance = random.Random(seed)  # noqa: S311 -- the same edits at each run
    for _ in range(6):
        for edit in chance.sample(_EDITS, chance.choice((1, 1, 2))):
            _edit(root, lambda quotes, edit=edit: edit(chance, quotes))  # type: ignore[misc]
        _build(root)
        ours, clean = files_in(root / "docs/data"), _from_nothing(root, tmp_path / "elsewhere")
        assert [name for name in ours if ours[name] != clean.get(name)] == []
        assert ours.keys() == clean.keys()


def test_a_database_brought_up_to_date_is_whole(root: Path) -> None:
    _edit(root, lambda quotes: (quotes.pop(2), quotes[9].update(text="Said otherwise.")))
    _build(root)
    with sqlite3.connect(root / "docs/data/dossier.sqlite") as connection:
        assert connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        assert connection.execute("PRAGMA foreign_key_check").fetchall() == []
        assert connection.execute("SELECT count(*) FROM quotes").fetchone() == (39,)
    connection.close()


@pytest.mark.parametrize("ending", [".whole", ".pack"])
def test_damaged_pieces_are_made_anew(ending: str, root: Path, tmp_path: Path) -> None:
    found = [path for path in (root / _PACKED).iterdir() if path.suffix == ending]
    assert found
    for path in found:
        path.write_bytes(path.read_bytes()[::-1])
    _edit(root, lambda quotes: quotes[5].update(text="Said otherwise."))
    _build(root)
    assert files_in(root / "docs/data") == _from_nothing(root, tmp_path / "elsewhere")


def test_old_large_files_do_not_pile_up(root: Path) -> None:
    before = sorted(path.suffix for path in (root / _PACKED).iterdir() if path.suffix == ".whole")
    for number in range(4):
        _edit(root, lambda quotes, number=number: quotes[5].update(text=f"Said otherwise, {number}."))  # type: ignore[misc]
        _build(root)
    assert sorted(path.suffix for path in (root / _PACKED).iterdir() if path.suffix == ".whole") == before
