"""Verification: every appearance against its captured source, and the lock that comes of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import NamedTuple

from build_dossier.dossier import Dossier
from build_dossier.evidence.captures import Capture, Captures
from build_dossier.evidence.claims import Claim, ClaimKey, claims
from build_dossier.evidence.lock import ClaimLock, Lock, SourceLock
from build_dossier.evidence.matching import Miss, look_for
from build_dossier.evidence.nearest import Nearest, nearest_passage
from build_dossier.evidence.verdicts import Verdict
from build_dossier.records.source import Source


class Checked(NamedTuple):
    """The outcome for one appearance."""

    claim: Claim
    verdict: Verdict
    why: str
    """Why it was not checked, or why it does not match, where there is more to say."""
    nearest: Nearest | None = None
    """The passage of the capture that comes nearest, for a mismatch."""


@dataclass(frozen=True, slots=True)
class Verification:
    """The outcome for every appearance, and the lock to write."""

    checked: tuple[Checked, ...]
    lock: Lock


def verify(dossier: Dossier, captures: Captures, before: Lock, on: str) -> Verification:
    """Check every appearance. What neither words nor capture changed is taken over from the lock `before`.

    `on` is the day of the check, as 2026-11-21. Where no capture is at hand the lock keeps what it holds.
    """
    checked: list[Checked] = []
    found: dict[ClaimKey, ClaimLock] = {}
    for claim in claims(dossier):
        outcome, entry = _verify(dossier, captures, before, claim, on)
        checked.append(outcome)
        if entry:
            found[claim.key] = entry
    return Verification(tuple(checked), Lock(_sources(dossier, captures, before, found), found))


def _verify(
    dossier: Dossier, captures: Captures, before: Lock, claim: Claim, on: str
) -> tuple[Checked, ClaimLock | None]:
    source = dossier.get(Source, claim.key.source)
    if source.uncapturable:
        return Checked(claim, Verdict.UNCAPTURABLE, source.uncapturable), None
    if not claim.words and source.capture:
        return Checked(claim, Verdict.NOT_CHECKED, "no printed form is recorded (`as_printed`)"), None
    known = before.claims.get(claim.key)
    capture = captures.of(source)
    if capture is None:
        why = "its captured text is not in the folder" if source.capture else "no text of it was captured"
        return Checked(claim, Verdict.NOT_CHECKED, why), known
    digest = claim.digest
    if known and (known.words, known.capture) == (digest, capture.sha256) and known.verdict.is_verified:
        return Checked(claim, known.verdict, ""), known
    return _look(claim, captures, capture, digest, on)


def _look(
    claim: Claim, captures: Captures, capture: Capture, digest: str, on: str
) -> tuple[Checked, ClaimLock]:
    text = captures.folded(capture)
    found = look_for(claim.words, text)
    if isinstance(found, Miss):
        outcome = Checked(claim, Verdict.MISMATCH, found.reason, nearest_passage(claim.words, text))
        return outcome, ClaimLock(Verdict.MISMATCH, digest, capture.sha256, 0, 0, ("", ""), on)
    entry = ClaimLock(found.verdict, digest, capture.sha256, found.start, found.end, found.around, on)
    return Checked(claim, found.verdict, ""), entry


def _sources(
    dossier: Dossier, captures: Captures, before: Lock, found: Mapping[ClaimKey, ClaimLock]
) -> dict[str, SourceLock]:
    """A line for each source that something was checked against."""
    used = {key.source for key in found}
    sources = {}
    for source in dossier.sources:
        capture = captures.of(source)
        if source.id in used and capture and source.capture:
            sources[source.id] = SourceLock(source.capture, capture.sha256)
        elif source.id in used and source.id in before.sources:
            sources[source.id] = before.sources[source.id]
    return sources
