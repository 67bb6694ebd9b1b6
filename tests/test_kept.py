"""Reading a file in pieces, and from a cache, gives what reading it as a whole gives: records, places, problems."""

from __future__ import annotations

import hashlib
import random
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from build_dossier import chunks
from build_dossier.cache import Cache
from build_dossier.dossier import Dossier
from build_dossier.load import files
from build_dossier.load.reading import Reading, read
from build_dossier.records.base import Part
from build_dossier.records.kinds import Key
from tests.conftest import CASES, DOSSIER, DossierFolder
from tests.projects import FIRST, ROOT, files_in, project, run, run_python
from tests.test_fuzz import FILES, mutations

SOUND = sorted([*(CASES / "ok").glob("*/data"), FIRST, *(ROOT / "examples").glob("*/data")])


def _whole(data: Path) -> Reading:
    """The reading of a folder in which no file is cut."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(files, "cut", lambda _: None)
        return read(data, "data")


def _told(reading: Reading) -> object:
    """All of a reading that anybody can see, the place of every field included."""
    dossier = reading.dossier
    if dossier is None:
        return reading.problems, reading.count
    records = [(key, repr(record), _given(record)) for key, record in dossier.records.items()]
    return reading.problems, reading.count, repr(dossier.about), records, _places(dossier), dossier.backlinks


def _given(part: Part) -> object:
    """The fields that were given, and the order of all."""
    inner = [each for value in part.__dict__.values() if isinstance(value, tuple) for each in value]
    return (
        sorted(part.model_fields_set),
        list(part.__dict__),
        [_given(each) for each in inner if isinstance(each, Part)],
    )


def _places(dossier: Dossier) -> list[str]:
    return [
        str(dossier.location(key, *path)) for key, record in dossier.records.items() for path in [(), *_paths(record)]
    ]


def _paths(part: Part) -> Iterator[tuple[str | int, ...]]:
    for name, field in type(part).model_fields.items():
        value = getattr(part, name)
        yield (field.alias or name,)
        for number, each in enumerate(value if isinstance(value, tuple) else ()):
            yield field.alias or name, number
            if isinstance(each, Part):
                yield from ((field.alias or name, number, *path) for path in _paths(each))


@pytest.mark.parametrize("data", SOUND, ids=lambda data: data.parent.name)
def test_a_sound_dossier_is_the_same_whole_in_pieces_and_from_the_cache(data: Path, tmp_path: Path) -> None:
    cache = Cache(tmp_path)
    whole = _told(_whole(data))
    assert _told(read(data, "data")) == whole
    assert _told(read(data, "data", cache)) == whole
    assert bool(files_in(tmp_path)) == (data.parent.name != "minimal")  # which has no file of records
    assert _told(read(data, "data", cache)) == whole


# --- any text

ITEMS = [f"- {item}" for text in FILES.values() for item in f"\n{text}".split("\n- ")[1:]]
SCRAPS = st.sampled_from(
    [
        *("- ", "-\n", "-\t", "- - ", "\n- ", "\n\n- ", "\n  ", "\n ", "\n", "\r\n", "\r", "\t", "  ", " "),
        *("id: a", "id: b\n", "title: ", "type: book", "a", "b: ", ": ", ":", "? ", "x: |\n", "x: >-\n", "|+\n"),
        *("|2\n", "'", '"', "''", "\\", "[", "]", "{", "}", ", ", "#", " # c", "\n# c\n", "&a ", "*a", "!t "),
        *("!!str ", "<<: *a", "---\n", "--- ", "...\n", "%YAML 1.2\n", "~", "null", "@", "`"),
        *("\x00", "\x85", "\u2028", "\ufeff", "é", "😀"),
    ]
)
HOSTILE = st.lists(SCRAPS | st.sampled_from(ITEMS), max_size=24).map("".join)
STARTED = st.lists(st.tuples(st.just("- "), SCRAPS, SCRAPS, SCRAPS, st.just("\n")).map("".join), max_size=8).map(
    "".join
)


def _write(folder: Path, texts: dict[str, str]) -> Path:
    for name, text in texts.items():
        path = folder / name
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(text.encode("utf-8", "replace"))
    return folder


@pytest.fixture(scope="module")
def cache() -> Iterator[Cache]:
    """A cache that all examples share, so that each meets what others have left."""
    with tempfile.TemporaryDirectory() as folder:
        yield Cache(Path(folder))


def _alike(data: Path, cache: Cache) -> None:
    """Holds that a folder reads the same in every way."""
    whole = _told(_whole(data))
    assert _told(read(data, "data")) == whole
    assert _told(read(data, "data", cache)) == whole
    assert _told(read(data, "data", cache)) == whole
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(chunks, "_ENDS", ("",))  # each piece by itself
        assert _told(read(data, "data", cache)) == whole


@settings(max_examples=800, deadline=None)
@given(HOSTILE | STARTED | st.text(max_size=40))
def test_any_text_reads_the_same_whole_in_pieces_and_from_the_cache(cache: Cache, text: str) -> None:
    with tempfile.TemporaryDirectory() as folder:
        _alike(_write(Path(folder), {"dossier.yml": DOSSIER, "sources.yml": text}), cache)


BOOK = "  type: book\n  title: A book\n"


@pytest.mark.parametrize(
    "text",
    [
        f"- \n  id: a\n{BOOK}- id: b\n{BOOK}",
        f"-  \n\n  id: a\n{BOOK}",
        f"-\n  id: a\n{BOOK}- id: b\n{BOOK}",
        f"- id: a\n  type: book\n  title: 'A\n- book'\n-\n  id: b\n{BOOK}",
        '- id: a\n  type: book\n  title: "A\n- book"\n',
        f"- id: a\n{BOOK}...\n- id: b\n{BOOK}",
        f"- id: a\n{BOOK}---\n- id: b\n{BOOK}",
        f"- id: a\n{BOOK}%YAML 1.2\n- id: b\n{BOOK}",
        f"---\n- id: a\n{BOOK}- id: b\n{BOOK}",
        f"# \x07\n- id: a\n{BOOK}",
        f"\t\n- id: a\n{BOOK}",
        f"x\n- id: a\n{BOOK}",
        f"- id: a\n{BOOK}\r- id: b\n{BOOK}- id: c\n{BOOK}",
        f"- id: a\n{BOOK}  # c\r  note: A note\n- id: b\n{BOOK}",
        f"- id: a\n{BOOK}# \u2028\n- id: b\n{BOOK}",
        f"- id: a\n{BOOK}# \ufeff\n- id: b\n{BOOK}",
        f"- id: a\n{BOOK}  note: |+\n    A note\n\n\n- id: b\n{BOOK}",
        f"- id: a\n{BOOK}  note: |\n    A note\n    - id: c\n- id: b\n{BOOK}",
        f"- id: a\n{BOOK}  tags: [x,\n- y]\n- id: b\n{BOOK}",
        f"- &x\n  id: a\n{BOOK}- *x\n",
        f"- id: a\n{BOOK}- id: a\n{BOOK}",
        f"- id: a\n{BOOK}- - id: b\n- null\n- text\n",
        f"- id: a\n{BOOK}- sources:\n  - id: b\n",
        f"- {{id: a, type: book, title: A book}}\n- id: b\n{BOOK}",
        f"- id: a\r\n  type: book\r\n  title: A book\r\n# c\r\n- id: b\r\n{BOOK}",
        f"- ? id\n  : a\n{BOOK}- id: b\n{BOOK}",
    ],
)
def test_what_could_mislead_a_cut_does_not(cache: Cache, dossier_folder: DossierFolder, text: str) -> None:
    _alike(dossier_folder({"sources.yml": text}), cache)


@settings(max_examples=200, deadline=None)
@given(st.data())
def test_a_dossier_with_mistakes_reads_the_same_too(cache: Cache, data: st.DataObject) -> None:
    name = data.draw(st.sampled_from(sorted(FILES)))
    with tempfile.TemporaryDirectory() as folder:
        _alike(_write(Path(folder), {**FILES, name: data.draw(mutations(FILES[name]))}), cache)


@pytest.mark.parametrize("seed", range(3))
def test_a_dossier_that_is_edited_again_and_again_reads_as_if_it_were_new(seed: int, tmp_path: Path) -> None:
    chance = random.Random(seed)  # noqa: S311 -- no secret hangs on it
    cache = Cache(tmp_path / "cache")
    data = shutil.copytree(FIRST, tmp_path / "data")
    paths = sorted(data.glob("*/*.yml"))
    for _ in range(50):
        path = chance.choice(paths)
        lines = path.read_text("utf-8").split("\n")
        at = chance.randrange(len(lines))
        match chance.randrange(5):
            case 0:
                lines[at : at + chance.randrange(1, 12)] = []
            case 1:
                lines.insert(at, chance.choice(lines))
            case 2:
                lines[at] += " more"
            case 3:
                lines[at:at] = ["", "# A comment", ""]
            case _:
                shutil.copy(FIRST / path.relative_to(data), path)
                lines = path.read_text("utf-8").split("\n")
        path.write_text("\n".join(lines), "utf-8")
        assert _told(read(data, "data", cache)) == _told(_whole(data))


# --- what is kept

SOURCES = "".join(f"- id: s{number}\n  type: book\n  title: Book {number}\n" for number in range(500))


def test_a_change_of_one_record_is_kept_in_one_new_file(dossier_folder: DossierFolder, tmp_path: Path) -> None:
    cache = Cache(tmp_path / "cache")
    read(dossier_folder({"sources.yml": SOURCES}), "data", cache)
    before = files_in(tmp_path / "cache")
    assert 4 < len(before) < 100
    read(dossier_folder({"sources.yml": SOURCES.replace("Book 250\n", "Book 250, second edition\n")}), "data", cache)
    assert len(files_in(tmp_path / "cache")) == len(before) + 1
    read(dossier_folder({"sources.yml": "# New: a comment above\n" + SOURCES}), "data", cache)
    assert len(files_in(tmp_path / "cache")) == len(before) + 1


def test_a_problem_in_a_record_from_the_cache_is_told_at_its_place(
    dossier_folder: DossierFolder, tmp_path: Path
) -> None:
    cache = Cache(tmp_path / "cache")
    term = "- id: vat\n  name: VAT\n  definition: A tax.\n  sources: [s3, s499]\n"
    data = dossier_folder({"sources.yml": SOURCES, "terms.yml": term})
    assert read(data, "data", cache).problems == ()
    (data / "sources.yml").write_text(SOURCES.replace("id: s499\n", "id: gone\n"))
    (data / "terms.yml").write_text("\n\n" + term)
    (problem,) = read(data, "data", cache).problems
    assert (str(problem.location), problem.code) == ("data/terms.yml:6:17", "unknown-reference")


@pytest.mark.parametrize(
    "content", [b"", b"[]", b"null", b"{}", b"[[3, 5]]", b"[[3, {}]]", b'[[3, {"nothing": 1}]]', b"\xff"]
)
@pytest.mark.parametrize("sealed", [True, False])
def test_a_broken_entry_counts_for_nothing(content: bytes, sealed: bool, tmp_path: Path) -> None:
    cache = Cache(tmp_path)
    whole = _told(_whole(FIRST))
    read(FIRST, "data", cache)
    for path in (tmp_path / "records").iterdir():
        path.write_bytes((hashlib.sha256(content).digest() if sealed else b"") + content)
    assert _told(read(FIRST, "data", cache)) == whole


def test_check_writes_nothing_and_pages_keep_what_they_read(tmp_path: Path) -> None:
    root = project(tmp_path / "project", CASES / "ok/three-records/data")
    before = files_in(root)
    assert run("check", "-C", root).returncode == 0
    assert files_in(root) == before
    assert run("pages", "-C", root).returncode == 0
    assert any("/records/" in name for name in files_in(root / ".cache"))


# --- what tells that a record is as it was


def test_a_record_s_digest_changes_with_its_text_and_its_place_with_its_line(
    dossier_folder: DossierFolder,
) -> None:
    def digests(text: str) -> dict[str, str]:
        dossier = read(dossier_folder({"sources.yml": text}), "data").dossier
        assert dossier is not None
        return {key.id: f"{placed.digest} {placed.location()}" for key, placed in dossier.placed.items()}

    def changed(text: str) -> set[str]:
        return {id for id, digest in digests(text).items() if digest != first.get(id)}

    text = "".join(f"- id: {id}\n  type: book\n  title: Book {id}\n" for id in "abc")
    first = digests(text)
    assert changed(text) == set()
    assert changed(text.replace("Book b", "Book of b")) == {"b"}
    assert changed(text.replace("  title: Book b", "  note: New\n  title: Book b")) == {"b", "c"}
    assert changed(f"\n{text}") == {"a", "b", "c"}
    assert Key("source", "a").id in first


def test_check_does_not_wait_for_what_only_pages_need() -> None:
    script = "import sys, build_dossier.cli; print(*sys.modules)"
    loaded = set(run_python("-c", script).stdout.split())
    assert "build_dossier.checking" in loaded
    assert not loaded & {
        "jinja2",
        "mkdocs",
        "PIL",
        "vl_convert",
        "selectolax",
        "build_dossier.pipeline",
        "build_dossier.views",
    }
