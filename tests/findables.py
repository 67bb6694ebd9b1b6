"""Made-up results of a search, as many as a test needs; the same at every run."""

from __future__ import annotations

import random

from build_dossier.views.findable import Findable

_SYLLABLES = ("al", "ba", "con", "der", "fi", "hin", "ka", "la", "me", "no", "per", "qui", "sa", "ti", "un", "ver")
_ENDINGS = ("", "", "", "s", "ed", "ing", "ation")
_ISSUES = ("Transparency", "Policing", "Damages", "Notice", "Proof")


def words_used() -> list[str]:
    """The words of the texts, those first that are most often used."""
    chance = random.Random(7)  # noqa: S311 -- the same texts on every machine
    made = ("".join(chance.choices(_SYLLABLES, k=chance.randint(1, 5))) + chance.choice(_ENDINGS) for _ in range(8000))
    return list(dict.fromkeys(made))


def findables(number: int) -> list[Findable]:
    """Speakers, a twentieth of them all, and their quotations, of 8 to 60 words each, from 500 sources."""
    chance = random.Random(8)  # noqa: S311 -- likewise
    words = words_used()
    weights = [1 / (place + 8) for place in range(len(words))]
    speakers = [" ".join(chance.sample(words[500:], 2)).title() for _ in range(max(1, number // 20))]
    found = []
    for place in range(number - len(speakers)):
        text = " ".join(chance.choices(words, weights, k=chance.randint(8, 60)))
        speaker, year = chance.choice(speakers), str(2026 - 18 * place // number)
        source = f"The Gazette {chance.randint(1, 500)}"
        facets: dict[str, tuple[str, ...]] = {
            "kind": (chance.choice(("Quotation", "Quotation", "Figure", "Position")),),
            "party": (speaker,),
            "issue": (chance.choice(_ISSUES),),
            "year": (year,),
            "source": (source,),
        }
        line = (f"{speaker}, chief of {words[place % 900]}", f"{year} · {source}")
        found.append(Findable(f"quotes/q-{place}/", "Quotation", text, line, facets))
    for place, name in enumerate(speakers):
        facets = {"kind": ("Party",), "party": (name,)}
        found.append(Findable(f"parties/p-{place}/", "Party", name, ("Person",), facets, heading="name", names=(name,)))
    return found
