"""What the project wants to reach, and whether it does."""

from __future__ import annotations

from dataclasses import dataclass

from bench.contenders import OURS
from bench.results import Groups, Spread, ratio, spread


@dataclass(frozen=True)
class Goal:
    """At most so many times what another takes; each is named by its group and contender."""

    words: str
    size: str
    ours: tuple[str, str]
    other: tuple[str, str]
    most: float


GOALS = (
    Goal(
        "clean build / plain MkDocs + Material, hubs in the navigation",
        "2,000 pages",
        ("pages-2000", "ours-clean"),
        ("pages-2000", "mkdocs"),
        0.6,
    ),
    Goal(
        "clean build / plain MkDocs + Material, every page in the navigation",
        "2,000 pages",
        ("pages-2000", "ours-clean"),
        ("pages-2000", "mkdocs-nav"),
        0.08,
    ),
    Goal(
        "one quote changed / plain MkDocs + Material, clean",
        "2,000 pages",
        ("pages-2000", "ours-quote"),
        ("pages-2000", "mkdocs"),
        0.06,
    ),
    Goal(
        "one quote changed, search included / Hugo, clean",
        "2,000 pages",
        ("pages-2000", "ours-quote"),
        ("pages-2000", "hugo"),
        0.5,
    ),
    Goal(
        "one quote changed, search included / Hugo, clean",
        "10,000 pages",
        ("pages-10000", "ours-quote"),
        ("pages-10000", "hugo"),
        0.15,
    ),
    Goal(
        "nothing changed / Hugo, clean", "10,000 pages", ("pages-10000", "ours-unchanged"), ("pages-10000", "hugo"), 0.1
    ),
    Goal(
        "clean build of 50,000 pages / of 10,000 pages",
        "",
        ("pages-50000", "ours-clean"),
        ("pages-10000", "ours-clean"),
        5.5,
    ),
    Goal(
        "`dossier check` / PyYAML’s C loader alone on the same bytes",
        "10,000 records",
        ("records-10000", "check-clean"),
        ("records-10000", "pyyaml"),
        3,
    ),
)
MEMORY_GROUP, MEMORY = "pages-10000", 400_000_000
"""No build of ours of this group may have more bytes of memory at any time."""


def reached(groups: Groups, goal: Goal) -> tuple[Spread | None, Spread | None]:
    """The ratio of the time and that of the processor time; None where it was not measured."""
    ours, other = (
        groups[group].runs.get(name, []) if group in groups else [] for group, name in (goal.ours, goal.other)
    )
    return ratio(ours, other), ratio(ours, other, "cpu")


def peak(groups: Groups) -> Spread | None:
    """The memory of whichever of our builds takes most, in bytes."""
    group = groups.get(MEMORY_GROUP)
    found = [spread(group.runs[each.name], "memory") for each in OURS if group.runs.get(each.name)] if group else []
    return max(found, default=None)


def is_one_run(groups: Groups, goal: Goal) -> bool:
    """Whether both were measured in one run of the benchmark."""
    made = [groups[group].made_with for group, _ in (goal.ours, goal.other) if group in groups]
    return all(each == made[0] for each in made)
