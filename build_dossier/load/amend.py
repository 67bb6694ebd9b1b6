"""Set fields of a record in the author's own text: nothing that stands there is moved, quoted anew or lost.

The places of the YAML nodes say where a field can go. Each possible spot is tried, the best first, until the text
reads back as the same records plus the field; where none does, nothing is changed. So a spot that was guessed wrongly,
within a block scalar for instance, can never reach a file.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache

from build_dossier.load.nodes import Items, Node, Plain, Scalar, is_null, plain
from build_dossier.load.nodes import Mapping as Record
from build_dossier.load.yaml_core import read_yaml
from build_dossier.problems import Problem

_BOM = b"\xef\xbb\xbf"
_LINE = re.compile(r"[^\r\n]*(?:\r\n|\r|\n)|[^\r\n]+\Z")
_BREAK = re.compile(r"\r\n|\r|\n")
_ONE_LINE_QUOTED = re.compile(r"""'(?:[^'\r\n]|'')*'|"(?:[^"\\\r\n]|\\.)*\"""")


class CannotAmendError(Exception):
    """A field cannot be set without disturbing the author's text; the message says which."""


def amended(raw: bytes, path: Sequence[int], fields: Mapping[str, str], order: Sequence[str]) -> bytes:
    """The bytes of a YAML file with fields set in one record, where they are absent there or empty.

    `path` leads to the record: () where the file is one mapping, (3,) for the fourth item of its list. `fields` are
    texts of one line by name; one that has a value already stays. `order` names every field of the kind in the order
    in which a new one should stand among the others. Raises CannotAmendError.
    """
    mark = _BOM if raw.startswith(_BOM) else b""
    text = raw[len(mark) :].decode("utf-8")
    for name in sorted(fields, key=order.index):
        text = _with_field(text, path, name, fields[name], order)
    return mark + text.encode("utf-8")


def _with_field(text: str, path: Sequence[int], name: str, value: str, order: Sequence[str]) -> str:
    root, problems = _read(text)
    record = _at(root, path)
    if root is None or record is None:
        raise CannotAmendError("there is no record at this place")
    entry = record.entries.get(name)
    if entry and not _is_empty(entry[1]):
        return text
    wanted = _with(plain(root), path, name, value), [problem.code for problem in problems]
    lines = _LINE.findall(text)
    tries = _filled(lines, name, *entry) if entry else _added(lines, record, name, order)
    for start, end, before, after in tries:
        for written in _spellings(value):
            candidate = text[:start] + before + written + after + text[end:]
            read, found = _read(candidate)
            if read and (plain(read), [problem.code for problem in found]) == wanted:
                return candidate
    raise CannotAmendError(f"`{name}: {value}` cannot be put in without disturbing what stands there")


@lru_cache(maxsize=1)  # what one field was verified with is where the next one starts
def _read(text: str) -> tuple[Node | None, list[Problem]]:
    return read_yaml("", text)


def _at(node: Node | None, path: Sequence[int]) -> Record | None:
    for step in path:
        node = node.nodes[step] if isinstance(node, Items) and step < len(node.nodes) else None
    return node if isinstance(node, Record) else None


def _is_empty(node: Node) -> bool:
    return is_null(node) or (isinstance(node, Scalar) and not node.text.strip())


def _with(tree: Plain, path: Sequence[int], name: str, value: str) -> Plain:
    """The plain tree with the field set; the tree itself is changed."""
    record = tree
    for step in path:
        assert isinstance(record, list)  # noqa: S101 -- the path was followed through the nodes
        record = record[step]
    assert isinstance(record, dict)  # noqa: S101
    record[name] = value
    return tree


def _spellings(value: str) -> tuple[str, str]:
    """Ways to write a text in YAML, the plainest first."""
    return value, "'" + value.replace("'", "''") + "'"


Try = tuple[int, int, str, str]
"""A stretch of the text to replace (mostly an empty one), and what to write before and after the value."""


def _filled(lines: Sequence[str], name: str, key: Scalar, value: Node) -> Iterator[Try]:
    """Where the value of a key goes that stands without one."""
    assert isinstance(value, Scalar)  # noqa: S101 -- only a scalar can be empty
    start = _offset(lines, value.line, value.column)
    text = "".join(lines)
    if value.plain and value.text:  # ~ or null
        yield start, start + len(value.text), "", ""
    elif quoted := _ONE_LINE_QUOTED.match(text, start):
        yield *quoted.span(), "", ""
    colon = re.compile(rf"""(["']?){re.escape(name)}\1[ \t]*:""").match(text, _offset(lines, key.line, key.column))
    if colon and value.plain and not value.text:
        yield colon.end(), colon.end(), " ", ""


def _added(lines: Sequence[str], record: Record, name: str, order: Sequence[str]) -> Iterator[Try]:
    """Where a key that does not stand in the record can go."""
    start = _offset(lines, record.line, record.column)
    if "".join(lines)[start : start + 1] == "{":
        yield from _into_braces(lines, record, name, order)
    else:
        yield from _on_a_line(lines, record, name, order)


def _on_a_line(lines: Sequence[str], record: Record, name: str, order: Sequence[str]) -> Iterator[Try]:
    """On a line of its own, below the field that comes before it in order, or else below any other."""
    earlier, later = _around(record, name, order)
    indent = " " * (record.column - 1)
    for key in [*reversed(earlier), *later]:
        last = _last_line(lines, key, record.column - 1)
        at = sum(map(len, lines[:last]))
        end_of_line = _BREAK.search(lines[last - 1]) or _BREAK.search(lines[0])
        ending = end_of_line.group() if end_of_line else "\n"
        has_end = lines[last - 1].endswith(("\r", "\n"))
        before, after = (indent, ending) if has_end else (ending + indent, "")
        yield at, at, f"{before}{name}: ", after


def _last_line(lines: Sequence[str], key: Scalar, indent: int) -> int:
    """The line in which a field ends, counted from 1: what is further in than its key belongs to it.

    So do the items of a list that stand in the column of the key, and a comment that runs on below its field.
    """
    last = number = key.line
    for line in lines[key.line :]:
        number += 1
        bare = line.lstrip(" \t")
        depth = len(line) - len(bare)
        if not bare.strip():
            continue
        if depth < indent or (depth == indent and not bare.startswith("- ")):
            break
        last = number
    return last


def _into_braces(lines: Sequence[str], record: Record, name: str, order: Sequence[str]) -> Iterator[Try]:
    """Before the field that comes after it in order, or else at the end."""
    _, later = _around(record, name, order)
    for key in later:
        at = _offset(lines, key.line, key.column)
        yield at, at, f"{name}: ", ", "
    text = "".join(lines)
    *_, (_, last) = record.entries.values()
    if isinstance(last, Scalar):
        start = _offset(lines, last.line, last.column)
        quoted = None if last.plain else _ONE_LINE_QUOTED.match(text, start)
        end = quoted.end() if quoted else start + len(last.text)
        yield end, end, f", {name}: ", ""
    first = next(iter(record.entries.values()))[0]
    at = _offset(lines, first.line, first.column)
    yield at, at, f"{name}: ", ", "


def _around(record: Record, name: str, order: Sequence[str]) -> tuple[list[Scalar], list[Scalar]]:
    """The keys that come before and after a field, each in order; keys that are not in the order come last."""
    rank = {field: number for number, field in enumerate(order)}
    keys = sorted(record.entries, key=lambda key: rank.get(key, len(rank)))
    before = [record.entries[key][0] for key in keys if rank.get(key, len(rank)) < rank[name]]
    return before, [record.entries[key][0] for key in keys[len(before) :]]


def _offset(lines: Sequence[str], line: int, column: int) -> int:
    """The place in the text of a line and column counted from 1."""
    return sum(map(len, lines[: line - 1])) + column - 1
