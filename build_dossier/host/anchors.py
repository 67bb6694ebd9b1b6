"""Links to anchors: checked in the words of MkDocs, also those of pages that were not made anew."""

from __future__ import annotations

import logging
from collections.abc import Iterable, Mapping
from sys import intern

from mkdocs.structure.files import Files
from mkdocs.structure.pages import Page

from build_dossier.host.kept import KeptPage


def check_anchors(
    files: Files, pages: Mapping[str, KeptPage], last: Mapping[str, KeptPage], anew: Iterable[str], level: int
) -> None:
    """Warn of links to anchors that are not there.

    The links of a page that was not made anew were sound when it was made: they are looked at only if a page that was
    has lost an anchor.
    """
    if level < logging.WARNING:  # nobody would see it
        return
    looking = _Looking(files, pages)
    changed = set(anew)
    has_lost = any(source in last and set(last[source].facts.anchors) - looking.anchors(source) for source in changed)
    for source in pages:
        if has_lost or source in changed:
            looking.check(source, level)


class _Looking:
    """Looks up the anchors of pages, each page once."""

    def __init__(self, files: Files, pages: Mapping[str, KeptPage]) -> None:
        self._files = files
        self._pages = pages
        self._known: dict[str, set[str]] = {}

    def anchors(self, source: str) -> set[str]:
        """Those of a page."""
        if source not in self._known:
            self._known[source] = set(map(intern, self._pages[source].facts.anchors))  # mostly the same on all pages
        return self._known[source]

    def check(self, source: str, level: int) -> None:
        """Let MkDocs look at the links of a page."""
        facts = self._pages[source].facts
        if not facts.links:
            return
        page = self._page(source)
        page.links_to_anchors = {self._files.src_uris[target]: links for target, links in facts.links.items()}
        for target in facts.links:
            if target in self._pages:
                self._page(target).present_anchor_ids = self.anchors(target)
        page.validate_anchor_links(files=self._files, log_level=level)
        page.links_to_anchors = None

    def _page(self, source: str) -> Page:
        page = self._files.src_uris[source].page
        if page is None:
            raise AssertionError(f"{source} is no page.")
        return page
