"""Does an address still answer? One address, asked as a polite program asks: HEAD, then GET without its content."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from urllib.parse import urldefrag, urljoin, urlsplit

from build_dossier import __version__
from build_dossier.capture import CaptureError
from build_dossier.capture.addresses import Deadline, PrivateAddressError
from build_dossier.capture.exchange import Exchange, Network, exchange
from build_dossier.capture.fetch import REDIRECTS, why_refused

USER_AGENT = f"build-dossier/{__version__} (asks whether the addresses of a dossier's sources still answer)"
MOST_REDIRECTS = 10
_FOR_GOOD = frozenset({301, 308})
# The server is there, and keeps programs, or readers who do not pay, from the page: nothing is known of the page.
_KEPT_OUT = frozenset({401, 402, 403, 407, 429, 451, 999})


class Outcome(StrEnum):
    """What came of asking for an address."""

    ANSWERS = "answers"
    MOVED = "moved"
    """It leads for good to another address, which answers."""
    FORBIDDEN = "forbidden"
    """The server answers, but does not let a program see the page."""
    GONE = "gone"
    LOOPING = "looping"
    FAILED = "failed"
    """The server failed, or was too slow, or could not be reached: this time."""
    NOT_ASKED = "not-asked"
    """The site asks programs to keep away, or the address is in this machine's own network."""


@dataclass(frozen=True, slots=True)
class Answer:
    """The outcome, in words where it is not plain, and the address that it leads to for good."""

    outcome: Outcome
    detail: str = ""
    goes_to: str = ""
    wait: int = 0
    """Seconds that the server asks to wait for."""


Turn = Callable[[str], None]
"""Waits until a host may be asked again."""


@dataclass(frozen=True, slots=True)
class Manners:
    """How to ask: through which network, for how long at most, and when."""

    network: Network
    seconds: float
    """For one address, with all that it leads to."""
    turn: Turn


def probe(url: str, manners: Manners) -> Answer:
    """Ask for an address, and follow where it leads."""
    deadline = Deadline.after(manners.seconds)
    at, seen, is_for_good = urldefrag(url).url, [urldefrag(url).url], True
    try:
        while True:
            answer = _asked(at, manners, deadline)
            goes_to = answer.header("location")
            if answer.status not in REDIRECTS or not goes_to:
                return _told(url, at, answer, moved=is_for_good and len(seen) > 1)
            is_for_good &= answer.status in _FOR_GOOD
            at = urldefrag(urljoin(at, goes_to)).url
            if at in seen:
                return Answer(Outcome.LOOPING, f"it leads in a circle, back to {at}")
            seen.append(at)
            if len(seen) > MOST_REDIRECTS:
                return Answer(Outcome.LOOPING, f"it leads on more than {MOST_REDIRECTS - 1} times, at last to {at}")
    except PrivateAddressError as error:
        return Answer(Outcome.NOT_ASKED, str(error))
    except CaptureError as error:
        return Answer(Outcome.FAILED, str(error))


def _asked(url: str, manners: Manners, deadline: Deadline) -> Exchange:
    """The answer to HEAD where it is a good one; many servers answer only GET."""
    manners.turn(urlsplit(url).netloc)
    try:
        answer = exchange(url, manners.network, deadline, 0, method="HEAD")
        if answer.status < 400 or answer.status == 429:
            return answer
    except PrivateAddressError:
        raise
    except CaptureError:
        deadline.left()  # out of time is out of time, whatever the method
    manners.turn(urlsplit(url).netloc)
    return exchange(url, manners.network, deadline, 0)


def _told(url: str, at: str, answer: Exchange, *, moved: bool) -> Answer:
    why = why_refused(answer)
    wait = answer.header("retry-after")
    if not why or answer.status < 400:
        return _moved(url, at) if moved else Answer(Outcome.ANSWERS)
    if answer.status in _KEPT_OUT:
        return Answer(Outcome.FORBIDDEN, why, wait=_seconds(wait))
    if answer.status >= 500 or answer.status == 408:
        return Answer(Outcome.FAILED, why, wait=_seconds(wait))
    return Answer(Outcome.GONE, why)


def _moved(url: str, at: str) -> Answer:
    before, after = urlsplit(url), urlsplit(at)
    is_front = after.path in ("", "/") and before.path not in ("", "/")
    what = "it leads to a front page now, so the page itself may be gone" if is_front else "it has moved for good"
    return Answer(Outcome.MOVED, what, at)


def _seconds(header: str) -> int:
    return int(header) if header.isdecimal() and len(header) < 10 else 0
