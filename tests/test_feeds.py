"""The feeds: valid Atom and JSON Feed, the same on any day, for the whole and for each issue and party."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any
from urllib.parse import urljoin
from uuid import UUID
from xml.etree import ElementTree as ET

import pytest
from selectolax.lexbor import LexborHTMLParser

from tests.projects import case, files_in, project, run
from tests.shown import Shown, pages_of
from tests.test_editions import DATA, IS, WAS, change, close, put

SITE = "https://example.org/bazaar/"
ATOM = "{http://www.w3.org/2005/Atom}"
_MOMENT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ")


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """Two editions; the second brought a quotation and took a term, and since then a figure has changed."""
    (tmp_path / "data").mkdir()
    (tmp_path / "docs").mkdir()
    put(tmp_path, DATA)
    change(tmp_path, "dossier.yml", "title:", f"url: {SITE.rstrip('/')}\nauthors: [A & B]\ntitle:")
    close(tmp_path)
    quote = "- {id: slow, text: Slow <b> & so on., speaker: guild, issues: [enough], appearances: [{source: times}]}\n"
    put(tmp_path, {"terms.yml": "", "quotes.yml": DATA["quotes.yml"] + quote})
    close(tmp_path, IS, "--note", "It is <slow>.")
    change(tmp_path, "statistics.yml", "370000000", "380000000")
    return tmp_path


def feeds(root: Path) -> dict[str, bytes]:
    """Every feed by its path on the site."""
    pages_of(root / "data")
    files = files_in(root / "docs")
    return {path: text for path, text in files.items() if re.match(r"feed\.|feeds/", path)}


def atom(root: Path, path: str = "feed.xml") -> ET.Element:
    return ET.fromstring(feeds(root)[path])  # noqa: S314 -- we wrote it


def as_json(root: Path, path: str = "feed.json") -> dict[str, Any]:
    feed: dict[str, Any] = json.loads(feeds(root)[path])
    return feed


def entries(feed: ET.Element) -> list[ET.Element]:
    return feed.findall(f"{ATOM}entry")


def text_of(element: ET.Element, name: str) -> str:
    return element.findtext(f"{ATOM}{name}") or ""


def titles(feed: ET.Element) -> list[str]:
    return [text_of(entry, "title") for entry in entries(feed)]


# --- what RFC 4287 and JSON Feed 1.1 ask for


def _is_one(element: ET.Element, name: str) -> str:
    (found,) = element.findall(f"{ATOM}{name}")
    assert found.text or found.attrib, name
    return str(found.text or "")


def assert_atom(text: bytes, absolute: bool) -> None:
    feed = ET.fromstring(text)  # noqa: S314 -- we wrote it
    assert feed.tag == f"{ATOM}feed"
    assert {element.tag.removeprefix(ATOM) for element in feed.iter()} <= {
        *("feed", "id", "title", "updated", "author", "name", "rights", "link"),
        *("entry", "published", "content"),
    }
    assert feed.attrib["{http://www.w3.org/XML/1998/namespace}lang"]
    assert all(text_of(author, "name") for author in feed.findall(f"{ATOM}author"))
    assert feed.findall(f"{ATOM}author"), "each entry or the feed has an author"
    assert [link.attrib["rel"] for link in feed.findall(f"{ATOM}link")] == ["self", "alternate"]
    ids = []
    for element in (feed, *entries(feed)):
        ids.append(_is_one(element, "id"))
        UUID(ids[-1].removeprefix("urn:uuid:"))
        assert _is_one(element, "title")
        assert _MOMENT.fullmatch(_is_one(element, "updated"))
        for link in element.findall(f"{ATOM}link"):
            assert link.attrib["href"].startswith(SITE) is absolute
    for entry in entries(feed):
        assert len(entry.findall(f"{ATOM}link")) == 1
        assert [content.attrib["type"] for content in entry.findall(f"{ATOM}content")] == ["html"]
    assert len(set(ids)) == len(ids)
    moments = [text_of(entry, "updated") for entry in entries(feed)]
    assert moments == sorted(moments, reverse=True)


def assert_json_feed(text: bytes, absolute: bool) -> None:
    feed = json.loads(text)
    assert feed["version"] == "https://jsonfeed.org/version/1.1"
    assert feed["title"]
    assert all(author["name"] for author in feed["authors"])
    assert ("home_page_url" in feed, "feed_url" in feed) == (absolute, absolute)
    for item in feed["items"]:
        assert item["id"].startswith("urn:uuid:")
        assert item["title"]
        assert item["content_html"].startswith("<p>")
        assert _MOMENT.fullmatch(item["date_published"])
        assert item.get("url", SITE if absolute else "").startswith(SITE) is absolute
    ids = [item["id"] for item in feed["items"]]
    assert len(set(ids)) == len(ids)


@pytest.mark.parametrize("absolute", [True, False])
def test_every_feed_is_valid(root: Path, absolute: bool) -> None:
    if not absolute:
        change(root, "dossier.yml", f"url: {SITE.rstrip('/')}\nauthors: [A & B]\n", "")
    made = feeds(root)
    stems = ["feed", "feeds/issue-enough", "feeds/party-bazaar", "feeds/party-guild"]
    assert sorted(made) == sorted(f"{stem}.{suffix}" for stem in stems for suffix in ("xml", "json"))
    for path, text in made.items():
        (assert_atom if path.endswith(".xml") else assert_json_feed)(text, absolute)


def test_both_forms_tell_the_same(root: Path) -> None:
    for path in feeds(root):
        if path.endswith(".xml"):
            one, other = atom(root, path), as_json(root, path.replace(".xml", ".json"))
            assert titles(one) == [item["title"] for item in other["items"]]
            ids = [text_of(entry, "id") for entry in entries(one)]
            assert ids == [item["id"] for item in other["items"]]


# --- what they tell


def test_an_entry_is_an_edition_and_tells_what_it_brought(root: Path) -> None:
    feed = atom(root)
    assert titles(feed) == [
        "Edition of 31 March 2017: one quotation added, one term removed",
        "First edition, of 31 December 2016: eight records",
    ]
    assert text_of(feed, "updated") == f"{IS}T00:00:00Z"
    content = LexborHTMLParser(text_of(entries(feed)[0], "content"))
    assert [each.text() for each in content.css("p, li")] == [
        "One quotation added, one term removed.",
        "It is <slow>.",
        "Added: “Slow <b> & so on.”",
        "Removed: Fake",
    ]
    assert [link.attributes["href"] for link in content.css("a")] == [f"{SITE}quotes/slow/"]


def test_what_no_edition_holds_is_in_no_feed(root: Path) -> None:
    assert not any(b"380" in text for text in feeds(root).values())
    close(root, "2017-06-30")
    assert titles(atom(root))[0] == "Edition of 30 June 2017: one figure changed"


def test_a_feed_of_an_issue_or_party_tells_only_what_bears_on_it(root: Path) -> None:
    assert titles(atom(root, "feeds/issue-enough.xml")) == [
        "Edition of 31 March 2017: one quotation added",
        "First edition, of 31 December 2016: two records",
    ]
    assert titles(atom(root, "feeds/party-guild.xml"))[0] == "Edition of 31 March 2017: one quotation added"
    bazaar = atom(root, "feeds/party-bazaar.xml")
    assert titles(bazaar) == ["First edition, of 31 December 2016: two records"]
    assert text_of(bazaar, "title") == "The Bazaar · Fakes at the Bazaar"
    assert bazaar.findall(f"{ATOM}link")[1].attrib["href"] == f"{SITE}parties/bazaar/"


def test_a_removed_record_is_told_where_it_bore_on(root: Path) -> None:
    put(root, {"positions.yml": ""})
    close(root, "2017-06-30")
    assert "one position" in titles(atom(root, "feeds/issue-enough.xml"))[0]
    assert "one position" in titles(atom(root, "feeds/party-guild.xml"))[0]
    assert len(titles(atom(root, "feeds/party-bazaar.xml"))) == 2, "the figure changed too"


def test_a_record_that_no_longer_bears_on_an_issue_is_told_there(root: Path) -> None:
    change(root, "quotes.yml", ", issues: [enough]", "")
    close(root, "2017-06-30")
    assert titles(atom(root, "feeds/issue-enough.xml"))[0] == "Edition of 30 June 2017: one quotation changed"


def test_without_an_edition_there_is_no_feed(tmp_path: Path) -> None:
    root = project(tmp_path / "project", case("small"))
    assert feeds(root) == {}
    assert "feed" not in Shown(root / "docs/changes.md").text()


def test_the_page_on_changes_links_both(root: Path) -> None:
    assert pages_of(root / "data")["changes.md"].links()["Atom feed"] == "feed.xml"
    assert pages_of(root / "data")["changes.md"].links()["JSON feed"] == "feed.json"


# --- what they hold to


def test_ids_stay_when_the_site_moves_or_is_renamed(root: Path) -> None:
    def ids() -> list[str]:
        return re.findall("urn:uuid:[0-9a-f-]+", b"".join(feeds(root).values()).decode())

    before = ids()
    change(root, "dossier.yml", SITE.rstrip("/"), "https://example.net")
    change(root, "dossier.yml", "title: Fakes at", "title: Copies at")
    assert ids() == before


def test_relative_links_lead_from_the_feed_to_the_page(root: Path) -> None:
    change(root, "dossier.yml", f"url: {SITE.rstrip('/')}\n", "")
    for path in ("feed.xml", "feeds/issue-enough.xml"):
        links = atom(root, path).findall(f"{ATOM}entry/{ATOM}link")
        assert urljoin(SITE + path, links[0].attrib["href"]) == f"{SITE}changes/#edition-{IS}"
        assert urljoin(SITE + path, atom(root, path).findall(f"{ATOM}link")[0].attrib["href"]) == SITE + path
    home = atom(root).findall(f"{ATOM}link")[1].attrib["href"]
    assert urljoin(f"{SITE}feed.xml", home) == SITE
    assert not any("<a " in item["content_html"] for item in as_json(root)["items"])


def test_editions_of_one_day_follow_each_other(root: Path) -> None:
    close(root, f"{IS}-2")
    moments = [text_of(entry, "updated") for entry in entries(atom(root))]
    assert moments == [f"{IS}T00:00:01Z", f"{IS}T00:00:00Z", f"{WAS}T00:00:00Z"]


def test_what_xml_cannot_hold_is_left_out(root: Path) -> None:
    path = root / f"data/editions/{WAS}.jsonl"
    path.write_text(path.read_text("utf-8").replace('"title":"Fake"', '"title":"Fa\\uffffke \\u202e]]>"'), "utf-8")
    assert "Fake \u202e]]" in text_of(entries(atom(root))[0], "content")


def test_an_entry_names_two_hundred_changes_and_counts_the_rest(root: Path) -> None:
    terms = "".join(f"- {{id: t{n}, name: Name {n}, definition: D.}}\n" for n in range(300))
    put(root, {"terms.yml": terms})
    close(root, "2017-06-30")
    content = LexborHTMLParser(as_json(root)["items"][0]["content_html"])
    assert len(content.css("li")) == 201
    assert content.css("li")[-1].text() == "and 101 more changes"


def test_a_site_is_built_with_its_feeds(tmp_path: Path) -> None:
    root = project(tmp_path / "project", case("small"))
    close(root, "2018-01-01")
    done = run("build", "-C", root)
    assert (done.returncode, done.stderr) == (0, "")
    made = {path: text for path, text in files_in(root / "site").items() if re.match(r"feed\.|feeds/", path)}
    assert made == feeds(root)
    assert "feed.xml" in made
    assert 'id="edition-2018-01-01"' in (root / "site/changes/index.html").read_text("utf-8")
