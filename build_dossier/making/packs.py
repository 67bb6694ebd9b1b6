"""The contents of files that were made, compressed, many to a file: a pack is written once and never changed.

A large content has a file of its own, as it is: pressing it takes longer than making it, and where it is of no use any
more, its file goes without a word about the others.
"""

from __future__ import annotations

import hashlib
import os
import tempfile
import zlib
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import BinaryIO

from build_dossier.making.product import Held

_LEVEL = 1  # pages become a quarter of their size; the next levels take twice the time for a tenth less
_LARGE = 1_000_000
"""In bytes."""
_WHOLE = ".whole"


class LostError(Exception):
    """A pack does not hold what it should: it was deleted, cut off or changed."""


def is_whole(pack: str) -> bool:
    """Whether a file of contents holds just one, as it is."""
    return pack.endswith(_WHOLE)


@dataclass
class Packing:
    """A pack that is being written. It has its name from the start: what it holds can be told before its end."""

    folder: Path
    name: str = ""
    _file: BinaryIO | None = None
    _at: int = 0

    def add(self, path: str, content: bytes) -> Held:
        """Put a file's content into the pack."""
        digest = hashlib.sha256(content).hexdigest()
        if len(content) > _LARGE:
            return self._alone(path, digest, content)
        if self._file is None:
            self.folder.mkdir(parents=True, exist_ok=True)
            number, whole = tempfile.mkstemp(prefix="", suffix=".pack", dir=self.folder)
            self._file, self.name = os.fdopen(number, "wb"), Path(whole).name
        pressed = zlib.compress(content, _LEVEL)
        self._file.write(pressed)
        held = Held(path, digest, self.name, self._at, len(pressed))
        self._at += len(pressed)
        return held

    def _alone(self, path: str, digest: str, content: bytes) -> Held:
        self.folder.mkdir(parents=True, exist_ok=True)
        number, whole = tempfile.mkstemp(dir=self.folder)
        with os.fdopen(number, "wb") as file:
            file.write(content)
        Path(whole).replace(self.folder / f"{digest}{_WHOLE}")
        return Held(path, digest, f"{digest}{_WHOLE}", 0, len(content))

    def close(self) -> None:
        """Finish the pack."""
        if self._file:
            self._file.close()


@dataclass
class Packs:
    """The packs in a folder."""

    folder: Path
    _open: dict[str, BinaryIO] = field(default_factory=dict, repr=False)
    _sizes: dict[str, int] = field(default_factory=dict, repr=False)

    def content(self, held: Held) -> bytes:
        """A file's content; LostError where the pack no longer holds it."""
        try:
            file = self._file(held.pack)
            file.seek(held.start)
            content = file.read(held.length)
            content = content if is_whole(held.pack) else zlib.decompress(content)
        except (OSError, zlib.error, ValueError) as error:
            raise LostError(held.path) from error
        if hashlib.sha256(content).hexdigest() != held.digest:
            raise LostError(held.path)
        return content

    def _file(self, name: str) -> BinaryIO:
        if name not in self._open:
            if Path(name).name != name:
                raise LostError(name)
            self._open[name] = (self.folder / name).open("rb")
        return self._open[name]

    def has(self, held: Held) -> bool:
        """Whether the pack is there and long enough."""
        if held.pack not in self._sizes:
            self._sizes[held.pack] = self._size(held.pack)
        return self._sizes[held.pack] >= held.start + held.length

    def _size(self, name: str) -> int:
        try:
            return (self.folder / Path(name).name).stat().st_size
        except (OSError, ValueError):
            return -1

    def __enter__(self) -> Packs:
        return self

    def __exit__(self, *_: object) -> None:
        """Let go of the files."""
        for file in self._open.values():
            file.close()
        self._open.clear()

    def keep(self, names: Iterable[str]) -> None:
        """Delete all packs but these; none of them is open."""
        kept = set(names)
        with suppress(OSError):
            for path in self.folder.iterdir():
                if path.name not in kept:
                    path.unlink(missing_ok=True)
