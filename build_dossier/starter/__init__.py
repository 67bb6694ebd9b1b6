"""The small dossier that `dossier init` writes."""

from __future__ import annotations

from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path

_NAMES = {"gitattributes": ".gitattributes", "gitignore": ".gitignore"}


def write(folder: Path) -> list[str]:
    """Write the starter into a folder; FileExistsError names the first file that would be in the way."""
    contents = dict(_files(files("build_dossier.starter").joinpath("files"), ""))
    for name in contents:
        if (folder / name).exists():
            raise FileExistsError(name)
    for name, text in contents.items():
        target = folder / name
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(text, "utf-8")
    return sorted(contents)


def _files(folder: Traversable, prefix: str) -> list[tuple[str, str]]:
    found: list[tuple[str, str]] = []
    for entry in sorted(folder.iterdir(), key=lambda one: one.name):
        name = f"{prefix}{_NAMES.get(entry.name, entry.name)}"
        if entry.is_dir():
            found.extend(_files(entry, f"{name}/"))
        else:
            found.append((name, entry.read_text("utf-8")))
    return found
