"""What a result depends on beside what it is made from: rooms of this program, and the packages that they use."""

from __future__ import annotations

import hashlib
import platform
from functools import cache
from importlib.metadata import version
from importlib.resources import files


@cache
def checksum(rooms: tuple[str, ...], packages: tuple[str, ...] = ()) -> str:
    """A checksum of the code in some rooms, of the versions of some packages, whatever their order, and of Python's."""
    read = hashlib.sha256(platform.python_version().encode())
    for name in sorted(packages):
        read.update(f"{name} {version(name)}\n".encode())
    for room in sorted(rooms):
        for path in sorted((files("build_dossier") / room).iterdir(), key=lambda path: path.name):
            if path.name.endswith(".py"):
                read.update(f"{room}/{path.name}\n".encode() + path.read_bytes())
    return read.hexdigest()
