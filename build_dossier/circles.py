"""Circles in a graph of keys: each told once, and none sought where there can be none."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from graphlib import CycleError, TopologicalSorter
from itertools import pairwise

from build_dossier.records.kinds import Key

Edges = Mapping[Key, Sequence[Key]]
"""What each key leads to."""


def circles(edges: Edges) -> Iterator[list[Key]]:
    """Circles that together hold every edge that lies on one, each with its first key at both ends.

    They come in the order of `edges`; each is the shortest one through the edge at its start.
    """
    near = _never_ending(edges) & _never_ending(_turned(edges))
    told: set[tuple[Key, Key]] = set()
    for start in (key for key in edges if key in near):
        for target in edges[start]:
            if (start, target) in told or target not in near:
                continue
            way = _shortest(target, start, edges)
            if way:
                circle = [start, *way]
                told.update(pairwise(circle))
                yield circle


def _never_ending(edges: Edges) -> set[Key]:
    """The keys from which some way never ends: in most dossiers none, and long chains cost no time."""
    sorter = TopologicalSorter(edges)
    with suppress(CycleError):
        sorter.prepare()
    left = set(edges)
    while ready := sorter.get_ready():
        left.difference_update(ready)
        sorter.done(*ready)
    return left


def _turned(edges: Edges) -> Edges:
    turned: dict[Key, list[Key]] = {}
    for start, targets in edges.items():
        for target in targets:
            turned.setdefault(target, []).append(start)
    return turned


def _shortest(start: Key, end: Key, edges: Edges) -> list[Key]:
    """The shortest way from one key to another, both included; empty where there is none."""
    came_from: dict[Key, Key] = {start: start}
    queue = [start]
    for key in queue:  # grows as it is read: breadth first
        if key == end:
            return _way_back(end, came_from)
        for target in edges.get(key, ()):
            if target not in came_from:
                came_from[target] = key
                queue.append(target)
    return []


def _way_back(end: Key, came_from: Mapping[Key, Key]) -> list[Key]:
    way = [end]
    while came_from[way[-1]] != way[-1]:
        way.append(came_from[way[-1]])
    return way[::-1]
