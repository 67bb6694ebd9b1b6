"""What is kept of a build for the next one: of each page what it was made of, what became of it, and its HTML.

It lies below `.cache/dossier/`, may be deleted at any time and be brought from another commit: each file stands behind
its own hash, each page is used for its content alone, and what cannot be read is as good as nothing.
"""

from __future__ import annotations

import hashlib
import json
import os
import tempfile
import zlib
from collections.abc import Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple

from build_dossier.cache import read_checked, write_checked
from build_dossier.project import Project

_FORMAT = "1"


class Facts(NamedTuple):
    """What other pages need to know of a page, and what its HTML took from the set of files."""

    anchors: list[str]
    links: dict[str, dict[str, str]]
    """Links to anchors: by the target's source path, each anchor with the link as it was written."""
    found: list[str]
    """The source paths of what it links to."""
    missing: list[str]
    """Where it looked for a target in vain."""


class KeptPage(NamedTuple):
    """A page as it was last built."""

    markdown: str
    """The SHA-256 of its Markdown."""
    html: str
    """The SHA-256 of its HTML."""
    size: int
    """Of the HTML, in bytes."""
    told: str
    """Its facts, as JSON: most are never asked for."""

    @property
    def facts(self) -> Facts:
        """What other pages need to know of it."""
        return Facts(*json.loads(self.told))


@dataclass(frozen=True, slots=True)
class KeptPages:
    """All pages of the last build by their source paths, and what they all depend on, by name."""

    surroundings: Mapping[str, str] = field(default_factory=dict)
    files: str = ""
    """The digest of the paths of all files, to which a link could lead."""
    pages: Mapping[str, KeptPage] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Shelf:
    """The folder where all this is kept."""

    folder: Path

    @classmethod
    def of(cls, project: Project) -> Shelf:
        """That of a project."""
        return cls(project.cache / "site")

    def pages(self) -> KeptPages:
        """Those of the last build; none if the file is broken or of another format."""
        head, _, lines = self.read("pages").decode().partition("\n")
        try:
            told = json.loads(head)
            if told["format"] != _FORMAT:
                return KeptPages()
            split = (line.split("\t") for line in lines.split("\n") if line)
            pages = {source: KeptPage(md, html, int(size), facts) for source, md, html, size, facts in split}
            return KeptPages(told["surroundings"], told["files"], pages)
        except (ValueError, KeyError, TypeError):
            return KeptPages()

    def keep_pages(self, kept: KeptPages) -> None:
        """Keep these for the next build, and of the HTML only theirs."""
        head = json.dumps({"format": _FORMAT, "surroundings": dict(kept.surroundings), "files": kept.files})
        lines = ("\t".join((source, *map(str, page))) for source, page in kept.pages.items())
        self.write("pages", "\n".join((head, *lines)).encode())
        self._drop_html({page.html for page in kept.pages.values()})

    def html(self, page: KeptPage) -> bytes | None:
        """The HTML of a page, if it is there and as it was written."""
        with suppress(OSError, zlib.error):
            unpacking = zlib.decompressobj()
            content = unpacking.decompress((self.folder / "html" / page.html).read_bytes(), page.size + 1)
            if hashlib.sha256(content).hexdigest() == page.html:
                return content
        return None

    def keep_html(self, content: bytes) -> str:
        """Keep the HTML of a page; its SHA-256."""
        digest = hashlib.sha256(content).hexdigest()
        path = self.folder / "html" / digest
        if not path.is_file():
            _write(path, zlib.compress(content, 1))
        return digest

    def read(self, name: str) -> bytes:
        """A file as it was written, else nothing."""
        return read_checked(self.folder / name) or b""

    def write(self, name: str, content: bytes) -> None:
        """Write a file whole or not at all; a folder that cannot be written costs time at the next build, no more."""
        with suppress(OSError):
            write_checked(self.folder / name, content)

    def forget(self, name: str) -> None:
        """Remove a file: whatever happens now, it is no longer true."""
        (self.folder / name).unlink(missing_ok=True)

    def _drop_html(self, used: Iterable[str]) -> None:
        folder = self.folder / "html"
        with suppress(OSError):
            for name in set(os.listdir(folder)).difference(used):  # noqa: PTH208 -- 10,000 names, no paths
                (folder / name).unlink(missing_ok=True)


def _write(path: Path, content: bytes) -> None:
    with suppress(OSError):
        path.parent.mkdir(parents=True, exist_ok=True)
        number, name = tempfile.mkstemp(dir=path.parent)
        with os.fdopen(number, "wb") as file:
            file.write(content)
        Path(name).replace(path)
