"""On what was measured, and with which versions."""

from __future__ import annotations

import json
import os
import platform
import re
import shutil
import subprocess
import sys
from contextlib import suppress
from datetime import date
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from bench.contenders import ROOT, TOOLS
from bench.others import program

_PACKAGES = ("mkdocs", "mkdocs-material", "markdown", "pyyaml", "pagefind-bin", "zensical")


def described() -> dict[str, str]:
    """What a reader must know of the machine and of the programs, by name."""
    found = {
        "day": f"{date.today():%Y-%m-%d}",
        "commit": _commit(),
        "processor": f"{_processor()}, {_cores()} cores",
        "memory": _memory(),
        "system": f"{platform.system()} {platform.release()}",
        "Python": platform.python_version(),
    }
    for name in _PACKAGES:
        with suppress(PackageNotFoundError):
            found[name] = version(name)
    if program("hugo"):
        found["hugo"] = re.sub(r"^.*?v([\d.]+).*$", r"\1", _said(program("hugo"), "version"), flags=re.S)
    eleventy = TOOLS / "node_modules/@11ty/eleventy/package.json"
    if eleventy.is_file() and shutil.which("node"):
        found["Eleventy"] = str(json.loads(eleventy.read_text("utf-8"))["version"])
        found["Node.js"] = _said("node", "--version").lstrip("v")
    return found


def _commit() -> str:
    """The commit of the checkout; '' where there is none."""
    changed = _said("git", "status", "--porcelain", "--", "build_dossier")
    commit = _said("git", "rev-parse", "--short=10", "HEAD")
    return f"{commit}, with changes that no commit holds" if commit and changed else commit


def _said(*command: str) -> str:
    with suppress(OSError, subprocess.CalledProcessError):
        return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True).stdout.strip()
    return ""


def _processor() -> str:
    with suppress(OSError, StopIteration):
        lines = Path("/proc/cpuinfo").read_text().splitlines()
        return next(line.partition(":")[2].strip() for line in lines if line.startswith("model name"))
    return platform.processor() or platform.machine()


def _cores() -> int | None:
    """Those that we may use."""
    return len(os.sched_getaffinity(0)) if sys.platform == "linux" else os.cpu_count()


def _memory() -> str:
    with suppress(ValueError, OSError, AttributeError):
        return f"{os.sysconf('SC_PAGE_SIZE') * os.sysconf('SC_PHYS_PAGES') / 2**30:.0f} GB"
    return "not known"
