"""Skeleton records: what is open in a source, ready to be completed, and nothing else of the data disturbed."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from build_dossier.commands.append import appended
from build_dossier.commands.coverage import run
from build_dossier.commands.skeletons import as_yaml, skeletons
from build_dossier.evidence.coverage import Coverage, Item, Status
from build_dossier.evidence.figures import Figure, figures
from build_dossier.evidence.passages import Passage, passages
from build_dossier.load.nodes import Items, plain
from build_dossier.load.reading import read
from build_dossier.load.yaml_core import read_yaml
from build_dossier.project import Project
from tests.conftest import DossierFolder, Files
from tests.projects import files_in

SOURCES = "- {id: times, type: book, title: A, capture: times.txt, language: en}\n"


@pytest.fixture
def project(dossier_folder: DossierFolder, tmp_path: Path) -> Project:
    dossier_folder({"sources.yml": SOURCES, "parties.yml": "- {id: jones, name: Jones, kind: person}\n"})
    (tmp_path / "captures").mkdir()
    return Project.at(tmp_path)


def _write(project: Project, text: str, files: Files | None = None) -> str:
    for name, content in (files or {}).items():
        path = project.data / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content.encode() if isinstance(content, str) else content)
    (project.root / "captures/times.txt").write_text(text, "utf-8")
    return run(project, None, write=True).said


def _data(project: Project, name: str) -> str:
    return (project.data / name).read_bytes().decode()


def _problems(project: Project) -> list[str]:
    return [f"{one.location} {one.code} {one.message}" for one in read(project.data, "data").problems]


def test_a_passage_becomes_a_quotation_without_a_speaker(project: Project) -> None:
    said = _write(project, "First line.\nThen “Trade is\nfair,” someone said.")
    assert _data(project, "quotes/skeletons-times.yml") == (
        "- id: skeleton-2-trade-is-fair\n"
        "  text: >-\n"
        "    Trade is fair\n"
        "  speaker:\n"
        "  appearances:\n"
        "    - source: times\n"
        "  comment: >-\n"
        "    Skeleton: line 2, column 7 of times.txt. Who says so? Where nobody is quoted, delete this record and\n"
        "    name the words in `left_out` of the source.\n"
    )
    assert "One skeleton record added to " in said
    assert _problems(project) == [
        "data/quotes/skeletons-times.yml:4:3 missing-field quote 'skeleton-2-trade-is-fair' has no `speaker`"
    ]


def test_a_figure_becomes_a_statistic_that_says_not_what_it_counts(project: Project) -> None:
    _write(project, "It sold two bags, some 10–15%, for $5 million.")
    data = _data(project, "statistics/skeletons-times.yml")
    assert "- id: skeleton-1-two-bags\n  measure:\n  label:\n  value: 2\n  appearances:\n" in data
    assert '      as_printed: "two bags"\n' in data
    assert '  low: 10\n  high: 15\n  unit: "%"\n' in data
    assert '  value: 5000000\n  unit: "USD"\n' in data
    codes = [problem.partition(" ")[2] for problem in _problems(project)]
    assert [code.split()[0] for code in codes] == ["missing-field"] * 6


def test_a_date_becomes_an_event_without_a_title(project: Project) -> None:
    _write(project, "In June, 2016 and again in July, and on 31 February 2016. Again in June 2016.")
    data = _data(project, "events/skeletons-times.yml")
    assert data.count("- id: ") == 4
    assert "- id: skeleton-1-june-2016\n  date: 2016-06\n  title:\n" in data
    assert "- id: skeleton-1-july\n  date:\n  title:\n" in data
    assert "- id: skeleton-1-31-february-2016\n  date:\n" in data
    assert all("has no `title`" in problem for problem in _problems(project))


def test_completed_skeletons_leave_nothing_open(project: Project) -> None:
    _write(project, "“Trade is fair,” he said in June 2016 of dozens of shops; 98% of two bags. Thus “Yes, 5.”")
    for path in sorted(project.data.rglob("skeletons-*.yml")):
        text = path.read_text("utf-8").replace("speaker:\n", "speaker: jones\n").replace("title:\n", "title: T\n")
        text = text.replace("measure:\n", "measure: m\n").replace("label:\n", "label: l\n")
        path.write_text(text.replace("value:\n", "value: 1\n"), "utf-8")
    assert _problems(project) == []
    covered = run(project, None, write=True)
    assert covered.exit_code == 0
    assert "No skeleton was written: nothing is open." in covered.said


def test_a_figure_within_an_open_passage_has_no_skeleton_of_its_own(project: Project) -> None:
    _write(project, "“We serve 400 million people in 2016.”")
    assert not (project.data / "statistics").exists()
    assert not (project.data / "events").exists()


def test_the_same_passage_has_one_skeleton(project: Project) -> None:
    _write(project, "“Fair,” he said. “Fair,” he said again.")
    assert _data(project, "quotes/skeletons-times.yml").count("- id: ") == 1


def test_ids_are_unique_whatever_the_script(project: Project) -> None:
    _write(project, "“好的” “好吧” “Go now, I say so” “Go now, I say no”")
    ids = [line[6:] for line in _data(project, "quotes/skeletons-times.yml").splitlines() if line.startswith("- id")]
    assert ids == ["skeleton-1-2", "skeleton-1-7", "skeleton-1-go-now-i-say", "skeleton-1-go-now-i-say-2"]


def test_an_unclosed_passage_says_so(project: Project) -> None:
    _write(project, "He said: “Trade is fair.\nMore.")
    data = " ".join(_data(project, "quotes/skeletons-times.yml").split())
    assert "One of its quotation marks is missing: see where it begins and ends." in data


def test_no_narration_gets_into_the_data(project: Project) -> None:
    _write(project, "Narration before “Fair,” narration between two bags narration after 5 June 2016 narration.")
    assert not any("narration" in content.decode().lower() for content in files_in(project.data).values())


# --- what stands there already

QUOTE = "id: fair\n  text: Fair.\n  speaker: jones\n  appearances: [{source: times}]\n"


@pytest.mark.parametrize(
    "before",
    [
        f"- {QUOTE}",
        f"# mine\n- {QUOTE}  # and mine\n",
        f"- {QUOTE}".removesuffix("\n"),
        f"- {QUOTE}".replace("\n", "\r\n"),
        "\ufeff" + f"- {QUOTE}",
        f"  - {QUOTE}".replace("\n  ", "\n    "),
        f"- {QUOTE}  note: |\n    Kept.\n\n",
        "# nothing yet\n",
        "",
    ],
    ids=["list", "comments", "no-end", "crlf", "bom", "indented", "block", "only-a-comment", "empty"],
)
def test_a_kind_in_one_file_has_them_at_its_end(before: str, project: Project) -> None:
    _write(project, "“Foul,” he said.", {"quotes.yml": before})
    after = _data(project, "quotes.yml")
    assert after.startswith(before)
    assert "id: skeleton-1-foul" in after[len(before) :]
    assert not (project.data / "quotes").exists()
    assert [problem.partition(" ")[2].split()[0] for problem in _problems(project)] == ["missing-field"]


@pytest.mark.parametrize(
    "before",
    [
        "[{id: fair, text: Fair., speaker: jones, appearances: [{source: times}]}]\n",
        "id: fair\ntext: Fair.\nspeaker: jones\nappearances: [{source: times}]\n",
        f"- {QUOTE}...\n",
        f"- {QUOTE}  note: |+\n    Kept.\n\n\n",
        "~\n",
    ],
    ids=["brackets", "one-mapping", "document-end", "kept-blanks", "null"],
)
def test_a_file_that_takes_none_at_its_end_stays_as_it_is(before: str, project: Project) -> None:
    _write(project, "“Foul,” he said.", {"quotes.yml": before})
    if _data(project, "quotes.yml") == before:
        assert "id: skeleton-1-foul" in _data(project, "quotes/skeletons-times.yml")
    else:
        root, problems = read_yaml("", _data(project, "quotes.yml"))
        first, _ = read_yaml("", before)
        assert isinstance(root, Items)
        assert isinstance(first, Items)
        assert not problems
        assert plain(root.nodes[0]) == plain(first.nodes[0])


def test_a_kind_in_a_folder_has_a_file_more_and_it_grows(project: Project) -> None:
    other = f"- {QUOTE}"
    _write(project, "“Foul,” he said.", {"quotes/a.yml": other})
    mended = _data(project, "quotes/skeletons-times.yml").replace("speaker:\n", "speaker: jones\n")
    (project.data / "quotes/skeletons-times.yml").write_text(mended, "utf-8")
    _write(project, "“Foul,” he said. “Free,” he said.")
    assert _data(project, "quotes/a.yml") == other
    assert _data(project, "quotes/skeletons-times.yml").startswith(mended)
    assert "skeleton-1-free" in _data(project, "quotes/skeletons-times.yml")


def test_nothing_is_written_into_unsound_data(project: Project) -> None:
    _write(project, "“Foul,” he said.")
    before = files_in(project.data)
    assert run(project, None, write=True).exit_code == 1
    assert files_in(project.data) == before


def test_without_write_nothing_is_written(project: Project) -> None:
    (project.root / "captures/times.txt").write_text("“Foul,” he said.", "utf-8")
    before = files_in(project.data)
    run(project, None)
    assert files_in(project.data) == before


# --- any text


def _coverage(text: str) -> Coverage:
    found: list[Passage | Figure] = [*passages(text), *figures(text)]
    items = [
        Item(one, Status.OPEN, 1, 1, text[one.start : one.end], text[: one.start], text[one.end :]) for one in found
    ]
    return Coverage("times", "times.txt", tuple(sorted(items, key=lambda item: item.found.start)))


PIECES = st.sampled_from(
    ["“", "”", "two ", "5% ", ": ", "- ", "#", "'", '"', "\\", "\n", "\t", "\x85", "\u2028", "\x1b", "a"]
)


@given(st.text() | st.lists(PIECES, max_size=30).map("".join))
def test_skeletons_of_any_text_are_yaml_that_can_be_added(text: str) -> None:
    made = list(skeletons(_coverage(text), {}))
    assert len({skeleton.key for skeleton in made}) == len(made)
    root, problems = read_yaml("", as_yaml(made))
    assert not problems
    assert (len(root.nodes) if isinstance(root, Items) else 0) == len(made)
    if made:
        assert appended(b"- id: before\n", as_yaml(made))
