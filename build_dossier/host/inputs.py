"""What a site is made of, as digests. It knows no MkDocs, so that finding a site unchanged costs no import of it."""

from __future__ import annotations

import hashlib
import os
import platform
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from functools import cache
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from build_dossier.project import Project
from build_dossier.publish.writing import MANIFEST
from build_dossier.values.edtf import Edtf

_PACKAGE = Path(__file__).parent.parent
# What of our own code has a hand in the HTML of a page, beside its Markdown.
_SHELL = (_PACKAGE / "host", _PACKAGE / "language")
_SEARCH = (_PACKAGE / "publish", _PACKAGE / "language")
_PACKAGES = (
    "build-dossier",
    "Jinja2",
    "Markdown",
    "MarkupSafe",
    "mkdocs",
    "mkdocs-get-deps",
    "mkdocs-material",
    "mkdocs-material-extensions",
    "pathspec",
    "Pygments",
    "pymdown-extensions",
    "PyYAML",
)


def digest_of(*parts: str | bytes) -> str:
    """The SHA-256 of some texts, which no other division into texts has."""
    whole = hashlib.sha256()
    for part in parts:
        content = part if isinstance(part, bytes) else part.encode("utf-8", "surrogateescape")
        whole.update(b"%d:" % len(content))
        whole.update(content)
    return whole.hexdigest()


@cache
def packages() -> str:
    """The versions of all that makes HTML of Markdown."""
    return digest_of(platform.python_version(), *(f"{name} {_version(name)}" for name in _PACKAGES))


@cache
def shell() -> str:
    """Our own code and templates around the pages."""
    return digest_of(*(digest_of_folder(folder, skip="__pycache__") for folder in _SHELL))


@cache
def search_program() -> str:
    """What makes the search."""
    folders = (digest_of_folder(folder, skip="__pycache__") for folder in _SEARCH)
    return digest_of(*folders, *(f"{name} {_version(name)}" for name in ("pagefind-bin", "pagefind-bin-extended")))


def digest_of_content(content: bytes) -> str:
    """The SHA-256 of a file's content."""
    return hashlib.sha256(content).hexdigest()


def digest_of_folder(folder: Path, skip: str = "") -> str:
    """All files of a folder, by path and content; '' of a folder that is not there."""
    found: list[str | bytes] = []
    for path in sorted(_walk(folder)):
        if not skip or f"{skip}/" not in path:
            found += (path, (folder / path).read_bytes())
    return digest_of(*found) if found else ""


def documents(docs: Path, generated: Mapping[str, str]) -> dict[str, str]:
    """The SHA-256 of every file of the documentation folder by its path; those of generated files are known."""
    return {path: generated.get(path) or digest_of_file(docs / path) for path in paths_in(docs)}


def paths_in(docs: Path) -> Iterator[str]:
    """Every file of the documentation folder, but for our list of them."""
    return (path for path in _walk(docs) if path != MANIFEST)


def digest_of_files(files: Mapping[str, str]) -> str:
    """Of a folder's files by their paths."""
    return digest_of("\0".join(f"{path}\0{files[path]}" for path in sorted(files)))


def day_of(as_of: Edtf | None) -> str:
    """The last day that the dossier covers, if a sitemap and a gzip header can hold it; else ''."""
    day = (as_of.latest or as_of.earliest) if as_of else None
    return "{:04}-{:02}-{:02}".format(*day) if day and 1970 <= day[0] <= 2105 else ""


def date_of_build() -> str:
    """The day as MkDocs has it, by which it dates pages that the dossier does not date."""
    said = os.environ.get("SOURCE_DATE_EPOCH", "")
    now = datetime.fromtimestamp(int(said), UTC) if said.isdecimal() else datetime.now(UTC)
    return f"{now:%Y-%m-%d}"


def configuration(project: Project) -> str:
    """The digest of `mkdocs.yml` where it stands for itself; '' where it takes from other files or the environment."""
    try:
        content = (project.root / "mkdocs.yml").read_bytes()
    except OSError:
        return ""
    return "" if b"!ENV" in content or b"INHERIT" in content else digest_of(content, packages(), shell())


def _walk(folder: Path) -> Iterator[str]:
    """The paths of all files, as MkDocs finds them: also behind links."""
    root = str(folder)
    for place, _, names in os.walk(root, followlinks=True):
        below = place[len(root) + 1 :].replace(os.sep, "/")
        yield from (f"{below}/{name}" if below else name for name in names)


def digest_of_file(path: Path) -> str:
    """The SHA-256 of a file's content; '' of a link that leads nowhere."""
    try:
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except OSError:
        return ""


def _version(name: str) -> str:
    try:
        return version(name)
    except PackageNotFoundError:
        return ""
