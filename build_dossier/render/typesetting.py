"""Lines of text for pictures: which font has a character, how wide words are, where a line breaks, where a text is cut.

Shaping is HarfBuzz's, by Pillow. What Pillow does not do is here: a text that needs several fonts, and that runs in
both directions, is taken apart into runs that each need one, in the order in which they stand from left to right
(a part of the Unicode Bidirectional Algorithm, UAX 9: the levels that letters and what stands between them have).
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from io import BytesIO
from itertools import groupby
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from PIL.ImageFont import FreeTypeFont

_ARABIC = "fonts/noto-naskh-arabic-arabic-wght-normal.woff2"
SERIF = ("fonts/source-serif-4-latin-wght-normal.woff2", "fonts/source-serif-4-latin-ext-wght-normal.woff2", _ARABIC)
SANS = ("fonts/source-sans-3-latin-wght-normal.woff2", "fonts/source-sans-3-latin-ext-wght-normal.woff2", _ARABIC)
"""The files of a family, of which the first that has a character is taken."""

_MEASURED = 100
"""Words are measured at this size, in pixels, and the widths scaled: a picture tries many sizes."""
_BLANKS = re.compile("[^\\S\u00a0\u202f]+")
"""Between words: all blanks but those at which no line breaks."""


@dataclass(frozen=True, slots=True)
class Face:
    """A family in a weight (100 to 900)."""

    family: tuple[str, ...]
    weight: int


class Run(NamedTuple):
    """A part of a line that one font draws in one direction."""

    text: str
    font: str
    is_rtl: bool


class Setting(NamedTuple):
    """A text as it is set: its lines, and their size in pixels."""

    lines: tuple[str, ...]
    size: int


def can_set(text: str, family: tuple[str, ...]) -> bool:
    """Whether the family has every character of a text."""
    return all(_font_for(char, family) for char in text)


def runs(line: str, family: tuple[str, ...], *, is_rtl: bool) -> list[Run]:
    """The runs of a line, which has no line break, from left to right; `is_rtl` is the direction of its paragraph."""
    found: list[Run] = []
    for direction, chars in groupby(_directed(line, is_rtl), lambda each: each[1]):
        of_one = _by_font("".join(char for char, _ in chars), family, direction)
        found.extend(reversed(of_one) if direction else of_one)
        if is_rtl:  # each part stands to the left of those before it
            found = [*found[len(found) - len(of_one) :], *found[: len(found) - len(of_one)]]
    return found


@lru_cache(maxsize=256)
def font(file: str, size: int, weight: int) -> FreeTypeFont:
    """A font in a size and weight."""
    from PIL import ImageFont  # noqa: PLC0415 -- an extra, and only pictures need it

    content = files("build_dossier.render").joinpath(file).read_bytes()
    made = ImageFont.truetype(BytesIO(content), size, layout_engine=ImageFont.Layout.RAQM)
    (axis,) = made.get_variation_axes()
    made.set_variation_by_axes([min(max(weight, axis["minimum"] or 0), axis["maximum"] or 1000)])
    return made


def width(line: str, face: Face, size: int, *, is_rtl: bool = False) -> float:
    """How wide a line is, in pixels."""
    return sum(_width(run, face.weight) for run in runs(line, face.family, is_rtl=is_rtl)) * size / _MEASURED


class Box(NamedTuple):
    """What a text is to fit into: pixels, and the direction of its lines."""

    width: int
    height: int
    is_rtl: bool


def set_text(text: str, face: Face, box: Box, sizes: Sequence[int], ends: str) -> Setting:
    """A text in the largest of the sizes in which it fits into a box.

    If it fits in none, it is cut between words, and what is left of it ends with `ends`. Lines are of even length.
    """
    words = _words(text)
    for size in sizes:
        lines = _wrapped(words, face, box.width * _MEASURED / size, box.is_rtl)
        if len(lines) <= _most_lines(box.height, size):
            return Setting(_even(words, face, box.width * _MEASURED / size, box.is_rtl), size)
    size = sizes[-1]
    wide, most = box.width * _MEASURED / size, _most_lines(box.height, size)
    low, high = 1, len(words)
    while low < high:  # the most words that fit
        middle = (low + high + 1) // 2
        fits = len(_wrapped(_cut(words, middle, ends), face, wide, box.is_rtl)) <= most
        low, high = (middle, high) if fits else (low, middle - 1)
    lines = _wrapped(_cut(words, low, ends), face, wide, box.is_rtl)
    return Setting((*lines[: most - 1], _shortened("".join(lines[most - 1 :]), face, wide, box.is_rtl, ends)), size)


def leading(size: int) -> int:
    """From one line to the next, in pixels."""
    return round(size * 1.28)


def _most_lines(height: int, size: int) -> int:
    return max(1, height // leading(size))


def _words(text: str) -> tuple[str, ...]:
    return tuple(word for word in _BLANKS.split(text) if word)


def _cut(words: tuple[str, ...], number: int, ends: str) -> tuple[str, ...]:
    kept = words[:number]
    return (*kept[:-1], kept[-1].rstrip(" ,;:–—-") + "\N{NO-BREAK SPACE}" + ends)


def _shortened(line: str, face: Face, widest: float, is_rtl: bool, ends: str) -> str:
    """A line as it is where it fits; else, when a single word is too long, as much of it as does."""
    if _word_width(line, face, is_rtl) <= widest:
        return line
    kept = line.removesuffix(ends)
    while kept and _word_width(kept + ends, face, is_rtl) > widest:
        kept = kept[:-1]
    return kept + ends


def _even(words: tuple[str, ...], face: Face, widest: float, is_rtl: bool) -> tuple[str, ...]:
    """The lines within the narrowest box in which they are no more than in the whole one."""
    lines = _wrapped(words, face, widest, is_rtl)
    low, high = widest * 0.5, widest
    for _ in range(6):
        middle = (low + high) / 2
        tried = _wrapped(words, face, middle, is_rtl)
        if len(tried) > len(lines):
            low = middle
        else:
            lines, high = tried, middle
    return tuple(lines)


def _wrapped(words: Sequence[str], face: Face, widest: float, is_rtl: bool) -> list[str]:
    """Words in lines; one that is wider than a line is broken where the line ends."""
    lines: list[str] = []
    line, used, blank = "", 0.0, _word_width(" ", face, is_rtl)
    for word in words:
        for piece in _pieces(word, face, widest, is_rtl):
            wide = _word_width(piece, face, is_rtl)
            if line and used + blank + wide > widest:
                lines.append(line)
                line, used = piece, wide
            else:
                line, used = f"{line} {piece}" if line else piece, used + (blank if line else 0) + wide
    return [*lines, line]


def _pieces(word: str, face: Face, widest: float, is_rtl: bool) -> Iterator[str]:
    while _word_width(word, face, is_rtl) > widest and len(word) > 1:
        end = next((end for end in range(len(word) - 1, 1, -1) if _word_width(word[:end], face, is_rtl) <= widest), 1)
        yield word[:end]
        word = word[end:]
    yield word


@lru_cache(maxsize=65536)
def _word_width(word: str, face: Face, is_rtl: bool) -> float:
    return sum(_width(run, face.weight) for run in runs(word, face.family, is_rtl=is_rtl))


def _width(run: Run, weight: int) -> float:
    return font(run.font, _MEASURED, weight).getlength(run.text, direction="rtl" if run.is_rtl else "ltr")


def _directed(line: str, is_rtl: bool) -> list[tuple[str, bool]]:
    """Each character, and whether it runs from right to left: what is no letter runs as the letters around it do."""
    strong = _strengths(line)
    found: list[tuple[str, bool]] = []
    before = is_rtl
    for at, char in enumerate(line):
        own = strong[at]
        if own is None:
            after = next((each for each in strong[at:] if each is not None), is_rtl)
            found.append((char, before if before == after else is_rtl))
        else:
            before = own
            found.append((char, own))
    return found


def _strengths(line: str) -> list[bool | None]:
    """The direction of each character that has one of its own; a number has that of the letters before it (W7)."""
    found: list[bool | None] = []
    is_after_left = False
    for char in line:
        kind = _bidirectional(char)
        is_right, is_left = kind in ("R", "AL", "AN"), kind == "L"
        if is_right or is_left:
            is_after_left = is_left
        found.append(True if is_right else False if is_left or (kind == "EN" and is_after_left) else None)
    return found


_bidirectional = lru_cache(maxsize=4096)(unicodedata.bidirectional)


def _by_font(text: str, family: tuple[str, ...], is_rtl: bool) -> list[Run]:
    """A text of one direction in parts of one font each; what is no letter stays with the font before it."""
    found: list[Run] = []
    for char in text:
        last = found[-1] if found else None
        stays = last and not char.isalpha() and _has(last.font, char)
        chosen = last.font if last and stays else _font_for(char, family) or family[0]
        if last and last.font == chosen:
            found[-1] = last._replace(text=last.text + char)
        else:
            found.append(Run(char, chosen, is_rtl))
    return found


@lru_cache(maxsize=65536)
def _font_for(char: str, family: tuple[str, ...]) -> str | None:
    return next((file for file in family if _has(file, char)), None)


@lru_cache(maxsize=65536)
def _has(file: str, char: str) -> bool:
    """Whether a font has a character: it draws it otherwise than one that cannot be."""
    if unicodedata.category(char) == "Cf" or char.isspace():
        return True
    return _drawn(file, char) != _drawn(file, "\uffff")


@lru_cache(maxsize=4096)
def _drawn(file: str, char: str) -> bytes:
    mask = font(file, 40, 400).getmask(char, mode="1")
    return bytes(str(mask.size), "ascii") + bytes(mask)
