"""Words that say nothing, as often as words are used: some all the time, most of them rarely."""

from __future__ import annotations

import random
import re
from collections.abc import Sequence
from itertools import accumulate
from typing import Generic, TypeVar

ItemT = TypeVar("ItemT")

SEED = 20261122

_FREQUENT = re.findall(
    r"\w+",
    "the of and to in a is that for it as was with be by on he his but at are this have from or had an they which",
)
_SYLLABLES = re.findall(
    r"\w+", "al ba be cen con der di e fi fo ga hin in ka la li mar me na no ol pa per qui ra re sa so ta ti un ver"
)
_WORDS = 12_000


def chance_of(*names: object) -> random.Random:
    """The chance of one thing: it depends on its name alone, so that one more record changes no other."""
    return random.Random(":".join(map(str, (SEED, *names))))


def _made_up() -> list[str]:
    chance = chance_of("words")
    words: dict[str, None] = {}
    while len(words) < _WORDS:
        words["".join(chance.choices(_SYLLABLES, k=chance.randint(2, 4)))] = None
    return list(words)


WORDS = _FREQUENT + _made_up()
_WEIGHTS = list(accumulate(1 / (place + 8) for place in range(len(WORDS))))


def sentence(chance: random.Random, length: int) -> str:
    """A sentence of about so many letters, without its full stop."""
    words = chance.choices(WORDS, cum_weights=_WEIGHTS, k=max(2, round(length / 6.2)))
    for place in range(len(words) - 1):
        kind = chance.random()
        if kind < 0.06:
            words[place] += ","
        elif kind < 0.07:
            words[place] += "’s"
        elif kind < 0.08:
            words[place] = f"“{words[place]}”"
    text = " ".join(words)
    return text[0].upper() + text[1:]


def text(chance: random.Random, mean: int, most: int) -> str:
    """Some sentences, most of them about `mean` letters together, a few far longer, none more than about `most`."""
    left = min(most, max(20, round(chance.lognormvariate(0, 0.45) * mean)))
    sentences = []
    while left > 15:
        length = min(left, chance.randint(60, 160))
        sentences.append(sentence(chance, length))
        left -= length
    return ". ".join(sentences)


def name(chance: random.Random, words: int = 1) -> str:
    """A proper name."""
    return " ".join("".join(chance.choices(_SYLLABLES, k=chance.randint(2, 4))).capitalize() for _ in range(words))


def slug(words: str) -> str:
    """A name as an id."""
    return re.sub(r"[^a-z0-9]+", "-", words.lower()).strip("-")


class Tail(Generic[ItemT]):
    """Chooses of a list so that its first are chosen often, the others seldom: with the weight 1 / (rank + shift)."""

    def __init__(self, items: Sequence[ItemT], shift: float) -> None:
        self._items = items
        self._weights = list(accumulate(1 / (rank + 1 + shift) for rank in range(len(items))))

    def some(self, chance: random.Random, count: int) -> list[ItemT]:
        """So many different ones; fewer where there are not as many."""
        found: dict[ItemT, None] = {}
        for _ in range(4 * count):
            if len(found) == count:
                break
            found[chance.choices(self._items, cum_weights=self._weights)[0]] = None
        return list(found)

    def one(self, chance: random.Random) -> ItemT:
        """One."""
        return chance.choices(self._items, cum_weights=self._weights)[0]
