"""Are the words in the source? Exactly, or part by part around an ellipsis or insertion; never by likeness."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

from build_dossier.evidence.edges import begins, ends, word_end, word_start
from build_dossier.evidence.edits import Part, insertions, parts
from build_dossier.evidence.folding import CUT, UNREADABLE, fold, has_vowel_signs, without_vowel_signs
from build_dossier.evidence.omissions import negates, why_not_left_out
from build_dossier.evidence.verdicts import Verdict
from build_dossier.evidence.view import View

_LONGEST_ENDING = 3
"""How many letters of a word's end an insertion may change, and must leave: 'walk[s]' for 'walking', but neither
'care[s]' for 'careless' nor 'w[e]' for 'who'."""
_LAST_LETTERS = re.compile(r"\w*\Z")
_FIRST_LETTERS = re.compile(r"\W*(\w*)")


@dataclass(frozen=True, slots=True)
class Match:
    """The words were found: how, and where in the captured text (end exclusive)."""

    verdict: Verdict
    start: int
    end: int
    around: tuple[str, str] = ("", "")
    """The words before and after, where the words stand in the text more than once."""


@dataclass(frozen=True, slots=True)
class Miss:
    """The words were not found; `reason` says more where there is more to say."""

    reason: str = ""
    is_refused: bool = False
    """Its parts stand there, but what lies between them may not be left out."""


class Text:
    """A captured text, folded once however many words are looked for in it."""

    def __init__(self, raw: str) -> None:
        self.raw = raw
        self.folded = fold(raw)

    @cached_property
    def printed(self) -> View:
        """The text as it is printed."""
        return View(self.folded, self.raw)

    @cached_property
    def bare(self) -> View | None:
        """The text without vowel signs; None where it has none."""
        if not has_vowel_signs(self.folded.text):
            return None
        return View(without_vowel_signs(self.folded), self.raw)


def look_for(words: str, text: Text) -> Match | Miss:
    """Find the words in a captured text."""
    wanted = fold(words).text
    if UNREADABLE in wanted:
        return Miss("the words hold a character that stands for what could not be read")
    if not wanted:
        return Miss("the words hold nothing but invisible characters")
    views = [text.printed]
    if text.bare and not has_vowel_signs(wanted):
        views.append(text.bare)  # vowel signs may be left out, never changed
    miss = Miss()
    for view in views:
        found = _exact(wanted, view) or _edited(words, view)
        if isinstance(found, Match):
            return found
        miss = miss if miss.reason else found
    return miss


def _exact(wanted: str, view: View) -> Match | None:
    places = _places(Part(wanted), view, 0, len(view.text))
    first = next(places, None)
    if first is None:
        return None
    start, end = view.span(*first)
    is_unique = next(places, None) is None
    return Match(Verdict.VERIFIED, start, end, ("", "") if is_unique else _around(view.raw, start, end))


def _around(raw: str, start: int, end: int) -> tuple[str, str]:
    """Up to three words before and after a place, within its line."""
    line_end = raw.find("\n", end)
    before = raw[raw.rfind("\n", 0, start) + 1 : start].split()[-3:]
    after = raw[end : None if line_end < 0 else line_end].split()[:3]
    return " ".join(before), " ".join(after)


def _edited(words: str, view: View) -> Match | Miss:
    wanted = parts(words)
    if any(negates(inserted) for inserted in insertions(words)):
        return Miss("what is put in holds a negation, which the source does not")
    if wanted and sum(len(part.text) for part in wanted) < 3:
        return Miss("next to nothing is left to look for beside what is put in or left out")
    miss = Miss()
    for start, end in _places(wanted[0], view, 0, len(view.text)) if wanted else ():
        last = _follow(wanted, view, end)
        if isinstance(last, int):
            return Match(Verdict.VERIFIED_EDITED, *view.span(start, last))
        miss = miss if miss.is_refused else last
    return miss


def _follow(wanted: list[Part], view: View, end: int) -> int | Miss:
    """Where the last part ends, if each follows the one before within its distance; the first ends at `end`."""
    for before, part in pairwise(wanted):
        spot = next(_places(part, view, end, end + part.furthest + 1), None)
        if spot is None:
            return Miss(f"“{part.text}” does not follow within {part.furthest} characters")
        if spot[0] > end:
            first = end if before.tail is None else word_start(view.text, end)
            last = spot[0] if part.head is None else word_end(view.text, spot[0])
            reason = why_not_left_out(view.raw, *view.folded.span(end, spot[0]), view.text[first:last], before.text)
            if reason:
                return Miss(reason, is_refused=True)
        end = spot[1]
    return end


def _places(part: Part, view: View, start: int, until: int) -> Iterator[tuple[int, int]]:
    """The places of a part, beginning from `start` to `until`, at which it is whole words and whole numbers."""
    for spot in view.places(part.text, start, until):
        if _begins(part, view, spot[0]) and _ends(part, view, spot[1]):
            yield spot


def _begins(part: Part, view: View, start: int) -> bool:
    """Whether a word begins here; under '[T]he', whether what the source has before 'he' is that letter."""
    if part.head is None:
        return begins(view.text, start, view.is_hyphen)
    first = word_start(view.text, start)
    put_in, printed = _LAST_LETTERS.findall(part.head)[0], view.text[first:start].replace(CUT, "")
    return put_in.casefold() == printed.casefold() and begins(view.text, first, view.is_hyphen)


def _ends(part: Part, view: View, end: int) -> bool:
    """Whether a word ends here; under 'brand[s]', whether but a short ending is changed, and no negation goes."""
    if part.tail is None:
        return ends(view.text, end, view.is_hyphen)
    first, last = word_start(view.text, end), word_end(view.text, end)
    put_in, printed = _FIRST_LETTERS.findall(part.tail)[0], view.text[end:last].replace(CUT, "")
    is_short = max(len(put_in), len(printed)) <= _LONGEST_ENDING <= end - first
    if view.text[end - 1].isdigit() or not is_short:
        return False
    hides_negation = bool(printed) and negates(view.text[first:last])
    return ends(view.text, last, view.is_hyphen) and not hides_negation
