"""PDF files for tests, written by hand: lines of text at places on pages."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

Line = tuple[float, float, str]
"""Left end and baseline in points from the lower left corner of the page, and the text."""


def pdf(*pages: Sequence[Line], info: Mapping[str, str] | None = None) -> bytes:
    """A PDF with a page for each sequence of lines, drawn in that order in 10-point Courier.

    A line with characters beyond Latin-1 is written in codes of a composite font, with a ToUnicode map.
    """
    beyond = {char for page in pages for _, _, text in page if not _is_latin(text) for char in text}
    codes = {char: number for number, char in enumerate(sorted(beyond), 1)}
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Count %d/Kids[%s]>>"
        % (len(pages), b" ".join(b"%d 0 R" % (8 + 2 * number) for number in range(len(pages)))),
        b"<</Type/Font/Subtype/Type1/BaseFont/Courier/Encoding/WinAnsiEncoding>>",
        b"<</Type/Font/Subtype/Type0/BaseFont/Some/Encoding/Identity-H/DescendantFonts[5 0 R]/ToUnicode 6 0 R>>",
        b"<</Type/Font/Subtype/CIDFontType2/BaseFont/Some/DW 600"
        b"/CIDSystemInfo<</Registry(Adobe)/Ordering(Identity)/Supplement 0>>>>",
        _stream(_to_unicode(codes)),
        b"<<%s>>" % b"".join(b"/%s %s" % (key.encode(), _string(value)) for key, value in (info or {}).items()),
    ]
    for page in pages:
        objects.append(
            b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 800]/Contents %d 0 R"
            b"/Resources<</Font<</L 3 0 R/B 4 0 R>>>>>>" % (len(objects) + 2)
        )
        objects.append(_stream(b"\n".join(_drawn(*line, codes) for line in page)))
    return _file(objects)


def _is_latin(text: str) -> bool:
    return all(ord(char) <= 0xFF for char in text)


def _drawn(x: float, y: float, text: str, codes: Mapping[str, int]) -> bytes:
    if _is_latin(text):
        shown = b"/L 10 Tf %s Tj" % _string(text)
    else:
        shown = b"/B 10 Tf <%s> Tj" % b"".join(b"%04X" % codes[char] for char in text)
    return b"BT 1 0 0 1 %.2f %.2f Tm %s ET" % (x, y, shown)


def _string(text: str) -> bytes:
    raw = text.encode("latin-1")
    return b"(%s)" % raw.replace(b"\\", rb"\\").replace(b"(", rb"\(").replace(b")", rb"\)")


def _to_unicode(codes: Mapping[str, int]) -> bytes:
    pairs = b"\n".join(b"<%04X> <%s>" % (code, char.encode("utf-16-be").hex().encode()) for char, code in codes.items())
    return (
        b"/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /Some def /CMapType 2 def\n"
        b"1 begincodespacerange <0000> <FFFF> endcodespacerange\n"
        b"%d beginbfchar\n%s\nendbfchar\nendcmap end end" % (len(codes), pairs)
    )


def _stream(content: bytes) -> bytes:
    return b"<</Length %d>>stream\n%s\nendstream" % (len(content), content)


def _file(objects: Sequence[bytes]) -> bytes:
    out = bytearray(b"%PDF-1.7\n")
    places = []
    for number, content in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    start = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    out += b"".join(b"%010d 00000 n \n" % place for place in places)
    out += b"trailer\n<</Size %d/Root 1 0 R/Info 7 0 R>>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, start)
    return bytes(out)
