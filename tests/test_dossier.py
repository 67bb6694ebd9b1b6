"""The linked dossier: its records, their places and who names them."""

from __future__ import annotations

import pytest

from build_dossier.dossier import key_of
from build_dossier.records.kinds import KINDS, Key
from build_dossier.records.party import Party
from build_dossier.records.quote import Quote
from tests.conftest import DossierOf, Files

FILES: Files = {
    "sources.yml": "- {id: times, type: book, title: A}\n- {id: wire, type: book, title: B, relays: [source:times]}\n",
    "parties.yml": "- {id: jones, name: Jones, kind: person, memberships: [{organization: guild}]}\n"
    "- {id: guild, name: Guild, kind: coalition}\n",
    "issues.yml": "- {id: fakes, title: Fakes, proposition: It is so.}\n",
    "positions.yml": "- id: p\n  party: guild\n  issue: fakes\n  stance: opposes\n  evidence: [{ref: quote:opaque}]\n",
    "statistics.yml": "- id: n\n  measure: m\n  label: l\n  value: 1\n  claimant: guild\n"
    "  appearances: [{source: times}]\n",
    "quotes.yml": "- id: opaque\n  text: A.\n  speaker: jones\n  on_behalf_of: guild\n"
    "  mentions: [guild, guild]\n"
    "  appearances: [{source: times, via: [party:guild]}, {source: wire}]\n",
    "events.yml": "- {id: e, title: E, parties: [guild]}\n",
    "terms.yml": "- {id: t, name: T, definition: A letter., sources: [wire]}\n",
}


def test_records_of_each_kind(dossier_of: DossierOf) -> None:
    dossier = dossier_of(FILES)
    ids = {kind.plural: [record.id for record in getattr(dossier, kind.plural)] for kind in KINDS}
    assert ids == {
        "sources": ["times", "wire"],
        "parties": ["jones", "guild"],
        "issues": ["fakes"],
        "positions": ["p"],
        "statistics": ["n"],
        "quotes": ["opaque"],
        "events": ["e"],
        "terms": ["t"],
    }


def test_a_record_is_found_by_type_and_id(dossier_of: DossierOf) -> None:
    dossier = dossier_of(FILES)
    assert dossier.get(Party, "guild").name == "Guild"
    assert key_of(dossier.get(Quote, "opaque")) == Key("quote", "opaque")
    with pytest.raises(KeyError):
        dossier.get(Quote, "guild")


def test_a_record_knows_where_it_stands(dossier_of: DossierOf) -> None:
    dossier = dossier_of(FILES)
    assert str(dossier.location(Key("party", "guild"))) == "data/parties.yml:2:3"
    assert str(dossier.about_placed.location("marking")) == "data/dossier.yml:4:10"


def test_links_are_found_from_their_other_end(dossier_of: DossierOf) -> None:
    dossier = dossier_of(FILES)
    told = {str(key): [f"{link.key} {link.field}" for link in links] for key, links in dossier.backlinks.items()}
    assert told["party:guild"] == [
        "event:e parties",
        "party:jones memberships.organization",
        "position:p party",
        "quote:opaque on_behalf_of",
        "quote:opaque mentions",
        "quote:opaque mentions",
        "quote:opaque appearances.via",
        "statistic:n claimant",
    ]
    assert told["source:times"] == [
        "quote:opaque appearances.source",
        "source:wire relays",
        "statistic:n appearances.source",
    ]
    assert "term:t" not in told


@pytest.mark.parametrize(
    ("kind", "fields", "ids"),
    [
        ("quote", (), ["opaque"]),
        ("quote", ("mentions",), ["opaque"]),
        ("quote", ("speaker",), []),
        ("quote", ("speaker", "on_behalf_of"), ["opaque"]),
        ("party", ("memberships.organization",), ["jones"]),
        ("term", (), []),
    ],
)
def test_the_records_that_name_one_come_each_once(
    kind: str, fields: tuple[str, ...], ids: list[str], dossier_of: DossierOf
) -> None:
    found = dossier_of(FILES).naming(Key("party", "guild"), kind, *fields)
    assert [record.id for record in found] == ids
