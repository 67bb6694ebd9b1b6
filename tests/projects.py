"""Projects for tests: a folder with `mkdocs.yml`, `data/` and `docs/`, and the command line run on it."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Mapping
from contextlib import chdir
from pathlib import Path

from click.testing import CliRunner

from build_dossier.cli import main
from tests.conftest import CASES
from tests.forked import run_forked, starts_anew
from tests.store import share_slow

ROOT = Path(__file__).parent.parent
FIRST = ROOT / "data"
"""The data of the first dossier."""

# What the machine may set for the extra tests on the first dossier is nothing to the others.
_ENVIRONMENT = {name: value for name, value in os.environ.items() if name != "DOSSIER_CAPTURES"}


def case(name: str) -> Path:
    """The data of one of the sound cases."""
    return CASES / "ok" / name / "data"


def project(root: Path, data: Path, *, alone: bool = False) -> Path:
    """A project in the folder `root` with a copy of some data and the `mkdocs.yml` of this repository.

    What is slow to draw it shares with other projects, unless it is `alone`: then all is made for it.
    """
    shutil.copytree(data, root / "data")
    (root / "docs").mkdir()
    shutil.copy(ROOT / "mkdocs.yml", root)
    if not alone:
        share_slow(root)
    return root


def example(root: Path, name: str) -> Path:
    """A copy of one of the demonstration dossiers ('fr', 'ar'), with its own `mkdocs.yml` and captured texts.

    What is slow to draw it shares with other projects.
    """
    source = ROOT / "examples" / name
    root.mkdir(parents=True)
    for part in ("data", "captures"):
        shutil.copytree(source / part, root / part)
    (root / "docs").mkdir()
    shutil.copy(source / "mkdocs.yml", root)
    share_slow(root)
    return root


def run(
    *args: str | Path, cwd: Path | None = None, env: Mapping[str, str] | None = None
) -> subprocess.CompletedProcess[str]:
    """`dossier` with these arguments, in a process of its own: forked where the start of Python is not what matters."""
    if starts_anew(env or {}):
        return run_python("-m", "build_dossier", *args, cwd=cwd, env=env)
    words = [str(each) for each in args]
    code, out, err = run_forked(words, cwd or Path.cwd(), {**_ENVIRONMENT, **(env or {})})
    return subprocess.CompletedProcess(words, code, out, err)


def run_here(
    *args: str | Path, cwd: Path | None = None, env: Mapping[str, str] | None = None
) -> subprocess.CompletedProcess[str]:
    """The same in this process, which need not start: for what asks nothing of the process that it runs in."""
    words = [str(each) for each in args]
    with chdir(cwd or Path()):
        done = CliRunner(env={"DOSSIER_CAPTURES": None, **(env or {})}).invoke(main, words, prog_name="dossier")
    if done.exception and not isinstance(done.exception, SystemExit):
        raise done.exception
    return subprocess.CompletedProcess(words, done.exit_code, done.stdout, done.stderr)


def run_mkdocs(
    *args: str | Path, cwd: Path | None = None, env: Mapping[str, str] | None = None
) -> subprocess.CompletedProcess[str]:
    """`mkdocs` with these arguments, in a process of its own."""
    return run_python("-m", "mkdocs", *args, cwd=cwd, env=env)


def run_python(
    *args: str | Path, cwd: Path | None = None, env: Mapping[str, str] | None = None
) -> subprocess.CompletedProcess[str]:
    """Python with these arguments; `env` is added to the environment."""
    return subprocess.run(
        [sys.executable, *map(str, args)],
        capture_output=True,
        encoding="utf-8",
        cwd=cwd,
        env={**_ENVIRONMENT, **(env or {})},
        timeout=120,
        check=False,
    )


def files_in(folder: Path) -> dict[str, bytes]:
    """Every file below a folder, by its path there."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()
    }
