"""The text of an HTML page: the article in it, or all that a reader sees."""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING

from build_dossier.capture import CaptureError
from build_dossier.capture.declared import Declared, declared
from build_dossier.capture.needs import needed

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_UNREADABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")
_XML_DECLARATION = re.compile(r"\s*<\?xml[^>]*\?>", re.IGNORECASE)
_NOT_SHOWN = ("script", "style", "noscript", "template", "head", "svg", "iframe", "object", "select", "textarea")
# Elements that begin a line of their own; `br` and `hr` do nothing else.
_BLOCKS = frozenset(
    "address article aside blockquote body br caption center dd details dialog div dl dt fieldset figcaption figure "
    "footer form h1 h2 h3 h4 h5 h6 header hr legend li main menu nav ol option p pre section summary table tbody td "
    "tfoot th thead tr ul".split()
)
_APART = frozenset("blockquote h1 h2 h3 h4 h5 h6 p pre table ul ol figure".split())
_RUN = re.compile(r"[ \t\r\f\v\xa0]*\n[\s\xa0]*")


def text_of(page: str, on: date, *, whole: bool) -> tuple[str, Declared]:
    """The text of a page, and what the page declares about itself.

    The article is found by trafilatura, which leaves out menus, advertisements and comments; with `whole` nothing that
    a reader can see is left out. `on` is today. Raises CaptureError where the page cannot be read.
    """
    html = needed("lxml.html")
    page = _UNREADABLE.sub("", _XML_DECLARATION.sub("", page, count=1))
    try:
        tree: HtmlElement = html.document_fromstring(page)
    except (needed("lxml.etree").ParserError, ValueError, AssertionError):
        raise CaptureError("there is no text in the page") from None
    about = declared(tree, on)
    text = _all(tree) if whole else _article(page)
    return text, about


def _article(page: str) -> str:
    trafilatura = needed("trafilatura")
    text: str | None = trafilatura.extract(
        page, include_comments=False, include_tables=True, deduplicate=False, with_metadata=False
    )
    return text or ""


def _all(tree: HtmlElement) -> str:
    """All that is shown, with a line for each block and a blank line around a paragraph."""
    for element in list(tree.iter(*_NOT_SHOWN)):
        element.drop_tree()
    pieces: list[str] = []
    for action, element in needed("lxml.etree").iterwalk(tree, events=("start", "end", "comment", "pi")):
        if action == "start":
            pieces += (_edge(element.tag), " ".join(re.split(r"\s+", element.text or "")))
        else:
            edge = _edge(element.tag) if action == "end" else ""
            pieces += (edge, " ".join(re.split(r"\s+", element.tail or "")))
    return _RUN.sub(lambda run: "\n\n" if run.group().count("\n") > 2 else "\n", "".join(pieces))


def _edge(tag: str) -> str:
    if tag in _APART:
        return "\n\n"
    return "\n" if tag in _BLOCKS else ""
