"""`dossier capture` on whole data folders: what is written, what is said, and what stays as it was."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date

import pytest
from warcio.archiveiterator import ArchiveIterator  # type: ignore[import-untyped]

from build_dossier.capture.exchange import Network
from build_dossier.capture.fetch import Limits
from build_dossier.commands.capture import Wish, run
from build_dossier.commands.sources import Outcome
from build_dossier.evidence.lock import Lock, SourceLock, write_lock
from build_dossier.load.reading import read
from build_dossier.project import Project
from build_dossier.records.source import Source
from tests.conftest import DossierFolder
from tests.pdfs import pdf
from tests.projects import files_in
from tests.servers import Server, serving

WISH = Wish(date(2026, 11, 21), network=Network(allow_private=True), limits=Limits(seconds=10))
SOURCES = """\
# What was read.
- id: times   # a short name
  type: article-newspaper
  title: "Fakes at the Bazaar"   # as printed
  publisher:
  # The address as it was in 2016.
  url: {url}
  rights: The publisher's.
- {{id: post, type: webpage, title: T}}
"""
WORDS = "The Bazaar removed 380 million listings in the year to August, the company said in a statement on Wednesday."
MORE = "The Guild, which speaks for two hundred makers of shoes, called the figure an invention and asked for a list."
PAGE = (
    '<html><head><meta property="og:site_name" content="The Times: of Hollowby">'
    '<meta property="article:published_time" content="2016-12-21T10:00:00Z"></head>'
    f"<body><article><h1>Fakes at the Bazaar</h1><p>{WORDS}</p><p>{MORE}</p></article></body></html>"
)
TEXT = f"Fakes at the Bazaar\n{WORDS}\n{MORE}\n"

Capture = Callable[..., Outcome]


@pytest.fixture
def server() -> Iterator[Server]:
    with serving() as started:
        started.answer("/a", PAGE, Content_Type="text/html; charset=utf-8")
        yield started


@pytest.fixture
def project(dossier_folder: DossierFolder, server: Server) -> Project:
    return Project.at(dossier_folder({"sources.yml": SOURCES.format(url=server.url("/a"))}).parent)


@pytest.fixture
def capture(project: Project) -> Capture:
    def capture(id: str = "times", **wish: object) -> Outcome:
        return run(project, id, project.root / "captures", replace(WISH, **wish))  # type: ignore[arg-type]

    return capture


def refused(project: Project, outcome: Outcome, code: int, words: str, before: dict[str, bytes]) -> None:
    """Nothing was done, in one or two sentences and with an exit code."""
    assert outcome.exit_code == code
    assert outcome.said == ()
    assert words in outcome.failed[0]
    assert all(line.endswith(".") and "\n" not in line and "Traceback" not in line for line in outcome.failed)
    assert files_in(project.root) == before


# --- what is written


def test_a_page_becomes_a_text_a_record_of_its_fetching_and_fields(
    project: Project, capture: Capture, server: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(project.root)
    outcome = capture()
    assert outcome == Outcome(
        (
            f"captures/times.txt written: {len(TEXT)} characters.",
            "captures/times.warc written: the page as it was fetched.",
            "data/sources.yml: set publisher: The Times: of Hollowby, published: 2016-12-21, "
            "accessed: 2026-11-21, capture: times.txt.",
            "Next: read the text, then run 'dossier verify'.",
        )
    )
    files = files_in(project.root)
    assert files["captures/times.txt"].decode() == TEXT
    kept = [
        one.raw_stream.read().decode()
        for one in ArchiveIterator(io.BytesIO(files["captures/times.warc"]))
        if one.rec_type == "response"
    ]
    assert kept == [PAGE]
    assert files["data/sources.yml"].decode() == (
        f"""\
# What was read.
- id: times   # a short name
  type: article-newspaper
  title: "Fakes at the Bazaar"   # as printed
  publisher: 'The Times: of Hollowby'
  published: 2016-12-21
  accessed: 2026-11-21
  # The address as it was in 2016.
  url: {server.url("/a")}
  rights: The publisher's.
  capture: times.txt
- {{id: post, type: webpage, title: T}}
"""
    )
    dossier = read(project.data, "data").dossier
    assert dossier is not None
    assert dossier.get(Source, "times").capture == "times.txt"


def test_the_same_again_changes_nothing(project: Project, capture: Capture) -> None:
    capture()
    before = files_in(project.root)
    outcome = capture(on=date(2027, 1, 1))
    assert (outcome.exit_code, outcome.failed) == (0, ())
    assert outcome.said[0].endswith("captures/times.txt holds this text already.")
    assert len(outcome.said) == 2
    assert files_in(project.root) == before


def test_a_file_is_read_without_a_record_of_fetching(project: Project, capture: Capture, server: Server) -> None:
    file = project.root / "saved.html"
    file.write_text(PAGE)
    capture(file=file)
    assert sorted(files_in(project.root / "captures")) == ["times.txt"]
    assert server.asked == []


def test_the_record_of_fetching_is_added_to_a_text_that_came_from_a_file(project: Project, capture: Capture) -> None:
    file = project.root / "saved.html"
    file.write_text(PAGE)
    capture(file=file)
    capture()
    assert sorted(files_in(project.root / "captures")) == ["times.txt", "times.warc"]


@pytest.mark.parametrize(
    ("name", "content"), [("a.txt", WORDS.encode()), ("a.pdf", pdf([(20, 700, WORDS)])), ("a", WORDS.encode())]
)
def test_texts_and_pdfs_are_taken_too(name: str, content: bytes, project: Project, capture: Capture) -> None:
    (project.root / name).write_bytes(content)
    assert capture(file=project.root / name).exit_code == 0
    assert (project.root / "captures/times.txt").read_text() == f"{WORDS}\n"


def test_another_address_is_recorded_where_the_source_has_none(
    project: Project, capture: Capture, server: Server
) -> None:
    assert capture("post", url=server.url("/a")).exit_code == 0
    (line,) = (line for line in (project.data / "sources.yml").read_text().splitlines() if "post" in line)
    assert line == (
        "- {id: post, type: webpage, title: T, publisher: 'The Times: of Hollowby', published: 2016-12-21, "
        f"accessed: 2026-11-21, url: {server.url('/a')}, capture: post.txt}}"
    )


def test_the_name_that_the_source_gives_its_capture_is_used(project: Project, capture: Capture) -> None:
    path = project.data / "sources.yml"
    path.write_text(path.read_text().replace("  rights", "  capture: 2016/fakes.txt\n  rights"))
    assert capture().exit_code == 0
    assert sorted(files_in(project.root / "captures")) == ["2016/fakes.txt", "2016/fakes.warc"]


def test_a_source_that_lacks_its_title_gets_it(dossier_folder: DossierFolder, server: Server) -> None:
    project = Project.at(dossier_folder({"sources/a.yml": f"id: a\ntype: webpage\nurl: {server.url('/a')}"}).parent)
    assert run(project, "a", project.root / "captures", WISH).exit_code == 0
    assert (project.data / "sources/a.yml").read_text() == (
        "id: a\ntype: webpage\ntitle: Fakes at the Bazaar\npublisher: 'The Times: of Hollowby'\n"
        f"published: 2016-12-21\naccessed: 2026-11-21\nurl: {server.url('/a')}\ncapture: a.txt"
    )
    assert read(project.data, "data").problems == ()


def test_what_the_author_should_know_is_said(project: Project, capture: Capture) -> None:
    path = project.data / "sources.yml"
    path.write_text(path.read_text().replace("  rights", "  accessed: 2016-12-30\n  uncapturable: Radio.\n  rights"))
    (project.root / "a.txt").write_bytes(b"caf\xe9 " + WORDS.encode())
    said = capture(file=project.root / "a.txt", encoding="utf-8").said
    assert any("1 characters could not be read" in line for line in said)
    assert any("`accessed` stays 2016-12-30" in line for line in said)
    assert any("marked `uncapturable`" in line for line in said)


def test_a_source_is_captured_while_another_file_is_broken(project: Project, capture: Capture) -> None:
    (project.data / "quotes.yml").write_text("- id: [")
    assert capture().exit_code == 0


def test_what_the_author_wrote_during_the_fetching_is_kept(project: Project, capture: Capture, server: Server) -> None:
    path = project.data / "sources.yml"
    before = path.read_text()

    def answer(handler: object) -> None:
        path.write_text(f"- id: new\n  type: book\n  title: N\n{before}")
        page = PAGE.encode()
        handler.wfile.write(b"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n\r\n" + page)  # type: ignore[attr-defined]

    server.answers["/a"] = answer
    assert capture().exit_code == 0
    assert path.read_text().startswith("- id: new\n  type: book\n  title: N\n# What was read.\n- id: times")
    dossier = read(project.data, "data").dossier
    assert dossier is not None
    assert [source.capture for source in dossier.sources] == [None, "times.txt", None]


# --- a text that was captured before


def test_another_text_is_not_put_in_the_place_of_one(project: Project, capture: Capture, server: Server) -> None:
    capture()
    before = files_in(project.root)
    server.answer("/a", PAGE.replace("380", "390"), Content_Type="text/html; charset=utf-8")
    refused(project, capture(), 1, "captures/times.txt holds another text. --replace puts the new text", before)
    outcome = capture(replace=True)
    assert outcome.exit_code == 0
    after = files_in(project.root)
    assert b"390 million" in after["captures/times.txt"]
    assert b"390 million" in after["captures/times.warc"]
    assert after["data/sources.yml"] == before["data/sources.yml"]


def test_a_text_that_differs_from_the_one_verified_is_told_even_where_that_is_not_at_hand(
    project: Project, capture: Capture, server: Server
) -> None:
    write_lock(project.lock, Lock({"times": SourceLock("times.txt", "0" * 64)}, {}))
    before = files_in(project.root)
    refused(project, capture(), 1, "the records were verified against another text of 'times'. --replace", before)
    assert capture(replace=True).exit_code == 0


# --- what fails leaves everything as it was


def test_what_cannot_be_fetched_changes_nothing(project: Project, capture: Capture, server: Server) -> None:
    before = files_in(project.root)
    server.answer("/a", "gone", 404)
    outcome = capture()
    refused(project, outcome, 1, f"{server.url('/a')}: not found", before)
    assert outcome.failed[1] == "Nothing was written."


def test_this_machine_is_not_fetched_from_without_a_word(project: Project, capture: Capture) -> None:
    refused(project, capture(network=Network()), 1, "this machine itself", files_in(project.root))


def test_a_page_without_an_article_changes_nothing(project: Project, capture: Capture, server: Server) -> None:
    server.answer("/a", "<html><body></body></html>", Content_Type="text/html")
    refused(
        project,
        capture(),
        1,
        f"{server.url('/a')}: no article was found in the page; try --whole",
        files_in(project.root),
    )


@pytest.mark.parametrize(
    ("id", "words"),
    [("tims", "there is no source 'tims': did you mean 'times'?"), ("post", "the source 'post' has no `url`")],
)
def test_a_source_that_cannot_be_captured_is_wrong_use(id: str, words: str, project: Project, capture: Capture) -> None:
    refused(project, capture(id), 2, words, files_in(project.root))


def test_wrong_use_is_told(project: Project, capture: Capture) -> None:
    before = files_in(project.root)
    missing = project.root / "none.html"
    refused(project, capture(file=missing), 2, "none.html is no file", before)
    refused(project, capture(file=missing, url="http://a.example/"), 2, "--url and --file are two places", before)
    refused(project, capture(url="ftp://a.example/"), 1, "is not a web address", before)


def test_a_file_that_is_too_large_is_not_read(project: Project, capture: Capture) -> None:
    file = project.root / "a.txt"
    file.write_text(WORDS)
    outcome = capture(file=file, limits=Limits(size=10))
    refused(project, outcome, 1, "a.txt is larger than 1e-05 MB", files_in(project.root))


def test_what_stands_in_the_way_is_told(project: Project, capture: Capture) -> None:
    (project.root / "captures/times.txt").mkdir(parents=True)
    refused(project, capture(), 1, "captures/times.txt cannot be read: Is a directory", files_in(project.root))


def test_a_capture_does_not_leave_its_folder(project: Project, capture: Capture) -> None:
    path = project.data / "sources.yml"
    path.write_text(path.read_text().replace("  rights", "  capture: ../data/terms.yml\n  rights"))
    refused(project, capture(), 2, "leads out of the captures folder", files_in(project.root))


def test_two_sources_of_one_id_are_told(project: Project, capture: Capture) -> None:
    path = project.data / "sources.yml"
    path.write_text(path.read_text().replace("id: post", "id: times"))
    refused(project, capture(), 2, "two sources have the id 'times'", files_in(project.root))


def test_a_source_whose_file_cannot_be_read_is_told_with_the_reason(project: Project, capture: Capture) -> None:
    (project.data / "sources.yml").write_text("- id: times\n  title: [\n")
    refused(project, capture(), 2, "not all files can be read: data/sources.yml:", files_in(project.root))


def test_fields_that_cannot_be_set_without_harm_stop_it_all(project: Project, capture: Capture) -> None:
    path = project.data / "sources.yml"
    url = path.read_text().partition("url: ")[2].partition("\n")[0]
    path.write_text(f'- ? id\n  : times\n  ? url\n  : "{url}"\n  ? "accessed"\n  : # when\n')
    refused(project, capture(), 1, "data/sources.yml: `", files_in(project.root))


def test_a_folder_that_cannot_be_written_is_told(project: Project, capture: Capture) -> None:
    (project.root / "captures").write_text("a file")
    refused(project, capture(), 1, "captures", files_in(project.root))
