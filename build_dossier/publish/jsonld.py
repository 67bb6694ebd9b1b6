"""The dossier as linked data: one JSON-LD graph in the words of schema.org, and in no others.

What schema.org has no word for is not in it: who passed something on, verdicts, grades, dates that are not exact. The
JSON has all of that. The context is named and never fetched. A node's name is the address of its page. Addresses are
resolved against the dossier's own `url`, or else against the folder above the file, where the site's root is.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Mapping
from typing import Any

from build_dossier.publish.jsonld_words import PARTIES, REACTIONS, SOURCES
from build_dossier.records.kinds import KINDS
from build_dossier.values.edtf import parse_edtf
from build_dossier.values.scales import Comparator, Stance

Json = Mapping[str, Any]
Node = dict[str, Any]
Refer = Callable[[str, str], Node]
"""The reference to a record by kind and id."""

_ROOT = {"@id": "./"}


def as_jsonld(whole: Json) -> str:
    """The graph as text."""
    return json.dumps(graph(whole), ensure_ascii=False, indent=1) + "\n"


def graph(whole: Json) -> Node:
    """The dossier and a node for each record."""
    addresses = {(kind.name, record["id"]): record["url"] for kind in KINDS for record in whole[kind.plural]}

    def refer(kind: str, id: str) -> Node:
        return {"@id": addresses[kind, id]}

    own = whole["dossier"].get("own_url", "")
    context = {"@base": f"{own.rstrip('/')}/" if own else "../"}
    nodes = [
        _node(each, {"@type": "Thing", **node(each, refer)})
        for plural, node in _NODES.items()
        for each in whole[plural]
    ]
    return {"@context": ["https://schema.org", context], "@graph": [_dossier(whole["dossier"], refer), *nodes]}


def _node(record: Json, node: Node) -> Node:
    """A node with its name, and, where it is ranked down, why."""
    ranked_down = f"Ranked down: {record['deprecated_because']}" if "deprecated_because" in record else ""
    description = " ".join(filter(None, (node.pop("description", ""), ranked_down)))
    whole = {"@id": record["url"], **node, "description": description}
    return {name: value for name, value in whole.items() if value not in (None, "", [], {})}


def _dossier(about: Json, refer: Refer) -> Node:
    judgements = [
        _node(
            {"url": f"#judgement-{judgement['id']}"},
            {
                "@type": "Claim",
                "text": judgement["text"],
                "isBasedOn": _named(judgement.get("rests_on", ()), refer, {"source", "quote", "issue"}),
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
        "temporalCoverage": f"../{_certain(about['as_of'])}" if _certain(about["as_of"]) else None,
        "hasPart": judgements,
    }
    return _node({"url": _ROOT["@id"]}, node)


def _source(source: Json, refer: Refer) -> Node:
    identifiers = [_identifier(name.upper(), source[name]) for name in ("doi", "isbn") if name in source]
    container = {"@type": "CreativeWork", "name": source.get("container_title")}
    return {
        "@type": SOURCES.get(source["type"], "CreativeWork"),
        "name": source["title"],
        "genre": source.get("genre"),
        "author": source.get("authors"),
        "publisher": {"@type": "Organization", "name": source["publisher"]} if "publisher" in source else None,
        "datePublished": _certain(source.get("published")),
        "isPartOf": container if "container_title" in source else None,
        "inLanguage": source.get("language"),
        "copyrightNotice": source.get("rights"),
        "identifier": identifiers,
        "url": source.get("own_url"),
        "archivedAt": source.get("archived_url"),
        "isBasedOn": _named(source.get("relays", ()), refer, {"source"}),
    }


def _party(party: Json, refer: Refer) -> Node:
    type_ = PARTIES[party["kind"]]
    identifiers = party.get("identifiers", {})
    wikidata = identifiers.get("wikidata", "")
    node = {
        "@type": type_,
        "name": party["name"],
        "alternateName": [
            name for name in (party.get("short"), *(each["name"] for each in party.get("names", ()))) if name
        ],
        "description": party.get("description"),
        "identifier": [_identifier(name, value) for name, value in identifiers.items()],
        "sameAs": f"http://www.wikidata.org/entity/{wikidata}" if re.fullmatch(r"Q\d+", wikidata) else None,
        "url": party.get("own_url"),
    }
    if type_ == "Thing":
        return node
    related = party.get("relations", ())
    node["owns"] = [refer("party", each["to"]) for each in related if each["type"] == "owns"]
    node["memberOf"] = [
        *(_role(each, refer("party", each["organization"]), "to") for each in party.get("memberships", ())),
        *(_role(each, refer("party", each["to"]), "until") for each in related if each["type"] == "member-of"),
    ]
    if type_ != "Person" and "country" in party:
        node["address"] = {"@type": "PostalAddress", "addressCountry": party["country"]}
    return node


def _role(held: Json, organization: Node, end: str) -> Node:
    role = {
        "@type": "OrganizationRole",
        "memberOf": organization,
        "roleName": held.get("role"),
        "startDate": _certain(held.get("from")),
        "endDate": _certain(held.get(end)),
    }
    return {name: value for name, value in role.items() if value}


def _issue(issue: Json, refer: Refer) -> Node:
    return {
        "@type": "Claim",
        "name": issue["title"],
        "text": issue["proposition"],
        "description": issue.get("summary"),
        "isPartOf": refer("issue", issue["parent"]) if "parent" in issue else _ROOT,
    }


def _position(position: Json, refer: Refer) -> Node:
    supporting = [each["ref"] for each in position.get("evidence", ()) if each["role"] == "supports"]
    told = (position.get("statement"), position.get("condition"))
    return {
        "@type": REACTIONS.get(position["stance"], "ReactAction"),
        "name": Stance(position["stance"]).words,
        "agent": refer("party", position["party"]),
        "object": refer("issue", position["issue"]),
        "description": " ".join(filter(None, told)),
        "subjectOf": _named(supporting, refer, {"quote", "source", "event"}),
    }


def _statistic(figure: Json, refer: Refer) -> Node:
    comparator = Comparator(figure["comparator"])
    bounds = {
        Comparator.MORE_THAN: "minValue",
        Comparator.AT_LEAST: "minValue",
        Comparator.LESS_THAN: "maxValue",
        Comparator.AT_MOST: "maxValue",
    }
    words = "" if comparator is Comparator.EXACTLY else comparator.words
    of = f"of {figure['denominator']}" if "denominator" in figure else ""
    claim = {
        "@type": "Claim",
        "creator": refer("party", figure["claimant"]) if "claimant" in figure else None,
        "appearance": _appearances(figure, refer),
        "temporalCoverage": _period(figure.get("period")),
    }
    return {
        "@type": "Observation",
        "name": figure["label"],
        "description": ", ".join(filter(None, (words, of, figure.get("population")))),
        "variableMeasured": figure["measure"],
        bounds.get(comparator, "value"): figure.get("value"),
        **({"minValue": figure["low"], "maxValue": figure["high"]} if "low" in figure else {}),
        "unitText": figure.get("unit"),
        "observationAbout": refer("party", figure["subject"]) if "subject" in figure else None,
        "subjectOf": {name: value for name, value in claim.items() if value},
    }


def _quote(quote: Json, refer: Refer) -> Node:
    others = [
        {"@type": "Quotation", "text": each["text"], "inLanguage": each["language"]}
        for each in quote.get("translations", ())
    ]
    original = quote.get("original")
    return {
        "@type": "Quotation",
        "text": quote["text"],
        "inLanguage": quote.get("language"),
        "creator": refer("party", quote["speaker"]),
        "dateCreated": _certain(quote.get("said")),
        "about": [refer("issue", id) for id in quote.get("issues", ())],
        "mentions": [refer("party", id) for id in quote.get("mentions", ())],
        "isBasedOn": _appearances(quote, refer),
        "translationOfWork": {"@type": "Quotation", "text": original["text"], "inLanguage": original["language"]}
        if original
        else None,
        "workTranslation": others,
    }


def _event(event: Json, refer: Refer) -> Node:
    start, _, end = (_period(event.get("date")) or "").partition("/")
    return {
        "@type": "Event",
        "name": event["title"],
        "description": event.get("description"),
        "startDate": start,
        "endDate": end,
        "attendee": [refer("party", id) for id in event.get("parties", ())],
        "about": [refer("issue", id) for id in event.get("issues", ())],
        "subjectOf": _appearances(event, refer),
    }


def _term(term: Json, refer: Refer) -> Node:
    return {
        "@type": "DefinedTerm",
        "name": term["name"],
        "alternateName": term.get("abbreviation"),
        "description": term["definition"],
        "subjectOf": [refer("source", id) for id in term.get("sources", ())],
    }


_NODES: dict[str, Callable[[Json, Refer], Node]] = {
    "sources": _source,
    "parties": _party,
    "issues": _issue,
    "positions": _position,
    "statistics": _statistic,
    "quotes": _quote,
    "events": _event,
    "terms": _term,
}


def _named(keys: Iterable[str], refer: Refer, kinds: set[str]) -> list[Node]:
    split = (key.partition(":") for key in keys)
    return [refer(kind, id) for kind, _, id in split if kind in kinds]


def _appearances(record: Json, refer: Refer) -> list[Node]:
    sources = dict.fromkeys(each["source"] for each in record.get("appearances", ()))
    return [refer("source", source) for source in sources]


def _identifier(register: str, value: str) -> Node:
    return {"@type": "PropertyValue", "propertyID": register, "value": value}


def _certain(text: str | None) -> str | None:
    """A day, month or year as schema.org takes it; None for a date that is less certain than that."""
    date = parse_edtf(text) if text else None
    return date.text if date and date.is_exact else None


def _period(text: str | None) -> str | None:
    """A certain day, month, year or interval between two of them, in ISO 8601."""
    if not text:
        return None
    ends = text.split("/")
    return text if all(end and _certain(end) for end in ends if end != "..") and ".." not in ends else None
