"""Keep what was captured: the text, and beside it the page as it was fetched, all of it or nothing."""

from __future__ import annotations

import io
from collections.abc import Iterable, Mapping
from datetime import date
from hashlib import sha256
from pathlib import Path
from uuid import NAMESPACE_URL, uuid5

from build_dossier import __version__
from build_dossier.capture import CaptureError
from build_dossier.capture.exchange import Exchange, Headers
from build_dossier.capture.needs import needed

# What is said of the transfer no longer holds of the content, which is kept without its transfer coding.
_OF_THE_TRANSFER = frozenset({"transfer-encoding", "content-length", "connection", "keep-alive", "trailer"})


def warc(exchanges: Iterable[Exchange], on: date) -> bytes:
    """Requests and answers as a WARC file (ISO 28500:2017, WARC 1.1), not compressed; the same input, the same bytes.

    Dates have the precision of a day, as version 1.1 allows; record ids come from the content. A header of the answer
    that tells of the transfer is kept with `X-Archive-Orig-` before its name. Raises CaptureError without warcio.
    """
    out = io.BytesIO()
    needed("warcio")
    writing = needed("warcio.warcwriter")
    heads = needed("warcio.statusandheaders").StatusAndHeaders
    writer = writing.WARCWriter(out, gzip=False, warc_version="1.1")

    def write(kind: str, url: str, head: object, content: bytes, more: Mapping[str, str]) -> str:
        digest = sha256(out.getvalue() + content).hexdigest()
        id = f"<urn:uuid:{uuid5(NAMESPACE_URL, f'{kind} {url} {digest}')}>"
        headers = {"WARC-Record-ID": id, "WARC-Date": on.isoformat(), **more}
        record = writer.create_warc_record(
            url, kind, io.BytesIO(content), len(content), http_headers=head, warc_headers_dict=headers
        )
        writer.write_record(record)
        return id

    info = f"software: build-dossier {__version__}\r\nformat: WARC File Format 1.1\r\n".encode()
    write("warcinfo", "", None, info, {"Content-Type": "application/warc-fields"})
    for one in exchanges:
        asked = heads(f"GET {one.path} HTTP/1.1", list(one.sent), is_http_request=True)
        said = heads(f"{one.status} {one.reason}", _kept(one), protocol="HTTP/1.1")
        id = write("response", one.url, said, one.raw, {"WARC-IP-Address": one.address})
        write("request", one.url, asked, b"", {"WARC-Concurrent-To": id})
    return out.getvalue()


def _kept(one: Exchange) -> list[tuple[str, str]]:
    headers: Headers = tuple(
        (f"X-Archive-Orig-{name}" if name.lower() in _OF_THE_TRANSFER else name, value) for name, value in one.received
    )
    return [*headers, ("Content-Length", str(len(one.raw)))]


def put(files: Mapping[Path, bytes]) -> None:
    """Write several files, all of them or none. Raises CaptureError.

    Each is written beside its place first; only when all are there do they take their places.
    """
    parts: dict[Path, Path] = {}
    placed: list[tuple[Path, bytes | None]] = []
    try:
        for path, content in files.items():
            real = path.resolve()  # a link stays a link
            real.parent.mkdir(parents=True, exist_ok=True)
            part = real.with_name(f".{real.name}.part")
            parts[real] = part
            part.write_bytes(content)
            if real.exists():
                part.chmod(real.stat().st_mode & 0o7777)
        for real, part in parts.items():
            before = real.read_bytes() if real.exists() else None
            part.replace(real)
            placed.append((real, before))
    except BaseException as error:
        for real, before in placed:
            if before is None:
                real.unlink()
            else:
                real.write_bytes(before)
        if isinstance(error, OSError):
            where = Path(error.filename).name if isinstance(error.filename, str) else "a file"
            raise CaptureError(f"{where} cannot be written: {error.strerror or error}") from None
        raise
    finally:
        for part in parts.values():
            part.unlink(missing_ok=True)
