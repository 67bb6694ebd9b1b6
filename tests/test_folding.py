"""Folding: each class of characters that it changes, each that it leaves alone, and where everything came from."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from build_dossier.evidence.folding import (
    CUT,
    UNREADABLE,
    fold,
    folded,
    has_vowel_signs,
    without_vowel_signs,
)


def _names(chars: str) -> list[str]:
    return [f"U+{ord(char):04X}" for char in chars]


INVISIBLE = "\u00ad\u200b\u200e\u200f\u061c\u2060\ufeff\u0640"
QUOTES = "'\"“”„‟«»〝〞〟＂‘’‚‛‹›′`´ʹʻʼʽ＇「」『』｢｣׳״"
DASHES = "-‐‑‒–—―−﹘﹣－־⸺⸻"
BLANKS = "\t\n\r\x0b\x0c\u0085\u00a0\u1680\u2000\u2003\u2007\u2009\u200a\u2028\u2029\u202f\u205f\u3000"
UNTOUCHED = {
    "direction embedding and override": "\u202a\u202b\u202c\u202d\u202e",
    "direction isolate": "\u2066\u2067\u2068\u2069",
    "joiner": "\u200c\u200d",
    "capital and small letter": "AaÄäİıſß",
    "letter with a stroke or another shape": "øłđﬖ",
    "Cyrillic and Greek look-alike": "асеорхАВΟο",
    "full-width letter and digit": "ＡａＺｚ０１９",
    "digit of another script": "٠١٩०९",
    "superscript and fraction": "²³½",
    "point and comma of another script": "。、،؛؟",
    "currency and percent": "€£¥%‰٪",
    "bracket": "()[]{}",
    "double prime, for inches": "″",
    "star, dagger and bullet": "*†•",
    "underscore, slash and tilde": "_/~",
    "Katakana length mark": "ー",
}


@pytest.mark.parametrize("char", INVISIBLE, ids=_names(INVISIBLE))
def test_invisible_characters_go(char: str) -> None:
    assert folded(f"un{char}der {char}stand{char} {char} it") == "under stand it"


@pytest.mark.parametrize("char", QUOTES, ids=_names(QUOTES))
def test_quotation_marks_and_apostrophes_are_one(char: str) -> None:
    assert folded(f"a {char}b") == "a 'b"


@pytest.mark.parametrize("char", DASHES, ids=_names(DASHES))
def test_dashes_and_minus_signs_are_one(char: str) -> None:
    assert folded(f"a{char}b {char}5 {char} c") == "a-b -5 - c"


@pytest.mark.parametrize("char", DASHES, ids=_names(DASHES))
def test_a_run_of_dashes_is_one(char: str) -> None:
    assert folded(f"a {char}- b{char * 3}c") == "a - b-c"


@pytest.mark.parametrize("char", BLANKS, ids=_names(BLANKS))
def test_blanks_are_one(char: str) -> None:
    assert folded(f"a{char}b {char}{char} c") == "a b c"


@pytest.mark.parametrize(
    ("ligature", "letters"),
    [("ﬀ", "ff"), ("ﬁ", "fi"), ("ﬂ", "fl"), ("ﬃ", "ffi"), ("ﬄ", "ffl"), ("ﬅ", "st"), ("ﬆ", "st")],
)
def test_ligatures_come_apart(ligature: str, letters: str) -> None:
    assert folded(f"o{ligature}s") == f"o{letters}s"


def test_the_ellipsis_is_three_points() -> None:
    assert folded("so… it") == "so... it"


@pytest.mark.parametrize("chars", UNTOUCHED.values(), ids=UNTOUCHED)
def test_never_touched(chars: str) -> None:
    text = "x".join(["", *chars, ""])
    assert folded(text) == text


def test_letters_of_all_scripts_are_never_touched() -> None:
    text = "Straße, été, Ελλάδα, Москва, עברית, العربية, हिन्दी, ไทย, 汉字, かな, 한국어, Tiếng Việt"
    assert unicodedata.is_normalized("NFC", text)
    assert folded(text) == text


# --- composed form


@pytest.mark.parametrize(
    ("decomposed", "composed"),
    [
        ("cafe\u0301", "café"),
        ("a\u0323\u0302", "ậ"),
        ("a\u0302\u0323", "ậ"),
        ("\u1112\u1161\u11ab\u1100\u1173\u11af", "한글"),
        ("\ud558\u11ab", "한"),
        ("\u212bngstro\u0308m", "Ångström"),
        ("\u2126 \u212a", "Ω K"),
        ("\u0915\u093c \u0958", "\u0915\u093c \u0915\u093c"),
        ("\u09c7\u09be", "\u09cb"),
        ("\u0627\u0654", "\u0623"),
        ("\u1fef \u1ffd \u037e", "' ';"),
        ("x\u0301", "x\u0301"),
        ("\u0301a", "\u0301a"),
        (" \u0301\u0323", "\u0323\u0301"),
        ("e\u200b\u0301", "é"),
        ("ﬁ\u0301", "fí"),
    ],
)
def test_texts_are_composed(decomposed: str, composed: str) -> None:
    assert folded(decomposed) == composed


def test_a_composed_letter_leads_to_all_its_characters() -> None:
    text = "un cafe\u0301 noir"
    start = fold(text).text.index("café")
    assert fold(text).span(start, start + 4) == (3, 8)


def test_a_ligature_leads_to_the_whole_of_it() -> None:
    assert fold("oﬃce").text == "office"
    assert fold("oﬃce").span(2, 3) == (1, 2)


def test_what_is_invisible_belongs_to_no_letter_beside_it() -> None:
    text = "a\u200bbc\u200bd"
    assert fold(text).text == "abcd"
    assert fold(text).span(1, 3) == (2, 4)


# --- blanks


@pytest.mark.parametrize(
    ("printed", "plain"),
    [
        ("  a b \n", "a b"),
        ("vrai\u00a0! faux\u202f? oui ; non\u2009: fin", "vrai! faux? oui; non: fin"),
        ("dit «\u00a0vrai\u202f» et", "dit 'vrai' et"),
        ("l’«\u00a0exception\u00a0»", "l''exception'"),
        ("« vrai\u00a0! »", "'vrai!'"),
        ("dit ‹ vrai ›, puis", "dit 'vrai', puis"),
        ("sagte »Ja« und »Nein«.", "sagte 'Ja' und 'Nein'."),
        ("a , b . c )", "a , b . c )"),
        ("这个 过程\n不 透明。 但是", "这个过程不透明。但是"),
        ("これ は\nペン", "これはペン"),
        ("在 2016 年", "在 2016 年"),
        ("한국어 문장", "한국어 문장"),
        ("ภาษา ไทย", "ภาษา ไทย"),
        ("a \u200b b", "a b"),
        ("", ""),
        (" \n ", ""),
    ],
)
def test_where_blanks_stand(printed: str, plain: str) -> None:
    assert folded(printed) == plain


# --- line ends


@pytest.mark.parametrize(
    ("printed", "plain"),
    [
        ("enor-\nmous", f"enor{CUT}mous"),
        ("enor-  \r\n   mous", f"enor{CUT}mous"),
        ("enor‐\nmous", f"enor{CUT}mous"),
        ("enor\u00ad\nmous", f"enor{CUT}mous"),
        ("column-\n\n\x0cend", f"column{CUT}end"),
        ("enor\u00ad \nmous", f"enor{CUT}mous"),
        ("enor\u00ad mous", "enor mous"),
        ("enor- mous", "enor- mous"),
        ("enor‑\nmous", "enor-mous"),
        ("COVID-\n19", "COVID-19"),
        ("2015–\n16", "2015-16"),
        ("problem—\nwhich", "problem-which"),
        ("problem --\nwhich", "problem -\nwhich".replace("\n", " ")),
        ("problem –\nwhich", "problem - which"),
        ("problem\n– which", "problem - which"),
        ("5\u00ad\n6", "5 6"),
        ("word-\n", "word-"),
    ],
)
def test_where_a_line_ends_after_a_hyphen_or_dash(printed: str, plain: str) -> None:
    assert folded(printed) == plain


def test_the_mark_of_a_cut_is_taken_from_no_text() -> None:
    assert folded(f"a{CUT}b") == f"a{UNREADABLE}b"


# --- vowel signs


@pytest.mark.parametrize(
    ("text", "bare"), [("كَتَبَ الوَزِيرُ", "كتب الوزير"), ("إنَّ", "إن"), ("הַשּׁוּק", "השוק"), ("רחמן־נא", "רחמן-נא")]
)
def test_vowel_signs_can_be_left_out(text: str, bare: str) -> None:
    assert without_vowel_signs(fold(text)).text == bare


def test_texts_that_write_their_vowels_are_known() -> None:
    assert has_vowel_signs("كَتَبَ")
    assert has_vowel_signs("הַשּׁוּק")
    assert not has_vowel_signs("كتب السوق naïve Ελλάδα")


def test_a_text_without_vowel_signs_leads_to_the_one_with_them() -> None:
    text = "\ufeffقال  كَتَبَ  الوَزِيرُ"
    bare = without_vowel_signs(fold(text))
    start = bare.text.index("كتب")
    assert text[slice(*bare.span(start, start + 3))] == "كَتَب"


# --- what holds of every text

_ODD = (
    INVISIBLE
    + QUOTES
    + DASHES
    + BLANKS
    + "".join(UNTOUCHED.values())
    + "…;:!?.,ﬁﬀaéz09字汉。"
    + ("\u0301\u0323\u0340\u0344\u1100\u1161\u11a8각Å\u212b\u1ffd\u037e\u09c7\u09be\u0627\u0654\u064eא\u05b7")
)
TEXTS = st.text(st.one_of(st.sampled_from(_ODD), st.characters(exclude_categories=["Cs"])), max_size=14)


@settings(max_examples=1500, deadline=None)
@given(TEXTS)
def test_what_is_folded_stays_as_it_is(text: str) -> None:
    once = folded(text)
    assume(CUT not in once)
    assert folded(once) == once
    assert unicodedata.is_normalized("NFC", once)


@settings(max_examples=1000, deadline=None)
@given(TEXTS)
def test_every_character_came_from_somewhere_in_order(text: str) -> None:
    result = fold(text)
    spans = [result.span(at, at + 1) for at in range(len(result.text))]
    assert all(0 <= start < end <= len(text) for start, end in spans)
    assert spans == sorted(spans)
    assert [end for _, end in spans] == sorted(end for _, end in spans)
    for first in range(len(spans)):
        for last in range(first, len(spans)):
            assert result.span(first, last + 1) == (spans[first][0], spans[last][1])


_WORDS = st.sampled_from(
    [
        "the",
        "marché",
        "marche\u0301",
        "oﬃce",
        "it’s",
        "“said”",
        "e–mail",
        "a\u00adb",
        "x\u200by",
        "ha\u0323\u0302t",
        "5",
        "한글",
    ]
)
_JOINTS = st.sampled_from([" ", "  ", "\n", "\u00a0", " – ", "… ", ", ", " ! ", "\n\n", "-\n", "—\n"])


@settings(max_examples=300, deadline=None)
@given(st.lists(st.tuples(_WORDS, _JOINTS), min_size=2, max_size=8), st.data())
def test_a_piece_of_a_text_folds_as_it_does_within_the_text(pieces: list[tuple[str, str]], data: st.DataObject) -> None:
    text = "".join(word + joint for word, joint in pieces)
    result = fold(text)
    start = data.draw(st.integers(0, len(result.text) - 1))
    end = data.draw(st.integers(start + 1, len(result.text)))
    piece = result.text[start:end]
    assume(piece[0].isalnum() and piece[-1].isalnum())  # no blank and no cut at an edge
    first, last = result.span(start, end)
    again = folded(text[first:last])
    assert piece in again
    if not any(text[first].startswith(ligature) for ligature in "ﬁﬃ"):
        assert again.startswith(piece)


def test_folding_takes_no_more_than_a_few_looks_at_a_character() -> None:
    """A text of nothing but blanks, hyphens, marks or accents is folded as any other."""
    for char in (" ", "-", "—\n", "\u0301", "\u200b", "« ", "-\n", "\u00ad\n", "…", "e\u0301"):
        assert len(folded(char * 20_000)) <= 60_000
