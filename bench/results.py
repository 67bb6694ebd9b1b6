"""What was measured, as it is kept in `bench/results.json`, and the ratios that come of it."""

from __future__ import annotations

import json
import statistics
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Literal, NamedTuple, TypeAlias

from bench.measuring import Cost

Metric: TypeAlias = Literal["wall", "cpu", "memory", "written", "files"]


@dataclass
class Group:
    """All that was measured on one dossier, round by round."""

    pages: int
    """How many records with a page of their own it has."""
    records: int
    rounds: int
    made_with: dict[str, str]
    """The machine and the versions; see `machine.described`."""
    markdown: tuple[int, int] = (0, 0)
    """How many pages our build writes for it, hubs and lists included, and their bytes."""
    runs: dict[str, list[Cost]] = field(default_factory=dict)
    """By contender."""
    missing: dict[str, str] = field(default_factory=dict)
    """Why a contender has no runs, or fewer."""


Groups: TypeAlias = dict[str, Group]
"""By name: 'pages-2000', 'records-10000'."""


def read(path: Path) -> Groups:
    """The groups of a file; none where there is no file."""
    if not path.is_file():
        return {}
    return {
        name: Group(
            **{
                **group,
                "markdown": tuple(group["markdown"]),
                "runs": {who: [Cost(**cost) for cost in costs] for who, costs in group["runs"].items()},
            }
        )
        for name, group in json.loads(path.read_text("utf-8")).items()
    }


def write(path: Path, groups: Groups) -> None:
    """Write them."""
    known = {name: asdict(group) for name, group in in_order(groups).items()}
    path.write_text(json.dumps(known, indent=1) + "\n", "utf-8")


def in_order(groups: Groups) -> Groups:
    """Builds before checks, small dossiers before large ones."""
    return dict(sorted(groups.items(), key=lambda each: (each[0].partition("-")[0], each[1].records)))


class Spread(NamedTuple):
    """A median, or a ratio of medians, with the least and the most of all rounds."""

    middle: float
    least: float
    most: float


def spread(costs: list[Cost], metric: Metric) -> Spread:
    """Of the runs of one contender; there is at least one."""
    values = [float(getattr(cost, metric)) for cost in costs]
    return Spread(statistics.median(values), min(values), max(values))


def ratio(ours: list[Cost], others: list[Cost], metric: Metric = "wall") -> Spread | None:
    """The medians' ratio, with the least and the most of the rounds'; None where one was not measured."""
    if not ours or not others:
        return None
    rounds = [getattr(a, metric) / getattr(b, metric) for a, b in zip(ours, others, strict=False)]
    return Spread(spread(ours, metric).middle / spread(others, metric).middle, min(rounds), max(rounds))


def seconds(value: float) -> str:
    """A number of seconds with as many digits as it deserves."""
    return f"{value:.0f}" if value >= 100 else f"{value:.1f}" if value >= 10 else f"{value:.2f}"
