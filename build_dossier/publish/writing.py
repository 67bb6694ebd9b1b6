"""Writing pages into the documentation folder: only what changed, only what is ours, nothing outside."""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple, Protocol, TypeVar

from build_dossier.problems import Location, Problem
from build_dossier.publish.seen import read_seen, seen, write_seen
from build_dossier.render.pages import MARK

MANIFEST = ".dossier-manifest.json"


class File(Protocol):
    """A file to write: its path below the documentation folder, and the SHA-256 of its content."""

    @property
    def path(self) -> str:
        """Where it is written."""

    @property
    def digest(self) -> str:
        """What it holds."""


FileT = TypeVar("FileT", bound=File)


@dataclass(frozen=True, slots=True)
class Target:
    """The documentation folder."""

    docs: Path
    shown: str
    """What problems call it."""
    memory: Path | None = None
    """The file in which it is remembered how the files look; None for no memory."""


class Changes(NamedTuple):
    """What a run of writing did, as paths below the documentation folder."""

    written: tuple[str, ...]
    unchanged: tuple[str, ...]
    removed: tuple[str, ...]
    digests: Mapping[str, str] = {}
    """The SHA-256 of each file that is there now."""


def write(
    target: Target, files: Mapping[str, FileT], content: Callable[[FileT], bytes]
) -> tuple[Changes | None, list[Problem]]:
    """Make the generated files of a folder be these; on any problem nothing is touched.

    `content` is asked for that of a file that is not there yet.
    """
    docs, listed, there = target.docs, _read_manifest(target.docs), _Tree.of(target)
    problems = [problem for file in files.values() for problem in _in_the_way(there, target.shown, file, listed)]
    if problems:
        return None, problems
    written: list[str] = []
    unchanged: list[str] = []
    for path, file in files.items():
        if there.digest(path) == file.digest:
            unchanged.append(path)
        else:
            _put(docs / path, content(file))
            written.append(path)
    stale = sorted(set(listed) - set(files))
    removed = [path for path in stale if _remove(docs, path, listed[path])]
    digests = {path: file.digest for path, file in files.items()}
    manifest = _manifest(digests)
    if there.digest(MANIFEST) != _digest(manifest):
        _put(docs / MANIFEST, manifest)
        fresh = (*written, MANIFEST)
    else:
        fresh = tuple(written)
    _remember(target, there, fresh, {**digests, MANIFEST: _digest(manifest)})
    return Changes(tuple(written), tuple(unchanged), tuple(removed), digests), []


def stands(target: Target) -> Changes | None:
    """That all generated files are as they were written last; None where one is not, or where that is not known."""
    there, listed = _Tree.of(target), _read_manifest(target.docs)
    if not listed or any(not there.is_as_seen(path, digest) for path, digest in listed.items()):
        return None
    return Changes((), tuple(listed), (), listed) if there.is_as_seen(MANIFEST) else None


def _remember(target: Target, there: _Tree, written: Sequence[str], digests: Mapping[str, str]) -> None:
    if target.memory is None:
        return
    known = {path: seen(there.files[path], digests[path]) for path in digests if path in there.files}
    known |= {path: seen((target.docs / path).stat(), digests[path]) for path in written}
    if known != there.seen:
        with suppress(OSError):  # a folder that cannot be written costs time, no more
            write_seen(target.memory, known)


class _Tree:
    """What stands in the folder before anything is written; links are not followed."""

    def __init__(self, target: Target) -> None:
        self.docs = target.docs
        self.seen = read_seen(target.memory) if target.memory else {}
        self.folders: set[str] = set()
        self.files: dict[str, os.stat_result] = {}
        self.links: set[str] = set()
        self._digests: dict[str, str] = {}

    @classmethod
    def of(cls, target: Target) -> _Tree:
        """Look at all of it."""
        tree = cls(target)
        tree._look("")
        return tree

    def _look(self, folder: str) -> None:
        try:
            with os.scandir(self.docs / folder) as entries:
                found = list(entries)
        except (FileNotFoundError, NotADirectoryError):
            return
        for entry in found:
            path = f"{folder}{entry.name}"
            if entry.is_symlink():
                self.links.add(path)
            elif entry.is_dir():
                self.folders.add(path)
                self._look(f"{path}/")
            else:
                self.files[path] = entry.stat()

    def is_as_seen(self, path: str, digest: str = "") -> bool:
        """Whether a file looks as it did when it held what has this digest."""
        known = self.seen.get(path)
        return (
            known is not None and path in self.files and known.is_as(self.files[path]) and digest in ("", known.digest)
        )

    def digest(self, path: str) -> str:
        """The SHA-256 of a file; '' where there is none, or a link."""
        if path in self.files and path not in self._digests:
            known = self.is_as_seen(path)
            self._digests[path] = self.seen[path].digest if known else _digest((self.docs / path).read_bytes())
        return self._digests.get(path, "")

    def is_marked(self, path: str) -> bool:
        """Whether a file begins as ours do."""
        with (self.docs / path).open("rb") as file:
            return path in self.files and MARK.encode() in file.read(500)


def _manifest(digests: dict[str, str]) -> bytes:
    return (json.dumps({"generated": dict(sorted(digests.items()))}, indent=1) + "\n").encode()


def _digest(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


def _read_manifest(docs: Path) -> dict[str, str]:
    """The generated files of the last run with their SHA-256; an unreadable or forged list counts as none."""
    try:
        files = json.loads((docs / MANIFEST).read_bytes())["generated"]
        return {path: digest for path, digest in files.items() if _is_below(path) and isinstance(digest, str)}
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return {}


def _is_below(path: str) -> bool:
    return bool(path.strip("./")) and not path.startswith("/") and ".." not in path.split("/")


def _in_the_way(there: _Tree, shown: str, file: File, listed: Mapping[str, str]) -> Iterable[Problem]:
    path = file.path
    place = Location(f"{shown}/{path}")
    above = _above(path.rpartition("/")[0])
    if any(step in there.links and _leads_out(there.docs, step) for step in (path, *above)):
        yield Problem(
            place,
            "outside-docs",
            "a link in the documentation folder leads this page out of it",
            ("replace the link by a folder or file of its own",),
        )
    elif path in there.folders or path in there.links or not _is_free(there, file, listed):
        yield Problem(
            place,
            "page-in-the-way",
            "something that was not generated stands where a page is to be written",
            ("move it away, or give the record another id",),
        )
    elif any(folder in there.files or folder in there.links for folder in above):
        yield Problem(
            place,
            "page-in-the-way",
            "a file stands where the folder of this page is to be",
            ("move it away",),
        )


@lru_cache(maxsize=4096)
def _above(folder: str) -> tuple[str, ...]:
    """The folders on the way to what stands in a folder of this path."""
    return (*_above(folder.rpartition("/")[0]), folder) if folder else ()


def _is_free(there: _Tree, file: File, listed: Mapping[str, str]) -> bool:
    """Whether there is no such file, or it is to the byte what we wrote or would write, or it carries our mark."""
    path = file.path
    if path not in there.files or there.digest(path) in (listed.get(path), file.digest):
        return True
    return there.is_marked(path)


def _leads_out(docs: Path, link: str) -> bool:
    return not (docs / link).resolve().is_relative_to(docs.resolve())


def _leaves(docs: Path, target: Path) -> bool:
    steps = [target, *target.parents]
    own = steps[: steps.index(docs)]
    return any(step.is_symlink() and not step.resolve().is_relative_to(docs.resolve()) for step in own)


def _is_ours(target: Path, digests: tuple[str, ...]) -> bool:
    """Whether the file carries our mark, or is to the byte what we wrote or would write."""
    if target.is_symlink():
        return False
    content = target.read_bytes()
    return MARK.encode() in content[:500] or _digest(content) in digests


def _put(target: Path, content: bytes) -> None:
    """Write a file whole or not at all."""
    target.parent.mkdir(parents=True, exist_ok=True)
    part = target.with_name(f".{target.name}.part")
    part.unlink(missing_ok=True)  # a link of this name would lead the bytes elsewhere
    part.write_bytes(content)
    os.replace(part, target)  # noqa: PTH105 -- Path.replace is the same, but returns a new path


def _remove(docs: Path, path: str, digest: str) -> bool:
    """Remove a page that is no longer generated, and the folders that this empties; never a changed file."""
    target = docs / path
    if not target.is_file() or _leaves(docs, target) or not _is_ours(target, (digest,)):
        return False
    target.unlink()
    for folder in list(target.parents)[: list(target.parents).index(docs)]:
        if any(folder.iterdir()):
            break
        folder.rmdir()
    return True
