"""Which files hold the data: found, read and placed, with a problem for each that cannot be."""

from __future__ import annotations

import hashlib
import os
import stat
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path, PurePosixPath

from build_dossier.load.items import Item, items_of
from build_dossier.load.nodes import Node, is_null
from build_dossier.load.pieces import Piece, cut
from build_dossier.load.yaml_core import read_yaml
from build_dossier.problems import Location, Problem, nearest

DOSSIER_FILE = "dossier.yml"
LARGEST = 20_000_000
_SUFFIXES = (".yml", ".yaml")
EDITIONS = "editions"
"""The folder of the editions, which are no records."""
# What may lie beside the records without being one of them.
_KNOWN_OTHERS = ("evidence.lock", "README.md", "LICENSE")


Recall = Callable[[str, Sequence[Piece]], Sequence[Item] | None]
"""Brings back the items that the pieces of a file of some kind (plural) are, where that is known from before."""


def nothing(_: str, __: Sequence[Piece]) -> None:
    """Nothing is known from before."""


@dataclass(frozen=True)
class Document:
    """One data file: its path as the author knows it, the plural of its kind ('' for the dossier), what it holds.

    A file that could not be read is here too, unsound and without a tree, so that nobody reports what
    it lacks.
    """

    path: str
    kind: str
    text: str = field(default="", repr=False)
    items: Sequence[Item] | None = field(default=None, repr=False)
    """Its items, where it is a list without a mistake of YAML; None where one has to look at the tree."""
    tree: Node | None = field(default=None, repr=False)
    is_sound: bool = True

    @cached_property
    def root(self) -> Node | None:
        """The tree of the file; None where it is empty or cannot be read."""
        return read_yaml(self.path, self.text)[0] if self.items is not None else self.tree

    @cached_property
    def digest(self) -> str:
        """The SHA-256 of the text, in hexadecimal digits."""
        return hashlib.sha256(self.text.encode()).hexdigest()


def load(
    data: Path, shown: str, kinds: tuple[str, ...], recall: Recall = nothing
) -> tuple[list[Document], list[Problem]]:
    """All documents under the folder `data`, in the order of their paths.

    `shown` is what stands for the folder in problems (such as 'data'); `kinds` are the plural names; `recall` knows
    items that were read before.
    """
    problems: list[Problem] = []
    documents = []
    for path in _files(data, shown, problems):
        name = path.relative_to(data).as_posix()
        if name in _KNOWN_OTHERS or any(part.startswith(".") for part in PurePosixPath(name).parts):
            continue
        location = Location(f"{shown}/{name}")
        kind = _kind_of(name, kinds)
        leads_out = _leads_out(path, data)
        if is_edition(name) and not leads_out:
            continue
        if kind is not None and not leads_out:
            documents.append(_document(path, location, kind, problems, recall))
            continue
        problems.append(_link(location) if leads_out else _unplaced(location, name, kinds))
        meant = _kind_meant(name, kinds)
        if meant is not None:
            documents.append(Document(location.path, meant, is_sound=False))
    if not any(document.kind == "" for document in documents):
        problems.append(_missing(shown, "there is no dossier here"))
    return documents, problems


def _files(folder: Path, shown: str, problems: list[Problem]) -> Iterator[Path]:
    """Every file below the folder, sorted; links to folders are given as they are and not followed."""
    try:
        with os.scandir(folder) as found:
            entries = sorted(found, key=lambda entry: entry.name)
    except (FileNotFoundError, NotADirectoryError):
        return  # there is no dossier here, which is told once
    except OSError as error:
        problems.append(_unreadable(Location(shown), "folder", error.strerror))
        return
    for entry in entries:
        if entry.is_dir(follow_symlinks=False):
            yield from _files(folder / entry.name, f"{shown}/{entry.name}", problems)
        else:
            yield folder / entry.name


def is_edition(name: str) -> bool:
    """Whether a path below the data folder is where an edition lies."""
    path = PurePosixPath(name)
    return path.parts[:-1] == (EDITIONS,) and path.suffix == ".jsonl" and not path.name.startswith(".")


def _kind_of(name: str, kinds: tuple[str, ...]) -> str | None:
    path = PurePosixPath(name)
    if path.suffix not in _SUFFIXES:
        return None
    if name == DOSSIER_FILE:
        return ""
    kind = path.stem if len(path.parts) == 1 else path.parts[0]
    return kind if kind in kinds else None


def _leads_out(path: Path, data: Path) -> bool:
    """Whether the path is a link to something outside the folder; one that leads round in a circle is not."""
    try:
        return path.is_symlink() and not path.resolve().is_relative_to(data.resolve())
    except (OSError, RuntimeError):
        return False


def _document(path: Path, location: Location, kind: str, problems: list[Problem], recall: Recall) -> Document:
    text = text_of(path, location, problems)
    if text is None:
        return Document(location.path, kind, is_sound=False)
    pieces = cut(text) if kind else None
    items = (recall(kind, pieces) or items_of(pieces)) if pieces else None
    if items is not None:
        return Document(location.path, kind, text, items)
    root, found = read_yaml(location.path, text)
    problems.extend(found)
    is_sound = root is not None or not found
    if kind == "" and is_sound and (root is None or is_null(root)):
        problems.append(_missing(location.path.removesuffix(f"/{DOSSIER_FILE}"), "the file is empty"))
        is_sound = False
    return Document(location.path, kind, text, tree=root, is_sound=is_sound)


def text_of(path: Path, location: Location, problems: list[Problem]) -> str | None:
    """The text of a file of the data folder; None, and a problem, where it cannot be read."""
    try:
        about = path.stat()
        if not stat.S_ISREG(about.st_mode):
            problems.append(_unreadable(location, "file", "it is no regular file"))
            return None
        if about.st_size > LARGEST:
            problems.append(_too_large(location, about.st_size))
            return None
        return _decoded(path.read_bytes(), location, problems)
    except OSError as error:
        problems.append(_unreadable(location, "file", error.strerror))
        return None


def _decoded(raw: bytes, location: Location, problems: list[Problem]) -> str | None:
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        before = raw[: error.start]
        line = before.count(b"\n") + 1
        column = len(before[before.rfind(b"\n") + 1 :].decode("utf-8", "replace")) + 1
        is_utf16 = raw.startswith((b"\xff\xfe", b"\xfe\xff"))
        what = "the file is UTF-16, not UTF-8" if is_utf16 else f"the byte 0x{raw[error.start]:02X} is not UTF-8"
        place = Location(location.path, line, column)
        problems.append(Problem(place, "not-utf8", what, ("save the file as UTF-8",)))
        return None


def _kind_meant(name: str, kinds: tuple[str, ...]) -> str | None:
    """The kind that a misplaced file's name comes nearest to ('' for the dossier)."""
    path = PurePosixPath(name)
    known = (*kinds, "dossier")
    first = PurePosixPath(path.parts[0]).stem
    if first == EDITIONS:
        return None
    meant = nearest(first, known) if first in known or path.suffix in _SUFFIXES else None
    return "" if meant == "dossier" else meant


def _unplaced(location: Location, name: str, kinds: tuple[str, ...]) -> Problem:
    path = PurePosixPath(name)
    meant = _kind_meant(name, kinds)
    cure = f"records live in <kinds>.yml or <kinds>/…, where <kinds> is one of {', '.join(kinds)}"
    if path.parts[0] == EDITIONS:
        hints: tuple[str, ...] = ("this folder holds the files that 'dossier edition' writes, as 2018-01-31.jsonl",)
    elif path.suffix not in _SUFFIXES:
        hints = ("data files end in .yml", cure)
    elif meant == "":
        hints = (f"did you mean '{DOSSIER_FILE}'?",)
    elif meant:
        hints = (f"did you mean '{'/'.join((meant, *path.parts[1:])) if path.parts[1:] else f'{meant}.yml'}'?",)
    else:
        hints = (cure,)
    return Problem(location, "unplaced-file", f"nothing reads the file '{name}' at this place", hints)


def _link(location: Location) -> Problem:
    return Problem(
        location,
        "symlink",
        "this is a link that leads out of the data folder",
        ("put the file itself here: a build must not depend on what lies elsewhere",),
    )


def _unreadable(location: Location, what: str, reason: str | None) -> Problem:
    return Problem(location, "unreadable-file", f"the {what} cannot be read: {reason}")


def _too_large(location: Location, size: int) -> Problem:
    return Problem(
        location,
        "file-too-large",
        f"the file has {size:,} bytes; the limit is {LARGEST:,}",
        ("split it: the records of a kind may be spread over files in a folder",),
    )


def _missing(shown: str, message: str) -> Problem:
    return Problem(
        Location(f"{shown}/{DOSSIER_FILE}"),
        "missing-dossier",
        message,
        ("'dossier init FOLDER' writes a small one to start from",),
    )
