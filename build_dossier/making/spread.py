"""Work spread over the cores of the machine: each process takes the next piece until none is left.

Processes are forked, so that each begins with the dossier as it was read. Where that is not possible, or not safe
because threads are running, one process does it all. The process that runs the command stays small: what reads a
dossier and makes its pages is one of its own, takes part in the work, and gives its memory back at its end.
"""

from __future__ import annotations

import multiprocessing
import os
import sys
import threading
import traceback
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess
from multiprocessing.sharedctypes import Synchronized
from typing import Any, TypeVar, cast

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


def apart(work: Callable[[], ResultT]) -> ResultT:
    """What comes of some work that is done in a process of its own, where there can be any; else it is done here."""
    if cores() < 2 or not can_fork():
        return work()
    return cast(ResultT, _heard([_start(partial(_answered, work))])[0])


def spread(pieces: Sequence[PieceT], worker: Worker[PieceT, ResultT], processes: int) -> list[ResultT]:
    """What so many workers make of the pieces, each of which one of them is given; the first pieces are begun first."""
    if processes < 2 or len(pieces) < 2 or not can_fork():
        return [worker(iter(pieces))]
    following = cast("Synchronized[int]", _FORK.Value("i", 0))
    work = partial(_shared, pieces, worker, following)
    takes_part = multiprocessing.parent_process() is not None
    running = [_start(partial(_answered, work)) for _ in range(min(processes, len(pieces)) - takes_part)]
    try:
        own = [work()] if takes_part else []
    except BaseException:
        _end(running)
        raise
    return own + _heard(running)


def _shared(pieces: Sequence[PieceT], worker: Worker[PieceT, ResultT], following: Synchronized[int]) -> ResultT:
    return worker(_taken(pieces, following))


def _heard(running: list[tuple[BaseProcess, Connection]]) -> list[Any]:
    results = []
    for process, answer in running:
        try:
            is_done, result = answer.recv()
        except EOFError:
            is_done, result = False, "a process of the build was ended from outside, perhaps for want of memory"
        process.join()
        if not is_done:
            _end(running)
            raise WorkerError(result)
        results.append(result)
    return results


def _end(running: list[tuple[BaseProcess, Connection]]) -> None:
    for process, _ in running:
        process.terminate()


def _start(target: Callable[[Connection], None]) -> tuple[BaseProcess, Connection]:
    heard, told = _FORK.Pipe(duplex=False)
    process = _FORK.Process(target=target, args=(told,))
    process.start()
    told.close()
    return process, heard


def _answered(work: Callable[[], object], answer: Connection) -> None:
    try:
        answer.send((True, work()))
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
