"""A real browser, driven over a pipe: Chromium's own protocol, so that nothing need be installed beside it.

https://chromedevtools.github.io/devtools-protocol/
"""

from __future__ import annotations

import json
import os
import select
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

_NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")
_ARGUMENTS = (
    "--headless",
    "--remote-debugging-pipe",
    "--no-first-run",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-dev-shm-usage",
    "--disable-extensions",
)
_SECONDS = 60
# Not a shell: that of Debian knows no files above 9.
_BEGIN = """
import fcntl, os, sys
theirs, ours = (fcntl.fcntl(int(each), fcntl.F_DUPFD, 10) for each in sys.argv[1:3])
os.dup2(theirs, 3)
os.dup2(ours, 4)
os.execvp(sys.argv[3], sys.argv[3:])
"""


class BrowserError(Exception):
    """The browser does not do what it should; the message says what, in a sentence."""


def found(environment: Mapping[str, str]) -> str:
    """Where a browser is: named in CHROMIUM, or one of the usual names; '' where there is none."""
    return environment.get("CHROMIUM") or next((path for name in _NAMES if (path := shutil.which(name))), "")


class Browser:
    """One page of a browser, and the addresses that it asked for."""

    def __init__(self, told: int, heard: int, seconds: float) -> None:
        self._told, self._heard, self._number, self._rest = told, heard, 0, b""
        self._seconds = seconds
        self._session = ""
        self.asked: list[str] = []
        self.faults: list[str] = []
        target = self._call("Target.createTarget", url="about:blank")["targetId"]
        self._session = self._call("Target.attachToTarget", targetId=target, flatten=True)["sessionId"]
        for domain in ("Network", "Page", "Runtime", "Log"):
            self._call(f"{domain}.enable")

    def open(self, address: str) -> None:
        """Go to an address."""
        failure = self._call("Page.navigate", url=address).get("errorText")
        if failure:
            raise BrowserError(f"The browser cannot open {address}: {failure}.")

    def until(self, expression: str) -> Any:  # noqa: ANN401 -- what JavaScript gives
        """The value of an expression of JavaScript as soon as it is one that counts; None where time is up."""
        ends = time.monotonic() + self._seconds
        while time.monotonic() < ends:
            with suppress(BrowserError):  # a page that is being left has no context
                result = self._call("Runtime.evaluate", expression=expression, returnByValue=True)["result"]
                if result.get("value"):
                    return result["value"]
            time.sleep(0.1)
        return None

    def _call(self, method: str, **parameters: object) -> dict[str, Any]:
        self._number += 1
        message = {"id": self._number, "method": method, "params": parameters}
        if self._session:
            message["sessionId"] = self._session
        content = json.dumps(message).encode() + b"\0"
        while content:
            content = content[os.write(self._told, content) :]
        ends = time.monotonic() + _SECONDS
        while True:
            answer = self._next(ends)
            if answer.get("id") == self._number:
                if "error" in answer:
                    raise BrowserError(f"The browser refuses {method}: {answer['error'].get('message')}.")
                result: dict[str, Any] = answer["result"]
                return result
            self._note(answer)

    def _next(self, ends: float) -> dict[str, Any]:
        while b"\0" not in self._rest:
            ready, _, _ = select.select([self._heard], [], [], max(ends - time.monotonic(), 0))
            more = os.read(self._heard, 1 << 16) if ready else b""
            if not more:
                raise BrowserError("The browser ended." if ready else "The browser does not answer.")
            self._rest += more
        line, _, self._rest = self._rest.partition(b"\0")
        message: dict[str, Any] = json.loads(line)
        return message

    def _note(self, event: dict[str, Any]) -> None:
        about = event.get("params", {})
        match event.get("method"):
            case "Network.requestWillBeSent":
                self.asked.append(about["request"]["url"])
            case "Log.entryAdded" if about["entry"]["level"] == "error":
                self.faults.append(about["entry"]["text"])
            case "Runtime.exceptionThrown":
                self.faults.append(str(about["exceptionDetails"].get("text")))


@contextmanager
def started(program: str, seconds: float) -> Iterator[Browser]:
    """A browser without a window, which reads from its file 3 and writes to its file 4; and how long to wait for it."""
    theirs, told = os.pipe()
    heard, ours = os.pipe()
    is_root = hasattr(os, "geteuid") and os.geteuid() == 0
    with TemporaryDirectory(prefix="dossier-browser-", ignore_cleanup_errors=True) as profile:
        arguments = [program, *_ARGUMENTS, *(["--no-sandbox"] if is_root else []), f"--user-data-dir={Path(profile)}"]
        process = subprocess.Popen(  # noqa: S603 -- the browser of this machine
            [sys.executable, "-I", "-S", "-c", _BEGIN, str(theirs), str(ours), *arguments],
            pass_fds=(theirs, ours),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        os.close(theirs)
        os.close(ours)
        try:
            yield Browser(told, heard, seconds)
        except OSError as error:
            raise BrowserError(f"The browser ended: {error.strerror}.") from None
        finally:
            os.close(told)
            os.close(heard)
            process.terminate()
            with suppress(subprocess.TimeoutExpired):
                process.wait(10)
            process.kill()
            process.wait()
