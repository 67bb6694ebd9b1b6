"""A small web server for tests: on this machine, with answers that are written out to the byte."""

from __future__ import annotations

import socket
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from socketserver import StreamRequestHandler, ThreadingTCPServer
from typing import NamedTuple

from build_dossier.capture.exchange import Network

PUBLIC = "93.184.216.34"
"""A network address out in the internet, which nothing in the tests connects to."""


class Asked(NamedTuple):
    """A request as it came: its path, its headers by name in small letters, its method."""

    path: str
    headers: dict[str, str]
    method: str = "GET"


Answer = bytes | Callable[[StreamRequestHandler], None]
"""All bytes of an answer, or what writes them."""


@dataclass
class Server:
    """The server: answers by path, or by method and path as 'HEAD /a', and what it was asked, in order."""

    port: int = 0
    answers: dict[str, Answer] = field(default_factory=dict)
    asked: list[Asked] = field(default_factory=list)
    over: threading.Event = field(default_factory=threading.Event)
    """Set when the test is done, so that nothing waits longer."""

    def url(self, path: str = "/") -> str:
        """The address of a path."""
        return f"http://127.0.0.1:{self.port}{path}"

    def answer(self, path: str, *args: bytes | str | int, **headers: str) -> str:
        """Set what stands at a path, as `http` writes it, and give its address."""
        self.answers[path] = http(*args, **headers)  # type: ignore[arg-type]
        return self.url(path)

    def silent(self, handler: StreamRequestHandler) -> None:
        """An answer that never comes."""
        self.over.wait(10)

    def network(self, addresses: Sequence[str] = (PUBLIC,)) -> Network:
        """A world in which every host has these addresses, and each connection ends here."""
        return Network(
            resolve=lambda host, port: addresses,
            connect=lambda address, port, seconds: socket.create_connection(("127.0.0.1", self.port), seconds),
        )


def http(content: bytes | str = b"", status: int = 200, **headers: str) -> bytes:
    """An answer with a content, its length, and headers whose names are written with low lines."""
    body = content.encode() if isinstance(content, str) else content
    named = {"Content-Length": str(len(body)), **{name.replace("_", "-"): value for name, value in headers.items()}}
    head = "".join(f"{name}: {value}\r\n" for name, value in named.items())
    return f"HTTP/1.1 {status} Said\r\n{head}\r\n".encode("latin-1") + body


@contextmanager
def serving() -> Iterator[Server]:
    """A server in a thread of its own."""
    server = Server()

    class Handler(StreamRequestHandler):
        def handle(self) -> None:
            with suppress(ConnectionError):
                method, path, _ = self.rfile.readline().decode("latin-1").split(" ")
                headers = {}
                while line := self.rfile.readline().decode("latin-1").strip():
                    name, _, value = line.partition(": ")
                    headers[name.lower()] = value
                server.asked.append(Asked(path, headers, method))
                answer = server.answers.get(f"{method} {path}") or server.answers.get(path, http("Nothing here.", 404))
                if callable(answer):
                    answer(self)
                else:
                    self.wfile.write(answer)

        def finish(self) -> None:
            with suppress(ConnectionError):
                super().finish()

    with ThreadingTCPServer(("127.0.0.1", 0), Handler) as tcp:
        tcp.daemon_threads = True
        server.port = tcp.server_address[1]
        thread = threading.Thread(target=tcp.serve_forever, args=(0.01,))
        thread.start()
        try:
            yield server
        finally:
            server.over.set()
            tcp.shutdown()
            thread.join()
