"""The program, loaded once, and forked for each command that a script gives: loading takes most of the time of many.

Scripts find it as `dossier` in a folder, with the environment, the folder and the files that they give it.
"""

from __future__ import annotations

import json
import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.projects import ROOT

# As small as can be: it only hands over what it was given, and ends as it is told.
_CLIENT = """#!{python} -IS
import json, os, socket, sys
asked = socket.socket(socket.AF_UNIX)
asked.connect({address!r})
socket.send_fds(asked, [b"."], [0, 1, 2])
asked.sendall(json.dumps([sys.argv[1:], os.getcwd(), dict(os.environ)]).encode() + b"\\n")
sys.exit(int(asked.makefile().readline() or 1))
"""


@contextmanager
def preloaded(folder: Path) -> Iterator[Path]:
    """Put `bin/dossier` into a folder, which works meanwhile; the folder."""
    script, short = folder / "bin/dossier", tempfile.mkdtemp(dir="/tmp")
    address = f"{short}/socket"
    script.parent.mkdir()
    script.write_text(_CLIENT.format(python=sys.executable, address=address), "utf-8")
    script.chmod(0o755)
    server = subprocess.Popen([sys.executable, "-m", "tests.preloaded", address], cwd=ROOT, stdout=subprocess.PIPE)
    try:
        assert server.stdout
        assert server.stdout.readline() == b"ready\n"
        yield folder
    finally:
        server.terminate()
        server.communicate()
        shutil.rmtree(short)


def _serve(address: str) -> None:
    from build_dossier.cli import main  # noqa: PLC0415 -- this is what takes its time

    with socket.socket(socket.AF_UNIX) as server:
        server.bind(address)
        server.listen()
        signal.signal(signal.SIGCHLD, signal.SIG_IGN)  # who has ended is forgotten
        os.write(1, b"ready\n")
        while True:
            asked, _ = server.accept()
            if os.fork() == 0:
                signal.signal(signal.SIGCHLD, signal.SIG_DFL)
                server.close()
                code = _run(main, asked)
                asked.sendall(f"{code}\n".encode())
                os._exit(0)
            asked.close()


def _run(main: object, asked: socket.socket) -> int:
    _, files, _, _ = socket.recv_fds(asked, 1, 3)
    arguments, folder, environment = json.loads(asked.makefile().readline())
    for number, file in enumerate(files):
        os.dup2(file, number)
        os.close(file)
    sys.stdout, sys.stderr = (os.fdopen(number, "w", encoding="utf-8", closefd=False) for number in (1, 2))
    os.chdir(folder)
    os.environ.clear()
    os.environ.update(environment, PYTHONPATH=f"{environment.get('FIRST_ON_PATH', '')}:{ROOT}")
    try:
        assert callable(main)
        main(arguments, prog_name="dossier")
    except SystemExit as ended:
        return ended.code if isinstance(ended.code, int) else int(ended.code is not None)
    except BaseException as error:
        sys.excepthook(type(error), error, error.__traceback__)
        return 1
    finally:
        sys.stdout.flush()
        sys.stderr.flush()
    return 0


if __name__ == "__main__":
    _serve(sys.argv[1])
