"""`dossier links` against a server on this machine that is slow, has moved, is gone, leads round or forbids."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Iterator, Mapping
from pathlib import Path
from socketserver import StreamRequestHandler
from typing import Any

import pytest

from tests.conftest import DossierFolder
from tests.projects import files_in, run_here
from tests.servers import Asked, Server, http, serving

HOSTILE = "</title> [x](https://evil.example) @somebody #1 `x` <!-- --> | ![](https://evil.example/a.png)"


@pytest.fixture
def server() -> Iterator[Server]:
    with serving() as started:
        yield started


@pytest.fixture
def asked(dossier_folder: DossierFolder, server: Server) -> Iterator[Asking]:
    yield Asking(dossier_folder, server)


class Asking:
    """A dossier whose sources are at some paths of the server, and the command run on it."""

    def __init__(self, dossier_folder: DossierFolder, server: Server) -> None:
        self._folder, self._server = dossier_folder, server
        self.root = Path()

    def sources(self, paths: Mapping[str, str], more: str = "") -> Asking:
        lines = [
            f"- {{id: {id}, type: webpage, title: T, publisher: P, url: '{self._server.url(path)}'}}"
            for id, path in paths.items()
        ]
        self.root = self._folder({"sources.yml": "\n".join(lines) + "\n" + more}).parent
        return self

    def run(self, *args: str, day: str = "2018-01-01", retries: int = 0) -> subprocess.CompletedProcess[str]:
        fixed = ("--pause", "0", "--retries", str(retries), "--allow-private", "--on", day)
        return run_here("links", "-C", self.root, *fixed, *args)

    def rows(self, *args: str, day: str = "2018-01-01", retries: int = 0) -> dict[str, dict[str, Any]]:
        done = self.run("--format", "json", *args, day=day, retries=retries)
        assert done.stderr == ""
        return {source["id"]: row for row in json.loads(done.stdout) for source in row["sources"]}


def _pages(asked: list[Asked]) -> list[str]:
    return [f"{each.method} {each.path}" for each in asked if each.path != "/robots.txt"]


# --- what a server may answer


def test_an_address_that_answers_is_asked_for_once_with_head(asked: Asking, server: Server) -> None:
    server.answer("/a", "content")
    done = asked.sources({"a": "/a"}).run()
    assert (done.returncode, done.stdout) == (0, "Of one address, every one answers.\n")
    assert _pages(server.asked) == ["HEAD /a"]
    assert "build-dossier" in server.asked[0].headers["user-agent"]


def test_a_page_that_is_gone_no_longer_answers(asked: Asking, server: Server) -> None:
    server.answer("/gone", "", 410)
    done = asked.sources({"a": "/gone", "b": "/never"}).run()
    assert done.returncode == 1
    assert "a: no longer answers: " in done.stdout
    assert "the page was taken away (410" in done.stdout
    assert "b: no longer answers: " in done.stdout
    assert done.stdout.endswith("Of two addresses, two no longer answer.\n")


def test_get_has_the_last_word_where_a_server_does_not_like_head(asked: Asking, server: Server) -> None:
    for number, status in enumerate((403, 404, 405, 501)):
        server.answers[f"HEAD /{number}"] = http("", status)
        server.answer(f"/{number}", "content")
    server.answers["HEAD /4"] = b"nonsense\r\n\r\n"
    server.answer("/4", "content")
    rows = asked.sources({f"s{number}": f"/{number}" for number in range(5)}).rows()
    assert {row["outcome"] for row in rows.values()} == {"answers"}


def test_a_page_that_has_moved_for_good_tells_where_it_is_now(asked: Asking, server: Server) -> None:
    server.answer("/old", "", 301, Location="/on")
    server.answer("/on", "", 308, Location="/new")
    server.answer("/new", "content")
    row = asked.sources({"a": "/old"}).rows()["a"]
    assert (row["outcome"], row["goes_to"], row["is_dead"]) == ("moved", server.url("/new"), False)
    assert "now at " in asked.run().stdout


def test_a_page_that_leads_elsewhere_for_now_has_not_moved(asked: Asking, server: Server) -> None:
    server.answer("/old", "", 302, Location="/new")
    server.answer("/new", "content")
    assert asked.sources({"a": "/old"}).rows()["a"]["outcome"] == "answers"


def test_a_page_that_leads_to_the_front_page_may_be_gone(asked: Asking, server: Server) -> None:
    server.answer("/old/story", "", 301, Location="/")
    server.answer("/", "content")
    assert "may be gone" in asked.sources({"a": "/old/story"}).rows()["a"]["detail"]


def test_a_page_that_moved_to_nowhere_no_longer_answers(asked: Asking, server: Server) -> None:
    server.answer("/old", "", 301, Location="/nothing")
    assert asked.sources({"a": "/old"}).rows()["a"]["outcome"] == "gone"


def test_a_page_that_leads_in_a_circle_or_without_end_no_longer_answers(asked: Asking, server: Server) -> None:
    server.answer("/a", "", 302, Location="/b")
    server.answer("/b", "", 302, Location="/a")
    for number in range(20):
        server.answer(f"/on/{number}", "", 302, Location=f"/on/{number + 1}")
    rows = asked.sources({"circle": "/a", "endless": "/on/0"}).rows()
    assert {(row["outcome"], row["is_dead"]) for row in rows.values()} == {("looping", True)}
    assert "back to" in rows["circle"]["detail"]


@pytest.mark.parametrize("status", [401, 402, 403, 429, 451])
def test_a_server_that_forbids_is_there(asked: Asking, server: Server, status: int) -> None:
    server.answer("/a", "", status)
    done = asked.sources({"a": "/a"}).run()
    assert done.returncode == 0
    assert "a: keeps programs out: " in done.stdout


def test_a_slow_server_is_given_up(asked: Asking, server: Server) -> None:
    server.answers["/slow"] = server.silent
    row = asked.sources({"a": "/slow"}).rows("--timeout", "0.3")["a"]
    assert (row["outcome"], row["detail"]) == ("failed", "it took longer than 0.3 seconds")


def test_a_long_page_is_not_fetched(asked: Asking, server: Server) -> None:
    server.answers["HEAD /long"] = http("", 405)
    server.answers["/long"] = b"HTTP/1.1 200 Fine\r\nContent-Length: 99999999999\r\n\r\n" + b"x" * 1000
    assert asked.sources({"a": "/long"}).rows()["a"]["outcome"] == "answers"


def test_trouble_that_may_pass_is_dead_on_the_second_day_only(asked: Asking, server: Server) -> None:
    server.answer("/a", "", 500)
    first = asked.sources({"a": "/a"}).run(day="2018-01-01")
    assert (first.returncode, "a: did not answer this time: " in first.stdout) == (0, True)
    again = asked.rows(day="2018-01-01")["a"]
    assert (again["times"], again["is_dead"]) == (1, False), "a second run on the day tells nothing new"
    second = asked.run(day="2018-01-08")
    assert second.returncode == 1
    assert "in vain since 2018-01-01, two runs" in second.stdout
    server.answer("/a", "content")
    assert asked.rows(day="2018-01-15")["a"]["since"] == ""


def test_trouble_that_passes_at_once_is_no_trouble(asked: Asking, server: Server) -> None:
    server.answers["HEAD /a"] = http("", 503)
    tries = iter([http("", 503, Retry_After="1"), http("content")])

    def better_each_time(handler: StreamRequestHandler) -> None:
        handler.wfile.write(next(tries))

    server.answers["/a"] = better_each_time
    assert asked.sources({"a": "/a"}).rows(retries=2)["a"]["outcome"] == "answers"
    assert _pages(server.asked) == ["HEAD /a", "GET /a"] * 2


def test_a_server_that_asks_to_wait_too_long_is_not_asked_again(asked: Asking, server: Server) -> None:
    server.answer("/a", "", 503, Retry_After="3600")
    assert asked.sources({"a": "/a"}).rows(retries=3)["a"]["outcome"] == "failed"
    assert _pages(server.asked) == ["HEAD /a", "GET /a"]


# --- manners


def test_what_a_site_asks_to_keep_away_from_is_not_asked(asked: Asking, server: Server) -> None:
    server.answer("/robots.txt", "User-agent: *\nDisallow: /private/\n")
    server.answer("/public", "content")
    rows = asked.sources({"a": "/private/a", "b": "/public"}).rows()
    assert (rows["a"]["outcome"], rows["b"]["outcome"]) == ("not-asked", "answers")
    assert _pages(server.asked) == ["HEAD /public"]
    assert [each.path for each in server.asked].count("/robots.txt") == 1


def test_a_host_is_asked_one_thing_after_the_other_with_a_pause(
    asked: Asking, server: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    from build_dossier.commands.links import _Turns  # noqa: PLC0415 -- the clock has no public door

    slept: list[float] = []
    monkeypatch.setattr("build_dossier.commands.links.time.monotonic", lambda: 100.0)
    monkeypatch.setattr("build_dossier.commands.links.time.sleep", slept.append)
    turns = _Turns(2)
    for host in ("a.example", "a.example", "b.example", "a.example"):
        turns.wait(host)
    assert slept == [2, 4]


def test_an_address_in_the_own_network_is_not_asked(asked: Asking, server: Server) -> None:
    server.answer("/a", "content")
    asked.sources({"a": "/a"})
    done = run_here("links", "-C", asked.root, "--pause", "0", "--format", "json")
    assert json.loads(done.stdout)[0]["outcome"] == "not-asked"
    assert server.asked == []


def test_one_address_of_several_sources_is_asked_for_once(asked: Asking, server: Server) -> None:
    server.answer("/a", "content")
    assert set(asked.sources({"a": "/a", "b": "/a"}).rows()) == {"a", "b"}
    assert len(_pages(server.asked)) == 1


# --- memory


def test_a_good_answer_holds_for_some_days(asked: Asking, server: Server, tmp_path: Path) -> None:
    server.answer("/a", "content")
    asked.sources({"a": "/a"})
    for day, times in (("01", 1), ("03", 1), ("05", 1), ("06", 2)):
        assert asked.rows("--cache", str(tmp_path / "kept"), day=f"2018-01-{day}")["a"]["outcome"] == "answers"
        assert len(_pages(server.asked)) == times, day
    assert set(files_in(tmp_path / "kept")) == {"links.json"}


@pytest.mark.parametrize("content", ["", "[]", "{", '{"x": {}}', '{"x": 1}', '{"x": {"asked": "soon"}}', "\0"])
def test_a_broken_memory_is_none(asked: Asking, server: Server, tmp_path: Path, content: str) -> None:
    server.answer("/a", "content")
    (tmp_path / "links.json").write_text(content, "utf-8")
    assert asked.sources({"a": "/a"}).rows("--cache", str(tmp_path))["a"]["outcome"] == "answers"
    assert len(_pages(server.asked)) == 1


def test_no_other_command_asks(asked: Asking, server: Server) -> None:
    asked.sources({"a": "/a"})
    for command in (("check",), ("pages",), ("export",)):
        run_here(*command, "-C", asked.root)
    assert server.asked == []


# --- how it is told


def test_nothing_to_ask(asked: Asking) -> None:
    done = asked.sources({}).run()
    assert (done.returncode, done.stdout) == (0, "No source has an address.\n")


def test_broken_data_are_told_and_nothing_is_asked(asked: Asking, server: Server) -> None:
    done = asked.sources({"a": "/a"}, more="- {id: b}\n").run()
    assert done.returncode == 1
    assert "error[missing-field]" in done.stderr
    assert server.asked == []


def test_markdown_tells_what_to_do_and_lets_no_title_speak(asked: Asking, server: Server) -> None:
    title = json.dumps(HOSTILE)
    server.answer("/m", "", 301, Location="/n")
    server.answer("/n", "content")
    url = server.url("/gone")
    asked.sources({"m": "/m"}, more=f"- {{id: h, type: webpage, title: T, publisher: {title}, url: '{url}'}}\n")
    told = asked.run("--format", "markdown").stdout
    assert told.startswith("Of two addresses, one no longer answers, one has moved.\n")
    assert "## No longer answers (1)" in told
    assert f"<{url}>" in told
    for word in ("[x]", "@somebody", "<!--", "![", "</title>"):
        assert word not in told
