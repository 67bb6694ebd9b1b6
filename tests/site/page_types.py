"""The types of page that a built site has, found from its addresses, with the richest page of each to look at."""

from __future__ import annotations

from pathlib import Path, PurePosixPath


def page_types(site: Path) -> dict[str, str]:
    """A page's address by its type: 'timeline', 'quotes' (all of them), 'quotes/*' (the largest of many), '404'."""
    largest: dict[str, tuple[int, str]] = {}
    for path in site.rglob("*.html"):
        address = path.relative_to(site).as_posix()
        kind, size = type_of(address), path.stat().st_size
        largest[kind] = max(largest.get(kind, (0, "")), (size, address))
    return {kind: address for kind, (_, address) in sorted(largest.items())}


def type_of(address: str) -> str:
    """The type of a page, from its file's path in the site, with or without folders as addresses."""
    stem = PurePosixPath(address.removesuffix("/index.html").removesuffix(".html"))
    return f"{stem.parent}/*" if len(stem.parts) > 1 and stem.name != "index" else str(stem)
