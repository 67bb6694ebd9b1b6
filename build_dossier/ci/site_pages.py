"""The pages of a built site, as files: where their links lead, and what they ask whom for."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser
from pathlib import Path, PurePosixPath
from urllib.parse import unquote, urlsplit

_LOADING = {
    "audio": ("src",),
    "embed": ("src",),
    "form": ("action",),
    "iframe": ("src",),
    "image": ("href", "xlink:href"),
    "img": ("src", "srcset"),
    "input": ("src",),
    "object": ("data",),
    "script": ("src",),
    "source": ("src", "srcset"),
    "track": ("src",),
    "use": ("href", "xlink:href"),
    "video": ("src", "poster"),
}
"""What a browser asks for as soon as it reads it, or sends something to."""
_NOT_LOADED = frozenset({"alternate", "author", "canonical", "edit", "help", "license", "me", "next", "prev", "search"})
"""What a `link` may be without a browser asking for it."""
_KEYWORDS = frozenset({"'self'", "'none'", "data:", "'wasm-unsafe-eval'"})
_LEADING = frozenset({"http", "https", "mailto", ""})
_STYLE = re.compile(r"""url\(\s*["']?([^"')]*)|@import\s+["']([^"']*)""", re.IGNORECASE)
_EMPTY = "about:blank"


@dataclass
class _Page:
    """What a page holds that leads or asks."""

    anchors: set[str] = field(default_factory=set)
    links: list[str] = field(default_factory=list)
    loaded: list[str] = field(default_factory=list)
    policy: str | None = None


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.page = _Page()
        self._is_style = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        self.page.anchors |= {given[name] for name in ("id", "name") if given.get(name)}
        if tag in ("a", "area") and "href" in given:
            self.page.links.append(given["href"])
        elif tag == "link" and "href" in given:
            is_loaded = not set(given.get("rel", "").lower().split()) <= _NOT_LOADED
            (self.page.loaded if is_loaded else self.page.links).append(given["href"])
        elif tag == "meta" and given.get("http-equiv", "").lower() == "content-security-policy":
            self.page.policy = given.get("content", "")
        elif tag == "meta" and given.get("http-equiv", "").lower() == "refresh":
            self.page.links.append(given.get("content", "").partition("=")[2].strip())
        for name in _LOADING.get(tag, ()):
            if given.get(name):
                self.page.loaded += _addresses(name, given[name])
        self.page.loaded += _of_style(given.get("style", ""))
        self._is_style = tag == "style"

    def handle_data(self, data: str) -> None:
        if self._is_style:
            self.page.loaded += _of_style(data)

    def handle_endtag(self, tag: str) -> None:
        self._is_style = False


def _addresses(name: str, value: str) -> list[str]:
    return [part.split()[0] for part in value.split(",") if part.split()] if name == "srcset" else [value]


def _of_style(text: str) -> list[str]:
    return [one or other for one, other in _STYLE.findall(text) if one or other]


def faults(site: Path) -> Iterator[str]:
    """Everything that is wrong with the pages of a site, in sentences, page by page."""
    pages = {path.relative_to(site).as_posix(): _read(path) for path in sorted(site.rglob("*.html"))}
    if "index.html" not in pages:
        yield "index.html: there is none, so this is no site"
    for name, page in pages.items():
        for link in dict.fromkeys(page.links):
            if wrong := _wrong_link(site, pages, name, link):
                yield f"{name}: {wrong}"
        for address in dict.fromkeys(page.loaded):
            if wrong := _wrong_asked(site, name, address):
                yield f"{name}: {wrong}"
        if wrong := _wrong_policy(page.policy):
            yield f"{name}: {wrong}"
    for path in sorted(site.rglob("*.css")):
        name = path.relative_to(site).as_posix()
        for address in dict.fromkeys(_of_style(path.read_text("utf-8", "replace"))):
            if wrong := _wrong_asked(site, name, address):
                yield f"{name}: {wrong}"


def _read(path: Path) -> _Page:
    reader = _Reader()
    reader.feed(path.read_text("utf-8", "replace"))
    reader.close()
    return reader.page


def _wrong_link(site: Path, pages: dict[str, _Page], name: str, link: str) -> str:
    parts = _parts(link)
    if parts is None or parts[0] not in _LEADING:
        return f"a link leads to '{link}', which is no web address"
    scheme, host, path, fragment = parts
    if scheme or host:
        return ""
    target = _file(site, name, path)
    if target is None:
        return f"a link leads to '{link}', where nothing is"
    if fragment and target in pages and fragment not in pages[target].anchors and fragment != "top":
        return f"a link leads to '{link}', and its page has no such place"
    return ""


def _wrong_asked(site: Path, name: str, address: str) -> str:
    parts = _parts(address)
    if parts is None:
        return f"'{address}' is no address"
    scheme, host, path, _ = parts
    if scheme == "data" or address == _EMPTY or (not path and not host):
        return ""
    if scheme or host:
        return f"another host is asked for '{address}'"
    return "" if _file(site, name, path) else f"'{address}' is asked for, and nothing is there"


def _parts(address: str) -> tuple[str, str, str, str] | None:
    try:
        parts = urlsplit(address.strip())
    except ValueError:
        return None
    return parts.scheme, parts.netloc, unquote(parts.path), unquote(parts.fragment)


def _file(site: Path, name: str, path: str) -> str | None:
    """The file of the site that a path leads to from a page; None where there is none.

    `404.html` stands for any address, so its own links begin at the root.
    """
    if path.startswith("/"):
        # a site may stand in a folder whose name is not known here: the longest end of the path that is there
        steps = PurePosixPath(path).parts[1:]
        tried = (
            ["/".join(steps[start:]) for start in range(len(steps) + 1)] if name == "404.html" else ["/".join(steps)]
        )
    else:
        tried = [str(PurePosixPath(name).parent / path)] if path else [name]
    for each in tried:
        steps_in: list[str] = []
        for step in PurePosixPath(each).parts:
            if step == "..":
                if not steps_in:
                    return None
                steps_in.pop()
            elif step != ".":
                steps_in.append(step)
        found = "/".join(steps_in)
        if (site / found).is_file() and not path.endswith("/"):
            return found
        if (site / found / "index.html").is_file():
            return f"{found}/index.html".lstrip("/")
    return None


def _wrong_policy(policy: str | None) -> str:
    if policy is None:
        return "it has no content security policy, so nothing keeps it from asking other hosts"
    rules = {rule.split()[0]: rule.split()[1:] for rule in policy.split(";") if rule.split()}
    if rules.get("default-src") not in (["'none'"], ["'self'"]):
        return "its content security policy does not forbid what it does not name"
    foreign = sorted({each for values in rules.values() for each in values if not _is_own(each)})
    return f"its content security policy lets it ask {', '.join(foreign)}" if foreign else ""


def _is_own(value: str) -> bool:
    return value in _KEYWORDS or value.startswith("'sha256-")
