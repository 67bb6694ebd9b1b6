"""The site built from an earlier one is, to the byte, the one that MkDocs builds by itself; and it is built from it."""

from __future__ import annotations

import os
import random
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from mkdocs.commands.build import build as mkdocs_build

from build_dossier.host import inputs, site, spread
from build_dossier.host.configuring import configured, plugin_of
from build_dossier.host.manner import Manner
from build_dossier.pipeline import write_pages
from build_dossier.project import Project
from tests.projects import case, files_in, project, run_python

_CACHE = ".cache/dossier/site"
Edit = Callable[[Path], object]


def _build(root: Path, manner: Manner = site.AS_EVER) -> site.Built:
    here = site.with_docs(Project.at(root), strict=True)
    return site.build(here, write_pages(here), manner)


def _by_mkdocs(root: Path) -> dict[str, bytes]:
    """All files of the site as MkDocs builds it, in one go and from nothing."""
    config = configured(Project.at(root), strict=True)
    plugin = plugin_of(config)
    assert plugin
    plugin.outcome = write_pages(Project.at(root, Path(config.docs_dir)))
    config.site_dir = str(root / "by-mkdocs")
    mkdocs_build(config)
    found = files_in(root / "by-mkdocs")
    shutil.rmtree(root / "by-mkdocs")
    return found


@pytest.fixture(scope="module")
def first(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A project that was built once, with pages by hand: one that links to an anchor of the other."""
    root = project(tmp_path_factory.mktemp("first") / "project", case("three-records"))
    (root / "docs/mine.md").write_text("# Mine\n\n[its end](other.md#the-end), [a quote](quotes/guild-opaque.md)\n")
    (root / "docs/other.md").write_text("# Other\n\n## The end\n")
    (root / "docs/picture.svg").write_text("<svg xmlns='http://www.w3.org/2000/svg'/>\n")
    assert _build(root).failure == ""
    return root


@pytest.fixture
def root(first: Path, tmp_path: Path) -> Path:
    """A copy of it, whose files have kept their times."""
    return Path(shutil.copytree(first, tmp_path / "project", symlinks=True))


def _replaced(name: str, old: str, new: str) -> Edit:
    def edit(root: Path) -> None:
        path = root / name
        text = path.read_text("utf-8")
        path.write_text(text.replace(old, new) if old in text else text.replace(new, old), "utf-8")

    return edit


def _toggled(name: str, content: str) -> Edit:
    def edit(root: Path) -> None:
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        if path.exists():
            path.unlink()
        else:
            path.write_text(content, "utf-8")

    return edit


_SOURCE = (
    "\n- id: second\n  type: article-newspaper\n  title: More fire\n  publisher: The Bay\n  published: 2016-11-01\n"
)
_OVERRIDE = '{% extends "base.html" %}{% block announce %}Closed on Mondays{% endblock %}'
EDITS: dict[str, Edit] = {
    "a word of a quotation": _replaced("data/quotes.yml", "opaque.\n", "clear.\n"),
    "a name": _replaced("data/parties.yml", "Makers' Guild", "The Guild"),
    "another id": _replaced("data/quotes.yml", "guild-opaque", "guild-said"),
    "one more record": _replaced("data/sources.yml", "published: 2016-10-21\n", f"published: 2016-10-21\n{_SOURCE}"),
    "the day": _replaced("data/dossier.yml", "as_of: 2016-12", "as_of: 2017-03-01"),
    "the site's name": _replaced("mkdocs.yml", "site_name: ", "site_name: Now "),
    "a title in the navigation": _replaced("mkdocs.yml", "Brief: index.md", "Start: index.md"),
    "the site's address": _replaced("mkdocs.yml", "docs_dir: docs", "docs_dir: docs\nsite_url: https://example.org/x/"),
    "a template": _toggled("overrides/main.html", _OVERRIDE),
    "a page by hand": _toggled("docs/folder/third.md", "---\ntitle: Third\n---\n\nText, [back](../mine.md).\n"),
    "a file by hand": _toggled("docs/notes.txt", "Notes.\n"),
    "another picture": _replaced("docs/picture.svg", "/>", "><path/></svg>"),
}


@pytest.fixture
def with_overrides(root: Path) -> Path:
    """The project with a folder of templates of its own, and a link of a page that is not told by its Markdown."""
    (root / "overrides").mkdir()
    _replaced("mkdocs.yml", "  name: material\n", "  name: material\n  custom_dir: overrides\n")(root)
    (root / "docs/mine.md").write_text("[its end](other.md#the-end)\n")
    return root


_NUMBER = int(os.environ.get("DOSSIER_EDITS", "13"))
"""Each of two seeds makes so many edits: each of them once, and then each again, in another order."""


@pytest.mark.parametrize("seed", range(2))
def test_whatever_is_edited_the_site_is_as_if_built_from_nothing(with_overrides: Path, seed: int) -> None:
    root = with_overrides
    chosen = random.Random(seed)  # noqa: S311 -- the same edits at each run
    rounds = -(-_NUMBER // len(EDITS))
    names = [name for _ in range(rounds) for name in chosen.sample(sorted(EDITS), len(EDITS))][:_NUMBER]
    for name in names:
        EDITS[name](root)
        if chosen.random() < 0.5:
            shutil.rmtree(root / "site")
        assert _build(root).failure == "", name
        assert files_in(root / "site") == _by_mkdocs(root), name


@pytest.mark.parametrize("name", ["a word of a quotation", "a page by hand", "a file by hand"])
def test_an_edit_touches_only_what_depends_on_it(root: Path, name: str) -> None:
    before = {path: path.stat().st_mtime_ns for path in (root / "site").rglob("*.html")}
    EDITS[name](root)
    built = _build(root)
    assert built.failure == ""
    assert built.why("other.md") == "nothing it depends on changed"
    untouched = [path for path, changed in before.items() if path.is_file() and path.stat().st_mtime_ns == changed]
    assert len(untouched) >= len(before) // 2


def test_a_page_says_why_it_was_made_anew(root: Path) -> None:
    EDITS["a word of a quotation"](root)
    EDITS["a page by hand"](root)
    built = _build(root)
    assert built.why("quotes/guild-opaque.md") == "its text changed"
    assert built.why("folder/third.md") == "it is new"
    EDITS["the site's name"](root)
    assert _build(root).why("mine.md") == "changed: mkdocs.yml"
    assert _build(root).why("mine.md") == "nothing it depends on changed"
    assert _build(root, Manner(is_clean=True)).why("mine.md") == "all was to be made anew"


def test_another_version_of_a_package_makes_every_page_anew(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(inputs, "packages", lambda: "another")
    assert _build(root).why("mine.md") == "changed: the versions of packages"


def test_an_unchanged_site_needs_no_mkdocs(root: Path) -> None:
    before = {path: path.stat().st_mtime_ns for path in root.glob("site/**/*")}
    code = (
        "import sys; from build_dossier.cli import main; main(['build', '-C', sys.argv[1]], standalone_mode=False); "
        "assert 'mkdocs' not in sys.modules"
    )
    done = run_python("-c", code, root)
    assert done.returncode == 0, done.stderr
    assert {path: path.stat().st_mtime_ns for path in root.glob("site/**/*")} == before


# --- what happened to the site or to what was kept

HARM: dict[str, Edit] = {
    "a page was changed": lambda root: (root / "site/index.html").write_text("Mine now."),
    "a page is gone": lambda root: (root / "site/quotes/guild-opaque/index.html").unlink(),
    "a folder is gone": lambda root: shutil.rmtree(root / "site/quotes"),
    "all is gone": lambda root: shutil.rmtree(root / "site"),
    "a file was added": lambda root: (root / "site/quotes/mine.html").write_text("Mine."),
    "a folder was added": lambda root: shutil.copytree(root / "site/quotes", root / "site/copies"),
    "a folder is a link": lambda root: _linked(root / "site/quotes", root / "elsewhere"),
    "a file is a folder": lambda root: _as_folder(root / "site/sitemap.xml"),
    "nothing was kept": lambda root: shutil.rmtree(root / _CACHE),
    "no HTML was kept": lambda root: _without_site(root, shutil.rmtree),
    "broken HTML was kept": lambda root: _without_site(root, _spoil),
    "what was kept is broken": lambda root: _spoil(root / _CACHE),
}


def _without_site(root: Path, harm: Callable[[Path], object]) -> None:
    harm(root / _CACHE / "html")
    shutil.rmtree(root / "site")


def _linked(folder: Path, elsewhere: Path) -> None:
    folder.rename(elsewhere)
    folder.symlink_to(elsewhere)


def _as_folder(path: Path) -> None:
    path.unlink()
    path.mkdir()
    (path / "x").write_text("x")


def _spoil(folder: Path) -> None:
    for path in folder.iterdir():
        if path.is_file():
            content = path.read_bytes()
            path.write_bytes(content[:-1] + bytes([content[-1] ^ 1]))


@pytest.mark.parametrize("name", HARM)
def test_whatever_happened_the_site_is_repaired(root: Path, name: str) -> None:
    before = files_in(root / "site")
    HARM[name](root)
    assert _build(root).failure == ""
    assert files_in(root / "site") == before
    assert not (root / "site/quotes").is_symlink()
    assert not (root / "site/copies").exists()


def test_what_was_kept_makes_the_site_of_a_fresh_clone(root: Path, tmp_path: Path) -> None:
    clone = project(tmp_path / "clone", root / "data", alone=True)
    for name in ("mine.md", "other.md", "picture.svg"):
        shutil.copy(root / "docs" / name, clone / "docs")
    shutil.copytree(root / _CACHE, clone / _CACHE)
    built = _build(clone)
    assert built.failure == ""
    assert built.anew == {}
    assert files_in(clone / "site") == files_in(root / "site")


def test_what_the_last_build_did_not_use_is_not_kept(root: Path) -> None:
    number = len(list((root / _CACHE / "html").iterdir()))
    EDITS["the site's name"](root)
    assert _build(root).failure == ""
    assert len(list((root / _CACHE / "html").iterdir())) == number


# --- what is wrong


def test_a_link_to_an_anchor_that_went_is_told_by_the_page_that_did_not_change(root: Path) -> None:
    before = files_in(root / "site")
    (root / "docs/other.md").write_text("# Other\n\n## The beginning\n")
    said = _build(root).failure
    assert said == (
        "Doc file 'mine.md' contains a link 'other.md#the-end', but the doc 'other.md' does not contain an anchor "
        "'#the-end'.\nAborted with 1 warnings in strict mode!"
    )
    assert files_in(root / "site") == before
    assert _build(root).failure == said
    (root / "docs/other.md").write_text("# Other\n\n## The end\n")
    assert _build(root).failure == ""


def test_a_link_to_a_page_that_went_is_told_by_the_page_that_did_not_change(root: Path) -> None:
    (root / "docs/other.md").unlink()
    built = _build(root)
    assert "Doc file 'mine.md' contains a link 'other.md#the-end', but the target 'other.md' is not" in built.failure


@pytest.mark.parametrize("processes", [1, 2])
def test_what_is_wrong_is_told_in_the_order_of_mkdocs(
    root: Path, processes: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(spread, "_SMALL", 0)
    for name in ("a", "b", "c"):
        (root / f"docs/{name}.md").write_text(f"[{name}](no-{name}.md), [here](#no)\n")
    (root / "docs/c.md").write_text("[end](other.md#no)\n")
    said = _build(root, Manner(is_clean=True, processes=processes)).failure.split("\n")
    assert [line.partition(",")[0] for line in said] == [
        "Doc file 'a.md' contains a link 'no-a.md'",
        "Doc file 'b.md' contains a link 'no-b.md'",
        "Doc file 'a.md' contains a link '#no'",
        "Doc file 'b.md' contains a link '#no'",
        "Doc file 'c.md' contains a link 'other.md#no'",
        "Aborted with 5 warnings in strict mode!",
    ]


# --- all cores, and many machines


def test_many_processes_make_the_same_site(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = files_in(root / "site")
    monkeypatch.setattr(spread, "_SMALL", 0)
    assert _build(root, Manner(is_clean=True, processes=3)).failure == ""
    assert files_in(root / "site") == before


def test_the_shards_together_are_the_site(root: Path) -> None:
    whole = files_in(root / "site")
    joined: dict[str, bytes] = {}
    for number in (1, 2, 3):
        assert _build(root, Manner(shard=(number, 3))).failure == ""
        part = files_in(root / "site")
        assert part
        assert not joined.keys() & part.keys()
        joined |= part
    assert joined == whole


def test_with_another_plugin_all_is_built_at_once(root: Path) -> None:
    _replaced("mkdocs.yml", "  - dossier ", "  - search\n  - dossier ")(root)
    built = _build(root)
    assert built.failure == ""
    assert built.why("mine.md") == "all was to be made anew"
    assert (root / "site/search/search_index.json").is_file()
