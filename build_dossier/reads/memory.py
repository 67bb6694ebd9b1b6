"""What an earlier build noted of what was read, so that little has to be worked out to see that it is as it was.

None of it is taken for true: a fingerprint is used again only where what it was taken of is there once more.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Memory:
    """What was noted, by the names of what was read."""

    fingerprints: Mapping[str, str] = field(default_factory=dict)
    """What each name stood for."""
    texts: Mapping[str, str] = field(default_factory=dict)
    """Of each 'record KEY' the checksum of the text that it was read from."""
    questions: Mapping[str, Collection[str]] = field(default_factory=dict)
    """For each function of the whole dossier ('derived LANGUAGE FUNCTION'), the names that it read."""


FORGOTTEN = Memory()
"""There was no earlier build, or it was made with another program."""
