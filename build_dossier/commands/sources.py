"""Sources as they are written in the data, for commands that set fields of theirs."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from build_dossier.capture import CaptureError
from build_dossier.capture.keep import put
from build_dossier.load.amend import CannotAmendError, amended
from build_dossier.load.decode import parts
from build_dossier.load.files import Document, load
from build_dossier.load.nodes import Items, Mapping, Scalar
from build_dossier.problems import did_you_mean, quoted
from build_dossier.project import Project
from build_dossier.records.base import Record
from build_dossier.records.kinds import BY_PLURAL
from build_dossier.records.source import Source

ORDER = tuple(sorted(Source.model_fields, key=lambda field: field != "id" and field in Record.model_fields))
"""The fields of a source as the guide lists them: what every record may carry comes last."""
_KIND = "sources"


class WrongUseError(Exception):
    """The command was given something that it cannot work on; the message says what."""


class Outcome(NamedTuple):
    """What a command did: lines to print, sentences about what failed, and the exit code."""

    said: tuple[str, ...] = ()
    failed: tuple[str, ...] = ()
    exit_code: int = 0


@dataclass(frozen=True, slots=True)
class Written:
    """A source as it is written: in which file, at which place in it, and with which texts."""

    id: str
    file: Path
    place: tuple[int, ...]
    """The path of its mapping in the file: () or the number of the item."""
    node: Mapping

    def text(self, field: str) -> str:
        """The text of a field, '' where it is absent, empty or no text."""
        node = self.node.value(field)
        return node.text.strip() if isinstance(node, Scalar) else ""


def written_sources(project: Project) -> list[Written]:
    """Every source in the data that has an id, sound or not, in the order of the files."""
    documents, _ = load(project.data, "data", tuple(BY_PLURAL))
    found = []
    for document in documents:
        if document.kind == _KIND:
            file = project.data / Path(document.path).relative_to("data")
            nodes, _ = parts(document)
            found += [Written(_id(node), file, _place(document, node), node) for node in nodes if _id(node)]
    return found


def _id(node: Mapping) -> str:
    value = node.value("id")
    return value.text.strip() if isinstance(value, Scalar) else ""


def _place(document: Document, node: Mapping) -> tuple[int, ...]:
    """The path of a record in its file: () where it is the only one."""
    items = document.root.nodes if isinstance(document.root, Items) else ()
    return next(((number,) for number, one in enumerate(items) if one is node), ())


def written_source(project: Project, id: str) -> Written:
    """The source of this id. Raises WrongUseError where there is none, or two."""
    sources = written_sources(project)
    named = [source for source in sources if source.id == id]
    if len(named) == 1:
        return named[0]
    if named:
        raise WrongUseError(f"two sources have the id '{id}'. 'dossier check' shows where")
    hints = did_you_mean(id, (source.id for source in sources))
    unread = [problem for problem in load(project.data, "data", tuple(BY_PLURAL))[1] if problem.is_error]
    more = f": {hints[0]}" if hints else ""
    if unread and not hints:
        more = f", but not all files can be read: {unread[0].location} {unread[0].message}"
    raise WrongUseError(f"there is no source {quoted(id)}{more}")


def with_fields(source: Written, fields: dict[str, str]) -> bytes:
    """The source's file with fields set where they are empty. Raises CaptureError where that cannot be done."""
    clean = {name: _one_line(text) for name, text in fields.items()}
    filled = {name: text for name, text in clean.items() if text}
    try:
        return amended(source.file.read_bytes(), source.place, filled, ORDER)
    except CannotAmendError as error:
        raise CaptureError(f"{from_here(source.file)}: {error}; set it by hand") from None


def _one_line(text: str) -> str:
    """A text in one line, without what a data file may not hold."""
    return "".join(char for char in " ".join(text.split()) if char > "\x9f" or char.isprintable()).replace("\ufeff", "")


def set_fields(project: Project, id: str, fields: dict[str, str]) -> Path:
    """Set fields of a source where they are empty, and give its file. Raises CaptureError and WrongUseError."""
    source = written_source(project, id)
    put({source.file: with_fields(source, fields)})
    return source.file


def from_here(path: Path) -> str:
    """A path as the author would type it where the command runs."""
    return Path(os.path.relpath(path)).as_posix()
