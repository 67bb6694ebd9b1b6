"""How long verifying takes: 10,000 quotes against 500 captured texts of 100 kB, beside reading and folding them alone.

    python bench/verify.py [--captures 500] [--quotes 20] [--size 100000] [--runs 3]

Everything is made up from a fixed seed: prose with the punctuation of news sites, of typewriters and of PDF files
(lines, words cut by them, ligatures). Prints medians; ends with 1 where verifying takes more than ten times what
reading and folding takes, or where a second run, with nothing changed, folds anything.
"""

from __future__ import annotations

import argparse
import gc
import hashlib
import random
import re
import resource
import statistics
import sys
import tempfile
import textwrap
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from build_dossier.dossier import Dossier, linked
from build_dossier.evidence.captures import Captures
from build_dossier.evidence.claims import claims
from build_dossier.evidence.lock import Lock
from build_dossier.evidence.verdicts import Verdict
from build_dossier.evidence.verify import Verification, verify
from build_dossier.problems import Location
from build_dossier.records.base import Record
from build_dossier.records.dossier import DossierRecord
from build_dossier.records.kinds import Key
from build_dossier.records.quote import Quote
from build_dossier.records.source import Source

GOAL = 10
SEED = 20261121
DAY = "2026-11-21"
MOST_FREQUENT = re.findall(
    r"\w+",
    "the of and to in a is that for it as was with be by on not he his but at are this have from or had an they which",
)
SYLLABLES = re.findall(
    r"\w+", "al ba be cen con der di e fi fo ga hin in ka la li mar me na no ol pa per qui ra re sa so ta ti un ver"
)
# Two words that may be left out: no negation, no quotation mark.
HIDES_NOTHING = re.compile(r"(?!not?\b)[\w,’]+ (?!not?\b)[\w,’]+")

ResultT = TypeVar("ResultT")


@dataclass(frozen=True)
class Passage:
    """Some sentences of a text, plain and as its source prints them."""

    plain: str
    printed: str


def passages(chance: random.Random, words: list[str], style: str) -> Iterator[Passage]:
    """Paragraphs without end."""
    weights = [1 / (place + 8) for place in range(len(words))]
    while True:
        sentences = [
            _sentence(chance.choices(words, weights, k=chance.randint(6, 32)), chance)
            for _ in range(chance.randint(2, 6))
        ]
        plain = " ".join(sentences)
        yield Passage(plain, _printed(plain, style, chance))


def _sentence(words: list[str], chance: random.Random) -> str:
    for place in range(len(words) - 1):
        kind = chance.random()
        if kind < 0.06:
            words[place] += ","
        elif kind < 0.075:
            words[place] += " –"
        elif kind < 0.09:
            words[place] += "’s"
        elif kind < 0.1:
            words[place] = f"“{words[place]}”"
        elif kind < 0.12:
            words[place] = f"{chance.randint(1, 9999):,}"
        elif kind < 0.13:
            words[place] += f"-{words[place + 1]}"
    return f"{' '.join(words).capitalize()}{chance.choice('.....?!…')}"


def _printed(plain: str, style: str, chance: random.Random) -> str:
    if style == "typed":
        return plain.translate(str.maketrans("“”’", '""\'')).replace("–", "--").replace("…", "...")
    if style == "pdf":
        lines = textwrap.wrap(plain.replace("fi", "ﬁ"), 88, break_on_hyphens=True)
        return "".join(_ended(line, chance) for line in lines)
    return plain.replace(" – ", "\u00a0– ")


def _ended(line: str, chance: random.Random) -> str:
    """A line, of which the last word may be cut."""
    head, _, last = line.rpartition(" ")
    if head and len(last) > 5 and last.isalpha() and chance.random() < 0.3:
        return f"{head} {last[:3]}-\n{last[3:]} "
    return f"{line}\n"


def make(folder: Path, captures: int, quotes: int, size: int) -> Dossier:
    """Write the captures; the dossier that quotes them."""
    chance = random.Random(SEED)
    words = MOST_FREQUENT + ["".join(chance.choices(SYLLABLES, k=chance.randint(1, 5))) for _ in range(6000)]
    records: dict[Key, Record] = {}
    for number in range(captures):
        style = ("site", "site", "typed", "pdf")[number % 4]
        source = f"source-{number}"
        stream, text, held = passages(chance, words, style), "", []
        while len(text.encode()) < size:
            passage = next(stream)
            held.append(passage.plain)
            text += passage.printed + ("\n" if style == "site" else "\n\n")
        (folder / f"{source}.txt").write_text(text, "utf-8")
        records[Key("source", source)] = Source.model_validate(
            {"id": source, "type": "webpage", "title": source, "capture": f"{source}.txt"}
        )
        for nth, plain in enumerate(chance.sample(held, quotes)):
            id = f"quote-{number}-{nth}"
            text = _quoted(plain, nth, chance)
            records[Key("quote", id)] = Quote.model_validate(
                {"id": id, "text": text, "speaker": "nobody", "appearances": [{"source": source}]}
            )
    about = DossierRecord.model_validate({"title": "A", "question": "B?", "as_of": "2026", "marking": "TLP:CLEAR"})
    return linked(about, records, {}, Nowhere())


class Nowhere:
    """Stands for the places of records that were never in a file."""

    def location(self, *path: str | int) -> Location:
        """No place."""
        return Location("bench")

    @property
    def digest(self) -> str:
        """Nothing is kept of them."""
        return ""


def _quoted(plain: str, nth: int, chance: random.Random) -> str:
    """From 8 to 60 words of a passage; every tenth with an ellipsis, every tenth with an insertion."""
    words = plain.split()
    start = chance.randint(0, max(0, len(words) - 20))
    kept = words[start : start + chance.randint(8, 60)]
    if HIDES_NOTHING.fullmatch(" ".join(kept[4:6])):
        kept[4:6] = {3: ["…"], 7: ["[so]"]}.get(nth % 10, kept[4:6])
    return " ".join(kept)


def timed(runs: int, run: Callable[[], ResultT]) -> tuple[float, ResultT]:
    """The median of some runs, in seconds, and the result of the last."""
    taken = []
    for _ in range(runs):
        gc.collect()
        start = time.perf_counter()
        result = run()
        taken.append(time.perf_counter() - start)
    return statistics.median(taken), result


def read_and_fold(dossier: Dossier, folder: Path) -> Captures:
    """What cannot be done without."""
    captures = Captures(folder)
    for source in dossier.sources:
        capture = captures.of(source)
        assert capture  # noqa: S101 -- it was just written
        captures.folded(capture)
    return captures


def hash_only(dossier: Dossier, folder: Path) -> None:
    """What a run with nothing changed cannot do without: the checksums of captures and of words."""
    for source in dossier.sources:
        hashlib.sha256((folder / str(source.capture)).read_bytes()).hexdigest()
    for claim in claims(dossier):
        claim.digest  # noqa: B018 -- computed for its time


def main() -> int:
    """Make, measure, print."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    for name, default in (("captures", 500), ("quotes", 20), ("size", 100_000), ("runs", 3)):
        options.add_argument(f"--{name}", type=int, default=default)
    given = options.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        dossier = make(folder, given.captures, given.quotes, given.size)
        return report(dossier, folder, given.runs)


def report(dossier: Dossier, folder: Path, runs: int) -> int:
    """Measure and print; 1 where a goal is missed."""

    def verified(before: Lock) -> tuple[Verification, int]:
        captures = Captures(folder)
        return verify(dossier, captures, before, DAY), captures.folded_count

    alone, _ = timed(runs, lambda: read_and_fold(dossier, folder).folded_count)
    first, (verification, folded) = timed(runs, lambda: verified(Lock({}, {})))
    hashing, _ = timed(runs, lambda: hash_only(dossier, folder))
    second, (again, folded_again) = timed(runs, lambda: verified(verification.lock))
    verdicts = [one.verdict for one in verification.checked]
    size = sum(path.stat().st_size for path in folder.iterdir()) / 1e6
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    counts = ", ".join(f"{verdicts.count(one)} {one.words}" for one in Verdict if one in verdicts)
    lines = [
        f"{len(dossier.sources)} captures, {size:.0f} MB; {len(verdicts)} quotes: {counts}",
        f"reading and folding alone   {alone:7.2f} s",
        f"verifying (folds {folded:5})     {first:7.2f} s   ratio {first / alone:.2f} (goal: at most {GOAL})",
        f"hashing alone               {hashing:7.2f} s",
        f"verifying again (folds {folded_again})   {second:7.2f} s   ratio {second / hashing:.2f} to hashing",
        f"peak memory                 {memory:7.0f} MB",
    ]
    print("\n".join(lines))
    sound = again.lock == verification.lock and folded_again == 0 and first <= GOAL * alone
    return 0 if sound else 1


if __name__ == "__main__":
    sys.exit(main())
