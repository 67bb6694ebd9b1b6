"""The dossier as data: every record whole, exact, with its address, and nothing that is not published."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from selectolax.lexbor import LexborHTMLParser

from build_dossier.cli import main
from build_dossier.load.reading import read
from build_dossier.records.kinds import KINDS
from tests.conftest import DossierFolder
from tests.projects import case, project, run

Json = dict[str, Any]


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = project(tmp_path_factory.mktemp("site"), case("small"))
    done = run("build", "-C", root)
    assert done.returncode == 0, done.stderr
    return root / "site"


@pytest.fixture(scope="module")
def small(site: Path) -> Json:
    whole: Json = json.loads((site / "data/dossier.json").read_bytes())
    return whole


def _export(data: Path) -> Json:
    done = CliRunner().invoke(main, ["export", "-C", str(data.parent)])
    assert done.exit_code == 0, done.output
    whole: Json = json.loads(done.stdout)
    return whole


def _one(whole: Json, plural: str, id: str) -> Json:
    found: list[Json] = [record for record in whole[plural] if record["id"] == id]
    assert len(found) == 1
    return found[0]


def test_it_holds_the_dossier_and_an_array_for_each_kind(small: Json) -> None:
    assert list(small) == ["dossier", *(kind.plural for kind in KINDS)]
    assert isinstance(small["dossier"], dict)
    assert all(isinstance(small[kind.plural], list) for kind in KINDS)


def test_it_holds_every_record_in_the_order_of_the_data(small: Json) -> None:
    dossier = read(case("small"), "data").dossier
    assert dossier is not None
    for kind in KINDS:
        assert [record["id"] for record in small[kind.plural]] == [each.id for each in dossier.of(kind.model)]


def test_an_empty_dossier_has_empty_arrays(tmp_path: Path) -> None:
    whole = _export(project(tmp_path / "project", case("minimal")) / "data")
    assert {name: records for name, records in whole.items() if name != "dossier"} == {
        kind.plural: [] for kind in KINDS
    }


def test_what_is_exported_is_what_is_published(site: Path) -> None:
    done = CliRunner().invoke(main, ["export", "--format", "json", "-C", str(site.parent)])
    assert done.stdout.encode() == (site / "data/dossier.json").read_bytes()
    assert done.stderr == ""


def test_it_can_be_written_to_a_file(site: Path, tmp_path: Path) -> None:
    done = CliRunner().invoke(main, ["export", "-C", str(site.parent), "-o", str(tmp_path / "out.json")])
    assert (done.exit_code, done.stdout) == (0, "")
    assert (tmp_path / "out.json").read_bytes() == (site / "data/dossier.json").read_bytes()


def test_fields_have_the_names_and_the_values_of_the_data(small: Json) -> None:
    position = _one(small, "positions", "guild-enough-2015")
    assert {name: position[name] for name in ("party", "issue", "stance", "condition", "basis")} == {
        "party": "guild",
        "issue": "enough",
        "stance": "conditional",
        "condition": "Fakes are taken down within three days.",
        "basis": "statement",
    }
    assert (position["from"], position["until"], position["credibility"]) == ("2015-10", "2016-06", "2")
    assert position["evidence"][0] == {
        "ref": "quote:jones-opaque",
        "role": "supports",
        "directness": "direct",
    }
    membership = _one(small, "parties", "jones")["memberships"][0]
    assert (membership["from"], membership["to"]) == ("2012", "2016-06")


def test_numbers_are_exact_decimals_in_strings(small: Json) -> None:
    assert _one(small, "statistics", "days-until-removal")["value"] == "2.50"
    damage = _one(small, "statistics", "damage")
    assert (damage["low"], damage["high"]) == ("1000000", "2500000")


@pytest.mark.parametrize(
    ("written", "exported"),
    [
        ("380000000", "380000000"),
        ("0.1", "0.1"),
        ("-3", "-3"),
        ("1e3", "1000"),
        ("12345678901234567890.123456789012345678901234567890", "12345678901234567890.123456789012345678901234567890"),
    ],
)
def test_no_digit_of_a_number_is_lost(dossier_folder: DossierFolder, written: str, exported: str) -> None:
    whole = _export(
        dossier_folder(
            {
                "sources.yml": "- {id: s, type: webpage, title: S}\n",
                "statistics.yml": "- {id: n, measure: m, label: l, appearances: [{source: s}], "
                f"value: {written}}}\n",
            }
        )
    )
    assert whole["statistics"][0]["value"] == exported


def test_dates_are_edtf_as_the_author_wrote_them(small: Json) -> None:
    assert _one(small, "sources", "wire-2016")["published"] == "2016-10-20~"
    assert _one(small, "statistics", "days-until-removal")["period"] == "2015-09/2016-08"
    assert small["dossier"]["as_of"] == "2016-12-31"


def test_texts_of_every_script_are_themselves(tmp_path: Path) -> None:
    data = project(tmp_path / "project", case("languages")) / "data"
    assert _one(_export(data), "quotes", "li-opaque")["text"] == "这个过程不透明。"
    assert "这个过程不透明。" in CliRunner().invoke(main, ["export", "-C", str(data.parent)]).stdout


def test_hostile_texts_are_themselves(tmp_path: Path) -> None:
    data = project(tmp_path / "project", case("hostile")) / "data"
    dossier = read(data, "data").dossier
    assert dossier is not None
    assert [record["text"] for record in _export(data)["quotes"]] == [quote.text for quote in dossier.quotes]


def _addressed(whole: Json) -> Iterator[tuple[str, str]]:
    yield "dossier", whole["dossier"]["url"]
    for kind in KINDS:
        for record in whole[kind.plural]:
            yield f"{kind.name}:{record['id']}", record["url"]


def test_the_address_of_every_record_leads_to_its_place_in_the_site(small: Json, site: Path) -> None:
    addressed = dict(_addressed(small))
    assert len(addressed) == 1 + sum(len(small[kind.plural]) for kind in KINDS)
    assert len(set(addressed.values())) == len(addressed)
    for name, address in addressed.items():
        path, _, anchor = address.partition("#")
        page = site / path / "index.html"
        assert page.is_file(), name
        ids = {node.id for node in LexborHTMLParser(page.read_text("utf-8")).css("[id]")}
        assert not anchor or anchor in ids, name


def test_the_address_that_a_record_has_of_its_own_is_kept(small: Json) -> None:
    assert _one(small, "sources", "times-2016-10-21")["own_url"] == "https://times.example.org/2016/10/21/bazaar"
    assert _one(small, "parties", "bazaar")["own_url"] == "https://bazaar.example.org/"
    assert small["dossier"]["own_url"] == "https://dossier.example.org/fakes/"


def _keys(value: object) -> Iterator[str]:
    if isinstance(value, dict):
        yield from value
        for each in value.values():
            yield from _keys(each)
    elif isinstance(value, list):
        for each in value:
            yield from _keys(each)


def test_what_is_for_authors_only_is_not_exported(small: Json) -> None:
    assert not {"comment", "captures", "checks", "start", "end"} & set(_keys(small))
    assert "Ask Bo Li" not in json.dumps(small)


def test_nothing_is_exported_as_null_or_empty(small: Json) -> None:
    def empty(value: object) -> bool:
        if isinstance(value, dict):
            return any(empty(each) for name, each in value.items() if name not in ("derived", "role"))
        return value in (None, "", [], {}) or (isinstance(value, list) and any(empty(each) for each in value))

    for kind in KINDS:
        assert not [record["id"] for record in small[kind.plural] if empty(record)]


# --- what is derived


def test_backlinks_name_the_record_and_the_field(small: Json) -> None:
    assert {"record": "source:times-2016-10-21", "field": "relays"} in _one(small, "parties", "insiders")["derived"][
        "named_by"
    ]
    assert _one(small, "events", "hearing")["derived"]["named_by"] == [
        {"record": "position:guild-enough-2015", "field": "evidence.ref"}
    ]


def test_a_quotation_has_the_role_and_each_origin_and_verdict(small: Json) -> None:
    derived = _one(small, "quotes", "jones-opaque")["derived"]
    assert derived["role"] == "President"
    assert derived["origins"] == ["source:wire-2016"]
    assert [(each["origin"], each["verdict"]) for each in derived["appearances"]] == [
        ("source:wire-2016", "verified"),
        ("source:wire-2016", "uncapturable"),
    ]


def test_the_origin_is_the_innermost_of_those_who_passed_it_on(small: Json) -> None:
    figure = _one(small, "statistics", "days-until-removal")
    assert figure["appearances"][0]["via"] == ["party:insiders", "source:wire-2016"]
    assert figure["derived"]["origins"] == ["source:wire-2016"]


def test_a_figure_that_nobody_checked_is_not_checked(small: Json) -> None:
    (appearance,) = _one(small, "statistics", "damage")["derived"]["appearances"]
    assert (appearance["origin"], appearance["verdict"]) == ("source:report-2016", "not-checked")


def test_a_source_has_its_first_origin(dossier_folder: DossierFolder) -> None:
    whole = _export(
        dossier_folder(
            {
                "sources.yml": """\
- {id: a, type: webpage, title: A}
- {id: b, type: webpage, title: B, relays: [source:a]}
- {id: c, type: webpage, title: C, relays: [source:b]}
"""
            }
        )
    )
    assert [source["derived"]["origin"] for source in whole["sources"]] == ["source:a"] * 3
