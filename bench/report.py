"""The results for people: as text, and as the tables and the picture of `docs/guide/speed.md`."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from bench.contenders import LABELS, OURS
from bench.drawing import drawn
from bench.goals import GOALS, MEMORY, MEMORY_GROUP, is_one_run, peak, reached
from bench.measuring import MEMORY as HOW_MEMORY
from bench.results import Group, Groups, Spread, ratio, seconds, spread

BEGIN = "<!-- measured: written by `make bench`; edits between these marks are lost -->"
END = "<!-- measured: end -->"


def printed(groups: Groups) -> str:
    """All of it, for a terminal."""
    lines = []
    for name, group in groups.items():
        lines += ["", _title(name, group)]
        lines += _aligned([*_costs(group)])
        lines += [f"  {LABELS.get(who, who)}: {why}" for who, why in group.missing.items()]
    lines += ["", "Ratios of medians (least to most of the rounds)", *_aligned([*_goals(groups)])]
    return "\n".join(lines)


def document(groups: Groups, page: Path, picture: Path) -> None:
    """Put the results between the marks of the page, and draw them.

    Raises ValueError where the page lacks a mark.
    """
    text = page.read_text("utf-8")
    if text.count(BEGIN) != 1 or text.count(END) != 1:
        raise ValueError(f"{page.name} needs one line '{BEGIN}' and one '{END}'")
    before, _, rest = text.partition(BEGIN)
    after = rest.partition(END)[2]
    page.write_text(f"{before}{BEGIN}\n\n{_tables(groups)}\n\n{END}{after}", "utf-8")
    if svg := drawn(groups):
        picture.write_text(svg, "utf-8")


def _tables(groups: Groups) -> str:
    parts = [_markdown([*_goals(groups)])]
    for name, group in groups.items():
        missing = [f"{LABELS.get(who, who)}: {why.rstrip('.')}." for who, why in group.missing.items()]
        parts += [f"### {_title(name, group)}", _markdown([*_costs(group)]), *missing]
    parts += ["### Made with", *_made_with(groups)]
    return "\n\n".join(parts)


def _title(name: str, group: Group) -> str:
    rounds = f"{group.rounds} rounds" if group.rounds > 1 else "one round"
    if name.startswith("records"):
        return f"{group.records:,} records, {rounds}"
    pages, size = group.markdown
    return (
        f"{group.pages:,} pages of {group.records:,} records, {rounds} "
        f"({pages:,} Markdown files with hubs and lists, {size / 1e6:.0f} MB)"
    )


def _costs(group: Group) -> Iterator[tuple[str, ...]]:
    """A table: a head, then one row a contender."""
    base = next((name for name in ("ours-clean", "pyyaml") if name in group.runs), "")
    than = {"ours-clean": "time / our clean build", "pyyaml": "time / PyYAML"}.get(base, "ratio")
    yield ("", "time", than, "processor", "peak memory", "written", "files")
    for name, costs in group.runs.items():
        wall = spread(costs, "wall")
        yield (
            LABELS.get(name, name),
            f"{seconds(wall.middle)} ({seconds(wall.least)}–{seconds(wall.most)}) s",
            "1" if name == base else _ratio(ratio(costs, group.runs.get(base, []))),
            f"{seconds(spread(costs, 'cpu').middle)} s",
            f"{spread(costs, 'memory').middle / 1e6:,.0f} MB",
            f"{spread(costs, 'written').middle / 1e6:,.1f} MB",
            f"{spread(costs, 'files').middle:,.0f}",
        )


def _goals(groups: Groups) -> Iterator[tuple[str, ...]]:
    """A table: a head, then one row a goal."""
    yield ("", "size", "at most", "measured", "processor time", "")
    for goal in GOALS:
        time, cpu = reached(groups, goal)
        told = _ratio(time) if time is None or is_one_run(groups, goal) else f"{_ratio(time)}, of two runs"
        yield (goal.words, goal.size, f"{goal.most:g}", told, _ratio(cpu), _verdict(time, goal.most))
    most = peak(groups)
    told = f"{most.middle / 1e6:.0f} ({most.least / 1e6:.0f}–{most.most / 1e6:.0f}) MB" if most else "–"
    size = f"{int(MEMORY_GROUP.partition('-')[2]):,} pages"
    words = f"peak memory of the largest of our {len(OURS)} builds"
    yield (words, size, f"{MEMORY / 1e6:.0f} MB", told, "", _verdict(most, MEMORY))


def _verdict(found: Spread | None, most: float) -> str:
    return "not measured" if found is None else "reached" if found.middle <= most else "missed"


def _ratio(found: Spread | None) -> str:
    return f"{found.middle:.3g} ({found.least:.3g}–{found.most:.3g})" if found else "–"


def _made_with(groups: Groups) -> Iterator[str]:
    """Once for each run of the benchmark."""
    told: dict[str, list[str]] = {}
    for name, group in groups.items():
        words = "; ".join(f"{what}: {is_}" for what, is_ in group.made_with.items() if is_)
        told.setdefault(words, []).append(name.replace("-", " "))
    for words, names in told.items():
        yield f"{words}." if len(told) == 1 else f"{', '.join(names)}: {words}."
    yield f"Peak memory: {HOW_MEMORY}."


def _aligned(rows: list[tuple[str, ...]]) -> list[str]:
    widths = [max(len(row[column]) for row in rows) for column in range(len(rows[0]))]
    return [
        "  " + "  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip() for row in rows
    ]


def _markdown(rows: list[tuple[str, ...]]) -> str:
    head, *body = rows
    lines = [head, tuple("---" if number == 0 else "--:" for number in range(len(head))), *body]
    return "\n".join(f"| {' | '.join(row)} |" for row in lines)
