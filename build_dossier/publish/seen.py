"""What the files looked like when they were written, so that those nobody touched need not be read again.

As git does it: a file with the size and the time of its last change (nanoseconds) holds what it held. It is a memory of
this machine; on another one, or without it, every file is read.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from os import stat_result
from pathlib import Path
from typing import NamedTuple

from build_dossier.cache import read_checked, write_checked


class Seen(NamedTuple):
    """A file: its size in bytes, the time of its last change in nanoseconds, the SHA-256 of its content."""

    size: int
    changed: int
    digest: str

    def is_as(self, found: stat_result) -> bool:
        """Whether a file looks as it did."""
        return (self.size, self.changed) == (found.st_size, found.st_mtime_ns)


def seen(found: stat_result, digest: str) -> Seen:
    """How a file looks now."""
    return Seen(found.st_size, found.st_mtime_ns, digest)


def read_seen(file: Path) -> dict[str, Seen]:
    """What is remembered, by path; nothing where that is no memory of ours."""
    content = read_checked(file)
    try:
        return {path: Seen(*told) for path, told in json.loads(content).items()} if content else {}
    except (ValueError, TypeError, AttributeError):
        return {}


def write_seen(file: Path, files: Mapping[str, Seen]) -> None:
    """Remember it."""
    write_checked(file, json.dumps(files, separators=(",", ":")).encode())
