"""Tables as CSV (RFC 4180, UTF-8 without a mark, a header row), safe to open in a spreadsheet.

A spreadsheet takes a cell that begins with '=', '+', '-', '@' or a tab for a formula, and a formula can run commands or
send data away (https://owasp.org/www-community/attacks/CSV_Injection). Such a text gets an apostrophe in front. So that
this can be taken back without a doubt, a text that begins with apostrophes before such a character gets one more:
whoever wants the exact text takes one away where the pattern below fits. Only texts are changed. Numbers, dates, ids
and addresses cannot hold a formula and stay as they are, -5 too.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Sequence

from build_dossier.publish.tables import Table

# With the full-width forms, which spreadsheets set to an East Asian language read in the same way.
_SIGNS = "=+-@\t\r\n＝＋－＠"
FORMULA = re.compile(rf"'*[{re.escape(_SIGNS)}]")
_SUSPECT = frozenset(f"'{_SIGNS}")
"""What a text begins with that has to be looked at."""


def as_csv(table: Table, rows: Iterable[Sequence[str | None]]) -> bytes:
    """A table as a CSV file."""
    text = io.StringIO(newline="")
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow([column.name for column in table.columns])
    texts = [number for number, column in enumerate(table.columns) if column.sort == "text"]
    writer.writerows(_safe(row, texts) for row in rows)
    return text.getvalue().encode()


def _safe(row: Sequence[str | None], texts: Iterable[int]) -> Sequence[str | None]:
    cells = list(row)
    for number in texts:
        cell = cells[number]
        if cell and cell[0] in _SUSPECT:
            cells[number] = disarmed(cell)
    return cells


def disarmed(text: str) -> str:
    """A text as it stands in a cell that a spreadsheet takes for text."""
    return f"'{text}" if FORMULA.match(text) else text
