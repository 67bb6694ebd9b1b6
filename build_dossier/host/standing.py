"""The site's folder as the last build left it, and how it becomes that of this build.

Whether a file is still ours is told by its size and its time of change, as version control does it; whether something
was added to a folder, by the time of change of the folder.
"""

from __future__ import annotations

import os
import shutil
import stat
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple

from build_dossier.host.kept import Shelf

_FILE = "standing"


class Standing(NamedTuple):
    """A file of the site."""

    digest: str
    """The SHA-256 of its content."""
    size: int
    changed: int
    """In nanoseconds."""


@dataclass(frozen=True, slots=True)
class Site:
    """What the last build left: the files, the folders with their times of change, and what it was made of."""

    made_of: str = ""
    search: str = ""
    """What the files of the search were made of."""
    files: Mapping[str, Standing] = field(default_factory=dict)
    folders: Mapping[str, int] = field(default_factory=dict)

    def __bool__(self) -> bool:
        return bool(self.made_of)


class Damage(NamedTuple):
    """How a folder differs from what was left: files that are not as they were, and what is not ours."""

    broken: frozenset[str]
    strays: tuple[str, ...]

    def __bool__(self) -> bool:
        return bool(self.broken or self.strays)


def last_site(shelf: Shelf) -> Site:
    """What is known of the site's folder."""
    head, _, lines = shelf.read(_FILE).decode("utf-8", "replace").partition("\n")
    files, folders = {}, {}
    try:
        for line in lines.split("\n") if lines else ():
            digest, size, changed, path = line.split("\t")
            if digest:
                files[path] = Standing(digest, int(size), int(changed))
            else:
                folders[path] = int(changed)
    except ValueError:
        return Site()
    made_of, _, search = head.partition(" ")
    return Site(made_of, search, files, folders)


def keep_site(shelf: Shelf, site: Site) -> None:
    """Note how the folder was left."""
    files = ("\t".join((*map(str, standing), path)) for path, standing in site.files.items())
    folders = (f"\t0\t{changed}\t{path}" for path, changed in site.folders.items())
    shelf.write(_FILE, "\n".join((f"{site.made_of} {site.search}", *files, *folders)).encode())


def forget_site(shelf: Shelf) -> None:
    """From here on the folder is changed; should that break off, the next build makes all of it anew."""
    shelf.forget(_FILE)


def damage(folder: Path, site: Site) -> Damage:
    """What happened to the folder since."""
    root = str(folder)
    broken = {path for path, left in site.files.items() if _standing(f"{root}/{path}") != left[1:]}
    strays: list[str] = []
    ours: dict[str, set[str]] = {}
    for path, changed in site.folders.items():
        now = _folder_changed(f"{root}/{path}")
        if now == changed:
            continue
        if now is None:  # gone, or a link to elsewhere, behind which all may look as it was
            strays += [path] if os.path.lexists(f"{root}/{path}") else []
            broken |= {file for file in site.files if file.startswith(f"{path}/")}
        else:
            ours = ours or _contents(site)
            before = f"{path}/" if path else ""
            strays += (f"{before}{name}" for name in set(os.listdir(f"{root}/{path}")) - ours[path])  # noqa: PTH208
    return Damage(frozenset(broken), tuple(strays))


def change(folder: Path, staged: Path, gone: Iterable[str], strays: Iterable[str]) -> None:
    """Make the folder hold what is staged, and no longer what is gone."""
    for path in strays:
        _remove(folder / path)
    for path in gone:
        _remove(folder / path)
        _prune(folder, path)
    for path in walked(staged):
        target = folder / path
        target.parent.mkdir(parents=True, exist_ok=True)
        if target.is_dir():
            _remove(target)
        (staged / path).replace(target)


def exchange(folder: Path, staged: Path, old: Path) -> None:
    """Put a whole new site into the place of the old one."""
    if folder.exists():
        folder.rename(old)
    staged.rename(folder)
    shutil.rmtree(old, ignore_errors=True)


def surveyed(folder: Path, made_of: str, search: str, digests: Mapping[str, str], old: Mapping[str, Standing]) -> Site:
    """The folder as it is now: files with these digests; `old` are those that were not touched."""
    root = str(folder)
    files = {}
    for path, digest in digests.items():
        left = old.get(path)
        if left is None or left.digest != digest:
            left = Standing(digest, *(_standing(f"{root}/{path}") or (0, 0)))
        files[path] = left
    names = {""} | {parent for path in {path.rpartition("/")[0] for path in files} for parent in _parents(path)}
    return Site(made_of, search, files, {path: _folder_changed(f"{root}/{path}") or 0 for path in sorted(names)})


def walked(folder: Path) -> Iterator[str]:
    """The paths of all files below a folder."""
    root = str(folder)
    for place, _, names in os.walk(root):
        below = place[len(root) + 1 :].replace(os.sep, "/")
        yield from (f"{below}/{name}" if below else name for name in names)


def _parents(path: str) -> Iterator[str]:
    while path:
        yield path
        path = path.rpartition("/")[0]


def _standing(path: str) -> tuple[int, int] | None:
    """Size and time of change of a plain file."""
    try:
        found = os.lstat(path)
    except OSError:
        return None
    return (found.st_size, found.st_mtime_ns) if stat.S_ISREG(found.st_mode) else None


def _folder_changed(path: str) -> int | None:
    try:
        found = os.lstat(path)
    except OSError:
        return None
    return found.st_mtime_ns if stat.S_ISDIR(found.st_mode) else None


def _contents(site: Site) -> dict[str, set[str]]:
    """The names in each folder of the site."""
    names: dict[str, set[str]] = {folder: set() for folder in site.folders}
    for path in (*site.files, *site.folders):
        if path:
            folder, _, name = path.rpartition("/")
            names.setdefault(folder, set()).add(name)
    return names


def _remove(path: Path) -> None:
    if path.is_dir() and not path.is_symlink():
        shutil.rmtree(path)
    else:
        path.unlink(missing_ok=True)


def _prune(folder: Path, path: str) -> None:
    """Remove the folders that the loss of a file left empty."""
    for parent in _parents(path.rpartition("/")[0]):
        try:
            (folder / parent).rmdir()
        except OSError:
            return
