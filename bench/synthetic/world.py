"""Whom and what a made-up dossier is about: its parties, issues and sources, before anything is said of them."""

from __future__ import annotations

import random
import re
from dataclasses import dataclass
from functools import cached_property

from bench.synthetic.mix import Mix
from bench.synthetic.prose import WORDS, Tail, chance_of, name, slug

FIRST_YEAR, LAST_YEAR = 2014, 2025

# As the first dossier has them: nine media, five companies, five persons …, spread evenly.
_KINDS = re.findall(
    r"[a-z-]+",
    "platform company government media person trade-association media company person anonymous media "
    "coalition company media person trade-association media government anonymous media company person "
    "media trade-association platform media company person government media trade-association coalition anonymous",
)
_NAMED = {
    "platform": "{0}",
    "company": "{0} {1} Group",
    "government": "Ministry of {0} Affairs of {1}",
    "trade-association": "Association of {0} and {1} Makers",
    "media": "The {0} {1} Herald",
    "person": "{0} {1}",
    "coalition": "Coalition for {0} in {1}",
    "anonymous": "People at {0} who spoke to {1}",
}


@dataclass(frozen=True)
class Party:
    """A party: `number` is its rank in how often it is named."""

    number: int
    kind: str
    id: str
    name: str
    short: str


@dataclass(frozen=True)
class Source:
    """A source: in order of time, with its year."""

    number: int
    id: str
    title_of: str
    year: int
    is_captured: bool


@dataclass(frozen=True)
class World:
    """All that can be named."""

    mix: Mix

    @cached_property
    def parties(self) -> tuple[Party, ...]:
        """The parties, the one that is named most first."""
        return tuple(self._party(number) for number in range(self.mix.parties))

    @cached_property
    def issues(self) -> tuple[str, ...]:
        """The ids of the issues."""
        return tuple(_ids("issue", self.mix.issues, words=1))

    @cached_property
    def sources(self) -> tuple[Source, ...]:
        """The sources, oldest first; five of sixteen are captured."""
        media = [party for party in self.parties if party.kind == "media"] or list(self.parties)
        of_whom = Tail(media, 10)
        found = []
        for number in range(self.mix.sources):
            year = FIRST_YEAR + number * (LAST_YEAR - FIRST_YEAR + 1) // self.mix.sources
            medium = of_whom.one(chance_of("source of", number))
            found.append(Source(number, f"{medium.id}-{year}-{number}", medium.name, year, number * 5 % 16 < 5))
        return tuple(found)

    @cached_property
    def speakers(self) -> Tail[Party]:
        """Who speaks and is spoken of: anybody but the media."""
        return Tail([party for party in self.parties if party.kind != "media"], 2)

    @cached_property
    def media(self) -> Tail[Party]:
        """Who passes things on."""
        return Tail([party for party in self.parties if party.kind == "media"] or self.parties, 4)

    @cached_property
    def organisations(self) -> Tail[Party]:
        """For whom one speaks, and of what one is a member."""
        return Tail([party for party in self.parties if party.kind not in ("person", "anonymous", "media")], 2)

    @cached_property
    def disputed(self) -> Tail[str]:
        """What is argued about."""
        return Tail(self.issues, 4)

    @cached_property
    def captured(self) -> Tail[Source]:
        """Sources that most is taken from; some are long reports."""
        return Tail(_shuffled([source for source in self.sources if source.is_captured] or list(self.sources)), 60)

    @cached_property
    def further(self) -> Tail[Source]:
        """The other sources."""
        return Tail(_shuffled([source for source in self.sources if not source.is_captured]), 60)

    def renamed(self) -> Party:
        """The party that is renamed: one of the tenth that is named most, known by its full name only."""
        return next(
            party for party in self.parties[self.mix.parties // 10 :] if not party.short and party.kind != "media"
        )

    def _party(self, number: int) -> Party:
        chance = chance_of("party", number)
        kind = _KINDS[number % len(_KINDS)]
        first, second = name(chance), name(chance)
        short = f"{first} {number}" if number % 11 < 5 and kind != "person" else ""
        return Party(number, kind, slug(f"{first} {second} {number}"), _NAMED[kind].format(first, second), short)


def _shuffled(sources: list[Source]) -> list[Source]:
    chance_of("order").shuffle(sources)
    return sources


def _ids(kind: str, count: int, words: int) -> list[str]:
    return [f"{slug(name(chance_of(kind, number), words))}-{number}" for number in range(count)]


def terms(count: int) -> list[str]:
    """Words of the dossier that its glossary explains: neither the commonest nor the rarest."""
    return WORDS[80 : 80 + 9 * count : 9]


def day(chance: random.Random, year: int) -> str:
    """A date as an author knows it (EDTF): mostly a month or a day, sometimes about."""
    month, date = chance.randint(1, 12), chance.randint(1, 28)
    kind = chance.random()
    if kind < 0.45:
        return f"{year}-{month:02}-{date:02}"
    if kind < 0.75:
        return f"{year}-{month:02}"
    if kind < 0.9:
        return f"{year}-{month:02}~"
    return f"{year}" if kind < 0.97 else f"{year}-{month:02}-{date:02}?"
