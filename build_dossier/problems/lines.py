"""Text that stays where it is put: on one line, without codes for a terminal, and in UTF-8."""

from __future__ import annotations


def one_line(text: str) -> str:
    """Text that cannot break out of its line, nor send codes to a terminal."""
    return "".join(char if char.isprintable() else char.encode("unicode_escape").decode() for char in text)


def in_utf8(text: str) -> str:
    """Text without what UTF-8 cannot hold: a file's name may have bytes that are not UTF-8."""
    return text.encode("utf-8", "backslashreplace").decode("utf-8")
