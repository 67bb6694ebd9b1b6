"""Our JSON-LD, of the export and of each page, held against schema.org's own vocabulary file, and safe within HTML."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from selectolax.lexbor import LexborHTMLParser

from build_dossier.pipeline import write_pages
from build_dossier.project import Project
from tests.conftest import CASES, DossierFolder
from tests.exporting import DATA, Json, exported
from tests.projects import case, project
from tests.shown import html_of
from tests.vocabulary import ancestry, faults

_BLOCK = re.compile(r'^<script type="application/ld\+json">(.*)</script>$', re.MULTILINE)


@pytest.fixture(scope="module", params=list(DATA.values()), ids=list(DATA))
def data(request: pytest.FixtureRequest) -> Path:
    path: Path = request.param
    return path


def _written(tmp_path: Path, data: Path) -> Path:
    root = project(tmp_path / "project", data)
    outcome = write_pages(Project.at(root))
    assert outcome.changes is not None, outcome.problems
    return root / "docs"


@pytest.fixture(scope="module")
def docs(tmp_path_factory: pytest.TempPathFactory, data: Path) -> Path:
    return _written(tmp_path_factory.mktemp("docs"), data)


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return _written(tmp_path_factory.mktemp("small"), case("small"))


def _graph(page: Path) -> list[Json]:
    (block,) = _BLOCK.findall(page.read_text("utf-8"))
    whole = json.loads(block)
    assert whole["@context"] == "https://schema.org"
    graph: list[Json] = whole["@graph"]
    return graph


def _node(page: Path, kind: str) -> Json:
    (node,) = [each for each in _graph(page) if each["@type"] == kind]
    return node


def _inner(value: object) -> Iterator[Json]:
    if isinstance(value, dict):
        yield value
        for each in value.values():
            yield from _inner(each)
    elif isinstance(value, list):
        for each in value:
            yield from _inner(each)


def test_the_vocabulary_is_the_file_that_schema_org_published() -> None:
    file = CASES.parent / "vocabulary/schemaorg-current-https.jsonld"
    told = (file.parent / "README.md").read_text("utf-8")
    assert hashlib.sha256(file.read_bytes()).hexdigest() in told


def test_the_export_says_nothing_that_schema_org_does_not_know(data: Path) -> None:
    graph = exported(data, "jsonld")["@graph"]
    types = {node["@id"]: node["@type"] for node in _inner(graph) if set(node) > {"@id"} and "@id" in node}
    assert [(node["@id"], list(faults(node, types))) for node in graph if list(faults(node, types))] == []


def test_no_page_says_anything_that_schema_org_does_not_know(docs: Path) -> None:
    pages = sorted(docs.rglob("*.md"))
    assert len(pages) > 10
    for page in pages:
        assert [fault for node in _graph(page) for fault in faults(node, {})] == [], page


def test_the_page_of_a_quotation_names_speaker_source_and_dossier(small: Path) -> None:
    quote = _node(small / "quotes/jones-opaque.md", "Quotation")
    assert (quote["text"], quote["dateCreated"], quote["inLanguage"]) == ("The process is opaque.", "2016-10-20", "en")
    assert quote["creator"] == {
        "@type": "Person",
        "@id": "https://dossier.example.org/fakes/parties/jones/",
        "name": "Mary Jones",
    }
    assert [each["name"] for each in quote["isBasedOn"]] == ["Bazaar under fire", "Makers attack Bazaar"]
    assert quote["isPartOf"] == {
        "@type": "Dataset",
        "@id": "https://dossier.example.org/fakes/",
        "name": "Fakes at the Bazaar",
    }


@pytest.mark.parametrize(
    ("page", "kind"),
    [
        ("index.md", "Dataset"),
        ("statistics/days-until-removal.md", "Observation"),
        ("issues/enough.md", "Claim"),
        ("parties/bazaar.md", "Organization"),
        ("parties/jones.md", "Person"),
        ("timeline.md", "Event"),
        ("sources/times-2016-10-21.md", "CreativeWork"),
        ("glossary.md", "DefinedTerm"),
    ],
)
def test_each_record_is_described_on_the_page_where_it_stands(small: Path, page: str, kind: str) -> None:
    assert any(kind in ancestry(node["@type"]) for node in _graph(small / page)[0 if page == "index.md" else 1 :])


def test_home_tells_what_the_dossier_is_about(small: Path) -> None:
    (home,) = _graph(small / "index.md")
    assert home["@id"] == "https://dossier.example.org/fakes/"
    assert [each["name"] for each in home["about"]] == ["Fakes", "Does the Bazaar do enough?"]
    assert home["hasPart"][0]["@id"] == "https://dossier.example.org/fakes/#judgement-slower-than-said"


def test_a_page_tells_the_way_to_it(small: Path) -> None:
    steps = _node(small / "quotes/jones-opaque.md", "BreadcrumbList")["itemListElement"]
    assert [(each["position"], each["name"]) for each in steps] == [
        (1, "Brief"),
        (2, "Quotations"),
        (3, "Mary Jones: “The process is opaque.”"),
    ]
    assert [each["item"]["@id"] for each in steps[:2]] == [
        "https://dossier.example.org/fakes/",
        "https://dossier.example.org/fakes/quotes/",
    ]


def test_without_an_address_of_the_dossier_those_of_the_records_begin_at_the_page(
    tmp_path: Path, dossier_folder: DossierFolder
) -> None:
    docs = _written(tmp_path, dossier_folder({"parties.yml": "- {id: p, name: P, kind: company}\n"}))
    page = docs / "parties/p.md"
    assert _node(page, "Organization")["@id"] == "../../parties/p/"
    assert _node(page, "BreadcrumbList")["itemListElement"][0]["item"] == {"@id": "../../"}
    assert _graph(docs / "index.md")[0]["@id"] == "./"


def test_no_text_of_the_data_ends_its_element(tmp_path: Path) -> None:
    """Rendered from Markdown each block is what was written, and a browser reads one element with all of the texts."""
    docs, texts = _written(tmp_path, case("hostile")), set()
    for page in sorted(docs.rglob("*.md")):
        (written,) = _BLOCK.findall(page.read_text("utf-8"))
        assert not set(written) & set("<>&\u2028\u2029")
        body = page.read_text("utf-8").partition("\n---\n")[2]
        (block,) = LexborHTMLParser(html_of(body)).css("script")
        assert block.text() == written
        texts |= {str(node.get("text", node.get("name"))) for node in _inner(json.loads(written)["@graph"])}
    whole = exported(case("hostile"))
    assert {quote["text"] for quote in whole["quotes"]} <= texts
    assert {party["name"] for party in whole["parties"]} <= texts


def test_an_anonymous_speaker_is_named_where_only_a_person_or_an_organisation_can_stand(tmp_path: Path) -> None:
    whole = exported(DATA["the first dossier"])
    names = {each["id"]: each["name"] for each in whole["parties"] if each["kind"] == "anonymous"}
    docs = _written(tmp_path, DATA["the first dossier"])
    told = {
        each["speaker"]: _node(docs / f"quotes/{each['id']}.md", "Quotation")["creator"]
        for each in whole["quotes"]
        if each["speaker"] in names
    }
    assert told
    assert told.items() <= names.items()
