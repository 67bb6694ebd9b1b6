"""The text of a PDF, in the order in which it is read, with the line breaks of the print.

A word that a hyphen cuts at a line's end stays cut: verification joins it, and knows that it was cut.
"""

from __future__ import annotations

import io
import re
import unicodedata
from collections.abc import Iterator
from typing import TYPE_CHECKING

from build_dossier.capture import CaptureError
from build_dossier.capture.addresses import Deadline
from build_dossier.capture.columns import unfolded
from build_dossier.capture.needs import needed

if TYPE_CHECKING:
    from pypdf import PageObject, PdfReader

# Fonts often map their glyphs to characters that stand for a shape: Kangxi radicals for Chinese characters, and the
# Arabic letters in their joined forms. No author wrote those.
_SHAPES = re.compile("[\u2f00-\u2fd5\ufb50-\ufbb1\ufbd3-\ufd3d\ufd50-\ufdf9\ufe70-\ufefc]+")
_RIGHT_TO_LEFT = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]")


def text_of(content: bytes, deadline: Deadline) -> tuple[str, str, bool]:
    """Text and title of a PDF, and whether some of it runs from right to left. The title is '' where none is named.

    Raises CaptureError where the PDF is encrypted or broken, and where reading it takes longer than there is time.
    """
    pypdf = needed("pypdf")
    try:
        reader: PdfReader = pypdf.PdfReader(io.BytesIO(content))
        _open(reader)
        pages = list(_pages(reader, deadline))
        title = str(reader.metadata.title or "") if reader.metadata else ""
    except CaptureError:
        raise
    except pypdf.errors.DependencyError:
        raise CaptureError(
            "the PDF is encrypted with AES, and what reads that is not installed: pip install cryptography"
        ) from None
    except Exception as error:  # a broken PDF can raise anything, of pypdf's own kinds or not
        raise CaptureError(f"the PDF is broken: {type(error).__name__}: {error}") from None
    text = "\n".join(pages)
    return text, title, _RIGHT_TO_LEFT.search(text) is not None


def _open(reader: PdfReader) -> None:
    """Unlock a PDF that anybody may read but not change. Raises CaptureError where it wants a password."""
    if reader.is_encrypted and not reader.decrypt(""):
        raise CaptureError("the PDF is encrypted: it wants a password. Save it without one and use --file")


def _pages(reader: PdfReader, deadline: Deadline) -> Iterator[str]:
    def in_time(*_: object) -> None:
        deadline.left()

    for page in reader.pages:
        text = page.extract_text(visitor_operand_before=in_time)
        text = unfolded(text, _layout(page))
        yield _SHAPES.sub(lambda shapes: unicodedata.normalize("NFKC", shapes.group()), text)


def _layout(page: PageObject) -> str:
    """The page with blanks for empty space; '' where its layout cannot be told."""
    try:
        return page.extract_text(
            extraction_mode="layout", layout_mode_space_vertically=False, layout_mode_strip_rotated=False
        )
    except Exception:  # the layout only helps to find columns; the text is there without it
        return ""
