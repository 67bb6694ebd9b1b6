"""Links: which sources have an address that no longer answers. Asked politely, and remembered."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterable, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from datetime import date
from itertools import groupby
from urllib.parse import urlsplit

from build_dossier.capture.exchange import Network
from build_dossier.capture.probe import USER_AGENT, Answer, Manners, Outcome, probe
from build_dossier.capture.robots import rules_of
from build_dossier.commands.links_kept import Kept, Memory
from build_dossier.records.source import Source
from build_dossier.views.common import source_name

MOST_HOSTS = 8
"""Hosts that are asked at the same time; each of them gets one request after the other."""
_LONGEST_WAIT = 60
_LATER = frozenset({Outcome.FAILED})
_TIMES = 2


@dataclass(frozen=True, slots=True)
class Wish:
    """How to ask."""

    day: date
    network: Network = field(default_factory=lambda: Network(user_agent=USER_AGENT))
    seconds: float = 30
    """For one address, with all that it leads to."""
    pause: float = 2
    """Seconds between two requests to a host; the next try waits twice as long, and so on."""
    retries: int = 2
    """Tries after the first one, where the trouble may pass."""
    max_age: int = 5
    """Days for which a good answer holds."""


@dataclass(frozen=True, slots=True)
class Having:
    """A source that has an address."""

    id: str
    name: str
    archived_url: str


@dataclass(frozen=True, slots=True)
class Found:
    """An address, the sources that have it, and what came of asking."""

    url: str
    sources: tuple[Having, ...]
    outcome: Outcome
    detail: str
    goes_to: str
    since: str
    """The first day on which it gave no answer, '' where it answers."""
    times: int
    """Days on which it was asked in vain, since then."""

    @property
    def is_dead(self) -> bool:
        """Whether it no longer answers: what may pass by itself must have been seen on a second day."""
        return self.outcome in (Outcome.GONE, Outcome.LOOPING) or (
            self.outcome is Outcome.FAILED and self.times >= _TIMES
        )


def look(sources: Iterable[Source], memory: Memory, wish: Wish) -> tuple[tuple[Found, ...], Memory]:
    """Ask for the address of each source; what was found, in the order of the addresses, and what to remember."""
    having: dict[str, list[Source]] = {}
    for source in sources:
        if source.url:
            having.setdefault(source.url, []).append(source)
    due = [url for url in having if memory.is_due(url, wish.day, wish.max_age)]
    answers = _ask(due, wish)
    kept = {url: memory.after(url, answers.get(url), wish.day) for url in sorted(having)}
    found = tuple(_found(url, having[url], kept[url]) for url in kept)
    return found, Memory(kept)


def _found(url: str, sources: list[Source], kept: Kept) -> Found:
    having = (Having(source.id, source_name(source), source.archived_url or "") for source in sources)
    ordered = tuple(sorted(having, key=lambda source: source.id))
    return Found(url, ordered, kept.outcome, kept.detail, kept.goes_to, kept.since, kept.times)


# --- asking


class _Turns:
    """Keeps two requests to a host apart, whoever sends them."""

    def __init__(self, pause: float) -> None:
        self._pause = pause
        self._next: dict[str, float] = {}
        self._lock = threading.Lock()

    def wait(self, host: str) -> None:
        """Wait for the host's next turn."""
        with self._lock:
            now = time.monotonic()
            turn = max(now, self._next.get(host, now))
            self._next[host] = turn + self._pause
        if turn > now:
            time.sleep(turn - now)


def _ask(urls: Iterable[str], wish: Wish) -> Mapping[str, Answer]:
    manners = Manners(wish.network, wish.seconds, _Turns(wish.pause).wait)
    by_host = [list(group) for _, group in groupby(sorted(urls, key=_host), _host)]
    with ThreadPoolExecutor(MOST_HOSTS) as pool:
        parts = pool.map(lambda group: _ask_host(group, manners, wish), by_host)
        return {url: answer for part in parts for url, answer in part.items()}


def _host(url: str) -> str:
    parts = urlsplit(url)
    return f"{parts.netloc} {parts.scheme}"


def _ask_host(urls: list[str], manners: Manners, wish: Wish) -> dict[str, Answer]:
    """The addresses of one host, one after the other."""
    may: Callable[[str], bool] = rules_of(urls[0], manners)
    refused = Answer(Outcome.NOT_ASKED, "its site asks programs to keep away from it (robots.txt)")
    return {url: _answer(url, manners, wish) if may(url) else refused for url in urls}


def _answer(url: str, manners: Manners, wish: Wish) -> Answer:
    """The answer, asked for again where the trouble may pass."""
    for attempt in range(wish.retries + 1):
        answer = probe(url, manners)
        is_later = answer.outcome in _LATER or answer.wait
        if not is_later or attempt == wish.retries or answer.wait > _LONGEST_WAIT:
            break
        time.sleep(max(wish.pause * 2**attempt, min(answer.wait, _LONGEST_WAIT) if wish.pause else 0))
    return answer
