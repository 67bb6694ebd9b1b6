"""The site in a real browser: Chromium, a server on this machine, and a record of what should not have happened."""

from __future__ import annotations

import functools
import gzip
import http.server
import os
import shutil
import threading
from collections import OrderedDict
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Literal
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

_NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
# No call home: a machine without a network would spend its time refusing them.
_QUIET = ("--disable-background-networking", "--disable-component-update", "--disable-sync", "--disable-gpu")
# The pages of a visitor share a process: to start one, and to warm it up, takes a second.
_SHARED = ("--process-per-site",)

# A broken policy tells which rule, what and where, which Chromium's own words do not.
_TELL = """addEventListener("securitypolicyviolation", broken => console.error(
    `policy: ${broken.effectiveDirective} ${broken.blockedURI} ${(broken.target.outerHTML || "").split(">")[0]}`))"""

_LEFT = "net::ERR_ABORTED"

Scheme = Literal["light", "dark"]


def chromium() -> str:
    """Where the browser is; a test that needs it fails in one line where there is none."""
    named = os.environ.get("CHROMIUM")
    found = named or next((path for name in _NAMES if (path := shutil.which(name))), None)
    if not found:
        pytest.fail("No Chromium: install it ('apt install chromium') or name one in CHROMIUM.", pytrace=False)
    return found


@contextmanager
def launched() -> Iterator[Browser]:
    """A headless Chromium."""
    root = ("--no-sandbox",) if hasattr(os, "geteuid") and os.geteuid() == 0 else ()
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium(), args=[*_QUIET, *_SHARED, *root])
        try:
            yield browser
        finally:
            _visitors.clear()
            browser.close()


class _Handler(http.server.SimpleHTTPRequestHandler):
    def log_message(self, format: str, *args: object) -> None:
        """Say nothing."""


class _Compressing(_Handler):
    """Sends what shrinks compressed, and lets a browser keep it, as the usual hosts of static sites do."""

    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        """Send a file, or `index.html` of a folder."""
        path = Path(self.translate_path(self.path))
        path = path / "index.html" if path.is_dir() else path
        if not path.is_file():
            self.send_error(404)
            return
        content, media = path.read_bytes(), self.guess_type(path)
        self.send_response(200)
        if not media.startswith(("font/", "image/png")):
            content = gzip.compress(content)
            self.send_header("Content-Encoding", "gzip")
        self.send_header("Content-Type", media)
        self.send_header("Content-Length", str(len(content)))
        self.send_header("Cache-Control", "max-age=600")
        self.end_headers()
        self.wfile.write(content)


class _Server(http.server.ThreadingHTTPServer):
    def handle_error(self, request: object, client_address: object) -> None:
        """Say nothing of a browser that went away; what it missed, the tests miss too."""


@contextmanager
def served(site: Path, *, compressed: bool = False) -> Iterator[str]:
    """The address of a static server for a folder."""
    handler = functools.partial(_Compressing if compressed else _Handler, directory=str(site))
    with _Server(("127.0.0.1", 0), handler) as server:
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        try:
            yield f"http://127.0.0.1:{server.server_port}/"
        finally:
            server.shutdown()


class Watch:
    """What a page did that no page may do: errors on the console, broken policy, requests to elsewhere."""

    def __init__(self, page: Page, base: str) -> None:
        self.faults: list[str] = []
        self._base = urlsplit(base).netloc
        page.on("console", lambda said: self._note(said.type in ("error", "warning"), f"console: {said.text[:200]}"))
        page.on("pageerror", lambda error: self._note(True, f"script: {error}"))
        page.on("request", lambda request: self._note(self._is_elsewhere(request.url), f"elsewhere: {request.url}"))
        # A page that is left before all of it has come has done nothing wrong.
        page.on("requestfailed", lambda request: self._note(request.failure != _LEFT, f"failed: {request.url}"))
        page.on("response", lambda answer: self._note(answer.status >= 400, f"{answer.status}: {answer.url}"))

    def _note(self, is_fault: bool, words: str) -> None:
        if is_fault and words not in self.faults:
            self.faults.append(words)

    def _is_elsewhere(self, url: str) -> bool:
        return urlsplit(url).scheme in ("http", "https") and urlsplit(url).netloc != self._base


class _Visitor:
    """A browser context that several tests use one after the other, each as if it were new."""

    def __init__(self, browser: Browser, base: str, *, script: bool) -> None:
        self.context = browser.new_context(reduced_motion="reduce", java_script_enabled=script, base_url=base)
        self.context.add_init_script(_TELL)
        self._page = self.context.new_page()  # it keeps the process of the others, and leads to what they stored
        self._page.goto("nothing-stands-here")

    def forget(self) -> None:
        """Forget what earlier pages stored and were granted; what they had of a session went with them."""
        self.context.clear_cookies()
        self.context.clear_permissions()
        self._page.evaluate("localStorage.clear()")


_MOST_VISITORS = 3
_visitors: OrderedDict[tuple[str, bool], _Visitor] = OrderedDict()


def _visitor(browser: Browser, base: str, *, script: bool) -> BrowserContext:
    key = base, script
    if key not in _visitors:
        _visitors[key] = _Visitor(browser, base, script=script)
        if len(_visitors) > _MOST_VISITORS:
            _visitors.popitem(last=False)[1].context.close()
    _visitors.move_to_end(key)
    _visitors[key].forget()
    return _visitors[key].context


@contextmanager
def opened(
    browser: Browser, base: str, *, width: int = 1440, scheme: Scheme = "light", script: bool = True
) -> Iterator[tuple[Page, Watch]]:
    """A new page, with a watch on it, of a visitor of whom the site has stored nothing; files may be in its cache."""
    page = _visitor(browser, base, script=script).new_page()
    try:
        page.set_viewport_size({"width": width, "height": 844 if width < 600 else 900})
        page.emulate_media(color_scheme=scheme)
        yield page, Watch(page, base)
    finally:
        page.close()


@contextmanager
def opened_first(browser: Browser, base: str) -> Iterator[tuple[Page, Watch]]:
    """A new page of a visitor who has no file of the site either, nor anything in memory."""
    context = browser.new_context(
        viewport={"width": 1440, "height": 900}, color_scheme="light", reduced_motion="reduce", base_url=base
    )
    try:
        context.add_init_script(_TELL)
        page = context.new_page()
        yield page, Watch(page, base)
    finally:
        context.close()
