"""What checking an appearance against its captured source can say."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

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
        """What it says, in a sentence for readers."""
        return _MEANINGS[self]

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


_MEANINGS = {
    Verdict.VERIFIED: "The words stand in the captured text of the source, exactly, but for typography.",
    Verdict.VERIFIED_EDITED: "The parts around an ellipsis or a bracketed insertion stand in the source, in order.",
    Verdict.MISMATCH: "The captured text of the source does not hold the words.",
    Verdict.NOT_CHECKED: "No captured text of the source was at hand; that says nothing about the words.",
    Verdict.UNCAPTURABLE: "The source has no text that could be captured; its record says why.",
}


@dataclass(frozen=True)
class Evidence:
    """The verdict for each appearance of each record that has words to check."""

    verdicts: Mapping[tuple[Key, int], Verdict] = field(default_factory=dict)

    def verdict(self, key: Key, appearance: int) -> Verdict:
        """The verdict on one appearance; what nobody checked is not checked."""
        return self.verdicts.get((key, appearance), Verdict.NOT_CHECKED)

    def best(self, key: Key, appearances: int) -> Verdict:
        """The verdict to show where there is room for one: a mismatch anywhere, else the best there is."""
        found = [self.verdict(key, number) for number in range(appearances)]
        if not found:
            return Verdict.NOT_CHECKED
        if Verdict.MISMATCH in found:
            return Verdict.MISMATCH
        return min(found, key=list(Verdict).index)
