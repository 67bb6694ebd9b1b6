"""The test of a built site before it is published: its links, a search, and that nobody else is asked for anything."""

from __future__ import annotations

import functools
import http.server
import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import islice
from pathlib import Path
from urllib.parse import quote, urlsplit

from build_dossier.ci.browser import Browser, BrowserError, started
from build_dossier.ci.site_pages import faults
from build_dossier.publish.search_index import FOLDER, shown_in

_RESULTS = ".dossier-search-results a"
_TRIED, _WORDS = 50, 6


def wrong(site: Path, program: str, seconds: float) -> Iterator[str]:
    """Everything that is wrong with a site, in sentences; without a browser ('') its scripts are not run.

    `seconds` is how long a search may take.
    """
    yield from faults(site)
    if not program:
        return
    try:
        with served(site) as address, started(program, seconds) as browser:
            yield from _searched(site, browser, address)
            browser.open(address)
            browser.until("document.readyState === 'complete'")
            yield from _elsewhere(browser, address)
    except BrowserError as error:
        yield str(error)


def _searched(site: Path, browser: Browser, address: str) -> Iterator[str]:
    """What is wrong with the search: a record must be among what is found for its own title."""
    record = _record(site)
    if record is None:
        return
    title, url = record
    browser.open(f"{address}?q={quote(title)}")
    hrefs = f"[...document.querySelectorAll({json.dumps(_RESULTS)})].map(a => new URL(a.href).pathname)"
    path = urlsplit(f"{address}{url}").path
    if not browser.until(f"{hrefs}.includes({json.dumps(path)})"):
        yield f"the search does not find '{title}' ({url})"


def _record(site: Path) -> tuple[str, str] | None:
    """What to search for, and the address that must be found; None where the search knows no record.

    Of the newest records that with the longest title, by its first words: a short one may be in every record.
    """
    known = []
    records = shown_in(site) if (site / FOLDER).is_dir() else iter(())
    for shown in islice(records, _TRIED):
        words = str(shown.get("title", "")).strip("“”\"'").removesuffix(" …").split()
        known.append((" ".join(words[:_WORDS]), str(shown.get("url", "")).partition("#")[0]))
    return max(known, key=lambda each: len(each[0]), default=None)


def _elsewhere(browser: Browser, address: str) -> Iterator[str]:
    own = urlsplit(address).netloc
    for asked in dict.fromkeys(browser.asked):
        parts = urlsplit(asked)
        if parts.scheme in ("http", "https", "ws", "wss") and parts.netloc != own:
            yield f"another host is asked for '{asked}'"
    yield from (f"the browser's console says: {fault[:200]}" for fault in dict.fromkeys(browser.faults))


class _Quiet(http.server.SimpleHTTPRequestHandler):
    def log_message(self, format: str, *args: object) -> None:
        """Say nothing."""


class _Server(http.server.ThreadingHTTPServer):
    def handle_error(self, request: object, client_address: object) -> None:
        """Say nothing of a browser that went away."""


@contextmanager
def served(site: Path) -> Iterator[str]:
    """The address of a server for a folder, on this machine."""
    with _Server(("127.0.0.1", 0), functools.partial(_Quiet, directory=str(site))) as server:
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        try:
            yield f"http://127.0.0.1:{server.server_port}/"
        finally:
            server.shutdown()
