"""What other sites show of a link to a page: title, a line, and a picture (Open Graph, https://ogp.me/)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from build_dossier.dossier import Dossier, key_of
from build_dossier.evidence.verdicts import Evidence
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


def shares(
    dossier: Dossier, evidence: Evidence, pages: Iterable[PageView], pictures: Mapping[str, str]
) -> dict[str, Share]:
    """What each page says, by its path; a page without a picture of its own has that of the dossier.

    `pictures` are those that there are: what each shows, in words, by where it stands.
    """
    context = Context(dossier, evidence, places.HOME)
    about, root = dossier.about, places.root(dossier.about.url)
    records = {places.page_of(dossier, key_of(each))[0]: each for each in cards.quotes_and_figures(dossier)}
    told = {}
    for page in pages:
        record = records.get(page.path)
        own, shared = cards.path_of(record), cards.path_of(None)
        picture = own if own in pictures else shared if shared in pictures else ""
        told[page.path] = Share(
            cards.told(context, record) if record else page.description,
            "website" if page.path == places.HOME else "article",
            about.title,
            with_country(about.language),
            root + places.address(page.path) if root else "",
            root + picture if root and picture else "",
            pictures.get(picture, ""),
        )
    return told
