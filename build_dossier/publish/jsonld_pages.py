"""What each page says of its records in the words of schema.org, for programs that read the page: one graph a page.

The nodes are those of the whole export (`jsonld.py`). What a record names beside them stands as type, address and
name, since a program that reads one page has not read the others. Addresses are whole where the dossier has a `url`,
and otherwise relative to the page's own, as JSON-LD within HTML is to be read
(https://www.w3.org/TR/json-ld11/#embedding-json-ld-in-html-documents).
"""

from __future__ import annotations

import json
from posixpath import dirname, join, normpath

from build_dossier.dossier import Dossier, derived
from build_dossier.evidence.verdicts import Evidence
from build_dossier.publish.export import dossier_as_json, record_as_json
from build_dossier.publish.jsonld import dossier_node, record_node
from build_dossier.publish.jsonld_nodes import NODES, ROOT, Json, Node, Refer, actors
from build_dossier.records.kinds import BY_NAME, BY_PLURAL, Key
from build_dossier.records.party import Party
from build_dossier.views import places
from build_dossier.views.site import PageView

_SAFE = {ord(char): f"\\u{ord(char):04x}" for char in "<>&\u2028\u2029"}
"""No text can end the element that holds the data, nor begin a comment in it."""


def linked_page(dossier: Dossier, evidence: Evidence, page: PageView) -> str:
    """The data of a page, as text that is safe within HTML; '' where it has none."""
    about = dossier_as_json(dossier)
    root, address = places.root(about.get("own_url")), places.address(page.path)
    refer = _references(dossier, evidence)
    standing = dossier.once(_standing)
    keys = standing.get(address, ())
    nodes = [*_trail(page), *(_node(dossier, evidence, key, refer) for key in keys)]
    if page.path == places.HOME:
        nodes.append(dossier_node(about, (issue.id for issue in dossier.issues), refer))
    if not nodes:
        return ""
    whole = {"@type": "Dataset", **ROOT, "name": about["title"]}
    graph = {"@context": "https://schema.org", "@graph": _addressed(nodes, root or _up(address), whole)}
    return json.dumps(graph, ensure_ascii=False, separators=(",", ":")).translate(_SAFE)


@derived
def _standing(dossier: Dossier) -> dict[str, tuple[Key, ...]]:
    """The records that stand on a page, by its address."""
    found: dict[str, list[Key]] = {}
    for plural in NODES:
        for key in dossier.keys(BY_PLURAL[plural].model):
            found.setdefault(places.address(places.page_of(dossier, key)[0]), []).append(key)
    return {address: tuple(keys) for address, keys in found.items()}


def _node(dossier: Dossier, evidence: Evidence, key: Key, refer: Refer) -> Node:
    record = record_as_json(dossier, evidence, dossier.records[key])
    return record_node(record, NODES[BY_NAME[key.kind].plural](record, refer))


def _references(dossier: Dossier, evidence: Evidence) -> Refer:
    """What stands for a record on the page of another: its type, its address, and its name where it has one."""

    def refer(kind: str, id: str) -> Node:
        key = Key(kind, id)
        return dossier.remembered((_reference, key), lambda: _reference(dossier, evidence, key))

    def party(id: str) -> Json:
        found = dossier.get(Party, id)
        return {"name": found.name, "kind": found.kind.value}

    return actors(refer, party)


def _reference(dossier: Dossier, evidence: Evidence, key: Key) -> Node:
    record = record_as_json(dossier, evidence, dossier.records[key])
    node = NODES[BY_NAME[key.kind].plural](record, lambda kind, id: {})
    name = {"name": node["name"]} if node.get("name") else {}
    return {"@type": node["@type"], "@id": record["url"], **name}


def _trail(page: PageView) -> list[Node]:
    """The way from Home to the page."""
    if not page.frame.trail:
        return []
    steps = [
        (link.text, places.address(normpath(join(dirname(page.path), str(link.href))))) for link in page.frame.trail
    ]
    items: list[Node] = [
        {"@type": "ListItem", "position": number, "name": name, "item": {"@id": address}}
        for number, (name, address) in enumerate(steps, 1)
    ]
    items.append({"@type": "ListItem", "position": len(items) + 1, "name": page.title})
    return [{"@type": "BreadcrumbList", "itemListElement": items}]


def _up(address: str) -> str:
    """The way from a page to the root of the site."""
    return "../" * address.count("/") or "./"


def _addressed(value: object, root: str, dossier: Node) -> object:
    """The same nodes with the addresses of pages behind `root`; what leads to the dossier names it."""
    if isinstance(value, list):
        return [_addressed(each, root, dossier) for each in value]
    if not isinstance(value, dict):
        return value
    return {
        name: root + str(each).removeprefix("./") if name == "@id" else _addressed(each, root, dossier)
        for name, each in (dossier if value == ROOT else value).items()
    }
