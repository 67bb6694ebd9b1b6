"""The sources as CSL-JSON: in CSL's own names, whole, and no date more exact than it is known."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from build_dossier.values.scales import SourceType
from tests.conftest import DossierFolder
from tests.exporting import DATA, Json, exported
from tests.projects import case

# Of the schema for CSL 1.0.2, what we use: https://github.com/citation-style-language/schema
_TEXTS = {"genre", "title", "publisher", "container-title", "DOI", "ISBN", "URL", "language", "note"}
_NUMBERS = {"volume", "number", "issue", "page"}
_DATES = {"issued", "accessed"}
_OURS = {
    "genre": "genre",
    "title": "title",
    "publisher": "publisher",
    "container-title": "container_title",
    "volume": "volume",
    "number": "number",
    "issue": "number",
    "page": "page",
    "DOI": "doi",
    "ISBN": "isbn",
    "URL": "own_url",
    "language": "language",
    "note": "note",
    "id": "id",
    "type": "type",
}


@pytest.fixture(scope="module", params=list(DATA.values()), ids=list(DATA))
def data(request: pytest.FixtureRequest) -> Path:
    path: Path = request.param
    return path


def test_every_item_has_the_structure_of_csl(data: Path) -> None:
    for item in exported(data, "csl"):
        assert {"id", "type"} <= set(item) <= _TEXTS | _NUMBERS | _DATES | {"id", "type", "author", "custom"}
        assert item["type"] in {each.value for each in SourceType}
        assert all(isinstance(item[name], str) for name in (_TEXTS | _NUMBERS) & set(item))
        names = ({"literal"}, {"family", "given"}, {"family", "given", "suffix"})
        assert all(set(author) in names for author in item.get("author", ()))
        for date in (item[name] for name in _DATES & set(item)):
            assert set(date) <= {"date-parts", "season", "circa", "literal"}
            assert ("literal" in date) != ("date-parts" in date)
            for parts in date.get("date-parts", ()):
                assert 1 <= len(parts) <= 3
                assert all(isinstance(part, int) for part in parts)
            assert 1 <= len(date.get("date-parts", [0])) <= 2


def test_no_field_of_a_source_is_lost(data: Path) -> None:
    sources = exported(data)["sources"]
    for source in sources:
        del source["derived"]
    assert [_source(item) for item in exported(data, "csl")] == sources


def _source(item: Json) -> Json:
    literal = "author" in item and "authors" not in item["custom"]  # those that are split stand there as printed too
    authors = {"authors": [author["literal"] for author in item["author"]]} if literal else {}
    return {**{ours: item[csl] for csl, ours in _OURS.items() if csl in item}, **authors, **item["custom"]}


@pytest.mark.parametrize(
    ("written", "told"),
    [
        ("2016-10-21", {"date-parts": [[2016, 10, 21]]}),
        ("2016-10", {"date-parts": [[2016, 10]]}),
        ("2016", {"date-parts": [[2016]]}),
        ("2016-07~", {"date-parts": [[2016, 7]], "circa": True}),
        ("2016?", {"date-parts": [[2016]], "circa": True}),
        ("2016-21", {"date-parts": [[2016]], "season": 1}),
        ("2015-09/2016-08", {"date-parts": [[2015, 9], [2016, 8]]}),
        ("2016/..", {"literal": "since 2016"}),
        ("201X", {"literal": "the 2010s"}),
        ("'[2008,2011]'", {"literal": "2008 or 2011"}),
    ],
)
def test_a_date_is_told_as_exactly_as_csl_can(dossier_folder: DossierFolder, written: str, told: Json) -> None:
    source = f"- {{id: s, type: webpage, title: S, published: {written}}}\n"
    (item,) = exported(dossier_folder({"sources.yml": source}), "csl")
    assert item["issued"] == told
    assert item["custom"]["published"] == written.strip("'")


@pytest.mark.parametrize(("kind", "name"), [("article-newspaper", "issue"), ("report", "number"), ("bill", "number")])
def test_the_number_of_a_periodical_is_that_of_its_issue(dossier_folder: DossierFolder, kind: str, name: str) -> None:
    source = f"- {{id: s, type: {kind}, title: S, number: '7'}}\n"
    (item,) = exported(dossier_folder({"sources.yml": source}), "csl")
    assert {each: item[each] for each in ("issue", "number") if each in item} == {name: "7"}


def test_authors_stand_as_printed_unless_their_family_names_are_told(dossier_folder: DossierFolder) -> None:
    source = "- {id: s, type: report, title: S, authors: [Michael Evans]}\n"
    (item,) = exported(dossier_folder({"sources.yml": source}), "csl")
    assert item["author"] == [{"literal": "Michael Evans"}]
    items: list[dict[str, Any]] = exported(case("small"), "csl")
    assert items[0]["author"] == [{"family": "Moor", "given": "Eve"}, {"family": "Gray", "given": "Sam"}]
    assert items[0]["custom"]["authors"] == ["Eve Moor", "Sam Gray"]
