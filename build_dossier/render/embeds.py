"""The cards for other sites, as whole pages of HTML: they stand beside the Markdown and are copied as they are."""

from __future__ import annotations

from functools import cache

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup, escape

from build_dossier.language.speaking import gettext
from build_dossier.render.pages import MARK, Page
from build_dossier.views.embed import EmbedView

POLICY = "; ".join(
    (
        "default-src 'none'",
        "style-src 'self'",
        "font-src 'self'",
        "object-src 'none'",
        "base-uri 'none'",
        "form-action 'none'",
    )
)
"""The card is styled by a file of the site and has no script. Who may frame it, no `<meta>` can say: everybody may."""


def embed_page(view: EmbedView) -> Page:
    """The page of a card."""
    template = _environment().get_template("embed.html.j2")
    text = template.render(view=view, mark=MARK, policy=Markup(POLICY))  # noqa: S704 -- a constant
    return Page(view.path, text.lstrip() + "\n")


@cache
def _environment() -> Environment:
    """Everything that is printed is escaped for HTML."""
    environment = Environment(
        loader=PackageLoader("build_dossier", "render/templates"),
        undefined=StrictUndefined,
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.globals.update(_=_said)
    return environment


def _said(message: str, **values: object) -> Markup:
    """A message of the catalogue, which is HTML, with values that are escaped."""
    return Markup(gettext(message, **_safe(values)))  # noqa: S704 -- the catalogues are ours


def _safe(values: dict[str, object]) -> dict[str, object]:
    return {name: value if type(value) is int else escape(value) for name, value in values.items()}
