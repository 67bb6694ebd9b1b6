"""What is slow to make and was made before: one folder, named by content, never trusted blindly."""

from __future__ import annotations

import hashlib
import os
import tempfile
from collections.abc import Callable
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
            return kept
        content = make()
        with suppress(OSError):  # a folder that cannot be written costs time, no more
            write_checked(path, content)
        return content


NO_CACHE = Cache()


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
