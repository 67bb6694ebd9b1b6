"""`data/editions/<day>.jsonl`: an edition in a file, one line for itself and one for each record, sorted.

Each line is a JSON object (https://jsonlines.org/) that needs none of the others, so the difference between two
files is the difference between two editions, and an author who must take a record out of the past deletes its line.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from build_dossier.editions.edition import KINDS_KEPT, Edition, Entry, why_no_name
from build_dossier.load.files import is_edition, text_of
from build_dossier.problems import Location, Problem, quoted
from build_dossier.records.fields import SLUG
from build_dossier.records.kinds import Key

FORMAT = 1
"""Counted up when an older program could no longer read the file."""
SUFFIX = ".jsonl"
_DAMAGED = (ValueError, KeyError, TypeError, AttributeError, RecursionError)
"""What reading a line that was not written by `write_edition` can raise."""
_AGAIN = "take the file back from your version control, or delete it; 'dossier edition' closes a new one"


def read_editions(folder: Path, shown: str) -> tuple[tuple[Edition, ...], list[Problem]]:
    """The editions in a folder, oldest first, and what is wrong with their files; none where there is no folder."""
    problems: list[Problem] = []
    editions = []
    for path in _files(folder):
        place = Location(f"{shown}/{path.name}")
        text = text_of(path, place, problems)
        found = _read(text, path.stem, place, problems) if text is not None else None
        if found:
            editions.append(found)
    return tuple(sorted(editions, key=lambda edition: edition.order)), problems


def _files(folder: Path) -> list[Path]:
    try:
        return sorted(path for path in folder.iterdir() if is_edition(f"{folder.name}/{path.name}"))
    except OSError:
        return []  # no editions yet; a folder that cannot be read is told by the loader


def _read(text: str, name: str, place: Location, problems: list[Problem]) -> Edition | None:
    """The edition, or None where its first line is no good and so nothing else can be trusted."""
    first, *rest = text.split("\n")
    bad = why_no_name(name)
    if bad:
        problems.append(Problem(place, "bad-edition", f"the file is named {quoted(name)}: {bad}", ("rename it",)))
        return None
    try:
        about = _checked(json.loads(first))
        number = about["format"]
        if not isinstance(number, int) or not isinstance(about["edition"], str):
            raise TypeError(number)
        title, note = _text(about["title"]), _text(about.get("note", ""))
    except _DAMAGED:
        problems.append(_bad_line(place, 1, "the first line is not as 'dossier edition' wrote it"))
        return None
    if number > FORMAT:
        message = f"it was written by a newer build-dossier, in format {number}; this one reads format {FORMAT}"
        problems.append(Problem(_line(place, 1), "bad-edition", message, ("update build-dossier",)))
        return None
    if about["edition"] != name:
        message = f"the file holds the edition {quoted(about['edition'])}, but is named {quoted(name)}"
        problems.append(Problem(_line(place, 1), "bad-edition", message, ("give the file its edition's name",)))
        return None
    return Edition(name, title, dict(_entries(rest, place, problems)), note)


def _entries(lines: list[str], place: Location, problems: list[Problem]) -> Iterator[tuple[Key, Entry]]:
    seen = set()
    for number, line in enumerate(lines, 2):
        if not line.strip():
            continue
        try:
            entry = _entry(_checked(json.loads(line)))
        except _DAMAGED:
            problems.append(_bad_line(place, number, "this line is not as 'dossier edition' wrote it"))
            continue
        if entry.key in seen:
            problems.append(_bad_line(place, number, f"a second line tells of {quoted(str(entry.key))}"))
            continue
        seen.add(entry.key)
        yield entry.key, entry


def _entry(line: dict[str, Any]) -> Entry:
    fields = {_text(name): _text(value) for name, value in line["fields"].items()}
    return Entry(_key(line["record"]), _text(line["title"]), tuple(_key(each) for each in line.get("on", ())), fields)


def _checked(value: object) -> dict[str, Any]:
    if not isinstance(value, dict):
        raise TypeError(value)
    return value


def _text(value: object) -> str:
    """A text that may stand in a page: a string without control characters and halves of characters."""
    if not isinstance(value, str):
        raise TypeError(value)
    value.encode()
    if not all(char.isprintable() or char in "\n\t" or char > "\x9f" for char in value):
        raise ValueError(value)
    return value


def _key(text: str) -> Key:
    key = Key.parse(text)
    if key.kind not in KINDS_KEPT or not SLUG.fullmatch(key.id):
        raise ValueError(text)
    return key


def _line(place: Location, number: int) -> Location:
    return Location(place.path, number, 1)


def _bad_line(place: Location, number: int, message: str) -> Problem:
    return Problem(_line(place, number), "bad-edition", message, (_AGAIN,))


def write_edition(folder: Path, edition: Edition) -> bool:
    """Write an edition under its name, whole or not at all; False where the file holds it already."""
    path = folder / f"{edition.name}{SUFFIX}"
    content = as_text(edition).encode()
    if path.exists() and path.read_bytes() == content:
        return False
    folder.mkdir(exist_ok=True)
    part = folder / f".{path.name}.part"
    part.unlink(missing_ok=True)  # a link of this name would lead the bytes elsewhere
    part.write_bytes(content)
    os.replace(part, path)  # noqa: PTH105 -- Path.replace is the same, but returns a new path
    return True


def as_text(edition: Edition) -> str:
    """The whole file: the same edition gives the same text, whatever the order of its records."""
    about: dict[str, Any] = {"edition": edition.name, "format": FORMAT, "title": edition.title}
    lines = [about | ({"note": edition.note} if edition.note else {})]
    for key in sorted(edition.entries):
        entry = edition.entries[key]
        on = {"on": sorted(map(str, entry.on))} if entry.on else {}
        fields: Mapping[str, str] = dict(sorted(entry.fields.items()))
        lines.append({"record": str(key), "title": entry.title, **on, "fields": fields})
    return "".join(f"{json.dumps(line, ensure_ascii=False, separators=(',', ':'))}\n" for line in lines)
