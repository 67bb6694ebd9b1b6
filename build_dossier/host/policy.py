"""The content security policy of each built page: what the site brings may load and run, and nothing else may.

A site of plain files cannot send headers, so the policy stands in a `<meta>` of the page. It allows the inline scripts
and styles of the theme by their hashes. Those of the page's own Markdown it does not allow: whatever a text of the data
might be made into, it would not run.
"""

from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Iterable

_CHARSET = re.compile(r"<meta\s+charset\s*=[^>]*>", re.IGNORECASE)
_INLINE = re.compile(r"<(script|style)\b([^>]*)>(.*?)</\1\s*>", re.IGNORECASE | re.DOTALL)
_NOT_RUN = re.compile(r"\bsrc\s*=|\btype\s*=\s*[\"']?application/(?:ld\+)?json\b", re.IGNORECASE)


def with_policy(html: str, article: str = "", *, from_disk: bool = False) -> str:
    """A built page with its policy; `article` is the part of it that was made from Markdown, which may run nothing.

    `from_disk` is for pages that are opened without a server: browsers do not agree on what 'self' is there.
    A page without a declared charset is none of ours and is left as it is.
    """
    charset = _CHARSET.search(html)
    if charset is None:
        return html
    meta = f'<meta http-equiv="Content-Security-Policy" content="{_policy(_inline(html, article), from_disk)}">'
    return f"{html[: charset.end()]}\n      {meta}{html[charset.end() :]}"


def _inline(html: str, article: str) -> dict[str, list[str]]:
    """The hashes of the theme's own inline scripts and styles, each once, in the order of the page."""
    theme = html.replace(article, "") if article else html
    found: dict[str, list[str]] = {"script": [], "style": []}
    for name, attributes, text in _INLINE.findall(theme):
        hashes = found[name.lower()]
        if not _NOT_RUN.search(attributes) and _hash(text) not in hashes:
            hashes.append(_hash(text))
    return found


def _hash(text: str) -> str:
    """As a policy names a text: a browser reads each line end as a line feed before it hashes."""
    content = text.replace("\r\n", "\n").replace("\r", "\n").encode()
    return f"'sha256-{base64.b64encode(hashlib.sha256(content).digest()).decode()}'"


def _policy(inline: dict[str, list[str]], from_disk: bool) -> str:
    own = "'self' file:" if from_disk else "'self'"
    rules: tuple[tuple[str, Iterable[str]], ...] = (
        ("default-src", ("'none'",)),
        ("script-src", (own, "'wasm-unsafe-eval'", *inline["script"])),  # the search is a program in WebAssembly
        ("style-src", (own, *inline["style"])),
        ("img-src", (own, "data:")),  # the theme's style sheets hold their icons as data
        ("font-src", (own,)),
        ("connect-src", (own,)),
        ("worker-src", (own,)),
        ("manifest-src", (own,)),
        ("object-src", ("'none'",)),
        ("base-uri", ("'none'",)),
        ("form-action", (own,)),  # the theme's search field is a form, which Enter sends to the page itself
    )
    return "; ".join(" ".join((name, *values)) for name, values in rules)
