"""The records of what is named: issues, parties, sources and terms.

Numbers in this module are shares and means counted in the first dossier: that of 33 parties, 19 have a country.
"""

from __future__ import annotations

from random import Random

from bench.synthetic.authored import Fields
from bench.synthetic.prose import chance_of, name, sentence, slug, text
from bench.synthetic.world import FIRST_YEAR, LAST_YEAR, Party, Source, World, day

_RELATIONS = ("member-of", "owns", "operates", "competes-with", "represents", "member-of")


def issue(world: World, number: int) -> Fields:
    """An issue; five smaller ones belong to each."""
    chance = chance_of("issue", number)
    record: Fields = {
        "id": world.issues[number],
        "title": f"{sentence(chance, 29)}?",
        "short": f"{sentence(chance, 12)} {number}",
        "proposition": f"{sentence(chance, 73)}.",
    }
    if number:
        record["parent"] = world.issues[(number - 1) // 5]
    record["summary"] = f"{text(chance, 212, 260)}."
    return record


def party(world: World, party: Party) -> Fields:
    """A party with its roles and ties."""
    chance = chance_of("party's", party.number)
    record: Fields = {"id": party.id, "name": party.name}
    if party.short:
        record["short"] = party.short
    record["kind"] = party.kind
    if chance.random() < 0.2:
        record["names"] = [{"name": name(chance, 2), "language": "de"}]
    if chance.random() < 0.58 and party.kind != "anonymous":
        record["country"] = chance.choice(("US", "CN", "GB", "DE", "NO", "JP"))
    if party.kind != "anonymous":
        record["identifiers"] = {"wikidata": f"Q{9_000_000 + party.number}"}
    record["description"] = f"{text(chance, 71, 120)}."
    if party.kind == "person":
        memberships: list[Fields] = []
        for organisation in world.organisations.some(chance, 1 + (chance.random() < 0.2)):
            year = chance.randint(FIRST_YEAR - 5, LAST_YEAR - 2)
            memberships.append(
                {
                    "organization": organisation.id,
                    "role": chance.choice(("President", "chief executive", "Head of Policy", "founder")),
                    "from": f"{year}",
                    "to": f"{year + chance.randint(2, 9)}",
                    "sources": [world.captured.one(chance).id],
                }
            )
        record["memberships"] = memberships
    elif party.number and chance.random() < 0.25:
        others = [other for other in world.organisations.some(chance, 2) if other.number < party.number]
        record["relations"] = [
            {"to": other.id, "type": chance.choice(_RELATIONS), "sources": [world.captured.one(chance).id]}
            for other in others[: 1 + (chance.random() < 0.3)]
        ]
        if not others:
            del record["relations"]
    noted(record, chance, 0.24, 113)
    return record


def source(world: World, source: Source) -> Fields:
    """A source, with what was left out of it where it is captured."""
    chance = chance_of("source's", source.number)
    kind = chance.choice(("article-magazine", "article-newspaper", "article-newspaper", "webpage", "report"))
    record: Fields = {"id": source.id, "type": kind}
    if kind in ("webpage", "article-magazine"):
        record["genre"] = "Press release" if kind == "webpage" else "Trade press"
    record["title"] = sentence(chance, 49)
    record["publisher"] = source.title_of
    if chance.random() < 0.3:
        first, family = name(chance), name(chance)
        record["authors"] = [f"{first} {family}"]
        record["family_names"] = [family]
    published = day(chance, source.year)
    record["published"] = published
    record["url"] = f"https://{slug(source.title_of)}.example/{source.year}/{slug(str(record['title']))}.html"
    record["language"] = "en"
    record["reliability"] = chance.choice("BCCD")
    if chance.random() < 0.69:
        record["relays"] = _relays(world, chance, source)
    if chance.random() < 0.25:
        record["interest"] = sentence(chance, 36)
    if source.is_captured:
        record["rights"] = "The publisher's. Only words that it attributes to a speaker are quoted here."
        record["capture"] = f"{source.id}.txt"
    noted(record, chance, 1, 170)
    if source.is_captured:
        record["left_out"] = [
            {"text": sentence(chance, 20), "reason": f"{sentence(chance, 70)}."} for _ in range(chance.randint(1, 7))
        ]
    return record


def _relays(world: World, chance: Random, source: Source) -> list[str]:
    """From whom a source has its matter: media, and older sources."""
    relays = [f"party:{party.id}" for party in world.media.some(chance, 1 + (chance.random() < 0.3))]
    if source.number and chance.random() < 0.3:
        older = world.sources[chance.randint(max(0, source.number - 40), source.number - 1)]
        relays.append(f"source:{older.id}")
    return relays


def term(world: World, number: int, word: str) -> Fields:
    """A word that the glossary explains."""
    chance = chance_of("term", number)
    record: Fields = {"id": f"{slug(word)}-{number}", "name": word, "definition": f"{text(chance, 99, 166)}."}
    if chance.random() < 0.5:
        record["sources"] = [world.captured.one(chance).id]
    return record


def noted(record: Fields, chance: Random, share: float, mean: int) -> None:
    """Give some records a note."""
    if chance.random() < share:
        record["note"] = f"{text(chance, mean, 2 * mean)}."
