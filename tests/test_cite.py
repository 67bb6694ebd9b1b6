"""How pages are cited: what each names, what it is bound to, and that no text becomes anything else on the way."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path

import pytest
import rispy  # type: ignore[import-untyped]  # it brings no types
from bibtexparser.entrypoint import parse_string

from build_dossier.citing import pandoc
from tests.citing import cited, item_of, written
from tests.conftest import DossierFolder, Files
from tests.exporting import export
from tests.projects import case, files_in, project, run
from tests.shown import Shown, folded, lost_links

COMMIT = "0123456789abcdef0123456789abcdef01234567"
Pages = dict[str, Shown]


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return project(tmp_path_factory.mktemp("small"), case("small"))


@pytest.fixture(scope="module")
def small(root: Path) -> Pages:
    return written(root, COMMIT)


@pytest.fixture(scope="module")
def many(tmp_path_factory: pytest.TempPathFactory) -> Pages:
    """The thirty sources."""
    return written(project(tmp_path_factory.mktemp("many"), case("citations")))


@pytest.fixture
def shown(dossier_folder: DossierFolder) -> Callable[[Files], Pages]:
    return lambda files: written(dossier_folder(files).parent)


# --- what each page cites

PLACE = "https://dossier.example.org/fakes/"
BOUND = f"data {COMMIT[:12]}"


def test_the_page_of_a_record_is_a_part_of_the_dossier(small: Pages) -> None:
    page, *_ = cited(small["issues/enough.md"])
    assert page.heading == "This page"
    assert page.styled == {
        "Chicago": f"Lee, Ann, and Bo Li. ‘Does It Do Enough?’ In <em>Fakes at the Bazaar</em>, {BOUND}. "
        f"31 December 2016. {PLACE}issues/enough/.".replace("Does It Do Enough?", small["issues/enough.md"].title),
        "APA": f"Lee, A., &amp; Li, B. (2016, December 31). {small['issues/enough.md'].title} In "
        f"<em>Fakes at the Bazaar</em> ({BOUND}). {PLACE}issues/enough/",
    }
    assert item_of(page) == {
        "id": "issue-enough",
        "type": "document",
        "author": [{"family": "Lee", "given": "Ann"}, {"family": "Li", "given": "Bo"}],
        "title": small["issues/enough.md"].title,
        "container-title": "Fakes at the Bazaar",
        "edition": BOUND,
        "issued": {"date-parts": [[2016, 12, 31]]},
        "language": "en-GB",
        "URL": f"{PLACE}issues/enough/",
    }


@pytest.mark.parametrize("path", ["quotes/jones-opaque.md", "statistics/days-until-removal.md"])
def test_what_repeats_a_source_cites_page_and_source(small: Pages, path: str) -> None:
    page, original, *_ = cited(small[path])
    assert (page.heading, original.heading) == ("This page", "The original source")
    assert original.styled["Chicago"].startswith("Moor, Eve, and Sam Gray. ‘Bazaar Under Fire’. ")
    assert original.styled["APA"].startswith("Moor, E., &amp; Gray, S. (2016, October 21). Bazaar under fire ")
    assert "Archived copy" in original.rest
    assert original.coded == {}
    assert "BibTeX, RIS and CSL-JSON on the page of the source" in original.rest


def test_the_place_in_the_source_is_told(small: Pages) -> None:
    _, original, *_ = cited(small["quotes/jones-opaque.md"])
    assert "Where in it: paragraph 2" in original.rest


def test_a_quotation_keeps_its_words_and_takes_the_inner_marks_of_the_style(small: Pages) -> None:
    heading = small["quotes/jones-opaque.md"].title
    speaker, words = re.fullmatch("(.*)“(.*)”", heading).groups()  # type: ignore[union-attr]  # it is such a heading
    page = cited(small["quotes/jones-opaque.md"])[0]
    assert f"‘{speaker}“{words}”" in page.styled["Chicago"]
    assert f"{speaker}‘{words}" in page.styled["APA"]


def test_the_page_of_a_source_cites_the_source_first(small: Pages) -> None:
    source, page = cited(small["sources/times-2016-10-21.md"])
    assert (source.heading, page.heading) == ("The source", "This page")
    assert list(source.coded) == ["BibTeX", "RIS", "CSL-JSON"]
    assert item_of(source)["custom"] == {
        "archived_url": "https://archive.example.org/20161201/https://times.example.org/2016/10/21/bazaar"
    }


@pytest.mark.parametrize("path", ["index.md", "sources/index.md", "gaps.md", "data.md", "bibliography.md"])
def test_home_and_hubs_cite_the_dossier(small: Pages, path: str) -> None:
    (whole,) = cited(small[path])
    assert whole.heading == "This dossier"
    told = f"Lee, Ann, and Bo Li. ‘Fakes at the Bazaar’. {BOUND.capitalize()}. 31 December 2016. {PLACE}."
    assert whole.styled["Chicago"] == told


@pytest.mark.parametrize(("path", "title"), [("timeline.md", "Timeline"), ("glossary.md", "Terms")])
def test_a_page_that_records_share_is_cited_by_itself(small: Pages, path: str, title: str) -> None:
    (page,) = cited(small[path])
    assert page.heading == "This page"
    assert item_of(page)["title"] == title


def test_every_page_says_how_it_is_cited(small: Pages, many: Pages) -> None:
    for pages in (small, many):
        assert all(cited(page) for page in pages.values())
        assert all(each.styled for page in pages.values() for each in cited(page))
        assert lost_links(pages) == []


# --- what it is bound to


def _state(page: Shown) -> str:
    return cited(page)[-1].rest


def test_without_edition_and_commit_only_the_day_is_told(shown: Callable[[Files], Pages]) -> None:
    (whole,) = cited(shown({})["index.md"])
    assert whole.styled["Chicago"] == "“Fakes at the Bazaar.” December 2016."
    assert whole.styled["APA"] == "<em>Fakes at the Bazaar</em>. (2016, December)."
    assert "As of December 2016 All sources" in whole.rest
    assert "commit" not in whole.rest


def test_the_commit_is_told_in_full_beside_the_citation(small: Pages) -> None:
    assert f"As of 31 December 2016 · data commit {COMMIT}" in _state(small["index.md"])


def test_the_edition_is_named_and_whether_it_still_is_what_is_published(tmp_path: Path) -> None:
    root = project(tmp_path / "project", case("small"))
    assert run("edition", "2016-12-31", "-C", root).returncode == 0
    assert "Edition 2016-12-31. 31 December 2016" in cited(written(root)["index.md"])[0].styled["Chicago"]
    assert run("edition", "-C", root, "2017-01-15").returncode == 0
    about = root / "data/dossier.yml"
    about.write_text(about.read_text("utf-8").replace("within days.", "within weeks."), "utf-8")
    page = written(root, COMMIT)["parties/guild.md"]
    told = f"edition 2017-01-15 with later changes, data {COMMIT[:12]}"
    assert all(told in text for text in cited(page)[0].styled.values())
    assert f"edition 2017-01-15 with later changes · data commit {COMMIT}" in _state(page)


def test_the_commit_comes_from_the_command_line(tmp_path: Path) -> None:
    root = project(tmp_path / "project", case("small"))
    assert run("pages", "-C", root, "--commit", COMMIT).returncode == 0
    assert COMMIT in (root / "docs/index.md").read_text("utf-8")
    done = run("pages", "-C", root, "--commit", "main; rm")
    assert done.returncode == 2
    assert "git log -1 --format=%H -- data" in done.stderr


def test_the_same_data_give_the_same_bytes(root: Path, small: Pages, tmp_path: Path) -> None:
    other = project(tmp_path / "elsewhere", case("small"))
    assert {path: page.title for path, page in written(other, COMMIT).items()} == {
        path: page.title for path, page in small.items()
    }
    assert files_in(other / "docs") == files_in(root / "docs")
    kept = ".cache/dossier/citations"
    assert files_in(other / kept) == files_in(root / kept)


# --- texts that try to be something else

_HOSTILE = {
    "dossier.yml": """\
title: "<i>A</i> *list* $x$ \\\\textbf{b}"
question: B?
as_of: 2016
marking: TLP:CLEAR
authors: ["Tom & {Co}, <b>Ltd.</b>"]
""",
    "sources.yml": """\
- id: s
  type: book
  title: "<i>x</i> </pre><script>alert(1)</script> {a} _b_ 50% #1 \\\\ ~^ & [c](d) `e`"
  publisher: "A } and B"
  authors: ["C and D, Ltd.", "Moor and Sons Moor"]
  url: https://example.org/?a=1&b=%7B2%7D#c_d
""",
}


def test_no_text_becomes_mark_up(shown: Callable[[Files], Pages]) -> None:
    pages = shown(_HOSTILE)
    for page in pages.values():
        (block,) = page.cite
        assert not block.css("script, i, b, img, pre strong")
    source = cited(pages["sources/s.md"])[0]
    assert item_of(source)["title"] == r"<i>x</i> </pre><script>alert(1)</script> {a} _b_ 50% #1 \ ~^ & [c](d) `e`"
    for text in source.styled.values():  # Chicago puts words of a title into capitals
        assert "<em>&lt;i&gt;x&lt;/i&gt; &lt;/pre&gt;&lt;script&gt;alert(1)&lt;/script&gt; " in text.lower()
        assert r" {a} _b_ 50% #1 \ ~^ &amp; [c](d) `e`</em>" in text.lower()


def test_hostile_texts_are_read_back_whole_by_reference_managers(shown: Callable[[Files], Pages]) -> None:
    source = cited(shown(_HOSTILE)["sources/s.md"])[0]
    library = parse_string(source.coded["BibTeX"])
    assert library.failed_blocks == []
    (entry,) = library.entries
    assert entry["url"] == "https://example.org/?a=1&b=%7B2%7D#c_d"
    assert entry["author"] == "{C and D, Ltd.} and {Moor and Sons Moor}"
    title = r"<i>x</i> </pre><script>alert(1)</script> \textbraceleft{}a\textbraceright{} \_b\_ 50\% \#1 "
    assert entry["title"] == rf"{title}\textbackslash{{}} \textasciitilde{{}}\textasciicircum{{}} \& [c](d) `e`"
    (reference,) = rispy.loads(source.coded["RIS"])
    assert reference["title"] == item_of(source)["title"]
    assert reference["authors"] == ["C and D, Ltd.", "Moor and Sons Moor"]


def test_a_source_of_which_little_is_known_is_cited_all_the_same(shown: Callable[[Files], Pages]) -> None:
    kinds = ("post", "personal_communication", "entry", "interview", "speech", "classic", "broadcast", "manuscript")
    sources = "".join(f"- {{id: {kind.replace('_', '-')}, type: {kind}, title: Bare thing}}\n" for kind in kinds)
    pages = shown({"sources.yml": sources})
    for kind in kinds:
        source = cited(pages[f"sources/{kind.replace('_', '-')}.md"])[0]
        assert list(source.styled) == ["Chicago", "APA"]
        assert all("bare thing" in text.lower() for text in source.styled.values()), kind
        assert "author" not in item_of(source)


# --- the bibliography and the files


def test_the_bibliography_has_every_source_as_the_style_sorts_it(many: Pages) -> None:
    entries = many["bibliography.md"].tree.css("p[id]")
    ids = [str(entry.id).removeprefix("source-") for entry in entries]
    assert ids[:4] == ["journal-eight-authors", "page-undated", "press-release", "page-institution"]
    assert ids[-2:] == ["book-arabic", "journal-chinese"]
    assert len(ids) == len(set(ids)) == 30
    links = many["bibliography.md"].links()
    assert {"BibTeX", "RIS", "CSL-JSON"} <= links.keys()
    leading = {str(link.attributes["href"]) for entry in entries for link in entry.css("a")}
    assert {f"sources/{id}.md" for id in ids} <= leading


def test_the_sources_lead_to_the_bibliography(small: Pages) -> None:
    assert small["sources/index.md"].links()["Bibliography"] == "../bibliography.md"


def test_a_long_bibliography_has_several_pages(dossier_folder: DossierFolder) -> None:
    sources = "".join(f"- {{id: s{number}, type: book, title: Book {number:03}}}\n" for number in range(151))
    pages = written(dossier_folder({"sources.yml": sources}).parent)
    assert [str(entry.id) for entry in pages["bibliography/page/2.md"].tree.css("p[id]")] == ["source-s150"]


def test_the_whole_as_bibtex_and_ris_is_read_back(many: Pages) -> None:
    data = case("citations")
    items = {source.id: item_of(cited(many[f"sources/{source.id}.md"])[0]) for source in _sources(data)}
    library = parse_string(export(data, "--format", "bibtex").stdout)
    assert library.failed_blocks == []
    assert [entry.key for entry in library.entries] == list(items)
    by_key = library.entries_dict
    assert by_key["magazine"]["author"] == "Gray, Jr., Sam"
    assert by_key["journal-two-authors"]["pages"] == "101--118"
    assert by_key["news-by-publisher-alone"]["date"] == "2016-10-20~"
    assert by_key["news-by-publisher-alone"]["journal"] == "Harbour Wire"
    assert by_key["report-institution"]["author"] == "{Ministry of Trade, Crafts and Ports}"
    assert by_key["journal-chinese"]["title"] == "网络市场的假货"
    assert by_key["book-three-authors"]["date"] == "2010/2012"
    references = rispy.loads(export(data, "--format", "ris").stdout)
    assert [each["id"] for each in references] == list(items)
    assert [each["title"] for each in references] == [item["title"] for item in items.values()]
    found = {each["id"]: each for each in references}
    assert found["journal-two-authors"]["authors"] == ["Lee, Ann B.", "de la Cruz, María"]
    assert (found["journal-two-authors"]["start_page"], found["journal-two-authors"]["end_page"]) == ("101", "118")
    assert {each["type_of_reference"] for each in references} >= {"NEWS", "JOUR", "RPRT", "BOOK", "STAT", "BILL"}


def _sources(data: Path) -> list[_Id]:
    return [_Id(each["id"]) for each in json.loads(export(data).stdout)["sources"]]


class _Id:
    def __init__(self, id: str) -> None:
        self.id = id


# --- languages


@pytest.mark.parametrize(
    ("language", "chicago"),
    [
        ("en", "“On Fakes.” Edition 2016-12-31. December 31, 2016."),
        ("fr", "« On fakes ». Édition 2016-12-31. 31 décembre 2016."),
        ("zh", "《On fakes》. 2016-12-31 版. 2016年12月31日."),
    ],
)
def test_a_citation_follows_the_language_of_the_dossier(
    dossier_folder: DossierFolder, language: str, chicago: str
) -> None:
    about = f"title: On fakes\nquestion: B?\nas_of: 2016-12-31\nmarking: TLP:CLEAR\nlanguage: {language}\n"
    root = dossier_folder({"dossier.yml": about}).parent
    assert run("edition", "-C", root).returncode == 0
    assert cited(written(root)["index.md"])[0].styled["Chicago"].replace("&nbsp;", " ") == chicago


# --- without a processor


def test_without_a_processor_the_formats_for_programs_are_whole(
    tmp_path: Path, small: Pages, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = project(tmp_path / "project", case("small"))
    monkeypatch.setattr(pandoc, "find_spec", lambda _: None)
    pages = written(root, COMMIT)
    source = cited(pages["sources/times-2016-10-21.md"])[0]
    assert source.styled == {}
    assert source.coded == cited(small["sources/times-2016-10-21.md"])[0].coded
    assert "without a citation processor" in _state(pages["index.md"])
    first = pages["bibliography.md"].tree.css("p[id]")[0]
    assert folded(first.text()).startswith("Eve Moor, Sam Gray. Bazaar under fire. The Harbour Times. https://")
    assert "in no style" in pages["bibliography.md"].text()
