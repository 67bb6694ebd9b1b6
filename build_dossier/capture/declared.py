"""What a page declares about itself: title, publisher, day of publication. Only what it says is taken, nothing guessed.

Read are Highwire and Dublin Core `meta` elements, schema.org in JSON-LD and microdata, and Open Graph; the title may
also be the only `h1` or the `title` element. A publisher is not made up from the host's name, and a day is not picked
from the text.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING, Any, NamedTuple

from build_dossier.values.edtf import parse_edtf

if TYPE_CHECKING:
    from lxml.html import HtmlElement  # type: ignore[import-untyped]

_ARTICLES = re.compile(r"Article|Report|BlogPosting|WebPage|CreativeWork|Posting|Review|Dataset|Legislation")
_DAY = re.compile(r"(\d{4})(?:[-/](\d{1,2})(?:[-/](\d{1,2}))?)?(?=\Z|[T\s])")
_DEEPEST = 8


class Declared(NamedTuple):
    """What is said; '' for what is not."""

    title: str = ""
    publisher: str = ""
    published: str = ""


def declared(page: HtmlElement, on: date) -> Declared:
    """What the page says of itself; a day of publication later than the day `on` is passed over."""
    meta = _meta(page)
    things = list(_things(page))
    headings = [" ".join(heading.text_content().split()) for heading in page.iter("h1")]
    title_element = page.find(".//title")
    return Declared(
        _first(
            meta.get("citation_title"),
            meta.get("dc.title"),
            meta.get("og:title"),
            *(thing.get("headline") for thing in things),
            headings[0] if len(headings) == 1 else None,
            title_element.text_content() if title_element is not None else None,
        ),
        _first(
            meta.get("citation_publisher"),
            meta.get("dc.publisher"),
            *(_name(thing.get("publisher")) for thing in things),
            meta.get("og:site_name"),
        ),
        _first(
            *(
                _day(stated, on)
                for stated in (
                    meta.get("citation_publication_date"),
                    meta.get("dc.date.issued"),
                    meta.get("dcterms.issued"),
                    *(thing.get("datePublished") for thing in things),
                    meta.get("article:published_time"),
                    meta.get("datepublished"),
                    meta.get("dc.date"),
                )
            )
        ),
    )


def _first(*stated: object) -> str:
    """The first of several statements that is a text, in one line."""
    lines = (" ".join(one.split()) for one in stated if isinstance(one, str))
    return next((line for line in lines if line), "")


def _meta(page: HtmlElement) -> dict[str, str]:
    """The statements of `meta` and `time` elements by name in small letters; the first of a name counts."""
    found: dict[str, str] = {}
    for element in page.iter("meta", "time"):
        name = element.get("name") or element.get("property") or element.get("itemprop")
        value = element.get("content") or element.get("datetime")
        if name and value:
            found.setdefault(name.strip().lower(), value)
    return found


def _things(page: HtmlElement) -> Iterator[dict[str, Any]]:
    """The articles and pages that the page describes in JSON-LD (https://schema.org/), in order."""
    for script in page.iter("script"):
        if (script.get("type") or "").strip().lower() == "application/ld+json":
            try:
                yield from _articles(json.loads(script.text or ""), 0)
            except (ValueError, RecursionError):
                continue


def _articles(value: object, depth: int) -> Iterator[dict[str, Any]]:
    if isinstance(value, list) and depth < _DEEPEST:
        for one in value:
            yield from _articles(one, depth + 1)
    elif isinstance(value, dict):
        if _ARTICLES.search(str(value.get("@type", ""))):
            yield value
        yield from _articles(value.get("@graph"), depth + 1)


def _name(value: object) -> object:
    """The name of an organisation that is given as a thing, as a list of them, or as a text."""
    if isinstance(value, list):
        value = value[0] if value else None
    return value.get("name") if isinstance(value, dict) else value


def _day(stated: object, on: date) -> str:
    """A stated moment as a day, month or year in EDTF; '' where it is none, or lies ahead."""
    found = _DAY.match(stated.strip()) if isinstance(stated, str) else None
    if not found:
        return ""
    text = "-".join(part.zfill(2) for part in found.groups() if part)
    try:
        earliest = parse_edtf(text).earliest
    except ValueError:
        return ""
    return text if earliest and earliest <= (on.year, on.month, on.day) else ""
