"""What checking an appearance against its captured source can say."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from build_dossier.language.speaking import gettext
from build_dossier.records.kinds import Key
from build_dossier.values.scales import Scale


class Verdict(Scale):
    """The outcome of a check. "Not there" and "could not check" are never one verdict."""

    VERIFIED = "verified"
    VERIFIED_EDITED = "verified-edited", "verified, edited"
    MISMATCH = "mismatch"
    NOT_CHECKED = "not-checked"
    UNCAPTURABLE = "uncapturable"

    @property
    def symbol(self) -> str:
        """A sign that says the verdict without colour."""
        return _SYMBOLS[self]

    @property
    def meaning(self) -> str:
        """What it says, in a sentence for readers, in the language spoken."""
        match self:
            case Verdict.VERIFIED:
                return gettext("The words stand in the captured text of the source, exactly, but for typography.")
            case Verdict.VERIFIED_EDITED:
                return gettext("The parts around an ellipsis or a bracketed insertion stand in the source, in order.")
            case Verdict.MISMATCH:
                return gettext("The captured text of the source does not hold the words.")
            case Verdict.NOT_CHECKED:
                return gettext("No captured text of the source was at hand; that says nothing about the words.")
            case Verdict.UNCAPTURABLE:
                return gettext("The source has no text that could be captured; its record says why.")

    @property
    def is_verified(self) -> bool:
        """Whether the words were found."""
        return self in (Verdict.VERIFIED, Verdict.VERIFIED_EDITED)


_SYMBOLS = {
    Verdict.VERIFIED: "✓",
    Verdict.VERIFIED_EDITED: "✓",
    Verdict.MISMATCH: "✕",
    Verdict.NOT_CHECKED: "△",
    Verdict.UNCAPTURABLE: "△",
}


@dataclass(frozen=True, slots=True)
class Finding:
    """What is known of one appearance: the verdict and, where the words were found, where and when."""

    verdict: Verdict
    start: int = 0
    end: int = 0
    capture: str = ""
    """SHA-256 of the captured text."""
    on: str = ""
    """The day of the check, as 2026-11-21."""
    around: tuple[str, str] = ("", "")
    """The words before and after, where the words alone are not unique in the source."""


_UNKNOWN = Finding(Verdict.NOT_CHECKED)


@dataclass(frozen=True, slots=True)
class Recorded:
    """How much of a captured source was recorded: passages and figures taken, left out on purpose, and open."""

    recorded: int
    left_out: int
    open: int


@dataclass(frozen=True)
class Evidence:
    """The finding for each appearance of each record with words to check, and how much of each source is used."""

    findings: Mapping[tuple[Key, int], Finding] = field(default_factory=dict)
    recorded: Mapping[str, Recorded] = field(default_factory=dict)
    """By source id; only sources whose coverage was measured."""

    def finding(self, key: Key, appearance: int) -> Finding:
        """The finding for one appearance; what nobody checked is not checked."""
        return self.findings.get((key, appearance), _UNKNOWN)

    def verdict(self, key: Key, appearance: int) -> Verdict:
        """The verdict on one appearance."""
        return self.finding(key, appearance).verdict

    def best(self, key: Key, appearances: int) -> Verdict:
        """The verdict to show where there is room for one: a mismatch anywhere, else the best there is."""
        found = [self.verdict(key, number) for number in range(appearances)]
        if not found:
            return Verdict.NOT_CHECKED
        if Verdict.MISMATCH in found:
            return Verdict.MISMATCH
        return min(found, key=list(Verdict).index)


NO_EVIDENCE = Evidence()
"""Nothing was checked."""
