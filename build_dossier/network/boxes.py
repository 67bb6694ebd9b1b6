"""Boxes that do not overlap: pushed apart where they do, and sets of them put side by side."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

_ROUNDS = 300


@dataclass(frozen=True, slots=True)
class Size:
    """Width and height, in pixels."""

    width: int
    height: int


@dataclass(frozen=True, slots=True)
class Box:
    """A size and where its middle stands, in pixels; y runs downward."""

    x: float
    y: float
    size: Size

    @property
    def edges(self) -> tuple[float, float, float, float]:
        """Left, top, right, bottom."""
        half = (self.size.width / 2, self.size.height / 2)
        return self.x - half[0], self.y - half[1], self.x + half[0], self.y + half[1]

    def moved(self, x: float, y: float) -> Box:
        """The same size, so far to the right and down."""
        return replace(self, x=self.x + x, y=self.y + y)


def apart(boxes: Sequence[Box], gap: int) -> list[Box]:
    """The boxes in their order, moved as little as it takes so that a gap is between any two.

    Each two that are too near give way to the side on which less is missing. Where that does not come to rest, they
    are set below each other from the top down, which always does.
    """
    x, y = [box.x for box in boxes], [box.y for box in boxes]
    sizes = [box.size for box in boxes]
    for _ in range(_ROUNDS):
        if not _pushed(x, y, sizes, gap):
            return [Box(*middle) for middle in zip(x, y, sizes, strict=True)]
    return _stacked([Box(*middle) for middle in zip(x, y, sizes, strict=True)], gap)


def _pushed(x: list[float], y: list[float], sizes: Sequence[Size], gap: int) -> bool:
    """Whether any two had to be moved; they are, by half of what is missing each.

    The boxes are gone through from the top down, and each is held against those only that can reach up to it.
    """
    moved = False
    reach = max((size.height for size in sizes), default=0) + gap
    order = sorted(range(len(sizes)), key=lambda place: (y[place], place))
    for number, one in enumerate(order):
        for other in order[number + 1 :]:
            if y[other] - y[one] > 2 * reach:  # twice, as some have moved since they were put in order
                break
            across = (sizes[one].width + sizes[other].width) / 2 + gap - abs(x[one] - x[other])
            down = (sizes[one].height + sizes[other].height) / 2 + gap - abs(y[one] - y[other])
            if across <= 0 or down <= 0:
                continue
            moved = True
            if across < down:
                step = (across + 1) / (2 if x[one] <= x[other] else -2)
                x[one], x[other] = x[one] - step, x[other] + step
            else:
                step = (down + 1) / (2 if y[one] <= y[other] else -2)
                y[one], y[other] = y[one] - step, y[other] + step
    return moved


def missing(one: Box, other: Box, gap: int) -> tuple[float, float]:
    """How far two boxes would have to part across, or down; they overlap where both are above 0."""
    across = (one.size.width + other.size.width) / 2 + gap - abs(one.x - other.x)
    down = (one.size.height + other.size.height) / 2 + gap - abs(one.y - other.y)
    return across, down


def is_crossed(box: Box, start: Box, end: Box) -> bool:
    """Whether the straight line between the middles of two boxes runs over a third."""
    first, last = 0.0, 1.0
    left, top, right, bottom = box.edges
    for begin, length, low, high in ((start.x, end.x - start.x, left, right), (start.y, end.y - start.y, top, bottom)):
        if length == 0:
            if not low < begin < high:
                return False
            continue
        shares = sorted(((low - begin) / length, (high - begin) / length))
        first, last = max(first, shares[0]), min(last, shares[1])
    return first < last


def _stacked(boxes: Sequence[Box], gap: int) -> list[Box]:
    placed: dict[int, Box] = {}
    for place in sorted(range(len(boxes)), key=lambda each: (boxes[each].y, boxes[each].x, each)):
        box = boxes[place]
        while blocking := next((each for each in placed.values() if min(missing(box, each, gap)) > 0), None):
            box = replace(box, y=blocking.y + (blocking.size.height + box.size.height) / 2 + gap + 1)
        placed[place] = box
    return [placed[place] for place in range(len(boxes))]


def around(boxes: Sequence[Box]) -> tuple[float, float, float, float]:
    """Left, top, right and bottom of all of them."""
    lefts, tops, rights, bottoms = zip(*(box.edges for box in boxes), strict=True)
    return min(lefts), min(tops), max(rights), max(bottoms)


def side_by_side(groups: Sequence[Sequence[Box]], width: int, gap: int) -> list[list[Box]]:
    """Each group as one piece, in rows that are at most so wide where a group itself is not wider."""
    placed: list[list[Box]] = []
    for top, row in _rows(groups, width, gap):
        left = 0.0
        height = max(_height(group) for group in row)
        for group in row:
            bounds = around(group)
            down = top + (height - _height(group)) / 2 - bounds[1]
            placed.append([box.moved(left - bounds[0], down) for box in group])
            left += bounds[2] - bounds[0] + gap
    return placed


def _rows(groups: Sequence[Sequence[Box]], width: int, gap: int) -> Iterator[tuple[float, list[Sequence[Box]]]]:
    """The top of each row, and the groups in it."""
    row: list[Sequence[Box]] = []
    top = used = 0.0
    for group in groups:
        bounds = around(group)
        wide = bounds[2] - bounds[0]
        if row and used + wide > width:
            yield top, row
            top += max(_height(each) for each in row) + gap
            row, used = [], 0.0
        row.append(group)
        used += wide + gap
    if row:
        yield top, row


def _height(boxes: Sequence[Box]) -> float:
    bounds = around(boxes)
    return bounds[3] - bounds[1]
