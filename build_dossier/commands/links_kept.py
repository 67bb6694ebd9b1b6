"""What is remembered of addresses from one run of `dossier links` to the next: a file that a CI can keep."""

from __future__ import annotations

import json
import os
import tempfile
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

from build_dossier.capture.probe import Answer, Outcome

FILE = "links.json"
_GOOD = frozenset({Outcome.ANSWERS, Outcome.MOVED})
_IN_VAIN = frozenset({Outcome.GONE, Outcome.LOOPING, Outcome.FAILED})
_LARGEST = 20_000_000


@dataclass(frozen=True, slots=True)
class Kept:
    """What came of asking for an address the last time."""

    asked: str
    """The day, as 2018-01-31."""
    outcome: Outcome
    detail: str = ""
    goes_to: str = ""
    since: str = ""
    times: int = 0


@dataclass(frozen=True, slots=True)
class Memory:
    """By address, what is remembered."""

    kept: Mapping[str, Kept] = field(default_factory=dict)

    def is_due(self, url: str, day: date, max_age: int) -> bool:
        """Whether it is time to ask: a good answer holds for some days, anything else for the day."""
        old = self.kept.get(url)
        age = (day - date.fromisoformat(old.asked)).days if old else None
        if old is None or age is None or age < 0:
            return True
        return age >= max(max_age, 1) if old.outcome in _GOOD else age >= 1

    def after(self, url: str, answer: Answer | None, day: date) -> Kept:
        """What to remember of an address now; as before, where it was not asked for."""
        old = self.kept.get(url)
        if answer is None:
            return old or Kept(day.isoformat(), Outcome.NOT_ASKED)
        in_vain = answer.outcome in _IN_VAIN
        since = (old.since if old and old.since else day.isoformat()) if in_vain else ""
        times = (old.times if old and old.since else 0) + 1 if in_vain else 0
        return Kept(day.isoformat(), answer.outcome, answer.detail, answer.goes_to, since, times)


def read(folder: Path) -> Memory:
    """What was remembered; nothing where the file is not there, or is not what was written."""
    path = folder / FILE
    try:
        if path.stat().st_size > _LARGEST:
            return Memory()
        rows = json.loads(path.read_text("utf-8"))
        return Memory({str(url): _kept(row) for url, row in rows.items()})
    except (OSError, ValueError, TypeError, AttributeError, KeyError, RecursionError):
        return Memory()


def _kept(row: Mapping[str, Any]) -> Kept:
    texts = {name: str(row[name]) for name in ("asked", "detail", "goes_to", "since")}
    date.fromisoformat(texts["asked"])
    return Kept(**texts, outcome=Outcome(row["outcome"]), times=int(row["times"]))


def write(folder: Path, memory: Memory) -> None:
    """Remember for the next run; the file is written whole or not at all."""
    folder.mkdir(parents=True, exist_ok=True)
    text = json.dumps({url: asdict(kept) for url, kept in memory.kept.items()}, ensure_ascii=False, indent=1)
    number, name = tempfile.mkstemp(dir=folder)
    with os.fdopen(number, "w", encoding="utf-8") as file:
        file.write(text)
    Path(name).replace(folder / FILE)
