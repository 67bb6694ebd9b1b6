"""A dossier in another language: which words follow it, and what stays the same in any."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner

from build_dossier import checking, gate, pipeline
from build_dossier.cli import main
from build_dossier.editions.edition import DOSSIER, JUDGEMENT
from build_dossier.language.speaking import gettext, language_of, speaking
from build_dossier.load.reading import read
from build_dossier.project import Project
from build_dossier.publish.downloads import FORMS
from build_dossier.publish.search_index import search_files
from build_dossier.records.base import Part
from build_dossier.records.dossier import DossierRecord, Judgement
from build_dossier.records.kinds import BY_NAME
from build_dossier.render.assets import assets
from build_dossier.values.codes import alike
from build_dossier.views.field_names import NAMES
from tests.foreign import in_mask, masked
from tests.projects import case, files_in, project


def _in(tag: str, root: Path) -> Path:
    """The reference dossier as if it were written in a language."""
    about = project(root, case("small")) / "data/dossier.yml"
    text = re.sub("(?m)^language:.*\n", "", about.read_text("utf-8"))
    about.write_text(f"{text}language: {tag}\n", "utf-8")
    return root


def _pages(root: Path) -> dict[str, str]:
    """The generated Markdown by path."""
    outcome = pipeline.write_pages(Project.at(root))
    assert outcome.changes is not None, outcome.problems
    return {path: content.decode() for path, content in files_in(root / "docs").items() if path.endswith(".md")}


@pytest.fixture
def foreign(tmp_path: Path) -> Iterator[Path]:
    """The reference dossier in a language whose words are masked."""
    with masked():
        yield _in("fr", tmp_path / "foreign")


# --- what is the same in any language


@pytest.mark.parametrize("form", FORMS)
def test_an_export_is_the_same_from_the_command_line_as_on_the_site(foreign: Path, tmp_path: Path, form: str) -> None:
    _pages(foreign)
    done = CliRunner().invoke(main, ["export", "-C", str(foreign), "--format", form, "-o", str(tmp_path / "out")])
    assert done.exit_code == 0, done.output
    out = tmp_path / "out"
    exported = files_in(out).items() if out.is_dir() else [(_FILES[form], out.read_bytes())]
    assert [name for name, content in exported if (foreign / "docs/data" / name).read_bytes() != content] == []


_FILES = {
    "json": "dossier.json",
    "sqlite": "dossier.sqlite",
    "bibtex": "sources.bib",
    "csl": "sources.csl.json",
    "jsonld": "dossier.jsonld",
    "ris": "sources.ris",
}


def test_data_follow_no_language_but_for_the_words_that_other_programs_show(foreign: Path, tmp_path: Path) -> None:
    english = project(tmp_path / "english", case("small"))
    _pages(foreign)
    _pages(english)
    theirs, ours = (json.loads((root / "docs/data/dossier.json").read_bytes()) for root in (foreign, english))
    assert theirs["dossier"].pop("language") != ours["dossier"].pop("language")
    assert theirs == ours
    graph = (foreign / "docs/data/dossier.jsonld").read_text("utf-8")
    assert in_mask("Ranked down") in graph
    assert "Ranked down" not in graph


def test_the_search_keeps_its_own_words_in_english_and_says_them_in_the_language(foreign: Path) -> None:
    outcome = pipeline.write_pages(Project.at(foreign))
    quotation = next(each for each in outcome.findables if each.url.startswith("quotes/"))
    assert quotation.facets["kind"] == ("Quotation",)
    assert quotation.kind == in_mask("Quotation")
    with speaking(outcome.speaks):
        entry = json.loads(dict(search_files(outcome.findables, "fr"))["pagefind/entry.json"])
    assert entry["words"]["kind"]["Quotation"] == quotation.kind
    assert entry["words"]["verdict"]["verified"] == in_mask("verified")


# --- editions


def test_an_edition_compares_no_words_so_a_dossier_in_any_language_has_not_changed(foreign: Path) -> None:
    assert CliRunner().invoke(main, ["edition", "-C", str(foreign), "2017-01-31"]).exit_code == 0
    checked = checking.check(Project.at(foreign))
    clear, _ = gate.to_publish(checked)
    assert clear is not None
    evidence = gate.evidence_for(clear, checked)
    outside = gate.history_for(clear, checked, evidence)
    with speaking(language_of("fr")):
        inside = gate.history_for(clear, checked, evidence)
    assert outside == inside
    assert outside.present is not None
    assert outside.present.changes == ()
    fields = [json.loads(line)["fields"] for line in _lines(foreign)[1:]]
    assert fields
    assert json.dumps(fields, ensure_ascii=False).isascii()


def test_a_record_that_is_gone_is_named_as_it_was_in_the_language_of_the_dossier(foreign: Path) -> None:
    assert CliRunner().invoke(main, ["edition", "-C", str(foreign), "2017-01-31"]).exit_code == 0
    figure = next(line for line in _lines(foreign) if '"statistic:damage"' in line)
    title = json.loads(figure)["title"]
    assert f" {in_mask('to')} " in title
    assert " to " not in title


def _lines(root: Path) -> list[str]:
    return (root / "data/editions/2017-01-31.jsonl").read_text("utf-8").splitlines()


def test_every_field_that_an_edition_keeps_has_a_name_for_readers() -> None:
    models: dict[str, type[Part]] = {name: kind.model for name, kind in BY_NAME.items()}
    models |= {JUDGEMENT: Judgement, DOSSIER.kind: DossierRecord}
    unseen = {"id", "comment", "marking", "captures", "checks", "edit_url", "as_of", "judgements"}
    fields = {field.alias or name for model in models.values() for name, field in model.model_fields.items()}
    assert fields - unseen - set(NAMES) == set()


# --- what is kept


def test_a_dossier_remembers_what_was_made_for_each_language_apart() -> None:
    dossier = read(case("small"), "data").dossier
    assert dossier is not None
    with masked():
        english = dossier.once(lambda _: gettext("Method"))
        assert english == "Method"

        def made(_: object) -> str:
            return gettext("Method")

        assert dossier.once(made) == "Method"
        with speaking(language_of("fr")):
            assert dossier.once(made) == in_mask("Method")
        assert dossier.once(made) == "Method"


# --- scripts and theme


@pytest.mark.parametrize(
    ("tag", "categories"),
    [
        ("en", {"one", "other"}),
        ("ar", {"zero", "one", "two", "few", "many", "other"}),
        ("zh", {"other"}),
    ],
)
def test_a_script_has_a_form_for_each_plural_of_its_language(tag: str, categories: set[str]) -> None:
    with speaking(language_of(tag)):
        search = next(asset.content.decode() for asset in assets() if asset.path == "assets/search.js")
    found = re.search("(?m)^const WORDS = ({.*});", search)
    assert found is not None
    words = json.loads(found[1])
    assert words["locale"].split("-")[0] == tag
    assert set(words["results"]) == categories


def test_a_language_has_those_that_stand_in_for_it() -> None:
    assert alike("zh-HK") == ("zh-HK", "zh-Hant", "zh")
    assert alike("fr-CA") == ("fr-CA", "fr-Latn", "fr")
