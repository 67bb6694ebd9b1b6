"""What `dossier export` gives, for tests: each form as its reader sees it."""

from __future__ import annotations

import csv
import io
import json
import re
from pathlib import Path
from typing import Any

from click.testing import CliRunner, Result

from build_dossier.cli import main
from tests.conftest import CASES
from tests.projects import FIRST, case, files_in

Json = dict[str, Any]
Rows = list[dict[str, str]]

DATA = {path.name: case(path.name) for path in sorted((CASES / "ok").iterdir())} | {"the first dossier": FIRST}
"""Every sound dossier at hand, by name."""


def export(data: Path, *args: str | Path) -> Result:
    """`dossier export` of a data folder, in this process."""
    return CliRunner().invoke(main, ["export", "-C", str(data.parent), *map(str, args)])


def exported(data: Path, form: str = "json") -> Any:  # noqa: ANN401 -- whatever JSON holds
    """The printed form of a sound data folder, read as JSON."""
    done = export(data, "--format", form)
    assert done.exit_code == 0, done.output
    return json.loads(done.stdout)


def exported_files(data: Path, form: str, target: Path) -> dict[str, bytes]:
    """The files of a form, by name, written into the folder `target`."""
    done = export(data, "--format", form, "-o", target)
    assert (done.exit_code, done.stdout) == (0, ""), done.output
    return files_in(target)


def exact(cell: str) -> str:
    """A cell without the apostrophe that keeps a spreadsheet from running it, by the rule of README.txt."""
    return cell[1:] if re.match(r"'+[=+\-@\t\r\n＝＋－＠]", cell) else cell


def rows(content: bytes) -> Rows:
    """The rows of a CSV file, with exact cells."""
    reader = csv.DictReader(io.StringIO(content.decode(), newline=""), strict=True)
    return [{name: exact(cell) for name, cell in row.items()} for row in reader]
