"""Text from anywhere in the Markdown of a code host: in comments, issues and summaries.

Nothing of it may become markup, nor what a host makes of plain words when the Markdown is done: a mention that calls
somebody, a link to an issue, a label, an address.
"""

from __future__ import annotations

import re

from build_dossier.problems.lines import in_utf8, one_line

LONGEST = 200
"""Of a text, in characters."""
_BREAK = "&#8203;"  # a place where a line may be broken; no reader sees it, and no host reads on behind it
# What GitHub and GitLab look for in the finished text: @somebody, #12, !12, $12, %"x", ~label, &12, GH-12, addresses.
_MEANT = re.compile(r"(?<=[@#!$%~&])(?=\\?[\w\"'])|(?<=:)(?=//)|(?<=[wW]{3})(?=\.)|(?<=[gG][hH])(?=-)|(?<=mailto)(?=:)")
_MARKUP = re.compile(r"[!-/:-@\[-`{-~]")


def hosted(text: str, longest: int = LONGEST) -> str:
    """A text on one line, no longer than so many characters, in which nothing has a meaning."""
    flat = one_line(in_utf8(" ".join(text.split())))
    cut = flat if len(flat) <= longest else f"{flat[: longest - 1]}…"
    return _BREAK.join(_MARKUP.sub(_entity, part) for part in _MEANT.split(cut))


def _entity(match: re.Match[str]) -> str:
    # Without these a text reads better for whoever reads the source, and they mean nothing within a line.
    return match[0] if match[0] in "',;/%?\"" else f"&#{ord(match[0])};"
