"""The guide's lists of fields and of problems say what the program does."""

from __future__ import annotations

import pytest

from build_dossier import reference
from build_dossier.problems import CODES
from build_dossier.records.dossier import DossierRecord
from build_dossier.records.kinds import KINDS
from tests.projects import ROOT

GUIDE = ROOT / "docs" / "guide"


def test_the_guide_names_every_field_as_the_types_do() -> None:
    assert (GUIDE / "records.md").read_text("utf-8") == reference.records()


def test_the_guide_names_every_problem() -> None:
    text = (GUIDE / "problems.md").read_text("utf-8")
    assert text == reference.problems()
    assert [code for code in CODES if f"`{code}`" not in text] == []


@pytest.mark.parametrize("model", [DossierRecord, *(kind.model for kind in KINDS)])
def test_every_field_says_what_it_means(model: type) -> None:
    assert [name for name, field in model.model_fields.items() if not field.description and name != "id"] == []  # type: ignore[attr-defined]  # a kind's model
