"""Each folder in cases/ok holds a sound dossier; `small` is the reference example of every field."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

import pytest
from pydantic import BaseModel

from build_dossier.dossier import Dossier
from build_dossier.load.reading import read
from build_dossier.records.base import Part, Record
from build_dossier.records.dossier import DossierRecord
from build_dossier.records.kinds import KINDS
from build_dossier.values.scales import Marking
from tests.conftest import CASES

OK = sorted(path for path in (CASES / "ok").iterdir() if path.is_dir())


def _dossier(name: str) -> Dossier:
    reading = read(CASES / "ok" / name / "data", "data")
    assert reading.dossier is not None, reading.problems
    return reading.dossier


@pytest.mark.parametrize("case", OK, ids=lambda case: case.name)
def test_a_sound_dossier_has_no_problem(case: Path) -> None:
    reading = read(case / "data", "data")
    assert reading.problems == ()
    assert reading.dossier is not None
    assert reading.count == len(reading.dossier.records)


def test_a_dossier_needs_no_records() -> None:
    assert _dossier("minimal").records == {}


def test_the_smallest_dossier_with_a_quote_has_three_records() -> None:
    assert [str(key) for key in _dossier("three-records").records] == [
        "party:guild",
        "quote:guild-opaque",
        "source:times-2016-10-21",
    ]


def _parts(part: object) -> Iterator[Part]:
    if isinstance(part, Part):
        yield part
        for name in type(part).model_fields:
            yield from _parts(getattr(part, name))
    elif isinstance(part, tuple):
        for item in part:
            yield from _parts(item)


def _models(model: type[BaseModel]) -> Iterator[type[BaseModel]]:
    yield model
    for inner in model.__subclasses__():
        yield from _models(inner)


def test_the_small_dossier_has_a_record_of_each_kind() -> None:
    assert {key.kind for key in _dossier("small").records} == {kind.name for kind in KINDS}


def test_the_small_dossier_uses_every_field_of_every_type() -> None:
    dossier = _dossier("small")
    used: dict[type[Part], set[str]] = {}
    for part in _parts((dossier.about, *dossier.records.values())):
        used.setdefault(type(part), set()).update(part.model_fields_set)
    of_every_record = set(Record.model_fields)
    for model in set(_models(Part)) - {Part, Record}:
        assert issubclass(model, Part)
        unused = set(model.model_fields) - used.get(model, set())
        assert unused - (of_every_record if issubclass(model, Record) else set()) == set(), model
    anywhere = {name for model, names in used.items() if issubclass(model, Record) for name in names}
    assert anywhere >= of_every_record


def test_the_small_dossier_keeps_exact_numbers_and_dates() -> None:
    dossier = _dossier("small")
    days, damage = dossier.statistics
    assert str(days.value) == "2.50"
    assert (damage.low, damage.high) == (Decimal(1_000_000), Decimal(2_500_000))
    assert [str(source.published) for source in dossier.sources[:2]] == ["2016-10-21", "2016-10-20~"]
    assert dossier.parties[0].country == "NO"


def test_a_dossier_can_be_written_out_and_read_again() -> None:
    dossier = _dossier("small")
    for record in (dossier.about, *dossier.records.values()):
        written = record.model_dump(mode="json", exclude_none=True)
        assert type(record).model_validate(written) == record


def test_hostile_texts_come_in_to_the_letter() -> None:
    dossier = _dossier("hostile")
    quote = dossier.quotes[0].text
    assert "\nSecond line  \n> third\n# fourth\n\n1. fifth" in quote
    assert '{: onclick="alert(1)" }' in quote
    assert len(dossier.parties[0].name) == 300
    assert "\u202e" in dossier.parties[1].name


def test_texts_of_every_script_come_in_to_the_letter() -> None:
    chinese, arabic, french = _dossier("languages").quotes
    assert chinese.text == "这个过程不透明。"
    assert arabic.original is not None
    assert arabic.original.text == "العملية واضحة (100%)."
    assert french.text == "« C’est l’œuvre d’un maître », dit-elle… enfin."


def test_the_withheld_dossier_has_records_of_each_marking() -> None:
    dossier = _dossier("withheld")
    assert {record.marking for record in dossier.records.values()} == {None, *Marking}
    assert isinstance(dossier.about, DossierRecord)
    assert dossier.about.marking is Marking.CLEAR
