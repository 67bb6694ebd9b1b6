"""The pictures for links: 1200 by 630 pixels, drawn by Pillow with the fonts of the site, the same bytes at each run.

A picture is drawn in seven inks, each in seven steps from the paper, so that it is a PNG of one byte a pixel.
"""

from __future__ import annotations

from functools import cache as kept
from functools import partial
from hashlib import sha256
from importlib.resources import files
from importlib.util import find_spec
from io import BytesIO
from typing import TYPE_CHECKING

from build_dossier.cache import Cache
from build_dossier.render import typesetting
from build_dossier.render.pages import Asset
from build_dossier.render.typesetting import SANS, SERIF, Box, Face, can_set, leading, runs, set_text
from build_dossier.views.amounts import Amount
from build_dossier.views.cards import Attribution, Card, Passage
from build_dossier.views.common import Sign

if TYPE_CHECKING:
    from PIL.Image import Image
    from PIL.ImageDraw import ImageDraw

SIZE = (1200, 630)
"""Width and height in pixels, as the sites ask for that show such pictures."""
_MARGIN, _TOP, _BOTTOM = 76, 64, 572
"""Of the text, in pixels; the last is where the lowest line stands."""
_WIDE = SIZE[0] - 2 * _MARGIN
_WORDS, _NUMBER = (84, 76, 68, 60, 54, 48, 43, 39), (140, 124, 108, 94, 80, 66, 56)
"""Sizes to try, in pixels."""
_PAPER = (255, 255, 255)
# The colours of the light site.
_INKS = {
    "ink": (0x1A, 0x1C, 0x20),
    "quiet": (0x56, 0x60, 0x6B),
    "line": (0xD5, 0xDA, 0xDE),
    "accent": (0x0B, 0x4F, 0x6C),
    "verified": (0x1A, 0x6B, 0x3C),
    "open": (0x80, 0x52, 0x00),
    "against": (0xA3, 0x42, 0x0B),
}
_STEPS = 7
_OF_SIGN = {"verdict-verified": "verified", "verdict-verified-edited": "verified", "verdict-mismatch": "against"}

_TEXT, _STRONG = Face(SERIF, 430), Face(SERIF, 600)
_LABEL, _LABEL_STRONG = Face(SANS, 450), Face(SANS, 650)


def can_draw() -> bool:
    """Whether what draws is installed (the extra `pictures`)."""
    return find_spec("PIL") is not None


def picture(card: Card, cache: Cache) -> Asset | None:
    """The picture, where there are letters for it: none is made of a card whose speaker or dossier no font can set."""
    if not can_draw_all(card):
        return None
    recipe = f"{_versions()}\n{card!r}".encode()
    return Asset(card.path, cache.made("pictures", recipe, partial(draw, card)))


def alt_of(card: Card) -> str:
    """What the picture shows, in words; '' where there is none."""
    if not can_draw_all(card):
        return ""
    shown = _passage(card)
    return card.alts[card.passages.index(shown) if shown else -1]


def can_draw_all(card: Card) -> bool:
    """Whether there are letters for what must not be missing: the dossier's name, who speaks, and the verdict."""
    one = card.attribution
    needed = (card.dossier, *((one.by, *(sign.words for sign in one.signs)) if one else ()))
    has_words = _passage(card) is not None or bool(card.unset and can_set(card.unset, SERIF))
    return has_words and all(can_set(text, SANS) for text in needed)


def draw(card: Card) -> bytes:
    """The picture of a card as PNG."""
    sheet = _Sheet(is_rtl=card.direction == "rtl")
    sheet.block("accent", 0, 0, SIZE[0], 12)
    sheet.ends(_TOP, 26, (card.dossier, _LABEL_STRONG, "accent"), (card.kicker, _LABEL, "quiet"))
    if card.attribution is None:
        _words(sheet, card, 130, 380)
        sheet.rule(_BOTTOM - 46)
        sheet.ends(_BOTTOM - 24, 26, (card.as_of, _LABEL, "quiet"), ("", _LABEL, "quiet"))
        return sheet.png()
    top = _amount(sheet, card.amount, 116) if card.amount else 128
    _words(sheet, card, top, 424 - top)
    _attribution(sheet, card.attribution)
    return sheet.png()


def _amount(sheet: _Sheet, amount: Amount, top: int) -> int:
    """The number large, with what makes it less exact before it and its unit behind; gives where the next may begin."""
    small = 36
    if amount.comparator:
        sheet.line(amount.comparator, _LABEL, small, "quiet", top)
        top += 40
    setting = set_text(amount.number, _STRONG, Box(_WIDE, 176, sheet.is_rtl), _NUMBER, "…")
    for number in setting.lines:
        sheet.line(number, _STRONG, setting.size, "ink", top)
        top += round(setting.size * 1.12)
    if amount.unit and can_set(amount.unit, SANS):
        beside = round(typesetting.width(setting.lines[-1], _STRONG, setting.size, is_rtl=sheet.is_rtl)) + 24
        if beside + typesetting.width(amount.unit, _LABEL, small, is_rtl=sheet.is_rtl) <= _WIDE:
            base = top - round(setting.size * (1.12 - 0.93))
            sheet.line(amount.unit, _LABEL, small, "ink", base - round(small * 0.93), indent=beside)
        else:
            sheet.line(_one_line(amount.unit, _LABEL, small, _WIDE, sheet.is_rtl), _LABEL, small, "ink", top)
            top += 46
    return top + 18


def _words(sheet: _Sheet, card: Card, top: int, height: int) -> None:
    passage = _passage(card)
    if passage is None:
        sheet.line(card.unset, _TEXT, 54, "quiet", top + 30)
        return
    is_rtl = passage.direction == "rtl"
    before, after = card.quotes
    if passage.label and can_set(passage.label, SANS):
        sheet.line(passage.label, _LABEL, 26, "quiet", top)
        top, height = top + 44, height - 44
    sizes = _WORDS if card.amount is None else (46, 42, 38, 34)
    face = _TEXT if card.attribution else _STRONG
    indent = round(typesetting.width(before, face, sizes[0])) if before and len(passage.text) > 60 else 0
    setting = set_text(f"{before}{passage.text}{after}", face, Box(_WIDE, height, is_rtl), sizes, f"…{after}")
    free = height - len(setting.lines) * leading(setting.size)
    top += 0 if card.amount else min(free // 2, 60)
    # The opening mark hangs in the margin, so that the lines begin below each other.
    hang = round(typesetting.width(before, face, setting.size)) if indent and not is_rtl else 0
    for number, line in enumerate(setting.lines):
        sheet.line(
            line,
            face,
            setting.size,
            "ink",
            top + number * leading(setting.size),
            indent=-hang if number == 0 else 0,
            is_rtl=is_rtl,
            language=passage.language,
        )


def _attribution(sheet: _Sheet, one: Attribution) -> None:
    by = _one_line(one.by, _LABEL_STRONG, 34, _WIDE, sheet.is_rtl)
    sheet.line(by, _LABEL_STRONG, 34, "ink", 446)
    if can_set(one.role, SANS):
        sheet.line(_one_line(one.role, _LABEL, 28, _WIDE, sheet.is_rtl), _LABEL, 28, "quiet", 489)
    sheet.rule(_BOTTOM - 33)
    used = sheet.signs(one.signs, _BOTTOM - 14, 28)
    source = one.source if can_set(one.source, SANS) else ""
    room = _WIDE - used - 40
    if source and room > 200:
        source = _one_line(source, _LABEL, 26, room, sheet.is_rtl)
        sheet.line(source, _LABEL, 26, "quiet", _BOTTOM - 13, at_end=True)


def _passage(card: Card) -> Passage | None:
    """The first of the texts for which there are letters."""
    return next((each for each in card.passages if can_set(each.text, SERIF)), None)


def _one_line(text: str, face: Face, size: int, widest: int, is_rtl: bool) -> str:
    """As much of a text as one line holds."""
    return set_text(text, face, Box(widest, size, is_rtl), (size,), "…").lines[0]


class _Sheet:
    """A picture that is being drawn; what begins at the start of a line begins at the right in a dossier in Arabic."""

    def __init__(self, *, is_rtl: bool) -> None:
        self.is_rtl = is_rtl
        self._layers: dict[str, Image] = {}
        """What is drawn in each ink, from 0 (paper) to 255."""

    def block(self, ink: str, left: int, top: int, right: int, bottom: int) -> None:
        """A filled rectangle."""
        self._pen(ink).rectangle((left, top, right - 1, bottom - 1), fill=255)

    def rule(self, top: int) -> None:
        """A hairline over the width of the text."""
        self.block("line", _MARGIN, top, SIZE[0] - _MARGIN, top + 2)

    def line(  # noqa: PLR0913 -- what a line of text is
        self,
        text: str,
        face: Face,
        size: int,
        ink: str,
        top: int,
        *,
        indent: int = 0,
        at_end: bool = False,
        is_rtl: bool | None = None,
        language: str | None = None,
    ) -> float:
        """A line of text, from the side where its direction begins, or to the other one; gives its width."""
        towards = self.is_rtl if is_rtl is None else is_rtl
        parts = runs(text, face.family, is_rtl=towards)
        wide = sum(self._length(part, face, size, language) for part in parts)
        at_right = towards != at_end
        left: float = SIZE[0] - _MARGIN - indent - wide if at_right else _MARGIN + indent
        base = top + round(size * 0.93)
        for part in parts:
            font = typesetting.font(part.font, size, face.weight)
            way = "rtl" if part.is_rtl else "ltr"
            self._pen(ink).text(
                (round(left), base), part.text, 255, font, anchor="ls", direction=way, language=language
            )
            left += self._length(part, face, size, language)
        return wide

    def ends(self, top: int, size: int, start: tuple[str, Face, str], end: tuple[str, Face, str]) -> None:
        """Two short texts in one line, at its start and at its end."""
        used = 0.0
        if end[0] and can_set(end[0], end[1].family):
            used = self.line(end[0], end[1], size, end[2], top, at_end=True) + 40
        text = _one_line(start[0], start[1], size, round(_WIDE - used), self.is_rtl)
        self.line(text, start[1], size, start[2], top)

    def signs(self, signs: tuple[Sign, ...], top: int, size: int) -> int:
        """Verdict and what stands beside it, each as mark and words; gives the width."""
        used = 0
        for number, sign in enumerate(signs):
            ink = _OF_SIGN.get(sign.style, "open")
            words = sign.words[:1].upper() + sign.words[1:] if number == 0 else sign.words
            self._mark(sign.symbol, ink, used, top + round(size * 0.18), round(size * 0.8))
            wide = self.line(words, _LABEL_STRONG, size, ink, top, indent=used + round(size * 1.1))
            used += round(size * 1.1 + wide) + 36
        return used

    def png(self) -> bytes:
        """The picture as a file."""
        from PIL import Image  # noqa: PLC0415 -- an extra

        whole = Image.new("P", SIZE, 0)
        for name, layer in self._layers.items():
            first = 1 + list(_INKS).index(name) * _STEPS
            steps = [round(value * _STEPS / 255) for value in range(256)]
            stepped = layer.point([first + max(step - 1, 0) for step in steps])
            whole.paste(stepped, mask=layer.point([255 if step else 0 for step in steps]))
        whole.putpalette(_palette())
        file = BytesIO()
        whole.save(file, "PNG", compress_level=6)
        return file.getvalue()

    def _layer(self, ink: str) -> Image:
        from PIL import Image  # noqa: PLC0415 -- an extra

        if ink not in self._layers:
            self._layers[ink] = Image.new("L", SIZE)
        return self._layers[ink]

    def _pen(self, ink: str) -> ImageDraw:
        from PIL import ImageDraw  # noqa: PLC0415 -- an extra

        return ImageDraw.Draw(self._layer(ink))

    def _length(self, part: typesetting.Run, face: Face, size: int, language: str | None) -> float:
        font = typesetting.font(part.font, size, face.weight)
        return font.getlength(part.text, direction="rtl" if part.is_rtl else "ltr", language=language)

    def _mark(self, symbol: str, ink: str, indent: int, top: int, size: int) -> None:
        """A sign, drawn as lines, since the fonts do not have it."""
        strokes = {
            "✓": (((0.08, 0.55), (0.38, 0.85), (0.95, 0.15)),),
            "✕": (((0.12, 0.12), (0.88, 0.88)), ((0.88, 0.12), (0.12, 0.88))),
            "△": (((0.5, 0.1), (0.96, 0.9), (0.04, 0.9), (0.5, 0.1), (0.96, 0.9)),),
        }.get(symbol, ())
        from PIL import Image, ImageDraw  # noqa: PLC0415

        finer = 8
        mark = Image.new("L", (size * finer, size * finer))
        pen = ImageDraw.Draw(mark)
        for stroke in strokes:
            points = [(x * size * finer, y * size * finer) for x, y in stroke]
            pen.line(points, 255, width=round(size * finer * 0.12), joint="curve")
        small = mark.resize((size, size), Image.Resampling.BOX)
        left = SIZE[0] - _MARGIN - indent - size if self.is_rtl else _MARGIN + indent
        self._layer(ink).paste(small, (left, top))


@kept
def _palette() -> list[int]:
    """Red, green and blue of the paper, and of each ink in its steps from it."""
    values = list(_PAPER)
    for ink in _INKS.values():
        for step in range(1, _STEPS + 1):
            values += [round(paper + (own - paper) * step / _STEPS) for paper, own in zip(_PAPER, ink, strict=True)]
    return values


def _versions() -> str:
    """What the look of a picture depends on beside its card: Pillow, the fonts, and how it is drawn."""
    from PIL import __version__  # noqa: PLC0415 -- an extra

    here = files("build_dossier.render")
    parts = [here.joinpath(name).read_bytes() for name in (*SERIF, *SANS, "pictures.py", "typesetting.py")]
    return f"{__version__} {sha256(b''.join(parts)).hexdigest()}"
