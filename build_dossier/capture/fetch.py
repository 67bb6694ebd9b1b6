"""Fetch a page for capture: follow where it leads, check every step, and say clearly what went wrong."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import urldefrag, urljoin

from build_dossier.capture import CaptureError
from build_dossier.capture.addresses import Deadline
from build_dossier.capture.exchange import Exchange, Network, exchange, unpacked

REDIRECTS = frozenset({301, 302, 303, 307, 308})


@dataclass(frozen=True, slots=True)
class Limits:
    """How much may come, how long it may take, and how often the page may send elsewhere."""

    size: int = 20_000_000
    """Bytes of the answer, as it comes and unpacked."""
    seconds: float = 30
    """For everything together: look-up, connections, redirects and content."""
    redirects: int = 5


@dataclass(frozen=True, slots=True)
class Page:
    """What was fetched: the content, what the server says that it is, and how it came."""

    url: str
    """The address that answered in the end."""
    content: bytes
    """Without its compression."""
    media_type: str
    """As 'text/html', in small letters; '' where the server does not say."""
    charset: str
    """The character encoding that the server names, '' where it names none."""
    exchanges: tuple[Exchange, ...]
    """Every request and answer, in order."""


def fetch(url: str, limits: Limits, network: Network) -> Page:
    """Fetch a page. Raises CaptureError: refused, not there, too large, too slow, or not readable."""
    deadline = Deadline.after(limits.seconds)
    exchanges: list[Exchange] = []
    at = urldefrag(url).url
    while True:
        answer = exchange(at, network, deadline, limits.size)
        exchanges.append(answer)
        goes_to = answer.header("location")
        if answer.status not in REDIRECTS or not goes_to:
            break
        if len(exchanges) > limits.redirects:
            raise CaptureError(f"{url} sends on more than {limits.redirects} times, at last to {goes_to}")
        at = urldefrag(urljoin(at, goes_to)).url
    if why := why_refused(answer):
        raise CaptureError(f"{at}: {why}")
    media_type, charset = content_type(answer.header("content-type"))
    return Page(at, unpacked(answer, limits.size), media_type, charset, tuple(exchanges))


def why_refused(answer: Exchange) -> str:
    """What a status that is no success says, in words; '' for a success."""
    if answer.status == 200:
        return ""
    said = _STATUS.get(answer.status)
    if said is None:
        said = "the server failed" if answer.status >= 500 else "the server does not give the page"
    wait = answer.header("retry-after")
    later = f"; it asks to wait {wait} seconds" if wait.isdecimal() else ""
    return f"{said} ({answer.status}{f' {answer.reason}' if answer.reason else ''}){later}"


_STATUS = {
    204: "the server says that there is nothing",
    401: "forbidden: the page wants a name and a password",
    402: "forbidden: the page wants to be paid for",
    403: "forbidden: the server does not give the page to a program, or not to this one",
    404: "not found: there is no page at this address",
    410: "not found: the page was taken away",
    429: "the server gets too many requests",
    451: "forbidden for legal reasons",
    503: "the server is too busy",
}


def content_type(header: str) -> tuple[str, str]:
    """Media type and charset of a `Content-Type` header (RFC 9110, section 8.3), in small letters."""
    media_type, *parameters = header.lower().split(";")
    for parameter in parameters:
        name, _, value = parameter.partition("=")
        if name.strip() == "charset":
            return media_type.strip(), value.strip().strip("\"'")
    return media_type.strip(), ""
