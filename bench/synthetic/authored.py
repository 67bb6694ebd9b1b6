"""Records as YAML that a person might have written: blocks, folded paragraphs, short lists in one line, comments."""

from __future__ import annotations

import re
import textwrap
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TypeAlias

Value: TypeAlias = "str | int | Sequence[str] | Sequence[Mapping[str, Value]] | Mapping[str, Value]"
Fields: TypeAlias = "dict[str, Value]"

_WIDTH = 118
_PLAIN = re.compile(r"[A-Za-z0-9“‘][^#\n]*")
_IN_ONE_LINE = {"ref"}
"""A list of mappings that begin with such a field has one line for each."""


def written(records: Iterable[Fields], heading: str, section: Mapping[str, str]) -> str:
    """The text of a file; `section` has the comments that stand before some records, by their id."""
    lines = [f"# {heading}"]
    for record in records:
        if comment := section.get(str(record["id"])):
            lines += ["", f"# --- {comment}"]
        lines += _item(record, 0)
    return "\n".join(lines) + "\n"


def mapping(fields: Mapping[str, Value]) -> str:
    """The text of a file that holds one mapping."""
    return "\n".join(_mapping(fields, 0)) + "\n"


def _item(fields: Mapping[str, Value], indent: int) -> list[str]:
    lines = _mapping(fields, indent + 2)
    return [f"{' ' * indent}- {lines[0].lstrip()}", *lines[1:]]


def _mapping(fields: Mapping[str, Value], indent: int) -> list[str]:
    return [line for name, value in fields.items() for line in _field(name, value, indent)]


def _field(name: str, value: Value, indent: int) -> Iterator[str]:
    head = f"{' ' * indent}{name}:"
    if isinstance(value, str):
        yield from _text(head, value, indent)
    elif isinstance(value, int):
        yield f"{head} {value}"
    elif isinstance(value, Mapping):
        yield head
        yield from _mapping(value, indent + 2)
    else:
        yield from _list(head, value, indent)


def _list(head: str, items: Sequence[str] | Sequence[Mapping[str, Value]], indent: int) -> Iterator[str]:
    texts = [item for item in items if isinstance(item, str)]
    flow = f"{head} [{', '.join(texts)}]"
    if texts and len(flow) <= _WIDTH and all(re.fullmatch(r"[\w:-]+", text) for text in texts):
        yield flow
        return
    yield head
    for item in items:
        if isinstance(item, str):
            yield f"{' ' * indent}  - {_scalar(item)}"
        elif next(iter(item)) in _IN_ONE_LINE:
            yield f"{' ' * indent}  - {{{', '.join(_pair(*pair) for pair in item.items())}}}"
        else:
            yield from _item(item, indent + 2)


def _pair(name: str, value: Value) -> str:
    return f'{name}: "{value}"' if isinstance(value, str) and ":" in value else f"{name}: {value}"


def _text(head: str, value: str, indent: int) -> Iterator[str]:
    if len(head) + len(value) < _WIDTH:
        yield f"{head} {_scalar(value)}"
        return
    yield f"{head} >-"
    room = _WIDTH - indent - 2
    for line in textwrap.wrap(value, room, break_long_words=False, break_on_hyphens=False):
        yield f"{' ' * indent}  {line}"


def _scalar(value: str) -> str:
    is_plain = _PLAIN.fullmatch(value) and not re.search(r":(\s|$)|[\[\]{}]", value) and not re.fullmatch(r"\d", value)
    return value if is_plain else '"' + value.replace("\\", "\\\\").replace('"', '\\"') + '"'
