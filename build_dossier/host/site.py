"""Building and serving the site. MkDocs is imported only where it is needed: not for a site that is as it should be."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from build_dossier.collector import collecting, uncollected
from build_dossier.host.door import Door, read_door
from build_dossier.host.errors import BadConfigError as BadConfigError  # noqa: PLC0414 -- callers catch it
from build_dossier.host.errors import BrokenSiteError
from build_dossier.host.kept import Shelf
from build_dossier.host.manner import Manner
from build_dossier.host.order import order_of
from build_dossier.host.reasons import ALL_ANEW, UNCHANGED
from build_dossier.host.standing import damage, last_site
from build_dossier.outcome import Outcome
from build_dossier.project import Project

if TYPE_CHECKING:  # it imports MkDocs
    from build_dossier.host.readied import Readied

AS_EVER = Manner()


@dataclass(frozen=True)
class Built:
    """What came of a build: '' or why it failed, and which pages were made anew."""

    failure: str = ""
    anew: Mapping[str, str] | None = field(default_factory=dict)
    """Each page that was made anew, with the reason; None if all were, for whatever page."""

    def why(self, page: str) -> str:
        """Why a page, by its path in the documentation folder, was made anew, or that it was not."""
        return ALL_ANEW if self.anew is None else self.anew.get(page, UNCHANGED)


def readied(project: Project) -> Readied:
    """Get ready to build, while the pages are made."""
    from build_dossier.host import readied  # noqa: PLC0415 -- MkDocs takes a third of a second to import

    with uncollected():
        return readied.readied(project)


def with_docs(project: Project, *, strict: bool = False) -> Project:
    """The project with the documentation folder of its `mkdocs.yml`; if strict, a warning is an error."""
    return Project.at(project.root, _door(project, strict=strict).docs)


def folder(project: Project, *, offline: bool = False) -> Path:
    """Where the site is built."""
    return _door(project, offline=offline).site


def not_done(project: Project, renderer: str) -> str:
    """What of `mkdocs.yml` a renderer ('mkdocs', 'zensical') does not do, in a sentence; '' where that is nothing."""
    if renderer != "zensical":
        return ""
    from build_dossier.host import mkdocs_site  # noqa: PLC0415 -- MkDocs takes a third of a second to import

    return mkdocs_site.not_done_by_zensical(project)


def build(project: Project, outcome: Outcome, manner: Manner = AS_EVER, ready: Readied | None = None) -> Built:
    """Build the site from the pages just written, strictly; a failure leaves the old one as it was."""
    if manner.can_stand:
        door = read_door(project)
        if door and _stands(project, door, order_of(project, outcome, door.overrides, manner).made_of):
            return Built()
    from build_dossier.host import mkdocs_site  # noqa: PLC0415 -- MkDocs takes a third of a second to import

    try:
        with collecting():
            return Built("", mkdocs_site.build(project, outcome, manner, ready))
    except BrokenSiteError as error:
        return Built(str(error))


def serve(project: Project, address: str) -> str:
    """Serve the site and rebuild it on each change, until interrupted; '' or why it failed."""
    from build_dossier.host import mkdocs_site  # noqa: PLC0415 -- as above

    return mkdocs_site.serve(project, address)


def _door(project: Project, *, strict: bool = False, offline: bool = False) -> Door:
    door = None if offline else read_door(project)
    if door:
        return door
    from build_dossier.host import mkdocs_site  # noqa: PLC0415 -- as above

    return mkdocs_site.door(project, strict=strict, offline=offline)


def _stands(project: Project, door: Door, made_of: str) -> bool:
    """Whether the site's folder is what would be built."""
    last = last_site(Shelf.of(project))
    return last.made_of == made_of and not damage(door.site, last)
