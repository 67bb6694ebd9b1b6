"""Pagefind, whose program cuts off the endings of words, and brings the program that does it in a reader's browser.

One made-up page with all words is indexed: where a word stands then is its place among them, and what it stands under
is what is left of it. Records themselves would be indexed a hundred times as slowly, in three times the memory.
The program is driven over the pipe of its `--service`, since its own Python interface waits a tenth of a second for
each answer. Messages are JSON in base64, each with a comma behind it; the answers come in the same form.
"""

from __future__ import annotations

import base64
import gzip
import json
import subprocess
from collections.abc import Iterable, Mapping, Sequence
from importlib.metadata import version
from io import BufferedReader
from typing import IO, Any, NamedTuple, cast

from pagefind_bin import get_executable  # type: ignore[import-untyped]  # it brings no types

from build_dossier.publish import cbor

VERSION = version("pagefind-bin")
_SIGNATURE = b"pagefind_dcd"


class PagefindError(Exception):
    """The index could not be made; the text says why."""


class Indexed(NamedTuple):
    """What Pagefind makes of some words, in a language."""

    stems: dict[str, str]
    """What is left of each word; a word that it writes in more than one way is left whole."""
    program: bytes
    """The program for browsers, gzipped WebAssembly, which does the same to what is typed."""


def index(words: Sequence[str], language: str) -> Indexed:
    """Have some words indexed, each of letters, digits and marks alone.

    `language` decides which endings are cut off; of one that Pagefind does not know, none.
    """
    words = words or ("a",)  # of nothing it writes nothing
    page = {
        "type": "AddRecord",
        "index_id": 0,
        "url": "words",
        "content": " ".join(words),
        "language": language.partition("-")[0],
        "meta": {},
        "filters": {},
    }
    # Files that it writes itself may be cut off: it says that it is done before the last of them has reached the disk.
    answer = _run([{"type": "NewIndex", "config": {}}, page, {"type": "GetFiles", "index_id": 0}])
    files = {file["path"]: file["content"] for file in answer["files"]}
    (about,) = json.loads(base64.b64decode(files["pagefind-entry.json"]))["languages"].values()
    stems = {word: word for word in words}
    for path, content in files.items():
        if path.startswith("index/"):
            stems |= {words[place]: stem for stem, place in _places(base64.b64decode(content))}
    return Indexed(stems, base64.b64decode(files[f"wasm.{about['wasm'] or 'unknown'}.pagefind"]))


def _places(packed: bytes) -> Iterable[tuple[str, int]]:
    """What stands in a part of the index, and at which places of the one page.

    It is an array of one array of words, each with its pages and its other ways of writing. A page has a number, places
    as steps from each to the next, and places in headings; a negative number among the places is a weight.
    """
    plain = gzip.decompress(packed).removeprefix(_SIGNATURE)
    (entries,) = cast("list[list[Any]]", cbor.decode(plain))
    for stem, pages, _ in entries:
        place = 0
        for step in (step for _, steps, _ in pages for step in steps if step >= 0):
            place += step
            yield stem, place


def _run(messages: Iterable[Mapping[str, Any]]) -> dict[str, Any]:
    """Send each message and wait for its answer; the last answer.

    PagefindError where one is that it failed, or none comes.
    """
    answered: dict[str, Any] = {}
    try:
        with subprocess.Popen(  # noqa: S603 -- the program of the package pagefind_bin
            [get_executable(), "--service"], stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
        ) as process:
            told, heard = cast("IO[bytes]", process.stdin), cast("BufferedReader", process.stdout)
            for number, asked in enumerate(messages):
                message = json.dumps({"message_id": number, "payload": asked})
                told.write(base64.b64encode(message.encode()) + b",")
                told.flush()
                answered = _checked(_answer(heard))
    except OSError as error:
        raise PagefindError(f"Pagefind, which makes the search index, cannot be used: {error}") from None
    return answered


def _answer(heard: BufferedReader) -> bytes:
    """All up to the comma, which may come later; with two questions under way their answers would mix."""
    answer = bytearray()
    while not answer.endswith(b","):
        more = heard.read1(1 << 20)
        if not more:
            raise PagefindError("Pagefind ended before the search index was made.")
        answer += more
    return bytes(answer[:-1])


def _checked(answer: bytes) -> dict[str, Any]:
    payload: dict[str, Any] = json.loads(base64.b64decode(answer))["payload"]
    if payload["type"] == "Error":
        raise PagefindError(f"Pagefind could not make the search index: {payload['message']}")
    return payload
