"""The graph in the words of schema.org: every record is in it, no word is invented, no date made more certain."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from build_dossier.records.kinds import KINDS
from tests.conftest import DossierFolder
from tests.exporting import DATA, Json, exported
from tests.projects import case


@pytest.fixture(scope="module", params=list(DATA.values()), ids=list(DATA))
def data(request: pytest.FixtureRequest) -> Path:
    path: Path = request.param
    return path


@pytest.fixture(scope="module")
def small() -> dict[str, Json]:
    return {node["@id"]: node for node in exported(case("small"), "jsonld")["@graph"]}


def _inner(value: object) -> Iterator[Json]:
    if isinstance(value, dict):
        yield value
        for each in value.values():
            yield from _inner(each)
    elif isinstance(value, list):
        for each in value:
            yield from _inner(each)


def test_every_record_is_a_node_and_every_reference_leads_to_one(data: Path) -> None:
    whole, graph = exported(data), exported(data, "jsonld")["@graph"]
    names = [node["@id"] for node in graph]
    assert len(set(names)) == len(names)
    assert set(names) == {"./", *(record["url"] for kind in KINDS for record in whole[kind.plural])}
    assert {node["@id"] for node in _inner(graph) if set(node) == {"@id"}} <= set(names)


def test_nothing_in_it_is_empty(data: Path) -> None:
    for node in _inner(exported(data, "jsonld")["@graph"]):
        assert not [name for name, value in node.items() if value in (None, "", [], {})]


def test_the_context_is_that_of_schema_org_and_addresses_begin_at_the_site(dossier_folder: DossierFolder) -> None:
    assert exported(case("small"), "jsonld")["@context"] == [
        "https://schema.org",
        {"@base": "https://dossier.example.org/fakes/"},
    ]
    assert exported(case("minimal"), "jsonld")["@context"] == ["https://schema.org", {"@base": "../"}]
    about = "title: T\nquestion: Q?\nas_of: 2016\nmarking: TLP:CLEAR\nurl: https://dossier.example.org/fakes\n"
    whole = exported(dossier_folder({"dossier.yml": about}), "jsonld")
    assert whole["@context"][1] == {"@base": "https://dossier.example.org/fakes/"}


def test_a_quotation_names_its_speaker_its_sources_and_its_other_languages(small: dict[str, Json]) -> None:
    quote = small["quotes/jones-opaque/"]
    assert (quote["@type"], quote["text"], quote["dateCreated"]) == (
        "Quotation",
        "The process is opaque.",
        "2016-10-20",
    )
    assert quote["creator"] == {"@id": "parties/jones/"}
    assert quote["isBasedOn"] == [{"@id": "sources/times-2016-10-21/"}, {"@id": "sources/wire-2016/"}]
    assert quote["translationOfWork"]["inLanguage"] == "nb"
    assert [each["inLanguage"] for each in quote["workTranslation"]] == ["de", "fr"]


@pytest.mark.parametrize(
    ("position", "kind"),
    [
        ("bazaar-enough", "AgreeAction"),
        ("guild-enough-2016", "DisagreeAction"),
        ("guild-enough-2015", "ReactAction"),
        ("ministry-enough", "ReactAction"),
    ],
)
def test_only_who_is_for_agrees(small: dict[str, Json], position: str, kind: str) -> None:
    node = small[f"issues/enough/#position-{position}"]
    assert (node["@type"], node["object"]) == (kind, {"@id": "issues/enough/"})


def test_a_bound_is_no_value(small: dict[str, Json]) -> None:
    less_than = small["statistics/days-until-removal/"]
    assert (less_than["maxValue"], less_than["unitText"], "value" in less_than) == ("2.50", "days", False)
    assert less_than["description"].startswith("less than")
    between = small["statistics/damage/"]
    assert (between["minValue"], between["maxValue"], "value" in between) == ("1000000", "2500000", False)


def test_a_figure_is_claimed_by_who_vouches_for_it(small: dict[str, Json]) -> None:
    claim = small["statistics/days-until-removal/"]["subjectOf"]
    assert (claim["@type"], claim["creator"]) == ("Claim", {"@id": "parties/bazaar/"})
    assert claim["appearance"] == [{"@id": "sources/times-2016-10-21/"}]


def test_a_role_has_its_time(small: dict[str, Json]) -> None:
    first, second = small["parties/jones/"]["memberOf"]
    assert (first["roleName"], first["startDate"], first["endDate"]) == ("President", "2012", "2016-06")
    assert "startDate" not in second  # about July 2016


def test_nobody_says_whether_an_anonymous_speaker_is_a_person(small: dict[str, Json]) -> None:
    assert small["parties/insiders/"]["@type"] == "Thing"


def test_what_is_ranked_down_says_so(small: dict[str, Json]) -> None:
    assert small["sources/report-2015/"]["description"] == "Ranked down: A corrected edition came out in 2016."


@pytest.mark.parametrize(
    ("written", "told"),
    [
        ("2016-05-03", ("2016-05-03", None)),
        ("2016-05", ("2016-05", None)),
        ("2015-09/2016-08", ("2015-09", "2016-08")),
        ("2016-07~", (None, None)),
        ("2016/..", (None, None)),
        ("201X", (None, None)),
        ("'[2008,2011]'", (None, None)),
    ],
)
def test_a_date_that_is_not_certain_is_left_out(
    dossier_folder: DossierFolder, written: str, told: tuple[str | None, str | None]
) -> None:
    whole = exported(dossier_folder({"events.yml": f"- {{id: e, title: E, date: {written}}}\n"}), "jsonld")
    event = whole["@graph"][1]
    assert (event.get("startDate"), event.get("endDate")) == told


def test_no_text_can_become_a_node() -> None:
    texts = {node.get("text") for node in exported(case("hostile"), "jsonld")["@graph"]}
    assert {quote["text"] for quote in exported(case("hostile"))["quotes"]} <= texts
