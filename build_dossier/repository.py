"""The repository that a dossier lies in, which may hold much else."""

from __future__ import annotations

from pathlib import Path


def repository_of(folder: Path) -> Path | None:
    """The root of the git repository that a folder is in; None where it is in none.

    Looked for as git does, from the folder upwards, but without git: in a container git refuses a folder that somebody
    else owns. In a submodule or worktree `.git` is a file.
    """
    whole = folder.absolute()
    return next((place for place in (whole, *whole.parents) if (place / ".git").exists()), None)
