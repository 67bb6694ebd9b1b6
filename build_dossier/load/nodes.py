"""The YAML of a file as a tree that remembers where each part stood.

A scalar keeps the text that the author wrote: what it means is decided by the field that it fills, so
`NO`, `012`, `12:30` and `2016-10` come in as written.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

NULLS = frozenset(("", "~", "null", "Null", "NULL"))
"""What YAML 1.2 core reads as null, where it stands without quotation marks."""


class Scalar(NamedTuple):
    """A single value; `plain` says that it stood without quotation marks."""

    text: str
    plain: bool
    line: int
    column: int

    @property
    def is_null(self) -> bool:
        """Whether YAML 1.2 core reads it as null."""
        return self.plain and self.text in NULLS


class Items(NamedTuple):
    """A list."""

    nodes: tuple[Node, ...]
    line: int
    column: int


class Mapping(NamedTuple):
    """A mapping: each key once, in the author's order."""

    entries: dict[str, tuple[Scalar, Node]]
    line: int
    column: int

    def value(self, key: str) -> Node | None:
        """The node under `key`, None where it is absent or null."""
        entry = self.entries.get(key)
        return None if entry is None or is_null(entry[1]) else entry[1]


Node = Scalar | Items | Mapping
Plain = str | list["Plain"] | dict[str, "Plain"] | None


def is_null(node: Node) -> bool:
    """Whether the node stands for nothing."""
    return isinstance(node, Scalar) and node.is_null


def plain(node: Node) -> Plain:
    """The node as dict, list and str; None where a value is absent (null)."""
    if isinstance(node, Scalar):
        return None if node.is_null else node.text
    if isinstance(node, Items):
        return [plain(item) for item in node.nodes]
    return {key: plain(value) for key, (_, value) in node.entries.items()}


def place(node: Node, path: Sequence[str | int], *, key: bool = False) -> tuple[int, int]:
    """Line and column of what `path` leads to: as deep as it goes, the key instead of its value if asked."""
    here = (node.line, node.column)
    for step in path:
        if isinstance(node, Mapping) and step in node.entries:
            name, node = node.entries[str(step)]
            here = (name.line, name.column) if key or is_null(node) else (node.line, node.column)
        elif isinstance(node, Items) and isinstance(step, int):
            node = node.nodes[step]
            here = (node.line, node.column)
        # any other step is one that only the reader of types knows, such as a missing field
    return here


def stands(node: Node, path: Sequence[str | int]) -> bool:
    """Whether the mapping that holds the last step of `path` has this key, be it with or without a value."""
    *before, last = path
    for step in before:
        if isinstance(node, Mapping) and step in node.entries:
            node = node.entries[str(step)][1]
        elif isinstance(node, Items) and isinstance(step, int):
            node = node.nodes[step]
    return isinstance(node, Mapping) and last in node.entries


def walk(node: Node | None, path: Sequence[str]) -> Iterator[Scalar]:
    """The scalars that a path as ('appearances', '*', 'source') leads to; wrong shapes are passed over."""
    if node is None:
        return
    if not path:
        if isinstance(node, Scalar) and not node.is_null:
            yield node
    elif path[0] == "*":
        if isinstance(node, Items):
            for item in node.nodes:
                yield from walk(item, path[1:])
    elif isinstance(node, Mapping):
        yield from walk(node.value(path[0]), path[1:])
