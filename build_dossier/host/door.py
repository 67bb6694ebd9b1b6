"""What a build must know of `mkdocs.yml` before it starts, kept so that MkDocs need not be asked each time."""

from __future__ import annotations

import json
from pathlib import Path
from typing import NamedTuple

from build_dossier.host import inputs
from build_dossier.host.kept import Shelf
from build_dossier.project import Project

_FILE = "door"


class Door(NamedTuple):
    """Where things lie. A path in the project is the same in each of its clones."""

    docs: Path
    site: Path
    overrides: Path | None
    """The templates that the owner of the site puts before the theme's."""


def read_door(project: Project) -> Door | None:
    """What was kept, if `mkdocs.yml` and all that reads it are the same and MkDocs found nothing wrong with it."""
    content = Shelf.of(project).read(_FILE)
    if not content:
        return None
    of, *paths = json.loads(content)
    docs, site, overrides = (project.root / path if path else None for path in paths)
    if of != inputs.configuration(project) or not docs or not site or (overrides and not overrides.is_dir()):
        return None
    docs.mkdir(exist_ok=True)
    return Door(docs, site, overrides)


def keep_door(project: Project, door: Door) -> None:
    """Keep it, where `mkdocs.yml` stands for itself and keeps to the project."""
    of = inputs.configuration(project)
    if of and all(path is None or path.is_relative_to(project.root) for path in door):
        paths = [path.relative_to(project.root).as_posix() if path else "" for path in door]
        Shelf.of(project).write(_FILE, json.dumps([of, *paths]).encode())
    else:
        forget_door(project)


def forget_door(project: Project) -> None:
    """Ask MkDocs again next time."""
    Shelf.of(project).forget(_FILE)
