"""What each page says of its records in the words of schema.org, for programs that read the page: one graph a page.

The nodes are those of the whole export (`jsonld.py`). What a record names beside them stands as type, address and
name, since a program that reads one page has not read the others. Addresses are whole where the dossier has a `url`,
and otherwise relative to the page's own, as JSON-LD within HTML is to be read
(https://www.w3.org/TR/json-ld11/#embedding-json-ld-in-html-documents).
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from posixpath import dirname, join, normpath

from build_dossier.publish.jsonld import dossier_node, record_node
from build_dossier.publish.jsonld_nodes import NODES, ROOT, Json, Node, Refer, actors
from build_dossier.records.kinds import KINDS
from build_dossier.views import places
from build_dossier.views.site import PageView

_SAFE = {ord(char): f"\\u{ord(char):04x}" for char in "<>&\u2028\u2029"}
"""No text can end the element that holds the data, nor begin a comment in it."""


def linked_pages(whole: Json, pages: Iterable[PageView]) -> dict[str, str]:
    """The data of each page by its path, as text that is safe within HTML."""
    root = places.root(whole["dossier"].get("own_url"))
    dossier = {"@type": "Dataset", **ROOT, "name": whole["dossier"]["title"]}
    refer = _references(whole)
    standing = _by_page(whole, refer)
    linked = {}
    for page in pages:
        address = places.address(page.path)
        nodes = [*_trail(page), *standing.get(address, ())]
        if page.path == places.HOME:
            nodes.append(dossier_node(whole, refer))
        if nodes:
            graph = {"@context": "https://schema.org", "@graph": _addressed(nodes, root or _up(address), dossier)}
            linked[page.path] = json.dumps(graph, ensure_ascii=False, separators=(",", ":")).translate(_SAFE)
    return linked


def _by_page(whole: Json, refer: Refer) -> Mapping[str, list[Node]]:
    """The nodes of the records by the address of the page on which they stand."""
    found: dict[str, list[Node]] = {}
    for plural, node in NODES.items():
        for record in whole[plural]:
            found.setdefault(record["url"].partition("#")[0], []).append(record_node(record, node(record, refer)))
    return found


def _references(whole: Json) -> Refer:
    """What stands for a record on the page of another: its type, its address, and its name where it has one."""
    records = {(kind.name, each["id"]): (kind.plural, each) for kind in KINDS for each in whole[kind.plural]}
    made: dict[tuple[str, str], Node] = {}

    def refer(kind: str, id: str) -> Node:
        if (kind, id) not in made:
            plural, record = records[kind, id]
            node = NODES[plural](record, lambda kind, id: {})
            name = {"name": node["name"]} if node.get("name") else {}
            made[kind, id] = {"@type": node["@type"], "@id": record["url"], **name}
        return made[kind, id]

    return actors(refer, whole["parties"])


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
