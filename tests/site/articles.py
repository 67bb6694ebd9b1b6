"""What a reader finds on the pages of a built site, whichever renderer made it: to compare sites by."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urljoin

from selectolax.lexbor import LexborHTMLParser, LexborNode

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


def shells(site: Path) -> dict[str, list[object]]:
    """What stands around the article of each page: what the head says, the language, the row above and the foot."""
    return {path: _shell(BASE + path, tree) for path, tree in pages(site)}


def _shell(base: str, tree: LexborHTMLParser) -> list[object]:
    whole, body = tree.css_first("html"), tree.css_first("body")
    assert whole is not None
    assert body is not None
    said = [(meta.attributes.get("property") or meta.attributes.get("name"), meta) for meta in tree.css("head meta")]
    return [
        sorted((name, meta.attributes["content"]) for name, meta in said if name and name != "generator"),
        sorted((str(link.attributes["rel"]), _at(base, link)) for link in tree.css("head link") if _is_ours(link)),
        (whole.attributes["lang"], body.attributes["dir"]),
        [
            (_at(base, link), link.attributes.get("aria-current"), _words(link))
            for link in tree.css("header a, footer a")
        ],
        [_words(part) for part in tree.css("header, footer, .dossier-printed")],
        [
            _at(base, script, "src")
            for script in tree.css("body script[src]")
            if "/javascripts/" not in _at(base, script, "src")
        ],
    ]


def _is_ours(link: LexborNode) -> bool:
    """Whether it is no style sheet of the renderer's own."""
    return "/stylesheets/" not in str(link.attributes["href"])


def _at(base: str, node: LexborNode, name: str = "href") -> str:
    return urljoin(base, str(node.attributes[name])).removesuffix("index.html")


def _words(node: LexborNode) -> str:
    return " ".join(node.text(separator=" ").split())
