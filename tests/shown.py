"""Generated pages as a reader sees them: their Markdown, rendered with the extensions of our `mkdocs.yml`."""

from __future__ import annotations

import html
import posixpath
from collections.abc import Iterator
from functools import cache, cached_property
from pathlib import Path
from typing import NamedTuple

import markdown
from mkdocs.config import load_config
from mkdocs.utils.meta import get_data
from selectolax.lexbor import LexborHTMLParser, LexborNode

from build_dossier.pipeline import write_pages
from build_dossier.project import Project
from tests.projects import ROOT
from tests.store import share_slow

_HEADINGS = ("h1", "h2", "h3", "h4")


@cache
def _renderer() -> markdown.Markdown:
    config = load_config(str(ROOT / "mkdocs.yml"))
    return markdown.Markdown(extensions=config.markdown_extensions, extension_configs=config.mdx_configs)


def html_of(text: str) -> str:
    """The HTML of a Markdown text, without the links that the `toc` extension adds to headings."""
    return _renderer().reset().convert(text).replace("&para;", "")


def folded(text: str) -> str:
    """A text with each run of blanks as one, as a browser shows it."""
    return " ".join(text.split())


class _Rendered(NamedTuple):
    """The article of a page, without what only lays it out."""

    tree: LexborHTMLParser
    ids: set[str]
    cite: list[LexborHTMLParser]
    blocks: list[LexborNode]


def _rendered(body: str) -> _Rendered:
    tree = LexborHTMLParser(f"<body>{html_of(body)}</body>")
    for line_break in tree.css("br"):
        line_break.replace_with("\n")
    ids = {str(node.id) for node in tree.css("[id]")}
    for data in tree.css("script"):
        data.decompose()
    for permalink in tree.css(":is(h2, h3) .d-permalink"):
        permalink.decompose()
    cite = [LexborHTMLParser(block.html or "") for block in tree.css("details.d-cite")]
    for block in tree.css("details.d-cite"):
        block.decompose()
    for wrapper in tree.css("div, section, figure"):  # what only lays the page out
        wrapper.unwrap()
    return _Rendered(tree, ids, cite, list(tree.body.iter()) if tree.body else [])


class Shown:
    """One page as it stands now, rendered when it is first looked at: most pages of a dossier never are."""

    def __init__(self, path: Path) -> None:
        self._body, self.meta = get_data(path.read_text("utf-8"))
        self.title = html.unescape(self.meta["title"])

    @cached_property
    def _page(self) -> _Rendered:
        return _rendered(self._body)

    @property
    def tree(self) -> LexborHTMLParser:
        """The article."""
        return self._page.tree

    @property
    def ids(self) -> set[str]:
        """What an address of the page can name."""
        return self._page.ids

    @property
    def cite(self) -> list[LexborHTMLParser]:
        """How the page is cited: looked at by itself, since it belongs to no heading."""
        return self._page.cite

    @property
    def heading(self) -> str:
        """The page's own heading."""
        return folded(self.tree.css("h1")[0].text())

    def _under(self, heading: str) -> Iterator[LexborNode]:
        """The blocks between a heading and the next one of its rank; the whole page for ''."""
        rank = ""
        for block in self._page.blocks:
            if rank and block.tag in _HEADINGS and str(block.tag) <= rank:
                return
            if rank or not heading:
                yield block
            elif block.tag in _HEADINGS and folded(block.text()) == heading:
                rank = str(block.tag)
        assert rank or not heading, f"no heading {heading!r}"

    def headings(self) -> list[str]:
        """All headings, in their order."""
        return [folded(block.text()) for block in self._page.blocks if block.tag in _HEADINGS]

    def text(self, under: str = "") -> str:
        """What a reader reads under a heading."""
        return folded(" ".join(block.text(separator="") for block in self._under(under)))

    def links(self, under: str = "") -> dict[str, str]:
        """The links under a heading: what they lead to, by their text."""
        return {
            folded(link.text()): str(link.attributes["href"])
            for block in self._under(under)
            for link in (block.css("a[href]") if block.tag != "a" else [block])
            if "headerlink" not in str(link.attributes.get("class"))
        }

    def items(self, under: str = "") -> list[str]:
        """The items of the lists under a heading, those of inner lists within their own."""
        return [
            folded(item.text()) for block in self._under(under) if block.tag in ("ul", "ol") for item in block.iter()
        ]

    def facts(self) -> dict[str, str]:
        """What the page states in its lists of terms: 'When', 'Reliability'."""
        terms, details = self.tree.css("dt"), self.tree.css("dd")
        return {folded(term.text()): folded(detail.text()) for term, detail in zip(terms, details, strict=True)}

    def rows(self, under: str = "") -> list[list[str]]:
        """The rows of the first table under a heading, without its head."""
        table = next(block for block in self._under(under) if block.tag == "table")
        return [[folded(cell.text()) for cell in row.css("td")] for row in table.css("tbody tr")]


def pages_of(data: Path) -> dict[str, Shown]:
    """All pages of a sound data folder, by path; they are written into `docs/` beside it."""
    root = data.parent
    if not (root / ".cache").exists():
        share_slow(root)
    outcome = write_pages(Project.at(root))
    assert outcome.changes is not None, outcome.problems
    return {path.relative_to(root / "docs").as_posix(): Shown(path) for path in sorted((root / "docs").rglob("*.md"))}


def lost_links(pages: dict[str, Shown]) -> list[str]:
    """The links between pages that lead to no page or no anchor; what is no page is not looked at."""
    ids = {path: page.ids for path, page in pages.items()}
    lost = []
    for path, page in pages.items():
        for link in page.tree.css("a[href]"):
            href = str(link.attributes["href"])
            target, _, anchor = href.partition("#")
            found = posixpath.normpath(posixpath.join(posixpath.dirname(path), target)) if target else path
            if not href.startswith("http") and (found.endswith(".md") or not target):
                lost += [f"{path}: {href}"] if found not in pages or (anchor and anchor not in ids[found]) else []
    return lost
