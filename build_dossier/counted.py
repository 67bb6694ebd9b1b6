"""Counts in words for the command line, which speaks English; pages count with the messages of the catalogues."""

from __future__ import annotations

from build_dossier.language.speaking import counted


def count(number: int, noun: str, plural: str = "") -> str:
    """'no quotations', 'one quotation', 'two quotations', '31 quotations'."""
    return f"{counted(number)} {noun if number == 1 else plural or f'{noun}s'}"


def Count(number: int, noun: str, plural: str = "") -> str:
    """`count` at the beginning of a sentence."""
    words = count(number, noun, plural)
    return words[0].upper() + words[1:]
