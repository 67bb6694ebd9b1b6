"""The closed vocabularies: what an author writes, and what a reader sees."""

from __future__ import annotations

import pytest

from build_dossier.values import scales

ALL = [scale for scale in vars(scales).values() if isinstance(scale, type) and issubclass(scale, scales.Scale)]
SCALES = [scale for scale in ALL if scale is not scales.Scale]


@pytest.mark.parametrize("scale", SCALES, ids=lambda scale: scale.__name__)
def test_every_value_can_be_looked_up_as_it_is_written(scale: type[scales.Scale]) -> None:
    assert [scale(str(member.value)) for member in scale] == list(scale)


@pytest.mark.parametrize("scale", SCALES, ids=lambda scale: scale.__name__)
def test_every_value_has_words_of_its_own(scale: type[scales.Scale]) -> None:
    words = [member.words for member in scale]
    assert all(words)
    assert len(set(words)) == len(words)


def test_words_are_the_value_with_spaces_where_none_are_given() -> None:
    assert scales.PartyKind.TRADE_ASSOCIATION.words == "trade association"


def test_stances_differ_without_colour() -> None:
    symbols = {stance.symbol for stance in scales.Stance}
    assert len(symbols) == len(scales.Stance)


def test_the_vocabularies_are_those_of_their_standards() -> None:
    assert [str(member.value) for member in scales.Marking] == [
        "TLP:RED",
        "TLP:AMBER+STRICT",
        "TLP:AMBER",
        "TLP:GREEN",
        "TLP:CLEAR",
    ]
    assert "".join(member.value for member in scales.Reliability) == "ABCDEF"
    assert "".join(member.value for member in scales.Credibility) == "123456"
    assert len(scales.Likelihood) == 7
    assert len(scales.SourceType) == 45  # the item types of CSL 1.0.2
