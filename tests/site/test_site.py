"""The built site: every link leads somewhere, nothing comes from another host, and no text becomes anything else."""

from __future__ import annotations

import posixpath
import re
import shutil
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from urllib.parse import unquote, urlsplit

import pytest
from selectolax.lexbor import LexborHTMLParser

from build_dossier.dossier import Dossier
from build_dossier.load.reading import read
from build_dossier.publish.search_index import shown_in
from build_dossier.records.base import Part
from build_dossier.views import places
from tests.projects import case, files_in, project, run, run_mkdocs
from tests.shown import folded


@cache
def _pages(site: Path) -> dict[str, LexborHTMLParser]:
    """Every page, parsed, by its path."""
    pages = {
        path.relative_to(site).as_posix(): LexborHTMLParser(path.read_text("utf-8"))
        for path in sorted(site.rglob("*.html"))
    }
    assert len(pages) > 10
    return pages


def _attributes(tree: LexborHTMLParser) -> Iterator[tuple[str, str, str]]:
    """Element, attribute and value of every attribute of a page."""
    for node in tree.css("*"):
        for name, value in node.attributes.items():
            yield str(node.tag), name, value or ""


# --- links


def _target(site: Path, page: str, address: str) -> tuple[str, str]:
    """The file, by its path in the site, and the anchor that an address of ours leads to."""
    parts = urlsplit(address)
    base = "" if parts.path.startswith("/") else posixpath.dirname(page)
    path = posixpath.normpath(posixpath.join(base, unquote(parts.path).lstrip("/"))) if parts.path else page
    return (f"{path}/index.html".removeprefix("./") if (site / path).is_dir() else path), unquote(parts.fragment)


def test_every_internal_link_and_anchor_leads_somewhere(built: Path) -> None:
    site = built / "site"
    pages = _pages(site)
    ids = {path: {node.id for node in tree.css("[id]")} for path, tree in pages.items()}
    followed = 0
    for page, tree in pages.items():
        for element, name, value in _attributes(tree):
            if name not in ("href", "src", "action", "srcset") or re.match("[a-z]+:", value):
                continue
            path, anchor = _target(site, page, value)
            assert (site / path).is_file(), f"{page}: {value}"
            assert not anchor or element != "a" or anchor in ids[path], f"{page}: {value}"
            followed += 1
    assert followed > 1000


def test_no_anchor_stands_twice_in_a_page(built: Path) -> None:
    for page, tree in _pages(built / "site").items():
        ids = [node.id for node in tree.css("article [id]")]
        assert len(ids) == len(set(ids)), page


def test_every_page_is_reached_from_home(built: Path) -> None:
    site = built / "site"
    pages = _pages(site)
    reached, ahead = set[str](), ["index.html"]
    while ahead:
        page = ahead.pop()
        reached.add(page)
        for link in pages[page].css("a[href]"):
            address = str(link.attributes["href"])
            path, _ = _target(site, page, address)
            if not re.match("[a-z]+:", address) and path in pages and path not in reached:
                ahead.append(path)
    assert set(pages) - reached == {"404.html"}


# --- other hosts


_FETCHED = {
    ("link", "href"),
    ("script", "src"),
    ("img", "src"),
    ("iframe", "src"),
    ("source", "src"),
    ("object", "data"),
}
_FETCHED |= {("img", "srcset"), ("source", "srcset"), ("video", "src"), ("audio", "src"), ("form", "action")}
_NAMED = "link:is([rel=canonical], [rel~=alternate], [rel=prev], [rel=next])"
"""What only names an address."""

_ELSEWHERE = re.compile(r"^\s*([a-z]+:)?//", re.IGNORECASE)
_CSS_ADDRESS = re.compile(r"(?:url\(|@import)\s*[\"']?([^\"')]+)")


def test_no_page_fetches_anything_from_another_host(built: Path) -> None:
    for page, tree in _pages(built / "site").items():
        named = {node.attributes["href"] for node in tree.css(_NAMED)}
        for element, name, value in _attributes(tree):
            if (element, name) in _FETCHED and value not in named:
                assert not _ELSEWHERE.match(value), f"{page}: <{element} {name}={value}>"
            if name == "style":
                assert "url(" not in value, page
        assert not tree.css("base, iframe, object, embed, meta[http-equiv=refresh]"), page


def test_no_style_sheet_fetches_anything_from_another_host(built: Path) -> None:
    sheets = list((built / "site").rglob("*.css"))
    assert {"dossier.css"} < {sheet.name for sheet in sheets}
    for sheet in sheets:
        for address in _CSS_ADDRESS.findall(sheet.read_text("utf-8")):
            assert not _ELSEWHERE.match(address), f"{sheet.name}: {address}"


# --- nothing comes of a text


@pytest.fixture(scope="module")
def harmless(tmp_path_factory: pytest.TempPathFactory) -> dict[str, LexborHTMLParser]:
    """The pages of a dossier without any text that means something."""
    root = project(tmp_path_factory.mktemp("harmless") / "site", case("three-records"))
    assert run("build", "-C", root).returncode == 0
    return _pages(root / "site")


def _made_by_the_theme(trees: dict[str, LexborHTMLParser], selector: str) -> set[str]:
    return {re.sub(r"(\.\./)+|\./", "", str(node.html)) for tree in trees.values() for node in tree.css(selector)}


def test_every_script_and_style_is_the_theme_s(hostile: Path, harmless: dict[str, LexborHTMLParser]) -> None:
    pages = _pages(hostile / "site")
    cards = {page: pages.pop(page) for page in list(pages) if page.startswith("embed/")}
    assert len(_made_by_the_theme(cards, "script, style, link[rel=stylesheet]")) == 1
    found = _made_by_the_theme(pages, "script:not([type]), style, link[rel=stylesheet]")
    assert found == _made_by_the_theme(harmless, "script:not([type]), style, link[rel=stylesheet]")
    assert len(found) >= 5


def test_no_text_becomes_an_event_handler_or_a_script_address(hostile: Path) -> None:
    for page, tree in _pages(hostile / "site").items():
        for element, name, value in _attributes(tree):
            assert not name.startswith("on"), f"{page}: <{element} {name}>"
            if name in ("href", "src", "action", "formaction", "srcset"):
                assert not re.match(r"\s*(javascript|data|vbscript):", value, re.IGNORECASE), f"{page}: {value}"


def test_an_article_holds_no_element_that_no_template_prints(hostile: Path) -> None:
    known = {*("h1", "h2", "h3", "p", "a", "span", "strong", "em", "code", "br", "abbr", "time", "blockquote", "div")}
    known |= {*("nav", "section", "figure", "figcaption", "details", "summary", "dl", "dt", "dd", "small")}
    known |= {*("svg", "path", "rect", "circle", "line", "g", "text", "title", "desc", "defs", "marker")}
    known |= {"pre", "template"}
    known |= {*("ul", "ol", "li", "table", "thead", "tbody", "tr", "th", "td")}
    others = "article :not(script[type='application/ld+json'])"
    for page, tree in _pages(hostile / "site").items():
        if page != "404.html":
            assert {str(node.tag) for node in tree.css(others)} <= known, page


def test_every_link_to_elsewhere_is_an_address_of_the_data(hostile: Path) -> None:
    """Only sources and the dossier have addresses there; what looks like one within a text is shown, not linked."""
    dossier = _dossier(hostile)
    own = {address for source in dossier.sources for address in (source.url, source.archived_url) if address}
    own |= {f"https://doi.org/{source.doi}" for source in dossier.sources if source.doi}
    ours = unquote(str(dossier.about.url))  # a citation names the page that it is of
    shown = {
        unquote(str(link.attributes["href"]))
        for tree in _pages(hostile / "site").values()
        for link in tree.css("article a[href^='http']")
    }
    elsewhere = {address.partition("#:~:")[0] for address in shown if not address.startswith(ours)}
    assert elsewhere == {unquote(address) for address in own}


def _dossier(root: Path) -> Dossier:
    dossier = read(root / "data", "data").dossier
    assert dossier is not None
    return dossier


_UNSEEN = {"comment", "capture", "marking", "ref", "language", "country", "url", "archived_url"}
_LINKS = {"source", "via", "relays", "speaker", "on_behalf_of", "mentions", "issues", "issue", "party", "parties"}
_LINKS |= {"parent", "claimant", "subject", "to", "organization", "sources", "id", "short", "rests_on", "key_figures"}


def _texts(value: object, name: str = "") -> Iterator[str]:
    """The texts of a record that its page shows."""
    if isinstance(value, Part):
        for inner, each in value:
            if inner not in _UNSEEN | _LINKS:
                yield from _texts(each, inner)
    elif isinstance(value, tuple | list):
        for each in value:
            yield from _texts(each, name)
    elif isinstance(value, dict):
        for key, each in value.items():
            yield from (str(key), str(each))
    elif type(value) is str:
        yield value


def _words(tree: LexborHTMLParser) -> str:
    article = LexborHTMLParser(str(tree.css("article")[0].html))
    for line_break in article.css("br"):
        line_break.replace_with("\n")
    return folded(article.text())


def test_every_text_shows_to_the_letter_on_the_page_of_its_record(hostile: Path) -> None:
    dossier = _dossier(hostile)
    words = {page: _words(tree) for page, tree in _pages(hostile / "site").items() if tree.css("article")}
    seen = 0
    for key, record in dossier.records.items():
        path, _ = places.page_of(dossier, key)
        page = f"{places.address(path)}index.html"
        for text in _texts(record):
            assert folded(text) in words[page], f"{key}: {text}"
            seen += 1
    assert seen > 60


def test_the_texts_of_the_dossier_show_to_the_letter_on_home(hostile: Path) -> None:
    about = _dossier(hostile).about
    home = _words(_pages(hostile / "site")["index.html"])
    shown = [about.question, about.subtitle, about.summary, about.judgements[0].text, about.judgements[0].note]
    for text in (*shown, *about.authors):
        assert folded(str(text)) in home


def test_title_and_description_are_not_broken_out_of(hostile: Path) -> None:
    dossier = _dossier(hostile)
    pages = _pages(hostile / "site")
    for page, tree in pages.items():
        assert len(tree.css("head title")) == 1, page
        assert not tree.css("head *:not(meta, link, title, script, style, noscript)"), page
    for issue in dossier.issues:
        tree = pages[f"issues/{issue.id}/index.html"]
        assert folded(tree.css("title")[0].text()) == f"{folded(issue.title)} - Taobao and the list"
        (description,) = tree.css("meta[name=description]")
        assert description.attributes["content"] == f"Issue: {folded(issue.title)}"


def test_the_records_of_the_search_hold_texts_as_they_are(hostile: Path) -> None:
    """They are JSON, and the script puts them into the page as text; see test_search.py."""
    records = list(shown_in(hostile / "site"))
    assert len(records) == len(_dossier(hostile).records)
    assert any("<script>alert('q1')</script>" in record["title"] for record in records)


# --- the same bytes


_ELSEWHERE_AND_LATER = {
    "TZ": "Pacific/Kiritimati",
    "LC_ALL": "C",
    "PYTHONUTF8": "0",
    "PYTHONCOERCECLOCALE": "0",
    "PYTHONHASHSEED": "7",
    "SOURCE_DATE_EPOCH": "1000000000",
}


def test_a_second_build_elsewhere_and_on_another_day_gives_the_same_bytes(first: Path, tmp_path: Path) -> None:
    root = project(tmp_path / "again", first / "data", alone=True)
    done = run("build", "-C", root, cwd=tmp_path, env=_ELSEWHERE_AND_LATER)
    assert done.returncode == 0, done.stderr
    for folder in ("docs", "site"):
        one, other = files_in(first / folder), files_in(root / folder)
        assert set(one) == set(other)
        assert [path for path in one if one[path] != other[path]] == []


def test_a_second_build_in_the_same_place_changes_nothing(tmp_path: Path) -> None:
    root = project(tmp_path / "project", case("hostile"))
    assert run("build", "-C", root).returncode == 0
    before = files_in(root)
    assert run("build", "-C", root).returncode == 0
    assert files_in(root) == before


def test_mkdocs_itself_builds_the_same_site(built: Path, tmp_path: Path) -> None:
    root = project(tmp_path / "again", built / "data")
    shutil.copy(built / "mkdocs.yml", root)
    done = run_mkdocs("build", "--strict", "-f", root / "mkdocs.yml", cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    one, other = files_in(built / "site"), files_in(root / "site")
    assert set(one) == set(other)
    assert [path for path in one if one[path] != other[path]] == []


@pytest.mark.parametrize("as_of", ["1850", "-0500", "2016-12/..", "../2016-12", "Y20000"])
def test_a_dossier_of_any_day_builds(tmp_path: Path, as_of: str) -> None:
    root = project(tmp_path / "project", case("minimal"))
    about = root / "data/dossier.yml"
    about.write_text(about.read_text("utf-8").replace("2016-12", f'"{as_of}"'), "utf-8")
    done = run("build", "-C", root)
    assert (done.returncode, done.stderr) == (0, "")


# --- errors


def test_mkdocs_stops_at_an_error_in_the_data_and_keeps_what_stood_before(tmp_path: Path) -> None:
    root = project(tmp_path / "project", case("three-records"))
    assert run_mkdocs("build", "-f", root / "mkdocs.yml").returncode == 0
    before = {**files_in(root / "docs"), **files_in(root / "site")}
    quotes = root / "data/quotes.yml"
    quotes.write_text(quotes.read_text("utf-8").replace("speaker: guild", "speaker: gild"), "utf-8")
    done = run_mkdocs("build", "-f", root / "mkdocs.yml")
    assert done.returncode == 1
    assert "data/quotes.yml:3:12: error[unknown-reference]" in done.stderr
    assert "did you mean 'guild'?" in done.stderr
    assert "Traceback" not in done.stderr
    assert {**files_in(root / "docs"), **files_in(root / "site")} == before


def test_mkdocs_refuses_a_site_folder_that_holds_the_data(tmp_path: Path) -> None:
    root = project(tmp_path / "project", case("three-records"))
    before = files_in(root / "data")
    done = run_mkdocs("build", "-f", root / "mkdocs.yml", "--site-dir", root / "data")
    assert done.returncode == 1
    assert "MkDocs would delete the data" in done.stderr
    assert files_in(root / "data") == before


# --- feeds


def test_every_page_leads_feed_readers_to_what_changed(first: Path, hostile: Path) -> None:
    for page, tree in _pages(first / "site").items():
        (link,) = tree.css("link[type='application/atom+xml']")
        if page != "404.html":
            assert _target(first / "site", page, str(link.attributes["href"])) == ("feed.xml", "")
    no_edition = _pages(hostile / "site").values()
    assert not [tree for tree in no_edition if tree.css("link[type='application/atom+xml']")]
