"""What is slow to make and was made before: one folder, named by content, never trusted blindly."""

from __future__ import annotations

import hashlib
import os
import tempfile
import time
from collections.abc import Callable, Iterable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

FOLDER = ".cache/dossier"


@dataclass(frozen=True, slots=True)
class Cache:
    """A folder of results. A file that cannot be read, or is not what was written, is made anew; None keeps nothing."""

    folder: Path | None = None
    is_read: bool = True
    """Whether what was made before is used; else all is made anew, and kept."""

    def made(self, kind: str, recipe: bytes, make: Callable[[], bytes]) -> bytes:
        """The result of a recipe: all that it depends on, versions of packages included. `kind` is a plain name."""
        if self.folder is None:
            return make()
        path = self.folder / kind / hashlib.sha256(recipe).hexdigest()
        kept = read_checked(path) if self.is_read else None
        if kept is not None:
            _use(path)
            return kept
        content = make()
        with suppress(OSError):  # a folder that cannot be written costs time, no more
            write_checked(path, content)
        return content

    def has(self, kind: str, recipe: bytes) -> bool:
        """Whether the result of a recipe is likely to be there; whether it is whole shows when it is read."""
        return bool(
            self.folder and self.is_read and (self.folder / kind / hashlib.sha256(recipe).hexdigest()).is_file()
        )


NO_CACHE = Cache()


def _use(path: Path) -> None:
    """Note that a file is of use still: what was not for the longest time is deleted first."""
    with suppress(OSError):
        os.utime(path, ns=(time.time_ns(), path.stat().st_mtime_ns))


def bound(folder: Path, kinds: Iterable[str], most: int) -> None:
    """Delete what was of no use for the longest time, until the files of some kinds hold at most so many bytes."""
    with suppress(OSError):
        found = [(path, path.stat()) for kind in kinds for path in (folder / kind).glob("*") if path.is_file()]
        whole = sum(about.st_size for _, about in found)
        for path, about in sorted(found, key=lambda each: max(each[1].st_atime_ns, each[1].st_mtime_ns)):
            if whole <= most:
                return
            path.unlink(missing_ok=True)
            whole -= about.st_size


def read_checked(path: Path) -> bytes | None:
    """A file's content behind its own hash; None for a file that is not there, was cut off or changed."""
    try:
        whole = path.read_bytes()
    except OSError:
        return None
    content = whole[32:]
    return content if hashlib.sha256(content).digest() == whole[:32] else None


def write_checked(path: Path, content: bytes) -> None:
    """Write such a file, whole or not at all."""
    path.parent.mkdir(parents=True, exist_ok=True)
    number, name = tempfile.mkstemp(dir=path.parent)
    with os.fdopen(number, "wb") as file:
        file.write(hashlib.sha256(content).digest() + content)
    Path(name).replace(path)
