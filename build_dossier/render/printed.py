"""Views into the HTML of printed pages: the templates print, and everything that they print is escaped."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup, escape

from build_dossier.language.speaking import gettext, pgettext
from build_dossier.views.book import BookPart, Entry, Paper, TitlePage
from build_dossier.views.brief import BriefView


def title_page(paper: Paper, view: TitlePage, contents: Sequence[Entry]) -> str:
    """The title page and the contents."""
    return _printed("title", paper, "", view=view, contents=contents)


def book_part(paper: Paper, part: BookPart) -> str:
    """A chapter of the book, or a part of one."""
    return _printed(part.template, paper, part.title, view=part.view, part=part)


def brief(view: BriefView) -> str:
    """The two pages."""
    return _printed("brief", view.paper, "", view=view)


def _printed(template: str, paper: Paper, heading: str, **values: object) -> str:
    return _environment().get_template(f"{template}.html.j2").render(paper=paper, heading=heading, **values)


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=PackageLoader("build_dossier", "render/print"),
        undefined=StrictUndefined,
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.globals.update(_=_said, pgettext=_said_in)
    return environment


def _said(message: str, **values: object) -> Markup:
    """A message of the catalogue, and the values put into it, as HTML text."""
    return escape(gettext(message)).format(**values)  # which escapes what is no Markup


def _said_in(context: str, message: str, **values: object) -> Markup:
    """The same, for words that mean different things in different places."""
    return escape(pgettext(context, message)).format(**values)
