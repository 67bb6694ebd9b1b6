"""HTML within Markdown, found faster where it is plain, which is how our pages are written.

What a page holds is told by one regular expression. If each tag of it is one of those that nobody can read in two
ways, what the expression found is handed to the methods of Python-Markdown that would be called for it; if not, its
own parser reads the page.
"""

from __future__ import annotations

import re
from functools import cached_property, lru_cache

from markdown.extensions.md_in_html import HtmlBlockPreprocessor, HTMLExtractorExtra, MarkdownInHTMLPostprocessor
from markdown.util import HTML_PLACEHOLDER, STX

_ATTRIBUTES = r'(?:[ ][a-zA-Z][a-zA-Z0-9:-]*(?:="[^"&<>`]*")?)*+'
# Elements whose content parsers do not read as HTML, or not all of them: only without anything to read in it.
_TEXT_ONLY = "script|style|textarea|title|iframe|noembed|noframes|noscript|plaintext|xmp"
_TOKEN = re.compile(
    rf"""(?P<data>[^<&]++)
    | (?P<start><(?!(?:{_TEXT_ONLY})\b)[a-zA-Z][a-zA-Z0-9]*+{_ATTRIBUTES}[ ]?+(?P<empty>/)?>)
    | (?P<end></(?!(?:{_TEXT_ONLY})\b)[a-zA-Z][a-zA-Z0-9]*+>)
    | (?P<reference>&(?:\#[0-9]++|[a-zA-Z][a-zA-Z0-9]*+);)
    | (?P<text_only><(?P<name>script|title){_ATTRIBUTES}>)(?P<text>[^<&]*+)(?P<text_end></(?P=name)>)""",
    re.VERBOSE,
)
_PLAIN = re.compile(rf"(?:{re.sub(r'[?]P<(?!name)[a-z_]+>', '?:', _TOKEN.pattern)})*+", re.VERBOSE)
_ATTRIBUTE = re.compile(r' ([a-zA-Z][a-zA-Z0-9:-]*)(?:="([^"]*)")?')

Attributes = tuple[tuple[str, str | None], ...]


class HtmlBlocks(HtmlBlockPreprocessor):
    """Puts blocks of HTML aside, as the class does that this is made from."""

    def run(self, lines: list[str]) -> list[str]:
        """The lines with marks in the places of the blocks."""
        if "<" not in (source := "\n".join(lines)) and "&" not in source:
            return lines
        parser = _Parser(self.md)
        if _PLAIN.fullmatch(source):
            parser.take(source)
        else:
            parser.feed(source)
        parser.close()
        return "".join(parser.cleandoc).split("\n")


class _Parser(HTMLExtractorExtra):
    """Does not make its sets of tags anew for each tag, nor count lines, in a text that it takes at once."""

    _at: int | None = None
    """Where the tag begins that is being handled, in a text that is taken at once."""
    _tag = ""

    @cached_property
    def block_level_tags(self) -> set[str]:
        return set(self.md.block_level_elements)

    @cached_property
    def block_tags(self) -> set[str]:
        return self.block_level_tags - (self.span_tags | self.raw_tags | self.empty_tags)

    @cached_property
    def span_and_blocks_tags(self) -> set[str]:
        return self.block_tags | self.span_tags

    def take(self, source: str) -> None:
        """Handle a plain text from its beginning to its end."""
        self.rawdata = source
        for token in _TOKEN.finditer(source):
            self._at, kind, text = token.start(), token.lastgroup, token[0]
            if kind == "data":
                self.handle_data(text)
            elif kind == "start":
                self._start(text, token["empty"])
            elif kind == "end":
                self._end(text)
            elif kind == "reference":
                self.handle_empty_tag(text, is_block=False)
            else:
                self._start(token["text_only"])
                if token["text"]:
                    self._at = token.start("text")
                    self.handle_data(token["text"])
                self._at = token.start("text_end")
                self._end(token["text_end"])
        self.rawdata, self._at = "", None

    def _start(self, text: str, empty: str | None = None) -> None:
        self._tag = text
        name, attributes = _read(text)
        (self.handle_startendtag if empty else self.handle_starttag)(name, attributes)

    def _end(self, text: str) -> None:
        self._tag = text
        self.handle_endtag(text[2:-1].lower())

    def get_starttag_text(self) -> str:
        return self._tag if self._at is not None else super().get_starttag_text()

    def get_endtag_text(self, tag: str) -> str:
        return self._tag if self._at is not None else super().get_endtag_text(tag)

    def at_line_start(self) -> bool:
        if self._at is None:
            return super().at_line_start()
        before = self.rawdata[max(0, self._at - 4) : self._at].rpartition("\n")
        return len(before[2]) <= 3 and not before[2].strip()

    @property
    def line_offset(self) -> int:
        """With `offset`, which is 0 in a text that is taken at once, where the tag begins."""
        return super().line_offset if self._at is None else self._at


@lru_cache(maxsize=4000)
def _read(tag: str) -> tuple[str, Attributes]:
    """The name and the attributes of a plain tag."""
    name = re.match("<([a-zA-Z0-9]+)", tag)
    if not name:
        raise AssertionError(f"{tag} is no tag.")
    found = _ATTRIBUTE.finditer(tag, name.end())
    return name[1].lower(), tuple((each[1].lower(), each[2]) for each in found)


class RawHtml(MarkdownInHTMLPostprocessor):
    """Puts the HTML back, and looks for more of it only in what holds a mark."""

    _MARK = re.compile(rf"<p>{HTML_PLACEHOLDER % '([0-9]+)'}</p>|{HTML_PLACEHOLDER % '([0-9]+)'}")

    def run(self, text: str) -> str:
        """The page whole again."""
        return self._MARK.sub(self._back, text) if self.md.htmlStash.html_counter else text

    def _back(self, mark: re.Match[str]) -> str:
        number = int(mark[1] or mark[2])
        if number >= self.md.htmlStash.html_counter:
            return mark[0]
        html = self.stash_to_string(self.md.htmlStash.rawHtmlBlocks[number])
        if mark[1] and not self.isblocklevel(html):
            html = f"<p>{html}</p>"
        return self._MARK.sub(self._back, html) if STX in html else html
