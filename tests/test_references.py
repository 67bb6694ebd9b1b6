"""Which fields name other records, read from the types."""

from __future__ import annotations

import pytest

from build_dossier.records.dossier import DossierRecord
from build_dossier.records.kinds import BY_NAME, KINDS, Key
from build_dossier.records.references import as_key, named_by, reference_marks, reference_paths
from tests.conftest import DossierOf

PATHS = {
    "source": {"supersedes": "self", "relays": "source|party"},
    "party": {
        "supersedes": "self",
        "memberships.organization": "party",
        "memberships.sources": "source",
        "relations.to": "party",
        "relations.sources": "source",
    },
    "issue": {"supersedes": "self", "parent": "self"},
    "position": {
        "supersedes": "self",
        "party": "party",
        "issue": "issue",
        "evidence.ref": "quote|statistic|event|source",
        "replies.to": "position",
    },
    "statistic": {
        "supersedes": "self",
        "subject": "party",
        "claimant": "party",
        "issues": "issue",
        "appearances.source": "source",
        "appearances.via": "source|party",
    },
    "quote": {
        "supersedes": "self",
        "speaker": "party",
        "on_behalf_of": "party",
        "issues": "issue",
        "mentions": "party",
        "appearances.source": "source",
        "appearances.via": "source|party",
    },
    "event": {
        "supersedes": "self",
        "parties": "party",
        "issues": "issue",
        "appearances.source": "source",
        "appearances.via": "source|party",
    },
    "term": {"supersedes": "self", "sources": "source"},
}


@pytest.mark.parametrize("kind", [kind.name for kind in KINDS])
def test_the_fields_of_a_kind_that_name_records(kind: str) -> None:
    found = {path.field: "|".join(path.ref.kinds) for path in reference_paths(BY_NAME[kind].model)}
    assert found == PATHS[kind]


def test_a_judgement_may_rest_on_a_record_of_any_kind() -> None:
    path, figures = reference_paths(DossierRecord)
    assert path.path == ("judgements", "*", "rests_on", "*")
    assert (figures.path, figures.ref.kinds) == (("key_figures", "*"), ("statistic",))
    assert set(path.ref.kinds) == {kind.name for kind in KINDS}


def test_fields_that_may_name_several_kinds_say_which() -> None:
    for kind in KINDS:
        for path in reference_paths(kind.model):
            assert path.ref.typed == (len(path.ref.kinds) > 1)


def test_the_own_fields_of_a_type_are_marked_by_attribute() -> None:
    marks = reference_marks(BY_NAME["quote"].model)
    assert {name: mark.kinds[0] for name, mark in marks.items()} == {
        "supersedes": "self",
        "speaker": "party",
        "on_behalf_of": "party",
        "issues": "issue",
        "mentions": "party",
    }


def test_a_reference_stands_for_a_key() -> None:
    (supersedes, relays) = (reference_marks(BY_NAME["source"].model)[name] for name in ("supersedes", "relays"))
    assert as_key("times", supersedes, "source") == Key("source", "times")
    assert as_key("party:guild", relays, "source") == Key("party", "guild")


def test_a_key_is_written_as_it_is_read() -> None:
    assert str(Key.parse("quote:opaque")) == "quote:opaque"


def test_what_a_record_names_comes_in_the_order_of_its_fields(dossier_of: DossierOf) -> None:
    dossier = dossier_of(
        {
            "sources.yml": "- {id: times, type: book, title: A}\n- {id: wire, type: book, title: B}\n",
            "parties.yml": "- {id: guild, name: Guild, kind: coalition}\n- {id: jones, name: Jones, kind: person}\n",
            "quotes.yml": "- id: opaque\n  text: A.\n  speaker: jones\n  mentions: [guild, jones]\n"
            "  appearances: [{source: times, via: [party:guild, source:wire]}, {source: wire}]\n",
        }
    )
    told = [(path.field, str(key)) for path, key in named_by(dossier.quotes[0], "quote")]
    assert told == [
        ("speaker", "party:jones"),
        ("mentions", "party:guild"),
        ("mentions", "party:jones"),
        ("appearances.source", "source:times"),
        ("appearances.source", "source:wire"),
        ("appearances.via", "party:guild"),
        ("appearances.via", "source:wire"),
    ]
