"""How a site is to be built."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Manner:
    """How a site is to be built."""

    is_offline: bool = False
    """As a folder to be read from a disk."""
    is_clean: bool = False
    """Using nothing of an earlier build."""
    shard: tuple[int, int] = (1, 1)
    """Of (I, N), only the I-th of N parts of the pages; what is no page is in the first. Together they are the site."""
    renderer: str = "mkdocs"
    """'mkdocs' or 'zensical'."""
    processes: int = 0
    """How many work at once; 0 for as many as can."""

    @property
    def is_first_shard(self) -> bool:
        """Whether what is no page is made."""
        return self.shard[0] == 1

    @property
    def can_stand(self) -> bool:
        """Whether a site that is as it should be may be left as it is."""
        return self.renderer == "mkdocs" and not self.is_offline and not self.is_clean
