"""How much room each party takes: what is quoted of it, and the figures that it vouches for."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from build_dossier.dossier import Dossier, derived
from build_dossier.views.balance import counts_in_digits
from build_dossier.views.common import Context, Link
from build_dossier.views.words import word_count


@dataclass(frozen=True, slots=True)
class PartyShare:
    """How much room one speaker, or those who speak for one party, take."""

    party: Link
    quotes: int
    words: int
    figures: int

    @property
    def numbers(self) -> tuple[str, ...]:
        """Quotations, words and figures, for a row of a table."""
        return counts_in_digits(self.quotes, self.words, self.figures)


def party_shares(context: Context) -> tuple[PartyShare, ...]:
    """Quotations, words and figures by the party for whom they were spoken, most words first."""
    counted = context.dossier.once(_shares).items()
    shares = [PartyShare(context.to_party(party), *counts) for party, counts in counted]
    return tuple(sorted(shares, key=lambda share: (-share.words, -share.figures, share.party.text)))


@derived
def _shares(dossier: Dossier) -> Mapping[str, tuple[int, int, int]]:
    """Quotations, words and figures of each party, by its id."""
    words: dict[str, list[int]] = {}
    for quote in dossier.quotes:
        words.setdefault(quote.on_behalf_of or quote.speaker, []).append(word_count(quote.text))
    figures = Counter(statistic.claimant for statistic in dossier.statistics if statistic.claimant)
    return {
        party: (len(words.get(party, ())), sum(words.get(party, ())), figures[party])
        for party in dict.fromkeys((*words, *figures))
    }
