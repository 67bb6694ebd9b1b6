"""Noting what is read: by name, so that a later build can ask what each of these names stands for then."""

from __future__ import annotations

from collections.abc import Callable, Collection, ItemsView, Iterator, Mapping, ValuesView
from contextlib import contextmanager
from typing import Any, TypeVar

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
    """A mapping that notes each key that is asked for, found or not, or that all of it was read.

    The names are `what` and a key, as `told`; for all of it, `what` and '*'.
    """

    __slots__ = ("_inner", "_notes", "_told", "_what")

    def __init__(self, inner: Mapping[KeyT, ValueT], notes: Notes, what: str, told: Callable[[Any], str] = str) -> None:
        self._inner, self._notes, self._what, self._told = inner, notes, what, told

    def __getitem__(self, key: KeyT) -> ValueT:
        self._notes.note(f"{self._what} {self._told(key)}")
        return self._inner[key]

    def __contains__(self, key: object) -> bool:
        self._notes.note(f"{self._what} {self._told(key)}")
        return key in self._inner

    def __iter__(self) -> Iterator[KeyT]:
        self._notes.note(f"{self._what} *")
        return iter(self._inner)

    def __len__(self) -> int:
        self._notes.note(f"{self._what} *")
        return len(self._inner)

    def items(self) -> ItemsView[KeyT, ValueT]:
        """All of it, which is one name."""
        self._notes.note(f"{self._what} *")
        return self._inner.items()

    def values(self) -> ValuesView[ValueT]:
        """The same, without the keys."""
        self._notes.note(f"{self._what} *")
        return self._inner.values()
