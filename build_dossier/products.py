"""Everything that a build makes, listed: the pages with what belongs to them, and the files beside them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial

from build_dossier.cache import Cache
from build_dossier.data_products import LAST_STEP, TOLD, data_products, files_told
from build_dossier.found import path_of as path_of_lot
from build_dossier.making.parts import Parts
from build_dossier.making.product import Product
from build_dossier.publish.chart_files import chart_files
from build_dossier.publish.feeds import feeds
from build_dossier.publish.jsonld_pages import linked_page
from build_dossier.publish.search_lots import as_bytes, cut
from build_dossier.reads.current import Current
from build_dossier.reads.fingerprint import digest
from build_dossier.reads.notes import Notes
from build_dossier.records.kinds import Key
from build_dossier.records.quote import Quote
from build_dossier.records.statistic import Statistic
from build_dossier.render.abbreviations import Abbreviations, meanings, names_explained
from build_dossier.render.assets import assets, network_assets
from build_dossier.render.charts.pictures import Pictures, drawn_charts
from build_dossier.render.embeds import embed_page
from build_dossier.render.pages import Asset, Page, render
from build_dossier.render.pictures import alt_of, can_draw, picture
from build_dossier.views import limits, places
from build_dossier.views.cards import card_of, path_of, pictured, quotes_and_figures
from build_dossier.views.common import Context
from build_dossier.views.data import data_page
from build_dossier.views.embed import embed_view
from build_dossier.views.findable import findables, in_order
from build_dossier.views.relations import relations_pages
from build_dossier.views.share import share_of
from build_dossier.views.site import PageView, plans

Files = Iterator[Page | Asset]

_DATA = places.DATA


@dataclass(frozen=True)
class Site:
    """What the products of a site are made from."""

    first: Context
    """Seen from Home; it notes what is read."""
    notes: Notes
    cache: Cache
    current: Current
    """What the things that are read are now."""
    past: str
    """The fingerprint of how they came to be what they are."""


def products(site: Site) -> Iterator[Product]:
    """All of them. Planning notes nothing; what a recipe reads is noted when it is followed."""
    with site.notes.paused():
        yield from data_products(site.first.dossier, site.first.evidence)
        yield Product(_DATA, "", partial(_data, site), 1, LAST_STEP, (TOLD,))
        yield from _pages(site)
        yield Product(places.RELATIONS, "", partial(_relations, site), 20)
        yield from _cards(site)
        yield from _search(site)
        yield Product("feeds", site.past, partial(_feeds, site))
        yield Product("assets", "", partial(_assets, site))


def _pages(site: Site) -> Iterator[Product]:
    drawn = Pictures()
    for plan in plans(site.first):
        given = site.current.taken(plan.given) + (f" {site.past}" if plan.is_about_past else "")
        yield Product(plan.path, given, partial(_printed, site, drawn, plan.make), 4 if plan.given is None else 1)


def _printed(site: Site, drawn: Pictures, make: Callable[[], Iterable[PageView]]) -> Files:
    """Pages as Markdown, each with the files of its charts."""
    dossier, evidence = site.first.dossier, site.first.evidence
    for page in make():
        site.notes.note(f"template {page.template}")
        drawn.drawings.update(drawn_charts(page.charts, site.cache, drawn).drawings)
        share = share_of(site.first, page, _pictures(site, page))
        terms = Abbreviations(dossier.once(names_explained), dossier.once(meanings))
        yield render(page, terms, share, linked_page(dossier, evidence, page), drawn)
        yield from chart_files(page.charts, drawn)


def _pictures(site: Site, page: PageView) -> dict[str, str]:
    """The pictures that a link to a page can have: its own and that of the dossier, where there are any."""
    dossier = site.first.dossier
    if not has_cards(site.first):
        return {}
    record = dossier.records[page.record] if page.record else None
    own = record if isinstance(record, Quote | Statistic) and path_of(record) in dossier.once(pictured) else None
    found = {path_of(each): alt_of(card_of(site.first, each)) for each in dict.fromkeys((own, None))}
    return {path: alt for path, alt in found.items() if alt}


def has_cards(first: Context) -> bool:
    """Whether there are pictures for links: the dossier says where they will stand, and what draws them is there."""
    return bool(first.dossier.about.url) and can_draw()


def _cards(site: Site) -> Iterator[Product]:
    """The pictures for links, and the cards for other sites: both need to know where they will stand."""
    dossier = site.first.dossier
    if not dossier.about.url:
        return
    shown = dossier.once(pictured) if can_draw() else {}
    for record in quotes_and_figures(dossier):
        given, has_picture = site.current.taken(record), path_of(record) in shown
        yield Product(f"card {path_of(record)}", f"{given} {has_picture}", partial(_card, site, record, has_picture))
    if can_draw():
        yield Product("card", "", partial(_picture, site, None))


def _card(site: Site, record: Quote | Statistic, has_picture: bool) -> Files:
    yield embed_page(embed_view(site.first, record))
    if has_picture:
        yield from _picture(site, record)


def _picture(site: Site, record: Quote | Statistic | None) -> Files:
    drawn = picture(card_of(site.first, record), site.cache)
    if drawn:
        yield drawn


def _data(site: Site, parts: Parts) -> Files:
    """The page that tells of the files of the data."""
    yield from _printed(site, Pictures(), lambda: [data_page(site.first, files_told(parts))])


def _relations(site: Site) -> Files:
    yield from _printed(site, Pictures(), lambda: relations_pages(site.first, site.cache))


def _search(site: Site) -> Iterator[Product]:
    """What a search can find, in lots that are kept for the index."""
    ordered = in_order(site.first.dossier)
    for part in cut([url for url, _ in ordered], limits.SEARCH_SHARD):
        url, keys = ordered[part.start][0], [key for _, key in ordered[part]]
        yield Product(f"search {url}", digest(" ".join(map(str, keys))), partial(_lot, site, url, keys), 3)


def _lot(site: Site, url: str, keys: Sequence[Key]) -> Files:
    yield Asset(path_of_lot(url, len(keys)), as_bytes(findables(site.first, keys)))


def _feeds(site: Site) -> Files:
    for path, text in feeds(site.first.dossier, site.first.past):
        yield Page(path, text)


def _assets(site: Site) -> Files:
    yield from assets()
    yield from network_assets(site.cache)
