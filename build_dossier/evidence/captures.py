"""The folder of captured texts: other people's words, read for checking and never published."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from pathlib import Path

from build_dossier.dossier import Dossier
from build_dossier.evidence.matching import Text
from build_dossier.load.files import load
from build_dossier.load.nodes import Mapping, Scalar
from build_dossier.project import Project
from build_dossier.records.kinds import BY_PLURAL
from build_dossier.records.source import Source


@dataclass(frozen=True, slots=True)
class Capture:
    """A captured text as it lies in the folder: its bytes and their SHA-256."""

    raw: bytes
    sha256: str

    @property
    def text(self) -> str:
        """The text; bytes that are not UTF-8 show as replacement characters, which match nothing."""
        return self.raw.decode("utf-8-sig", "replace")


DEFAULT = "captures"
"""The captures folder of a project that names none."""


class NoCapturesError(Exception):
    """There is no captures folder; the text names it and says how to name another."""


@dataclass(frozen=True)
class Captures:
    """A captures folder; each file is read once, and folded once, in a run."""

    folder: Path
    _read: dict[str, Capture | None] = field(default_factory=dict)
    _folded: dict[str, Text] = field(default_factory=dict)

    def of(self, source: Source) -> Capture | None:
        """The captured text of a source; None where it names none, or the folder does not hold it."""
        if source.capture is None:
            return None
        if source.capture not in self._read:
            self._read[source.capture] = self._from_folder(source.capture)
        return self._read[source.capture]

    def folded(self, capture: Capture) -> Text:
        """The capture, folded."""
        if capture.sha256 not in self._folded:
            self._folded[capture.sha256] = Text(capture.text)
        return self._folded[capture.sha256]

    @property
    def folded_count(self) -> int:
        """How many texts had to be folded so far."""
        return len(self._folded)

    def _from_folder(self, name: str) -> Capture | None:
        path = self.folder / name
        if not path.resolve().is_relative_to(self.folder.resolve()) or not path.is_file():
            return None
        try:
            raw = path.read_bytes()
        except OSError:
            return None
        return Capture(raw, hashlib.sha256(raw).hexdigest())


def captures_of(project: Project, dossier: Dossier, given: Path | None) -> Captures:
    """The captures in the folder given, else in the one that the dossier names, else in `captures` of the project.

    Raises NoCapturesError where it is no folder.
    """
    folder = given or project.root / (dossier.about.captures or DEFAULT)
    if not folder.is_dir():
        raise NoCapturesError(
            f"there is no captures folder '{folder.name}'. Name it with --captures, with the environment variable "
            "DOSSIER_CAPTURES, or with `captures:` in data/dossier.yml."
        )
    return Captures(folder)


def folder_of(project: Project, given: Path | None) -> Path:
    """The captures folder, whether it is there yet or not, as `captures_of` chooses it; the data may be unsound."""
    if given:
        return given
    documents, _ = load(project.data, "data", tuple(BY_PLURAL))
    roots = [document.root for document in documents if document.kind == ""]
    named = roots[0].value("captures") if roots and isinstance(roots[0], Mapping) else None
    return project.root / (named.text.strip() if isinstance(named, Scalar) and named.text.strip() else DEFAULT)
