"""The node of each kind in the words of schema.org: a record of the export in, a node without its name out.

A value that is None or empty stands for what is not stated; `jsonld.py` leaves it out.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from typing import Any

from build_dossier.language.speaking import gettext
from build_dossier.publish.jsonld_words import PARTIES, REACTIONS, SOURCES
from build_dossier.values.edtf import parse_edtf
from build_dossier.values.scales import Comparator, Stance
from build_dossier.views.words import comma_listed, paragraph

Json = Mapping[str, Any]
Node = dict[str, Any]
Refer = Callable[[str, str], Any]
"""The reference to a record by kind and id: a node, or a name."""

ACTOR = "actor"
"""In place of a kind: a party where only a person or an organisation can stand. Of an anonymous one, of which it is not
known what it is, the name stands there.
"""

ROOT: Node = {"@id": "./"}
_BOUNDS = {
    Comparator.MORE_THAN: "minValue",
    Comparator.AT_LEAST: "minValue",
    Comparator.LESS_THAN: "maxValue",
    Comparator.AT_MOST: "maxValue",
}


def _source(source: Json, refer: Refer) -> Node:
    identifiers = [_identifier(name.upper(), source[name]) for name in ("doi", "isbn") if name in source]
    container = {"@type": "CreativeWork", "name": source.get("container_title")}
    return {
        "@type": SOURCES.get(source["type"], "CreativeWork"),
        "name": source["title"],
        "genre": source.get("genre"),
        "author": source.get("authors"),
        "publisher": {"@type": "Organization", "name": source["publisher"]} if "publisher" in source else None,
        "datePublished": certain(source.get("published")),
        "isPartOf": container if "container_title" in source else None,
        "inLanguage": source.get("language"),
        "copyrightNotice": source.get("rights"),
        "identifier": identifiers,
        "url": source.get("own_url"),
        "archivedAt": source.get("archived_url"),
        "isBasedOn": named(source.get("relays", ()), refer, {"source"}),
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
        "startDate": certain(held.get("from")),
        "endDate": certain(held.get(end)),
    }
    return stated(role)


def _issue(issue: Json, refer: Refer) -> Node:
    return {
        "@type": "Claim",
        "name": issue["title"],
        "text": issue["proposition"],
        "description": issue.get("summary"),
        "isPartOf": refer("issue", issue["parent"]) if "parent" in issue else ROOT,
    }


def _position(position: Json, refer: Refer) -> Node:
    supporting = [each["ref"] for each in position.get("evidence", ()) if each["role"] == "supports"]
    told = (position.get("statement", ""), position.get("condition", ""))
    return {
        "@type": REACTIONS.get(position["stance"], "ReactAction"),
        "name": Stance(position["stance"]).words,
        "agent": refer(ACTOR, position["party"]),
        "object": refer("issue", position["issue"]),
        "description": paragraph(*told),
        "subjectOf": named(supporting, refer, {"quote", "source", "event"}),
    }


def _statistic(figure: Json, refer: Refer) -> Node:
    comparator = Comparator(figure["comparator"])
    words = "" if comparator is Comparator.EXACTLY else comparator.words
    of = gettext("of {whole}", whole=figure["denominator"]) if "denominator" in figure else ""
    claim = {
        "@type": "Claim",
        "creator": refer(ACTOR, figure["claimant"]) if "claimant" in figure else None,
        "appearance": _appearances(figure, refer),
        "temporalCoverage": _period(figure.get("period")),
    }
    return {
        "@type": "Observation",
        "name": figure["label"],
        "description": comma_listed([each for each in (words, of, figure.get("population")) if each]),
        "variableMeasured": figure["measure"],
        _BOUNDS.get(comparator, "value"): figure.get("value"),
        **({"minValue": figure["low"], "maxValue": figure["high"]} if "low" in figure else {}),
        "unitText": figure.get("unit"),
        "observationAbout": refer("party", figure["subject"]) if "subject" in figure else None,
        "subjectOf": stated(claim),
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
        "creator": refer(ACTOR, quote["speaker"]),
        "dateCreated": certain(quote.get("said")),
        "about": [refer("issue", id) for id in quote.get("issues", ())],
        "mentions": [refer("party", id) for id in quote.get("mentions", ())],
        "isBasedOn": _appearances(quote, refer),
        "isPartOf": ROOT,
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
        "attendee": [refer(ACTOR, id) for id in event.get("parties", ())],
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


NODES: dict[str, Callable[[Json, Refer], Node]] = {
    "sources": _source,
    "parties": _party,
    "issues": _issue,
    "positions": _position,
    "statistics": _statistic,
    "quotes": _quote,
    "events": _event,
    "terms": _term,
}
"""By plural name, in the order of the graph."""


def actors(refer: Refer, party: Callable[[str], Json]) -> Refer:
    """References that know of actors too; `party` gives the one with an id."""

    def to(kind: str, id: str) -> object:
        if kind != ACTOR:
            return refer(kind, id)
        found = party(id)
        return found["name"] if PARTIES[found["kind"]] == "Thing" else refer("party", id)

    return to


def named(keys: Iterable[str], refer: Refer, kinds: set[str]) -> list[Node]:
    """References to those records of a list of `kind:id` that are of some kinds."""
    split = (key.partition(":") for key in keys)
    return [refer(kind, id) for kind, _, id in split if kind in kinds]


def _appearances(record: Json, refer: Refer) -> list[Node]:
    sources = dict.fromkeys(each["source"] for each in record.get("appearances", ()))
    return [refer("source", source) for source in sources]


def _identifier(register: str, value: str) -> Node:
    return {"@type": "PropertyValue", "propertyID": register, "value": value}


def certain(text: str | None) -> str | None:
    """A day, month or year as schema.org takes it; None for a date that is less certain than that."""
    date = parse_edtf(text) if text else None
    return date.text if date and date.is_exact else None


def _period(text: str | None) -> str | None:
    """A certain day, month, year or interval between two of them, in ISO 8601."""
    if not text:
        return None
    ends = text.split("/")
    return text if all(end and certain(end) for end in ends if end != "..") and ".." not in ends else None


def stated(node: Node) -> Node:
    """The node without what is not stated."""
    return {name: value for name, value in node.items() if value not in (None, "", [], {})}
