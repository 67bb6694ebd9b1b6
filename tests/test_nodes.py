"""The tree of a file: finding a field's place again, and the scalars at a path."""

from __future__ import annotations

import pytest

from build_dossier.load.nodes import Node, place, plain, stands, walk
from build_dossier.load.yaml_core import read_yaml

TEXT = """\
id: opaque
speaker:
appearances:
  - source: times
    via: [party:a, 'source:b', ~]
  - locator: p. 1
  - text
original: {text: t, language: ~}
"""


@pytest.fixture
def tree() -> Node:
    root, _ = read_yaml("data/x.yml", TEXT)
    assert root is not None
    return root


@pytest.mark.parametrize(
    ("path", "at_key", "at_value"),
    [
        (("id",), (1, 1), (1, 5)),
        (("speaker",), (2, 1), (2, 1)),
        (("appearances", 0, "source"), (4, 5), (4, 13)),
        (("appearances", 0, "via", 1), (5, 10), (5, 20)),
        (("appearances", 1, "source"), (6, 5), (6, 5)),
        (("original", "language"), (8, 21), (8, 21)),
        (("nothing", "of", 3, "this"), (1, 1), (1, 1)),
        ((), (1, 1), (1, 1)),
    ],
)
def test_a_place_is_as_deep_as_the_path_goes(
    tree: Node, path: tuple[str | int, ...], at_key: tuple[int, int], at_value: tuple[int, int]
) -> None:
    assert place(tree, path) == at_value
    if path and isinstance(path[-1], str):
        assert place(tree, path, key=True) == at_key


@pytest.mark.parametrize(
    ("path", "is_there"),
    [
        (("id",), True),
        (("speaker",), True),
        (("text",), False),
        (("original", "language"), True),
        (("original", "id"), False),
        (("appearances", 1, "locator"), True),
        (("appearances", 1, "source"), False),
        (("appearances", 2, "source"), False),
    ],
)
def test_an_empty_field_stands_there_all_the_same(tree: Node, path: tuple[str | int, ...], is_there: bool) -> None:
    assert stands(tree, path) is is_there


@pytest.mark.parametrize(
    ("path", "texts"),
    [
        (("id",), ["opaque"]),
        (("speaker",), []),
        (("appearances", "*", "source"), ["times"]),
        (("appearances", "*", "via", "*"), ["party:a", "source:b"]),
        (("appearances", "source"), []),
        (("id", "*"), []),
        (("original",), []),
    ],
)
def test_a_walk_passes_over_what_is_absent_or_of_another_shape(
    tree: Node, path: tuple[str, ...], texts: list[str]
) -> None:
    assert [scalar.text for scalar in walk(tree, path)] == texts


def test_a_walk_through_nothing_finds_nothing() -> None:
    assert list(walk(None, ("id",))) == []


def test_the_plain_tree_has_none_where_a_value_is_absent(tree: Node) -> None:
    assert plain(tree) == {
        "id": "opaque",
        "speaker": None,
        "appearances": [
            {"source": "times", "via": ["party:a", "source:b", None]},
            {"locator": "p. 1"},
            "text",
        ],
        "original": {"text": "t", "language": None},
    }
