"""Who is measured: our own build in its cases, and other programs that make a site of the same Markdown."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from bench.synthetic.edits import read_edits

ROOT = Path(__file__).parent.parent
TOOLS = Path(__file__).parent / "tools"
_HEADING = re.compile(r"(<dt>\{\{ _\(\"[^\"]+\"\) \}\})( \d+)?(?=</dt>)")
"""Words of a template that stand on each page of its kind, with the number that the benchmark puts behind them."""
_CHANGED = "render/templates/quote.md.j2"
_FEW = 2000
"""In more pages than these not every contender is tried."""


@dataclass(frozen=True)
class Contender:
    """One that is measured."""

    name: str
    label: str
    most: int = 10_000
    """The most pages that it is tried with."""


OURS = (
    Contender("ours-clean", "dossier build --clean", 50_000),
    Contender("ours-unchanged", "dossier build, nothing changed", 50_000),
    Contender("ours-quote", "dossier build, one quote changed", 50_000),
    Contender("ours-party", "dossier build, one party renamed", 50_000),
    Contender("ours-template", "dossier build, one template changed", 50_000),
)
OTHERS = (
    Contender("mkdocs", "MkDocs + Material, hubs in the navigation"),
    Contender("mkdocs-nav", "MkDocs + Material, every page in the navigation", _FEW),
    Contender("zensical", "Zensical, hubs in the navigation"),
    Contender("hugo", "Hugo", 50_000),
    Contender("eleventy", "Eleventy"),
)
CHECKS = (
    Contender("check-clean", "dossier check, without its cache"),
    Contender("check-again", "dossier check again"),
    Contender("pyyaml", "PyYAML’s C loader alone"),
)
LABELS = {each.name: each.label for each in (*OURS, *OTHERS, *CHECKS)}

_LOADS = """
import sys, pathlib, yaml
for path in sorted(pathlib.Path("data").rglob("*.yml")):
    with path.open("rb") as file:
        yaml.load(file, yaml.CSafeLoader)
"""


@dataclass(frozen=True)
class Run:
    """A command that is to be measured, in the folder that it writes into."""

    command: tuple[str, ...]
    folder: Path
    prepare: Callable[[], None] = lambda: None
    """What is done before it in each round, and not measured."""


@dataclass(frozen=True)
class Package:
    """A copy of our package, so that its templates can be changed, and no edit of the checkout disturbs a run."""

    folder: Path

    def __post_init__(self) -> None:
        shutil.copytree(ROOT / "build_dossier", self.folder / "build_dossier", dirs_exist_ok=True)

    @property
    def env(self) -> dict[str, str]:
        """What makes a Python take this copy; each may keep its compiled code, as after any installation."""
        return {"PYTHONPATH": str(self.folder), "NO_MKDOCS_2_WARNING": "1", "PYTHONDONTWRITEBYTECODE": ""}

    def change_template(self, number: int) -> None:
        """Put a number behind words that stand on the page of each quote."""
        path = self.folder / "build_dossier" / _CHANGED
        text, found = _HEADING.subn(rf"\1 {number}", path.read_text("utf-8"), count=1)
        if not found:
            raise LookupError(f"{_CHANGED} has no <dt> any more whose words could be changed")
        path.write_text(text, "utf-8")

    @cached_property
    def can_be_clean(self) -> bool:
        """Whether `dossier build` keeps a cache that `--clean` tells it not to use."""
        done = subprocess.run(
            _dossier("build", "--help"), capture_output=True, text=True, env={**os.environ, **self.env}, check=True
        )
        return "--clean" in done.stdout


def _dossier(*args: str) -> tuple[str, ...]:
    return (sys.executable, "-m", "build_dossier", *args)


def ours(name: str, project: Path, package: Package, number: int) -> Run:
    """One of our own cases, in the round of this number; each round changes words anew."""
    build = Run(_dossier("build"), project)
    if name == "ours-clean":
        return Run(_dossier("build", "--clean"), project) if package.can_be_clean else _without_cache(build)
    if name == "ours-unchanged":
        return build
    if name == "ours-template":
        return Run(build.command, project, lambda: package.change_template(number))
    what = name.removeprefix("ours-")
    return Run(build.command, project, lambda: _edit(project, what, number))


def check(name: str, project: Path, _round: int) -> Run:
    """One of the contenders about reading; every round is the same."""
    if name == "pyyaml":
        return Run((sys.executable, "-c", _LOADS), project)
    run = Run(_dossier("check"), project)
    return _without_cache(run) if name == "check-clean" else run


def _without_cache(run: Run) -> Run:
    return Run(run.command, run.folder, lambda: remove(run.folder / ".cache"))


def _edit(project: Path, what: str, number: int) -> None:
    """Change the words of one quote, or the name of one party, anew."""
    edit = read_edits(project)[what]
    path, words = project / edit.path, re.escape(edit.words)
    text, found = re.subn(rf"({words})( x\d+)?$", rf"\1 x{number}", path.read_text("utf-8"), flags=re.M)
    if found != 1:
        raise LookupError(f"{edit.path}: '{edit.words}' stands there {found} times")
    path.write_text(text, "utf-8")


def remove(*folders: Path) -> None:
    """Remove folders, those that are there."""
    for folder in folders:
        shutil.rmtree(folder, ignore_errors=True)
