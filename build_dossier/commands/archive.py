"""`dossier archive`: where an archive keeps a source, found out and written into its record."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

from build_dossier.capture import CaptureError
from build_dossier.capture.memento import (
    INTERNET_ARCHIVE,
    INTERNET_ARCHIVE_SAVES,
    Archive,
    BusyError,
    Memento,
    memento_at,
    nearest,
    saved,
)
from build_dossier.commands.sources import (
    Outcome,
    Written,
    WrongUseError,
    from_here,
    set_fields,
    written_source,
    written_sources,
)
from build_dossier.counted import Count
from build_dossier.project import Project
from build_dossier.values.edtf import Day, parse_edtf

FIELD = "archived_url"


@dataclass(frozen=True, slots=True)
class Wish:
    """What to ask, and whom."""

    on: date
    """Today."""
    archive: Archive
    save: bool = False
    """Have the archive make a copy now."""
    copy: str = ""
    """The address of an archived copy that the author knows, to be checked and recorded."""
    pause: Callable[[float], None] = time.sleep
    """Waits so many seconds between two sources."""

    @property
    def between(self) -> float:
        """Seconds between two sources: archives let in few requests a minute, and save fewer pages."""
        return 20 if self.save else 2


def run(project: Project, id: str | None, wish: Wish) -> Outcome:
    """Find the archived copy of a source, or of each that has a `url` and no `archived_url`, and record it.

    Exit code 1 where one was not found, for whatever reason; 2 where there is nothing to look for.
    """
    try:
        sources = _sources(project, id, wish)
    except WrongUseError as error:
        return Outcome(failed=(f"{error}.",), exit_code=2)
    said: list[str] = []
    failed: list[str] = []
    for number, source in enumerate(sources):
        if number:
            wish.pause(wish.between)
        try:
            said += _archived(project, source, wish)
        except (CaptureError, WrongUseError) as error:
            failed.append(f"{source.id}: {error}.")
            left = len(sources) - number - 1
            if left and isinstance(error, BusyError):
                failed.append(f"{Count(left, 'source')} not asked for. Try again later.")
                break
    if not sources:
        said.append("Every source with a `url` has an `archived_url` already.")
    return Outcome(tuple(said), tuple(failed), 1 if failed else 0)


def _sources(project: Project, id: str | None, wish: Wish) -> list[Written]:
    """Whom to ask for. Raises WrongUseError."""
    if wish.save and wish.copy:
        raise WrongUseError("--save makes a copy and --copy names one: give one of the two")
    own_gate = wish.archive.timegate != INTERNET_ARCHIVE
    if wish.save and own_gate and wish.archive.saves == INTERNET_ARCHIVE_SAVES:
        raise WrongUseError("--save with another archive needs --save-at, the address at which that one saves")
    if id is None:
        if wish.copy:
            raise WrongUseError("--copy is the copy of one source: name that source")
        return [one for one in written_sources(project) if one.text("url") and not one.text(FIELD)]
    source = written_source(project, id)
    if not source.text("url"):
        raise WrongUseError(f"the source '{id}' has no `url`, so there is nothing to ask an archive for")
    if source.text(FIELD):
        raise WrongUseError(f"the source '{id}' has an `{FIELD}` already: delete the line to have it looked up anew")
    return [source]


def _archived(project: Project, source: Written, wish: Wish) -> list[str]:
    url = source.text("url")
    if wish.copy:
        found = memento_at(wish.archive, wish.copy)
        if not found.is_of(url):
            raise CaptureError(f"the archived copy is one of {found.original}, not of {url}")
    elif wish.save:
        found = saved(wish.archive, url)
    else:
        found = nearest(wish.archive, url, wanted_moment(source, wish.on))
    file = set_fields(project, source.id, {FIELD: found.url})
    return [f"{from_here(file)}: set {FIELD} of {source.id}: {found.url}", *_notes(found, source, url)]


def _notes(found: Memento, source: Written, url: str) -> list[str]:
    notes = [f"  The copy was made on {found.at:%Y-%m-%d}; {_read_on(source)}."]
    if not found.is_of(url):
        notes.append(f"  Note: it is a copy of {found.original}, to which the page had moved: read it.")
    return notes


def _read_on(source: Written) -> str:
    for field, words in (("accessed", "the source was read on"), ("published", "it was published on")):
        if source.text(field):
            return f"{words} {source.text(field)}"
    return "the source says neither when it was read nor when it was published"


def wanted_moment(source: Written, on: date) -> datetime:
    """The moment of which a copy is wanted: when the source was read, or published, or else now.

    A day counts as its noon, a longer time as its middle.
    """
    for field in ("accessed", "published"):
        try:
            when = parse_edtf(source.text(field))
            first, last = when.earliest or when.latest, when.latest or when.earliest
            if first and last:
                return _middle(first, last)
        except (ValueError, OverflowError):
            continue  # 'dossier check' tells what is wrong with the date
    return _middle((on.year, on.month, on.day), (on.year, on.month, on.day))


def _middle(first: Day, last: Day) -> datetime:
    start, end = (datetime(*day, tzinfo=UTC) for day in (first, last))
    return start + (end + timedelta(days=1) - start) / 2
