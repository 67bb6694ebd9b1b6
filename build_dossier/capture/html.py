"""The text of an HTML page: the article in it, or all that a reader sees."""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING

from build_dossier.capture import CaptureError
from build_dossier.capture.declared import Declared, declared
from build_dossier.capture.needs import needed

if TYPE_CHECKING:
    from lxml.html import HtmlElement  # type: ignore[import-untyped]

_UNREADABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")
_XML_DECLARATION = re.compile(r"<\?xml[^>]*>", re.IGNORECASE)
_NOT_SHOWN = ("script", "style", "noscript", "template", "head", "svg", "iframe", "object", "select", "textarea")
# Elements that begin a line of their own; `br` and `hr` do nothing else.
_LINES = (
    "address article aside body br caption center dd details dialog div dl dt fieldset figcaption footer form "
    "header hr legend li main menu nav option section summary tbody td tfoot th thead tr"
)
# Those that stand apart, with space around them.
_PARAGRAPHS = "blockquote figure h1 h2 h3 h4 h5 h6 ol p pre table ul"
_EDGES = {**dict.fromkeys(_LINES.split(), "\n"), **dict.fromkeys(_PARAGRAPHS.split(), "\n\n")}
_BLANKS = re.compile(r"[ \t\n\r\f]+")
_BREAKS = re.compile(r"\n+")


def text_of(page: str, on: date, *, whole: bool) -> tuple[str, Declared]:
    """The text of a page, and what the page declares about itself.

    The article is found by trafilatura, which leaves out menus, advertisements and comments; with `whole` nothing that
    a reader can see is left out. `on` is today. Raises CaptureError where the page cannot be read.
    """
    html = needed("lxml.html")
    page = _UNREADABLE.sub("", page).lstrip()
    declaration = _XML_DECLARATION.match(page)  # it tells an encoding that no longer holds
    page = page[declaration.end() :] if declaration else page
    try:
        tree: HtmlElement = html.document_fromstring(page)
    except (needed("lxml.etree").ParserError, ValueError, AssertionError):
        raise CaptureError("there is no text in the page") from None
    about = declared(tree, on)
    if whole:
        return _all(tree), about
    return _headed(tree, about.title, _article(page)), about


def _article(page: str) -> str:
    trafilatura = needed("trafilatura")
    text: str | None = trafilatura.extract(
        page, include_comments=False, include_tables=True, deduplicate=False, with_metadata=False
    )
    return text or ""


def _headed(tree: HtmlElement, title: str, body: str) -> str:
    """The article with its title above it, if that stands on the page as a heading and was not taken with the text."""
    bare = "".join(title.split())
    shown = ("".join(heading.text_content().split()) for heading in tree.iter("h1", "h2"))
    start = "".join(body[: 4 * len(title) + 200].split())
    return f"{title}\n\n{body}" if body and bare and bare not in start and bare in shown else body


def _all(tree: HtmlElement) -> str:
    """All that is shown, with a line for each block and a blank line around a paragraph."""
    for element in list(tree.iter(*_NOT_SHOWN)):
        element.drop_tree()
    pieces: list[str] = []
    for action, element in needed("lxml.etree").iterwalk(tree, events=("start", "end", "comment", "pi")):
        edge = _EDGES.get(element.tag, "")
        if action == "start":
            pieces += (edge, _BLANKS.sub(" ", element.text or ""))
        else:
            pieces += (edge, _BLANKS.sub(" ", element.tail or ""))
    lines = "\n".join(line.strip() for line in "".join(pieces).split("\n"))
    # between two blocks stand the edges of both
    return _BREAKS.sub(lambda run: "\n\n" if len(run.group()) > 2 else "\n", lines)
