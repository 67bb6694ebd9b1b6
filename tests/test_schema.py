"""The JSON Schema of the export: it takes every export, and refuses what an export cannot hold."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator

from build_dossier.pipeline import write_pages
from build_dossier.project import Project
from tests.exporting import DATA, Json, exported
from tests.projects import case, project


@pytest.fixture(scope="module")
def schema(tmp_path_factory: pytest.TempPathFactory) -> Json:
    root = project(tmp_path_factory.mktemp("project"), case("minimal"))
    assert write_pages(Project.at(root)).changes
    whole: Json = json.loads((root / "docs/data/dossier.schema.json").read_bytes())
    return whole


def _mistakes(schema: Json, whole: Json) -> list[str]:
    return [error.json_path for error in Draft202012Validator(schema).iter_errors(whole)]


def test_it_is_a_schema_of_draft_2020_12(schema: Json) -> None:
    assert schema["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    Draft202012Validator.check_schema(schema)


@pytest.mark.parametrize("data", DATA.values(), ids=DATA.keys())
def test_every_export_fits(schema: Json, data: Path) -> None:
    assert _mistakes(schema, exported(data)) == []


_CHANGES: dict[str, Callable[[Json], object]] = {
    "a float": lambda whole: whole["statistics"][0].update(value=2.5),
    "an unknown field": lambda whole: whole["quotes"][0].update(colour="red"),
    "a field for authors": lambda whole: whole["quotes"][0].update(comment="Ask Bo Li"),
    "an unknown stance": lambda whole: whole["positions"][0].update(stance="for"),
    "an unknown verdict": lambda whole: whole["quotes"][0]["derived"]["appearances"][0].update(verdict="true"),
    "no speaker": lambda whole: whole["quotes"][0].pop("speaker"),
    "no rank": lambda whole: whole["quotes"][0].pop("rank"),
    "no address": lambda whole: whole["quotes"][0].pop("url"),
    "nothing derived": lambda whole: whole["quotes"][0].pop("derived"),
    "an empty list": lambda whole: whole["quotes"][0].update(issues=[]),
    "no array of a kind": lambda whole: whole.pop("terms"),
    "an id that is none": lambda whole: whole["quotes"][0].update(id="Not An Id"),
    "evidence of a wrong kind": lambda whole: whole["positions"][0]["evidence"][0].update(ref="party:guild"),
    "a date in words": lambda whole: whole["quotes"][0].update(said="last summer"),
    "null": lambda whole: whole["quotes"][0].update(said=None),
}


@pytest.mark.parametrize("change", _CHANGES.values(), ids=_CHANGES.keys())
def test_what_an_export_never_holds_does_not_fit(schema: Json, change: Callable[[Json], object]) -> None:
    whole = exported(case("small"))
    change(whole)
    assert len(_mistakes(schema, whole)) == 1


def test_every_field_says_what_it_means(schema: Json) -> None:
    records = [definition for definition in schema["$defs"].values() if "properties" in definition]
    assert len(records) > 15
    for definition in records:
        assert definition["description"]
        for name, field in definition["properties"].items():
            assert field.get("description") or "$ref" in field or name == "derived", (definition["description"], name)


def test_the_export_of_the_reference_example_has_every_field_of_the_schema(schema: Json) -> None:
    whole = exported(case("small"))
    for kind, definition in schema["properties"].items():
        records = [whole[kind]] if kind == "dossier" else whole[kind]
        name = definition.get("$ref", definition.get("items", {}).get("$ref", "")).removeprefix("#/$defs/")
        fields = set(schema["$defs"][name]["properties"]) - {
            "note", "tags", "marking", "rank", "deprecated_because", "supersedes", "review_by"
        }  # fmt: skip
        assert fields <= {field for record in records for field in record}, kind
