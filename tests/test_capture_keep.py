"""Keeping: the page as it was fetched in a WARC that others read, and files that are written all or not at all."""

from __future__ import annotations

import io
import sys
from datetime import date
from pathlib import Path

import pytest
from warcio.archiveiterator import ArchiveIterator  # type: ignore[import-untyped]
from warcio.checker import Checker  # type: ignore[import-untyped]

from build_dossier.capture import CaptureError
from build_dossier.capture.exchange import Exchange
from build_dossier.capture.keep import put, warc
from tests.projects import files_in

ON = date(2026, 11, 21)
MOVED = Exchange(
    url="http://news.example/a?b=c",
    address="93.184.216.34",
    path="/a?b=c",
    sent=(("Host", "news.example"), ("User-Agent", "build-dossier/0")),
    status=302,
    reason="Found",
    received=(("Location", "/b"), ("Content-Length", "0")),
    raw=b"",
)
THERE = Exchange(
    url="http://news.example/b",
    address="93.184.216.34",
    path="/b",
    sent=MOVED.sent,
    status=200,
    reason="OK",
    received=(
        ("Content-Type", "text/html"),
        ("Content-Encoding", "gzip"),
        ("Transfer-Encoding", "chunked"),
        ("Set-Cookie", "a=b"),
        ("Set-Cookie", "c=d"),
    ),
    raw=b"\x1f\x8bWords",
)


def test_requests_and_answers_are_kept_in_order_as_they_came() -> None:
    records = [
        (one.rec_type, one.rec_headers["WARC-Target-URI"], one.http_headers, one.raw_stream.read())
        for one in ArchiveIterator(io.BytesIO(warc((MOVED, THERE), ON)))
    ]
    assert [(kind, url) for kind, url, _, _ in records] == [
        ("warcinfo", None),
        ("response", MOVED.url),
        ("request", MOVED.url),
        ("response", THERE.url),
        ("request", THERE.url),
    ]
    _, _, head, content = records[3]
    assert (head.get_statuscode(), content) == ("200", b"\x1f\x8bWords")
    assert head.headers == [
        ("Content-Type", "text/html"),
        ("Content-Encoding", "gzip"),
        ("X-Archive-Orig-Transfer-Encoding", "chunked"),
        ("Set-Cookie", "a=b"),
        ("Set-Cookie", "c=d"),
        ("Content-Length", "7"),
    ]
    _, _, asked, _ = records[2]
    assert (asked.protocol, asked.statusline, asked.headers) == ("GET", "/a?b=c HTTP/1.1", list(MOVED.sent))


def test_the_file_is_sound_by_the_checksums_it_carries(tmp_path: Path) -> None:
    path = tmp_path / "a.warc"
    path.write_bytes(warc((MOVED, THERE), ON))
    checker = Checker(type("Command", (), {"inputs": [str(path)], "verbose": False}))
    checker.process_all()
    assert checker.exit_value == 0


def test_the_day_is_that_of_the_capture_and_answers_know_their_requests() -> None:
    _, response, request, *_ = (one.rec_headers for one in ArchiveIterator(io.BytesIO(warc((THERE, MOVED), ON))))
    assert response["WARC-Date"] == request["WARC-Date"] == "2026-11-21"
    assert response["WARC-IP-Address"] == "93.184.216.34"
    assert request["WARC-Concurrent-To"] == response["WARC-Record-ID"]
    assert warc((THERE,), ON).startswith(b"WARC/1.1\r\n")


def test_the_same_exchange_gives_the_same_bytes() -> None:
    assert warc((MOVED, THERE), ON) == warc((MOVED, THERE), ON)
    assert warc((MOVED, THERE), ON) != warc((MOVED, THERE), date(2026, 11, 22))


def test_no_two_records_have_one_id() -> None:
    ids = [one.rec_headers["WARC-Record-ID"] for one in ArchiveIterator(io.BytesIO(warc((MOVED,) * 3, ON)))]
    assert len(set(ids)) == len(ids) == 7


def test_without_warcio_the_extra_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "warcio", None)
    with pytest.raises(CaptureError, match=r"pip install 'build-dossier\[capture\]'"):
        warc((THERE,), ON)


# --- all or nothing


def test_files_are_written_with_the_folders_that_they_need(tmp_path: Path) -> None:
    put({tmp_path / "a/b/c.txt": b"new", tmp_path / "d.txt": b"too"})
    assert files_in(tmp_path) == {"a/b/c.txt": b"new", "d.txt": b"too"}


def test_a_file_keeps_its_permissions_and_a_link_stays_one(tmp_path: Path) -> None:
    real = tmp_path / "real.yml"
    real.write_bytes(b"old")
    real.chmod(0o640)
    (tmp_path / "link.yml").symlink_to("real.yml")
    put({tmp_path / "link.yml": b"new"})
    assert (tmp_path / "link.yml").is_symlink()
    assert (real.read_bytes(), real.stat().st_mode & 0o777) == (b"new", 0o640)


def test_a_file_that_cannot_be_written_leaves_the_others_as_they_were(tmp_path: Path) -> None:
    (tmp_path / "old.txt").write_bytes(b"old")
    (tmp_path / "file").write_bytes(b"")
    before = files_in(tmp_path)
    with pytest.raises(CaptureError, match="cannot be written: "):
        put({tmp_path / "old.txt": b"new", tmp_path / "file/below.txt": b"new"})
    assert files_in(tmp_path) == before


def test_a_file_that_cannot_take_its_place_undoes_what_was_done(tmp_path: Path) -> None:
    (tmp_path / "old.txt").write_bytes(b"old")
    (tmp_path / "folder").mkdir()
    (tmp_path / "folder/in").write_bytes(b"")
    before = files_in(tmp_path)
    with pytest.raises(CaptureError, match="cannot be written: "):
        put({tmp_path / "old.txt": b"new", tmp_path / "made.txt": b"new", tmp_path / "folder": b"new"})
    assert files_in(tmp_path) == before


def test_an_interruption_undoes_what_was_done(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    replace = Path.replace

    def interrupted(self: Path, target: Path) -> Path:
        if target.name == "second.txt":
            raise KeyboardInterrupt
        return replace(self, target)

    monkeypatch.setattr(Path, "replace", interrupted)
    with pytest.raises(KeyboardInterrupt):
        put({tmp_path / "first.txt": b"new", tmp_path / "second.txt": b"new"})
    assert files_in(tmp_path) == {}
