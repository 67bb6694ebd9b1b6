"""`dossier book`: one tagged PDF with contents, notes, index and running heads; the same bytes each time."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from pypdf import PdfReader
from pypdf.generic import Destination

from tests.large import Size, write
from tests.pdfs import pdf as untagged
from tests.printing import faults, printed, printer, texts
from tests.projects import ROOT, case, project, run

pytestmark = pytest.mark.usefixtures("_printer")

SPEAKER = "Mary Jones"


@pytest.fixture(scope="module")
def _printer() -> None:
    printer()


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = project(tmp_path_factory.mktemp("small"), case("small"))
    printed("book", root, root / "book.pdf")
    return root


@pytest.fixture(scope="module")
def arabic(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = project(tmp_path_factory.mktemp("arabic"), ROOT / "examples/ar/data")
    printed("book", root, root / "book.pdf")
    return root


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = project(tmp_path_factory.mktemp("hostile"), case("hostile"))
    printed("book", root, root / "book.pdf")
    return root


@pytest.fixture(scope="module")
def long(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A book whose timeline is too long to be laid out at a time."""
    root = tmp_path_factory.mktemp("long")
    project(root, write(root / "made", Size(parties=2, issues=1, events=125, sources=2)))
    printed("book", root, root / "book.pdf")
    return root


def _chapters(pdf: PdfReader) -> list[tuple[str, int]]:
    """The chapters in their order, each with the page, from 1, on which it begins, by the bookmarks."""
    tops = [each for each in pdf.outline if isinstance(each, Destination)]
    return [(str(top.title), 1 + (pdf.get_destination_page_number(top) or 0)) for top in tops]


def test_the_book_is_accessible(small: Path, arabic: Path, hostile: Path, long: Path, tmp_path: Path) -> None:
    """By PDF/UA-1, as veraPDF checks it; a file without tags shows that it does."""
    bare = tmp_path / "bare.pdf"
    bare.write_bytes(untagged([(72, 720, "Nothing here is tagged")]))
    found = faults(bare, *(root / "book.pdf" for root in (small, arabic, hostile, long)))
    assert found
    assert [line for line in found if not line.startswith(str(bare))] == []


def test_contents_give_the_pages_on_which_chapters_begin(small: Path) -> None:
    pdf = PdfReader(small / "book.pdf")
    pages, chapters = texts(pdf), _chapters(pdf)
    contents = pages[dict(chapters)["Contents"] - 1]
    assert {"The bottom line", "Who stands where", "Quotations", "Notes", "Index of parties"} <= dict(chapters).keys()
    for title, page in chapters[1:]:
        assert f"{title} {page}" in contents
        assert title in pages[page - 1]


def test_every_page_has_its_number_the_title_and_the_marking(small: Path) -> None:
    pdf = PdfReader(small / "book.pdf")
    assert pdf.metadata
    for number, text in enumerate(texts(pdf), 1):
        assert "TLP:CLEAR" in text
        assert number == 1 or re.search(rf"\b{number}\b", text)
        assert str(pdf.metadata.title) in text


def test_the_words_carry_the_number_of_a_note_that_names_source_and_verdict(small: Path) -> None:
    pdf = PdfReader(small / "book.pdf")
    pages, chapters = texts(pdf), dict(_chapters(pdf))
    said = re.search(r"The process is opaque\.(\d+)", pages[chapters["Quotations"] - 1])
    assert said
    notes = " ".join(pages[chapters["Notes"] - 1 : chapters["Index of parties"] - 1])
    note = re.search(rf"\b{said[1]} {SPEAKER}: “The process is opaque\.” (.*)", notes)
    assert note
    assert re.match(r"The Harbour Times, 21 October 2016, paragraph 2 · through Harbour Wire.* · ✓ verified", note[1])


def test_the_index_names_exactly_the_pages_that_name_a_party(small: Path) -> None:
    pdf = PdfReader(small / "book.pdf")
    pages, chapters = texts(pdf), dict(_chapters(pdf))
    entry = re.search(rf"{SPEAKER} ([\d, –]+)", pages[chapters["Index of parties"] - 1])
    assert entry
    named = [range(int(part.split("–")[0]), int(part.split("–")[-1]) + 1) for part in entry[1].split(",")]
    told = {page for part in named for page in part}
    assert told
    assert told <= {number for number, text in enumerate(pages, 1) if SPEAKER in text}
    assert dict(_chapters(pdf))["Quotations"] in told


def test_the_file_says_what_it_is(arabic: Path) -> None:
    pdf = PdfReader(arabic / "book.pdf")
    assert pdf.metadata
    told = {name: str(value) for name, value in pdf.metadata.items()}
    assert told["/Title"] == "مياه وادي النور"
    assert told["/Author"] == "سمير المثال"
    assert told["/CreationDate"] == "D:20251015"
    assert str(pdf.root_object["/Lang"]) == "ar"


def test_an_arabic_book_numbers_its_pages_in_its_own_digits(arabic: Path) -> None:
    numbers = [text[-12:] for text in texts(PdfReader(arabic / "book.pdf"))]
    assert "٣" in numbers[2]
    assert "٤" in numbers[3]


def test_arabic_words_can_be_searched_and_read_aloud(arabic: Path) -> None:
    """As letters, not as the glyphs of a font that draws the dots of a letter apart."""
    said = "لن نمد مترًا واحدًا قبل أن تنتهي الدراسة"
    drawn = b"".join(page.get_contents().get_data() for page in PdfReader(arabic / "book.pdf").pages)  # type: ignore[union-attr]
    assert said.encode("utf-16-be").hex().encode() in drawn


def test_the_same_dossier_gives_the_same_bytes(small: Path, tmp_path: Path) -> None:
    env = {"PYTHONHASHSEED": "7", "TZ": "Pacific/Kiritimati"}
    printed("book", small, tmp_path / "again.pdf", cwd=tmp_path, env=env)
    assert (tmp_path / "again.pdf").read_bytes() == (small / "book.pdf").read_bytes()


def test_a_long_chapter_is_made_in_parts_that_read_as_one(long: Path) -> None:
    pdf = PdfReader(long / "book.pdf")
    pages, chapters = texts(pdf), _chapters(pdf)
    assert [title for title, _ in chapters].count("Timeline") == 1
    first, after = dict(chapters)["Timeline"], dict(chapters)["Gaps and balance"]
    body = " ".join(pages[first - 1 : after - 1])
    assert all(f"Event {number}:" in body for number in range(125))
    for number in range(first, after):
        assert re.search(rf"TLP:CLEAR {number}\b|\b{number} TLP:CLEAR", pages[number - 1])


def test_links_lead_into_the_book_or_to_web_addresses(hostile: Path) -> None:
    kinds = set()
    for page in PdfReader(hostile / "book.pdf").pages:
        for annotation in page.get("/Annots", ()):
            action = annotation.get_object().get("/A", {"/S": "/GoTo"})
            kinds.add(str(action["/S"]))
            assert action["/S"] != "/URI" or re.match("https?://", str(action["/URI"]))
    assert kinds == {"/GoTo", "/URI"}


def test_what_is_withheld_is_not_printed(tmp_path: Path) -> None:
    root = project(tmp_path, case("withheld"))
    done = run("brief", "-C", root)
    assert (done.returncode, done.stderr) == (0, "")
    assert "Left out:" in done.stdout


@pytest.mark.parametrize("what", ["book", "brief"])
def test_what_may_not_be_published_leaves_the_file_as_it_was(tmp_path: Path, what: str) -> None:
    root = project(tmp_path, case("small"))
    (root / f"{what}.pdf").write_bytes(b"of yesterday")
    about = root / "data/dossier.yml"
    about.write_text(about.read_text("utf-8").replace("TLP:CLEAR", "TLP:RED"), "utf-8")
    done = run(what, "-C", root)
    assert done.returncode == 1
    assert "not-publishable" in done.stdout
    assert "Nothing was written." in done.stderr
    assert (root / f"{what}.pdf").read_bytes() == b"of yesterday"


@pytest.mark.parametrize(
    ("raised", "cure"),
    [
        ("ImportError('no', name='weasyprint')", "pip install 'build-dossier[print]'"),
        ("OSError('no libpango')", "apt install libpango"),
    ],
)
def test_without_a_printer_one_line_says_what_to_install(tmp_path: Path, raised: str, cure: str) -> None:
    (tmp_path / "lacking").mkdir()
    (tmp_path / "lacking/weasyprint.py").write_text(f"raise {raised}\n")
    root = project(tmp_path, case("minimal"))
    done = run("book", "-C", root, env={"PYTHONPATH": f"{tmp_path / 'lacking'}:{ROOT}"})
    assert done.returncode == 1
    assert cure in done.stderr
    assert len(done.stderr.splitlines()) == 1
    assert not (root / "book.pdf").exists()
