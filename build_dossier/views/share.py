"""What other sites show of a link to a page: title, a line, and a picture (Open Graph, https://ogp.me/)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from build_dossier.records.quote import Quote
from build_dossier.records.statistic import Statistic
from build_dossier.values.codes import with_country
from build_dossier.views import cards, places
from build_dossier.views.common import Context
from build_dossier.views.site import PageView


@dataclass(frozen=True, slots=True)
class Share:
    """What a page says of itself to other sites, beside its title."""

    description: str
    """Of a quotation or figure always with attribution and verdict."""
    type: str
    """'website' for Home, 'article' for any other page."""
    site: str
    """The dossier's name."""
    locale: str
    """The dossier's language with a country: 'en_GB'."""
    url: str
    """Where the page is published; '' where the dossier does not say where it is."""
    image: str
    """Where its picture is published; '' where it has none."""
    alt: str
    """The picture in words."""


def share_of(context: Context, page: PageView, pictures: Mapping[str, str]) -> Share:
    """What a page says of itself; one without a picture of its own has that of the dossier.

    `pictures` are those that there are: what each shows, in words, by where it stands.
    """
    about, root = context.dossier.about, places.root(context.dossier.about.url)
    record = context.dossier.records[page.record] if page.record else None
    card = record if isinstance(record, Quote | Statistic) else None
    picture = next((path for path in (cards.path_of(card), cards.path_of(None)) if path in pictures), "")
    return Share(
        cards.told(context, card) if card else page.description,
        "website" if page.path == places.HOME else "article",
        about.title,
        with_country(about.language),
        root + places.address(page.path) if root else "",
        root + picture if root and picture else "",
        pictures[picture] if picture else "",
    )
