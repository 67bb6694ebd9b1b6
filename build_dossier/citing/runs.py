"""Formatted citations as runs of text: what is in italics and what is a link, and nothing else of a style's layout."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import groupby
from typing import Any, Literal

Space = Literal["", "plain", "fixed"]


@dataclass(frozen=True, slots=True)
class Run:
    """A piece of a citation in one form."""

    text: str
    is_italic: bool = False
    url: str = ""
    space: Space = ""
    """What separates it from the run before: nothing, a blank, or a no-break space."""


Runs = tuple[Run, ...]


def from_pandoc(inlines: Iterable[Any]) -> Runs:
    """The runs of a list of inlines as pandoc writes them in JSON (pandoc-types 1.23)."""
    return tidied(_pieces(inlines, Run("")))


def plain(runs: Runs) -> str:
    """The text alone."""
    return "".join({"": "", "plain": " ", "fixed": "\u00a0"}[run.space] + run.text for run in runs)


def plain_runs(item: Mapping[str, Any]) -> Runs:
    """A CSL item told without a style: authors, title, container, publisher, address. For want of a processor."""
    names = (
        name.get("literal") or f"{name.get('given', '')} {name['family']}".strip() for name in item.get("author", ())
    )
    told = (", ".join(names), item["title"], item.get("container-title"), item.get("publisher"))
    texts = [Run(f"{text}." if text[-1] not in ".?!…" else text, space="plain") for text in told if text]
    link = [Run(item["URL"], url=item["URL"], space="plain")] if "URL" in item else []
    first, *rest = [*texts, *link]
    return (replace(first, space=""), *rest)


def _pieces(inlines: Iterable[Any], form: Run) -> Iterator[Run]:
    for inline in inlines:
        match inline["t"]:
            case "Str":
                yield replace(form, text=inline["c"])
            case "Space" | "SoftBreak" | "LineBreak":
                yield replace(form, text=" ")
            case "Emph":
                yield from _pieces(inline["c"], replace(form, is_italic=not form.is_italic))
            case "Link":
                _, shown, (address, _) = inline["c"]
                yield from _pieces(shown, replace(form, url=address))
            case "Span" | "Quoted":
                yield from _pieces(inline["c"][1], form)
            case _:  # small capitals, superscripts and the like: their words
                yield from _pieces(inline.get("c", ()), form)


def tidied(pieces: Iterable[Run]) -> Runs:
    """Pieces of one form joined, and the blanks between forms taken out of the texts."""
    found: list[Run] = []
    space: Space = ""
    for form, group in groupby(pieces, key=lambda piece: replace(piece, text="")):
        text = "".join(piece.text for piece in group)
        kept = text.strip()
        if kept:
            found.append(replace(form, text=kept, space=space or _space(text[: len(text) - len(text.lstrip())])))
            space = _space(text[len(text.rstrip()) :])
        else:
            space = space or _space(text)
    return tuple(found)


def _space(blanks: str) -> Space:
    return "fixed" if "\u00a0" in blanks or "\u202f" in blanks else "plain" if blanks else ""
