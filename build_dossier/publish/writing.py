"""Writing pages into the documentation folder: only what changed, only what is ours, nothing outside."""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Iterable, Sequence
from pathlib import Path, PurePosixPath
from typing import NamedTuple

from build_dossier.problems import Location, Problem
from build_dossier.render.pages import MARK, Asset, Page

MANIFEST = ".dossier-manifest.json"


class Changes(NamedTuple):
    """What a run of writing did, as paths below the documentation folder."""

    written: tuple[str, ...]
    unchanged: tuple[str, ...]
    removed: tuple[str, ...]


def write(docs: Path, shown: str, pages: Sequence[Page | Asset]) -> tuple[Changes | None, list[Problem]]:
    """Make the generated files of the folder `docs` be `pages`; on any problem nothing is touched.

    `shown` is what problems call the folder.
    """
    listed = _read_manifest(docs)
    encoded = {page.path: page.content for page in pages}
    problems = [
        problem
        for path, content in encoded.items()
        for problem in _in_the_way(docs, shown, path, (listed.get(path, ""), _digest(content)))
    ]
    if problems:
        return None, problems
    written: list[str] = []
    unchanged: list[str] = []
    for path, content in encoded.items():
        (written if _put(docs / path, content) else unchanged).append(path)
    stale = sorted(set(listed) - set(encoded))
    removed = [path for path in stale if _remove(docs, path, listed[path])]
    _put(docs / MANIFEST, _manifest(encoded))
    return Changes(tuple(written), tuple(unchanged), tuple(removed)), []


def _manifest(encoded: dict[str, bytes]) -> bytes:
    files = {path: _digest(content) for path, content in sorted(encoded.items())}
    return (json.dumps({"generated": files}, indent=1) + "\n").encode()


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
    parts = PurePosixPath(path).parts
    return bool(parts) and not path.startswith("/") and ".." not in parts


def _in_the_way(docs: Path, shown: str, path: str, digests: tuple[str, ...]) -> Iterable[Problem]:
    target = docs / path
    place = Location(f"{shown}/{path}")
    if _leaves(docs, target):
        yield Problem(
            place,
            "outside-docs",
            "a link in the documentation folder leads this page out of it",
            ("replace the link by a folder or file of its own",),
        )
    elif target.is_dir() or (target.exists() and not _is_ours(target, digests)):
        yield Problem(
            place,
            "page-in-the-way",
            "something that was not generated stands where a page is to be written",
            ("move it away, or give the record another id",),
        )
    elif not _is_folder_free(docs, target):
        yield Problem(
            place,
            "page-in-the-way",
            "a file stands where the folder of this page is to be",
            ("move it away",),
        )


def _leaves(docs: Path, target: Path) -> bool:
    steps = [target, *target.parents]
    own = steps[: steps.index(docs)]
    return any(step.is_symlink() and not step.resolve().is_relative_to(docs.resolve()) for step in own)


def _is_folder_free(docs: Path, target: Path) -> bool:
    folders = list(target.parents)
    return all(folder.is_dir() or not folder.exists() for folder in folders[: folders.index(docs) + 1])


def _is_ours(target: Path, digests: tuple[str, ...]) -> bool:
    """Whether the file carries our mark, or is to the byte what we wrote or would write."""
    if target.is_symlink():
        return False
    content = target.read_bytes()
    return MARK.encode() in content[:500] or _digest(content) in digests


def _put(target: Path, content: bytes) -> bool:
    """Write a file whole or not at all; False where it holds the content already."""
    try:
        if target.read_bytes() == content:
            return False
    except OSError:
        pass
    target.parent.mkdir(parents=True, exist_ok=True)
    part = target.with_name(f".{target.name}.part")
    part.unlink(missing_ok=True)  # a link of this name would lead the bytes elsewhere
    part.write_bytes(content)
    os.replace(part, target)  # noqa: PTH105 -- Path.replace is the same, but returns a new path
    return True


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
