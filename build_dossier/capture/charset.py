"""Bytes of a page or text into characters: by what they say, by what the sender says, never by a guess.

The order follows the WHATWG Encoding Standard (https://encoding.spec.whatwg.org/): a byte order mark, then what the
server says, then what the page says. Two things differ. Bytes that are sound UTF-8 beyond ASCII are UTF-8 whatever was
said, because servers are wrong about that more often than such bytes come about by chance. And where nothing is said
and it is not UTF-8, the author is asked: mojibake would fail every check without anybody seeing why.
"""

from __future__ import annotations

import codecs
import re
from typing import NamedTuple

from build_dossier.capture import CaptureError

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
# What browsers read under a name is often the larger set that Windows had (WHATWG, "Names and labels").
_MEANT = {
    "ascii": "cp1252",
    "us-ascii": "cp1252",
    "iso-8859-1": "cp1252",
    "latin1": "cp1252",
    "latin-1": "cp1252",
    "iso-8859-9": "cp1254",
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "x-gbk": "gb18030",
    "big5": "big5hkscs",
    "shift_jis": "cp932",
    "shift-jis": "cp932",
    "x-sjis": "cp932",
    "euc-kr": "cp949",
    "ks_c_5601-1987": "cp949",
    "tis-620": "cp874",
    "utf8": "utf-8",
    "utf-16": "utf-16-le",
}
# In the first bytes: <meta charset>, <meta http-equiv> and the XML declaration.
_SAID = re.compile(rb"""<(?:meta|\?xml)[^>]*?(?:charset|encoding)\s*=\s*["']?\s*([\w.:-]+)""", re.IGNORECASE)
_LOOKED_AT = 4096
_ENOUGH = 4
"""Sequences beyond ASCII that make sound UTF-8 no chance: the two characters 联通 in GBK are sound UTF-8 too."""


class Decoded(NamedTuple):
    """A text, the encoding that it was read in, and how many characters could not be read."""

    text: str
    encoding: str
    unreadable: int


def decoded(content: bytes, said: str, *, given: str = "") -> Decoded:
    """The characters of a page or text.

    `said` is the charset that the sender names ('' for none), `given` the author's word, which stands above all.
    What is broken becomes U+FFFD and is counted. Raises CaptureError where nothing tells the encoding.
    """
    if given:
        return _read(content, given)
    for mark, encoding in _MARKS:
        if content.startswith(mark):
            return _read(content[len(mark) :], encoding)
    try:
        text = content.decode("utf-8")
    except UnicodeDecodeError:
        sound = None
    else:
        sound = Decoded(text, "utf-8", 0)
    if sound and sum(char > "\x7f" for char in text) >= _ENOUGH:
        return sound
    in_page = _SAID.search(content[:_LOOKED_AT])
    for name in (said, in_page.group(1).decode("ascii", "replace") if in_page else ""):
        # a page that can be searched for ASCII is not UTF-16, whatever it says (WHATWG HTML, "prescan")
        if name and _known(name) and not (in_page and name.lower().startswith("utf-16")):
            return _read(content, name)
    if sound:
        return sound
    raise CaptureError("it does not say in which character encoding it is: name it with --encoding")


def _known(name: str) -> bool:
    try:
        codecs.lookup(_MEANT.get(name.lower(), name))
    except (LookupError, ValueError):
        return False
    return True


def _read(content: bytes, name: str) -> Decoded:
    encoding = _MEANT.get(name.lower(), name.lower())
    try:
        text = content.decode(encoding, "replace")
    except (LookupError, ValueError, AssertionError):  # codecs as base64 are no encodings of text
        raise CaptureError(f"there is no character encoding '{name}'") from None
    text = text.removeprefix("\ufeff")
    return Decoded(text, encoding, text.count("\ufffd"))
