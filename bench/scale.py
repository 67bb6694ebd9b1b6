"""How long building takes at every size, beside other programs that make a site of the same Markdown.

    python -m bench.scale --sizes 500,2000 --rounds 3
    python -m bench.scale --document        # all sizes; writes bench/results.json, docs/guide/speed.md and its picture

In each round every contender has one turn, so that an hour in which the machine is slow is slow for all of them.
Prints medians, and the ratios that the project wants to reach with the least and the most of the rounds.
"""

from __future__ import annotations

import argparse
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import NamedTuple, TypeAlias

from bench.contenders import CHECKS, OTHERS, OURS, ROOT, Package, Run, check, ours
from bench.machine import described
from bench.measuring import Cost, FailedError, measured
from bench.others import other, set_up, why_missing
from bench.report import document, printed
from bench.results import Group, in_order, read, write
from bench.synthetic.mix import of_pages, of_records

SIZES = (500, 2000, 10_000, 50_000)
_ROUNDS = ((2000, 5), (10_000, 3), (sys.maxsize, 2))
"""How many rounds there are up to so many pages."""
_CHECK_ROUNDS = 5

Turn: TypeAlias = Callable[[int], Run]
"""What one contender runs, in the round of a number."""


class Options(NamedTuple):
    """What the command line asks for."""

    sizes: tuple[int, ...]
    records: int
    """How many records `check` is measured with; 0 for not at all."""
    rounds: int
    """0 for as many as suit the size."""
    only: tuple[str, ...]
    """The names of contenders, or how they begin; all, if there are none."""
    most: float
    """Seconds after which a run is given up."""
    keep: bool
    """Whether the dossiers and sites are left in the folder."""
    lock: Path | None
    """A file that is locked while a run is measured, where others on the machine wait for the same."""

    def wants(self, name: str) -> bool:
        """Whether a contender is asked for."""
        return not self.only or name.startswith(self.only)


def main() -> int:
    """Measure, print, write what is asked for."""
    given = _arguments()
    groups = read(given.json) if given.json else {}
    options = Options(
        given.sizes, given.records, given.rounds, tuple(given.only), given.most, given.work is not None, given.lock
    )
    with _folder(given.work) as work:
        for name, group in measure(work, options):
            groups[name] = group
            if given.json:
                write(given.json, groups)  # after each size: the next may take hours
    groups = in_order(groups)
    print(printed(groups))
    if given.document:
        document(groups, ROOT / "docs/guide/speed.md", ROOT / "docs/pictures/speed.svg")
    return 0


@contextmanager
def _folder(given: Path | None) -> Iterator[Path]:
    """The folder to work in: a given one, or a temporary one."""
    if given:
        given.mkdir(parents=True, exist_ok=True)
        yield given.absolute()
        return
    with tempfile.TemporaryDirectory(prefix="bench-") as name:
        yield Path(name)


def _arguments() -> argparse.Namespace:
    options = argparse.ArgumentParser(
        prog="python -m bench.scale", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    options.add_argument(
        "--sizes", type=_numbers, default=SIZES, help="numbers of pages, with commas between them; '' for none"
    )
    options.add_argument(
        "--records", type=int, default=10_000, help="of how many records check is measured; 0 for none"
    )
    options.add_argument("--rounds", type=int, default=0, help="5, or fewer for large dossiers, if left out")
    options.add_argument("--only", type=lambda text: text.split(","), default=[], help="as 'ours,hugo'")
    options.add_argument("--most", type=float, default=3600, help="seconds after which a run is given up")
    options.add_argument("--work", type=Path, help="where to work, and to leave everything; a temporary folder, if not")
    options.add_argument("--lock", type=Path, help="a file to lock during each run, as flock(1) does")
    options.add_argument("--json", type=Path, help="a file of results; groups in it that are not measured now stay")
    options.add_argument("--document", action="store_true", help="write bench/results.json, speed.md and its picture")
    given = options.parse_args()
    if given.document and not given.json:
        given.json = ROOT / "bench/results.json"
    return given


def _numbers(text: str) -> tuple[int, ...]:
    return tuple(int(number) for number in text.split(",") if number)


def measure(work: Path, options: Options) -> Iterator[tuple[str, Group]]:
    """Every group that is asked for, by its name, as soon as it is measured."""
    package = Package(work / "package")
    made_with = described()
    for pages in options.sizes:
        name = f"pages-{pages}"
        yield name, _builds(work / name, pages, package, options, made_with)
    if options.records and any(options.wants(each.name) for each in CHECKS):
        name = f"records-{options.records}"
        yield name, _checks(work / name, package, options, made_with)


def _builds(work: Path, pages: int, package: Package, options: Options, made_with: dict[str, str]) -> Group:
    mix = of_pages(pages)
    rounds = options.rounds or next(rounds for most, rounds in _ROUNDS if pages <= most)
    group = Group(mix.pages, mix.records, rounds, made_with)
    project = work / "ours"
    _say(f"{pages:,} pages: making the dossier, and its pages")
    shutil.rmtree(work, ignore_errors=True)
    _make(project, "--pages", pages)
    measured(ours("ours-unchanged", project, package, 0).command, project, package.env, options.most)
    markdown = [path.stat().st_size for path in (project / "docs").rglob("*.md")]
    group.markdown = len(markdown), sum(markdown)
    turns: dict[str, Turn] = {}
    for each in (*OURS[:1], *OTHERS, *OURS[1:]):
        if not options.wants(each.name):
            continue
        if each in OURS:
            turns[each.name] = partial(ours, each.name, project, package)
        elif pages > each.most:
            group.missing[each.name] = f"not tried with more than {each.most:,} pages"
        elif why := why_missing(each.name):
            group.missing[each.name] = why
        else:
            set_up(each.name, project / "docs", work / each.name)
            turns[each.name] = partial(other, each.name, work / each.name)
    _rounds(group, turns, package, options)
    if not options.keep:
        shutil.rmtree(work)
    return group


def _checks(work: Path, package: Package, options: Options, made_with: dict[str, str]) -> Group:
    mix = of_records(options.records)
    group = Group(mix.pages, mix.records, options.rounds or _CHECK_ROUNDS, made_with)
    _say(f"{mix.records:,} records: making the dossier")
    shutil.rmtree(work, ignore_errors=True)
    _make(work, "--records", options.records)
    turns: dict[str, Turn] = {each.name: partial(check, each.name, work) for each in CHECKS if options.wants(each.name)}
    _rounds(group, turns, package, options)
    return group


def _rounds(group: Group, turns: dict[str, Turn], package: Package, options: Options) -> None:
    """Give every contender its turn in each round; one that fails has no further ones."""
    for number in range(1, group.rounds + 1):
        for name, run_of in turns.items():
            if name in group.missing:
                continue
            run = run_of(number)
            run.prepare()
            try:
                with _alone(options.lock):
                    cost = measured(run.command, run.folder, package.env, options.most)
            except FailedError as error:
                group.missing[name] = str(error)
                _say(f"  round {number}  {name:15} {error}")
                continue
            group.runs.setdefault(name, []).append(cost)
            _say(f"  round {number}  {name:15} {_in_words(cost)}")


@contextmanager
def _alone(lock: Path | None) -> Iterator[None]:
    """Nothing else that asks for the same lock runs at the same time."""
    if lock is None:
        yield
        return
    import fcntl  # noqa: PLC0415 -- not on every system

    with lock.open("a") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield


def _make(project: Path, *size: object) -> None:
    """Write the dossier; in a process of its own, so that this one stays small."""
    command = (sys.executable, "-m", "bench.synthetic", project, *size)
    subprocess.run([str(word) for word in command], cwd=ROOT, stdout=subprocess.DEVNULL, check=True)


def _in_words(cost: Cost) -> str:
    return (
        f"{cost.wall:8.2f} s  {cost.cpu:8.2f} s of processor  {cost.memory / 1e6:6.0f} MB  "
        f"{cost.files:6} files, {cost.written / 1e6:7.1f} MB"
    )


def _say(words: str) -> None:
    print(words, file=sys.stderr, flush=True)


if __name__ == "__main__":
    sys.exit(main())
