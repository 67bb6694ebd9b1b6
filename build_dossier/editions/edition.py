"""An edition: for each published record its title, what it bears on, and its fields, short or as checksums."""

from __future__ import annotations

import re
from collections.abc import Mapping, Set
from dataclasses import dataclass, replace

from build_dossier.records.kinds import BY_NAME, Key
from build_dossier.values.edtf import parse_edtf

DOSSIER = Key("dossier", "dossier")
"""The name, in an edition, of the dossier's own title, question and summary."""
JUDGEMENT = "judgement"
"""The kind, in an edition, of a sentence of the bottom line."""
KINDS_KEPT = frozenset({*BY_NAME, JUDGEMENT, DOSSIER.kind})

_NAME = re.compile(r"(\d{4}-\d\d-\d\d)(?:-([2-9]|[1-9]\d{1,3}))?", re.ASCII)


@dataclass(frozen=True, slots=True)
class Entry:
    """What an edition keeps of a record."""

    key: Key
    title: str
    on: tuple[Key, ...]
    """The issues and parties that it bears on, itself included."""
    fields: Mapping[str, str]
    """By name in the data: a number, a date or a word of a fixed list as it is, anything else as '#' and a checksum.

    So two editions tell which texts changed, but no text that an author took back is kept.
    """


@dataclass(frozen=True, slots=True)
class Edition:
    """All that was published on a day; without a name, what is published now."""

    name: str
    """'2018-01-31'; '2018-01-31-2' for the second one of a day; '' for what no edition holds yet."""
    title: str
    """The dossier's title then."""
    entries: Mapping[Key, Entry]
    note: str = ""
    """What the author says of it."""

    @property
    def day(self) -> str:
        """The day that it was closed for, as 2018-01-31."""
        return self.name[:10]

    @property
    def nth(self) -> int:
        """1 for the first edition of its day."""
        return int(self.name[11:] or 1)

    @property
    def order(self) -> tuple[str, int]:
        """Sorts editions from the oldest to the newest."""
        return self.day, self.nth

    @property
    def size(self) -> int:
        """How many records it holds; the dossier's own text and its judgements are none."""
        return sum(key.kind in BY_NAME for key in self.entries)

    def about(self, key: Key) -> int:
        """How many of its records bear on an issue or party."""
        return sum(key in entry.on and entry.key.kind in BY_NAME for entry in self.entries.values())

    def without(self, hidden: Set[Key], known: Set[Key]) -> Edition:
        """The edition as if the records that are hidden now had never been in it.

        `known` are all records that there are now: one that is none of them goes too where it bore on a hidden one,
        because nobody can say any more whether it could be told without that.
        """
        entries = {}
        for key, entry in self.entries.items():
            on = tuple(each for each in entry.on if each not in hidden)
            if key not in hidden and (key in known or len(on) == len(entry.on)):
                entries[key] = replace(entry, on=on)
        return replace(self, entries=entries)


def why_no_name(text: str) -> str:
    """What keeps a text from being the name of an edition, in words; '' where nothing does."""
    match = _NAME.fullmatch(text)
    if not match:
        return "an edition is named by its day, as '2018-01-31' ('2018-01-31-2' for a second one of that day)"
    try:
        parse_edtf(match[1])
    except ValueError as error:
        return str(error)
    return "there is no year 0000" if text.startswith("0000") else ""
