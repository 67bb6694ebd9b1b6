"""What an ellipsis or an insertion may not hide: a negation, a quotation mark, the end of a paragraph."""

from __future__ import annotations

import re
from functools import lru_cache

from build_dossier.evidence.folding import CUT, fold, without_vowel_signs

_ACROSS = "what is left out runs across {}: record the two passages by themselves"
_TURNS_NEGATION = "what is left out turns the negation before it: quote it"
_HOLDS_NEGATION = "what is left out holds a negation: quote it, or record the two passages by themselves"

_BLANK_LINE = re.compile(r"(?:\r\n|\n|\r)[ \t]*(?:\r\n|\n|\r)|\u2029")
_LINE_END = re.compile(r"[\r\n]")
_LONG_LINE = 150
"""More than a page has in a line, in narrow characters."""
_WIDE = re.compile("[\u3001-\u30ff\u3400-\u9fff\uac00-\ud7a3\uf900-\ufaff\uff01-\uff60]")

# A single mark is a quotation mark where a word begins after it, or where it stands beside a stop; else an apostrophe.
_QUOTATION_MARK = re.compile(
    r"""["“”„‟«»″‹›「」『』｢｣〝〞〟＂]|(?<![^\W_])['‘‚‛](?=\w)|(?<=[.,!?;:…—-])['‘’]|['‘’](?=[.,;:!?)])""",
)

_NEGATIONS = (
    r"not|no|none|nobody|nothing|nowhere|never|neither|nor|cannot|without|unless|hardly|barely|scarcely|rarely"
    r"|seldom|\w+n't|non|unable|unlikely|impossible|fail\w*|refus\w*|den(?:y|ies|ied|ying)|lack\w*|except"
    r"|instead",  # English
    r"ne|n'|ni|pas|jamais|aucune?|rien|sans",  # French
    r"nicht|nichts|nie|niemals|niemand\w*|nirgends|kein\w*|ohne|weder",  # German
    r"nunca|jamás|nada|nadie|ning[uú]n\w*|sin|tampoco|não|nem|nenhum\w*|ninguém|sem",  # Spanish, Portuguese
    r"nessun\w*|niente|nulla|senza|niet|niets|geen|nooit|niemand|zonder",  # Italian, Dutch
    r"inte|ikke|icke|aldrig|aldri|ingen|inget|inga|intet|utan|uten|uden",  # Swedish, Norwegian, Danish
    r"не|нет|ни|никогда|никто|ничего|нельзя|без|nigdy|nikt|nic|bez|ani",  # Russian, Polish, Czech
    r"tidak|bukan|jangan|değil|yok|hiç|không|chưa|chẳng",  # Indonesian, Turkish, Vietnamese
    r"[وفب]?(?:لا|لم|لن|ليس\w*|لست|لسنا|غير|بدون|دون|ما)|نه|نیست|هرگز",  # Arabic, Persian
    r"[ושה]?(?:לא|אין|אינ\w*|בלי|ללא|אל)|नहीं|मत|बिना",  # Hebrew, Hindi
)
_NEGATION = re.compile(
    rf"\b(?:{'|'.join(_NEGATIONS)})(?!\w)|\bn'|[不没沒无無未非别別勿莫否]"
    r"|ない|なかっ|なく|ません|않|못|없|아니|\bنمی|ไม่",  # Chinese; Japanese, Korean, Persian, Thai
    re.IGNORECASE,
)


# What follows a negation and turns it: 'not only slow but clear' is no 'not … clear'.
_ONLY = re.compile(
    r"\W*(?:(?:only|just|merely|simply|solely|seulement|uniquement|nur|bloß|s[oó]lo|solamente|apenas|soltanto|alleen"
    r"|bara|kun|только|лишь|فقط)(?!\w)|[只仅僅单單])",
    re.IGNORECASE,
)


def why_not_left_out(raw: str, start: int, end: int, words: str, before: str = "") -> str:
    """Why a stretch of a captured text may not be left out, '' where it may.

    `words` are those that are hidden, folded: the stretch, with the whole of a word that it cuts; `before` are the
    author's words before them.
    """
    mark = _QUOTATION_MARK.search(raw, start, min(end + 1, len(raw)))
    if mark and mark.start() < end:
        return _ACROSS.format("a quotation mark")
    if _ends_paragraph(raw, start, end):
        return _ACROSS.format("the end of a paragraph")
    if _ONLY.match(words) and any(match.end() == len(before) for match in _NEGATION.finditer(before)):
        return _TURNS_NEGATION
    return _HOLDS_NEGATION if negates(words) else ""


def negates(words: str) -> bool:
    """Whether folded words hold a negation, in any of the languages listed above."""
    whole = without_vowel_signs(fold(words.replace(CUT, ""))).text
    return _NEGATION.search(whole) is not None


def _ends_paragraph(raw: str, start: int, end: int) -> bool:
    if _BLANK_LINE.search(raw, start, end):
        return True
    return _LINE_END.search(raw, start, end) is not None and _is_a_paragraph_a_line(raw)


@lru_cache(maxsize=4)
def _is_a_paragraph_a_line(raw: str) -> bool:
    """Whether a tenth of a text stands in lines wider than any page: then each line is a paragraph."""
    lines = [len(line) + len(_WIDE.findall(line)) for line in raw.splitlines()]
    return 10 * sum(width for width in lines if width > _LONG_LINE) > sum(lines)
