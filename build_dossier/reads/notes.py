"""Noting what is read: by name, so that a later build can ask what each of these names stands for then."""

from __future__ import annotations

from collections.abc import Callable, Collection, ItemsView, Iterator, Mapping, ValuesView
from contextlib import contextmanager
from typing import TypeVar

KeyT = TypeVar("KeyT")
ValueT = TypeVar("ValueT")

Names = set[str]
"""What was read, as 'record quote:q5': what it is, a blank, and which."""


class Notes:
    """The one value here that changes: the names read since somebody began to ask for them."""

    def __init__(self) -> None:
        self._names: Names | None = None

    def note(self, name: str) -> None:
        """Something is read."""
        if self._names is not None:
            self._names.add(name)

    def note_all(self, names: Collection[str]) -> None:
        """Several things are read."""
        if self._names is not None:
            self._names.update(names)

    @contextmanager
    def taken(self) -> Iterator[Names]:
        """The names of what is read within the block; who asked before is told of them too."""
        outer, inner = self._names, Names()
        self._names = inner
        try:
            yield inner
        finally:
            self._names = outer
            if outer is not None:
                outer |= inner

    @contextmanager
    def paused(self) -> Iterator[None]:
        """Nothing that is read within the block is noted: whoever asks notes what comes of it."""
        outer, self._names = self._names, None
        try:
            yield
        finally:
            self._names = outer


class Watched(Mapping[KeyT, ValueT]):
    """A mapping that notes each key that is asked for, found or not, and under '*' that all of it was read."""

    __slots__ = ("_inner", "_name", "_notes")

    def __init__(self, inner: Mapping[KeyT, ValueT], notes: Notes, name: Callable[[object], str]) -> None:
        self._inner, self._notes, self._name = inner, notes, name

    def __getitem__(self, key: KeyT) -> ValueT:
        self._notes.note(self._name(key))
        return self._inner[key]

    def __contains__(self, key: object) -> bool:
        self._notes.note(self._name(key))
        return key in self._inner

    def __iter__(self) -> Iterator[KeyT]:
        self._notes.note(self._name("*"))
        return iter(self._inner)

    def __len__(self) -> int:
        self._notes.note(self._name("*"))
        return len(self._inner)

    def items(self) -> ItemsView[KeyT, ValueT]:
        """All of it, which is one name."""
        self._notes.note(self._name("*"))
        return self._inner.items()

    def values(self) -> ValuesView[ValueT]:
        """The same, without the keys."""
        self._notes.note(self._name("*"))
        return self._inner.values()
