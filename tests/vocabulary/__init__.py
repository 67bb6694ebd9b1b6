"""The vocabulary of schema.org, as its own file has it: types, properties, and what fits to what."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

_FILE = Path(__file__).parent / "schemaorg-current-https.jsonld"
# What schema.org lets stand in place of what a property asks for: a text for a thing, an address for either
# (https://schema.org/docs/datamodel.html). We use neither freedom but for a name in place of a person or organisation.
_NUMBER = re.compile(r"-?\d+(\.\d+)?")
_DATE = re.compile(r"\d{4}(-\d\d(-\d\d)?)?")

Node = dict[str, Any]


@cache
def _terms() -> dict[str, Node]:
    graph = json.loads(_FILE.read_text("utf-8"))["@graph"]
    return {each["@id"].removeprefix("schema:"): each for each in graph}


def _named(term: str, field: str) -> set[str]:
    value = _terms()[term].get(field, [])
    return {each["@id"].removeprefix("schema:") for each in (value if isinstance(value, list) else [value])}


@cache
def is_type(name: str) -> bool:
    """Whether there is a type of this name that no other has taken the place of."""
    term = _terms().get(name, {})
    return "rdfs:Class" in _list(term.get("@type")) and "schema:supersededBy" not in term


@cache
def is_property(name: str) -> bool:
    """Whether there is a property of this name that no other has taken the place of."""
    term = _terms().get(name, {})
    return "rdf:Property" in _list(term.get("@type")) and "schema:supersededBy" not in term


@cache
def ancestry(type_: str) -> frozenset[str]:
    """A type and all that it is a kind of."""
    found = {type_}
    for above in _named(type_, "rdfs:subClassOf") if type_ in _terms() else ():
        found |= ancestry(above)
    return frozenset(found)


def faults(node: Node, types: dict[str, str]) -> Iterator[str]:
    """What in a node and in those within it is not as schema.org has it; `types`: those of nodes elsewhere, by name."""
    kind = node.get("@type", "")
    if not is_type(kind):
        yield f"no type: {kind}"
        return
    for name, value in node.items():
        if name in ("@type", "@id"):
            continue
        if not is_property(name):
            yield f"no property: {name}"
        elif not _is_role(node) and not _named(name, "schema:domainIncludes") & ancestry(kind):
            yield f"not of {kind}: {name}"
        else:
            for each in _list(value):
                yield from _of_value(name, each, types)


def _of_value(name: str, value: object, types: dict[str, str]) -> Iterator[str]:
    wanted = _named(name, "schema:rangeIncludes")
    if isinstance(value, dict):
        kind = value.get("@type") or types.get(value["@id"])
        if kind is None and wanted != {"Thing"}:
            yield f"{name} leads nowhere: {value}"
        elif kind is None:
            return  # everything is a thing
        elif _is_role({"@type": kind}):  # stands between a property and its value, and has the property again
            yield from faults(value, types) if name in value else [f"a role without {name}"]
        elif not wanted & ancestry(kind):
            yield f"{name} takes no {kind}"
        if set(value) - {"@id"}:
            yield from faults(value, types)
    elif not any(_is(value, each) for each in wanted):
        yield f"{name} takes no {value!r}"


def _is_role(node: Node) -> bool:
    return "Role" in ancestry(node["@type"])


def _is(value: object, kind: str) -> bool:
    """Whether a plain value can be of a data type."""
    text = str(value)
    if {"Person", "Organization"} & {kind}:
        return isinstance(value, str)  # a name alone
    if kind in ("Number", "Integer"):
        return bool(_NUMBER.fullmatch(text))
    if kind in ("Date", "DateTime"):
        return bool(_DATE.fullmatch(text))
    if kind == "URL":
        return text.startswith(("http://", "https://"))
    return kind == "Text" and isinstance(value, str)


def _list(value: object) -> list[Any]:
    return value if isinstance(value, list) else [] if value is None else [value]
