"""From the bytes of a source to its text, and to what it says of itself. The same bytes give the same text."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from enum import Enum
from pathlib import PurePath

from build_dossier.capture import CaptureError, html, pdf
from build_dossier.capture.addresses import Deadline
from build_dossier.capture.charset import decoded


class Form(Enum):
    """The forms of a source that text can be taken from."""

    HTML = "HTML"
    PDF = "PDF"
    TEXT = "text"


@dataclass(frozen=True, slots=True)
class Extract:
    """The text of a source, ending in a line break, and what the source says of itself ('' for what it does not)."""

    text: str
    title: str = ""
    publisher: str = ""
    published: str = ""
    notes: tuple[str, ...] = ()
    """What the author should know before trusting the text."""


@dataclass(frozen=True, slots=True)
class Reading:
    """How to read a source."""

    on: date
    """Today: nothing is taken for published later."""
    whole: bool = False
    """Take everything on a page, not only the article."""
    encoding: str = ""
    """The character encoding, where the author knows better than the source."""
    seconds: float = 30
    """For a PDF, whose reading can be made to take for ever."""


_SUFFIXES = {
    ".html": "text/html",
    ".htm": "text/html",
    ".xhtml": "application/xhtml+xml",
    ".pdf": "application/pdf",
    ".txt": "text/plain",
    ".text": "text/plain",
    ".md": "text/markdown",
}
_HTML_TYPES = frozenset({"text/html", "application/xhtml+xml", "application/vnd.wap.xhtml+xml"})
_UNSAID = frozenset({"", "application/octet-stream", "binary/octet-stream", "application/download"})
_BEFORE_TAG = re.compile(rb"\s+|<\?xml[^>]*>|<!--.*?-->", re.IGNORECASE | re.DOTALL)
_TAG = re.compile(rb"<(?:!doctype\s+html|html|head|body)\b", re.IGNORECASE)
_UTF_MARKS = (b"\xff\xfe", b"\xfe\xff", b"\xef\xbb\xbf", b"\x00\x00\xfe\xff")
_PDF = b"%PDF-"
_LOOKED_AT = 4096


def media_type_of(name: str) -> str:
    """The media type that a file's name tells; '' where it tells none."""
    return _SUFFIXES.get(PurePath(name).suffix.lower(), "")


def form_of(content: bytes, media_type: str, charset: str) -> Form:
    """The form of a source: what its first bytes show stands above what the sender says.

    Raises CaptureError where it is none that text can be taken from.
    """
    start = content[:_LOOKED_AT]
    is_wide = start.startswith(_UTF_MARKS) or charset.startswith(("utf-16", "utf-32"))
    if start.lstrip().startswith(_PDF) or (media_type == "application/pdf" and _PDF in start[:1024]):
        return Form.PDF
    if media_type in _HTML_TYPES or _begins_as_html(start.removeprefix(b"\xef\xbb\xbf")):
        return Form.HTML
    if media_type == "application/pdf":
        raise CaptureError("it is said to be a PDF, and is none")
    if media_type not in _UNSAID and (not media_type.startswith("text/") or media_type == "text/rtf"):
        raise CaptureError(f"it is of the type {media_type}: not HTML, PDF or plain text")
    if b"\x00" in start and not is_wide:
        raise CaptureError("it is not HTML, PDF or plain text")
    return Form.TEXT


def _begins_as_html(start: bytes) -> bool:
    at = 0
    while before := _BEFORE_TAG.match(start, at):
        at = before.end()
    return _TAG.match(start, at) is not None


def extract(content: bytes, media_type: str, charset: str, how: Reading) -> Extract:
    """The text of a source, and what it says of itself.

    `media_type` and `charset` are what the sender says, '' for nothing. Raises CaptureError where there is no text.
    """
    form = form_of(content, media_type, how.encoding or charset)
    if form is Form.PDF:
        return _pdf(content, how)
    text, encoding, unreadable = decoded(content, charset, given=how.encoding)
    notes = _unreadable(unreadable, encoding)
    if form is Form.TEXT:
        return Extract(_tidy(text, "it holds no text"), notes=notes)
    body, about = html.text_of(text, how.on, whole=how.whole)
    hint = "there is no text in the page" if how.whole else "no article was found in the page; try --whole"
    return Extract(_tidy(body, hint), *about, notes)


def _pdf(content: bytes, how: Reading) -> Extract:
    text, title, right_to_left = pdf.text_of(content, Deadline.after(how.seconds))
    notes = ("words that run from right to left can be out of order in the text of a PDF: compare the two",)
    hint = "the PDF holds no text, only pictures of pages: recognise the characters with another program"
    # programs that make PDFs put a file's name here
    is_title = bool(title.strip()) and not re.search(r"\.\w{2,4}$|^Microsoft|^untitled", title.strip(), re.I)
    return Extract(
        _tidy(text, hint),
        " ".join(title.split()) if is_title else "",
        notes=notes if right_to_left else _unreadable(text.count("\ufffd"), "its own encoding"),
    )


def _unreadable(count: int, encoding: str) -> tuple[str, ...]:
    if not count:
        return ()
    return (f"{count} characters could not be read in {encoding}; they stand as \ufffd and verify nothing",)


def _tidy(text: str, why_empty: str) -> str:
    """The text with the line breaks of Unix, no blanks at a line's end, one line break at its own.

    Raises CaptureError where it holds no letter and no digit.
    """
    if not any(char.isalnum() for char in text):
        raise CaptureError(why_empty)
    lines = re.split(r"\r\n|[\n\r\f\v\x85\u2028]", text)
    joined = "\n".join(line.rstrip() for line in lines).replace("\u2029", "\n\n").replace("\x00", "")
    return joined.strip("\n") + "\n"
