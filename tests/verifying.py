"""A dossier and the captured texts of its sources, for tests of what is verified and what the lock keeps of it."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path

from build_dossier import checking
from build_dossier.commands import coverage
from build_dossier.commands import verify as command
from build_dossier.dossier import Dossier
from build_dossier.evidence.lock import Lock, read_lock
from build_dossier.evidence.verdicts import Verdict
from build_dossier.load.reading import read
from build_dossier.project import Project
from tests.conftest import DOSSIER

DAY = "2026-11-21"

PARTIES = """\
- id: guild
  name: Makers' Guild
  kind: trade-association
"""

SOURCES = """\
- id: times
  type: article-newspaper
  title: Bazaar under fire
  capture: times.txt
- id: echo
  type: article-newspaper
  title: An answer
  capture: echo.txt
- id: radio
  type: broadcast
  title: The morning news
"""

QUOTES = """\
- id: opaque
  text: The process is opaque, and it is slow.
  speaker: guild
  appearances:
    - source: times
    - source: echo
      exact: The process is opaque
- id: slow
  text: We wait for weeks.
  speaker: guild
  appearances:
    - source: radio
    - source: times
"""

STATISTICS = """\
- id: shops
  measure: shops closed
  label: shops closed
  value: 180000
  appearances:
    - source: times
      as_printed: 180,000 shops
"""

TIMES = "“The process is opaque, and it is slow.” So says the Guild.\n\nIt closed 180,000 shops. “We wait for weeks.”\n"
ECHO = "The Guild holds that “the process is opaque”. The process is opaque – is it?\n"

FILES = {"parties.yml": PARTIES, "sources.yml": SOURCES, "quotes.yml": QUOTES, "statistics.yml": STATISTICS}
CAPTURES = {"times.txt": TIMES, "echo.txt": ECHO}


class Desk:
    """A project in a folder, with a folder of captures."""

    def __init__(self, root: Path) -> None:
        self.project = Project.at(root)
        self.captures = root / "captured"

    def write(self, files: Mapping[str, str]) -> None:
        """Write files below `data/`."""
        for name, text in files.items():
            path = self.project.data / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, "utf-8")

    def change(self, name: str, old: str, new: str) -> None:
        """Replace some text of a file below `data/`, which must stand there once."""
        path = self.project.data / name
        text = path.read_text("utf-8")
        assert text.count(old) == 1, (name, old)
        path.write_text(text.replace(old, new), "utf-8")

    def capture(self, name: str, text: str | bytes) -> None:
        """Write a captured text."""
        self.captures.mkdir(exist_ok=True)
        (self.captures / name).write_bytes(text if isinstance(text, bytes) else text.encode())

    def verify(self, on: str = DAY) -> command.Verified:
        """Run `dossier verify`."""
        return command.run(self.project, self.captures, on)

    def measure(self) -> None:
        """Run `dossier coverage`."""
        coverage.run(self.project, self.captures)

    def verdicts(self, on: str = DAY) -> dict[str, str]:
        """Run `dossier verify`; the verdict of each appearance, by record and source."""
        rows = [row.split("  ") for row in self.verify(on).table.splitlines()[:-1]]
        cells = [[cell.strip() for cell in row if cell.strip()] for row in rows]
        return {f"{cell[0]} in {cell[1]}": cell[2] for cell in cells}

    def told(self) -> list[str]:
        """What `dossier check` says: place and code of each problem, warnings marked."""
        problems = checking.check(self.project).problems
        return [f"{one.location} {one.code}{'' if one.is_error else ' (warning)'}" for one in problems]

    @property
    def dossier(self) -> Dossier:
        """The data, which must be sound."""
        dossier = read(self.project.data, "data").dossier
        assert dossier is not None
        return dossier

    @property
    def lock(self) -> Lock:
        """The lock, which must be sound."""
        lock, problems = read_lock(self.project.lock, "data/evidence.lock")
        assert problems == []
        return lock

    @property
    def lines(self) -> list[str]:
        """The lines of the lock, without its comment."""
        return self.project.lock.read_text("utf-8").splitlines()[1:]

    def days(self) -> dict[str, str]:
        """The day of each check in the lock, by record and source."""
        return {f"{key.record} in {key.source}": one.on for key, one in self.lock.claims.items()}

    def recorded_verdicts(self) -> dict[str, Verdict]:
        """The verdicts in the lock, by record and source."""
        return {f"{key.record} in {key.source}": one.verdict for key, one in self.lock.claims.items()}


def desk(root: Path) -> Desk:
    """A desk with two captured sources and a broadcast, four appearances to check, not verified yet."""
    made = Desk(root)
    made.write({"dossier.yml": DOSSIER, **FILES})
    for name, text in CAPTURES.items():
        made.capture(name, text)
    return made


def quotes(texts: Mapping[str, str]) -> str:
    """Records of quotes, by id, each in the source `times`; as JSON, which is YAML too."""
    return "".join(
        f"- {json.dumps({'id': id, 'text': text, 'speaker': 'guild', 'appearances': [{'source': 'times'}]})}\n"
        for id, text in texts.items()
    )
