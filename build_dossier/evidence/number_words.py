"""Numbers written as words, in English, French, German and Spanish: "two", "deux cents", "dreiundzwanzig".

Small words stand in many phrases that count nothing; what counts must be listed. The rule, which would rather list
too much than hide a figure:

- from two up, a number word is a figure, unless it stands for things named before: after an article or pronoun,
  with nothing behind it that it could count ("the two have", "these three.");
- one (un, ein, uno) is a figure before a unit of measure ("within one year") and in "one in ten", and after words
  that make an amount of it ("at least one group"); else it is an article or a pronoun ("one of the largest");
- round amounts (dozens, a hundred, millions), multiples (twice, doubled, tenfold) and parts of a whole (two-thirds,
  half of) always are;
- an ordinal is a figure where it counts occasions or spans of time ("for the second time", "in the third year").
  First is none: it says that nothing came before.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import NamedTuple

from build_dossier.evidence.number_lexicon import Lexicon, lexicon

_WORD = re.compile(r"[^\W\d_]+")
_GAP = re.compile(r"[ \t\r\n\u00a0\u202f]{1,4}|[-‑]")


class Number(NamedTuple):
    """A number in a text: where it stands (end exclusive), and its value where it has an exact one."""

    start: int
    end: int
    value: Decimal | None


class _Word(NamedTuple):
    text: str
    start: int
    end: int
    is_joined: bool
    """Whether only blanks or a hyphen stand between it and the word before."""


class _Words(NamedTuple):
    """The words of a text."""

    words: Sequence[_Word]
    known: Lexicon

    def before(self, number: int) -> str:
        """The word that stands right before one, '' where a sign stands there."""
        return self.words[number - 1].text if number and self.words[number].is_joined else ""

    def after(self, number: int) -> str:
        """The word at a place, where it stands right behind the one before; else ''."""
        return self.words[number].text if number < len(self.words) and self.words[number].is_joined else ""

    def value(self, number: int) -> int | None:
        """The value of the word at a place; None where it does not stand right behind the one before."""
        return self.known.value(self.after(number))


def number_words(text: str, language: str) -> Iterator[Number]:
    """The numbers in words that are figures, in order. `language` is a BCP 47 tag."""
    words = _Words(tuple(_words(text)), lexicon(language))
    done = 0
    for number, word in enumerate(words.words):
        if word.start < done:
            continue
        values, end = _chain(words, number)
        found = _counted(words, number, end, values) if values else _single(words, number)
        done = words.words[end - 1].end if values else word.end
        if found:
            yield found
            done = max(done, found.end)


def _words(text: str) -> Iterator[_Word]:
    end = 0
    for match in _WORD.finditer(text):
        is_joined = end > 0 and _GAP.fullmatch(text, end, match.start()) is not None
        yield _Word(match.group().lower(), match.start(), match.end(), is_joined)
        end = match.end()


def _chain(words: _Words, first: int) -> tuple[list[int], int]:
    """The values of the words that make a number together ('two hundred and fifty'), and where it ends."""
    known = words.known
    value = known.value(words.words[first].text)
    if value is None:
        return [], first
    values, at = [value], first + 1
    while True:
        value = words.value(at)
        if value is not None and known.may_follow(values[-1], value):
            at += 1
        elif words.after(at) in known.joins and (value := words.value(at + 1)) is not None:
            if not known.may_join(values[-1], value):
                return values, at
            at += 2
        else:
            return values, at
        values.append(value)


def _counted(words: _Words, first: int, end: int, values: list[int]) -> Number | None:
    """A number of one word or more, if it is a figure."""
    known, before, after = words.known, words.before(first), words.after(end)
    is_large = max(values) >= 100
    start = words.words[first - (is_large and before in known.articles)].start
    if after in known.parts and len(values) == 1:
        return Number(start, words.words[end].end, None)
    if values == [1]:
        is_rate = after in known.rates and (words.value(end + 1) or words.value(end + 2)) is not None
        counts = before in known.amounts or after in known.measures or is_rate
    else:
        counts = is_large or before not in known.determiners or bool(after and after not in known.uncounted)
    is_round = words.words[first].text in known.rounds
    value = None if is_round else Decimal(known.compose(values))
    return Number(start, words.words[end - 1].end, value) if counts else None


def _single(words: _Words, number: int) -> Number | None:
    """A round amount, a multiple, a part or an ordinal."""
    known, word = words.known, words.words[number]
    before, after = words.before(number), words.after(number + 1)
    if word.text in known.rounds:
        return Number(words.words[number - (before in known.articles)].start, word.end, None)
    is_likely = after in known.part_of or before in known.amounts
    multiple = known.multiples.get(word.text) or (known.likely_multiples.get(word.text) if is_likely else None)
    multiple = multiple or known.value(word.text.removesuffix(known.fold))
    if multiple and multiple > 1:
        return Number(word.start, word.end, Decimal(multiple))
    if word.text in known.ordinals and after in known.occasions:
        return Number(word.start, word.end, Decimal(known.ordinals[word.text]))
    if word.text in known.parts and after in known.part_of and before not in known.ordinals:
        is_ordinal = word.text in known.ordinals and before not in known.articles
        return None if is_ordinal else Number(word.start, word.end, None)
    return None
