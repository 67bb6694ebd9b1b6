"""`dossier brief`: what a reader with a meeting in ten minutes prints, on two pages and never a third."""

from __future__ import annotations

from pathlib import Path

import pytest
from pypdf import PageObject, PdfReader

from tests.large import Size, write
from tests.printing import faults, printed, printer, texts
from tests.projects import FIRST, case, project, run

pytestmark = pytest.mark.usefixtures("_printer")


@pytest.fixture(scope="module")
def _printer() -> None:
    printer()


@pytest.fixture(scope="module")
def first(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = project(tmp_path_factory.mktemp("first"), FIRST)
    printed("brief", root, root / "brief.pdf")
    return root


def _sizes(page: PageObject) -> set[float]:
    """The sizes of type on a page, in points."""
    found: set[float] = set()

    def see(text: str, around: list[float], matrix: list[float], _: object, size: float) -> None:
        if text.strip():
            found.add(round(abs(size * matrix[3] * around[3]), 2))

    page.extract_text(visitor_text=see)
    return found


def test_the_first_dossier_is_told_on_two_pages(first: Path) -> None:
    pdf = PdfReader(first / "brief.pdf")
    assert len(pdf.pages) == 2
    text = " ".join(texts(pdf))
    for told in (
        "Should Alibaba's Taobao be on the Notorious Markets List of the United States Trade Representative?",
        "As of 31 January 2018",
        "The bottom line",
        "Very likely",
        "moderate confidence",
        "Who stands where",
        "380 million",
        "self-reported",
        "The exact words",
        "merely suggestive of progress made",
        "✓ verified",
        "What is contested",
        "What is not known",
        "What happened last",
        "more in the dossier",
    ):
        assert told in text
    assert all("TLP:CLEAR" in page for page in texts(pdf))


def test_nothing_in_it_is_set_too_small_to_read(first: Path) -> None:
    sizes = {size for page in PdfReader(first / "brief.pdf").pages for size in _sizes(page)}
    assert len(sizes) > 2
    assert min(sizes) >= 9


def test_it_fits_american_paper_too(first: Path, tmp_path: Path) -> None:
    pdf = printed("brief", first, tmp_path / "letter.pdf", "--paper", "letter")
    assert len(pdf.pages) == 2
    assert [round(float(side)) for side in pdf.pages[0].mediabox[2:]] == [612, 792]
    assert [round(float(side)) for side in PdfReader(first / "brief.pdf").pages[0].mediabox[2:]] == [595, 842]
    assert faults(tmp_path / "letter.pdf", first / "brief.pdf") == []


def test_too_much_is_cut_by_rule_and_counted(tmp_path: Path) -> None:
    size = Size(parties=30, issues=12, positions=120, events=30, quotes=40, statistics=30)
    data = write(tmp_path / "made", size)
    long = "word " * 150
    judgements = "".join(f"  - {{id: j{n}, text: '{n} {long}', likelihood: likely}}\n" for n in range(12))
    with (data / "dossier.yml").open("a") as about:
        about.write(f"summary: '{long * 5}'\nurl: https://example.org/long/\njudgements:\n{judgements}")
    root = project(tmp_path, data)
    pdf = printed("brief", root, root / "brief.pdf")
    text = " ".join(texts(pdf))
    assert len(pdf.pages) == 2
    assert "more in the dossier" in text
    assert "…" in text
    assert "https://example.org/long/" in text
    assert min(size for page in pdf.pages for size in _sizes(page)) >= 9


def test_endless_words_neither_hang_nor_spill(tmp_path: Path) -> None:
    root = project(tmp_path, case("minimal"))
    about = root / "data/dossier.yml"
    endless = "x" * 20_000
    about.write_text(f"{about.read_text('utf-8')}\nsummary: {endless}\nsubtitle: {endless}\n", "utf-8")
    assert len(printed("brief", root, root / "brief.pdf").pages) <= 2


def test_it_is_written_into_the_project_unless_told_otherwise(tmp_path: Path) -> None:
    root = project(tmp_path, case("minimal"))
    done = run("brief", "-C", root)
    assert done.returncode == 0
    assert (root / "brief.pdf").read_bytes().startswith(b"%PDF-1.7")
    assert run("brief", "-C", root, "-o", root).returncode == 2
