"""What the pages say of how they are cited, for tests: read from the written pages as a reader sees them."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any, NamedTuple

from selectolax.lexbor import LexborNode

from build_dossier.pipeline import write_pages
from build_dossier.project import Project
from build_dossier.publication import Publication
from tests.shown import Shown, folded


class Cited(NamedTuple):
    """One thing to cite, as a page has it."""

    heading: str
    styled: dict[str, str]
    """HTML by style, in which `<em>` is all that is left of the mark-up."""
    coded: dict[str, str]
    """Text by format."""
    rest: str
    """What else is said of it."""


def written(root: Path, commit: str = "") -> dict[str, Shown]:
    """The pages of a sound project, written anew, by path."""
    outcome = write_pages(Project.at(root), Publication(commit=commit))
    assert outcome.changes is not None, outcome.problems
    return {path.relative_to(root / "docs").as_posix(): Shown(path) for path in sorted((root / "docs").rglob("*.md"))}


def cited(page: Shown) -> list[Cited]:
    """The things that a page says how to cite, in its order."""
    (block,) = page.cite
    found: list[Cited] = []
    for node in block.css("details.d-cite > *"):
        if "d-cite-what" in _classes(node):
            found.append(Cited(folded(node.text()), {}, {}, ""))
        elif node.tag == "div" and "d-cited" in _classes(node):
            style = node.css_first(".d-cite-how")
            assert style is not None
            found[-1].styled[folded(style.text())] = styled(node.css(".d-citation")[0])
        elif node.tag == "details":
            found[-1].coded[folded(node.css("summary")[0].text())] = node.css("pre code")[0].text()
        elif found:
            found[-1] = found[-1]._replace(rest=f"{found[-1].rest} {folded(node.text())}".strip())
    return found


def styled(node: LexborNode) -> str:
    """A citation with its italics, without links and what explains a term."""
    for mark in node.css("a, abbr"):
        mark.unwrap()
    inner = (node.html or "").partition(">")[2].rpartition("<")[0]
    return inner.replace("\u00a0", "&nbsp;").strip()


def item_of(cited: Cited) -> dict[str, Any]:
    """The CSL item of a thing."""
    (item,) = json.loads(cited.coded["CSL-JSON"])
    assert isinstance(item, dict)
    return item


def _classes(node: LexborNode) -> list[str]:
    return (node.attributes.get("class") or "").split()
