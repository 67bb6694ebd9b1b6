"""An author's name for a citation: split where the data say which part is the family's, else as printed."""

from __future__ import annotations

from collections.abc import Iterable

from build_dossier.values.names import around

Name = dict[str, str]
"""A CSL name variable: `family`, `given` and `suffix`, or `literal`."""


def csl_name(printed: str, family_names: Iterable[str]) -> Name:
    """The name in CSL's terms: 'Eve Moor' with the family name 'Moor' is a person, without one it stands as printed.

    What comes after a family name in the middle is a suffix ('Sam Gray Jr.'), unless nothing comes before it: then it
    is the given name ('Orbán Viktor', '李明').
    """
    for family in sorted(family_names, key=len, reverse=True):
        parts = around(printed, family)
        if parts:
            before, after = parts
            name = {"family": family, "given": before or after, "suffix": after if before else ""}
            return {part: text for part, text in name.items() if text}
    return {"literal": printed}
