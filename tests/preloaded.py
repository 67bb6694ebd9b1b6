"""The program for scripts: `dossier` in a folder, forked from the process that has loaded it (see `forked.py`)."""

from __future__ import annotations

import sys
from pathlib import Path

from tests.forked import PROGRAM
from tests.projects import ROOT

# As small as can be: it only hands over what it was given, and ends as it is told.
_CLIENT = """#!{python} -IS
import json, os, socket, sys
asked = socket.socket(socket.AF_UNIX)
asked.connect({address!r})
socket.send_fds(asked, [b"."], [0, 1, 2])
own = dict(os.environ, PYTHONPATH=os.environ.get("FIRST_ON_PATH", "") + ":" + {root!r})
asked.sendall(json.dumps([sys.argv[1:], os.getcwd(), own]).encode() + b"\\n")
sys.exit(int(asked.makefile().readline() or 1))
"""


def preloaded(folder: Path) -> Path:
    """Put `bin/dossier` into a folder; the folder."""
    script = folder / "bin/dossier"
    script.parent.mkdir()
    script.write_text(_CLIENT.format(python=sys.executable, address=PROGRAM.address, root=str(ROOT)), "utf-8")
    script.chmod(0o755)
    return folder
