"""The manifest of a built site: what is in it, byte for byte, and what it was made from. It is what is attested."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from build_dossier import __version__
from build_dossier.project import Project

FILE = "dossier-manifest.json"
_FORMAT = 1


def manifest(site: Path, project: Project, commit: str) -> bytes:
    """The manifest of the files of a site: the same for the same files, data and commit."""
    told = {
        "format": _FORMAT,
        "generator": {"name": "build-dossier", "version": __version__},
        "data": {"commit": commit or None, "sha256": _of_folder(project.data)},
        "evidence_lock": {"sha256": _sha256(project.lock) if project.lock.is_file() else None},
        "files": [{"path": path, "bytes": file.stat().st_size, "sha256": _sha256(file)} for path, file in _files(site)],
    }
    return (json.dumps(told, ensure_ascii=False, indent=1) + "\n").encode("utf-8", "backslashreplace")


def differing(site: Path, content: bytes) -> list[str]:
    """What of a site is not as its manifest says, in words; ValueError where that is none."""
    told = _read(content)
    found = {path: _sha256(file) for path, file in _files(site)}
    paths = sorted(path for path in {*told, *found} if told.get(path) != found.get(path))
    return [f"{path} {_how(path in told, path in found)}" for path in paths]


def _how(is_told: bool, is_found: bool) -> str:
    if is_told and is_found:
        return "is not what the manifest says"
    return "is not there" if is_told else "is not in the manifest"


def _read(content: bytes) -> dict[str, str]:
    try:
        told: Any = json.loads(content)
        if told["format"] != _FORMAT:
            raise ValueError("The manifest is of another version of this program.")
        return {str(file["path"]): str(file["sha256"]) for file in told["files"]}
    except (KeyError, TypeError, json.JSONDecodeError, RecursionError, UnicodeDecodeError):
        raise ValueError("This is no manifest of a site.") from None


def _files(folder: Path) -> Iterator[tuple[str, Path]]:
    for path in sorted(folder.rglob("*")):
        name = path.relative_to(folder).as_posix()
        if path.is_file() and name != FILE:
            yield name, path


def _of_folder(folder: Path) -> str:
    """One checksum for a folder: of the lines `<sha256>  <path>`, as sha256sum prints them."""
    lines = "".join(f"{_sha256(file)}  {path}\n" for path, file in _files(folder))
    return hashlib.sha256(lines.encode("utf-8", "surrogateescape")).hexdigest()


def _sha256(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
