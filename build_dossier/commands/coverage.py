"""`dossier coverage`: what of the captured sources is recorded, what is left out on purpose, and what is neither."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from build_dossier.capture.keep import put
from build_dossier.commands.append import placed
from build_dossier.commands.skeletons import as_yaml, skeletons
from build_dossier.commands.sources import WrongUseError, from_here
from build_dossier.counted import Count
from build_dossier.dossier import Dossier
from build_dossier.evidence.captures import Captures, captures_of
from build_dossier.evidence.coverage import Coverage, Item, Status, coverage_of, coverages
from build_dossier.evidence.lock import FILE, Lock, read_lock, write_lock
from build_dossier.evidence.measured import with_counts
from build_dossier.load.reading import read
from build_dossier.problems import Problem, did_you_mean, quoted
from build_dossier.project import Project
from build_dossier.records.kinds import BY_NAME, Key
from build_dossier.records.source import Source
from build_dossier.views.words import excerpt


class Covered(NamedTuple):
    """What came of a run: what to print (empty where the data are unsound), problems, the exit code."""

    said: str
    problems: tuple[Problem, ...]
    exit_code: int


def run(project: Project, folder: Path | None, source: str | None = None, *, write: bool = False) -> Covered:
    """Measure one source or all; with `write`, add skeleton records for what is open.

    `folder` holds the captures, if it is not the dossier's own. The exit code is 0 where nothing is open.
    Raises NoCapturesError where there is no such folder, WrongUseError where there is no such source or nothing to
    measure, CaptureError where a file cannot be written.
    """
    reading = read(project.data, "data")
    dossier = reading.dossier
    if dossier is None:
        return Covered("", reading.problems, 1)
    captures = captures_of(project, dossier, folder)
    found = _measured(dossier, captures, source)
    said = print_coverage(found, from_here(captures.folder), advises=not write) + _say_absent(dossier, found, source)
    said += _keep_counts(project, dossier, captures, found)
    if write:
        said += _say_written(write_skeletons(project.data, dossier, found))
    return Covered(said, reading.problems, 1 if any(one.open for one in found) else 0)


def _keep_counts(project: Project, dossier: Dossier, captures: Captures, found: Sequence[Coverage]) -> str:
    """Put the counts into the lock, so that pages can show them; it has lines only for verified sources."""
    lock, _ = read_lock(project.lock, FILE)
    verified = [one for one in found if _is_of_verified_text(dossier, captures, lock, one.source)]
    if verified and write_lock(project.lock, with_counts(dossier, lock, verified)):
        return "data/evidence.lock written.\n"
    return "" if len(verified) == len(found) else "Pages show these counts once 'dossier verify' has run.\n"


def _is_of_verified_text(dossier: Dossier, captures: Captures, lock: Lock, source: str) -> bool:
    capture = captures.of(dossier.get(Source, source))
    held = lock.sources.get(source)
    return capture is not None and held is not None and held.sha256 == capture.sha256


def _measured(dossier: Dossier, captures: Captures, source: str | None) -> tuple[Coverage, ...]:
    if source is None:
        found = coverages(dossier, captures)
        if not found:
            raise WrongUseError("no source has its captured text in the folder of captures, so nothing can be measured")
        return found
    records = {record.id: record for record in dossier.sources}
    if source not in records:
        hints = did_you_mean(source, records)
        raise WrongUseError(f"there is no source {quoted(source)}{f' ({hints[0]})' if hints else ''}")
    coverage = coverage_of(dossier, captures, records[source])
    if coverage is None:
        raise WrongUseError(_why_not(records[source]))
    return (coverage,)


def _why_not(source: Source) -> str:
    if source.capture is None:
        return f"the source '{source.id}' names no captured text. 'dossier capture {source.id}' makes one"
    return f"the captured text of '{source.id}', {source.capture}, is not in the folder of captures"


def _say_absent(dossier: Dossier, found: Sequence[Coverage], source: str | None) -> str:
    """Which captured texts were not at hand, where every source was asked for."""
    measured = {coverage.source for coverage in found}
    absent = [one.id for one in dossier.sources if one.capture and one.id not in measured and source is None]
    return f"Not measured, as the captured text is not at hand: {', '.join(absent)}.\n" if absent else ""


def print_coverage(found: Sequence[Coverage], folder: str = "", *, advises: bool = True) -> str:
    """A table with a line a source, every open item with its place and context, and, if it `advises`, what to do next.

    `folder` is the captures folder as the author types it, so that places can be clicked in a terminal.
    """
    open_items = [line for coverage in found for line in _open_items(coverage, folder)]
    recorded, left_out, opened = (sum(numbers) for numbers in zip(*(_counts(one) for one in found), strict=True))
    total = Count(recorded + left_out + opened, "passage or figure", "passages and figures")
    sentence = f"{total}: {recorded} recorded, {left_out} left out on purpose, {opened} open.\n"
    if opened and advises:
        sentence += (
            "Next: record what is open, or name it in the source's `left_out` with a reason;"
            " 'dossier coverage --write' adds skeleton records to begin with.\n"
        )
    return "".join([*_table(found), *open_items, sentence])


def _counts(coverage: Coverage) -> tuple[int, int, int]:
    return coverage.recorded, coverage.left_out, coverage.open


def _table(found: Sequence[Coverage]) -> Iterator[str]:
    width = max(len("source"), *(len(coverage.source) for coverage in found))
    yield f"{'source':{width}}  recorded  left out  open\n"
    for coverage in found:
        recorded, left_out, opened = _counts(coverage)
        yield f"{coverage.source:{width}}  {recorded:8}  {left_out:8}  {opened:4}\n"


def _open_items(coverage: Coverage, folder: str) -> Iterator[str]:
    file = f"{folder}/{coverage.file}" if folder else coverage.file
    for item in coverage.items:
        if item.status is Status.OPEN:
            yield f"{_shown(file)}:{item.line}:{item.column}: {item.what}, neither recorded nor left out\n"
            yield f"    {_context(item)}\n"


def _context(item: Item) -> str:
    """The item in its line, between ⟦ and ⟧."""
    return _shown(f"{item.before}⟦{excerpt(item.text)}⟧{item.after}")


def _shown(text: str) -> str:
    """Text that can neither break out of its line nor send codes to a terminal."""
    return "".join(char if char.isprintable() else " " for char in text)


def write_skeletons(data: Path, dossier: Dossier, found: Sequence[Coverage]) -> dict[Path, int]:
    """Add a skeleton record for what is open; how many went into each file.

    A kind that is one file (`data/quotes.yml`) has them at its end, else they have a file of their own
    (`data/quotes/skeletons-<source>.yml`). All files are written, or none. Raises CaptureError.
    """
    known: dict[Key, object] = dict(dossier.records)
    files: dict[Path, bytes] = {}
    written: dict[Path, int] = {}
    for coverage in found:
        made = list(skeletons(coverage, known))
        known |= {skeleton.key: skeleton for skeleton in made}
        for kind in ("quote", "statistic", "event"):
            records = [skeleton for skeleton in made if skeleton.key.kind == kind]
            if records:
                name = f"skeletons-{coverage.source}"
                path, content = placed(data, BY_NAME[kind].plural, name, as_yaml(records), files)
                files[path] = content
                written[path] = written.get(path, 0) + len(records)
    put(files)
    return written


def _say_written(written: Mapping[Path, int]) -> str:
    lines = [f"{Count(records, 'skeleton record')} added to {from_here(path)}.\n" for path, records in written.items()]
    if not lines:
        return "No skeleton was written: nothing is open.\n"
    return "".join([*lines, "Next: 'dossier check' points at what each of them lacks.\n"])
