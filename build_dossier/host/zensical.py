"""The second renderer: Zensical makes the site of the same pages, with our templates, search and policy.

It is run as a program, since it knows no plugins of others. What ours does to the pages of MkDocs is done here to the
files that it wrote.
"""

from __future__ import annotations

import gzip
import logging
import os
import posixpath
import re
import subprocess
import sys
import tempfile
from collections.abc import Container, Iterator
from html import unescape
from importlib.util import find_spec
from pathlib import Path
from urllib.parse import unquote

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort
from mkdocs.plugins import BasePlugin

from build_dossier.host.plugin import DossierPlugin
from build_dossier.host.policy import with_policy
from build_dossier.host.zensical_config import DOCS, SITE, prepare

MISSING = "Zensical is not installed. To have it: pip install 'build-dossier[zensical]'."
"""For whoever asks for it without the extra."""
_OWN = ("dossier", "material/search")
_COLOUR = re.compile(r"\x1b\[[0-9;]*m")
_WARNING = re.compile(r"Warning: (.*)\s+╭─\[ (.*?) \]")
_ARTICLE = re.compile(r'<article class="md-content__inner.*</article>', re.DOTALL)
_ADDRESS = re.compile(r'<[a-z]+\b[^>]*?\s(?:href|src)="([^"#?]+)')
_SCHEME = re.compile(r"[a-z][a-z0-9+.-]*:|//", re.IGNORECASE)


def is_installed() -> bool:
    """Whether Zensical can be run."""
    return find_spec("zensical") is not None


def left_out_in_words(config: MkDocsConfig) -> str:
    """What of `mkdocs.yml` it does not do, for whoever runs the build; '' where that is nothing."""
    named = {
        name for name, plugin in config.plugins.items() if isinstance(plugin, BasePlugin)
    }  # hooks stand there, too
    plugins = ", ".join(sorted(name.removeprefix("material/") for name in named.difference(_OWN)))
    found = [
        *(["no hooks"] if config.hooks else []),
        *([f"of these plugins only its own: {plugins}"] if plugins else []),
    ]
    return f"Zensical runs {', and '.join(found)}." if found else ""


def build(config: MkDocsConfig) -> None:
    """Build the site of a loaded `mkdocs.yml` into its `site_dir`, strictly; Abort says why it failed."""
    if missing := list(_missing_from_nav(config)):
        raise Abort("\n".join(missing))
    plugin = (
        next((each for each in config.plugins.values() if isinstance(each, DossierPlugin)), None) or DossierPlugin()
    )
    config.plugins.pop("material/search", None)  # it would keep ours away, and is none of Zensical's
    config = plugin.on_config(config)
    plugin.on_pre_build(config=config)
    site = Path(config.site_dir)
    with tempfile.TemporaryDirectory(prefix=".zensical-", dir=Path(config.config_file_path).parent) as folder:
        workshop = Path(folder)
        _run(prepare(workshop, config, plugin.speaks), Path(config.config_file_path).parent)
        _finish(workshop / SITE, workshop / DOCS, plugin.day)
        if faults := list(_dead_ends(workshop / SITE, workshop / DOCS, config)):
            raise Abort("\n".join(faults))
        (workshop / SITE).rename(site)
    plugin.on_post_build(config=config)


def _run(config: Path, root: Path) -> None:
    done = subprocess.run(  # noqa: S603 -- the program of this installation, and a file of ours
        [sys.executable, "-m", "zensical", "build", "--clean", "--strict", "-f", config],
        cwd=root,  # where Markdown extensions look for the files that they are told to include
        env={**os.environ, "PYTHONIOENCODING": "utf-8"},
        capture_output=True,
        encoding="utf-8",
        errors="replace",
        check=False,
    )
    if done.returncode:
        raise Abort(_in_words(_COLOUR.sub("", done.stdout + done.stderr)))


def _in_words(said: str) -> str:
    """What Zensical said, a line for each warning; where it broke off, the last line of it."""
    warnings = [f"{place}: {words}" for words, place in _WARNING.findall(said)]
    return "\n".join(warnings or ["Zensical failed.", *said.strip().splitlines()[-1:]])


def _finish(site: Path, docs: Path, day: str) -> None:
    """Give each page its policy, and date the site map, as the plugin does."""
    for path in _pages(site, docs):
        html = path.read_text("utf-8")
        article = _ARTICLE.search(html)
        path.write_text(with_policy(html, article[0] if article else ""), "utf-8")
    (site / "search.json").unlink(missing_ok=True)  # an index of nothing: the search is ours
    sitemap = site / "sitemap.xml"
    if sitemap.is_file():
        text = sitemap.read_text("utf-8")
        dated = text.replace("</loc>", f"</loc>\n        <lastmod>{day}</lastmod>") if day else text
        sitemap.write_text(dated, "utf-8")
        (site / "sitemap.xml.gz").write_bytes(gzip.compress(dated.encode(), mtime=0))


def _pages(site: Path, docs: Path) -> Iterator[Path]:
    """What was made of Markdown; other HTML was copied as it is."""
    return (path for path in sorted(site.rglob("*.html")) if not (docs / path.relative_to(site)).exists())


def _dead_ends(site: Path, docs: Path, config: MkDocsConfig) -> Iterator[str]:
    """Addresses in the articles that Zensical does not look at, and where nothing is: of files, and from the root."""
    files = {path.relative_to(site).as_posix() for path in site.rglob("*") if path.is_file()}
    links = config.validation.links
    for path in _pages(site, docs):
        name = path.relative_to(site).as_posix()
        article = _ARTICLE.search(path.read_text("utf-8"))
        for address in dict.fromkeys(_ADDRESS.findall(article[0] if article else "")):
            if _SCHEME.match(address):
                continue
            if address.startswith("/"):
                if links.absolute_links >= logging.WARNING:
                    yield f"{name}: '{address}' is an absolute address, which holds in one place only"
            elif links.not_found >= logging.WARNING and not _leads(posixpath.dirname(name), address, files):
                yield f"{name}: nothing is at '{address}'"


def _leads(folder: str, address: str, files: Container[str]) -> bool:
    target = posixpath.normpath(posixpath.join(folder, unquote(unescape(address))))
    return target in files or posixpath.normpath(f"{target}/index.html") in files


def _missing_from_nav(config: MkDocsConfig) -> Iterator[str]:
    """Pages that the navigation names and that are not there."""
    if config.validation.nav.not_found < logging.WARNING:
        return
    for target in _named(config.nav):
        if not _SCHEME.match(target) and not target.startswith("/") and not (Path(config.docs_dir) / target).is_file():
            yield f"mkdocs.yml: nav names '{target}', and there is no such page"


def _named(nav: object) -> Iterator[str]:
    if isinstance(nav, str):
        yield nav
    elif isinstance(nav, (list, dict)):
        for item in nav.values() if isinstance(nav, dict) else nav:
            yield from _named(item)
