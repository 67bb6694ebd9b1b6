"""Asking a code host: JSON over its API, with a token that no other host gets to see."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from http.client import HTTPException
from typing import Any
from urllib.error import HTTPError, URLError
from urllib.parse import urlencode, urlsplit
from urllib.request import HTTPRedirectHandler, Request, build_opener

from build_dossier import __version__

_SECONDS = 60
_LARGEST = 20_000_000
_MOST_PAGES = 20
_A_PAGE = 100


class HostError(Exception):
    """The host refused, or could not be reached; the message says what, in a sentence."""


class _Stay(HTTPRedirectHandler):
    """Follows nothing: the token would go along."""

    def redirect_request(self, *args: object) -> None:
        """Give the redirect itself as the answer."""


_OPENER = build_opener(_Stay)


@dataclass(frozen=True, slots=True)
class Api:
    """The API of a host at an address, with the headers that hold its token."""

    address: str
    headers: Mapping[str, str] = field(repr=False)

    def __post_init__(self) -> None:
        parts = urlsplit(self.address)
        if parts.scheme != "https" and parts.hostname not in ("127.0.0.1", "localhost"):
            raise HostError("The address of the host's API is none of https, so it does not get the token.")

    def get(self, path: str, **query: str | int) -> Any:  # noqa: ANN401 -- what JSON holds
        """What stands at a path."""
        return self._json("GET", f"{path}?{urlencode(query)}" if query else path)

    def pages(self, path: str, **query: str | int) -> Iterator[dict[str, Any]]:
        """The items of a list, page by page."""
        for number in range(1, _MOST_PAGES + 1):
            items = self.get(path, **query, per_page=_A_PAGE, page=number)
            if not isinstance(items, list):
                raise HostError(f"The host's answer to {path} is not in the form that is known here.")
            yield from (item for item in items if isinstance(item, dict))
            if len(items) < _A_PAGE:
                return

    def send(self, method: str, path: str, **content: str) -> Any:  # noqa: ANN401 -- what JSON holds
        """Write something."""
        return self._json(method, path, json.dumps(content).encode())

    def file(self, path: str, largest: int) -> bytes:
        """A file, which the host may keep elsewhere: that place does not get the token."""
        status, headers, content = _asked(Request(f"{self.address}{path}", headers=self._all()), largest)  # noqa: S310 -- https, as checked above
        if status in (301, 302, 303, 307, 308):
            place = headers.get("Location", "")
            if urlsplit(place).scheme != "https" and urlsplit(place).hostname != "127.0.0.1":
                raise HostError("The host keeps the file at an address that is none of https.")
            status, _, content = _asked(Request(place, headers=_AGENT), largest)  # noqa: S310
        if status != 200:
            raise HostError(f"The host does not give the file ({status}).")
        return content

    def _json(self, method: str, path: str, content: bytes | None = None) -> Any:  # noqa: ANN401
        sent = {**self._all(), **({"Content-Type": "application/json"} if content else {})}
        request = Request(f"{self.address}{path}", data=content, headers=sent, method=method)  # noqa: S310
        status, _, answer = _asked(request, _LARGEST)
        if status >= 300:
            raise HostError(f"The host answers {status} to {method} {path.partition('?')[0]}{_cure(status)}.")
        try:
            return json.loads(answer)
        except (ValueError, RecursionError):
            raise HostError(f"The host's answer to {path.partition('?')[0]} is no JSON.") from None

    def _all(self) -> dict[str, str]:
        return {**_AGENT, **self.headers}


_AGENT = {"User-Agent": f"build-dossier/{__version__}"}


def _cure(status: int) -> str:
    return ": the token lacks a right, or holds no more" if status in (401, 403) else ""


def _asked(request: Request, largest: int) -> tuple[int, Mapping[str, str], bytes]:
    try:
        with _OPENER.open(request, timeout=_SECONDS) as answer:
            return answer.status, dict(answer.headers), _content(answer, largest)
    except HTTPError as error:
        with error:
            return error.code, dict(error.headers), b""
    except (URLError, OSError, HTTPException) as error:
        reason = error.reason if isinstance(error, URLError) else error
        raise HostError(f"The host cannot be reached: {reason}.") from None


def _content(answer: Any, largest: int) -> bytes:  # noqa: ANN401 -- a response, or an error that is one
    content: bytes = answer.read(largest + 1)
    if len(content) > largest:
        raise HostError(f"The host's answer is larger than {largest:,} bytes.")
    return content
