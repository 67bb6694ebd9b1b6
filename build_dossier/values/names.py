"""Names of persons: where a printed name holds its family name."""

from __future__ import annotations


def around(printed: str, family: str) -> tuple[str, str] | None:
    """What stands before and after a family name in a printed name; None where it is no part of it.

    A part is a whole word, or several: 'Moor' is none of 'Eve Moorhead'. Where the printed name has no blanks, as in
    Chinese, the family name comes first.
    """
    if " " not in printed:
        return ("", printed.removeprefix(family)) if printed.startswith(family) else None
    words, wanted = printed.split(), family.split()
    for start in range(len(words) - len(wanted), -1, -1):
        end = start + len(wanted)
        if [word.strip(",") for word in words[start:end]] == wanted:
            return " ".join(words[:start]), " ".join(words[end:])
    return None
