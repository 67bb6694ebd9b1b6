"""Making pages with the means of MkDocs, one after another, so that no more than one is in memory."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import NamedTuple

from jinja2 import Environment
from mkdocs.commands.build import _build_page, _build_theme_template, _populate_page
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files, set_exclusions
from mkdocs.structure.nav import Navigation, get_navigation
from mkdocs.structure.pages import Page

from build_dossier.host.configuring import Listener, Said
from build_dossier.host.kept import Facts, KeptPage, Shelf
from build_dossier.host.quick_markdown import Converter, can_serve
from build_dossier.host.readied import Readied, found


class MadePage(NamedTuple):
    """A page that was made, and what was said of it."""

    source: str
    html: str
    size: int
    told: str
    read: list[Said]
    """While its Markdown was read."""
    built: list[Said]
    """While it was put into the theme."""

    def kept(self, markdown: str) -> KeptPage:
        """As it is kept, with the digest of its Markdown."""
        return KeptPage(markdown, self.html, self.size, self.told)


@dataclass(frozen=True)
class Workshop:
    """All that MkDocs needs to make any page of the site."""

    config: MkDocsConfig
    files: Files
    nav: Navigation
    env: Environment
    listener: Listener
    shelf: Shelf
    listed: frozenset[str]
    """The pages of the navigation."""
    converter: Converter | None

    def pages(self) -> Sequence[File]:
        """Every file that becomes a page, in MkDocs' order."""
        return self.files.documentation_pages()

    def make(self, sources: Sequence[str]) -> bytes:
        """Write the HTML of pages; all that is to be known of them, for `made_pages`."""
        files = self.pages()
        return json.dumps([self._made(self.files.src_uris[source], files) for source in sources]).encode()

    def make_template(self, name: str) -> None:
        """Write a page or file of the theme's own: `404.html`, `sitemap.xml`."""
        _build_theme_template(name, self.env, self.files, self.config, self.nav)

    def _made(self, file: File, files: Sequence[File]) -> MadePage:
        page = _page_of(file)
        already = self.listener.taken()
        if self.converter:
            page.render = partial(self.converter.render, page)  # type: ignore[method-assign]
        with _noted(self.files) as (found, missing):
            _populate_page(page, self.config, self.files)
        read = self.listener.taken()
        _build_page(page, self.config, files, self.nav, self.env)
        target = Path(file.abs_dest_path)
        html = target.read_bytes() if target.is_file() else b""  # a template may leave a page out
        facts = Facts(
            sorted(filter(None, page.present_anchor_ids or ())),
            {target.src_uri: links for target, links in (page.links_to_anchors or {}).items()},
            sorted(found),
            sorted(missing),
        )
        made = MadePage(
            file.src_uri, self.shelf.keep_html(html), len(html), json.dumps(facts), read, self.listener.taken()
        )
        self.listener.said = already
        _forget(page, is_in_nav=file.src_uri in self.listed)
        return made


def workshop(config: MkDocsConfig, listener: Listener, shelf: Shelf, ready: Readied, docs: Collection[str]) -> Workshop:
    """What `mkdocs build` does before it makes the first page; `docs` are the files of the documentation folder."""
    env = config.theme.get_env()
    env.bytecode_cache = ready.templates
    files = ready.files(config, docs) or found(config)
    files = config.plugins.on_files(files, config=config)
    set_exclusions(files, config)
    nav = config.plugins.on_nav(get_navigation(files, config), config=config, files=files)
    said = listener.taken()
    for page in nav.pages:
        _entitle(page, config, files)
    listener.said = said  # what is wrong with a page is said when it is made
    env = config.plugins.on_env(env, config=config, files=files)
    listed = frozenset(page.file.src_uri for page in nav.pages)
    converter = Converter(config) if can_serve(config) else None
    return Workshop(config, files, nav, env, listener, shelf, listed, converter)


def made_pages(result: bytes) -> Iterator[MadePage]:
    """What `make` tells of pages."""
    for source, html, size, told, read, built in json.loads(result):
        yield MadePage(source, html, size, told, [Said(*each) for each in read], [Said(*each) for each in built])


def _entitle(page: Page, config: MkDocsConfig, files: Files) -> None:
    """Give a page of the navigation the title that other pages show, by reading it, or as a last resort making it."""
    page.read_source(config)
    if "title" not in vars(page) and "title" not in page.meta:
        page.render(config, files)
        page.content = ""


def _page_of(file: File) -> Page:
    if file.page is None:
        raise AssertionError(f"{file.src_uri} is no page.")
    return file.page


def _forget(page: Page, *, is_in_nav: bool) -> None:
    """Let go of a page's text; the title and the head of one in the navigation stay."""
    page.content, page.toc = "", []  # type: ignore[assignment]  # as MkDocs does
    page.links_to_anchors = page.present_anchor_ids = None
    vars(page).pop("render", None)
    if not is_in_nav:
        page.markdown, page.meta = None, {}


@contextmanager
def _noted(files: Files) -> Iterator[tuple[set[str], set[str]]]:
    """Note which files are looked for while the block runs: those found, and those that are not there."""
    found: set[str] = set()
    missing: set[str] = set()
    look = files.get_file_from_path

    def note(path: str) -> File | None:
        file = look(path)
        if file is None:
            missing.add(path)
        else:
            found.add(file.src_uri)
        return file

    files.get_file_from_path = note  # type: ignore[method-assign]
    try:
        yield found, missing
    finally:
        del files.get_file_from_path
