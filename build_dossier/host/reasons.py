"""Why a page is made anew, or that it need not be."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from build_dossier.host.kept import KeptPage, KeptPages

UNCHANGED = "nothing it depends on changed"
ALL_ANEW = "all was to be made anew"
NOTHING_KEPT = "nothing was kept of an earlier build"
NOT_KEPT = "its HTML was not kept"
_NEW = "it is new"
_CHANGED = "its text changed"


@dataclass(frozen=True)
class Judge:
    """Compares pages with those of the last build."""

    last: KeptPages
    surroundings: Mapping[str, str]
    """What every page depends on, by name."""
    paths: Collection[str]
    """Of all files, to which a link could lead."""
    is_same_paths: bool

    def reason(self, source: str, markdown: str) -> str:
        """Why a page with this digest of its text must be made anew; '' if it need not be."""
        if not self.last.pages:
            return NOTHING_KEPT
        if self._changed:
            return self._changed
        page = self.last.pages.get(source)
        if page is None:
            return _NEW
        if page.markdown != markdown:
            return _CHANGED
        return "" if self.is_same_paths else self._of_links(page)

    @property
    def _changed(self) -> str:
        names = [name for name, now in self.surroundings.items() if self.last.surroundings.get(name) != now]
        return f"changed: {', '.join(names)}" if names else ""

    def _of_links(self, page: KeptPage) -> str:
        facts = page.facts
        gone = next((path for path in facts.found if path not in self.paths), "")
        come = next((path for path in facts.missing if path in self.paths), "")
        if gone:
            return f"'{gone}', to which it links, is gone"
        return f"'{come}', to which it links, is there now" if come else ""
