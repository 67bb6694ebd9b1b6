"""Circles: found exactly where there are any, and quickly where there are none."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from build_dossier.circles import circles
from build_dossier.records.kinds import Key

GRAPHS = st.dictionaries(st.integers(0, 7), st.lists(st.integers(0, 7), max_size=3), max_size=8)


def _key(number: int) -> Key:
    return Key("source", str(number))


def _reached(graph: dict[int, list[int]]) -> dict[int, set[int]]:
    reached = {start: set(ends) for start, ends in graph.items()}
    for _ in range(8):
        reached = {
            start: ends | {far for end in ends for far in reached.get(end, ())} for start, ends in reached.items()
        }
    return reached


@given(GRAPHS)
def test_every_edge_that_lies_on_a_circle_is_told_in_one(graph: dict[int, list[int]]) -> None:
    told = list(circles({_key(start): [_key(end) for end in ends] for start, ends in graph.items()}))
    reached = _reached(graph)
    on_circles = {
        (_key(start), _key(end))
        for start, ends in graph.items()
        for end in ends
        if end == start or start in reached.get(end, ())
    }
    assert {edge for circle in told for edge in pairwise(circle)} == on_circles
    assert all(circle[0] == circle[-1] and len(set(circle)) == len(circle) - 1 for circle in told)


def test_a_circle_starts_where_the_graph_does() -> None:
    graph = {_key(2): [_key(3)], _key(3): [_key(1)], _key(1): [_key(2)]}
    assert list(circles(graph)) == [[_key(2), _key(3), _key(1), _key(2)]]


def test_long_chains_are_followed_to_their_end() -> None:
    graph = {_key(number): [_key(number + 1)] for number in range(20_000)}
    assert list(circles(graph)) == []
    (circle,) = circles({**graph, _key(20_000): [_key(20_000)]})
    assert circle == [_key(20_000), _key(20_000)]
    (circle,) = circles({**graph, _key(20_000): [_key(0)]})
    assert len(circle) == 20_002
