"""The page on relations: a drawing whose links and words are read back, the same in words, and the table."""

from __future__ import annotations

import re
from collections.abc import Callable
from itertools import combinations
from pathlib import Path
from typing import NamedTuple

import pytest
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st
from selectolax.lexbor import LexborNode

from build_dossier.cli import main
from build_dossier.network.boxes import Box, Size, apart, is_crossed, missing
from build_dossier.outcome import Outcome
from build_dossier.pipeline import write_pages
from build_dossier.project import Project
from tests.conftest import DossierFolder
from tests.projects import FIRST, case, project
from tests.shown import Shown, lost_links, pages_of

PAGE = "relations.md"


def _copied(tmp_path: Path, data: Path) -> dict[str, Shown]:
    return pages_of(project(tmp_path / "project", data) / "data")


@pytest.fixture
def harbour(tmp_path: Path) -> dict[str, Shown]:
    """The pages of the case that is made for this."""
    return _copied(tmp_path, case("relations"))


class Placed(NamedTuple):
    """A box as it stands in the drawing."""

    left: float
    top: float
    right: float
    bottom: float


def _box(node: LexborNode) -> Placed:
    x, y = map(int, re.findall(r"-?\d+", str(node.attributes["transform"])))
    width, height = map(int, str(node.attributes["data-size"]).split())
    return Placed(x - width / 2, y - height / 2, x + width / 2, y + height / 2)


def _words(node: LexborNode) -> str:
    return " ".join(text.text() for text in node.css("text"))


# --- the drawing


def test_each_party_of_the_network_is_a_link_to_its_page_with_its_name_and_kind(harbour: dict[str, Shown]) -> None:
    nodes = {str(node.attributes["data-party"]): node for node in harbour[PAGE].tree.css("svg a.d-node")}
    assert len(nodes) == 23
    assert "weather-office" not in nodes, "it is related to nobody"
    assert all(node.attributes["href"] == f"parties/{party}.md" for party, node in nodes.items())
    assert _words(nodes["ocean-fund"]) == "Ocean Fund company"
    assert _words(nodes["salma-haddad"]) == "سلمى حداد person"
    title = nodes["ocean-fund"].css_first("title")
    assert title
    assert title.text() == "Ocean Fund (Ocean Infrastructure Fund of the Municipal Pension Schemes), company"


def test_each_kind_of_party_has_a_shape_of_its_own(harbour: dict[str, Shown]) -> None:
    shapes: dict[str, set[str]] = {}
    for node in harbour[PAGE].tree.css("svg a.d-node"):
        path = node.css_first("path")
        assert path
        drawn = re.sub(r"-?\d+", "", str(path.attributes["d"]))  # without the numbers, which differ with the words
        shapes.setdefault(str(node.attributes["class"]).removeprefix("d-node d-node-"), set()).add(drawn)
    assert len(shapes) == 8
    assert all(len(drawn) == 1 for drawn in shapes.values())
    assert shapes.pop("anonymous") == shapes["person"], "told apart by the line and the word"
    assert len({drawn for (drawn,) in shapes.values()}) == 7


def test_each_tie_has_a_line_and_a_label_with_its_kind_and_dates(harbour: dict[str, Shown]) -> None:
    tree = harbour[PAGE].tree
    labels = {str(label.attributes["data-tie"]): label for label in tree.css("svg g.d-tie")}
    lines = {str(line.attributes["data-tie"]): line for line in tree.css("svg path.d-line")}
    assert len(labels) == 30
    assert labels.keys() == lines.keys()
    told = {_words(label) for label in labels.values()}
    assert {
        "operates 2008 to June 2019",
        "represents undated",
        "Treasurer from 2018 or 2019",
        "owns until 2020",
    } <= told
    titles = {title.text() for title in tree.css("svg g.d-tie > title")}
    assert "Ferry Line: operates: South Quay (from July 2019)" in titles
    assert "Northern Holding: owns: The Gazette (from 2012). The Gazette states it of itself." in titles, (
        "whose claim it is belongs to it"
    )
    for number, label in labels.items():
        kind, line = label.attributes["data-kind"], lines[number]
        assert f"d-line-{kind}" in str(line.attributes["class"])
        assert ("marker-end" in line.attributes) == (kind != "competes-with"), "only some lead in one direction"


def test_a_line_begins_and_ends_at_its_parties(harbour: dict[str, Shown]) -> None:
    tree = harbour[PAGE].tree
    boxes = {str(node.attributes["data-party"]): _box(node) for node in tree.css("svg a.d-node")}
    for label, line in zip(tree.css("svg g.d-tie"), tree.css("svg path.d-line"), strict=True):
        x1, y1, *_, x2, y2 = map(int, re.findall(r"-?\d+", str(line.attributes["d"])))
        for end, x, y in (("data-from", x1, y1), ("data-to", x2, y2)):
            box = boxes[str(label.attributes[end])]
            assert box.left - 5 <= x <= box.right + 5
            assert box.top - 5 <= y <= box.bottom + 5


def _crowd(folder: DossierFolder) -> Path:
    """Sixty parties, each tied to some others, in a way that no drawing can show well."""
    lines = [
        f"- {{id: p{n}, name: Party number {n} of the crowd, kind: company, relations: ["
        f"{{to: p{(n * 7 + 3) % 60}, type: owns, from: {1990 + n}}}, {{to: p{n // 4}, type: regulates}}]}}"
        for n in range(60)
    ]
    return folder({"parties.yml": "\n".join(lines)})


@pytest.mark.parametrize("name", ["relations", "first", "hostile", "small", "crowd"])
def test_no_box_or_label_covers_another_and_none_is_cut_off(
    tmp_path: Path, name: str, dossier_folder: DossierFolder
) -> None:
    if name == "crowd":
        page = pages_of(_crowd(dossier_folder))[PAGE]
    else:
        page = _copied(tmp_path, FIRST if name == "first" else case(name))[PAGE]
    drawing = page.tree.css_first("svg.d-drawing")
    assert drawing
    _, _, width, height = map(int, str(drawing.attributes["viewBox"]).split())
    boxes = [_box(node) for node in drawing.css("a.d-node, g.d-tie")]
    assert len(boxes) >= 3
    assert all(box.left >= 0 and box.top >= 0 and box.right <= width and box.bottom <= height for box in boxes)
    covered = [
        (one, two)
        for one, two in combinations(boxes, 2)
        if one.left < two.right and two.left < one.right and one.top < two.bottom and two.top < one.bottom
    ]
    assert covered == []


def test_the_drawing_says_what_it_is(harbour: dict[str, Shown]) -> None:
    drawing = harbour[PAGE].tree.css_first("svg.d-drawing")
    assert drawing
    ids = {str(drawing.attributes[name]) for name in ("aria-labelledby", "aria-describedby")}
    said = {node.text() for name in ids for node in drawing.css(f"#{name}")}
    assert said == {
        "The parties and their relations",
        "A drawing of 23 parties and 30 relations and roles between them. "
        "The same is told party by party, and in the table below.",
    }
    assert not harbour[PAGE].tree.css("[style], style, script")


def test_what_an_author_writes_is_only_words_in_the_drawing(tmp_path: Path) -> None:
    page = _copied(tmp_path, case("hostile"))[PAGE]
    tags = {node.tag for drawing in page.tree.css("svg.d-drawing") for node in drawing.css("*")}
    assert tags == {"svg", "title", "desc", "defs", "marker", "path", "g", "rect", "text", "a"}
    names = [_words(node) for node in page.tree.css("svg a.d-node")]
    assert "| * | person" in names
    assert any(re.fullmatch(r"[Aa]+ [Aa]+ [Aa]+… company", name) for name in names)
    roles = [_words(label) for label in page.tree.css("svg g.d-tie") if label.attributes["data-kind"] == "role"]
    assert roles[0].startswith("President |")
    assert not page.tree.css("svg [onclick]")


def test_a_term_is_not_explained_within_the_drawing(dossier_folder: DossierFolder) -> None:
    parties = (
        "- {id: a, name: NML, kind: company, relations: [{to: b, type: owns}]}\n- {id: b, name: B, kind: company}\n"
    )
    terms = "- {id: nml, name: NML, definition: A list}\n"
    page = pages_of(dossier_folder({"parties.yml": parties, "terms.yml": terms}))[PAGE]
    assert [_words(node) for node in page.tree.css("svg a.d-node")] == ["NML company", "B company"]
    assert not page.tree.css("svg abbr")
    assert page.tree.css("table abbr")


def test_of_many_parties_the_best_connected_are_drawn_and_the_page_says_so(
    dossier_folder: DossierFolder, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("build_dossier.views.limits.NETWORK", 12)
    pages = pages_of(_crowd(dossier_folder))
    page = pages[PAGE]
    drawn = [str(node.attributes["data-party"]) for node in page.tree.css("svg a.d-node")]
    assert len(drawn) == 12
    assert {"p1", "p2", "p3"} <= set(drawn)
    assert "Drawn are the 12 parties with the most relations, of 60. The table has them all." in page.text()
    assert lost_links(pages) == []


# --- in words, and as a table


def test_each_party_tells_its_ties_from_its_own_side(harbour: dict[str, Shown]) -> None:
    text = harbour[PAGE].text()
    assert "operates South Quay 2008 to June 2019 (in Chamber of Commerce, February 2024)" in text
    assert "is operated by Harbour Company 2008 to June 2019" in text
    assert "is represented by Dockers' Union from 1998" in text
    assert "has as a member Port Association from 2020" in text


def test_the_table_has_each_tie_once_by_name_with_dates_and_sources(harbour: dict[str, Shown]) -> None:
    rows = harbour[PAGE].rows("As a table")
    assert len(rows) == 30
    assert rows[0] == ["Ada Berg", "Chief executive (role)", "Harbour Company", "2008", "June 2016", rows[0][5]]
    assert rows[0][5] == "Chamber of Commerce, February 2024"
    assert ["Ministry of Transport", "owns", "Port Authority", "not stated", "not stated", "–"] in rows
    assert ["Per Holm", "member (role)", "The Gazette", "2012", "not stated", "–"] in rows
    (claimed,) = [row for row in rows if row[0] == "Northern Holding" and row[2] == "The Gazette"]
    assert claimed[1] == "owns The Gazette states it of itself."
    assert [row[0] for row in rows][-2:] == ["سلمى حداد", "سلمى حداد"]


def test_a_long_table_goes_on_on_further_pages(dossier_folder: DossierFolder, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("build_dossier.views.limits.ENTRIES", 50)
    pages = pages_of(_crowd(dossier_folder))
    second = pages["relations/page/2.md"]
    assert second.heading == "Relations, page 2 of 3"
    assert not second.tree.css("svg")
    assert sum(len(pages[path].rows()) for path in (PAGE, "relations/page/2.md", "relations/page/3.md")) == 120
    assert lost_links(pages) == []


def test_parties_lead_to_where_they_are_drawn(harbour: dict[str, Shown]) -> None:
    assert harbour["parties/ada-berg.md"].links()["Show in the network of relations"] == (
        "../relations.md#party=ada-berg"
    )
    assert "Show in the network of relations" not in harbour["parties/weather-office.md"].links()
    assert harbour["parties/index.md"].links()["How they are related"] == "../relations.md"
    assert lost_links(harbour) == []


def test_a_dossier_without_relations_says_so(dossier_folder: DossierFolder) -> None:
    pages = pages_of(dossier_folder({"parties.yml": "- {id: a, name: A, kind: company}\n"}))
    assert "No relation between parties is recorded yet." in pages[PAGE].text()
    assert not pages[PAGE].tree.css("svg, table, details")
    assert "How they are related" not in pages["parties/index.md"].links()


def test_a_party_that_is_related_to_itself_alone_is_in_the_table_only(dossier_folder: DossierFolder) -> None:
    parties = "- {id: a, name: A, kind: company, relations: [{to: a, type: owns}]}\n"
    page = pages_of(dossier_folder({"parties.yml": parties}))[PAGE]
    assert page.rows("As a table")[0][:3] == ["A", "owns", "A"]
    assert not page.tree.css("svg")


# --- making it


def _written(root: Path) -> Outcome:
    outcome = write_pages(Project.at(root))
    assert outcome.changes is not None
    return outcome


def test_the_same_data_give_the_same_drawing_with_and_without_what_was_kept(tmp_path: Path) -> None:
    one, two = (project(tmp_path / name, case("relations")) for name in ("one", "two"))
    _written(one)
    _written(two)
    first = (one / "docs" / PAGE).read_bytes()
    assert (two / "docs" / PAGE).read_bytes() == first
    (one / "docs" / PAGE).unlink()
    _written(one)
    assert (one / "docs" / PAGE).read_bytes() == first


def test_a_drawing_is_laid_out_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    root = project(tmp_path / "project", case("relations"))
    _written(root)
    monkeypatch.setattr("build_dossier.network.force.settled", _never)
    monkeypatch.setattr("build_dossier.network.force.script", _never)
    assert _written(root).changes is not None
    note = root / "data/parties.yml"
    note.write_text(note.read_text("utf-8").replace("name: North Quay", "name: Quay of the North"), "utf-8")
    with pytest.raises(AssertionError, match="again"):
        _written(root)


def _never(*_: object) -> None:
    raise AssertionError("laid out again")


@pytest.fixture
def bare(monkeypatch: pytest.MonkeyPatch) -> None:
    """A machine without the package that lays out."""
    find: Callable[[str], object] = __import__("importlib.util").util.find_spec
    monkeypatch.setattr(
        "build_dossier.network.force.find_spec", lambda name: None if name == "vl_convert" else find(name)
    )


@pytest.mark.usefixtures("bare")
def test_without_the_package_the_page_has_the_table_and_the_build_says_how_to_get_the_drawing(tmp_path: Path) -> None:
    root = project(tmp_path / "project", case("relations"))
    done = CliRunner().invoke(main, ["pages", "-C", str(root)])
    assert done.exit_code == 0
    assert "Not drawn: the network of relations. To have it: pip install 'build-dossier[pictures]'." in done.output
    pages = pages_of(root / "data")
    assert not pages[PAGE].tree.css("svg, template")
    assert len(pages[PAGE].rows("As a table")) == 30
    assert not (root / "docs/assets/d3-force.js").exists()
    assert lost_links(pages) == []


@pytest.mark.usefixtures("bare")
def test_without_the_package_a_dossier_without_relations_misses_nothing(tmp_path: Path) -> None:
    root = project(tmp_path / "project", case("three-records"))
    assert "Not drawn" not in CliRunner().invoke(main, ["pages", "-C", str(root)]).output


def test_the_library_comes_with_its_licence_and_can_be_loaded_as_a_script(tmp_path: Path) -> None:
    root = project(tmp_path / "project", case("relations"))
    _written(root)
    script = (root / "docs/assets/d3-force.js").read_text("utf-8")
    assert script.startswith("/* d3-force 3.0.0")
    assert "globalThis.dossierForce" in script
    assert not re.search(r"^\s*(import|export)\b|\beval\(|new Function|https?:", script, re.MULTILINE)
    assert "Mike Bostock" in (root / "docs/assets/d3-force-licence.txt").read_text("utf-8")


# --- boxes

_SIZES = st.builds(Size, st.integers(2, 300), st.integers(2, 90))
_BOXES = st.builds(Box, st.integers(-200, 200), st.integers(-200, 200), _SIZES)


@given(st.lists(_BOXES, max_size=14))
def test_boxes_are_pushed_apart_wherever_they_stand(boxes: list[Box]) -> None:
    placed = apart(boxes, 10)
    assert [box.size for box in placed] == [box.size for box in boxes]
    assert all(min(missing(one, two, 9)) <= 0 for one, two in combinations(placed, 2))


def test_boxes_that_are_far_enough_from_each_other_stay() -> None:
    boxes = [Box(0, 0, Size(20, 10)), Box(31, 0, Size(20, 10)), Box(0, 21, Size(20, 10))]
    assert apart(boxes, 10) == boxes


@pytest.mark.parametrize(("y", "crossed"), [(0, True), (9, True), (11, False), (-40, False)])
def test_a_line_crosses_the_boxes_that_it_runs_over(y: int, crossed: bool) -> None:
    start, end = Box(-100, 0, Size(2, 2)), Box(100, 0, Size(2, 2))
    assert is_crossed(Box(0, y, Size(30, 20)), start, end) is crossed
    assert is_crossed(Box(y, 0, Size(20, 30)), Box(0, -100, Size(2, 2)), Box(0, 100, Size(2, 2))) is crossed
