"""Which files are read, and what is said of those that are not."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from build_dossier.load.files import LARGEST, load
from build_dossier.load.reading import read
from build_dossier.problems import Problem
from tests.conftest import DOSSIER, DossierFolder, ProblemsOf

KINDS = ("sources", "parties")
SOURCE = "- id: times\n  type: book\n  title: A book\n"


def _told(problems: tuple[Problem, ...] | list[Problem]) -> list[tuple[str, str]]:
    return [(problem.location.path, problem.code) for problem in problems]


def test_files_of_a_kind_lie_beside_the_dossier_or_in_folders_of_any_depth(
    dossier_folder: DossierFolder,
) -> None:
    names = ["parties.yml", "sources.yaml", "sources/b.yml", "sources/2016/10/a.yml", "sources/A.yaml"]
    documents, problems = load(dossier_folder(dict.fromkeys(names, "[]\n")), "data", KINDS)
    assert problems == []
    assert [(document.path, document.kind) for document in documents] == [
        ("data/dossier.yml", ""),
        ("data/parties.yml", "parties"),
        ("data/sources/2016/10/a.yml", "sources"),
        ("data/sources/A.yaml", "sources"),
        ("data/sources/b.yml", "sources"),
        ("data/sources.yaml", "sources"),
    ]


def test_the_folder_is_called_what_the_author_calls_it(dossier_folder: DossierFolder) -> None:
    data = dossier_folder({"notes.txt": "Call the Guild."})
    assert _told(read(data, "../a dossier/data").problems) == [("../a dossier/data/notes.txt", "unplaced-file")]


@pytest.mark.parametrize(
    "name",
    [
        "evidence.lock",
        "README.md",
        "LICENSE",
        ".gitignore",
        ".yml",
        ".git/config.yml",
        "sources/.hidden.yml",
        ".~lock.yml#",
    ],
)
def test_what_may_lie_beside_the_records_is_left_alone(name: str, problems_of: ProblemsOf) -> None:
    assert problems_of({name: "not: [YAML"}) == ()


@pytest.mark.parametrize(
    ("name", "hint"),
    [
        ("source.yml", "did you mean 'sources.yml'?"),
        ("Sources.yml", "did you mean 'sources.yml'?"),
        ("source/a.yml", "did you mean 'sources/a.yml'?"),
        ("dossier.yaml", "did you mean 'dossier.yml'?"),
        ("dosier.yml", "did you mean 'dossier.yml'?"),
        ("sources.txt", "data files end in .yml"),
        ("sources/README.md", "data files end in .yml"),
        ("sources.yml~", "data files end in .yml"),
        ("SOURCES.YML", "data files end in .yml"),
        ("foo/bar.yml", "records live in <kinds>.yml or <kinds>/…"),
        ("archive/sources.yml", "records live in <kinds>.yml or <kinds>/…"),
        ("dossier/dossier.yml", "did you mean 'dossier.yml'?"),
    ],
)
def test_no_file_is_passed_over_in_silence(name: str, hint: str, problems_of: ProblemsOf) -> None:
    (problem,) = problems_of({name: SOURCE})
    assert (problem.code, problem.location.path, problem.location.line) == (
        "unplaced-file",
        f"data/{name}",
        0,
    )
    assert problem.hints[0].startswith(hint)


def test_an_empty_file_of_records_is_no_problem(problems_of: ProblemsOf) -> None:
    assert (
        problems_of({"sources.yml": "", "parties.yml": "# none yet\n", "events.yml": "~\n", "quotes.yml": "[]\n"}) == ()
    )


def test_a_byte_order_mark_is_no_problem(problems_of: ProblemsOf) -> None:
    assert problems_of({"sources.yml": b"\xef\xbb\xbf" + SOURCE.encode()}) == ()


@pytest.mark.parametrize("folder", ["nothing/here", "file"])
def test_a_folder_that_is_none_holds_no_dossier(folder: str, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    assert _told(read(tmp_path / folder, "data").problems) == [("data/dossier.yml", "missing-dossier")]


@pytest.mark.parametrize("content", ["title: 'A", "title: A\n---\n", "- title: A\n", b"\xff"])
def test_a_dossier_file_that_cannot_be_read_is_not_missing_too(content: str | bytes, problems_of: ProblemsOf) -> None:
    (problem,) = problems_of({"dossier.yml": content})
    assert problem.code in ("yaml-syntax", "several-documents", "wrong-type", "not-utf8")


@pytest.mark.parametrize("content", ["", "\n\n", "# a comment\n", "---\n", "~\n", "null\n"])
def test_an_empty_dossier_file_is_told(content: str, problems_of: ProblemsOf) -> None:
    (problem,) = problems_of({"dossier.yml": content})
    assert (problem.code, problem.message) == ("missing-dossier", "the file is empty")


def test_a_file_that_is_too_large_is_not_read(dossier_folder: DossierFolder) -> None:
    data = dossier_folder({})
    with (data / "sources.yml").open("wb") as file:
        file.truncate(LARGEST + 1)
    (problem,) = read(data, "data").problems
    assert (problem.code, problem.location.path) == ("file-too-large", "data/sources.yml")
    assert "20,000,001 bytes" in problem.message


def test_a_file_of_the_largest_size_is_read(dossier_folder: DossierFolder) -> None:
    data = dossier_folder({})
    (data / "sources.yml").write_bytes(SOURCE.encode() + b"#" * (LARGEST - len(SOURCE)))
    assert (data / "sources.yml").stat().st_size == LARGEST
    assert read(data, "data").problems == ()


def test_what_is_missing_because_of_a_large_file_is_not_told(dossier_folder: DossierFolder) -> None:
    data = dossier_folder({"terms.yml": "- id: a\n  name: A\n  definition: A letter.\n  sources: [times]\n"})
    with (data / "sources.yml").open("wb") as file:
        file.truncate(LARGEST + 1)
    assert _told(read(data, "data").problems) == [("data/sources.yml", "file-too-large")]


@pytest.mark.parametrize(
    ("raw", "place", "message"),
    [
        (b"- id: caf\xe9\n", (1, 10), "the byte 0xE9 is not UTF-8"),
        (b"# \xc3\xa9\n- \xc3\xa9\xc3\xa9\xff\n", (2, 5), "the byte 0xFF is not UTF-8"),
        ("- id: a\n".encode("utf-16"), (1, 1), "the file is UTF-16, not UTF-8"),
        (b"\xfe\xff\x00-", (1, 1), "the file is UTF-16, not UTF-8"),
        (b"- \xed\xa0\x80\n", (1, 3), "the byte 0xED is not UTF-8"),
    ],
)
def test_bytes_that_are_not_utf8_are_told_at_their_place(
    raw: bytes, place: tuple[int, int], message: str, problems_of: ProblemsOf
) -> None:
    (problem,) = problems_of({"sources.yml": raw})
    assert (problem.code, problem.message) == ("not-utf8", message)
    assert (problem.location.line, problem.location.column) == place


def test_a_link_that_leads_out_is_not_followed(dossier_folder: DossierFolder, tmp_path: Path) -> None:
    data = dossier_folder({"quotes.yml": "- id: a\n  text: A.\n  speaker: guild\n  appearances: [{source: times}]\n"})
    (tmp_path / "secret.yml").write_text(SOURCE)
    (tmp_path / "folder").mkdir()
    (data / "sources.yml").symlink_to(tmp_path / "secret.yml")
    (data / "parties").symlink_to(tmp_path / "folder")
    assert _told(read(data, "data").problems) == [
        ("data/parties", "symlink"),
        ("data/sources.yml", "symlink"),
    ]


def test_a_dossier_that_is_a_link_out_is_told_once(tmp_path: Path) -> None:
    (tmp_path / "elsewhere.yml").write_text(DOSSIER)
    data = tmp_path / "data"
    data.mkdir()
    (data / "dossier.yml").symlink_to(tmp_path / "elsewhere.yml")
    assert _told(read(data, "data").problems) == [("data/dossier.yml", "symlink")]


def test_a_link_within_the_folder_is_a_file_like_any_other(dossier_folder: DossierFolder) -> None:
    data = dossier_folder({"sources/.texts/times.yml": SOURCE})
    (data / "sources/times.yml").symlink_to(".texts/times.yml")
    assert (read(data, "data").problems, read(data, "data").count) == ((), 1)


def test_links_that_lead_nowhere_or_round_in_a_circle_are_told(dossier_folder: DossierFolder) -> None:
    data = dossier_folder({})
    (data / "sources.yml").symlink_to("moved.yml")
    (data / "parties.yml").symlink_to("parties.yml")
    (data / "terms").symlink_to(".")
    told = _told(read(data, "data").problems)
    assert told == [
        ("data/parties.yml", "unreadable-file"),
        ("data/sources.yml", "unreadable-file"),
        ("data/terms", "unplaced-file"),
    ]


def test_what_is_no_regular_file_is_not_opened(dossier_folder: DossierFolder) -> None:
    data = dossier_folder({})
    os.mkfifo(data / "sources.yml")  # reading it would wait for ever
    (problem,) = read(data, "data").problems
    assert (problem.code, problem.message) == (
        "unreadable-file",
        "the file cannot be read: it is no regular file",
    )


def test_a_folder_in_the_place_of_the_dossier_is_no_dossier(tmp_path: Path) -> None:
    (tmp_path / "data" / "dossier.yml").mkdir(parents=True)
    assert _told(read(tmp_path / "data", "data").problems) == [("data/dossier.yml", "missing-dossier")]


def test_a_path_that_is_too_long_for_the_system_is_told(dossier_folder: DossierFolder) -> None:
    data = dossier_folder({})
    folder = os.open(data, os.O_RDONLY)
    for _ in range(20):  # 20 × 250 letters are more than a path may have
        os.mkdir("a" * 250, dir_fd=folder)
        inner = os.open("a" * 250, os.O_RDONLY, dir_fd=folder)
        os.close(folder)
        folder = inner
    os.close(folder)
    (problem,) = read(data, "data").problems
    assert problem.code == "unreadable-file"
    assert problem.message.startswith("the folder cannot be read: ")


def test_a_file_name_that_is_not_utf8_is_told(dossier_folder: DossierFolder) -> None:
    data = dossier_folder({})
    (data / os.fsdecode(b"caf\xe9.yml")).write_text(SOURCE)
    assert _told(read(data, "data").problems) == [("data/caf\udce9.yml", "unplaced-file")]
