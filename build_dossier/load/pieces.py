"""A data file cut into its items, textually, so that what one of them says can be known without the others.

A file of records is mostly a list in block style whose items begin with "- " in the first column. There, and only
there, is it cut. Between two such lines the scanner of YAML keeps no state: indentation is closed, no bracket or
quotation mark is open. So where every piece reads as a list of one item, the whole reads as the list of those items.
What could break that rule is not cut at all, and read as a whole: see `cut`.
"""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass
from functools import cached_property

# Marks of documents and directives, line ends that editors do not count, a byte order mark.
_ODD = ("\n---", "\n...", "\n%", "\x85", "\u2028", "\u2029", "\ufeff")
# What may stand before the first item: blank lines and comments.
_HEAD = re.compile(r"(?:\n *(?:#[\t -~\xa0-\ud7ff\ue000-\ufefe\uff00-\ufffd\U00010000-\U0010ffff]*)?\r?)*")


@dataclass(frozen=True)
class Piece:
    """The text of one item, from its "- " to the line before the next one, and its first line, counted from 1."""

    line: int
    text: str

    @cached_property
    def digest(self) -> str:
        """The SHA-256 of the text, in hexadecimal digits."""
        return hashlib.sha256(self.text.encode()).hexdigest()


def cut(text: str) -> list[Piece] | None:
    """The pieces of a file, in order; None where it is no list in block style, or holds anything odd.

    Whether each piece is one item is for the reader to say: a text within quotation marks may run over a cut.
    """
    text = f"\n{text}"
    head, *rest = text.split("\n- ")
    is_odd = any(mark in text for mark in _ODD) or text.count("\r") != text.count("\r\n")
    if not rest or is_odd or not _HEAD.fullmatch(head):
        return None
    line = head.count("\n") + 1
    pieces = []
    for item in rest:
        pieces.append(Piece(line, f"- {item}\n"))
        line += item.count("\n") + 1
    pieces[-1] = Piece(pieces[-1].line, pieces[-1].text[:-1])
    return pieces
