"""Code hosts for tests: as much of the APIs of GitHub and GitLab as is asked for, on this machine."""

from __future__ import annotations

import http.server
import io
import json
import threading
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

TOKEN = "secret-token"  # noqa: S105 -- of no host
BOT = {"login": "github-actions[bot]", "id": 41898282}


@dataclass
class CodeHost:
    """What a host keeps, and what it was asked."""

    address: str = ""
    pulls: list[dict[str, Any]] = field(default_factory=list)
    comments: list[dict[str, Any]] = field(default_factory=list)
    issues: list[dict[str, Any]] = field(default_factory=list)
    archive: bytes | None = None
    """The artifact of the run."""
    written: list[str] = field(default_factory=list)
    """Each request that wrote something: method and path."""
    strayed: list[str] = field(default_factory=list)
    """Where a token was sent that does not belong there."""
    refuses: int = 0
    """A status to answer everything with."""

    def open_pull(self, number: int, head: str, *, owner: str = "owner", branch: str = "change") -> None:
        """Open a pull request."""
        self.pulls.append({"number": number, "head": {"sha": head, "label": f"{owner}:{branch}"}})

    def leave(self, folder: Path) -> None:
        """Make a folder the artifact of the run."""
        content = io.BytesIO()
        with zipfile.ZipFile(content, "w") as archive:
            for path in sorted(folder.rglob("*")):
                archive.write(path, path.relative_to(folder))
        self.archive = content.getvalue()

    def answer(self, method: str, path: str, query: dict[str, str], content: dict[str, Any]) -> Any:  # noqa: ANN401, PLR0911 -- one return a question
        """What the host says."""
        parts = path.strip("/").split("/")
        match [method, *parts]:
            case ["GET", "repos", _, _, "pulls"]:
                return _page([each for each in self.pulls if each["head"]["label"] == query.get("head")], query)
            case ["GET", "repos", _, _, "issues", _, "comments"] | ["GET", "projects", _, "merge_requests", _, "notes"]:
                return _page(self.comments, query)
            case ["GET", "repos", _, _, "issues"] | ["GET", "projects", _, "issues"]:
                return _page([each for each in self.issues if each["state"] in ("open", "opened")], query)
            case ["GET", "repos", _, _, "actions", "runs", _, "artifacts"]:
                live = {"id": 5, "name": query["name"], "expired": False}
                return {"artifacts": [] if self.archive is None else [live]}
            case ["GET", "user"]:
                return {"id": 7, "username": "dossier-bot"}
            case ["POST", "repos", _, _, "issues", _, "comments"]:
                return self._add(self.comments, {"user": BOT, **content})
            case ["POST", "projects", _, "merge_requests", _, "notes"]:
                return self._add(self.comments, {"author": {"id": 7}, **content})
            case ["POST", "repos", _, _, "issues"]:
                return self._add(self.issues, {"user": BOT, "state": "open", **content})
            case ["POST", "projects", _, "issues"]:
                return self._add(self.issues, {"author": {"id": 7}, "state": "opened", **content})
            case [_, "repos", _, _, "issues", "comments", number] | [_, _, _, "merge_requests", _, "notes", number]:
                return self._change(self.comments, number, content)
            case [_, "repos", _, _, "issues", number] | [_, "projects", _, "issues", number]:
                return self._change(self.issues, number, content)
        raise AssertionError(f"{method} {path} is not known here")

    def _add(self, items: list[dict[str, Any]], item: dict[str, Any]) -> dict[str, Any]:
        number = len(items) + 1
        items.append({"id": number, "number": number, "iid": number, **item})
        return items[-1]

    def _change(self, items: list[dict[str, Any]], number: str, content: dict[str, Any]) -> dict[str, Any]:
        item = items[int(number) - 1]
        item.update(content)
        if item.pop("state_event", None) == "close":
            item["state"] = "closed"
        return item


def _page(items: list[dict[str, Any]], query: dict[str, str]) -> list[dict[str, Any]]:
    size, number = int(query["per_page"]), int(query["page"])
    return items[(number - 1) * size : number * size]


@contextmanager
def hosting() -> Iterator[CodeHost]:
    """A host, in a thread of its own, and beside it a store of files that must not see a token."""
    host = CodeHost()

    class Handler(http.server.BaseHTTPRequestHandler):
        def _do(self) -> None:
            parts = urlsplit(self.path)
            length = int(self.headers.get("Content-Length", 0))
            content = json.loads(self.rfile.read(length)) if length else {}
            query = {name: values[0] for name, values in parse_qs(parts.query).items()}
            is_known = TOKEN in (self.headers.get("Authorization", "")[7:], self.headers.get("PRIVATE-TOKEN"))
            if parts.path == "/store":
                if "Authorization" in self.headers:
                    host.strayed.append(self.path)
                self._send(200, host.archive or b"")
            elif host.refuses or not is_known:
                self._send(host.refuses or 401, b"{}")
            elif parts.path.endswith("/zip"):
                self._send(302, b"", Location=f"http://127.0.0.1:{server.server_port}/store")
            else:
                if self.command != "GET":
                    host.written.append(f"{self.command} {parts.path}")
                answer = host.answer(self.command, parts.path, query, content)
                self._send(201 if self.command == "POST" else 200, json.dumps(answer).encode())

        def _send(self, status: int, content: bytes, **headers: str) -> None:
            self.send_response(status)
            for name, value in {**headers, "Content-Length": str(len(content))}.items():
                self.send_header(name.replace("_", "-"), value)
            self.end_headers()
            self.wfile.write(content)

        do_GET = do_POST = do_PATCH = do_PUT = _do

        def log_message(self, format: str, *args: object) -> None:
            """Say nothing."""

    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        host.address = f"http://127.0.0.1:{server.server_port}"
        thread = threading.Thread(target=server.serve_forever, args=(0.01,))
        thread.start()
        try:
            yield host
        finally:
            server.shutdown()
            thread.join()
