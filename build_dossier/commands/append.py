"""Add records to the data without disturbing what stands there: a file of their own, or the end of the author's."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator, Mapping
from itertools import chain, count
from pathlib import Path

from build_dossier.load.nodes import Items, Node, Plain, is_null, plain
from build_dossier.load.yaml_core import read_yaml

_BOM = b"\xef\xbb\xbf"


def placed(data: Path, plural: str, name: str, records: str, changed: Mapping[Path, bytes]) -> tuple[Path, bytes]:
    """The file that records go into, and its bytes with them.

    `records` is a YAML list without indentation; `plural` names their kind. Where the kind is one file, that is
    `quotes.yml`, to whose end they are added; else `quotes/<name>.yml`, new or added to. Where the end of a file will
    not take them (it holds one mapping, or a list in brackets), the next of these is tried, then `<name>-2.yml`, and so
    on. `changed` holds bytes of files that are not written yet.
    """
    for path in _files(data, plural, name):
        raw = changed.get(path) or (path.read_bytes() if path.exists() else b"")
        if longer := appended(raw, records):
            return path, longer
    raise AssertionError("a new file takes any records")


def _files(data: Path, plural: str, name: str) -> Iterator[Path]:
    folder = data / plural
    single = [path for suffix in ("yml", "yaml") if (path := data / f"{plural}.{suffix}").is_file()]
    numbered = (folder / f"{name}-{number}.yml" for number in count(2))
    return chain([] if folder.is_dir() else single, [folder / f"{name}.yml"], numbered)


def appended(raw: bytes, records: str) -> bytes | None:
    """The bytes of a YAML file with the items of a list added at its end; None where it does not take them.

    All that stood there is kept, byte for byte, and reads as before.
    """
    mark = _BOM if raw.startswith(_BOM) else b""
    try:
        text = raw[len(mark) :].decode()
    except UnicodeDecodeError:
        return None
    root, problems = read_yaml("", text)
    is_empty = root is None or is_null(root)
    if problems or not (is_empty or isinstance(root, Items)):
        return None
    indent = " " * (root.column - 1) if isinstance(root, Items) else ""
    newline = "\r\n" if "\r\n" in text else "\n"
    glue = "" if not text or text.endswith("\n") else newline
    added = textwrap.indent(records, indent).replace("\n", newline)
    candidate = f"{text}{glue}{added}"
    read, found = read_yaml("", candidate)
    new, _ = read_yaml("", records)
    if found or _items(read) != [*_items(root), *_items(new)]:
        return None
    return mark + candidate.encode()


def _items(root: Node | None) -> list[Plain]:
    return [plain(node) for node in root.nodes] if isinstance(root, Items) else []
