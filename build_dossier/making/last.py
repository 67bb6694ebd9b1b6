"""Whether anything at all has changed since the last build: told from the bytes that went into it, before any is read.

Where nothing has, the build is over before the first record is looked at.
"""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from build_dossier.cache import read_checked, write_checked
from build_dossier.reads.fingerprint import LENGTH


def inputs_of(data: Path, *others: str) -> str:
    """The fingerprint of every file below the data folder, whatever it is, and of what else went into a build."""
    told = hashlib.sha256("\0".join(others).encode())
    for path, content in _files(data, ""):
        told.update(f"{path}\0{len(content)}\0".encode("utf-8", "surrogateescape") + content)
    return told.hexdigest()[:LENGTH]


def _files(folder: Path, within: str) -> Iterator[tuple[str, bytes]]:
    """Each file with its path; what cannot be read has a name and no content, and stops the build later."""
    try:
        with os.scandir(folder) as found:
            entries = sorted(found, key=lambda entry: entry.name)
    except OSError:
        return
    for entry in entries:
        if entry.is_dir(follow_symlinks=False):
            yield from _files(folder / entry.name, f"{within}{entry.name}/")
            continue
        try:
            content = (folder / entry.name).read_bytes() if entry.is_file() else b""
        except OSError:
            content = b""
        yield f"{within}{entry.name}", content


def read_last(file: Path, inputs: str) -> Mapping[str, Any] | None:
    """What was noted of the last build, if it was made from the same; None if not."""
    content = read_checked(file)
    try:
        told = json.loads(content) if content else {}
        return told["outcome"] if told["inputs"] == inputs else None
    except (ValueError, KeyError, TypeError):
        return None


def write_last(file: Path, inputs: str, outcome: Mapping[str, Any]) -> None:
    """Note what came of a build."""
    write_checked(file, json.dumps({"inputs": inputs, "outcome": outcome}).encode())
