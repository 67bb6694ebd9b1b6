"""Where words and numbers begin and end, told from the characters on both sides of an edge."""

from __future__ import annotations

import pytest

from build_dossier.evidence.edges import IsHyphen, begins, ends, is_word, word_end, word_start
from build_dossier.evidence.folding import CUT, HYPHENS, fold


def _folded(printed: str) -> tuple[str, int, IsHyphen]:
    """The folded text, the place of the bar in it, and what tells its hyphens from dashes."""
    before, after = printed.split("|")
    raw = before + after
    text = fold(raw)
    places = [at for at in range(len(text.text)) if text.span(at, at + 1)[0] >= len(before)]

    def is_hyphen(place: int) -> bool:
        start, end = text.span(place, place + 1)
        return raw[start:end] in HYPHENS

    return text.text, places[0] if places else len(text.text), is_hyphen


@pytest.mark.parametrize(
    "printed",
    [
        "im|possible",
        "care|less",
        "can|'t",
        "can|’t",
        "don|’t",
        "it|’ll",
        "non|-compliant",
        "small|-scale",
        "medium|‑sized",
        "COVID|-19",
        "בית|־הדין",
        "1|,380",
        "11|.5",
        "1|'380",
        "1| 380",
        "1|\u00a0380",
        "12| 380 000",
        "10|:30",
        "9|/11",
        "10|-15",
        "5%|–10%",
        "$5|-$10",
        "2015|–2016",
        "2016|-12-21",
        "2|·5",
        "١|٫٥",
        "380| million",
        "380|-million",
        "1.5| billion",
        "3,8| Millionen",
        "3,8| Mio",
        "380| млн",
        "1,2| millones",
        "380|万",
        "三|百",
        "380|만",
        "two| hundred",
        "seventeen| thousand",
        "ninety| million",
        "Ninety| Million",
        "half|way",
        "Alibaba|s",
        "Alibaba|’ssss",
        "क|ा",
        "می|\u200cخواهم",
        "m|\u0303",
        "im" + "-\n|possible",
    ],
)
def test_no_word_or_number_ends_within_one(printed: str) -> None:
    assert not ends(*_folded(printed))


@pytest.mark.parametrize(
    "printed",
    [
        "im|possible",
        "non-|compliant",
        "medium-|sized",
        "twenty-|five",
        "COVID-|19",
        "1,|380",
        "11.|5",
        "1'|380",
        "1 |380",
        "1\u202f380 |000",
        "9/|11",
        "10:|30",
        "10–|15",
        "5%–|10%",
        "2016-12-|21",
        "up .|5",
        "(.|5)",
        "up -|5",
        "(−|5)",
        "by -|$5",
        "by -$|5",
        "十|三",
        "3|万",
        "نمی\u200c|خواهم",
        "كَ|تب",
        "m|\u0303",
    ],
)
def test_no_word_or_number_begins_within_one(printed: str) -> None:
    assert not begins(*_folded(printed))


@pytest.mark.parametrize(
    "printed",
    [
        "|word",
        "a |word",
        "“|word",
        "l’|homme",
        "a—|word",
        "a–|word",
        "a -- |word",
        "a--|word",
        "a - |5",
        "said—|5",
        "No.|5",
        "...|5",
        "in 2015 |380",
        "1,380 |380",
        "page 1, |380",
        "$|5",
        "~|5",
        "过|程",
        "是|Taobao",
        "“|不透明",
        "of |million",
    ],
)
def test_words_and_numbers_begin(printed: str) -> None:
    assert begins(*_folded(printed))


@pytest.mark.parametrize(
    "printed",
    [
        "word|",
        "word| a",
        "word|, a",
        "word|.",
        "word|” a",
        "Alibaba|’s plan",
        "Alibaba|’s",
        "MA|’S PLAN",
        "brands|’ plan",
        "word|—a",
        "word|–a",
        "word| – a",
        "11|.",
        "11|. 5",
        "11|, 5",
        "5|%",
        "2015| 380",
        "1,380| 380",
        "5| 3800",
        "5| 38",
        "5| miles",
        "5| Milan",
        "5| bilingual",
        "one| day",
        "word| million",
        "过|程",
        "Taobao|”是",
        "透明|”他",
        "2016|年",
    ],
)
def test_words_and_numbers_end(printed: str) -> None:
    assert ends(*_folded(printed))


def test_words_are_letters_digits_and_what_clings_to_them() -> None:
    assert all(is_word(char) for char in "aÉß5_\u0301\u093e\u200cع한")
    assert not any(is_word(char) for char in " .'-“程かไ")
    assert not is_word("")


def test_a_word_is_found_around_a_place() -> None:
    text = f"an enor{CUT}mous task"
    assert text[word_start(text, 6) : word_end(text, 6)] == f"enor{CUT}mous"
    assert word_start(text, 2) == 0
    assert word_end(text, 0) == 2
    assert word_end(text, len(text)) == len(text)
