"""What a command costs: time, processor time, peak memory of all its processes together, bytes that it wrote."""

from __future__ import annotations

import os
import resource
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TypeAlias

_PAUSE = 9
"""So many times as long as a look at the memory took is waited before the next: watching costs a tenth at most."""
_UNIT = 1024 if sys.platform == "linux" else 1
"""Bytes that `ru_maxrss` counts in. A new process inherits that of ours, so no more than ours is nothing to go by."""
_SHORTEST = 0.05
"""Seconds between two looks, at least."""

MEMORY = (
    "the proportional set sizes of all processes of the run added up (a page that several share counts once), looked "
    "at up to 20 times a second; or, where that is more, the largest resident set that the system tells of one process"
    if sys.platform == "linux"
    else "the largest resident set of a single process, since this system does not tell more"
)
"""How `Cost.memory` is found on this system."""


@dataclass(frozen=True, slots=True)
class Cost:
    """What one run cost."""

    wall: float
    """Seconds."""
    cpu: float
    """Seconds of processor time, user and system, of the command and all that it waited for."""
    memory: int
    """Bytes at the peak; see `MEMORY`."""
    written: int
    """Bytes of the files that are there after the run and are new or not the same as before."""
    files: int
    """How many those are."""


class FailedError(Exception):
    """The command ended with another code than 0, or took too long; the text says how."""


def measured(command: Sequence[str], folder: Path, env: Mapping[str, str], most: float) -> Cost:
    """Run a command in a folder, in which it writes; at most `most` seconds.

    What earlier runs left to be written is written first, so that it is not paid for here.
    """
    before = _states(folder)
    os.sync()
    with tempfile.TemporaryFile() as said:
        start = time.perf_counter()
        process = subprocess.Popen(
            command, cwd=folder, env={**os.environ, **env}, stdin=subprocess.DEVNULL, stdout=said, stderr=said
        )
        watch = _Watch(process.pid, most)
        _, status, usage = os.wait4(process.pid, 0)
        wall = time.perf_counter() - start
        watch.end()
        process.returncode = os.waitstatus_to_exitcode(status)
        if process.returncode:
            said.seek(0)
            raise FailedError(_why(process.returncode, said.read().decode("utf-8", "replace"), wall, most))
    largest = usage.ru_maxrss if usage.ru_maxrss > resource.getrusage(resource.RUSAGE_SELF).ru_maxrss else 0
    changed = [state for path, state in _states(folder).items() if before.get(path) != state]
    return Cost(
        wall,
        usage.ru_utime + usage.ru_stime,
        max(watch.peak, largest * _UNIT),
        sum(size for _, _, size in changed),
        len(changed),
    )


def _why(code: int, said: str, wall: float, most: float) -> str:
    if wall >= most:
        return f"not done after {most:.0f} s"
    last = [line.strip() for line in said.splitlines() if line.strip()][-3:]
    return f"ended with {code}: {' | '.join(last)[-300:]}"


State: TypeAlias = tuple[int, int, int]


def _states(folder: Path) -> dict[str, State]:
    """Inode, time of the last change and size of every file below a folder; links are not followed."""
    found: dict[str, State] = {}
    waiting = [str(folder)]
    while waiting:
        with os.scandir(waiting.pop()) as entries:
            for entry in entries:
                if entry.is_dir(follow_symlinks=False):
                    waiting.append(entry.path)
                elif entry.is_file(follow_symlinks=False):
                    state = entry.stat(follow_symlinks=False)
                    found[entry.path] = (state.st_ino, state.st_mtime_ns, state.st_size)
    return found


class _Watch:
    """Looks at the memory of a process and of all below it until told to end; kills them when the time is over."""

    def __init__(self, pid: int, most: float) -> None:
        self.peak = 0
        self._pid = pid
        self._until = time.monotonic() + most
        self._ended = threading.Event()
        self._thread = threading.Thread(target=self._look, daemon=True)
        self._thread.start()

    def end(self) -> None:
        """Stop looking."""
        self._ended.set()
        self._thread.join()

    def _look(self) -> None:
        pause = 0.0
        while not self._ended.wait(pause):
            start = time.monotonic()
            family = _family(self._pid)
            self.peak = max(self.peak, sum(map(_memory, family)))
            now = time.monotonic()
            if now > self._until:
                for pid in reversed(family):
                    with suppress(ProcessLookupError):
                        os.kill(pid, 9)
            pause = max(_SHORTEST, _PAUSE * (now - start))


def _family(pid: int) -> list[int]:
    """A process and all below it."""
    found = [pid]
    for parent in found:
        with suppress(OSError):
            for thread in Path(f"/proc/{parent}/task").iterdir():
                found += map(int, (thread / "children").read_text().split())
    return found


def _memory(pid: int) -> int:
    """The proportional set size of a process in bytes; 0 where it has ended, or the system does not tell."""
    with suppress(OSError, ValueError):
        for line in Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines():
            if line.startswith("Pss:"):
                return int(line.split()[1]) * 1024
    return 0
