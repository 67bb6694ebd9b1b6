"""Dossiers made up from numbers, as large or as odd as a test needs; the same at every run.

    python -m tests.large FOLDER quotes=2000 events=2000

writes one into `FOLDER/data`, to look at it or to time it.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

_SENTENCE = "the list has many shops and each of them must answer for what it sells before the year ends"
WORDS = _SENTENCE.split()
KINDS = ("person", "company", "platform", "government", "trade-association", "media", "coalition")
STANCES = ("supports", "opposes", "mixed", "neutral", "supports", "opposes", "declined")
FORMS = ("{0}-{1:02}-{2:02}", "{0}-{1:02}", "{0}-{1:02}-{2:02}", "{0}", "{0}-{1:02}~", "{0}-{1:02}-{2:02}?", "{0}-23")


@dataclass(frozen=True)
class Size:
    """How many records of each kind; `dates` says whether any has a date."""

    parties: int = 8
    issues: int = 3
    positions: int = 0
    events: int = 0
    quotes: int = 0
    statistics: int = 0
    sources: int = 5
    terms: int = 0
    years: int = 8
    dates: bool = True
    speakers: int = 0
    """How many parties speak; all of them for 0."""


def write(data: Path, size: Size) -> Path:
    """Write the YAML of a dossier of this size into a folder, and give it back."""
    data.mkdir(parents=True, exist_ok=True)
    about = {
        "title": "A large dossier",
        "question": "How much can a reader take in?",
        "as_of": "2026-01-01",
        "marking": "TLP:CLEAR",
        "edit_url": "https://example.org/edit/{path}#L{line}",
    }
    (data / "dossier.yml").write_text("".join(f"{name}: {json.dumps(value)}\n" for name, value in about.items()))
    for name, records in _kinds(size).items():
        lines = "".join(f"- {json.dumps(record, ensure_ascii=False)}\n" for record in records)
        (data / f"{name}.yml").write_text(lines or "[]\n", "utf-8")
    return data


def _kinds(size: Size) -> dict[str, Iterable[dict[str, Any]]]:
    return {
        "sources": (_source(size, number) for number in range(size.sources)),
        "parties": (_party(number) for number in range(size.parties)),
        "issues": (_issue(number) for number in range(size.issues)),
        "positions": (_position(size, number) for number in range(size.positions)),
        "events": (_event(size, number) for number in range(size.events)),
        "quotes": (_quote(size, number) for number in range(size.quotes)),
        "statistics": (_statistic(size, number) for number in range(size.statistics)),
        "terms": ({"id": f"t{n}", "name": f"Term {n}x", "definition": _text(n, 12)} for n in range(size.terms)),
    }


def _text(number: int, length: int) -> str:
    """Some words, other ones for each number."""
    return " ".join(WORDS[(number * 7 + place * (1 + number % 5)) % len(WORDS)] for place in range(length))


def _date(size: Size, name: str, number: int) -> dict[str, str]:
    if not size.dates:
        return {}
    form = FORMS[number % len(FORMS)]
    return {name: form.format(2026 - size.years + number % size.years, number % 12 + 1, number % 28 + 1)}


def _source(size: Size, number: int) -> dict[str, Any]:
    relays = {"relays": [f"source:s{number - 1}"]} if number % 5 == 4 else {}
    graded = {"reliability": "ABCDEF"[number % 6]} if number % 7 else {}
    return {
        "id": f"s{number}",
        "type": "article-newspaper",
        "title": f"Report {number}: {_text(number, 6)}",
        "publisher": f"The Gazette {number % 40}",
        **_date(size, "published", number),
        **graded,
        **relays,
    }


def _party(number: int) -> dict[str, Any]:
    return {
        "id": f"p{number}",
        "name": f"Party {number} of {_text(number, 3)}",
        "short": f"Party {number}",
        "kind": KINDS[number % len(KINDS)],
        "description": f"{_text(number, 12).capitalize()}.",
    }


def _issue(number: int) -> dict[str, Any]:
    return {
        "id": f"i{number}",
        "title": f"Is it so that {_text(number, 6)}?",
        "short": f"Issue {number}",
        "proposition": f"{_text(number, 10).capitalize()}.",
    }


def _position(size: Size, number: int) -> dict[str, Any]:
    party, issue = number // size.issues % size.parties, number % size.issues
    record: dict[str, Any] = {
        "id": f"x{number}",
        "party": f"p{party}",
        "issue": f"i{issue}",
        "stance": STANCES[(party + 2 * issue) % len(STANCES)],
        "statement": f"{_text(number, 14).capitalize()}.",
        **_date(size, "from", number),
    }
    if number % 3 == 2 and number >= size.issues:
        record["replies"] = [{"to": f"x{number - size.issues}", "relation": "rebuts"}]
    if size.quotes:
        record["evidence"] = [{"ref": f"quote:q{number % size.quotes}"}]
    return record


def _event(size: Size, number: int) -> dict[str, Any]:
    return {
        "id": f"e{number}",
        "title": f"Event {number}: {_text(number, 5)}",
        "description": f"{_text(number, 20).capitalize()}.",
        **_date(size, "date", number * 5),
        "parties": [f"p{number % size.parties}"],
        "issues": [f"i{number % size.issues}"],
        "appearances": [{"source": f"s{number % size.sources}"}],
    }


def _quote(size: Size, number: int) -> dict[str, Any]:
    return {
        "id": f"q{number}",
        "text": f"{_text(number, 24).capitalize()}, number {number}.",
        "speaker": f"p{number % (size.speakers or size.parties)}",
        **_date(size, "said", number * 3),
        "issues": [f"i{number % size.issues}"],
        "mentions": [f"p{(number + 1) % size.parties}"],
        "appearances": [{"source": f"s{number % size.sources}"}],
    }


def _statistic(size: Size, number: int) -> dict[str, Any]:
    return {
        "id": f"n{number}",
        "measure": f"measure {number // 3}: {_text(number // 3, 4)}",
        "label": _text(number, 5),
        "value": number * 1000 + 7,
        "unit": "shops",
        **_date(size, "period", number),
        "claimant": f"p{number % size.parties}",
        "issues": [f"i{number % size.issues}"],
        "appearances": [{"source": f"s{number % size.sources}", "as_printed": f"{number * 1000 + 7:,}"}],
    }


def main() -> None:
    """Write a dossier of the size that the command line names."""
    folder, *sizes = sys.argv[1:]
    given: dict[str, Any] = {name: int(value) for name, _, value in (each.partition("=") for each in sizes)}
    write(Path(folder) / "data", Size(**given))


if __name__ == "__main__":
    main()
