"""The new site while it grows."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

from build_dossier.host import inputs
from build_dossier.host.standing import Site


@dataclass
class StagedSite:
    """In the folder `staged` stands what the last site has not."""

    last: Site
    broken: frozenset[str]
    staged: Path
    digests: dict[str, str] = field(default_factory=dict)

    def has(self, path: str, digest: str) -> bool:
        """Whether the last site has the file."""
        left = self.last.files.get(path)
        return left is not None and left.digest == digest and path not in self.broken

    def put(self, path: str, content: bytes) -> str:
        """Add a file; the SHA-256 of its content."""
        digest = inputs.digest_of_content(content)
        self.digests[path] = digest
        if not self.has(path, digest):
            target = self.staged / path
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(content)
        return digest

    def settle(self, path: str, digest: str) -> None:
        """Add a file that is staged already; it is let go where the last site has the same."""
        self.digests[path] = digest
        if self.has(path, digest):
            (self.staged / path).unlink()
