"""Is a figure's value the number that its printed form tells?"""

from __future__ import annotations

import re
from decimal import Decimal

from build_dossier.evidence.figures import FigureKind, figures
from build_dossier.records.statistic import Statistic

# A unit that counts in thousands or millions: '3.4' of it may be printed as '3,400'.
_SCALED = re.compile(r"thousand|million|billion|trillion|hundred|\b(?:k|m|bn)\b", re.IGNORECASE)


# Words that make another number of the one beside them: 'two and a half', 'two thirds', 'one in ten'.
_FRACTIONS = re.compile(
    r"\b(?:half|halves|thirds?|quarters?|fifths?|tenths?|hundredths?|in|out of|of every|times|demi|tiers"
    r"|quarts?|halb\w*|drittel|viertel|medio|media|tercios?|cuartos?)\b|[¼½¾⅓⅔/]|分之",
    re.IGNORECASE,
)


def printed_number(statistic: Statistic, words: str, language: str) -> Decimal | None:
    """The number that the printed words tell, where it is none of the statistic's own; else None.

    Nothing is said of words that tell no exact number, several, or a fraction, nor where the unit counts in
    millions.
    """
    own = {statistic.value, statistic.low, statistic.high}
    told = [one for one in figures(words, language) if one.kind is not FigureKind.DATE]
    if len(told) != 1 or _SCALED.search(statistic.unit or "") or _FRACTIONS.search(words):
        return None
    number, high = told[0].value, told[0].high
    return None if number is None or number in own or high in own - {None} else number
