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


def verify(dossier: Dossier, captures: Captures, before: Lock, on: str, *, again: bool = False) -> Verification:
    """Check every appearance. What neither words nor capture changed is taken over from the lock `before`.

    `on` is the day of the check, as 2026-11-21. With `again` the lock is not believed where a capture is at hand:
    the rules of matching may have changed since. Where no capture is at hand the lock keeps what it holds.
    """
    checked: list[Checked] = []
    found: dict[ClaimKey, ClaimLock] = {}
    for claim in claims(dossier):
        outcome, entry = _verify(dossier, captures, before, claim, on, again)
        checked.append(outcome)
        if entry:
            found[claim.key] = entry
    return Verification(tuple(checked), Lock(_sources(dossier, captures, before, found), found))


def _verify(  # noqa: PLR0913, PLR0917 -- a claim, and all that it is held against
    dossier: Dossier, captures: Captures, before: Lock, claim: Claim, on: str, again: bool
) -> tuple[Checked, ClaimLock | None]:
    source = dossier.get(Source, claim.key.source)
    if nothing := _nothing_to_check(claim, source):
        return nothing, None
    capture, digest = captures.of(source), claim.digest
    known = before.on(claim.key, digest, capture.sha256 if capture else "")
    if capture is None:
        return Checked(claim, Verdict.NOT_CHECKED, "its captured text is not in the folder"), known
    if again or known is None or (known.words, known.capture) != (digest, capture.sha256):
        return _look(claim, captures, capture, digest, on)
    if known.verdict is Verdict.MISMATCH:  # looked for again, for its nearest passage
        return _look(claim, captures, capture, digest, known.on)
    return Checked(claim, known.verdict, ""), known


def _nothing_to_check(claim: Claim, source: Source) -> Checked | None:
    if not source.capture and source.uncapturable:
        return Checked(claim, Verdict.UNCAPTURABLE, source.uncapturable)
    if not source.capture:
        return Checked(claim, Verdict.NOT_CHECKED, "no text of it was captured")
    if not claim.words:
        return Checked(claim, Verdict.NOT_CHECKED, "no printed form is recorded (`as_printed`)")
    return None


def _look(claim: Claim, captures: Captures, capture: Capture, digest: str, on: str) -> tuple[Checked, ClaimLock]:
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
    for source in (one for one in dossier.sources if one.id in used):
        capture = captures.of(source)
        if capture and source.capture:
            known = before.sources.get(source.id, SourceLock("", ""))
            sources[source.id] = known._replace(file=source.capture, sha256=capture.sha256)
        elif source.id in before.sources:
            sources[source.id] = before.sources[source.id]
    return sources
