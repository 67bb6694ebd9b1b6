"""Python-Markdown with the same result in less time: what can find nothing in a text is not tried on it.

Of the time that MkDocs takes for our pages, most goes into looking for what is not there: a dozen patterns in each
text, the anchors of raw HTML in pages that have none, the marker of a table of contents in each element. Here each is
first asked for by the characters that it cannot do without. One converter serves all pages.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cached_property, lru_cache
from typing import Any

import markdown
from markdown import inlinepatterns
from markdown.extensions.md_in_html import HtmlBlockPreprocessor, HTMLExtractorExtra
from markdown.util import STX, AtomicString
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure import pages as mkdocs_pages
from mkdocs.structure.files import Files
from mkdocs.structure.pages import Page
from mkdocs.structure.toc import get_toc

# What a text must hold for a pattern to match, by the pattern.
_NEEDED = {
    inlinepatterns.BACKTICK_RE: "`",
    inlinepatterns.ESCAPE_RE: "\\",
    inlinepatterns.REFERENCE_RE: "[",
    inlinepatterns.LINK_RE: "[",
    inlinepatterns.IMAGE_LINK_RE: "![",
    inlinepatterns.IMAGE_REFERENCE_RE: "![",
    inlinepatterns.AUTOLINK_RE: "<",
    inlinepatterns.AUTOMAIL_RE: "<",
    inlinepatterns.LINE_BREAK_RE: "  \n",
    inlinepatterns.HTML_RE: "<",
    inlinepatterns.ENTITY_RE: "&",
}
# An attribute that makes an anchor; more than that, but never less.
_ANCHOR = re.compile(r"""[\s"'/](id|name)\s*=""", re.IGNORECASE)
# Extensions that begin each page anew, so that one converter can serve many.
_RESET = {"abbr", "admonition", "attr_list", "def_list", "fenced_code", "md_in_html", "sane_lists", "tables", "toc"}
_Inline = Callable[..., str]


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
    inline: Any = md.treeprocessors["inline"]
    inline._InlineProcessor__handleInline = _inline(md, inline._InlineProcessor__applyPattern)
    if isinstance(md.preprocessors["html_block"], HtmlBlockPreprocessor):
        md.preprocessors.register(_HtmlBlocks(md), "html_block", 20)


def _block_level(md: markdown.Markdown) -> Callable[[object], bool]:
    """Whether a tag is of a block; the converter's own function looks through a list each time."""

    @lru_cache(maxsize=1000)
    def is_block_level(tag: object) -> bool:
        return markdown.Markdown.is_block_level(md, tag)

    return is_block_level


def _unescape(unescape: Callable[[str], str]) -> Callable[[str], str]:
    """Put back escaped characters where there are any."""
    return lambda text: unescape(text) if STX in text else text


def _inline(md: markdown.Markdown, apply: Callable[..., tuple[str, bool, int]]) -> _Inline:
    """Try on a text only the patterns that could match in it."""
    patterns = [(pattern, _needs(pattern)) for pattern in md.inlinePatterns]
    some = re.compile("|".join(sorted({re.escape(need) for _, needs in patterns for need in needs}))).search
    number = len(patterns)

    def handle(data: str, at: int = 0) -> str:
        if isinstance(data, AtomicString) or not some(data):
            return data
        start = 0
        while at < number:
            pattern, needs = patterns[at]
            for need in needs:
                if need in data:
                    break
            else:
                at += 1
                start = 0
                continue
            data, matched, start = apply(pattern, data, at, start)
            if not matched:
                at += 1
        return data

    return handle


def _needs(pattern: inlinepatterns.Pattern) -> tuple[str, ...]:
    """What a text must hold one of; '' is in every text."""
    if isinstance(pattern, inlinepatterns.DelimiterProcessor):
        return tuple(pattern.tokens)
    if isinstance(pattern, inlinepatterns.InlineProcessor) and pattern.compiled_re.pattern == pattern.pattern:
        return (_NEEDED.get(pattern.pattern, ""),)
    return ("",)


class _HtmlBlocks(HtmlBlockPreprocessor):
    """Looks for HTML with a parser that does not make its sets of tags anew for each tag."""

    def run(self, lines: list[str]) -> list[str]:
        """As in the class that this is made from."""
        if "<" not in (source := "\n".join(lines)) and "&" not in source:
            return lines
        parser = _HtmlParser(self.md)
        parser.feed(source)
        parser.close()
        return "".join(parser.cleandoc).split("\n")


class _HtmlParser(HTMLExtractorExtra):
    @cached_property
    def block_level_tags(self) -> set[str]:
        return set(self.md.block_level_elements)

    @cached_property
    def block_tags(self) -> set[str]:
        return self.block_level_tags - (self.span_tags | self.raw_tags | self.empty_tags)

    @cached_property
    def span_and_blocks_tags(self) -> set[str]:
        return self.block_tags | self.span_tags
