"""What a reader finds on the pages of a built site, whichever renderer made it: to compare sites by."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urljoin

from selectolax.lexbor import LexborHTMLParser

BASE = "https://dossier.example/"
ARTICLE = "article.md-content__inner"


def articles(site: Path) -> Iterator[tuple[str, tuple[str, list[str], list[str]]]]:
    """Each page's text, the addresses that it links to, and its anchors."""
    for path, tree in pages(site):
        article = tree.css_first(ARTICLE)
        assert article is not None, path
        for chrome in article.css(".md-source-file, .md-content__button, .headerlink"):
            chrome.decompose()
        links = [urljoin(BASE + path, link.attributes["href"] or "") for link in article.css("a[href]")]
        links = [link.removesuffix("index.html") for link in links]
        anchors = [str(node.id) for node in article.css("[id]") if not str(node.id).startswith("__")]
        yield path, (" ".join(article.text(separator=" ").split()), links, anchors)


def titles(site: Path) -> dict[str, str]:
    """The title of each page, by its path."""
    return {path: tree.css_first("title").text() for path, tree in pages(site)}  # type: ignore[union-attr]  # every page has one


def pages(site: Path) -> Iterator[tuple[str, LexborHTMLParser]]:
    """Each page that was made of Markdown, by its path."""
    for path in sorted(site.rglob("*.html")):
        tree = LexborHTMLParser(path.read_text("utf-8"))
        if path.name != "404.html" and tree.css_matches(ARTICLE):
            yield path.relative_to(site).as_posix(), tree
