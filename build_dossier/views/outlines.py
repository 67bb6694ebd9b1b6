"""The shapes of a network: an outline for each kind of party, and lines that end at them. Paths, in whole pixels."""

from __future__ import annotations

from build_dossier.network.boxes import Size
from build_dossier.network.layout import Point
from build_dossier.values.scales import PartyKind

_PADDING = {
    PartyKind.PERSON: (34, 14),
    PartyKind.GOVERNMENT: (44, 14),
    PartyKind.TRADE_ASSOCIATION: (40, 14),
    PartyKind.MEDIA: (34, 14),
    PartyKind.COALITION: (30, 18),
    PartyKind.PLATFORM: (30, 18),
    PartyKind.ANONYMOUS: (34, 14),
}
_USUAL = (24, 14)


def size(kind: PartyKind, wide: int, high: int) -> Size:
    """The box of a shape that has room for words of this width and height."""
    across, down = _PADDING.get(kind, _USUAL)
    return Size(2 * ((wide + across) // 2), 2 * ((high + down) // 2))


def outline(kind: PartyKind, box: Size) -> str:  # noqa: PLR0911 -- one line a shape
    """The shape of a kind around 0, 0: one for each, but an anonymous speaker is a person with a broken line."""
    x, y = box.width // 2, box.height // 2
    match kind:
        case PartyKind.PERSON | PartyKind.ANONYMOUS:
            return f"M{y - x} {-y}H{x - y}A{y} {y} 0 0 1 {x - y} {y}H{y - x}A{y} {y} 0 0 1 {y - x} {-y}Z"
        case PartyKind.GOVERNMENT:
            return f"M{12 - x} {-y}H{x - 12}L{x} 0L{x - 12} {y}H{12 - x}L{-x} 0Z"
        case PartyKind.TRADE_ASSOCIATION:
            return f"M{12 - x} {-y}H{x}L{x - 12} {y}H{-x}Z"
        case PartyKind.MEDIA:
            return f"M{-x} {-y}H{x - 12}L{x} {12 - y}V{y}H{-x}ZM{x - 12} {-y}V{12 - y}H{x}"
        case PartyKind.COALITION:
            return f"{_rectangle(x, y, 10)}{_rectangle(x - 4, y - 4, 7)}"
        case PartyKind.PLATFORM:
            return f"M{-x} {-y}H{x}V{y}H{-x}ZM{6 - x} {-y}V{y}M{x - 6} {-y}V{y}"
        case _:
            return f"M{-x} {-y}H{x}V{y}H{-x}Z"


def _rectangle(x: int, y: int, round_by: int) -> str:
    arc = f"a{round_by} {round_by} 0 0 1"
    return (
        f"M{round_by - x} {-y}H{x - round_by}{arc} {round_by} {round_by}V{y - round_by}{arc} {-round_by} {round_by}"
        f"H{round_by - x}{arc} {-round_by} {-round_by}V{round_by - y}{arc} {round_by} {-round_by}Z"
    )


def line(start: tuple[Point, Size], end: tuple[Point, Size], through: Point) -> str:
    """A curve from the edge of one box to that of another, through the middle of its label.

    `render/scripts/relations.js` draws the same where a party is moved.
    """
    (first, first_size), (last, last_size) = start, end
    begins, ends = _leaving(first, first_size, through), _leaving(last, last_size, through)
    bend = Point(2 * through.x - (begins.x + ends.x) // 2, 2 * through.y - (begins.y + ends.y) // 2)
    return f"M{begins.x} {begins.y}Q{bend.x} {bend.y} {ends.x} {ends.y}"


def _leaving(middle: Point, box: Size, toward: Point) -> Point:
    """Where the straight line from the middle of a box to a point outside crosses its edge, 3 pixels outside."""
    across, down = toward.x - middle.x, toward.y - middle.y
    half = (box.width / 2 + 3, box.height / 2 + 3)
    share = min(half[0] / abs(across) if across else 9e9, half[1] / abs(down) if down else 9e9)
    return Point(round(middle.x + across * min(share, 1)), round(middle.y + down * min(share, 1)))
