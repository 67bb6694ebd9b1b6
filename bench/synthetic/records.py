"""The records of a made-up dossier, with as many fields and links as those of the first one have on the average.

Numbers in this module are shares and means counted there: that of 26 quotes, 19 have a note of some 110 letters.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from random import Random

from bench.synthetic import named
from bench.synthetic.authored import Fields
from bench.synthetic.named import noted
from bench.synthetic.prose import chance_of, name, sentence, slug, text
from bench.synthetic.world import FIRST_YEAR, LAST_YEAR, Source, World, day, terms

QUOTE = "the-quote-that-changes"
"""The id of the quote that the benchmark edits; it stands in no captured source, so the lock does not know it."""
LAST_WORD = "unaltered"
"""Its last word."""

_STANCES = ("supports", "opposes", "supports", "opposes", "mixed", "neutral", "opposes", "declined")
_UNITS = ("listings", "shops", "reports", "complaints", "%", "sellers", "cases", "brands")


@dataclass
class Made:
    """All records by kind, and what the captured sources say."""

    kinds: dict[str, list[Fields]] = field(default_factory=lambda: defaultdict(list))
    printed: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))
    """The passages of each captured source that records are taken from."""
    said_by: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))
    """What can show where a party stands: `kind:id`."""
    on_issue: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))
    """The positions on an issue, oldest first."""


def made(world: World) -> Made:
    """Every record of this world."""
    all_of = Made()
    mix = world.mix
    for number in range(mix.quotes):
        _quote(all_of, world, number)
    for number in range(mix.statistics):
        _statistic(all_of, world, number)
    for number in range(mix.events):
        _event(all_of, world, number)
    for number in range(mix.positions):
        _position(all_of, world, number)
    all_of.kinds["issues"] = [named.issue(world, number) for number in range(mix.issues)]
    all_of.kinds["parties"] = [named.party(world, party) for party in world.parties]
    all_of.kinds["sources"] = [named.source(world, source) for source in world.sources]
    all_of.kinds["terms"] = [named.term(world, number, word) for number, word in enumerate(terms(mix.terms))]
    return all_of


def about(world: World, all_of: Made) -> Fields:
    """The dossier itself, with its judgements."""
    chance = chance_of("dossier")
    rests = [str(record["id"]) for record in all_of.kinds["positions"][:25]]
    return {
        "title": "The made-up dispute",
        "subtitle": f"A dossier of {world.mix.pages:,} pages that says nothing",
        "question": f"{sentence(chance, 90)}?",
        "as_of": f"{LAST_YEAR + 1}-01-31",
        "language": "en",
        "marking": "TLP:CLEAR",
        "licence": "Made up by chance; nobody's.",
        "summary": f"{text(chance, 900, 1200)}.",
        "key_figures": [str(record["id"]) for record in all_of.kinds["statistics"][:4]],
        "judgements": [
            {
                "id": f"judgement-{number}",
                "text": f"{text(chance, 260, 400)}.",
                "likelihood": ("likely", "very-likely", "unlikely")[number % 3],
                "confidence": ("moderate", "high", "low")[number % 3],
                "rests_on": [f"position:{id}" for id in rests[5 * number : 5 * number + 5]],
                "note": f"{text(chance, 150, 250)}.",
            }
            for number in range(len(rests) // 5)
        ],
    }


def _quote(all_of: Made, world: World, number: int) -> None:
    chance = chance_of("quote", number)
    is_edited = number == world.mix.quotes // 2
    source = world.further.one(chance) if is_edited or chance.random() < 0.32 else world.captured.one(chance)
    speaker = world.speakers.one(chance)
    words = f"{text(chance, 115, 390)} {LAST_WORD}" if is_edited else text(chance, 130, 398)
    issues = world.disputed.some(chance, 1 + (chance.random() < 0.5))
    id = QUOTE if is_edited else f"{speaker.id}-{slug(words)[:14].strip('-')}-{number}"
    record: Fields = {"id": id, "text": words, "speaker": speaker.id}
    if speaker.kind == "person":
        record["on_behalf_of"] = world.organisations.one(chance).id
    if chance.random() < 0.15:
        record["role"] = chance.choice(("chief executive", "President and CEO", "spokesman", "legal counsel"))
    record["said"] = day(chance, source.year)
    if chance.random() < 0.81:
        record["medium"] = chance.choice(("interview", "letter", "email", "statement", "filing", "speech"))
    if chance.random() < 0.42:
        record["audience"] = name(chance, 2)
    record["extent"] = "phrase" if len(words) < 50 else "excerpt"
    record["issues"] = issues
    if chance.random() < 0.62:
        record["mentions"] = [party.id for party in world.speakers.some(chance, 1 + (chance.random() < 0.2))]
    others = [world.further.one(chance)] if chance.random() < 0.1 else []
    record["appearances"] = [_appearance(world, chance, each, via=0.4) for each in dict.fromkeys([source, *others])]
    noted(record, chance, 0.73, 108)
    all_of.kinds["quotes"].append(record)
    all_of.said_by[speaker.id].append(f"quote:{id}")
    if source.is_captured:
        all_of.printed[source.id].append(f"“{words},” {speaker.name} said.")


def _statistic(all_of: Made, world: World, number: int) -> None:
    chance = chance_of("statistic", number)
    source = (world.captured if chance.random() < 0.62 else world.further).one(chance)
    measure = number * 21 // 31  # 31 figures of 21 measures
    what = chance_of("measure", measure)
    counted, unit = sentence(what, 45), _UNITS[measure % len(_UNITS)]
    value = chance.randint(1, 99) if unit == "%" else round(chance.lognormvariate(8, 3)) + 100
    printed = f"{value}%" if unit == "%" else f"{value:,} {unit}"
    party = world.speakers.one(chance)
    record: Fields = {
        "id": f"{slug(counted)[:24].strip('-')}-{number}",
        "measure": f"{counted} ({measure})",
        "label": sentence(chance, 43).lower(),
        "value": value,
        "unit": unit,
    }
    if chance.random() < 0.35:
        record["denominator"] = sentence(chance, 27).lower()
    if chance.random() < 0.39:
        record["period"] = chance.choice((f"{source.year}", f"{source.year - 1}-09/{source.year}-08"))
    if chance.random() < 0.9:
        record["subject"] = party.id
        record["claimant"] = party.id if chance.random() < 0.8 else world.speakers.one(chance).id
    record["basis"] = chance.choice(("self-reported", "self-reported", "official", "estimate", "survey"))
    if chance.random() < 0.13:
        record["status"] = "disputed"
    record["issues"] = world.disputed.some(chance, 1 + (chance.random() < 0.1))
    record["caveats"] = [f"{text(chance, 110, 200)}." for _ in range(1 + (chance.random() < 0.4))]
    appearance = _appearance(world, chance, source, via=0.1)
    if source.is_captured:
        appearance["as_printed"] = printed
        all_of.printed[source.id].append(f"It counted {printed} of them.")
    record["appearances"] = [appearance]
    all_of.kinds["statistics"].append(record)
    all_of.said_by[party.id].append(f"statistic:{record['id']}")


def _event(all_of: Made, world: World, number: int) -> None:
    chance = chance_of("event", number)
    source = world.captured.one(chance)
    further = [world.further.one(chance)] if chance.random() < 0.6 else []
    parties = world.speakers.some(chance, chance.choice((1, 2, 2, 3, 4)))
    title = sentence(chance, 47)
    record: Fields = {"id": f"{slug(title)[:22].strip('-')}-{number}", "date": day(chance, source.year), "title": title}
    if chance.random() < 0.72:
        record["description"] = f"{text(chance, 103, 190)}."
    record["parties"] = [party.id for party in parties]
    record["issues"] = world.disputed.some(chance, chance.choice((1, 1, 2, 3)))
    record["appearances"] = [_appearance(world, chance, each, via=0.2) for each in [source, *further]]
    noted(record, chance, 0.44, 90)
    all_of.kinds["events"].append(record)
    for party in parties:
        all_of.said_by[party.id].append(f"event:{record['id']}")


def _position(all_of: Made, world: World, number: int) -> None:
    chance = chance_of("position", number)
    party, issue = world.speakers.one(chance), world.disputed.one(chance)
    year = FIRST_YEAR + number * (LAST_YEAR - FIRST_YEAR + 1) // world.mix.positions
    id = f"{party.id}-{issue}-{number}"
    shows = all_of.said_by[party.id]
    shown = dict.fromkeys(chance.choices(shows, k=chance.choice((1, 2, 2, 3, 4)))) if shows else {}
    shown = shown or {f"source:{world.captured.one(chance).id}": None}
    record: Fields = {
        "id": id,
        "party": party.id,
        "issue": issue,
        "stance": _STANCES[(party.number + 2 * world.issues.index(issue) + (chance.random() < 0.1)) % len(_STANCES)],
        "basis": chance.choice(("statement", "filing", "decision", "statement")),
        "statement": f"{text(chance, 94, 240)}.",
        "from": day(chance, year),
        "credibility": chance.choice("2223"),
        "evidence": [
            {"ref": ref, "role": ("supports", "context")[place > 1], "directness": ("direct", "indirect")[place % 2]}
            for place, ref in enumerate(shown)
        ],
    }
    before = all_of.on_issue[issue]
    if before and chance.random() < 0.51:
        reply: Fields = {"to": chance.choice(before[-6:]), "relation": chance.choice(("rebuts", "rebuts", "undercuts"))}
        noted(reply, chance, 0.5, 80)
        record["replies"] = [reply]
    noted(record, chance, 0.29, 80)
    all_of.kinds["positions"].append(record)
    before.append(id)


def _appearance(world: World, chance: Random, source: Source, via: float) -> Fields:
    record: Fields = {"source": source.id}
    if chance.random() < via:
        record["via"] = [f"party:{world.media.one(chance).id}"]
    noted(record, chance, 0.15, 60)
    return record
