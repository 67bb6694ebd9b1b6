"""A folder that the processes of one run of the tests share: what one of them made, the others need not make again."""

from __future__ import annotations

import fcntl
import os
import shutil
import tempfile
from collections.abc import Callable
from pathlib import Path

_VARIABLE = "DOSSIER_TESTS_STORE"
_SLOW = ("charts", "citations", "networks", "scripts")
"""What a program that takes long to start draws or writes, kept by all that it depends on."""


def open_store() -> None:
    """Make the folder, for this process and those that it starts."""
    os.environ[_VARIABLE] = tempfile.mkdtemp(prefix="dossier-tests-")


def remove_store() -> None:
    """Remove it."""
    shutil.rmtree(os.environ.pop(_VARIABLE))


def store() -> Path:
    """Where it is."""
    return Path(os.environ[_VARIABLE])


def once(name: str, make: Callable[[Path], object]) -> Path:
    """A folder of a name, made by whoever asks for it first, while the others wait. Nobody changes it afterwards."""
    folder = store() / name
    folder.parent.mkdir(parents=True, exist_ok=True)
    with (store() / f"{name.replace('/', '-')}.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        done = store() / f"{name.replace('/', '-')}.done"
        if not done.exists():
            shutil.rmtree(folder, ignore_errors=True)
            make(folder)
            done.touch()
    return folder


def share_slow(root: Path) -> None:
    """Let a project take pictures, citations and scripts that another one had made already."""
    cache = root / ".cache/dossier"
    cache.mkdir(parents=True, exist_ok=True)
    for kind in _SLOW:
        (store() / "slow" / kind).mkdir(parents=True, exist_ok=True)
        (cache / kind).symlink_to(store() / "slow" / kind)
