"""One HTTP request and its answer: to an address that was checked, within a time and a size.

Python's own `http.client` speaks the protocol, over a socket that is connected here, so that no library looks the
host up a second time. Proxies of the environment are not used: the check would be theirs to keep.
"""

from __future__ import annotations

import io
import socket
import ssl
import zlib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from http.client import HTTPConnection, HTTPException, HTTPResponse, IncompleteRead
from typing import Literal

from build_dossier import __version__
from build_dossier.capture import CaptureError
from build_dossier.capture.addresses import (
    Deadline,
    Resolve,
    Target,
    addresses_of,
    system_resolve,
    target_of,
)

USER_AGENT = f"build-dossier/{__version__} (one page at a time, at an author's request)"
_PIECE = 65_536
_ENCODINGS = {"gzip": 31, "x-gzip": 31, "deflate": 15}

Connect = Callable[[str, int, float], socket.socket]
"""Opens a connection to a network address and port within so many seconds."""
Wrap = Callable[[socket.socket, str], socket.socket]
"""Makes a connection one of TLS, with the host whose certificate must be shown."""


def _connect(address: str, port: int, seconds: float) -> socket.socket:
    return socket.create_connection((address, port), timeout=seconds)


def _wrap(connection: socket.socket, host: str) -> socket.socket:
    return ssl.create_default_context().wrap_socket(connection, server_hostname=host)


@dataclass(frozen=True, slots=True)
class Network:
    """How to reach the world: what a test puts its own in place of."""

    allow_private: bool = False
    """Whether addresses in the machine's own network may be fetched."""
    resolve: Resolve = system_resolve
    connect: Connect = _connect
    wrap: Wrap = _wrap
    user_agent: str = USER_AGENT
    """Who says to be asking."""


Headers = tuple[tuple[str, str], ...]
"""Names and values in the order in which they were sent."""


@dataclass(frozen=True, slots=True)
class Exchange:
    """A request and its answer, as they went over the network."""

    url: str
    address: str
    """The network address that answered."""
    path: str
    sent: Headers
    status: int
    reason: str
    received: Headers
    raw: bytes
    """The answer's content as it came, but for the transfer coding."""

    def header(self, name: str) -> str:
        """A header of the answer, all of its lines joined by commas; '' where there is none."""
        return ", ".join(value for key, value in self.received if key.lower() == name)


def exchange(  # noqa: PLR0913 -- what a request is made of
    url: str,
    network: Network,
    deadline: Deadline,
    largest: int,
    headers: Mapping[str, str] | None = None,
    *,
    method: Literal["GET", "HEAD"] = "GET",
) -> Exchange:
    """Ask a web address, without following where it leads. Raises CaptureError.

    `largest` is the number of bytes that the answer may have; with 0 its content is not read at all.
    """
    target = target_of(url)
    found = addresses_of(target, deadline, network.resolve, allow_private=network.allow_private)
    sent = (
        ("Host", target.authority),
        ("User-Agent", network.user_agent),
        ("Accept", "text/html, application/xhtml+xml, application/pdf, text/plain, */*;q=0.1"),
        ("Accept-Encoding", "gzip, deflate"),
        *(headers or {}).items(),
        ("Connection", "close"),
    )
    try:
        address, connection = _connected(target, found, network, deadline)
        with connection:
            answer = _asked(connection, target, sent, deadline, method)
            with answer:
                raw = _content(answer, deadline, largest) if largest else b""
                received = tuple(answer.getheaders())
    except TimeoutError:
        raise deadline.passed() from None
    except ssl.SSLError as error:
        what = getattr(error, "verify_message", "") or error.reason or "TLS failed"
        raise CaptureError(f"no secure connection to {target.host}: {what}") from None
    except IncompleteRead:
        raise CaptureError(f"the answer of {target.host} broke off before its end") from None
    except (HTTPException, ValueError) as error:
        raise CaptureError(f"{target.host} does not answer in HTTP ({type(error).__name__}: {error})") from None
    except OSError as error:
        raise CaptureError(f"no connection to {target.host}: {error.strerror or error}") from None
    return Exchange(url, address, target.path, sent, answer.status, answer.reason, received, raw)


def _connected(
    target: Target, addresses: Sequence[str], network: Network, deadline: Deadline
) -> tuple[str, socket.socket]:
    """A connection to the first of the addresses that takes one."""
    for number, address in enumerate(addresses, 1):
        try:
            share = deadline.left() / (len(addresses) - number + 1)
            connection = network.connect(address, target.port, share)
            break
        except OSError:
            if number == len(addresses):
                raise
    if target.scheme == "https":
        connection.settimeout(deadline.left())
        try:
            return address, network.wrap(connection, target.host)
        except BaseException:
            connection.close()
            raise
    return address, connection


class _Patient(io.RawIOBase):
    """Reads from a connection as long as there is time: a server that sends a byte now and then gets no more."""

    def __init__(self, connection: socket.socket, deadline: Deadline) -> None:
        self._connection, self._deadline = connection, deadline

    def readable(self) -> bool:
        """It can be read."""
        return True

    def readinto(self, buffer: object) -> int:
        """Read what is there, waiting no longer than the time that is left."""
        self._connection.settimeout(self._deadline.left())
        return self._connection.recv_into(buffer)  # type: ignore[arg-type]


class _Readable:
    """The one method of a socket that `HTTPResponse` calls."""

    def __init__(self, connection: socket.socket, deadline: Deadline) -> None:
        self._raw = _Patient(connection, deadline)

    def makefile(self, mode: str) -> io.BufferedReader:
        """The connection as a file to read from."""
        return io.BufferedReader(self._raw)


def _asked(connection: socket.socket, target: Target, sent: Headers, deadline: Deadline, method: str) -> HTTPResponse:
    client = HTTPConnection(target.host, target.port)
    client.sock = connection
    connection.settimeout(deadline.left())
    client.putrequest(method, target.path, skip_host=True, skip_accept_encoding=True)
    for name, value in sent:
        client.putheader(name, value)
    client.endheaders()
    answer = HTTPResponse(_Readable(connection, deadline), method=method)  # type: ignore[arg-type]
    answer.begin()
    return answer


def _content(answer: HTTPResponse, deadline: Deadline, largest: int) -> bytes:
    expected = answer.length
    if expected is not None and expected > largest:
        raise _too_large(largest)
    pieces = bytearray()
    while piece := answer.read(_PIECE):
        deadline.left()
        pieces += piece
        if len(pieces) > largest:
            raise _too_large(largest)
    if expected is not None and len(pieces) < expected:
        raise IncompleteRead(b"", expected - len(pieces))
    return bytes(pieces)


def unpacked(answer: Exchange, largest: int) -> bytes:
    """The content without its compression. Raises CaptureError where it is broken, unknown or too large."""
    content = answer.raw
    for encoding in reversed([one.strip().lower() for one in answer.header("content-encoding").split(",")]):
        if encoding in ("", "identity"):
            continue
        if encoding not in _ENCODINGS:
            raise CaptureError(f"the answer is compressed in a way that is not known here: '{encoding}'")
        try:
            content = _inflated(content, _ENCODINGS[encoding], largest)
        except zlib.error:
            raise CaptureError("the compressed answer is broken") from None
    return content


def _inflated(content: bytes, window: int, largest: int) -> bytes:
    if window == _ENCODINGS["deflate"] and not _is_zlib(content):
        window = -window  # many servers leave out the frame of RFC 1950, which RFC 9110 asks for
    out = b""
    while content:  # a gzip file may have several parts (RFC 1952)
        inflater = zlib.decompressobj(window)
        out += inflater.decompress(content, largest + 1 - len(out))
        if len(out) > largest:
            raise _too_large(largest)
        if not inflater.eof:
            raise CaptureError("the compressed answer broke off before its end")
        content = inflater.unused_data if window == _ENCODINGS["gzip"] else b""
    return out


def _is_zlib(content: bytes) -> bool:
    return len(content) > 1 and content[0] & 15 == 8 and int.from_bytes(content[:2]) % 31 == 0


def _too_large(largest: int) -> CaptureError:
    return CaptureError(f"the answer is larger than {largest / 1_000_000:g} MB")
