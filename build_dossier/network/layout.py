"""Where the nodes of a network and the labels of its ties stand, so that none covers another."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass
from math import ceil
from typing import NamedTuple

from build_dossier.cache import Cache
from build_dossier.network import force
from build_dossier.network.boxes import Box, Size, apart, around, is_crossed, side_by_side

WIDTH = 1060
"""How wide a drawing becomes where no part of it is wider: what the column of a page holds on a desk, in pixels."""
_GAP = 18
_BETWEEN = 44
_MARGIN = 12
_SPRING = 0.9
_PULLS = tuple(
    force.Pull(away, across, down)
    for away in (150, 350, 700, 1100)
    for across, down in ((0.03, 0.08), (0.08, 0.08), (0.12, 0.05), (0.2, 0.08))
)
# In square pixels of drawing: what a pixel over the width of the page weighs, and a line that is hidden in part.
_TOO_WIDE, _HIDDEN = 4000, 80_000
_LARGE = 60
_RECIPE = 1  # to be raised when the same network is laid out in another way


@dataclass(frozen=True, slots=True)
class Tie:
    """A tie between two nodes, named by their numbers, and the size of its label."""

    source: int
    target: int
    label: Size


@dataclass(frozen=True, slots=True)
class Network:
    """Nodes by their size, and the ties between them."""

    nodes: tuple[Size, ...]
    ties: tuple[Tie, ...]


class Point(NamedTuple):
    """A place on the drawing, in whole pixels."""

    x: int
    y: int


@dataclass(frozen=True, slots=True)
class Layout:
    """The middles of the nodes and of the labels, in the order of the network, and the size of the whole."""

    nodes: tuple[Point, ...]
    labels: tuple[Point, ...]
    size: Size


def layout(network: Network, cache: Cache) -> Layout | None:
    """The places of all that is drawn; None without the package that finds them. The same network, the same places."""
    if not network.nodes or not force.is_there():
        return None
    asked = json.dumps([_RECIPE, force.edition(), asdict(network)])
    kept = cache.made("networks", asked.encode(), lambda: json.dumps(_places(network)).encode())
    boxes = [Box(x, y, size) for (x, y), size in zip(json.loads(kept), _sizes(network), strict=True)]
    points = tuple(Point(int(box.x), int(box.y)) for box in boxes)
    _, _, right, bottom = around(boxes)
    count = len(network.nodes)
    return Layout(points[:count], points[count:], Size(ceil(right) + _MARGIN, ceil(bottom) + _MARGIN))


def _places(network: Network) -> list[tuple[int, int]]:
    """The middle of each node, then of each label: each part that hangs together by itself, then row by row."""
    sizes = _sizes(network)
    groups = sorted(_connected(network), key=lambda group: (-len(group), group))
    pieces = _settled(groups, network, sizes)
    found = dict[int, tuple[int, int]]()
    for group, boxes in zip(groups, side_by_side(pieces, WIDTH - 2 * _MARGIN, _BETWEEN), strict=True):
        for place, box in zip(group, boxes, strict=True):
            found[place] = (round(box.x) + _MARGIN, round(box.y) + _MARGIN)
    return [found[place] for place in range(len(sizes))]


def _settled(groups: Sequence[tuple[int, ...]], network: Network, sizes: Sequence[Size]) -> list[list[Box]]:
    """Each group as the best of several forces leaves it, without overlaps."""
    tried = [(group, pull) for group in groups for pull in _pulls(group)]
    settled = force.settled([_group(group, pull, network, sizes) for group, pull in tried])
    found: dict[tuple[int, ...], list[list[Box]]] = {group: [] for group in groups}
    for (group, _), points in zip(tried, settled, strict=True):
        boxes = [Box(x, y, sizes[place]) for place, (x, y) in zip(group, points, strict=True)]
        found[group].append(apart(boxes, _GAP))
    return [_best(group, found[group], network) for group in groups]


def _best(group: Sequence[int], tries: Sequence[list[Box]], network: Network) -> list[Box]:
    return min(tries, key=lambda boxes: _cost(dict(zip(group, boxes, strict=True)), network))


def _pulls(group: Sequence[int]) -> Sequence[force.Pull]:
    """What is tried: less where each try takes long."""
    return _PULLS[:: 1 if len(group) <= _LARGE else 2]


def _cost(boxes: dict[int, Box], network: Network) -> float:
    """How bad a drawing is: its area, what is too wide for the page, and each line that runs behind another's box."""
    left, top, right, bottom = around(list(boxes.values()))
    width, height = right - left, bottom - top
    hidden = sum(
        is_crossed(box, boxes[end], boxes[place])
        for place, ends in _ends(boxes, network)
        for end in ends
        for other, box in boxes.items()
        if other not in (end, place)
    )
    return width * height + _TOO_WIDE * max(0, width - WIDTH + 2 * _MARGIN) + _HIDDEN * hidden


def _ends(places: Iterable[int], network: Network) -> Iterator[tuple[int, tuple[int, int]]]:
    """Each label among the numbers, with the nodes at the ends of its tie."""
    for place in places:
        if place >= len(network.nodes):
            tie = network.ties[place - len(network.nodes)]
            yield place, (tie.source, tie.target)


def _sizes(network: Network) -> list[Size]:
    """A label is a node too, between the two that it is about: so it finds a place of its own."""
    return [*network.nodes, *(tie.label for tie in network.ties)]


def _connected(network: Network) -> list[tuple[int, ...]]:
    """The numbers of nodes and labels that hang together, each set in rising order."""
    count = len(network.nodes)
    near: list[set[int]] = [set() for _ in _sizes(network)]
    for number, tie in enumerate(network.ties, count):
        for end in (tie.source, tie.target):
            near[end].add(number)
            near[number].add(end)
    groups, seen = list[tuple[int, ...]](), set[int]()
    for start in range(count):
        if start not in seen:
            group, ahead = {start}, [start]
            while ahead:
                ahead = sorted({each for one in ahead for each in near[one]} - group)
                group.update(ahead)
            seen |= group
            groups.append(tuple(sorted(group)))
    return groups


def _group(group: Sequence[int], pull: force.Pull, network: Network, sizes: Sequence[Size]) -> force.Group:
    """What hangs together, with a spring from each node to the label of each of its ties."""
    number = {place: at for at, place in enumerate(group)}
    springs = tuple(
        force.Spring(number[end], number[place], (_radius(sizes[end]) + _radius(sizes[place])) * _SPRING)
        for place, ends in _ends(group, network)
        for end in ends
    )
    return force.Group(tuple(_radius(sizes[place]) for place in group), springs, pull)


def _radius(size: Size) -> float:
    """Of a circle that stands for a box: between the one within it and the one around it."""
    return (size.width + size.height) / 3.8
