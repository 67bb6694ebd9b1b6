"""Links that open a page at the very words: URL text fragments.

https://wicg.github.io/scroll-to-text-fragment/
"""

from __future__ import annotations

import re
from urllib.parse import quote

from build_dossier.evidence.matching import runs

_LONGEST = 8
"""Words up to which all of them go into the link; of longer ones, the first and the last four."""
# Characters that the source may print otherwise: the link must do without the words that hold them.
_TYPOGRAPHY = re.compile("[\"“”„«»‹›‘’'`´‐‑–—…]")


def text_fragment(url: str, words: str, around: tuple[str, str] = ("", "")) -> str:
    """The address that opens `url` at the words; '' where they hold nothing to look for.

    `around` are a few words before and after, where the words alone are not unique.
    """
    pieces = runs(words)
    if not pieces:
        return ""
    first, last = pieces[0].split(), pieces[-1].split()
    if len(pieces) == 1 and len(first) <= _LONGEST and not _TYPOGRAPHY.search(pieces[0]):
        target = _encoded(first)
    else:
        target = f"{_encoded(_plain_run(first))},{_encoded(_plain_run(last[::-1])[::-1])}"
    before, after = around
    prefix = f"{_encoded(before.split())}-," if before else ""
    suffix = f",-{_encoded(after.split())}" if after else ""
    separator = ":~:" if "#" in url else "#:~:"
    return f"{url}{separator}text={prefix}{target}{suffix}"


def _plain_run(words: list[str]) -> list[str]:
    """Up to four words from the beginning, as far as they hold no typography; the first at any rate."""
    run: list[str] = []
    for word in words[:4]:
        if _TYPOGRAPHY.search(word) and run:
            break
        run.append(word)
    return run


def _encoded(words: list[str]) -> str:
    return quote(" ".join(words), safe="").replace("-", "%2D")
