"""What an ellipsis or an insertion may not hide."""

from __future__ import annotations

import pytest

from build_dossier.evidence.folding import fold
from build_dossier.evidence.omissions import negates, why_not_left_out


def _why(text: str) -> str:
    """Why what stands between the bars may not be left out, in a word."""
    before, hidden, after = text.split("|")
    reason = why_not_left_out(before + hidden + after, len(before), len(before + hidden), fold(hidden).text)
    return next((word for word in ("quotation", "paragraph", "negation") if word in reason), reason)


@pytest.mark.parametrize(
    "words",
    [
        "it is not so",
        "NOT",
        "there is no market",
        "in no-one's hand",
        "we cannot",
        "they won't",
        "they won’t",
        "it isnʼt",
        "they never asked",
        "neither this",
        "without doubt",
        "with-\nout doubt",
        "n\u00adot",
        "hardly any",
        "unless it is",
        "non-compliant",
        "they failed to",
        "she denied it",
        "it is unable to",
        "instead",
        "ce n’est rien",
        "ne va pas",
        "jamais",
        "sans doute",
        "das ist nicht so",
        "keinerlei",
        "ohne",
        "nunca jamás",
        "sin duda",
        "não é",
        "senza dubbio",
        "niet waar",
        "inte sant",
        "ikke sant",
        "это не так",
        "нельзя",
        "bez sensu",
        "tidak benar",
        "根本不透明",
        "没有",
        "透明ではない",
        "透明ではありません",
        "투명하지 않다",
        "ليست واضحة",
        "ولا تزال",
        "لَيْسَتْ واضِحَةً",
        "نمی\u200cخواهم",
        "זה לא נכון",
        "זֶה לֹא נָכוֹן",
        "यह सही नहीं है",
        "không đúng",
        "ไม่ใช่",
    ],
)
def test_negations_are_known_in_many_languages(words: str) -> None:
    assert negates(fold(words).text)


@pytest.mark.parametrize(
    ("before", "words"),
    [
        ("It is not", "only slow but"),
        ("It isn't", "just slow, it is"),
        ("Ce n'est pas", "seulement lent mais"),
        ("Er ist nicht", "nur langsam, sondern"),
        ("它不", "仅慢，也"),
    ],
)
def test_what_turns_a_negation_before_it_may_not_be_left_out(before: str, words: str) -> None:
    assert "turns the negation" in why_not_left_out(words, 0, len(words), words, before)
    assert "turns the negation" not in why_not_left_out(words, 0, len(words), words, f"{before} fast")


@pytest.mark.parametrize(
    "words",
    [
        "as we all know, nothings aside from notable nodes",
        "the knot, the note, the nose",
        "another November",
        "le marché est ouvert",
        "der Markt ist offen",
        "el mercado es justo",
        "这个过程很清楚",
        "السوق عادل",
        "рынок открыт",
    ],
)
def test_other_words_are_no_negation(words: str) -> None:
    assert not negates(fold(words).text)


@pytest.mark.parametrize(
    "text",
    [
        "“We were |wrong,” said Smith. “The| market",
        "“We were |wrong” said Smith, and| left",
        '"We were |wrong" and| left',
        "«We were |wrong» and| left",
        "„We were |wrong“ and| left",
        "「我们|错了」他说「市场|很好",
        "‘We were |wrong,’ said Smith. ‘The| market",
        "'We were |wrong,' said Smith. 'The| market",
        "‘We were wrong|,’ he said, and| left",
        "We called it |‘fair’ and| left",
        "It’s |a list’, he| said",
        "We were wrong|” and| left",
        "and |“|We were wrong",
    ],
)
def test_a_quotation_mark_may_not_be_left_out(text: str) -> None:
    assert _why(text) == "quotation"


@pytest.mark.parametrize(
    "text", ["It’s |the brands’ own duty to watch Alibaba’s shops| now", "We |don't, d'accord| or", "O|’Brien |says"]
)
def test_apostrophes_are_no_quotation_marks(text: str) -> None:
    assert _why(text) in ("", "negation")


LONG = "a word and another, " * 9
SHORT = "a short line of this text\n" * 90


@pytest.mark.parametrize(
    "text",
    [
        "one |end.\n\nThe| next",
        "one |end.\n \t\nThe| next",
        "one |end.\r\n\r\nThe| next",
        "one |end.\r\rThe| next",
        "one |end.\u2029The| next",
        f"{LONG}|end.\nThe| next, {LONG}",
        f"{LONG}|end.\r\nThe| next, {LONG}\nShort.\n",
        "市场" * 60 + "|。\n后来| 市场" + "市场" * 60,
    ],
)
def test_the_end_of_a_paragraph_may_not_be_left_out(text: str) -> None:
    assert _why(text) == "paragraph"


@pytest.mark.parametrize(
    "text",
    [
        "one |line,\nthe| next",
        f"one |line,\nthe| next\n{SHORT}{LONG}",
        "市场|。\n后来| 市场",
        f"{LONG}|and so| on",
    ],
)
def test_the_end_of_a_line_may_be_left_out_where_paragraphs_are_broken_into_lines(text: str) -> None:
    assert _why(text) == ""
