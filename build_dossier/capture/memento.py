"""Ask a web archive for its copy of a page: Memento (RFC 7089), which most archives speak.

A TimeGate is asked for the copy of a moment (`Accept-Datetime`) and leads to a memento, which says with
`Memento-Datetime` when it was made. A TimeGate may choose as it likes; so the copies that it names besides (`Link`), or
those of its TimeMap, are looked at too, and the nearest is taken. https://www.rfc-editor.org/rfc/rfc7089
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from email.utils import format_datetime
from urllib.parse import quote, unquote, urldefrag, urljoin, urlsplit

from build_dossier.capture import CaptureError
from build_dossier.capture.addresses import Deadline
from build_dossier.capture.exchange import Exchange, Network, exchange, unpacked
from build_dossier.capture.fetch import REDIRECTS, why_refused
from build_dossier.capture.links import Link, links, moment

INTERNET_ARCHIVE = "https://web.archive.org/web/"
"""The TimeGate of the Internet Archive: the address of a page is put behind it."""
INTERNET_ARCHIVE_SAVES = "https://web.archive.org/save/"
"""Its "Save Page Now": a GET of this, with the address of a page behind it, makes a copy."""
_LARGEST = 5_000_000
"""Bytes of a TimeMap; that of a much visited page can have a hundred million."""
_HOPS = 5
_PAGES = 3
_BUSY = (429, 503)


class BusyError(CaptureError):
    """The archive asks not to be asked for now."""


@dataclass(frozen=True, slots=True)
class Memento:
    """An archived copy of a page."""

    url: str
    at: datetime
    """When the copy was made."""
    original: str = ""
    """Which page it is a copy of, where the archive says so."""

    def is_of(self, url: str) -> bool:
        """Whether it is a copy of the page: scheme, `www.` and a slash at the end do not matter."""
        return not self.original or _bare(self.original) == _bare(url)


@dataclass(frozen=True, slots=True)
class Archive:
    """How to reach an archive."""

    network: Network
    seconds: float = 30
    """For each question, with everything that it takes."""
    timegate: str = INTERNET_ARCHIVE
    saves: str = INTERNET_ARCHIVE_SAVES
    saving_seconds: float = 120
    """For making a copy: the archive fetches the page while it is waited for."""


def nearest(archive: Archive, url: str, when: datetime) -> Memento:
    """The archive's copy of a page that is nearest in time to `when`. Raises CaptureError."""
    deadline = Deadline.after(archive.seconds)
    asked = {"Accept-Datetime": format_datetime(when, usegmt=True)}
    answers = _followed(archive, archive.timegate + urldefrag(url).url, deadline, asked)
    given = _memento(answers[-1], "the archive has no copy of the page")
    said = [link for answer in answers for link in _links(answer)]
    others = _mementos(said)
    if not any({"prev", "next"} & link.relations for link in said):
        others += _from_timemap(archive, said, when, deadline)

    def distance(one: Memento) -> tuple[float, str]:
        return abs((one.at - when).total_seconds()), one.url

    for other in sorted(others, key=distance):
        if distance(other)[0] >= distance(given)[0]:
            break
        try:
            return memento_at(archive, other.url)
        except BusyError:
            break
        except CaptureError:
            continue  # named, but not there
    return given


def memento_at(archive: Archive, url: str) -> Memento:
    """The archived copy at an address. Raises CaptureError where it is none."""
    deadline = Deadline.after(archive.seconds)
    return _memento(_followed(archive, url, deadline)[-1], "there is no archived copy at this address")


def saved(archive: Archive, url: str) -> Memento:
    """Have the archive make a copy of the page now, with a GET as "Save Page Now" takes it. Raises CaptureError."""
    deadline = Deadline.after(archive.saving_seconds)
    answers = _followed(archive, archive.saves + urldefrag(url).url, deadline)
    last = answers[-1]
    if why := why_refused(last):
        raise _failure(last, f"the archive does not save the page: {why}")
    if moment(last.header("memento-datetime")):
        return _memento(last, "")
    copies = sorted(_mementos(link for answer in answers for link in _links(answer)), key=lambda one: one.at)
    content_location = last.header("content-location")
    if copies:
        return memento_at(archive, copies[-1].url)
    if content_location:
        return memento_at(archive, urljoin(last.url, content_location))
    raise CaptureError("the archive does not say where the copy is that it was asked to make")


def _followed(
    archive: Archive, url: str, deadline: Deadline, headers: Mapping[str, str] | None = None
) -> list[Exchange]:
    """The answers from an address to where it leads in the end; their content is not read."""
    answers: list[Exchange] = []
    while len(answers) <= _HOPS:
        answer = exchange(url, archive.network, deadline, 0, headers)
        answers.append(answer)
        goes_to = answer.header("location")
        if answer.status not in REDIRECTS or not goes_to:
            return answers
        url = urldefrag(urljoin(url, goes_to)).url
    raise CaptureError(f"the archive sends on more than {_HOPS} times")


def _memento(answer: Exchange, why_none: str) -> Memento:
    at = moment(answer.header("memento-datetime"))
    if at and (why := why_refused(answer)):
        raise _failure(answer, f"what the archive keeps is not the page: {why}")
    if not at and answer.status in (404, 410):
        raise CaptureError(why_none)
    if why := why_refused(answer):
        raise _failure(answer, f"the archive does not answer: {why}")
    if not at:
        raise CaptureError(f"{urlsplit(answer.url).hostname} does not speak Memento (RFC 7089)")
    original = next((link.url for link in _links(answer) if "original" in link.relations), "")
    # a TimeGate may show the memento itself, and name its address here (RFC 7089, section 4.1.2)
    place = urljoin(answer.url, answer.header("content-location"))
    return Memento(_written(place), at, original)


def _failure(answer: Exchange, message: str) -> CaptureError:
    return BusyError(message) if answer.status in _BUSY else CaptureError(message)


def _links(answer: Exchange) -> list[Link]:
    return list(links(answer.header("link"), answer.url))


def _mementos(found: Iterable[Link]) -> list[Memento]:
    dated = ((link, link.moment("datetime")) for link in found if "memento" in link.relations)
    return [Memento(_written(link.url), at) for link, at in dated if at]


def _from_timemap(archive: Archive, said: Iterable[Link], when: datetime, deadline: Deadline) -> list[Memento]:
    """The mementos of the TimeMap that is linked, of the part that is nearest in time; [] where it cannot be had."""
    found: list[Memento] = []
    seen: set[str] = set()
    for _ in range(_PAGES):
        maps = [link for link in said if "timemap" in link.relations and link.url not in seen]
        if not maps:
            break
        part = min(maps, key=lambda link: _outside(link, when))
        seen.add(part.url)
        try:
            answer = exchange(part.url, archive.network, deadline, _LARGEST)
            if answer.status != 200:
                break
            text = unpacked(answer, _LARGEST).decode("utf-8", "replace")
        except CaptureError:
            break
        said = [link for link in links(text, part.url) if "self" not in link.relations]
        found += _mementos(said)
    return found


def _outside(link: Link, when: datetime) -> float:
    """How many seconds a moment lies outside the time that a part of a TimeMap says that it covers."""
    start, end = link.moment("from"), link.moment("until")
    early = (start - when).total_seconds() if start else 0.0
    late = (when - end).total_seconds() if end else 0.0
    return max(early, late, 0.0)


def _written(url: str) -> str:
    """An address with everything escaped that a source's `archived_url` may not hold."""
    return re.sub(r"[\s<>\"\\^`{|}]", lambda char: quote(char.group(), safe=""), url)


def _bare(url: str) -> str:
    parts = urlsplit(unquote(urldefrag(url).url))
    host = (parts.hostname or "").removeprefix("www.")
    return f"{host}{parts.path.rstrip('/')}?{parts.query}"
