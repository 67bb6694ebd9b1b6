"""The tools of the tests that run in Node: pinned in `tests/tools/`, and put there by `make test`."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

import pytest

from tests.site.browser import chromium

_HERE = Path(__file__).parent.parent / "tools"


def tool(path: str) -> Path:
    """A file of a package of `tests/tools/`; a test that needs it fails in one line where it is not installed."""
    found = _HERE / "node_modules" / path
    if not found.is_file():
        pytest.fail("The tools of the tests are not installed: 'npm ci --prefix tests/tools'.", pytrace=False)
    return found


def settings(name: str) -> Path:
    """A file of ours beside them."""
    return _HERE / name


def run_node(script: Path, *args: str | Path, cwd: Path) -> subprocess.CompletedProcess[str]:
    """`node` with a script and its arguments; it may start the same Chromium as the tests."""
    node = shutil.which("node")
    if not node:
        pytest.fail("No Node.js: install it ('apt install nodejs npm').", pytrace=False)
    return subprocess.run(
        [node, str(script), *map(str, args)],
        capture_output=True,
        encoding="utf-8",
        cwd=cwd,
        env={**os.environ, "CHROME_PATH": chromium()},
        timeout=600,
        check=False,
    )
