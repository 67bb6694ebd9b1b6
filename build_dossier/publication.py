"""What only the place knows that a site is published at."""

from __future__ import annotations

from dataclasses import dataclass, replace

from build_dossier.dossier import Dossier


@dataclass(frozen=True, slots=True)
class Publication:
    """Where a site is published, and what of: '' stands for what is not known."""

    edit_url: str = ""
    """Where records can be edited; stands in for the one of `dossier.yml`, which a copy of the repository keeps."""
    url: str = ""
    """The address of the site; counts where `dossier.yml` states none: only its author knows of a better one."""
    commit: str = ""
    """The commit that the data are of, for citations."""

    def of(self, dossier: Dossier) -> Dossier:
        """The dossier with the addresses that it has there."""
        told = {"edit_url": self.edit_url, "url": "" if dossier.about.url else self.url}
        known = {name: address for name, address in told.items() if address}
        return replace(dossier, about=dossier.about.model_copy(update=known)) if known else dossier


UNKNOWN = Publication()
"""A build on a laptop."""
