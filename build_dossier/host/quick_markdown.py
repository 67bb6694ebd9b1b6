"""Python-Markdown with the same result in less time: what can find nothing in a text is not tried on it.

Of the time that MkDocs takes for our pages, most goes into looking for what is not there: a dozen patterns in each
text, the anchors of raw HTML in pages that have none, the marker of a table of contents in each element. Here each is
first asked for by the characters that it cannot do without. One converter serves all pages.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from functools import lru_cache
from typing import Any, NamedTuple
from xml.etree.ElementTree import Element

import markdown
from markdown.extensions.abbr import AbbrTreeprocessor
from markdown.extensions.md_in_html import HtmlBlockPreprocessor, MarkdownInHTMLPostprocessor
from markdown.util import STX
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure import pages as mkdocs_pages
from mkdocs.structure.files import Files
from mkdocs.structure.pages import Page
from mkdocs.structure.toc import get_toc

from build_dossier.host.quick_blocks import quick_blocks
from build_dossier.host.quick_html import HtmlBlocks, RawHtml
from build_dossier.host.quick_inline import quicken_inline

# An attribute that makes an anchor; more than that, but never less.
_ANCHOR = re.compile(r"""[\s"'/](id|name)\s*=""", re.IGNORECASE)
# Extensions that begin each page anew, so that one converter can serve many.
_RESET = {"abbr", "admonition", "attr_list", "def_list", "fenced_code", "md_in_html", "sane_lists", "tables", "toc"}


def can_serve(config: MkDocsConfig) -> bool:
    """Whether one converter gives the same as a new one for each page."""
    return _RESET.issuperset(name.removeprefix("markdown.extensions.") for name in config.markdown_extensions)


class Converter:
    """Renders pages as `Page.render` of MkDocs does."""

    def __init__(self, config: MkDocsConfig) -> None:
        self._md = markdown.Markdown(extensions=config.markdown_extensions, extension_configs=config.mdx_configs or {})
        _quicken(self._md)
        toc: Any = self._md.treeprocessors["toc"]  # MkDocs has it in each configuration
        self._toc, self._marker = toc, toc.marker

    def render(self, page: Page, config: MkDocsConfig, files: Files) -> None:
        """Convert the Markdown of a page."""
        text = page.markdown or ""
        md = self._md.reset()
        if self._marker:  # nothing else of a page tells whether it has one
            self._toc.marker = self._marker if self._marker in text else ""
        raw = mkdocs_pages._RawHTMLPreprocessor()
        if _ANCHOR.search(text):
            raw._register(md)
        elif "mkdocs_raw_html" in md.preprocessors:
            md.preprocessors.deregister("mkdocs_raw_html")
        anchors = mkdocs_pages._ExtractAnchorsTreeprocessor(page.file, files, config)
        links = mkdocs_pages._RelativePathTreeprocessor(page.file, files, config)
        title = mkdocs_pages._ExtractTitleTreeprocessor()
        for each in (anchors, links, title):
            each._register(md)
        page.content = md.convert(text)
        page.toc = get_toc(getattr(md, "toc_tokens", []))
        page._title_from_render = title.title
        page.present_anchor_ids = anchors.present_anchor_ids | raw.present_anchor_ids
        page.links_to_anchors = links.links_to_anchors


def _quicken(md: markdown.Markdown) -> None:
    """Replace what is slow in a converter by what does the same."""
    md.is_block_level = _block_level(md)  # type: ignore[method-assign, assignment]
    unescape: Any = md.treeprocessors["unescape"]
    unescape.unescape = _unescape(unescape.unescape)
    quicken_inline(md)
    if "fenced_code_block" in md.preprocessors:
        fences: Any = md.preprocessors["fenced_code_block"]
        fences.run = _fences(fences.run)
    if "abbr" in md.treeprocessors and isinstance(known := md.treeprocessors["abbr"], AbbrTreeprocessor):
        md.treeprocessors.register(_Abbreviations(md, known.abbrs), "abbr", 7)
    if isinstance(md.postprocessors["raw_html"], MarkdownInHTMLPostprocessor):
        md.postprocessors.register(RawHtml(md), "raw_html", 30)
    if isinstance(md.preprocessors["html_block"], HtmlBlockPreprocessor):
        md.preprocessors.register(HtmlBlocks(md), "html_block", 20)
    md.parser.parseBlocks = quick_blocks(md.parser)  # type: ignore[method-assign, assignment]


def _block_level(md: markdown.Markdown) -> Callable[[object], bool]:
    """Whether a tag is of a block; the converter's own function looks through a list each time."""

    @lru_cache(maxsize=1000)
    def is_block_level(tag: object) -> bool:
        return markdown.Markdown.is_block_level(md, tag)

    return is_block_level


def _unescape(unescape: Callable[[str], str]) -> Callable[[str], str]:
    """Put back escaped characters where there are any."""
    return lambda text: unescape(text) if STX in text else text


def _fences(run: Callable[[list[str]], list[str]]) -> Callable[[list[str]], list[str]]:
    """Look for fenced code where there is a fence."""

    def quick(lines: list[str]) -> list[str]:
        text = "\n".join(lines)
        return run(lines) if "```" in text or "~~~" in text else lines

    return quick


class _Abbreviations(AbbrTreeprocessor):
    """Looks for the words themselves before it looks for them as words, which is slow."""

    def run(self, root: Element) -> None:
        """Mark the abbreviations of a page."""
        if self.abbrs:
            words = "|".join(re.escape(word) for word in sorted(self.abbrs, key=len, reverse=True))
            self.RE: Any = _Sparing(re.compile(words), re.compile(rf"\b(?:{words})\b"))
            self.iter_element(root)


class _Sparing(NamedTuple):
    """A pattern that is tried where another finds something."""

    first: re.Pattern[str]
    then: re.Pattern[str]

    def finditer(self, text: str) -> Iterable[re.Match[str]]:
        """All that the second finds."""
        return self.then.finditer(text) if self.first.search(text) else ()
