"""No input whatever makes reading fail: it gives a dossier, or problems that say where."""

from __future__ import annotations

import tempfile
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from build_dossier.load.reading import read
from build_dossier.problems import CODES, REPORTERS
from tests.conftest import CASES, DOSSIER

SMALL = CASES / "ok" / "small" / "data"
FILES = {path.relative_to(SMALL).as_posix(): path.read_text("utf-8") for path in sorted(SMALL.rglob("*.yml"))}
LINES = sorted({line for text in FILES.values() for line in text.splitlines()})
WORDS = sorted({word for line in LINES for word in line.split()})
SIGNS = [
    "- ",
    "  ",
    "\t",
    "\n",
    ": ",
    ":",
    "'",
    '"',
    "[",
    "]",
    "{",
    "}",
    ", ",
    "|",
    ">",
    "&a ",
    "*a",
    "!t ",
    "#",
    "%",
    "@",
]
ODD = [
    "\x00",
    "\x1b[31m",
    "\u2028",
    "\ufeff",
    "\x85",
    "é",
    "😀",
    "ﷺ",
    "\u202e",
    "---\n",
    "...\n",
    "<<: ",
    "~",
    "null",
    "? ",
]


@st.composite
def mutations(draw: st.DrawFn, text: str) -> str:
    """A text with a few of its lines and words deleted, doubled, moved or replaced."""
    lines = text.split("\n")
    for _ in range(draw(st.integers(1, 4))):
        at = draw(st.integers(0, len(lines) - 1))
        how = draw(st.sampled_from(["delete", "double", "replace", "indent", "word", "sign", "cut"]))
        line = lines[at]
        middle = draw(st.integers(0, len(line)))
        if how == "delete" and len(lines) > 1:
            del lines[at]
        elif how == "double":
            lines.insert(draw(st.integers(0, len(lines))), line)
        elif how == "replace":
            lines[at] = draw(st.sampled_from(LINES))
        elif how == "indent":
            lines[at] = " " * draw(st.integers(0, 6)) + line.lstrip()
        elif how == "word":
            lines[at] = f"{line[:middle]}{draw(st.sampled_from(WORDS))}{line[middle:]}"
        elif how == "sign":
            lines[at] = f"{line[:middle]}{draw(st.sampled_from(SIGNS + ODD))}{line[middle:]}"
        else:
            lines[at] = line[:middle]
    return "\n".join(lines)


def _check(files: dict[str, bytes]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        data = Path(folder)
        for name, content in files.items():
            (data / name).parent.mkdir(exist_ok=True)
            (data / name).write_bytes(content)
        reading = read(data, "data")
    assert (reading.dossier is None) == any(problem.is_error for problem in reading.problems)
    assert {problem.code for problem in reading.problems} <= set(CODES)
    assert list(reading.problems) == sorted(set(reading.problems))
    told = "".join(report(reading.problems) for report in REPORTERS.values())
    assert "\x1b" not in told
    assert told.encode("utf-8")


@settings(max_examples=400, deadline=None)
@given(st.data())
def test_a_dossier_with_mistakes_is_read_or_refused(data: st.DataObject) -> None:
    name = data.draw(st.sampled_from(sorted(FILES)))
    files = {**FILES, name: data.draw(mutations(FILES[name]))}
    _check({name: text.encode() for name, text in files.items()})


SCALARS = st.sampled_from([*WORDS, "", "''", "~", "[]", "{}", "x: y"])
KEYS = st.sampled_from(sorted({line.split(":")[0].strip(" -") for line in LINES if ":" in line}))
TREES = st.recursive(
    SCALARS,
    lambda inner: (
        st.lists(inner, max_size=4).map(lambda items: f"[{', '.join(items)}]")
        | st.dictionaries(KEYS, inner, max_size=6).map(
            lambda entries: "{" + ", ".join(f"{key}: {value}" for key, value in entries.items()) + "}"
        )
    ),
    max_leaves=20,
)
FILE_NAMES = st.sampled_from(
    ["dossier.yml", *sorted(f"{kind}.yml" for kind in ("sources", "parties", "quotes", "positions"))]
)


@settings(max_examples=300, deadline=None)
@given(st.dictionaries(FILE_NAMES, st.lists(TREES, max_size=3), max_size=4))
def test_records_of_any_shape_are_read_or_refused(files: dict[str, list[str]]) -> None:
    texts = {name: "".join(f"- {tree}\n" for tree in trees) for name, trees in files.items()}
    _check({name: text.encode() for name, text in {"dossier.yml": DOSSIER, **texts}.items()})


NAMES = st.text(st.characters(exclude_characters="/\x00", exclude_categories=["Cs"]), min_size=1, max_size=20)


@settings(max_examples=300, deadline=None)
@given(st.dictionaries(NAMES.filter(lambda name: name not in (".", "..")), st.binary(max_size=80), max_size=3))
def test_any_file_is_read_or_refused(files: dict[str, bytes]) -> None:
    _check({**files, "sources.yml": b"".join(files.values())})
