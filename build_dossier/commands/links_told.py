"""What `dossier links` found, for a terminal, for a program, and for an issue."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Sequence
from dataclasses import asdict
from typing import Any

from build_dossier.capture.probe import Outcome
from build_dossier.commands.links import Found, Having
from build_dossier.counted import Count, count
from build_dossier.hosted import hosted
from build_dossier.problems.lines import in_utf8, one_line

_MOST_LINES = 200
"""Of one sort, in Markdown: an issue has an end."""

# The sorts in the order of their weight: heading, what an author does about it, which of what was found.
_SORTS: tuple[tuple[str, str, Callable[[Found], bool]], ...] = (
    (
        "No longer answers",
        "Look for the page elsewhere; `dossier archive SOURCE` finds an archived copy.",
        lambda one: one.is_dead,
    ),
    (
        "Did not answer this time",
        "It is asked again in the next run.",
        lambda one: one.outcome is Outcome.FAILED and not one.is_dead,
    ),
    ("Has moved", "Write the new address into `url`.", lambda one: one.outcome is Outcome.MOVED),
    ("Keeps programs out", "Open it in a browser.", lambda one: one.outcome is Outcome.FORBIDDEN),
    ("Was not asked", "Open it in a browser.", lambda one: one.outcome is Outcome.NOT_ASKED),
)


def dead(found: Sequence[Found]) -> list[Found]:
    """Those that no longer answer."""
    return [one for one in found if one.is_dead]


def in_a_sentence(found: Sequence[Found]) -> str:
    """'Of 12 addresses, two no longer answer, one has moved.'"""
    if not found:
        return "No source has an address."
    numbers = [(heading, sum(map(is_so, found))) for heading, _, is_so in _SORTS]
    words = {
        "No longer answers": ("no longer answers", "no longer answer"),
        "Did not answer this time": ("did not answer this time", "did not answer this time"),
        "Has moved": ("has moved", "have moved"),
        "Keeps programs out": ("keeps programs out", "keep programs out"),
        "Was not asked": ("was not asked", "were not asked"),
    }
    parts = [f"{count(number, *words[heading])}" for heading, number in numbers if number]
    whole = f"of {count(len(found), 'address', 'addresses')}, {', '.join(parts) or 'every one answers'}."
    return f"{whole[0].upper()}{whole[1:]}"


def as_text(found: Sequence[Found]) -> str:
    """A paragraph for each address that is not simply there, then the count."""
    return "".join([*_paragraphs(found), f"{in_a_sentence(found)}\n"])


def _paragraphs(found: Sequence[Found]) -> Iterator[str]:
    for heading, cure, is_so in _SORTS:
        for one in filter(is_so, found):
            names = ", ".join(source.id for source in one.sources)
            yield f"{one_line(names)}: {heading[0].lower()}{heading[1:]}: {one_line(one.url)}\n"
            yield from (f"    {one_line(line)}\n" for line in (*_details(one), cure.replace("`", "'")))


def _details(one: Found) -> Iterator[str]:
    if one.detail:
        yield one.detail
    if one.goes_to:
        yield f"now at {one.goes_to}"
    if one.since:
        yield f"in vain since {one.since}, {count(one.times, 'run')}"
    yield from (f"archived: {source.archived_url}" for source in one.sources if source.archived_url)


def as_json(found: Sequence[Found]) -> str:
    """A JSON array with one object an address, those that answer included."""
    rows = [
        {
            "url": one.url,
            "sources": [asdict(source) for source in one.sources],
            "outcome": one.outcome.value,
            "is_dead": one.is_dead,
            "detail": one.detail,
            "goes_to": one.goes_to,
            "since": one.since,
            "times": one.times,
        }
        for one in found
    ]
    return in_utf8(json.dumps(rows, ensure_ascii=False, indent=2)) + "\n"


def from_json(text: str) -> list[Found]:
    """What `as_json` wrote; ValueError where it is something else."""
    try:
        return [_from_row(row) for row in json.loads(text)]
    except (KeyError, TypeError, AttributeError, RecursionError):
        raise ValueError("This is not what 'dossier links --format json' writes.") from None


def _from_row(row: dict[str, Any]) -> Found:
    sources = tuple(
        Having(*(str(source[name])[:500] for name in ("id", "name", "archived_url"))) for source in row["sources"]
    )
    url, detail, goes_to, since = (str(row[name])[:3000] for name in ("url", "detail", "goes_to", "since"))
    return Found(url, sources, Outcome(row["outcome"]), detail, goes_to, since, int(row["times"]))


def as_markdown(found: Sequence[Found]) -> str:
    """The same for an issue or a job's summary: what is to be done, source by source."""
    return "\n".join([in_a_sentence(found), *_sections(found), ""])


def _sections(found: Sequence[Found]) -> Iterator[str]:
    for heading, cure, is_so in _SORTS:
        those = list(filter(is_so, found))
        if those:
            yield f"\n## {heading} ({len(those)})\n\n{cure}\n"
            yield from (line for one in those[:_MOST_LINES] for line in _items(one))
            if len(those) > _MOST_LINES:
                yield f"- and {Count(len(those) - _MOST_LINES, 'more', 'more').lower()}"


def _items(one: Found) -> Iterator[str]:
    names = ", ".join(f"{hosted(source.name)} (`{hosted(source.id)}`)" for source in one.sources)
    yield f"- {names}: <{_bracketed(one.url)}>"
    yield from (f"  - {hosted(line, 500)}" for line in _details(one))


def _bracketed(url: str) -> str:
    """A checked web address between the pointed brackets of a link."""
    return "".join(char if char.isprintable() and char not in "<>\\`@ " else f"%{ord(char):02X}" for char in url)


REPORTERS: dict[str, Callable[[Sequence[Found]], str]] = {
    "text": as_text,
    "json": as_json,
    "markdown": as_markdown,
}
