"""A made-up dossier as a folder: the files, the captured texts, the lock, and what the benchmark edits."""

from __future__ import annotations

import shutil
from collections import defaultdict
from collections.abc import Callable, Iterator
from pathlib import Path

from bench.synthetic.authored import Fields, mapping, written
from bench.synthetic.edits import Edit, write_edits
from bench.synthetic.mix import Mix
from bench.synthetic.prose import chance_of, sentence, text
from bench.synthetic.records import LAST_WORD, QUOTE, Made, about, made
from bench.synthetic.world import World
from build_dossier.commands.verify import run as verify
from build_dossier.project import Project

_ROOT = Path(__file__).parent.parent.parent
_DAY = "2026-01-31"
_A_YEAR = 300
"""A year with more records than these has a file for each month."""
_SECTION = 12
"""How many records stand between two comments."""
_PARTIES = {"person": "people", "media": "media", "anonymous": "anonymous"}


def write(root: Path, mix: Mix, *, verified: bool = True) -> None:
    """Write a project into a new folder; if verified, with the evidence lock that `dossier verify` makes."""
    world = World(mix)
    all_of = made(world)
    data = root / "data"
    _put(data / "dossier.yml", "# Made up by bench/synthetic.\n" + mapping(about(world, all_of)))
    edits: dict[str, Edit] = {}
    for path, records in _files(world, all_of):
        content = written(records, f"{path.removesuffix('.yml').replace('/', ', ')}: made up.", _sections(records))
        _put(data / path, content)
        if any(record["id"] == QUOTE for record in records):
            edits["quote"] = Edit(f"data/{path}", LAST_WORD)
        if path.startswith("parties") and any(record["id"] == world.renamed().id for record in records):
            edits["party"] = Edit(f"data/{path}", f"name: {world.renamed().name}")
    for source in world.sources:
        if source.is_captured:
            _put(root / "captures" / f"{source.id}.txt", _captured(source.id, all_of.printed[source.id]))
    shutil.copy(_ROOT / "mkdocs.yml", root)
    (root / "docs").mkdir()
    if verified:
        verify(Project.at(root), root / "captures", _DAY)
    write_edits(root, edits)


def _put(path: Path, content: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(content, "utf-8")


def _files(world: World, all_of: Made) -> Iterator[tuple[str, list[Fields]]]:
    """The files that an author would make: by year, theme or sort, finer where there is much."""
    sources = {source.id: source for source in world.sources}
    kinds = {party.id: party.kind for party in world.parties}

    def of_source(record: Fields) -> str:
        source = sources[str(record["id"])]
        return f"{'captured' if source.is_captured else 'further'}-{source.year}"

    yield from _split("sources", all_of.kinds["sources"], of_source)
    yield from _split(
        "parties", all_of.kinds["parties"], lambda record: _PARTIES.get(kinds[str(record["id"])], "organisations")
    )
    yield "issues.yml", all_of.kinds["issues"]
    yield from _split("positions", all_of.kinds["positions"], lambda record: str(record["issue"]))
    yield from _by_date("quotes", all_of.kinds["quotes"], "said")
    yield from _by_date("events", all_of.kinds["events"], "date")
    numbers = {str(record["id"]): number for number, record in enumerate(all_of.kinds["statistics"])}
    yield from _split(
        "statistics", all_of.kinds["statistics"], lambda record: f"theme-{numbers[str(record['id'])] // 120 + 1:03}"
    )
    yield "terms.yml", all_of.kinds["terms"]


def _by_date(kind: str, records: list[Fields], date: str) -> Iterator[tuple[str, list[Fields]]]:
    for path, of_year in _split(
        kind, sorted(records, key=lambda each: str(each[date])), lambda each: str(each[date])[:4]
    ):
        if len(of_year) <= _A_YEAR:
            yield path, of_year
        else:
            yield from _split(path.removesuffix(".yml"), of_year, lambda each: str(each[date])[5:7] or "undated")


def _split(folder: str, records: list[Fields], name: Callable[[Fields], str]) -> Iterator[tuple[str, list[Fields]]]:
    found: dict[str, list[Fields]] = defaultdict(list)
    for record in records:
        found[name(record)].append(record)
    return ((f"{folder}/{name}.yml", found[name]) for name in sorted(found))


def _sections(records: list[Fields]) -> dict[str, str]:
    return {
        str(record["id"]): sentence(chance_of("comment", record["id"]), 60)
        for record in records[_SECTION - 1 :: _SECTION]
    }


def _captured(id: str, passages: list[str]) -> str:
    """A text of about 3 kB, with these passages in it."""
    chance = chance_of("capture", id)
    between = [f"{text(chance, 300, 500)}." for _ in range(max(1, 6 - len(passages) // 2))]
    both = [*between, *passages]
    chance.shuffle(both)
    return "\n\n".join(both) + "\n"
