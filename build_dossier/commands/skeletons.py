"""Skeleton records for what a coverage finds open: what is printed is filled in, what an author must know is not.

A passage becomes a quotation without a speaker, a date an event without a title, any other figure a statistic without
measure and label. Each such gap is an error of `dossier check`, so that no skeleton is published. A skeleton holds
words of the source only where they stand in quotation marks, or a figure as printed; its place is told by numbers.
"""

from __future__ import annotations

import json
import re
import textwrap
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from build_dossier.evidence.coverage import Coverage, Item, Status
from build_dossier.evidence.figures import Figure, FigureKind
from build_dossier.evidence.folding import folded
from build_dossier.evidence.passages import Passage
from build_dossier.records.fields import slug_of
from build_dossier.records.kinds import Key
from build_dossier.values.edtf import parse_edtf
from build_dossier.values.numbers import plain

_WIDTH = 100
_BLANKS = re.compile(r"[\t\n\v\f\r \x1c-\x1f\x85\u2028\u2029]+")
_CUT_WORD = re.compile(r"(?<=[^\W\d_])[-‐\u00ad][ \t]*\r?\n\s*(?=[^\W\d_])")
_NEXT_WORD = re.compile(r"[ \u00a0-][^\W\d_]+(?=[^\w-])")


class Skeleton(NamedTuple):
    """A record to begin with: its kind and id, and its lines of YAML."""

    key: Key
    lines: tuple[str, ...]


def skeletons(coverage: Coverage, known: Mapping[Key, object]) -> Iterator[Skeleton]:
    """A skeleton for each open item of a source; `known` holds the keys that are in use.

    The same passage or date has one skeleton however often it stands there. A figure within an open passage has none:
    it is recorded with the passage.
    """
    used = set(known)
    seen: set[str] = set()
    passage_end = 0
    for item in coverage.items:
        if item.status is not Status.OPEN or item.found.end <= passage_end:
            continue
        kind, words, fields = _skeleton(coverage, item)
        passage_end = item.found.end if kind == "quote" else passage_end
        if kind != "statistic" and (same := f"{kind} {folded(words)}") in seen:
            continue
        if kind != "statistic":
            seen.add(same)
        key = _key(kind, item, words, used)
        used.add(key)
        yield Skeleton(key, (f"- id: {key.id}", *(f"  {line}" for line in fields)))


def _skeleton(coverage: Coverage, item: Item) -> tuple[str, str, list[str]]:
    """The kind of record that an item asks for, the words that tell it apart, and its fields."""
    place = f"Skeleton: line {item.line}, column {item.column} of {coverage.file}."
    found = item.found
    if isinstance(found, Passage):
        words = _one_line(item.text).rstrip(" ,،，")
        return "quote", words, [*_block("text", words), *_of_a_quote(coverage, place, found)]
    if found.kind is FigureKind.DATE:
        return "event", _one_line(item.text), _of_an_event(coverage, place, item, found)
    words = _as_printed(item, found)
    return "statistic", words, _of_a_statistic(coverage, place, words, found)


def _of_a_quote(coverage: Coverage, place: str, found: Passage) -> list[str]:
    end = "" if found.is_closed else " One of its quotation marks is missing: see where it begins and ends."
    ask = "Who says so? Where nobody is quoted, delete this record and name the words in `left_out` of the source."
    return ["speaker:", *_appearance(coverage), *_block("comment", f"{place}{end} {ask}")]


def _of_an_event(coverage: Coverage, place: str, item: Item, found: Figure) -> list[str]:
    date = found.when.edtf if found.when else ""
    date = f"date: {date}" if _is_edtf(date) else "date:"
    printed = json.dumps(_one_line(item.text), ensure_ascii=False)
    ask = (
        f"What happened then (printed as {printed})? Or else delete this record and give the date in a record that"
        " names the source, or name it in `left_out`."
    )
    return [date, "title:", *_appearance(coverage), *_block("comment", f"{place} {ask}")]


def _of_a_statistic(coverage: Coverage, place: str, words: str, found: Figure) -> list[str]:
    if found.value is None:
        value = ["value:"]
    elif found.high is None:
        value = [f"value: {plain(found.value)}"]
    else:
        value = [f"low: {plain(found.value)}", f"high: {plain(found.high)}"]
    unit = [f"unit: {json.dumps(found.unit)}"] if found.unit else []
    printed = f"  as_printed: {json.dumps(words, ensure_ascii=False)}"
    ask = (
        "What is counted, and who vouches for it? Where it is no figure, delete this record and name it in `left_out`."
    )
    fields = ["measure:", "label:", *value, *unit, *_appearance(coverage), f"  {printed}"]
    return [*fields, *_block("comment", f"{place} {ask}")]


def _appearance(coverage: Coverage) -> list[str]:
    return ["appearances:", f"  - source: {coverage.source}"]


def _block(field: str, text: str) -> list[str]:
    """A field with a text of any length, folded into lines."""
    lines = textwrap.wrap(text, _WIDTH, break_long_words=False, break_on_hyphens=False)
    return [f"{field}: >-", *(f"  {line}" for line in lines)]


def _as_printed(item: Item, found: Figure) -> str:
    """The figure as printed; a bare number with the word behind it, so that it is told from other numbers."""
    after = _NEXT_WORD.match(item.after + " ") if found.kind is FigureKind.NUMBER else None
    return _one_line(item.text + (after.group() if after else ""))


def _one_line(text: str) -> str:
    """A text in one line, with words whole that a line's end had cut, and without what a data file may not hold."""
    flat = _BLANKS.sub(" ", _CUT_WORD.sub("", text)).strip()
    return "".join(char for char in flat if char.isprintable() or (char > "\x9f" and char != "\ufeff"))


def _is_edtf(text: str) -> bool:
    try:
        parse_edtf(text)
    except ValueError:
        return False
    return True


def _key(kind: str, item: Item, words: str, used: set[Key]) -> Key:
    first_words = slug_of(" ".join(words.split()[:4]))[:40].strip("-")
    id = f"skeleton-{item.line}-{first_words or item.column}"
    number = 2
    while Key(kind, id) in used:
        id, number = f"skeleton-{item.line}-{first_words or item.column}-{number}", number + 1
    return Key(kind, id)


def as_yaml(records: Sequence[Skeleton]) -> str:
    """The skeletons as items of a YAML list, without indentation."""
    return "".join(f"{line}\n" for record in records for line in record.lines)
