"""The site made in parts: only pages that must be made anew are, on all cores, and only changed files are touched."""

from __future__ import annotations

import json
import tempfile
from functools import partial
from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import BuildError, MkDocsException
from mkdocs.structure.files import File, InclusionLevel

from build_dossier.host import inputs
from build_dossier.host.anchors import check_anchors
from build_dossier.host.configuring import Listener, configured_by_plugins, in_lines, listening, stop_at_warnings
from build_dossier.host.errors import BrokenSiteError
from build_dossier.host.kept import KeptPage, KeptPages, Shelf
from build_dossier.host.making import MadePage, Workshop, made_pages, workshop
from build_dossier.host.order import Order
from build_dossier.host.plugin import DossierPlugin
from build_dossier.host.readied import Readied
from build_dossier.host.reasons import ALL_ANEW, NOT_KEPT, Judge
from build_dossier.host.spread import beside, is_in_shard, parts, processes, spread
from build_dossier.host.staged import StagedSite
from build_dossier.host.standing import Site, change, damage, exchange, forget_site, keep_site, last_site, surveyed
from build_dossier.host.surroundings import surroundings
from build_dossier.publish.search_index import FOLDER as SEARCH


def build_in_parts(
    config: MkDocsConfig, plugin: DossierPlugin, shelf: Shelf, order: Order, ready: Readied
) -> dict[str, str]:
    """Make the site's folder anew where it must be; the pages that were, each with the reason.

    A `BrokenSiteError` leaves the folder as it was.
    """
    folder = Path(config.site_dir)
    last = Site() if order.manner.is_clean or not folder.is_dir() else last_site(shelf)
    harm = damage(folder, last)
    with tempfile.TemporaryDirectory(prefix=".site-", dir=folder.parent) as parent, listening() as listener:
        staged = Path(parent) / "site"
        staged.mkdir()
        config.site_dir = str(staged)
        site = StagedSite(last, harm.broken, staged)
        try:
            pages, reasons = _filled(
                site,
                configured_by_plugins(config),
                listener=listener,
                shelf=shelf,
                plugin=plugin,
                order=order,
                ready=ready,
            )
            stop_at_warnings(listener)
        except BuildError as error:
            raise BrokenSiteError(in_lines(listener.said, str(error), "Aborted with a BuildError!")) from None
        except MkDocsException as error:
            raise BrokenSiteError(in_lines(listener.said, str(error))) from None
        forget_site(shelf)
        if last:
            change(folder, staged, last.files.keys() - site.digests.keys(), harm.strays)
        else:
            exchange(folder, staged, Path(parent) / "old")
    shelf.keep_pages(pages)
    untouched = {path: left for path, left in last.files.items() if path not in harm.broken}
    search = order.search if order.manner.is_first_shard else ""
    keep_site(shelf, surveyed(folder, order.made_of, search, site.digests, untouched))
    return reasons


def _filled(  # noqa: PLR0913 -- all that a site is made of
    site: StagedSite,
    config: MkDocsConfig,
    *,
    listener: Listener,
    shelf: Shelf,
    plugin: DossierPlugin,
    order: Order,
    ready: Readied,
) -> tuple[KeptPages, dict[str, str]]:
    """Put into the site all that belongs there: its pages, as they are kept, and why some were made anew."""
    has_rest = order.manner.is_first_shard
    search = _search_that_stands(order, site) if has_rest else {}
    with beside(
        partial(_searched, config, plugin, site), _processes(order) if has_rest and not search else 1
    ) as making:
        shop = workshop(config, listener, shelf, ready, order.docs.keys())
        pages, reasons = _pages(shop, plugin, order, site)
        if has_rest:
            _others(shop, order, site)
            site.digests |= search or json.loads(making())
    return pages, reasons


def _pages(shop: Workshop, plugin: DossierPlugin, order: Order, site: StagedSite) -> tuple[KeptPages, dict[str, str]]:
    """Put all pages into the site; as they are kept, and why some were made anew."""
    last = KeptPages() if order.manner.is_clean else shop.shelf.pages()
    around = surroundings(shop.config, shop.nav, plugin.day)
    paths = inputs.digest_of(*sorted(shop.files.src_uris))
    judge = Judge(last, around, shop.files.src_uris, is_same_paths=last.files == paths)
    files = {file.src_uri: file for file in shop.pages() if is_in_shard(file.src_uri, order.manner.shard)}
    reasons: dict[str, str] = {}
    for source, file in files.items():
        reason = ALL_ANEW if order.manner.is_clean else judge.reason(source, order.docs[source])
        if not reason and not _restored(file, last.pages[source], shop.shelf, site):
            reason = NOT_KEPT
        if reason:
            reasons[source] = reason
    made = _made(shop, [files[source] for source in reasons], _processes(order))
    for source, page in made.items():
        if page.size:
            site.settle(files[source].dest_uri, page.html)
    pages = {
        source: made[source].kept(order.docs[source]) if source in made else last.pages[source] for source in files
    }
    shop.listener.said += [said for source in made for said in made[source].read]
    shop.listener.said += [said for source in made for said in made[source].built]
    check_anchors(shop.files, pages, last.pages, made, shop.config.validation.links.anchors)
    return KeptPages(around, paths, pages), reasons


def _is_left_out(file: File) -> bool:
    return bool(file.inclusion.value <= InclusionLevel.DRAFT.value)


def _restored(file: File, page: KeptPage, shelf: Shelf, site: StagedSite) -> bool:
    """Whether the site has the HTML of a page, or gets it from what was kept."""
    if not page.size:  # a template leaves it out
        return True
    if not site.has(file.dest_uri, page.html):
        content = shelf.html(page)
        if content is None:
            return False
        site.put(file.dest_uri, content)
    site.digests[file.dest_uri] = page.html
    return True


def _made(shop: Workshop, files: list[File], number: int) -> dict[str, MadePage]:
    """Make pages, on all cores; in MkDocs' order."""
    if not files:
        return {}
    weights = {file.src_uri: Path(file.abs_src_path or "").stat().st_size for file in files}
    results = spread(shop.make, parts(weights, number))
    pages = {page.source: page for result in results for page in made_pages(result)}
    return {source: pages[source] for source in weights}


def _processes(order: Order) -> int:
    return order.manner.processes or processes()


def _others(shop: Workshop, order: Order, site: StagedSite) -> None:
    """Put into the site what is neither page nor search. Of two files of one path, a page wins."""
    pages = {file.dest_uri for file in shop.pages()}
    for file in shop.files:
        if file.is_documentation_page() or _is_left_out(file) or file.dest_uri in pages:
            continue
        source = Path(file.abs_src_path or "")
        is_document = file.src_dir == shop.config.docs_dir
        digest = order.docs[file.src_uri] if is_document else inputs.digest_of_file(source)
        if not site.has(file.dest_uri, digest):
            file.copy_file()
        site.digests[file.dest_uri] = digest
    for name in sorted(shop.config.theme.static_templates - pages):
        shop.make_template(name)
        for made in (name, f"{name}.gz"):
            if (site.staged / made).is_file():
                site.settle(made, inputs.digest_of_file(site.staged / made))


def _searched(config: MkDocsConfig, plugin: DossierPlugin, site: StagedSite) -> bytes:
    """Put the files of the search into the site; by path the SHA-256 of each, as JSON."""
    return json.dumps({path: site.put(path, content) for path, content in plugin.search(config)}).encode()


def _search_that_stands(order: Order, site: StagedSite) -> dict[str, str]:
    """The same of the last site's, where it is made of the same; nothing where it is not."""
    last = {path: left.digest for path, left in site.last.files.items() if path.startswith(f"{SEARCH}/")}
    stands = order.search == site.last.search and all(map(site.has, last.keys(), last.values()))
    return last if stands else {}
