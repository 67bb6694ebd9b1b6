"""Archived copies by Memento (RFC 7089): asked for, chosen by date, recorded; from a small archive on this machine."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, date, datetime
from email.utils import format_datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from build_dossier.capture import CaptureError
from build_dossier.capture.exchange import Network
from build_dossier.capture.links import Link, links, moment
from build_dossier.capture.memento import Archive, Memento, memento_at, nearest, saved
from build_dossier.commands.archive import Wish, run, wanted_moment
from build_dossier.commands.sources import Outcome, Written, written_source
from build_dossier.load.reading import read
from build_dossier.project import Project
from tests.conftest import DossierFolder
from tests.projects import files_in
from tests.servers import Server, serving

PAGE = "https://news.example/fakes?id=1"
GATE = "/web/"
WHEN = datetime(2016, 12, 21, 12, tzinfo=UTC)


def day(number: int, month: int = 12) -> datetime:
    return datetime(2016, month, number, tzinfo=UTC)


def stamp(at: datetime) -> str:
    return format_datetime(at, usegmt=True)


@pytest.fixture
def server() -> Iterator[Server]:
    with serving() as started:
        yield started


@pytest.fixture
def archive(server: Server) -> Archive:
    return Archive(Network(allow_private=True), 10, server.url(GATE), server.url("/save/"))


def keep(server: Server, at: datetime, *others: str, status: int = 200, original: str = PAGE) -> str:
    """Put a memento into the archive, and give its address."""
    path = f"/web/{at:%Y%m%d%H%M%S}/{PAGE}"
    link = ", ".join([f'<{original}>; rel="original"', *others])
    return server.answer(path, "kept", status, Memento_Datetime=stamp(at), Link=link)


def gate(server: Server, goes_to: str, *others: str) -> None:
    """Set the TimeGate's answer: a redirect to a memento."""
    server.answer(f"{GATE}{PAGE}", b"", 302, Location=goes_to, Vary="accept-datetime", Link=", ".join(others))


def named(server: Server, at: datetime, relation: str) -> str:
    """A link to the memento of a moment."""
    return f'<{server.url(f"/web/{at:%Y%m%d%H%M%S}/{PAGE}")}>; rel="{relation}"; datetime="{stamp(at)}"'


# --- links


def test_a_link_header_is_read() -> None:
    text = (
        '<http://a.example/?b=c,d>; rel="original", </map>;rel=timemap; type="application/link-format",\n'
        ' <m1>; rel="First  Memento"; datetime="Wed, 21 Dec 2016 10:00:00 GMT"; REL="ignored"; title="a \\"b\\", c" ,'
        "<m2>; flag; rel=memento"
    )
    original, timemap, first, second = links(text, "http://x.example/y/z")
    assert original == Link("http://a.example/?b=c,d", frozenset({"original"}), {"rel": "original"})
    assert (timemap.url, timemap.parameters["type"]) == ("http://x.example/map", "application/link-format")
    assert (first.url, first.relations) == ("http://x.example/y/m1", frozenset({"first", "memento"}))
    assert first.moment("datetime") == datetime(2016, 12, 21, 10, tzinfo=UTC)
    assert first.parameters["title"] == 'a "b", c'
    assert (second.relations, second.parameters["flag"]) == (frozenset({"memento"}), "")
    assert second.moment("datetime") is None


@pytest.mark.parametrize("text", ["", "no link", "<unclosed", "<http://[bad>; rel=a", ",,,"])
def test_what_is_no_link_is_none(text: str) -> None:
    assert list(links(text, "http://x.example/")) == []


@given(st.text('<>;=,"\\ abrel:/[]'))
def test_reading_links_never_fails(text: str) -> None:
    assert all(isinstance(link.url, str) for link in links(text, "http://x.example/"))


@pytest.mark.parametrize(
    ("text", "at"),
    [
        ("Wed, 21 Dec 2016 10:00:00 GMT", datetime(2016, 12, 21, 10, tzinfo=UTC)),
        ("Wed, 21 Dec 2016 10:00:00 +0200", datetime(2016, 12, 21, 8, tzinfo=UTC)),
        ("Wed, 21 Dec 2016 10:00:00", datetime(2016, 12, 21, 10, tzinfo=UTC)),
        ("", None),
        ("2016-12-21", None),
        ("Wed, 41 Dec 2016 10:00:00 GMT", None),
    ],
)
def test_a_moment_of_http_is_read(text: str, at: datetime | None) -> None:
    assert moment(text) == at


# --- the nearest copy


def test_the_timegate_is_asked_for_the_moment_and_followed(server: Server, archive: Archive) -> None:
    url = keep(server, day(22))
    gate(server, url)
    assert nearest(archive, f"{PAGE}#part", WHEN) == Memento(url, day(22), PAGE)
    asked = server.asked[0]
    assert asked.path == f"{GATE}{PAGE}"
    assert asked.headers["accept-datetime"] == "Wed, 21 Dec 2016 12:00:00 GMT"
    assert asked.headers["user-agent"].startswith("build-dossier/")


@pytest.mark.parametrize(
    ("nearer", "relation"), [(day(20), "prev memento"), (day(21), "next memento"), (day(21), "last memento")]
)
def test_a_nearer_copy_that_the_archive_names_is_taken(
    nearer: datetime, relation: str, server: Server, archive: Archive
) -> None:
    better = keep(server, nearer)
    gate(server, keep(server, day(1), named(server, nearer, relation), named(server, day(1, 1), "first memento")))
    assert nearest(archive, PAGE, WHEN) == Memento(better, nearer, PAGE)


def test_a_copy_that_is_named_but_gone_is_passed_over(server: Server, archive: Archive) -> None:
    better = keep(server, day(20))
    others = [named(server, day(21), "next memento"), named(server, day(20), "prev memento")]
    gate(server, keep(server, day(1), *others))
    assert nearest(archive, PAGE, WHEN).url == better


def test_an_archive_that_gets_busy_is_not_asked_further(server: Server, archive: Archive) -> None:
    url = keep(server, day(1), named(server, day(20), "prev memento"), named(server, day(19), "first memento"))
    keep(server, day(20), status=503)
    keep(server, day(19))
    gate(server, url)
    assert nearest(archive, PAGE, WHEN).url == url
    assert len(server.asked) == 3


def test_a_copy_that_is_farther_is_not_asked_for(server: Server, archive: Archive) -> None:
    gate(server, keep(server, day(21), named(server, day(1), "prev memento")))
    nearest(archive, PAGE, WHEN)
    assert len(server.asked) == 2


def test_the_map_is_read_where_no_neighbours_are_named(server: Server, archive: Archive) -> None:
    better = keep(server, day(20))
    entries = ",\n".join(
        [
            f'<{PAGE}>; rel="original"',
            f'<{server.url("/map")}>; rel="self"; type="application/link-format"',
            named(server, day(1), "first memento"),
            named(server, day(20), "memento"),
            named(server, day(31), "last memento"),
        ]
    )
    server.answer("/map", entries, Content_Type="application/link-format")
    gate(server, keep(server, day(1), '</map>; rel="timemap"; type="application/link-format"'))
    assert nearest(archive, PAGE, WHEN).url == better


def test_of_a_map_in_parts_the_one_of_the_moment_is_read(server: Server, archive: Archive) -> None:
    better = keep(server, day(20))
    parts = [
        f'</map/{month}>; rel="timemap"; from="{stamp(day(1, month))}"; until="{stamp(day(28, month))}"'
        for month in (1, 12)
    ]
    server.answer("/map", ",".join(parts))
    server.answer("/map/12", named(server, day(20), "memento"))
    gate(server, keep(server, day(1)), '</map>; rel="timemap"')
    assert nearest(archive, PAGE, WHEN).url == better
    assert [asked.path for asked in server.asked][2:4] == ["/map", "/map/12"]


@pytest.mark.parametrize("content", [b"<html>no map</html>", b"x" * 5_000_001])
def test_a_map_that_is_none_or_too_large_does_no_harm(content: bytes, server: Server, archive: Archive) -> None:
    url = keep(server, day(1), '</map>; rel="timemap"')
    server.answer("/map", content)
    gate(server, url)
    assert nearest(archive, PAGE, WHEN).url == url


def test_a_map_that_is_not_there_does_no_harm(server: Server, archive: Archive) -> None:
    url = keep(server, day(1), '</no-map>; rel="timemap"')
    gate(server, url)
    assert nearest(archive, PAGE, WHEN).url == url


def test_a_map_that_leads_to_itself_is_left(server: Server, archive: Archive) -> None:
    server.answer("/map", '</map>; rel="timemap", </map2>; rel="timemap"')
    server.answer("/map2", '</map>; rel="timemap", </map2>; rel="timemap"')
    url = keep(server, day(1), '</map>; rel="timemap"')
    gate(server, url)
    assert nearest(archive, PAGE, WHEN).url == url


def test_a_timegate_may_show_the_memento_itself(server: Server, archive: Archive) -> None:
    place = f"/web/20161222000000/{PAGE}"
    server.answer(f"{GATE}{PAGE}", "kept", Memento_Datetime=stamp(day(22)), Content_Location=place)
    assert nearest(archive, PAGE, WHEN) == Memento(server.url(place), day(22), "")


def test_an_archived_redirect_is_followed_to_the_page(server: Server, archive: Archive) -> None:
    there = server.answer(
        "/web/2/http://other.example/",
        "x",
        Memento_Datetime=stamp(day(21)),
        Link='<http://other.example/>; rel="original"',
    )
    first = server.answer(f"/web/1/{PAGE}", b"", 301, Location=there, Memento_Datetime=stamp(day(20)))
    gate(server, first)
    found = nearest(archive, PAGE, WHEN)
    assert found == Memento(there, day(21), "http://other.example/")
    assert not found.is_of(PAGE)


@pytest.mark.parametrize(
    ("original", "is_of"),
    [
        ("", True),
        (PAGE, True),
        ("http://www.news.example:80/fakes/?id=1#x", True),
        ("https://news.example/fak%65s?id=1", True),
        ("https://news.example/fakes?id=2", False),
        ("https://other.example/fakes?id=1", False),
    ],
)
def test_a_copy_knows_of_which_page_it_is(original: str, is_of: bool) -> None:
    assert Memento("https://a.example/", WHEN, original).is_of(PAGE) is is_of


def test_an_address_is_written_as_a_source_may_hold_it(server: Server, archive: Archive) -> None:
    gate(server, server.answer("/web/1/a%7Cb", "x", Memento_Datetime=stamp(WHEN), Content_Location="/web/1/a|b"))
    assert nearest(archive, PAGE, WHEN).url == server.url("/web/1/a%7Cb")


# --- no copy


@pytest.mark.parametrize(
    ("status", "headers", "words"),
    [
        (404, {}, "the archive has no copy of the page"),
        (200, {}, r"127\.0\.0\.1 does not speak Memento \(RFC 7089\)"),
        (429, {"Retry_After": "60"}, "the archive does not answer: the server gets too many requests.*60 seconds"),
        (503, {}, "the archive does not answer: the server is too busy"),
        (403, {}, "the archive does not answer: forbidden"),
        (404, {"Memento_Datetime": stamp(WHEN)}, "what the archive keeps is not the page: not found"),
        (302, {"Location": f"{GATE}{PAGE}"}, "the archive sends on more than 5 times"),
    ],
)
def test_an_archive_without_a_copy_is_told(
    status: int, headers: dict[str, str], words: str, server: Server, archive: Archive
) -> None:
    server.answer(f"{GATE}{PAGE}", "x", status, **headers)
    with pytest.raises(CaptureError, match=words):
        nearest(archive, PAGE, WHEN)


def test_an_archive_that_does_not_answer_is_not_waited_for(server: Server, archive: Archive) -> None:
    server.answers[f"{GATE}{PAGE}"] = server.silent
    with pytest.raises(CaptureError, match=r"longer than 0\.2 seconds"):
        nearest(replace(archive, seconds=0.2), PAGE, WHEN)


def test_an_archive_may_not_send_into_the_own_network(server: Server) -> None:
    server.answer(f"/web/{PAGE}", b"", 302, Location="http://127.0.0.1/x")
    network = replace(server.network(), resolve=lambda host, port: ["127.0.0.1" if host == "127.0.0.1" else "8.8.8.8"])
    with pytest.raises(CaptureError, match="this machine itself"):
        nearest(Archive(network, timegate="http://archive.example/web/"), PAGE, WHEN)


def test_an_address_that_is_no_copy_is_told(server: Server, archive: Archive) -> None:
    with pytest.raises(CaptureError, match="there is no archived copy at this address"):
        memento_at(archive, server.url("/none"))


# --- saving


def test_a_page_is_saved_and_the_copy_named_by_where_it_leads(server: Server, archive: Archive) -> None:
    url = keep(server, day(31))
    server.answer(f"/save/{PAGE}", b"", 302, Location=url)
    assert saved(archive, f"{PAGE}#part") == Memento(url, day(31), PAGE)


def test_saving_is_given_a_time_of_its_own(server: Server, archive: Archive) -> None:
    server.answers[f"/save/{PAGE}"] = server.silent
    with pytest.raises(CaptureError, match=r"longer than 0\.2 seconds"):
        saved(replace(archive, saving_seconds=0.2), PAGE)


def test_the_copy_may_be_named_in_a_link_or_a_header(server: Server, archive: Archive) -> None:
    url = keep(server, day(31))
    older = named(server, day(1), "first memento")
    server.answer(f"/save/{PAGE}", "saved", Link=f"{named(server, day(31), 'memento')}, {older}")
    assert saved(archive, PAGE).url == url
    server.answer(f"/save/{PAGE}", "saved", Content_Location=url.partition(str(server.port))[2])
    assert saved(archive, PAGE).url == url


@pytest.mark.parametrize(
    ("status", "headers", "words"),
    [
        (200, {}, "does not say where the copy is"),
        (429, {}, "the archive does not save the page: the server gets too many requests"),
        (523, {}, "the archive does not save the page: the server failed"),
        (200, {"Content_Location": "/none"}, "there is no archived copy at this address"),
    ],
)
def test_a_page_that_is_not_saved_is_told(
    status: int, headers: dict[str, str], words: str, server: Server, archive: Archive
) -> None:
    server.answer(f"/save/{PAGE}", "x", status, **headers)
    with pytest.raises(CaptureError, match=words):
        saved(archive, PAGE)


# --- the command

SOURCES = f"""\
# What was read.
- id: fakes
  type: webpage
  title: Fakes   # as printed
  accessed: 2016-12-21
  url: {PAGE}
- id: no-address
  type: book
  title: A book
- id: kept
  type: webpage
  title: Kept
  url: https://news.example/kept
  archived_url: https://archive.example/1
- {{id: last, type: webpage, title: L, published: 2016-12, url: "https://news.example/last"}}
"""

Ask = Callable[..., Outcome]


@pytest.fixture
def project(dossier_folder: DossierFolder) -> Project:
    return Project.at(dossier_folder({"sources.yml": SOURCES}).parent)


@pytest.fixture
def pauses() -> list[float]:
    return []


@pytest.fixture
def ask(project: Project, archive: Archive, pauses: list[float]) -> Ask:
    def ask(id: str | None = "fakes", **wish: object) -> Outcome:
        asked = Wish(date(2026, 11, 21), archive, pause=pauses.append)
        return run(project, id, replace(asked, **wish))  # type: ignore[arg-type]

    return ask


def archived(project: Project) -> dict[str, str | None]:
    dossier = read(project.data, "data").dossier
    assert dossier is not None
    return {source.id: source.archived_url for source in dossier.sources}


def test_the_copy_is_written_below_the_address(
    project: Project, ask: Ask, server: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(project.root)
    url = keep(server, day(22))
    gate(server, url)
    assert ask() == Outcome(
        (
            f"data/sources.yml: set archived_url of fakes: {url}",
            "  The copy was made on 2016-12-22; the source was read on 2016-12-21.",
        )
    )
    assert (project.data / "sources.yml").read_text() == SOURCES.replace(
        f"  url: {PAGE}\n", f"  url: {PAGE}\n  archived_url: {url}\n"
    )


def test_each_source_without_a_copy_is_asked_for_one_by_one(
    project: Project, ask: Ask, server: Server, pauses: list[float]
) -> None:
    url = keep(server, day(22))
    gate(server, url)
    last = server.answer(f"{GATE}https://news.example/last", "x", Memento_Datetime=stamp(day(5)))
    outcome = ask(None)
    assert (outcome.exit_code, outcome.failed) == (0, ())
    assert archived(project) == {"fakes": url, "no-address": None, "kept": "https://archive.example/1", "last": last}
    assert pauses == [2]
    assert server.asked[-1].headers["accept-datetime"] == "Fri, 16 Dec 2016 12:00:00 GMT"
    assert ask(None).said == ("Every source with a `url` has an `archived_url` already.",)


def test_one_failure_does_not_keep_the_others_back(project: Project, ask: Ask, server: Server) -> None:
    server.answer(f"{GATE}https://news.example/last", "x", Memento_Datetime=stamp(day(5)))
    outcome = ask(None)
    assert (outcome.exit_code, outcome.failed) == (1, ("fakes: the archive has no copy of the page.",))
    assert archived(project)["fakes"] is None
    assert archived(project)["last"] is not None


def test_an_archive_that_is_too_busy_is_left_alone(project: Project, ask: Ask, server: Server) -> None:
    before = files_in(project.root)
    server.answer(f"{GATE}{PAGE}", "x", 429)
    outcome = ask(None)
    assert outcome.failed[1] == "One source not asked for. Try again later."
    assert (outcome.exit_code, len(server.asked)) == (1, 1)
    assert files_in(project.root) == before


def test_a_copy_of_a_page_that_had_moved_is_noted(ask: Ask, server: Server) -> None:
    gate(server, keep(server, day(22), original="https://news.example/home"))
    assert "Note: it is a copy of https://news.example/home, to which the page had moved" in ask().said[2]


def test_a_page_is_saved_with_longer_pauses(project: Project, ask: Ask, server: Server, pauses: list[float]) -> None:
    url = keep(server, day(31))
    server.answer(f"/save/{PAGE}", b"", 302, Location=url)
    ask(None, save=True)
    assert archived(project)["fakes"] == url
    assert pauses == [20]


def test_a_copy_that_the_author_knows_is_checked_and_recorded(project: Project, ask: Ask, server: Server) -> None:
    before = files_in(project.root)
    other = keep(server, day(1), original="https://other.example/")
    assert ask(copy=other).failed == (f"fakes: the archived copy is one of https://other.example/, not of {PAGE}.",)
    assert files_in(project.root) == before
    url = keep(server, day(31))
    assert ask(copy=url).exit_code == 0
    assert archived(project)["fakes"] == url


@pytest.mark.parametrize(
    ("id", "wish", "words"),
    [
        ("fake", {}, "there is no source 'fake': did you mean 'fakes'?"),
        ("no-address", {}, "the source 'no-address' has no `url`"),
        ("kept", {}, "has an `archived_url` already: delete the line"),
        (None, {"copy": "https://archive.example/"}, "--copy is the copy of one source"),
        ("fakes", {"copy": "https://archive.example/", "save": True}, "give one of the two"),
        (
            "fakes",
            {"save": True, "archive": Archive(Network(), timegate="https://other.example/")},
            "--save with another archive needs --save-at",
        ),
    ],
)
def test_wrong_use_is_told(id: str | None, wish: dict[str, object], words: str, project: Project, ask: Ask) -> None:
    before = files_in(project.root)
    outcome = ask(id, **wish)
    assert outcome.exit_code == 2
    assert words in outcome.failed[0]
    assert files_in(project.root) == before


@pytest.mark.parametrize(
    ("fields", "when"),
    [
        ("accessed: 2016-12-21, published: 2015", datetime(2016, 12, 21, 12, tzinfo=UTC)),
        ("published: 2016", datetime(2016, 7, 2, tzinfo=UTC)),
        ("published: 2016-12/2016-12", datetime(2016, 12, 16, 12, tzinfo=UTC)),
        ("accessed: 2016-12-21/..", datetime(2016, 12, 21, 12, tzinfo=UTC)),
        ("accessed: yesterday, published: 2015-01-01", datetime(2015, 1, 1, 12, tzinfo=UTC)),
        ("published: -0100", datetime(2026, 11, 21, 12, tzinfo=UTC)),
        ("published: 9999-12-31", datetime(2026, 11, 21, 12, tzinfo=UTC)),
        ("note: N", datetime(2026, 11, 21, 12, tzinfo=UTC)),
    ],
)
def test_the_moment_wanted_is_when_the_source_was_read(
    fields: str, when: datetime, dossier_folder: DossierFolder
) -> None:
    project = Project.at(dossier_folder({"sources.yml": f"- {{id: a, {fields}}}\n"}).parent)
    source: Written = written_source(project, "a")
    assert wanted_moment(source, date(2026, 11, 21)) == when
