"""Are the words in the source? Exactly, or part by part around an ellipsis or insertion; never by likeness."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from build_dossier.evidence.folding import CUT, Folded, fold, has_vowel_signs, without_vowel_signs
from build_dossier.evidence.verdicts import Verdict

FURTHEST_ELLIPSIS = 600
"""How many characters an ellipsis may leave out, in the folded text."""
FURTHEST_INSERTION = 80
"""How many characters an editor's [insertion] may stand for."""

# Scripts that set no blanks between words, where a word's edge cannot be seen.
_UNSPACED = re.compile("[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff]")
_EDIT = re.compile(r"\[\s*(?:\.\s*\.\s*\.|…)\s*\]|…|\.\s?\.\s?\.|\[[^\[\]]*\]")
_PARAGRAPH = re.compile(r"\n[ \t\r]*\n")
_DOUBLE_QUOTES = re.compile('["“”„‟«»「」『』＂]')
_NEGATION = re.compile(
    r"\b(?:not|no|never|none|nobody|nothing|neither|nor|cannot|without|hardly)\b|n't\b|n’t\b"
    r"|\b(?:ne|n'|pas|jamais|aucun|aucune|nicht|kein|keine|nie|no|nunca|não)\b|[不没沒无無未非别]|\b(?:لا|لم|لن|ليس|ليست|ما|غير)\b",
    re.IGNORECASE,
)


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


@dataclass(frozen=True, slots=True)
class _Part:
    """A run of the author's words, and what joins it to the one before."""

    text: str
    furthest: int
    loose_start: bool
    """It follows an insertion without a blank, so that it may begin within a word: '[T]he'."""
    loose_end: bool


class Text:
    """A captured text, folded once however many words are looked for in it."""

    def __init__(self, raw: str) -> None:
        self.raw = raw
        self.folded = fold(raw)
        self._bare: Folded | None = None

    @property
    def bare(self) -> Folded:
        """The text without vowel signs."""
        if self._bare is None:
            self._bare = without_vowel_signs(self.folded)
        return self._bare


def look_for(words: str, text: Text) -> Match | Miss:
    """Find the words in a captured text."""
    wanted = fold(words).text
    views = [text.folded]
    if has_vowel_signs(text.folded.text) and not has_vowel_signs(wanted):
        views.append(text.bare)  # vowel signs may be left out, never changed
    miss = Miss()
    for view in views:
        if found := _exact(wanted, view, text.raw):
            return found
        edited = _edited(words, view, text.raw)
        if isinstance(edited, Match):
            return edited
        miss = edited if edited.reason else miss
    return miss


def _exact(wanted: str, view: Folded, raw: str) -> Match | None:
    spot = _find(wanted, view.text, 0)
    if spot is None:
        return None
    start, end = view.span(*spot)
    again = _find(wanted, view.text, spot[0] + 1)
    return Match(Verdict.VERIFIED, start, end, _around(raw, start, end) if again else ("", ""))


def _around(raw: str, start: int, end: int) -> tuple[str, str]:
    """Up to three words before and after a place, within its paragraph."""
    before = raw[:start].rsplit("\n", 1)[-1].split()[-3:]
    after = raw[end:].split("\n", 1)[0].split()[:3]
    return " ".join(before), " ".join(after)


def _edited(words: str, view: Folded, raw: str) -> Match | Miss:
    parts = _parts(words)
    if len(parts) < 2 and not _EDIT.search(words):
        return Miss()
    if not parts or sum(len(part.text) for part in parts) < 3:
        return Miss("nothing is left to look for beside what the editor put in")
    miss = Miss()
    first = parts[0]
    spot = _find(first.text, view.text, 0, first.loose_start, first.loose_end)
    while spot is not None:
        rest = _follow(parts[1:], view, raw, spot[1])
        if isinstance(rest, int):
            return Match(Verdict.VERIFIED_EDITED, *view.span(spot[0], rest))
        miss = rest
        spot = _find(first.text, view.text, spot[0] + 1, first.loose_start, first.loose_end)
    return miss


def _follow(parts: list[_Part], view: Folded, raw: str, end: int) -> int | Miss:
    """Where the last part ends, if each follows the one before within its distance."""
    for part in parts:
        stop = end + part.furthest + len(part.text) + 1
        spot = _find(part.text, view.text[:stop], end, part.loose_start, part.loose_end)
        if spot is None:
            return Miss(f"“{part.text}” does not follow within {part.furthest} characters")
        if spot[0] > end:
            left_out = raw[slice(*view.span(end, spot[0]))]
            if reason := _why_not_left_out(left_out):
                return Miss(reason)
        end = spot[1]
    return end


def _why_not_left_out(text: str) -> str:
    if _PARAGRAPH.search(text):
        return "what is left out runs across the end of a paragraph: record the two passages by themselves"
    if _DOUBLE_QUOTES.search(text):
        return "what is left out runs across a quotation mark: record the two passages by themselves"
    if _NEGATION.search(text):
        return "what is left out holds a negation: quote it, or record the two passages by themselves"
    return ""


def _parts(words: str) -> list[_Part]:
    parts = []
    at, furthest, loose = 0, 0, False
    for edit in [*_EDIT.finditer(words), None]:
        piece = words[at : edit.start() if edit else len(words)]
        text = fold(piece).text
        is_ellipsis = edit is not None and "." in edit.group().replace("…", ".")
        loose_end = edit is not None and not is_ellipsis and not piece[-1:].isspace()
        if text:
            parts.append(_Part(text, furthest, loose and not piece[:1].isspace(), loose_end))
            furthest = 0
        if edit is not None:
            furthest = max(furthest, FURTHEST_ELLIPSIS if is_ellipsis else FURTHEST_INSERTION)
            loose, at = not is_ellipsis, edit.end()
    return parts


def _find(
    wanted: str, text: str, start: int, loose_start: bool = False, loose_end: bool = False
) -> tuple[int, int] | None:
    """The next place of the words at which they are whole words and whole numbers."""
    while wanted:
        if CUT in text:
            found = _with_cuts(wanted).search(text, start)
            spot = found.span() if found else None
        else:
            at = text.find(wanted, start)
            spot = (at, at + len(wanted)) if at >= 0 else None
        if spot is None:
            return None
        if (loose_start or _begins(text, spot[0])) and (loose_end or _ends(text, spot[1])):
            return spot
        start = spot[0] + 1
    return None


@lru_cache(maxsize=1024)
def _with_cuts(wanted: str) -> re.Pattern[str]:
    """The words, any of which may be cut by a line's end, at a hyphen of their own or at none."""
    each = [f"(?:-|{CUT})" if char == "-" else re.escape(char) for char in wanted]
    joined = each[0] if each else ""
    for before, char, piece in zip(wanted, wanted[1:], each[1:], strict=False):
        joined += f"{CUT}?{piece}" if before.isalpha() and char.isalpha() else piece
    return re.compile(joined)


def _begins(text: str, start: int) -> bool:
    """Whether no word or number runs on from before `start` ('possible' is not in 'impossible')."""
    if start == 0:
        return True
    first, before = text[start], text[start - 1]
    if before == CUT or (_is_word(first) and _is_word(before)):
        return False
    if not first.isdigit():
        return True
    earlier = text[start - 2] if start > 1 else " "
    inside_number = before in ".,'" and earlier.isdigit()
    negative = before == "-" and not _is_word(earlier)
    return not (inside_number or negative)


def _ends(text: str, end: int) -> bool:
    """Whether no word or number runs on after `end` ('1' is not in '1.5', nor 'can' in 'can't')."""
    if end >= len(text):
        return True
    last, after = text[end - 1], text[end]
    later = text[end + 1] if end + 1 < len(text) else " "
    if after == CUT or (_is_word(last) and _is_word(after)):
        return False
    if last.isdigit() and after in ".,'" and later.isdigit():
        return False
    # an apostrophe within a word; the possessive ('Alibaba's') is the one that adds nothing
    return not (
        last.isalpha() and after == "'" and later.isalpha() and text[end + 1 : end + 3].rstrip() != "s"
    )


def _is_word(char: str) -> bool:
    return (char.isalnum() or char == "_") and not _UNSPACED.match(char)


def runs(words: str) -> list[str]:
    """The runs of an author's words between ellipses and insertions, as written."""
    return [piece.strip() for piece in _EDIT.split(words) if piece.strip()]
