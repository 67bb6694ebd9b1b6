"""A project: the folder that holds `mkdocs.yml`, `data/` and `docs/`."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from build_dossier.cache import FOLDER as CACHE
from build_dossier.evidence.lock import FILE as LOCK_FILE
from build_dossier.load.files import EDITIONS


@dataclass(frozen=True, slots=True)
class Project:
    """Where a dossier lives. All paths are absolute but `shown_docs`, which problems name."""

    root: Path
    data: Path
    docs: Path

    @classmethod
    def at(cls, root: Path, docs: Path | None = None) -> Project:
        """The project in a folder, with its documentation in `docs/` unless it says otherwise."""
        whole = root.absolute()
        return cls(whole, whole / "data", docs or whole / "docs")

    @property
    def lock(self) -> Path:
        """Where the evidence lock lies."""
        return self.data / LOCK_FILE

    @property
    def editions(self) -> Path:
        """The folder of the editions."""
        return self.data / EDITIONS

    @property
    def cache(self) -> Path:
        """Where results are kept that are slow to make; it may be deleted at any time."""
        return self.root / CACHE

    @property
    def shown_docs(self) -> str:
        """The documentation folder as problems name it."""
        return self.docs.relative_to(self.root).as_posix() if self.docs.is_relative_to(self.root) else "docs"
