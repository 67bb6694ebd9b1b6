"""What the benchmark edits in a made-up dossier, noted where it was made."""

from __future__ import annotations

import json
from pathlib import Path
from typing import NamedTuple

_FILE = "edits.json"


class Edit(NamedTuple):
    """Words at the end of a line of a file of the project; they stand there once."""

    path: str
    words: str


def write_edits(root: Path, edits: dict[str, Edit]) -> None:
    """Note them beside the data, by name: 'quote' and 'party'."""
    noted = {name: edit._asdict() for name, edit in edits.items()}
    (root / _FILE).write_text(json.dumps(noted, indent=1) + "\n", "utf-8")


def read_edits(root: Path) -> dict[str, Edit]:
    """Those of a project, by name."""
    return {name: Edit(**edit) for name, edit in json.loads((root / _FILE).read_text("utf-8")).items()}
