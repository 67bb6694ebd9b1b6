"""Web links as text: the `Link` header (RFC 8288) and documents of the type application/link-format (RFC 6690)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import NamedTuple
from urllib.parse import urljoin

_ADDRESS = re.compile(r"[\s,]*<([^<>]*)>")
_PARAMETER = re.compile(r"""\s*;\s*([\w!#$&+.^`|~*-]*)\s*(?:=\s*(?:"((?:[^"\\]|\\.)*)"|([^",;\s]*)))?""")


class Link(NamedTuple):
    """A link: where to, in which relations, and its other parameters by name."""

    url: str
    relations: frozenset[str]
    parameters: dict[str, str]

    def moment(self, name: str) -> datetime | None:
        """A parameter that is a moment, as `datetime`; None where it is none."""
        return moment(self.parameters.get(name, ""))


def links(text: str, base: str) -> Iterator[Link]:
    """The links in a text; relative addresses start from `base`. What is no link ends the reading."""
    at = 0
    while found := _ADDRESS.match(text, at):
        at = found.end()
        parameters: dict[str, str] = {}
        while (parameter := _PARAMETER.match(text, at)) and parameter.end() > at:
            at = parameter.end()
            name, quoted, token = parameter.groups()
            value = re.sub(r"\\(.)", r"\1", quoted) if quoted is not None else token or ""
            parameters.setdefault(name.lower(), value)  # the first of a name counts
        try:
            url = urljoin(base, found.group(1))
        except ValueError:
            continue
        yield Link(url, frozenset(parameters.get("rel", "").lower().split()), parameters)


def moment(text: str) -> datetime | None:
    """A date of HTTP, as 'Wed, 21 Dec 2016 10:00:00 GMT'; None where it is none."""
    try:
        read = parsedate_to_datetime(text)
    except (TypeError, ValueError):
        return None
    return read.replace(tzinfo=UTC) if read.tzinfo is None else read.astimezone(UTC)
