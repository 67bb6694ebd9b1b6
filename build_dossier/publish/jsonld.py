"""The dossier as linked data: one JSON-LD graph in the words of schema.org, and in no others.

What schema.org has no word for is not in it: who passed something on, verdicts, grades, dates that are not exact. The
JSON has all of that. The context is named and never fetched. A node's name is the address of its page. Addresses are
resolved against the dossier's own `url`, or else against the folder above the file, where the site's root is.
"""

from __future__ import annotations

from collections.abc import Iterable

from build_dossier.dossier import Dossier
from build_dossier.language.speaking import gettext
from build_dossier.publish.json_lines import joined, lines, listed
from build_dossier.publish.jsonld_nodes import ROOT, Json, Node, Refer, actors, certain, named, stated
from build_dossier.records.kinds import Key
from build_dossier.records.party import Party
from build_dossier.views import places
from build_dossier.views.words import paragraph


def graph(about: Json, nodes: Iterable[bytes]) -> bytes:
    """The graph from the nodes in pieces, that of the dossier first."""
    own = about.get("own_url", "")
    context = {"@base": f"{own.rstrip('/')}/" if own else "../"}
    named = listed([lines(["https://schema.org", context])])
    return joined({"@context": named, "@graph": listed(nodes)})


def references(dossier: Dossier) -> Refer:
    """What stands for another record in a node: its name, which is the address of its page."""

    def address(kind: str, id: str) -> Node:
        return {"@id": places.address(*places.page_of(dossier, Key(kind, id)))}

    def party(id: str) -> Json:
        found = dossier.get(Party, id)
        return {"name": found.name, "kind": found.kind.value}

    return actors(address, party)


def record_node(record: Json, node: Node) -> Node:
    """A node with its name, and, where it is ranked down, why."""
    why = record.get("deprecated_because")
    ranked_down = gettext("Ranked down: {why}", why=why) if why else ""
    description = paragraph(node.pop("description", ""), ranked_down)
    return {"@id": record["url"], **stated({**node, "description": description})}


def dossier_node(about: Json, issues: Iterable[str], refer: Refer) -> Node:
    """The dossier with its judgements, and with the issues, given by id, that it is about."""
    judgements = [
        record_node(
            {"url": f"#judgement-{judgement['id']}"},
            {
                "@type": "Claim",
                "text": judgement["text"],
                "isBasedOn": named(judgement.get("rests_on", ()), refer, {"source", "quote", "issue"}),
            },
        )
        for judgement in about.get("judgements", ())
    ]
    node = {
        "@type": "Dataset",
        "name": about["title"],
        "alternativeHeadline": about.get("subtitle"),
        "headline": about["question"],
        "description": about.get("summary"),
        "inLanguage": about["language"],
        "author": about.get("authors"),
        "license": {"@type": "CreativeWork", "name": about["licence"]} if "licence" in about else None,
        "url": about.get("own_url"),
        "temporalCoverage": f"../{certain(about['as_of'])}" if certain(about["as_of"]) else None,
        "hasPart": judgements,
        "about": [refer("issue", id) for id in issues],
    }
    return record_node({"url": ROOT["@id"]}, node)
