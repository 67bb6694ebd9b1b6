"""Pagefind, the program that makes the index: records in, files out, over the pipe of its `--service`.

Its own Python interface waits a tenth of a second for each answer, which is a quarter of an hour for 10,000 records.
Messages are JSON in base64, each with a comma behind it; the answers come in the same form.
"""

from __future__ import annotations

import base64
import json
import subprocess
from collections.abc import Iterable, Iterator, Mapping, Sequence
from io import BufferedReader
from typing import IO, Any, NamedTuple, cast

from pagefind_bin import get_executable  # type: ignore[import-untyped]  # it brings no types


class PagefindError(Exception):
    """The index could not be made; the text says why."""


class Entry(NamedTuple):
    """A record for the index: its words, parted by blanks; those of its heading by the sort of heading; its facets."""

    words: str
    heading: Mapping[str, str]
    facets: Mapping[str, Sequence[str]]


def index(entries: Sequence[Entry], language: str) -> dict[str, bytes]:
    """The files that Pagefind writes for some entries, which it knows by their place in the sequence.

    `language` decides which endings of words are cut off; of one that Pagefind does not know, none.
    """
    answer = _run(_messages(entries, language))
    return {file["path"]: base64.b64decode(file["content"]) for file in answer["files"]}


def _messages(entries: Sequence[Entry], language: str) -> Iterator[dict[str, Any]]:
    yield {"type": "NewIndex", "config": {}}
    for place, entry in enumerate(entries):
        yield {
            "type": "AddRecord",
            "index_id": 0,
            "url": str(place),
            "content": entry.words,
            "language": language,
            "meta": entry.heading,
            "filters": entry.facets,
        }
    # Files that it writes itself may be cut off: it says that it is done before the last of them has reached the disk.
    yield {"type": "GetFiles", "index_id": 0}


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
