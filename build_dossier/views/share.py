"""What other sites show of a link to a page: title, a line, and a picture (Open Graph, https://ogp.me/)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from build_dossier.dossier import Dossier, key_of
from build_dossier.evidence.verdicts import Evidence
from build_dossier.values.codes import with_country
from build_dossier.views import cards, places
from build_dossier.views.cards import Card
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


def shares(dossier: Dossier, evidence: Evidence, pages: Iterable[PageView], drawn: Iterable[Card]) -> dict[str, Share]:
    """What each page says, by its path; a page without a picture of its own has that of the dossier."""
    context = Context(dossier, evidence, places.HOME)
    about, root = dossier.about, places.root(dossier.about.url)
    records = {places.page_of(dossier, key_of(each))[0]: each for each in cards.quotes_and_figures(dossier)}
    pictures = {card.path: card for card in drawn} if root else {}
    told = {}
    for page in pages:
        record = records.get(page.path)
        card = pictures.get(cards.path_of(record)) or pictures.get(cards.path_of(None))
        told[page.path] = Share(
            cards.told(context, record) if record else page.description,
            "website" if page.path == places.HOME else "article",
            about.title,
            with_country(about.language),
            root + places.address(page.path) if root else "",
            root + card.path if card else "",
            card.alt if card else "",
        )
    return told
