"""The text of Markdown: patterns are tried only on what holds the characters that they cannot do without."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import partial
from typing import Any

import markdown
from markdown import inlinepatterns
from markdown.util import STX, AtomicString

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
_Inline = Callable[..., str]
_Bracketed = Callable[[str, int], tuple[str, int, bool]]
_AllAtOnce = Callable[[str], str]


def quicken_inline(md: markdown.Markdown) -> None:
    """Replace what is slow in a converter's work on texts by what does the same."""
    inline: Any = md.treeprocessors["inline"]
    apply, stash = inline._InlineProcessor__applyPattern, inline._InlineProcessor__stashNode
    inline._InlineProcessor__handleInline = _inline(md, apply, stash)
    for pattern in md.inlinePatterns:
        if isinstance(pattern, inlinepatterns.LinkInlineProcessor):
            pattern.getText = _bracketed(pattern.getText)  # type: ignore[method-assign, assignment]


def _inline(
    md: markdown.Markdown, apply: Callable[..., tuple[str, bool, int]], stash: Callable[[Any, str], str]
) -> _Inline:
    """Try on a text only the patterns that could match in it."""
    patterns = [(pattern, _needs(pattern), _raw(md, pattern, stash)) for pattern in md.inlinePatterns]
    some = re.compile("|".join(sorted({re.escape(need) for _, needs, _ in patterns for need in needs}))).search
    number = len(patterns)

    def handle(data: str, at: int = 0) -> str:
        if isinstance(data, AtomicString) or not some(data):
            return data
        start = 0
        while at < number:
            pattern, needs, all_at_once = patterns[at]
            for need in needs:
                if need in data:
                    break
            else:
                at += 1
                start = 0
                continue
            if all_at_once:
                data = all_at_once(data)
                at += 1
                start = 0
                continue
            data, matched, start = apply(pattern, data, at, start)
            if not matched:
                at += 1
        return data

    return handle


def _raw(
    md: markdown.Markdown, pattern: inlinepatterns.Pattern, stash: Callable[[Any, str], str]
) -> Callable[[str], str] | None:
    """What puts all HTML of a text aside at once, if that is what a pattern is for: no tag depends on another."""
    if type(pattern) is not inlinepatterns.HtmlInlineProcessor or pattern.ANCESTOR_EXCLUDES:
        return None

    def aside(match: re.Match[str]) -> str:
        text = match[1]
        kept = pattern.handleMatch(match, match.string)[0] if STX in text else md.htmlStash.store(text)
        return stash(kept, "")

    return partial(pattern.compiled_re.sub, aside)


def _bracketed(text_from: _Bracketed) -> _Bracketed:
    """The text from a place to the bracket that closes it, where no other opens before."""

    def quick(data: str, index: int) -> tuple[str, int, bool]:
        end = data.find("]", index)
        if end < 0 or "[" in (text := data[index:end]):
            return text_from(data, index)
        return text, end + 1, True

    return quick


def _needs(pattern: inlinepatterns.Pattern) -> tuple[str, ...]:
    """What a text must hold one of; '' is in every text."""
    if isinstance(pattern, inlinepatterns.DelimiterProcessor):
        return tuple(pattern.tokens)
    if isinstance(pattern, inlinepatterns.InlineProcessor) and pattern.compiled_re.pattern == pattern.pattern:
        return (_NEEDED.get(pattern.pattern, ""),)
    return ("",)
