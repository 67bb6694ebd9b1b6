"""The items of a list as plain values: the quick way through YAML, for files that are as they should be.

Most files hold no mistake, and nobody asks at which column a field stands. So the parser's events become dicts, lists
and texts at once, without a node and a place for each. Where there is anything to tell, this says None, and
`yaml_core` reads the file and tells it.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, NamedTuple

import yaml

from build_dossier.load.nodes import NULLS, Plain
from build_dossier.load.yaml_core import LOADER

_DEEP = 30  # well below where yaml_core refuses
_LONGEST_NULL = max(map(len, NULLS))


class PlainItem(NamedTuple):
    """An item's value, and the place where it begins, counted from 1."""

    line: int
    column: int
    value: Plain


class _OddError(Exception):
    """Something here is for `yaml_core` to tell."""


def plain_items(text: str) -> list[PlainItem] | None:
    """The items of a text that is one list in block style; None for any other, and for one with a mistake in it."""
    try:
        return _items(LOADER(text).get_event)
    except (yaml.YAMLError, _OddError):
        return None


_Event = Any  # PyYAML says nothing of types
_Next = Callable[[], _Event]


def _items(next_event: _Next) -> list[PlainItem]:
    next_event()  # the stream
    next_event()  # the document
    root = next_event()
    if type(root) is not yaml.SequenceStartEvent or root.flow_style or root.anchor is not None or root.tag is not None:
        raise _OddError
    items = []
    while type(event := next_event()) is not yaml.SequenceEndEvent:
        mark = event.start_mark
        items.append(PlainItem(mark.line + 1, mark.column + 1, _value(event, next_event, 1)))
    next_event()  # the document's end
    if type(next_event()) is not yaml.StreamEndEvent:
        raise _OddError
    return items


def _value(event: _Event, next_event: _Next, depth: int) -> Plain:
    """What begins with an event."""
    kind = type(event)
    if kind is yaml.AliasEvent or event.anchor is not None or event.tag is not None or depth > _DEEP:
        raise _OddError
    if kind is yaml.ScalarEvent:
        return _text(event)
    return (_list if kind is yaml.SequenceStartEvent else _mapping)(next_event, depth + 1)


def _text(event: _Event) -> str | None:
    text: str = event.value
    return None if len(text) <= _LONGEST_NULL and text in NULLS and not event.style else text


def _list(next_event: _Next, depth: int) -> Plain:
    items: list[Plain] = []
    while type(event := next_event()) is not yaml.SequenceEndEvent:
        items.append(_value(event, next_event, depth))
    return items


def _mapping(next_event: _Next, depth: int) -> Plain:
    # most values are scalars: they are read here, since a call for each would take a third more time
    entries: dict[str, Plain] = {}
    scalar, end, longest, nulls = yaml.ScalarEvent, yaml.MappingEndEvent, _LONGEST_NULL, NULLS
    while type(event := next_event()) is not end:
        if type(event) is not scalar or event.anchor is not None or event.tag is not None:
            raise _OddError
        key = event.value
        if key in entries:
            raise _OddError
        event = next_event()
        if type(event) is scalar and event.anchor is None and event.tag is None:
            text = event.value
            entries[key] = None if len(text) <= longest and text in nulls and not event.style else text
        else:
            entries[key] = _value(event, next_event, depth)
    return entries
