"""What a site asks programs to keep away from: the Robots Exclusion Protocol (RFC 9309)."""

from __future__ import annotations

from collections.abc import Callable
from urllib.parse import urlsplit
from urllib.robotparser import RobotFileParser

from build_dossier.capture import CaptureError
from build_dossier.capture.addresses import Deadline
from build_dossier.capture.exchange import exchange, unpacked
from build_dossier.capture.probe import Manners

NAME = "build-dossier"
_LARGEST = 500_000  # RFC 9309 asks to read at least 500 KiB


def rules_of(url: str, manners: Manners) -> Callable[[str], bool]:
    """Which addresses of a site may be asked for. Where it says nothing, all may.

    A `robots.txt` that cannot be had forbids nothing here: one request a week to a page that readers are sent to is no
    crawling, and a site that is gone is what we look for.
    """
    site = urlsplit(url)
    rules = RobotFileParser()
    rules.parse(_lines(f"{site.scheme}://{site.netloc}/robots.txt", manners))
    return lambda address: rules.can_fetch(NAME, address)


def _lines(url: str, manners: Manners) -> list[str]:
    manners.turn(urlsplit(url).netloc)
    try:
        answer = exchange(url, manners.network, Deadline.after(manners.seconds), _LARGEST)
        return unpacked(answer, _LARGEST).decode("utf-8", "replace").splitlines() if answer.status == 200 else []
    except CaptureError:
        return []
