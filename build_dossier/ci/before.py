"""The data as they were before a change, read out of git: blobs only, nothing is checked out and nothing is run."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from tempfile import TemporaryDirectory

from build_dossier.ci.run import Run
from build_dossier.repository import repository_of

_LARGEST = 500_000_000
"""Bytes of all data files together."""
_MOST = 20_000
_SECONDS = 120
# The repository's owner may be another user (containers); nothing may be fetched or asked for.
_GIT = ("git", "-c", "safe.directory=*", "-c", "core.fsmonitor=false", "-c", "protocol.allow=never")
_ENVIRONMENT = {"GIT_NO_LAZY_FETCH": "1", "GIT_TERMINAL_PROMPT": "0", "LC_ALL": "C"}


class NoBaseError(Exception):
    """What was before cannot be told; the message says why, in a sentence."""


@dataclass(frozen=True, slots=True)
class Before:
    """The data of a commit, in a folder that is there for a while."""

    commit: str
    root: Path


@contextmanager
def data_before(project: Path, run: Run, named: str = "") -> Iterator[Before]:
    """The project's data of the commit that a run is compared with, or that is named. Raises NoBaseError."""
    root = repository_of(project)
    if root is None:
        raise NoBaseError("The folder is in no git repository, so there is nothing to compare with.")
    commit = _commit(root, run, named)
    inside = PurePosixPath(_inside(project))
    with TemporaryDirectory(prefix="dossier-before-") as folder:
        _write(root, commit, inside, Path(folder))
        yield Before(commit, Path(folder))


def commit_of(project: Path) -> str:
    """The commit that a project is checked out at; '' where that cannot be told."""
    root = repository_of(project)
    return _resolved(root, "HEAD") if root else ""


def data_commit(project: Path) -> str:
    """The commit in which the data changed last; '' where no commit has them so, or the clone is a shallow one."""
    root, data = repository_of(project), _inside(project)
    if root is None or not commit_with_data(project) or _is_shallow(root):
        return ""
    return _git(root, "log", "-1", "--format=%H", "--", f":(literal){data}").decode().strip()


def commit_with_data(project: Path) -> str:
    """The commit that is checked out, if it has the data as they are; else ''."""
    root = repository_of(project)
    if root is None:
        return ""
    is_changed = _git(root, "status", "--porcelain", "--untracked-files=all", "--", f":(literal){_inside(project)}")
    return "" if is_changed else commit_of(project)


def _inside(project: Path) -> str:
    """The path of the data from the root of the repository."""
    return Path(os.path.relpath(project.absolute() / "data", repository_of(project) or project)).as_posix()


def _is_shallow(root: Path) -> bool:
    return _git(root, "rev-parse", "--is-shallow-repository").strip() == b"true"


# --- which commit


def _commit(root: Path, run: Run, named: str) -> str:
    if named:
        if found := _resolved(root, named):
            return found
        raise NoBaseError(f"There is no commit '{named}' in this clone.")
    for candidate in _candidates(root, run):
        if found := _resolved(root, candidate):
            return found
    raise NoBaseError(_why(root, run))


def _candidates(root: Path, run: Run) -> Iterator[str]:
    """Names of the commit before, the best first."""
    if run.base:
        # What a host checks out for a pull request is its merge into the base, which may have moved on since.
        if run.head and _resolved(root, "HEAD^2") == run.head:
            yield "HEAD^1"
        yield _git(root, "merge-base", run.base, run.head or "HEAD").decode().strip() or run.base
        yield run.base
    elif not run.host:
        yield "HEAD"


def _resolved(root: Path, name: str) -> str:
    """The whole name of a commit that is there; else ''."""
    return _git(root, "rev-parse", "--quiet", "--verify", "--end-of-options", f"{name}^{{commit}}").decode().strip()


def _why(root: Path, run: Run) -> str:
    if not run.base:
        return "It is not known which commit to compare with, so what changed is not told."
    short = run.base[:12]
    if _is_shallow(root):
        return (
            f"The commit to compare with, {short}, is not in this clone, which is a shallow one: "
            "'fetch-depth: 2' in the step that checks out brings it. What changed is not told."
        )
    return (
        f"The commit to compare with, {short}, is gone: its branch was pushed over (a force push), "
        "or it was never here. What changed is not told."
    )


# --- its data


def _write(root: Path, commit: str, inside: PurePosixPath, folder: Path) -> None:
    """Put the data files of a commit under `data/` of a folder; links and submodules are no files."""
    names = []
    listed = _git(root, "ls-tree", "-r", "-z", "--full-tree", commit, "--", inside.as_posix())
    for line in filter(None, listed.split(b"\0")):
        about, _, name = line.partition(b"\t")
        mode, kind, blob = about.split(b" ")
        path = PurePosixPath(os.fsdecode(name))
        is_file = kind == b"blob" and mode in (b"100644", b"100755")
        if is_file and path != inside and ".." not in path.parts:
            names.append((blob.decode(), path.relative_to(inside)))
    if len(names) > _MOST:
        raise NoBaseError(f"The commit {commit[:12]} has more than {_MOST:,} data files; what changed is not told.")
    (folder / "data").mkdir()
    try:
        for (_, path), content in zip(names, _contents(root, [blob for blob, _ in names]), strict=True):
            target = folder / "data" / path
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(content)
    except OSError as error:
        raise NoBaseError(f"The data before cannot be written here: {error.strerror}.") from None


def _contents(root: Path, blobs: Sequence[str]) -> Iterator[bytes]:
    """The contents of blobs, in their order."""
    if not blobs:
        return
    asked = "".join(f"{blob}\n" for blob in blobs).encode()
    sizes = _git(root, "cat-file", "--batch-check=%(objectsize)", given=asked).split()
    if len(sizes) != len(blobs) or not all(size.isdigit() for size in sizes) or sum(map(int, sizes)) > _LARGEST:
        raise NoBaseError("The data before are not whole in this clone, or too large; what changed is not told.")
    whole, at = _git(root, "cat-file", "--batch", given=asked), 0
    for size in map(int, sizes):
        at = whole.index(b"\n", at) + 1
        yield whole[at : at + size]
        at += size + 1


def _git(root: Path, *args: str, given: bytes = b"") -> bytes:
    """What git prints; nothing where it fails."""
    environment = {name: value for name, value in os.environ.items() if not name.startswith("GIT_")}
    try:
        done = subprocess.run(  # noqa: S603 -- git, without a shell; no argument of it can be read as an option
            [*_GIT, "-C", str(root), *args],
            input=given,
            capture_output=True,
            env=environment | _ENVIRONMENT,
            timeout=_SECONDS,
            check=False,
        )
    except FileNotFoundError:
        raise NoBaseError("There is no git on this machine, so what changed is not told.") from None
    except subprocess.TimeoutExpired:
        raise NoBaseError("git took too long; what changed is not told.") from None
    return done.stdout if done.returncode == 0 else b""
