"""Where a force that ties pull and nodes push leaves the nodes: d3-force, as it comes with vl-convert-python.

The package holds Vega with all that it is made of. It draws without a browser and asks no other host. From it we take
two things: positions at build time, by Vega's transform `force`, and the very library as a script for the reader's
browser, where a node that is moved takes its neighbours along. It is an extra; without it nothing is drawn.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from importlib.metadata import version
from importlib.util import find_spec
from typing import Any

PACKAGE = "vl-convert-python"
EXTRA = "pictures"
_ITERATIONS = 300
# The name of d3-force within the package, which finds it there and asks nobody; its version is that of Vega's.
_MODULE = "https://cdn.jsdelivr.net/npm/d3-force@3.0.0/+esm"
_PARTS = ("forceSimulation", "forceLink", "forceManyBody", "forceX", "forceY")
LIBRARY = "d3-force 3.0.0"


@dataclass(frozen=True, slots=True)
class Spring:
    """A tie between two nodes, named by their numbers, and how far it holds them from each other."""

    source: int
    target: int
    length: float


def is_there() -> bool:
    """Whether the package is installed."""
    return find_spec("vl_convert") is not None


def edition() -> str:
    """The version of the package, which what it makes depends on."""
    return version(PACKAGE)


@dataclass(frozen=True, slots=True)
class Pull:
    """How hard nodes push each other away, and are drawn to the middle, across and down."""

    away: float
    across: float
    down: float


@dataclass(frozen=True, slots=True)
class Group:
    """Nodes, told by the radius that each keeps free, the springs between them, and how they are pulled."""

    radii: tuple[float, ...]
    springs: tuple[Spring, ...]
    pull: Pull


def settled(groups: Sequence[Group]) -> list[list[tuple[float, float]]]:
    """Where the nodes of each group come to rest, around 0, 0. The same groups, the same places."""
    import vl_convert  # noqa: PLC0415 -- an extra, and 33 MB

    data, marks = list[dict[str, Any]](), list[dict[str, Any]]()
    for number, group in enumerate(groups):
        data += [
            {"name": f"nodes{number}", "values": [{"radius": radius} for radius in group.radii]},
            {"name": f"links{number}", "values": [asdict(spring) for spring in group.springs]},
        ]
        marks.append(_mark(number, group.pull))
    drawn = vl_convert.vega_to_scenegraph({"width": 1, "height": 1, "data": data, "marks": marks})
    found = {mark["name"]: mark["items"] for mark in drawn["scenegraph"]["items"][0]["items"]}
    return [[(item["x"], item["y"]) for item in found[f"mark{number}"]] for number in range(len(groups))]


def _mark(number: int, pull: Pull) -> dict[str, Any]:
    """The nodes of a group, moved by forces of their own."""
    forces: list[dict[str, Any]] = [
        {"force": "link", "links": f"links{number}", "distance": {"expr": "datum.length"}, "strength": 0.8},
        {"force": "nbody", "strength": -pull.away},
        {"force": "collide", "radius": {"expr": "datum.datum.radius"}, "iterations": 2},
        {"force": "x", "x": 0, "strength": pull.across},
        {"force": "y", "y": 0, "strength": pull.down},
    ]
    return {
        "name": f"mark{number}",
        "type": "symbol",
        "from": {"data": f"nodes{number}"},
        "transform": [{"type": "force", "static": True, "iterations": _ITERATIONS, "forces": forces}],
    }


def script(name: str) -> str:
    """d3-force as a script for a browser, which leaves its functions in the global of this name; '' without it.

    It has no import and no export: a page that is opened from a disk may load a script, but no module.
    """
    import vl_convert  # noqa: PLC0415

    parts = ", ".join(_PARTS)
    try:
        made = vl_convert.javascript_bundle(f'import {{{parts}}} from "{_MODULE}"; globalThis.{name} = {{{parts}}}')
    except RuntimeError:  # a release of the package with another d3-force
        return ""
    return f"{{\n{made}\n}}\n"
