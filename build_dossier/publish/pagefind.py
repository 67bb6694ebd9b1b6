"""Pagefind, the program that makes the index: records in, files out, over the pipe of its `--service`.

Its own Python interface waits a tenth of a second for each answer, which is a quarter of an hour for 10,000 records.
Messages are JSON in base64, each with a comma behind it; the answers come in the same form.
"""

from __future__ import annotations

import base64
import json
import subprocess
import tempfile
import threading
from contextlib import suppress
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import IO, Any, NamedTuple

from pagefind_bin import get_executable


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
    with tempfile.TemporaryDirectory() as folder:
        _run([*_messages(entries, language, folder)])
        return {
            path.relative_to(folder).as_posix(): path.read_bytes()
            for path in sorted(Path(folder).rglob("*"))
            if path.is_file()
        }


def _messages(entries: Sequence[Entry], language: str, folder: str) -> Iterator[dict[str, Any]]:
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
    yield {"type": "WriteFiles", "index_id": 0, "output_path": folder}


def _run(messages: Sequence[Mapping[str, Any]]) -> None:
    """Send the messages and wait for an answer to each; PagefindError where one says that it failed."""
    try:
        process = subprocess.Popen(  # noqa: S603 -- the program of the package pagefind_bin
            [get_executable(), "--service"], stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
        )
    except OSError as error:
        raise PagefindError(f"Pagefind, which makes the search index, cannot be started: {error}") from None
    with process:
        assert process.stdin
        assert process.stdout
        # The program answers while it is being told: without a second hand both would wait for the other to read.
        teller = threading.Thread(target=_tell, args=(process.stdin, messages))
        teller.start()
        answers = _answers(process.stdout, len(messages))
        teller.join()
        with suppress(OSError):
            process.stdin.close()  # not before: at the end of what it is told it ends, whatever it is at
    for answer in answers:
        payload = json.loads(base64.b64decode(answer))["payload"]
        if payload["type"] == "Error":
            raise PagefindError(f"Pagefind could not make the search index: {payload['message']}")
    if len(answers) != len(messages):
        raise PagefindError("Pagefind ended before the search index was made.")


def _tell(pipe: IO[bytes], messages: Sequence[Mapping[str, Any]]) -> None:
    with suppress(OSError):  # where it has ended, the missing answers tell
        for number, payload in enumerate(messages):
            message = json.dumps({"message_id": number, "payload": payload})
            pipe.write(base64.b64encode(message.encode()) + b",")
        pipe.flush()


def _answers(pipe: IO[bytes], number: int) -> list[bytes]:
    """So many answers, or fewer where the program has ended."""
    told = b""
    pieces: list[bytes] = []
    while len(pieces) < number and (more := pipe.read1(1 << 16)):  # type: ignore[attr-defined]  # it is buffered
        *whole, told = (told + more).split(b",")
        pieces.extend(whole)
    return pieces
