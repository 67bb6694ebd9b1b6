"""How fast YAML can be read from Python, and what each reader can tell: python bench/yaml_loaders.py

The bytes are the first dossier's `data/`, repeated: block style, folded texts, comments, some flow style. The other
readers are no part of the project; one that is not installed is left out. To have them, in an environment of one's own:

    pip install rapidyaml ryaml yaml-rs py-yaml12
"""

from __future__ import annotations

import gc
import random
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator
from importlib import import_module
from importlib.metadata import version
from pathlib import Path
from statistics import median
from types import ModuleType
from typing import Any, NamedTuple

import yaml

from build_dossier.load.items import items_of
from build_dossier.load.nodes import NULLS, plain
from build_dossier.load.pieces import cut
from build_dossier.load.yaml_core import LOADER, read_yaml

DATA = Path(__file__).parent.parent / "data"
TIMES = 51  # 10,000 records
RUNS = 5
# Written without quotation marks, each of these is a text to us: an id, a title, a date, a number as it was printed.
AS_WRITTEN = [
    "NO",
    "no",
    "yes",
    "on",
    "off",
    "y",
    "true",
    "False",
    "012",
    "0o7",
    "0x1F",
    "1_000",
    "12:30",
    "190:20:30",
    "2016-10",
    "2016-10-21",
    "2016-07~",
    "1e3",
    ".5",
    "3.10",
    "1.0",
    ".inf",
    ".nan",
    "-0",
    "=",
    "<<",
]
SCRAPS = [
    "- ",
    "  ",
    "\n",
    "a",
    "b",
    ": ",
    ":",
    "? ",
    "'",
    '"',
    "[",
    "]",
    "{",
    "}",
    ", ",
    "#",
    " # c",
    "&a ",
    "*a",
    "!t ",
    "<<: ",
    "---\n",
    "...\n",
    "~",
    "\t",
    "id: x\n",
    "- id: y\n",
    "\n  ",
    "\n- ",
    ">-\n  ",
    "\\",
    "é",
    "@",
    "%",
]

Loads = Callable[[str], object]


class Reader(NamedTuple):
    """A way to read a text: what it is, and what it tells of the place of a value."""

    name: str
    loads: Loads
    places: str


def readers() -> Iterator[Reader]:
    """Ours, PyYAML's, and those of the other packages that are installed."""
    yield Reader("yaml.load, CSafeLoader", lambda text: yaml.load(text, yaml.CSafeLoader), "none")
    yield Reader("PyYAML, C, events alone", _events, "each key and value")
    yield Reader("PyYAML, C, compose", lambda text: yaml.compose(text, yaml.CBaseLoader), "each key and value")
    yield Reader("ours, where nothing is to be told", lambda text: items_of(cut(text) or ()), "each record")
    yield Reader("ours, to tell a place or a mistake", lambda text: read_yaml("", text), "each key and value")
    for package, module, make in OTHERS:
        try:
            found = import_module(module)
        except ImportError:
            sys.stderr.write(f"{package} is not installed: left out\n")
            continue
        for name, loads, places in make(found):
            yield Reader(f"{package} {version(package)}, {name}", loads, places)


def _events(text: str) -> None:
    next_event = LOADER(text).get_event
    while type(next_event()) is not yaml.StreamEndEvent:
        pass


_Found = tuple[str, Loads, str]


def _rapidyaml(ryml: ModuleType) -> list[_Found]:
    return [
        ("tree alone", lambda text: ryml.parse_in_arena(text.encode()), "none"),
        ("to texts", lambda text: of_ryml(ryml, text), "none"),
    ]


def of_ryml(ryml: ModuleType, text: str) -> object:
    """A text as dicts, lists and texts, by rapidyaml."""
    tree: Any = ryml.parse_in_arena(text.encode())

    def value(node: int) -> object:
        if tree.is_map(node):
            return {str(tree.key(each), "utf-8"): value(each) for each in ryml.children(tree, node)}
        if tree.is_seq(node):
            return [value(each) for each in ryml.children(tree, node)]
        if not tree.has_val(node):
            return None
        found = str(tree.val(node), "utf-8") if tree.val(node) is not None else ""
        return None if found in NULLS and not tree.is_val_quoted(node) else found

    return value(tree.root_id())


OTHERS: tuple[tuple[str, str, Callable[[ModuleType], list[_Found]]], ...] = (
    ("rapidyaml", "ryml", _rapidyaml),
    ("ryaml", "ryaml", lambda found: [("loads", found.loads, "none")]),
    ("yaml-rs", "yaml_rs", lambda found: [("loads", found.loads, "none")]),
    ("py-yaml12", "yaml12", lambda found: [("parse_yaml", found.parse_yaml, "none")]),
)


def main() -> None:
    """Print both tables."""
    texts = [path.read_text("utf-8") * TIMES for path in sorted(DATA.rglob("*.yml")) if path.name != "dossier.yml"]
    known = list(readers())
    taken: dict[str, list[float]] = {reader.name: [] for reader in known}
    for _ in range(RUNS):  # alternating, so that a slow minute is everybody's
        for reader in known:
            taken[reader.name].append(_seconds(reader.loads, texts))
    size = sum(len(text.encode()) for text in texts) / 1e6
    _say(f"{size:.1f} MB, Python {sys.version.split()[0]}, PyYAML {version('PyYAML')}; seconds of the processor\n")
    _row("Reader", "Seconds", "To the first", "Places", "Kept as written")
    _row(*["---"] * 5)
    first = median(taken[known[0].name])
    for reader in known:
        seconds = median(taken[reader.name])
        told = f"{_as_written(reader)} of {len(AS_WRITTEN)}" if _gives_values(reader) else ""
        _row(reader.name, f"{seconds:.2f}", f"{seconds / first:.2f}", reader.places, told)
    _say("")
    _row("Reader", "Agrees", "Other value", "Takes what we refuse", "Refuses what we take")
    _row(*["---"] * 5)
    for reader in known:
        if reader.name.startswith("rapidyaml") and reader.name.endswith("texts"):
            found = _compared(reader.loads)
            _row(reader.name, *(str(found[what]) for what in ("same", "other", "takes", "refuses")))


def _say(line: str) -> None:
    sys.stdout.write(f"{line}\n")


def _row(*cells: str) -> None:
    _say(f"| {' | '.join(cells)} |")


def _seconds(loads: Loads, texts: list[str]) -> float:
    gc.collect()
    began = time.process_time()
    kept = [loads(text) for text in texts]
    seconds = time.process_time() - began
    del kept
    return seconds


def _gives_values(reader: Reader) -> bool:
    return "alone" not in reader.name and "compose" not in reader.name


def _as_written(reader: Reader) -> int:
    """How many plain values come in as the author wrote them."""
    return sum(f"'{value}'" in _shown(reader.loads, f"- key: {value}\n") for value in AS_WRITTEN)


def _shown(loads: Loads, text: str) -> str:
    try:
        return repr(loads(text))
    except Exception as error:
        return type(error).__name__


def _compared(loads: Loads, number: int = 20_000) -> Counter[str]:
    """How a reader takes texts made up of scraps of YAML, beside ours; duplicate keys and sharing left aside."""
    chance = random.Random(1)
    found: Counter[str] = Counter()
    for _ in range(number):
        text = "".join(chance.choices(SCRAPS, k=chance.randrange(2, 14)))
        root, problems = read_yaml("", text)
        if any(problem.code in ("alias", "duplicate-key") for problem in problems):
            continue
        ours = None if root is None else plain(root)
        try:
            theirs, is_taken = loads(text), True
        except Exception:
            theirs, is_taken = None, False
        if problems:
            found["takes" if is_taken else "same"] += 1
        elif not is_taken:
            found["refuses"] += 1
        else:
            found["same" if ours == theirs else "other"] += 1
    return found


if __name__ == "__main__":
    main()
