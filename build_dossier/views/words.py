"""Counts, lists and excerpts in words, made from what is counted."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TypeVar

from build_dossier.language.speaking import gettext, ngettext, pgettext

ItemT = TypeVar("ItemT")


def count_of(kind: str, number: int) -> str:  # noqa: PLR0911 -- one line a kind
    """So many records of a kind: 'no quotations', 'one figure', '31 positions'."""
    match kind:
        case "source":
            return ngettext("{count} source", "{count} sources", number)
        case "party":
            return ngettext("{count} party", "{count} parties", number)
        case "issue":
            return ngettext("{count} issue", "{count} issues", number)
        case "position":
            return ngettext("{count} position", "{count} positions", number)
        case "statistic":
            return ngettext("{count} figure", "{count} figures", number)
        case "quote":
            return ngettext("{count} quotation", "{count} quotations", number)
        case "event":
            return ngettext("{count} event", "{count} events", number)
        case _:
            return ngettext("{count} term", "{count} terms", number)


def sentence(words: str) -> str:
    """The words with a capital letter at their beginning, where their script has such."""
    return words[:1].upper() + words[1:]


def comma_listed(items: Sequence[str]) -> str:
    """'a, b, c', with the comma of the language."""
    return pgettext("list", ", ").join(items)


def listed(items: Sequence[str]) -> str:
    """'a', 'a and b', 'a, b and c'."""
    if len(items) < 2:
        return "".join(items)
    return gettext("{items} and {last}", items=comma_listed(items[:-1]), last=items[-1])


def either(items: Sequence[str]) -> str:
    """'a', 'a or b', 'a, b or c'."""
    if len(items) < 2:
        return "".join(items)
    return gettext("{items} or {last}", items=comma_listed(items[:-1]), last=items[-1])


def semicolon_listed(items: Sequence[str]) -> str:
    """'a; b; c', for what holds commas itself."""
    return pgettext("list with commas in its parts", "; ").join(items)


def paragraph(*sentences: str) -> str:
    """Sentences one after the other; those that are '' are left out."""
    return pgettext("between two sentences", " ").join(each for each in sentences if each)


def quoted(words: str) -> str:
    """The words in quotation marks."""
    return gettext("“{words}”", words=words)


def labelled(label: str, text: str) -> str:
    """'label: text'."""
    return gettext("{label}: {text}", label=label, text=text)


def bracketed(text: str, detail: str) -> str:
    """'text (detail)'."""
    return gettext("{text} ({detail})", text=text, detail=detail)


def cut(items: Sequence[ItemT], most: int) -> list[tuple[ItemT, ...]]:
    """Items in their order, at most so many in a part; one empty part where there are none."""
    return [tuple(items[start : start + most]) for start in range(0, len(items), most)] or [()]


def excerpt(text: str, longest: int = 90) -> str:
    """The beginning of a text, cut between words, marked where it is cut."""
    flat = " ".join(text.split())
    if len(flat) <= longest:
        return flat
    cut = flat[:longest].rsplit(" ", 1)[0].rstrip(" ,;:.–—-")
    return f"{cut or flat[:longest]} …"


def word_count(text: str) -> int:
    """Words of a text; where a script sets no blanks between words, its characters."""
    wide = 0 if text.isascii() else len(_WIDE.findall(text))
    return wide or len(text.split())


_WIDE = re.compile("[\u3040-\u9fff\uac00-\ud7af]")
