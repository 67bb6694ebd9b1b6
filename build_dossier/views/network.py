"""The network of parties as it is drawn: which parties, in which shapes, and the words in and between."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from build_dossier.cache import Cache
from build_dossier.dossier import Dossier, derived, key_of
from build_dossier.language.speaking import gettext
from build_dossier.network import layout
from build_dossier.network.boxes import Size
from build_dossier.network.layout import Network, Point
from build_dossier.records.party import Party
from build_dossier.values.edtf import Edtf
from build_dossier.views import lettering, limits, outlines, places
from build_dossier.views.common import Context, Link
from build_dossier.views.ties import Tie, ties

NAME_SIZE, KIND_SIZE, LABEL_SIZE = 15, 12, 12
_NAME_LINE, _LABEL_LINE = 19, 15
_NAME_WIDTH, _LABEL_WIDTH = 150, 140


@dataclass(frozen=True, slots=True)
class Line:
    """A line of words, and how far below the middle of its box it stands."""

    words: str
    down: int


@dataclass(frozen=True, slots=True)
class Node:
    """A party in the drawing; `at` is the middle of its box, and all else is drawn around that."""

    party: str
    link: Link
    kind: str
    title: str
    at: Point
    size: Size
    outline: str
    name: tuple[Line, ...]
    kind_lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Edge:
    """A tie in the drawing: a line from one party to another through its label."""

    tie: Tie
    title: str
    path: str
    at: Point
    size: Size
    words: tuple[Line, ...]
    dates: tuple[Line, ...]
    years: str
    """The years between which it began and between which it ended, as '2008 2009 - -'; '-' where not known."""

    @property
    def half(self) -> Size:
        """Half of the label's size."""
        return Size(self.size.width // 2, self.size.height // 2)


@dataclass(frozen=True, slots=True)
class Drawing:
    """The network in a box that begins at 0, 0."""

    size: Size
    nodes: tuple[Node, ...]
    edges: tuple[Edge, ...]


def drawn_parties(dossier: Dossier) -> tuple[Party, ...]:
    """The parties that have a tie to another one; of too many those with the most ties."""
    return dossier.once(_drawn_parties)


@derived
def _drawn_parties(dossier: Dossier) -> tuple[Party, ...]:
    count = Counter(end for tie in ties(dossier) if tie.source != tie.target for end in (tie.source, tie.target))
    related = [party for party in dossier.parties if count[party.id]]
    best = sorted(related, key=lambda party: -count[party.id])[: limits.NETWORK]
    kept = {party.id for party in best}
    return tuple(party for party in related if party.id in kept)


def related_parties(dossier: Dossier) -> int:
    """How many parties have a tie to another one."""
    return len({end for tie in ties(dossier) if tie.source != tie.target for end in (tie.source, tie.target)})


def drawn_ties(dossier: Dossier) -> tuple[Tie, ...]:
    """The ties between parties that are drawn."""
    drawn = {party.id for party in drawn_parties(dossier)}
    return tuple(tie for tie in ties(dossier) if tie.source != tie.target and {tie.source, tie.target} <= drawn)


def link_to_network(context: Context, party: Party) -> Link | None:
    """Where a party is shown among those that it is related to; None for one that is not drawn."""
    if party not in drawn_parties(context.dossier):
        return None
    return context.page(
        places.RELATIONS, gettext("Show in the network of relations"), places.anchor_in_relations(party.id)
    )


def drawing(context: Context, cache: Cache) -> Drawing | None:
    """The network with everything in its place; None where there is nothing to draw, or nothing to draw with."""
    dossier = context.dossier
    parties, between = drawn_parties(dossier), drawn_ties(dossier)
    number = {party.id: place for place, party in enumerate(parties)}
    sizes = tuple(_node_size(party) for party in parties)
    labels = tuple(_label_size(tie) for tie in between)
    found = layout.layout(
        Network(
            sizes,
            tuple(
                layout.Tie(number[tie.source], number[tie.target], label)
                for tie, label in zip(between, labels, strict=True)
            ),
        ),
        cache,
    )
    if found is None:
        return None
    nodes = tuple(_node(context, party, at, size) for party, at, size in zip(parties, found.nodes, sizes, strict=True))
    by_party = {node.party: node for node in nodes}
    edges = tuple(
        _edge(dossier, tie, (by_party[tie.source], by_party[tie.target]), at, size)
        for tie, at, size in zip(between, found.labels, labels, strict=True)
    )
    return Drawing(found.size, nodes, edges)


def _name_lines(party: Party) -> tuple[str, ...]:
    return lettering.lines(party.short or party.name, NAME_SIZE, _NAME_WIDTH, 3)


def _node_size(party: Party) -> Size:
    widths = [lettering.width(line, NAME_SIZE) for line in _name_lines(party)]
    wide = max(*widths, lettering.width(party.kind.words, KIND_SIZE))
    return outlines.size(party.kind, round(wide), len(widths) * _NAME_LINE + _LABEL_LINE)


def _node(context: Context, party: Party, at: Point, size: Size) -> Node:
    names = _name_lines(party)
    top = -(len(names) * _NAME_LINE + _LABEL_LINE) // 2
    known = f"{party.short} ({party.name})" if party.short else party.name
    return Node(
        party.id,
        context.to(key_of(party)),
        party.kind.value,
        gettext("{name}, {kind}", name=known, kind=party.kind.words),
        at,
        size,
        outlines.outline(party.kind, size),
        tuple(Line(words, top + 15 + place * _NAME_LINE) for place, words in enumerate(names)),
        (Line(party.kind.words, top + 12 + len(names) * _NAME_LINE),),
    )


def _label_lines(tie: Tie) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """What the tie is, and when; that the dates are not known is said in a word."""
    dates = tie.dates if tie.start or tie.end else gettext("undated")
    return (
        lettering.lines(tie.words, LABEL_SIZE, _LABEL_WIDTH, 2),
        lettering.lines(dates, LABEL_SIZE, _LABEL_WIDTH, 3),
    )


def _label_size(tie: Tie) -> Size:
    lines = [line for part in _label_lines(tie) for line in part]
    wide = max(lettering.width(line, LABEL_SIZE) for line in lines)
    return Size(2 * round(wide / 2) + 8, 2 * (len(lines) * _LABEL_LINE // 2) + 4)


def _edge(dossier: Dossier, tie: Tie, ends: tuple[Node, Node], at: Point, size: Size) -> Edge:
    words, dates = _label_lines(tie)
    top = -((len(words) + len(dates)) * _LABEL_LINE) // 2
    set_lines = [Line(line, top + 12 + place * _LABEL_LINE) for place, line in enumerate((*words, *dates))]
    who, whom = (dossier.get(Party, id) for id in (tie.source, tie.target))
    return Edge(
        tie,
        _title(tie, who.name, whom.name),
        outlines.line((ends[0].at, ends[0].size), (ends[1].at, ends[1].size), at),
        at,
        size,
        tuple(set_lines[: len(words)]),
        tuple(set_lines[len(words) :]),
        " ".join((*_years(tie.start), *_years(tie.end))),
    )


def _title(tie: Tie, who: str, whom: str) -> str:
    """The whole of a tie; a note, which may say whose claim it is, belongs to it."""
    told = gettext("{who}: {relation}: {whom} ({dates})", who=who, relation=tie.words, whom=whom, dates=tie.dates)
    return gettext("{relation}. {note}", relation=told, note=tie.note) if tie.note else told


def _years(date: Edtf | None) -> tuple[str, str]:
    """The first and the last year that a date can be in; '-' where that is not known."""
    return (
        str(date.earliest[0]) if date and date.earliest else "-",
        str(date.latest[0]) if date and date.latest else "-",
    )
