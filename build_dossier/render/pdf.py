"""Printed pages into a PDF: tagged (PDF/UA-1), with bookmarks, and the same bytes for the same pages.

WeasyPrint lays the pages out. It is an extra, and it needs Pango, a library of the system; both are looked for when
something is printed. A document may be laid out in parts: pages that were laid out apart are written into one file,
with one tree of tags, one outline, and links from any part to any other.
"""

from __future__ import annotations

import hashlib
import importlib
import logging
import os
import re
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from typing import Any, NamedTuple

PAPERS = {"a4": "A4", "letter": "letter"}
"""The sizes of paper, by the name that the command line has for them."""

_BASE = "dossier:/"
# How CSS names the numbering systems of CLDR.
_COUNTERS = {"arab": "arabic-indic", "arabext": "persian", "deva": "devanagari", "beng": "bengali"}


class NoPrinterError(Exception):
    """What prints is not installed; the message says how to get it."""


class Laid(NamedTuple):
    """Pages that were laid out: the pages, and for anchors and links the number of the page, from 1 within them."""

    document: Any
    pages: tuple[Any, ...]

    @property
    def anchors(self) -> dict[str, int]:
        """The page on which each anchor stands."""
        found: dict[str, int] = {}
        for number, page in enumerate(self.pages, 1):
            for anchor in page.anchors:
                found.setdefault(anchor, number)
        return found

    @property
    def links(self) -> list[tuple[str, int]]:
        """The anchors to which links lead, each with the page that it stands on."""
        return [
            (target, number)
            for number, page in enumerate(self.pages, 1)
            for kind, target, *_ in page.links
            if kind == "internal"
        ]


@dataclass(frozen=True)
class Printer:
    """Lays out HTML on one sort of paper. Fonts are read once."""

    paper: str
    digits: str = "latn"
    direction: str = "ltr"
    _made: dict[str, Any] = field(default_factory=dict)

    def lay(self, html: str, style: str, first: int = 1) -> Laid:
        """Lay out a document with a style sheet of ours ('book', 'brief'); its first page has the number given."""
        sheets = [self._css(self._page_rules(first)), self._sheet(style)]
        source = _weasyprint().HTML(string=html, base_url=_BASE, url_fetcher=_fetch)
        document = source.render(stylesheets=sheets, font_config=self._fonts, pdf_variant="pdf/ua-1")
        return Laid(document, tuple(document.pages))

    def write(self, parts: Sequence[Laid]) -> bytes:
        """One file with the pages of all parts; what it says of itself is what the first part says."""
        whole = parts[0].document.copy([_Readable(page) for part in parts for page in part.pages])
        named = repr([(part.anchors, len(part.pages)) for part in parts]).encode()
        identifier = hashlib.sha256(named).digest()[:16]
        with _without_clock():
            content: bytes = whole.write_pdf(pdf_variant="pdf/ua-1", pdf_identifier=identifier, finisher=_finished)
        return content

    @property
    def _fonts(self) -> Any:  # noqa: ANN401 -- of a library without types
        if "fonts" not in self._made:
            self._made["fonts"] = importlib.import_module("weasyprint.text.fonts").FontConfiguration()
        return self._made["fonts"]

    def _sheet(self, style: str) -> Any:  # noqa: ANN401
        if style not in self._made:
            text = files("build_dossier.render").joinpath(f"print/{style}.css").read_text("utf-8")
            self._made[style] = self._css(_font_faces() + _with_families(text))
        return self._made[style]

    def _css(self, text: str) -> Any:  # noqa: ANN401
        return _weasyprint().CSS(string=text, base_url=_BASE, url_fetcher=_fetch, font_config=self._fonts)

    def _page_rules(self, first: int) -> str:
        start, end = ("left", "right") if self.direction == "ltr" else ("right", "left")
        counter = _COUNTERS.get(self.digits, "decimal")
        return (
            f"@page {{ size: {PAPERS[self.paper]};"
            f" @top-{start} {{ content: string(dossier) }} @top-{end} {{ content: string(chapter) }}"
            f" @bottom-{start} {{ content: string(marking) }} @bottom-{end} {{ content: counter(page, {counter}) }} }}"
            f"@page cover {{ @top-{start} {{ content: none }} @bottom-{end} {{ content: none }} }}"
            f"@page :first {{ counter-reset: page {first} }}"
            f"ol.judgements li::before {{ content: counter(judgement, {counter}) }}"
        )


@cache
def _weasyprint() -> Any:  # noqa: ANN401 -- a module
    """The library. Raises NoPrinterError with what to install where it, or Pango, is missing."""
    cure = "pip install 'build-dossier[print]'"
    try:
        module = importlib.import_module("weasyprint")
    except ImportError as error:
        raise NoPrinterError(f"printing needs {error.name or 'weasyprint'}, which is not installed: {cure}") from None
    except OSError:
        raise NoPrinterError(
            "printing needs Pango, a library of the system, which is not installed. On Debian and Ubuntu: "
            "apt install libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0; on a Mac: brew install pango"
        ) from None
    for name in ("weasyprint", "fontTools"):
        logging.getLogger(name).addHandler(logging.NullHandler())  # what they log is for whoever writes style sheets
        logging.getLogger(name).propagate = False
    return module


# Hebrew, Arabic, the scripts of India and South-East Asia: there a letter may be drawn by several glyphs.
_SHAPED = re.compile("[\u0590-\u1cff\ufb1d-\ufdff\ufe70-\ufefc]")


class _Readable:
    """A page that says beside each run of shaped glyphs which letters they are.

    A font that draws the dots of Arabic letters apart has one glyph for several letters, so that what is copied,
    searched or read aloud by its glyphs alone is wrong (ActualText, ISO 32000-1, 14.9.4).
    """

    def __init__(self, page: Any) -> None:  # noqa: ANN401 -- of a library without types
        self._page = page

    def __getattr__(self, name: str) -> Any:  # noqa: ANN401
        return getattr(self._page, name)

    def paint(self, stream: Any, scale: float = 1) -> None:  # noqa: ANN401
        """Paint the page as the library does, then add the letters."""
        self._page.paint(stream, scale)
        texts = {tag["mcid"]: getattr(box, "text", "") for box, tag in stream._tags.items()}
        text_of = importlib.import_module("pydyf").String
        for item in stream.stream:
            text = texts.get(item.get("MCID"), "") if isinstance(item, dict) else ""
            if _SHAPED.search(text):
                item["ActualText"] = text_of(text)


@contextmanager
def _without_clock() -> Iterator[None]:
    """The subsets of fonts say when they were made; fontTools takes the time from here, as reproducible builds ask."""
    name = "SOURCE_DATE_EPOCH"
    before = os.environ.get(name)
    os.environ[name] = "0"
    try:
        yield
    finally:
        if before is None:
            del os.environ[name]
        else:
            os.environ[name] = before


def _fetch(url: str) -> Any:  # noqa: ANN401
    """A font of ours; nothing else is fetched, whatever the data say."""
    name = url.removeprefix(_BASE)
    if name not in _fonts():
        raise ValueError(f"{url} is not fetched: only fonts of the package are")
    content = files("build_dossier.render").joinpath("fonts", name).read_bytes()
    answer = importlib.import_module("weasyprint.urls").URLFetcherResponse
    return answer(url, content, {"Content-Type": "font/woff2"})


def _fonts() -> list[str]:
    found = (file.name for file in files("build_dossier.render").joinpath("fonts").iterdir())
    return sorted(name for name in found if name.endswith(".woff2"))


_NAME = re.compile(r"(?P<family>.+?)-(?P<weight>wght|\d+)-(?P<style>normal|italic)\.woff2")


def _faces() -> Iterable[re.Match[str]]:
    return (match for name in _fonts() if (match := _NAME.fullmatch(name)))


def _font_faces() -> str:
    """Each file is a family of its own, after its name; the style sheets ask for one family after the other."""
    return "".join(
        f"@font-face {{ font-family: '{face['family']}'; font-style: {face['style']};"
        f" font-weight: {'200 900' if face['weight'] == 'wght' else face['weight']}; src: url({face.string}) }}\n"
        for face in _faces()
    )


def _with_families(css: str) -> str:
    """A style sheet whose `var(--serif)` and `var(--sans)` are our fonts for Latin, for other scripts, the system's.

    They are put in here because the boxes in the margin of a page know no custom properties.
    """
    names = sorted({face["family"] for face in _faces()}, key=lambda name: (len(name), name))
    others = [name for name in names if not name.startswith(("source-serif", "source-sans"))]
    for kind, system in (("serif", "'Noto Serif', serif"), ("sans", "'Noto Sans', sans-serif")):
        ours = [repr(name) for name in names if name.startswith(f"source-{kind}")]
        css = css.replace(f"var(--{kind})", ", ".join([*ours, *map(repr, others), system]))
    return css


def _finished(document: Any, pdf: Any) -> None:  # noqa: ANN401
    """Say of each heading of a table whether it heads a row or a column (Matterhorn 15-003)."""
    for page in document.pages:
        for box in page._page_box.descendants():
            mark, element = getattr(box, "mark", None), getattr(box, "element", None)
            if mark is not None and element is not None and str(mark.get("S")) == "/TH":
                mark["A"]["Scope"] = "/Row" if element.attrib.get("scope") == "row" else "/Column"
