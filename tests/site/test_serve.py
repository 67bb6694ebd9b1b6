"""The live site: an edit of the YAML shows in the browser, and a mistake leaves the page standing."""

from __future__ import annotations

import signal
import socket
import subprocess
import sys
import threading
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.projects import case, project, run

_TRIES = 600
_PAUSE = 0.1
"""A minute, on a machine that is busy."""


@contextmanager
def _served(root: Path, *command: str) -> Iterator[tuple[str, Path]]:
    """The address of a running server, and the file that holds what it says."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        address = f"127.0.0.1:{free.getsockname()[1]}"
    said = root / "said.txt"
    signal.signal(signal.SIGINT, signal.default_int_handler)  # a shell that runs us in the background ignores it
    with (
        said.open("wb") as log,
        subprocess.Popen(
            [sys.executable, *(part.format(address) for part in command)], cwd=root, stdout=log, stderr=log
        ) as process,
    ):
        try:
            yield f"http://{address}/", said
        finally:
            process.send_signal(signal.SIGINT)
    assert process.returncode == 0, said.read_text("utf-8")
    assert "Traceback" not in said.read_text("utf-8")


def _until(is_so: Callable[[], bool], what: str) -> None:
    pause = threading.Event()
    for _ in range(_TRIES):
        if is_so():
            return
        pause.wait(_PAUSE)
    pytest.fail(f"never: {what}")


def _page(address: str) -> str:
    try:
        with urllib.request.urlopen(address, timeout=5) as page:  # noqa: S310 -- an address of this machine
            text: str = page.read().decode()
            return text
    except (urllib.error.URLError, ConnectionError, TimeoutError):
        return ""


def _replace(path: Path, old: str, new: str) -> None:
    path.write_text(path.read_text("utf-8").replace(old, new), "utf-8")


@pytest.mark.parametrize(
    "command",
    [
        ("-m", "build_dossier", "serve", "--address", "{}"),
        ("-m", "mkdocs", "serve", "-a", "{}"),
    ],
    ids=["dossier", "mkdocs"],
)
def test_an_edit_shows_and_a_mistake_leaves_the_page_standing(tmp_path: Path, command: tuple[str, ...]) -> None:
    root = project(tmp_path / "project", case("three-records"))
    with _served(root, *command) as (address, said):
        page = address + "parties/guild/"
        _until(lambda: "Makers' Guild" in _page(page), "the page is there")

        _replace(root / "data/parties.yml", "Makers' Guild", "Guild of Makers")
        _until(lambda: "Guild of Makers" in _page(page), "the edit shows")

        _replace(root / "data/quotes.yml", "speaker: guild", "speaker: gild")
        _until(lambda: "error[unknown-reference]" in said.read_text("utf-8"), "the mistake is told")
        assert "Guild of Makers" in _page(page)
        assert "The process is opaque." in _page(address + "quotes/guild-opaque/")

        _replace(root / "data/quotes.yml", "speaker: gild", "speaker: guild")
        _replace(root / "data/parties.yml", "Guild of Makers", "The Guild")
        _until(lambda: "The Guild" in _page(page), "the next edit shows")


def test_an_edit_costs_one_build(tmp_path: Path) -> None:
    """MkDocs tells, when asked to be verbose, of each file whose change makes it build: never of a page of ours."""
    root = project(tmp_path / "project", case("three-records"))
    parties = root / "data/parties.yml"
    text = parties.read_text("utf-8")
    names = ["Guild of Makers", "The Guild", "Makers United", "Those who make"]
    with _served(root, "-m", "mkdocs", "serve", "-v", "-a", "{}") as (address, said):
        page = address + "parties/guild/"
        _until(lambda: "Makers' Guild" in _page(page), "the page is there")
        for name in names:
            (root / "part.yml").write_text(text.replace("Makers' Guild", name), "utf-8")
            (root / "part.yml").replace(parties)  # at once: half a file would be an edit of its own
            _until(lambda name=name: name in _page(page), f"{name} shows")  # type: ignore[misc]
        (root / "docs/own.md").write_text("# Own page\n", "utf-8")
        _until(lambda: "Own page" in _page(address + "own/"), "a page of the author's own shows")
    log = said.read_text("utf-8")
    told = {line for line in log.splitlines() if "Event(" in line}
    assert {name for name in ("parties.yml", "own.md", "guild.md") if any(name in line for line in told)} == {
        "parties.yml",
        "own.md",
    }
    assert log.count("Building documentation") == 1 + len(names) + 1


def test_an_address_that_is_taken_is_told_without_a_traceback(tmp_path: Path) -> None:
    root = project(tmp_path / "project", case("minimal"))
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        done = run("serve", "-C", root, "--address", f"127.0.0.1:{taken.getsockname()[1]}")
    assert done.returncode == 1
    assert "in use" in done.stderr
    assert "Traceback" not in done.stderr
