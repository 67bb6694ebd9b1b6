"""The items of a data file as values, each with the piece of the file that it was read from."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from build_dossier.load.nodes import Items, Mapping, Plain
from build_dossier.load.pieces import Piece
from build_dossier.load.yaml_core import read_yaml
from build_dossier.load.yaml_plain import plain_items
from build_dossier.records.base import Record
from build_dossier.records.references import Named


@dataclass(frozen=True, slots=True)
class Item:
    """One item of a list: where its value begins, and that value, or the sound record that was made of it before."""

    piece: Piece = field(repr=False)
    column: int
    value: Plain
    record: Record | None = None
    names: Named | None = None
    """What that record names."""

    def node(self, path: str) -> Mapping:
        """The item as a tree whose nodes know their places in the file; for an item that is a mapping."""
        root, _ = read_yaml(path, self.piece.text, self.piece.line)
        assert isinstance(root, Items)  # noqa: S101 -- it was read as a list of this one mapping
        (node,) = root.nodes
        assert isinstance(node, Mapping)  # noqa: S101
        return node


def items_of(pieces: Sequence[Piece]) -> list[Item] | None:
    """The items that pieces in a row are; None where one of them is no single item, or there is anything to tell."""
    found = plain_items("".join(piece.text for piece in pieces))
    above = pieces[0].line - 1
    if found is None or [item.line + above for item in found] != [piece.line for piece in pieces]:
        return None
    return [Item(piece, item.column, item.value) for piece, item in zip(pieces, found, strict=True)]
