"""Blocks of Markdown, each tried only on the processors that could do something with it.

For a paragraph, which most blocks are, Python-Markdown asks a dozen processors first, most of which search it with a
pattern. Here each processor is first asked for by the characters without which it does nothing.
"""

from __future__ import annotations

from collections.abc import Callable
from xml.etree.ElementTree import Element

from markdown import blockprocessors
from markdown.blockparser import BlockParser
from markdown.extensions import abbr, admonition, def_list, md_in_html, sane_lists, tables
from markdown.util import STX

Guard = Callable[[Element, str], bool]
"""Whether a processor could do something with a block, which is not empty, and for which parent; never too often no."""


def _always(_: Element, __: str) -> bool:
    return True


def _with(*texts: str) -> Guard:
    """A block that holds all of some texts."""
    if len(texts) == 1:
        (text,) = texts
        return lambda _, block: text in block
    return lambda _, block: all(text in block for text in texts)


def _beginning(characters: str) -> Guard:
    """A block that begins with one of some characters."""
    return lambda _, block: block[0] in characters


def _with_line(characters: str) -> Guard:
    """A block of which a line might begin with one of some characters."""
    return lambda _, block: block[0] in characters or "\n" in block


def _numbered(_: Element, block: str) -> bool:
    return block[0] == " " or block[0].isdigit()


def _underlined(_: Element, block: str) -> bool:
    return "\n=" in block or "\n-" in block


def _admonition(parent: Element, block: str) -> bool:
    return "!!!" in block or (block[0] == " " and len(parent) > 0 and parent[-1].tag == "div")


_GUARDS: dict[type[blockprocessors.BlockProcessor], Guard] = {
    blockprocessors.EmptyBlockProcessor: _beginning("\n"),
    blockprocessors.ListIndentProcessor: _beginning(" "),
    blockprocessors.CodeBlockProcessor: _beginning(" "),
    blockprocessors.HashHeaderProcessor: _with("#"),
    blockprocessors.SetextHeaderProcessor: _underlined,
    blockprocessors.HRProcessor: _with_line(" -_*"),
    blockprocessors.OListProcessor: _numbered,
    blockprocessors.UListProcessor: _beginning(" *+-"),
    blockprocessors.BlockQuoteProcessor: _with_line(" >"),
    blockprocessors.ReferenceProcessor: _with("]:"),
    abbr.AbbrBlockprocessor: _with("*["),
    admonition.AdmonitionProcessor: _admonition,
    def_list.DefListProcessor: _with(": "),
    md_in_html.MarkdownInHtmlProcessor: _beginning(STX),
    sane_lists.SaneOListProcessor: _numbered,
    sane_lists.SaneUListProcessor: _beginning(" *+-"),
    tables.TableProcessor: _with("|", "\n"),
}


def quick_blocks(parser: BlockParser) -> Callable[[Element, list[str]], None]:
    """What does the same as `parser.parseBlocks`."""
    processors = [(_GUARDS.get(type(each), _always), each) for each in parser.blockprocessors]

    def parse(parent: Element, blocks: list[str]) -> None:
        while blocks:
            for guard, processor in processors:
                block = blocks[0]
                is_for = (not block or guard(parent, block)) and processor.test(parent, block)
                if is_for and processor.run(parent, blocks) is not False:
                    break

    return parse
