"""Text from the data, made safe for where it lands. Nothing from the data reaches a page but through here.

The Markdown forms are those of Python-Markdown with the extensions of `mkdocs.yml`; each escaped
character also reads as itself in CommonMark.
"""
# ruff: noqa: S704 -- to mark as safe what was made safe is what this module is for

from __future__ import annotations

import re
from functools import lru_cache
from urllib.parse import quote

from markupsafe import Markup

# What means something within a line, and what Python-Markdown takes after a backslash ('|' by its tables).
_INLINE = re.compile(r"[\\`*_\[\]{}|#]")
_ENTITY = re.compile(r"&(?=#\w|[A-Za-z])")
# What begins a block: headings, lists, quotes, rules, fences, admonitions, definitions.
_START = re.compile(r"[-+!=~:?/%@]|\d+(?=[.)](?: |$))")
_LINE_BREAKS = re.compile(r"[ \t]*(?:\r\n|\r|\n|\x85|\u2028|\u2029)[ \t]*")
_BLANKS = re.compile(r"[ \t\v\f]+")


def markdown(value: object) -> Markup:
    """A text as Markdown that shows as those characters; a line break becomes `<br>`, blanks become one."""
    return value if isinstance(value, Markup) else _text(str(value))


@lru_cache(maxsize=16384)  # names, dates and verdicts come back on thousands of pages
def _text(text: str) -> Markup:
    lines = [_line(line) for line in _LINE_BREAKS.split(text.strip())]
    return Markup("<br>".join(lines))


def _line(text: str) -> str:
    text = _BLANKS.sub(" ", text)
    text = _ENTITY.sub("&amp;", text).replace("<", "&lt;").replace(">", "&gt;")
    text = _INLINE.sub(r"\\\g<0>", text).replace("\\]:", "&#93;:")  # '[\]:' would begin a link definition
    start = _START.match(text)
    if start is None:
        return text
    mark = start.group()
    if mark[0].isdigit():
        return f"{mark}&#{ord(text[len(mark)])};{text[len(mark) + 1 :]}"
    return f"&#{ord(mark)};{text[1:]}"


def attribute(value: object) -> Markup:
    """A text for a double-quoted HTML attribute within Markdown: no character of it means anything there."""
    text = " ".join(str(value).split())
    return Markup(re.sub(r"[^\w .,;’‘“”–—…()%/+-]", lambda match: f"&#{ord(match.group())};", text))


def drawn(value: object) -> Markup:
    """A text within an SVG within Markdown: each letter by its number, so that nothing makes a part of it an element.

    The `abbr` extension would, and an HTML element within an SVG shows nothing.
    """
    return Markup("".join(f"&#{ord(letter)};" for letter in " ".join(str(value).split())))


def code(value: object) -> Markup:
    """A text for a `<pre>` of HTML within Markdown, on one line: a line break is told as its number."""
    return Markup(re.sub(r"[^\w .,;’‘“”–—…()/:=+-]", lambda match: f"&#{ord(match.group())};", str(value)))


def link_title(value: object) -> Markup:
    """A text for the quoted title of a Markdown link."""
    text = str(markdown(" ".join(str(value).split())))
    return Markup(text.replace('"', "&quot;").replace("'", "&#39;"))  # Markdown drops quotes around a title


def url(value: object) -> Markup:
    """A checked http(s) address for the brackets of a Markdown link; what could end it is percent-encoded."""
    return Markup(quote(str(value), safe="/:?#@!$&+,;=%~.-").replace("&", "&amp;"))


def front_matter(value: object) -> Markup:
    """A text as a double-quoted YAML value whose content is safe in the HTML that themes print it into."""
    text = " ".join(str(value).split())
    html = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace('"', "&quot;")
    return Markup('"' + html.replace("\\", "\\\\") + '"')
