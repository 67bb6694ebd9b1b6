"""The program in a process of its own, without its start: forked from one that has loaded it, and built a site once.

To start Python and to load all modules takes a second or two of a command that works for a tenth of that. A forked
process has its own folder, environment, standard streams and exit code, as one that was started. What Python itself
reads when it starts (`PYTHON…`, the locale, the time zone) it cannot be given: `starts_anew` says so.
"""

from __future__ import annotations

import atexit
import gc
import json
import os
import selectors
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import threading
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import IO

_ROOT = Path(__file__).parent.parent
_READ_AT_START = ("PYTHON", "LC_", "LANG", "TZ")
_MOST_SECONDS = 120


class _Program:
    """The process that has loaded the program; started when it is first asked for something."""

    def __init__(self) -> None:
        self._process: subprocess.Popen[bytes] | None = None
        self._folder = ""

    @property
    def address(self) -> str:
        """The socket at which it is asked."""
        if self._process is None:
            self._folder = tempfile.mkdtemp(dir="/tmp")
            self._process = subprocess.Popen(
                [sys.executable, "-m", "tests.forked", f"{self._folder}/socket"],
                cwd=_ROOT,
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
            )
            assert self._process.stdout
            assert self._process.stdout.readline() == b"ready\n", "it could not start"
        return f"{self._folder}/socket"

    def stop(self) -> None:
        """End it; it ends too when this process does."""
        if self._process:
            self._process.communicate()
            self._process = None
            shutil.rmtree(self._folder)


PROGRAM = _Program()


def starts_anew(environment: Mapping[str, str]) -> bool:
    """Whether these additions to the environment are for the start of a process."""
    return any(name.startswith(_READ_AT_START) for name in environment)


def run_forked(arguments: Sequence[str], folder: Path, environment: Mapping[str, str]) -> tuple[int, str, str]:
    """Run `dossier` with these arguments: its exit code, and what it said on both streams."""
    with tempfile.TemporaryFile() as out, tempfile.TemporaryFile() as err, socket.socket(socket.AF_UNIX) as asked:
        asked.settimeout(_MOST_SECONDS)
        asked.connect(PROGRAM.address)
        with open(os.devnull, "rb") as nothing:  # noqa: PTH123 -- a device
            socket.send_fds(asked, [b"."], [nothing.fileno(), out.fileno(), err.fileno()])
        asked.sendall(json.dumps([arguments, str(folder), dict(environment)]).encode() + b"\n")
        with asked.makefile() as answer:
            code = answer.readline()
        said = _text(out), _text(err)
    assert code, f"It ended without an exit code: {said}"
    return int(code), *said


def _text(file: IO[bytes]) -> str:
    file.seek(0)
    return file.read().decode("utf-8")


# --- in the process that has loaded the program

_DRAW = """
import sys; from pathlib import Path
from build_dossier.cache import Cache; from build_dossier.render.assets import network_assets
network_assets(Cache(Path(sys.argv[1])))
"""


def _serve(address: str) -> None:
    _load()
    with socket.socket(socket.AF_UNIX) as server, selectors.DefaultSelector() as waiting:
        server.bind(address)
        server.listen()
        waiting.register(server, selectors.EVENT_READ)
        waiting.register(0, selectors.EVENT_READ)
        signal.signal(signal.SIGCHLD, lambda *_: _forget_who_ended())
        os.write(1, b"ready\n")
        while {key.fileobj for key, _ in waiting.select()} == {server}:  # the other has only an end
            asked, _ = server.accept()
            if os.fork() == 0:
                signal.signal(signal.SIGCHLD, signal.SIG_DFL)
                waiting.close()
                server.close()
                code = _run(asked)
                asked.sendall(f"{code}\n".encode())
                os._exit(0)
            asked.close()


def _forget_who_ended() -> None:
    while True:
        try:
            if os.waitpid(-1, os.WNOHANG) == (0, 0):
                return
        except ChildProcessError:
            return


def _load() -> None:
    """Load what commands load late too, by letting them work."""
    from build_dossier import (  # noqa: PLC0415 -- this is what takes its time
        ci_cli,  # noqa: F401
        evidence_cli,  # noqa: F401
        export_cli,  # noqa: F401
        links_cli,  # noqa: F401
        print_cli,  # noqa: F401
    )
    from tests.projects import case, project, run_here, run_python  # noqa: PLC0415

    with tempfile.TemporaryDirectory() as folder:
        root = project(Path(folder) / "project", case("three-records"))
        drawn = run_python("-c", _DRAW, root / ".cache/dossier")  # by a program that cannot be forked
        assert drawn.returncode == 0, drawn.stderr
        done = run_here("build", "-C", root)
    assert (done.returncode, done.stderr) == (0, ""), done.stderr
    assert threading.active_count() == 1, "a fork would lose them"
    assert "vl_convert" not in sys.modules, "it starts threads of its own"
    gc.collect()
    gc.freeze()  # what is there stays, and need not be looked at by each


def _run(asked: socket.socket) -> int:
    from build_dossier.cli import main  # noqa: PLC0415

    _, files, _, _ = socket.recv_fds(asked, 1, 3)
    arguments, folder, environment = json.loads(asked.makefile().readline())
    for number, file in enumerate(files):
        os.dup2(file, number)
        os.close(file)
    sys.stdout, sys.stderr = (os.fdopen(number, "w", encoding="utf-8", closefd=False) for number in (1, 2))
    os.chdir(folder)
    os.environ.clear()
    os.environ.update(environment)
    try:
        main(arguments, prog_name="dossier")
    except SystemExit as ended:
        return ended.code if isinstance(ended.code, int) else int(ended.code is not None)
    except BaseException as error:
        sys.excepthook(type(error), error, error.__traceback__)
        return 1
    finally:
        atexit._run_exitfuncs()
        sys.stdout.flush()
        sys.stderr.flush()
    return 0


if __name__ == "__main__":
    _serve(sys.argv[1])
