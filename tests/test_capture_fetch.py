"""Fetching: what comes, what is refused, and what is said of it."""

from __future__ import annotations

import gzip
import socket
import ssl
import zlib
from collections.abc import Iterator
from dataclasses import replace
from socketserver import StreamRequestHandler

import pytest

from build_dossier.capture import CaptureError
from build_dossier.capture.exchange import Network
from build_dossier.capture.fetch import Limits, Page, content_type, fetch
from tests.servers import PUBLIC, Server, http, serving

HERE = Network(allow_private=True)
LIMITS = Limits(size=10_000, seconds=10)
HASTY = replace(LIMITS, seconds=0.2)


@pytest.fixture
def server() -> Iterator[Server]:
    with serving() as started:
        yield started


def get(url: str, limits: Limits = LIMITS, network: Network = HERE) -> Page:
    return fetch(url, limits, network)


# --- what comes


def test_a_page_comes_with_what_the_server_says_of_it(server: Server) -> None:
    url = server.answer("/a", "<p>Words</p>", Content_Type="Text/HTML; Charset=UTF-8", X_Other="ä")
    page = get(f"{url}#part")
    assert (page.url, page.content, page.media_type, page.charset) == (url, b"<p>Words</p>", "text/html", "utf-8")
    (exchange,) = page.exchanges
    assert (exchange.address, exchange.status, exchange.raw) == ("127.0.0.1", 200, b"<p>Words</p>")
    assert ("X-Other", "ä") in exchange.received


def test_the_request_says_who_asks_and_keeps_no_connection(server: Server) -> None:
    get(server.answer("/a?b=c", "x"))
    (asked,) = server.asked
    assert asked.path == "/a?b=c"
    assert asked.headers["host"] == f"127.0.0.1:{server.port}"
    assert asked.headers["user-agent"].startswith("build-dossier/")
    assert asked.headers["connection"] == "close"
    assert "cookie" not in asked.headers


RAW_DEFLATE = zlib.compressobj(wbits=-15)


@pytest.mark.parametrize(
    ("encoding", "content"),
    [
        ("gzip", gzip.compress(b"Words", mtime=0)),
        ("x-gzip", gzip.compress(b"Words", mtime=0)),
        ("GZIP", gzip.compress(b"Wo", mtime=0) + gzip.compress(b"rds", mtime=0)),
        ("deflate", zlib.compress(b"Words")),
        ("deflate", RAW_DEFLATE.compress(b"Words") + RAW_DEFLATE.flush()),
        ("identity", b"Words"),
        ("deflate, gzip", gzip.compress(zlib.compress(b"Words"), mtime=0)),
    ],
)
def test_compression_is_undone_but_kept_in_the_record(server: Server, encoding: str, content: bytes) -> None:
    page = get(server.answer("/", content, Content_Encoding=encoding))
    assert page.content == b"Words"
    assert page.exchanges[0].raw == content


def test_an_answer_in_chunks_is_put_together(server: Server) -> None:
    server.answers["/"] = b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nWor\r\n2\r\nds\r\n0\r\n\r\n"
    assert get(server.url()).content == b"Words"


def test_an_answer_without_a_length_ends_with_the_connection(server: Server) -> None:
    server.answers["/"] = b"HTTP/1.0 200 OK\r\n\r\nWords"
    assert get(server.url()).content == b"Words"


@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
def test_a_page_that_moved_is_followed(server: Server, status: int) -> None:
    server.answer("/b/c", "Words")
    page = get(server.answer("/a", b"", status, Location="b/c#part"))
    assert (page.url, page.content, [one.status for one in page.exchanges]) == (
        server.url("/b/c"),
        b"Words",
        [status, 200],
    )


@pytest.mark.parametrize(
    ("header", "read"),
    [
        ("text/html", ("text/html", "")),
        ("text/html;charset=GBK", ("text/html", "gbk")),
        ('text/html; a="b" ; charset="utf-8"', ("text/html", "utf-8")),
        ("", ("", "")),
    ],
)
def test_a_content_type_is_read(header: str, read: tuple[str, str]) -> None:
    assert content_type(header) == read


# --- what the server refuses


@pytest.mark.parametrize(
    ("status", "words"),
    [
        (404, r"not found: there is no page at this address \(404 Said\)"),
        (410, "not found: the page was taken away"),
        (401, "forbidden"),
        (403, "forbidden: the server does not give the page"),
        (451, "forbidden for legal reasons"),
        (418, r"the server does not give the page \(418"),
        (500, r"the server failed \(500"),
        (204, "there is nothing"),
        (304, "the server does not give the page"),
    ],
)
def test_a_status_is_told_in_words(server: Server, status: int, words: str) -> None:
    with pytest.raises(CaptureError, match=words) as failed:
        get(server.answer("/a", "x" if status not in (204, 304) else "", status))
    assert str(failed.value).startswith(server.url("/a"))


def test_a_server_that_is_too_busy_says_when_to_come_back(server: Server) -> None:
    with pytest.raises(CaptureError, match=r"too many requests \(429 Said\); it asks to wait 120 seconds"):
        get(server.answer("/", "x", 429, Retry_After="120"))


# --- where it may not lead


def test_this_machine_is_not_fetched_from_unless_told_otherwise(server: Server) -> None:
    url = server.answer("/", "secret")
    with pytest.raises(CaptureError, match=r"^127\.0\.0\.1 is this machine itself: not fetched.*--allow-private"):
        get(url, network=Network())
    assert server.asked == []


def test_a_public_page_that_sends_into_the_own_network_is_not_followed(server: Server) -> None:
    server.answer("/metadata", "secret")
    server.answer("/a", b"", 302, Location="http://169.254.169.254/metadata")
    network = replace(server.network(), resolve=lambda host, port: [PUBLIC if host == "news.example" else host])
    with pytest.raises(CaptureError, match=r"169\.254\.169\.254 is a link-local address"):
        get("http://news.example/a", network=network)
    assert [asked.path for asked in server.asked] == ["/a"]


def test_the_address_that_was_checked_is_the_one_connected_to(server: Server) -> None:
    """DNS rebinding: the name leads elsewhere the second time, and is not asked a second time."""
    server.answer("/a", "Words")
    given = iter([[PUBLIC], ["127.0.0.1"]])
    connected: list[str] = []

    def connect(address: str, port: int, seconds: float) -> socket.socket:
        connected.append(address)
        return socket.create_connection(("127.0.0.1", server.port), seconds)

    network = Network(resolve=lambda host, port: next(given), connect=connect)
    assert get("http://news.example/a", network=network).content == b"Words"
    assert connected == [PUBLIC]
    assert next(given) == ["127.0.0.1"]
    assert server.asked[0].headers["host"] == "news.example"


def test_a_redirect_to_the_same_name_is_checked_anew(server: Server) -> None:
    server.answer("/a", b"", 302, Location="/b")
    given = iter([[PUBLIC], ["127.0.0.1"]])
    network = replace(server.network(), resolve=lambda host, port: next(given))
    with pytest.raises(CaptureError, match="this machine itself"):
        get("http://news.example/a", network=network)


def test_an_address_that_takes_no_connection_is_passed_over(server: Server) -> None:
    server.answer("/", "Words")

    def connect(address: str, port: int, seconds: float) -> socket.socket:
        if address != PUBLIC:
            raise ConnectionRefusedError(111, "Connection refused")
        return socket.create_connection(("127.0.0.1", server.port), seconds)

    network = Network(resolve=lambda *_: ["8.8.8.8", PUBLIC], connect=connect)
    assert get("http://news.example/", network=network).exchanges[0].address == PUBLIC
    with pytest.raises(CaptureError, match=r"no connection to news\.example: Connection refused"):
        get("http://news.example/", network=replace(network, resolve=lambda *_: ["8.8.8.8"]))


@pytest.mark.parametrize("location", ["file:///etc/passwd", "ftp://example.org/a", "http://user:pw@example.org/"])
def test_a_redirect_to_what_is_no_page_is_refused(server: Server, location: str) -> None:
    with pytest.raises(CaptureError, match=r"web address|password"):
        get(server.answer("/", b"", 302, Location=location))


def test_a_loop_of_redirects_is_given_up(server: Server) -> None:
    server.answer("/a", b"", 302, Location="/b")
    with pytest.raises(CaptureError, match="sends on more than 5 times"):
        get(server.answer("/b", b"", 302, Location="/a"))
    assert len(server.asked) == 6


def test_the_certificate_is_asked_for_the_name_and_not_the_address(server: Server) -> None:
    server.answer("/", "Words")
    names: list[str] = []

    def wrap(connection: socket.socket, host: str) -> socket.socket:
        names.append(host)
        return connection

    page = get("https://news.example/", network=replace(server.network(), wrap=wrap))
    assert (names, page.content, server.asked[0].headers["host"]) == (["news.example"], b"Words", "news.example")


def test_what_is_no_secure_connection_is_told() -> None:
    here, there = socket.socketpair()
    with there:
        there.sendall(http("Words"))
        network = replace(HERE, resolve=lambda *_: [PUBLIC], connect=lambda *_: here)
        with pytest.raises(CaptureError, match=r"no secure connection to a\.example: "):
            get("https://a.example/", network=network)


def test_a_certificate_that_does_not_hold_is_told(server: Server) -> None:
    def wrap(connection: socket.socket, host: str) -> socket.socket:
        error = ssl.SSLCertVerificationError(1, "certificate verify failed")
        error.verify_message = "certificate has expired"
        raise error

    with pytest.raises(CaptureError, match=r"no secure connection to a\.example: certificate has expired"):
        get("https://a.example/", network=replace(server.network(), wrap=wrap))


# --- too large


def test_a_length_that_is_too_large_is_believed(server: Server) -> None:
    server.answers["/"] = b"HTTP/1.1 200 OK\r\nContent-Length: 10001\r\n\r\n"
    with pytest.raises(CaptureError, match=r"larger than 0\.01 MB"):
        get(server.url())


def test_what_never_ends_is_cut_off(server: Server) -> None:
    def endless(handler: StreamRequestHandler) -> None:
        handler.wfile.write(b"HTTP/1.1 200 OK\r\n\r\n")
        while not server.over.is_set():
            handler.wfile.write(b"x" * 65_536)

    server.answers["/"] = endless
    with pytest.raises(CaptureError, match=r"larger than 0\.01 MB"):
        get(server.url())


@pytest.mark.parametrize("encoding", ["gzip", "deflate"])
def test_a_bomb_does_not_go_off(server: Server, encoding: str) -> None:
    bomb = b"\0" * 5_000_000
    packed = gzip.compress(bomb, mtime=0) if encoding == "gzip" else zlib.compress(bomb)
    assert len(packed) < LIMITS.size
    with pytest.raises(CaptureError, match=r"larger than 0\.01 MB"):
        get(server.answer("/", packed, Content_Encoding=encoding))


def test_many_small_bombs_do_not_add_up(server: Server) -> None:
    part = gzip.compress(b"\0" * 6_000, mtime=0)
    with pytest.raises(CaptureError, match=r"larger than 0\.01 MB"):
        get(server.answer("/", part * 3, Content_Encoding="gzip"))


# --- too slow


def test_a_server_that_says_nothing_is_not_waited_for(server: Server) -> None:
    server.answers["/"] = server.silent
    with pytest.raises(CaptureError, match=r"longer than 0\.2 seconds"):
        get(server.url(), HASTY)


@pytest.mark.parametrize("start", [b"", b"HTTP/1.1 200 OK\r\nX-A: ", b"HTTP/1.1 200 OK\r\n\r\n"])
def test_a_server_that_sends_a_byte_now_and_then_does_not_win_time(server: Server, start: bytes) -> None:
    def drip(handler: StreamRequestHandler) -> None:
        handler.wfile.write(start)
        while not server.over.wait(0.02):
            handler.wfile.write(b"1")

    server.answers["/"] = drip
    with pytest.raises(CaptureError, match=r"longer than 0\.2 seconds"):
        get(server.url(), HASTY)


def test_redirects_share_one_time(server: Server) -> None:
    server.answers["/a"] = http(b"", 302, Location="/b")
    server.answers["/b"] = server.silent
    with pytest.raises(CaptureError, match=r"longer than 0\.2 seconds"):
        get(server.url("/a"), HASTY)


# --- broken


@pytest.mark.parametrize(
    ("answer", "words"),
    [
        (b"HTTP/1.1 200 OK\r\nContent-Length: 50\r\n\r\nWor", "broke off before its end"),
        (b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n9\r\nWor", "broke off before its end"),
        (b"", "does not answer in HTTP"),
        (b"SSH-2.0-OpenSSH_9.6\r\n", "does not answer in HTTP"),
        (b"HTTP/1.1 200 OK\r\nX: " + b"x" * 70_000 + b"\r\n\r\n", "does not answer in HTTP"),
        (b"HTTP/1.1 200 OK\r\n" + b"X: y\r\n" * 200 + b"\r\n", "does not answer in HTTP"),
    ],
)
def test_an_answer_that_is_broken_is_not_taken(server: Server, answer: bytes, words: str) -> None:
    server.answers["/"] = answer
    with pytest.raises(CaptureError, match=words):
        get(server.url())


@pytest.mark.parametrize(
    ("encoding", "content", "words"),
    [
        ("gzip", b"no gzip at all", "broken"),
        ("gzip", gzip.compress(b"Words" * 100, mtime=0)[:-9], "broke off"),
        ("deflate", zlib.compress(b"Words")[:-4], "broke off"),
        ("br", b"xx", "compressed in a way that is not known here: 'br'"),
    ],
)
def test_compression_that_is_broken_is_told(server: Server, encoding: str, content: bytes, words: str) -> None:
    with pytest.raises(CaptureError, match=words):
        get(server.answer("/", content, Content_Encoding=encoding))


def test_a_port_where_nobody_listens_is_told() -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    with pytest.raises(CaptureError, match=r"no connection to 127\.0\.0\.1: Connection refused"):
        get(f"http://127.0.0.1:{port}/")
