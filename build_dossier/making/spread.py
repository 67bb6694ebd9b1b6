"""Work spread over the cores of the machine: each process takes the next piece until none is left.

Processes are forked, so that each begins with the dossier as it was read. Where that is not possible, or not safe
because threads are running, one process does it all.
"""

from __future__ import annotations

import multiprocessing
import os
import sys
import threading
import traceback
from collections.abc import Callable, Iterator, Sequence
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess
from multiprocessing.sharedctypes import Synchronized
from typing import TypeVar, cast

PieceT = TypeVar("PieceT")
ResultT = TypeVar("ResultT")
Worker = Callable[[Iterator[PieceT]], ResultT]

_IS_OFFERED = sys.platform != "darwin" and "fork" in multiprocessing.get_all_start_methods()
_FORK = multiprocessing.get_context("fork" if _IS_OFFERED else None)
_THREADED = "vl_convert"  # it starts threads of its own when it is imported, which a fork would lose


class WorkerError(Exception):
    """A process failed; the text is its traceback."""


PROCESSES = "DOSSIER_PROCESSES"
"""The variable of the environment that says how many processes a build may use, where that is not all cores."""


def cores() -> int:
    """How many cores a build may use."""
    told = os.environ.get(PROCESSES, "")
    if told.isdecimal() and int(told):
        return int(told)
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def can_fork() -> bool:
    """Whether processes can be forked here and now."""
    return _IS_OFFERED and threading.active_count() == 1 and _THREADED not in sys.modules


def spread(pieces: Sequence[PieceT], worker: Worker[PieceT, ResultT], processes: int) -> list[ResultT]:
    """What so many workers make of the pieces, each of which one of them is given; the first pieces are begun first."""
    if processes < 2 or len(pieces) < 2 or not can_fork():
        return [worker(iter(pieces))]
    following = cast("Synchronized[int]", _FORK.Value("i", 0))
    running = [_start(pieces, worker, following) for _ in range(min(processes, len(pieces)))]
    results = []
    for process, answer in running:
        try:
            is_done, result = answer.recv()
        except EOFError:
            is_done, result = False, "a process of the build was ended from outside, perhaps for want of memory"
        process.join()
        if not is_done:
            for other, _ in running:
                other.terminate()
            raise WorkerError(result)
        results.append(result)
    return results


def _start(
    pieces: Sequence[PieceT], worker: Worker[PieceT, ResultT], following: Synchronized[int]
) -> tuple[BaseProcess, Connection]:
    heard, told = _FORK.Pipe(duplex=False)
    process = _FORK.Process(target=_work, args=(pieces, worker, following, told))
    process.start()
    told.close()
    return process, heard


def _work(
    pieces: Sequence[PieceT], worker: Worker[PieceT, ResultT], following: Synchronized[int], answer: Connection
) -> None:
    try:
        answer.send((True, worker(_taken(pieces, following))))
    except Exception:
        answer.send((False, traceback.format_exc()))
    finally:
        answer.close()


def _taken(pieces: Sequence[PieceT], following: Synchronized[int]) -> Iterator[PieceT]:
    while True:
        with following.get_lock():
            number = following.value
            following.value += 1
        if number >= len(pieces):
            return
        yield pieces[number]
