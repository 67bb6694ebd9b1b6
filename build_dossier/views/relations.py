"""How the parties are related: as a network, party by party in words, and as a table."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from build_dossier.cache import NO_CACHE, Cache
from build_dossier.dossier import Dossier, key_of
from build_dossier.language.speaking import gettext, in_digits, ngettext
from build_dossier.network import force
from build_dossier.records.party import Party
from build_dossier.values.codes import country_name
from build_dossier.values.scales import RelationType
from build_dossier.views import limits, paging, places
from build_dossier.views.cite import cite_list
from build_dossier.views.common import Context, DateView, Link, date_view, oldest_first
from build_dossier.views.frame import further_frame, hub_frame
from build_dossier.views.network import Drawing, drawing, drawn_parties, drawn_ties, related_parties
from build_dossier.views.paging import Pager, Part
from build_dossier.views.site import PageView
from build_dossier.views.ties import ROLE, Tie, kind_in_words, ties
from build_dossier.views.words import count_of, excerpt, labelled, sentence

_KINDS = (*(kind.value for kind in RelationType), ROLE)
_MOST_YEARS = 60


@dataclass(frozen=True, slots=True)
class Row:
    """A tie in the table."""

    who: Link
    words: str
    is_role: bool
    whom: Link
    start: DateView
    end: DateView
    sources: tuple[Link, ...]
    note: str


@dataclass(frozen=True, slots=True)
class Said:
    """A tie in words, from the side of one party."""

    words: str
    party: Link
    dates: str
    sources: tuple[Link, ...]
    note: str


@dataclass(frozen=True, slots=True)
class PartyInWords:
    """A party of the network, and all its ties."""

    id: str
    anchor: str
    link: Link
    facts: str
    description: str
    said: tuple[Said, ...]


@dataclass(frozen=True, slots=True)
class Choice:
    """A value that a reader can choose, and what it is called."""

    value: str
    words: str


@dataclass(frozen=True, slots=True)
class RelationsView:
    """What the page shows; further pages have the table alone."""

    summary: str
    drawing: Drawing | None
    title: str
    description: str
    left_out: str
    """That the drawing shows the best connected parties only; '' where it shows all."""
    kinds: tuple[Choice, ...]
    years: tuple[Choice, ...]
    digits: str
    """The digits 0 to 9 as the script is to write them."""
    parties: tuple[PartyInWords, ...]
    rows: tuple[Row, ...]
    pager: Pager | None
    is_first: bool


def relations_pages(first: Context, cache: Cache = NO_CACHE) -> Iterator[PageView]:
    """The page on relations, and those on which its table goes on."""
    title, about = gettext("Relations"), gettext("Who owns, runs, joins, oversees, represents and competes with whom")
    dossier = first.dossier
    for part in paging.parts(_in_order(dossier), limits.ENTRIES):
        path = places.further(places.RELATIONS, part.number)
        context = replace(first, here=path)
        view = relations_view(context, part, cache)
        hub = (places.RELATIONS, title)
        frame = hub_frame(context) if part.is_first else further_frame(context, hub, part)
        numbered = (
            title
            if part.is_first
            else gettext("{title}, page {number} of {total}", title=title, number=part.number, total=part.of)
        )
        cite = cite_list(context, numbered) if context.citations.whole else None
        yield PageView(path, numbered, "relations.md", view, labelled(about, dossier.about.title), frame, cite)


def left_out(dossier: Dossier) -> str:
    """For whoever runs the build: that the network is not drawn, and how to have it; '' where nothing is missing."""
    if force.is_there() or not drawn_ties(dossier):
        return ""
    return f"Not drawn: the network of relations. To have it: pip install 'build-dossier[{force.EXTRA}]'."


def relations_view(context: Context, part: Part[Tie], cache: Cache) -> RelationsView:
    """A page of relations."""
    dossier = context.dossier
    network = drawing(context, cache) if part.is_first else None
    parties = drawn_parties(dossier) if part.is_first else ()
    return RelationsView(
        _summary(dossier),
        network,
        gettext("The parties and their relations"),
        _description(dossier),
        _left_out(dossier),
        tuple(Choice(kind, kind_in_words(kind)) for kind in _KINDS if _has(dossier, kind)),
        tuple(Choice(str(year), in_digits(str(year))) for year in _years(dossier)),
        in_digits("0123456789"),
        tuple(_in_words(context, party) for party in parties),
        tuple(_row(context, tie) for tie in part.items),
        paging.numbered(context, part, places.RELATIONS),
        part.is_first,
    )


def _in_order(dossier: Dossier) -> tuple[Tie, ...]:
    """As the table has them: by who, then by kind, by whom, and by date."""
    names = {party.id: party.name.casefold() for party in dossier.parties}

    def key(tie: Tie) -> tuple[object, ...]:
        return names[tie.source], tie.source, _KINDS.index(tie.kind), names[tie.target], oldest_first(tie.start)

    return tuple(sorted(ties(dossier), key=key))


def _summary(dossier: Dossier) -> str:
    """'22 relations and eight roles, among 23 parties.'"""
    roles = sum(tie.kind == ROLE for tie in ties(dossier))
    relations, parties = len(ties(dossier)) - roles, related_parties(dossier)
    told = gettext(
        "{relations} and {roles}, among {parties}.",
        relations=ngettext("{count} relation", "{count} relations", relations),
        roles=ngettext("{count} role", "{count} roles", roles),
        parties=count_of("party", parties),
    )
    return sentence(told)


def _description(dossier: Dossier) -> str:
    """What the drawing is, for those who do not see it."""
    parties, lines = len(drawn_parties(dossier)), len(drawn_ties(dossier))
    return gettext(
        "A drawing of {parties} and {lines} between them. The same is told party by party, and in the table below.",
        parties=count_of("party", parties),
        lines=ngettext("{count} relation or role", "{count} relations and roles", lines),
    )


def _left_out(dossier: Dossier) -> str:
    shown, of = len(drawn_parties(dossier)), related_parties(dossier)
    if shown == of:
        return ""
    return gettext(
        "Drawn are the {shown} parties with the most relations, of {all}. The table has them all.", shown=shown, all=of
    )


def _has(dossier: Dossier, kind: str) -> bool:
    return any(tie.kind == kind for tie in drawn_ties(dossier))


def _years(dossier: Dossier) -> list[int]:
    """The years for which one can ask what held then: from the first in any date to the last, or to the dossier's."""
    known = [
        day[0]
        for tie in drawn_ties(dossier)
        for date in (tie.start, tie.end)
        if date
        for day in (date.earliest, date.latest)
        if day
    ]
    if not known:
        return []
    as_of = dossier.about.as_of
    now = as_of.latest[0] if as_of and as_of.latest else max(known)
    whole = range(min(known), max(*known, now) + 1)
    return list(whole) if len(whole) <= _MOST_YEARS else sorted({*known, now})


def _in_words(context: Context, party: Party) -> PartyInWords:
    found = [
        *(_said(context, tie, tie.words, tie.target) for tie in ties(context.dossier) if tie.source == party.id),
        *(_said(context, tie, tie.reverse, tie.source) for tie in ties(context.dossier) if tie.target == party.id),
    ]
    kind = party.kind.words
    facts = gettext("{kind}, {country}", kind=kind, country=country_name(party.country)) if party.country else kind
    link = replace(context.to(key_of(party)), text=excerpt(party.name, 120))
    description = excerpt(party.description or "", 260)
    anchor = places.anchor_in_relations(party.id)
    return PartyInWords(party.id, anchor, link, sentence(facts), description, tuple(found))


def _said(context: Context, tie: Tie, words: str, other: str) -> Said:
    return Said(words, context.to_party(other), tie.dates, _sources(context, tie), tie.note)


def _row(context: Context, tie: Tie) -> Row:
    return Row(
        context.to_party(tie.source),
        tie.words,
        tie.kind == ROLE,
        context.to_party(tie.target),
        date_view(tie.start),
        date_view(tie.end),
        _sources(context, tie),
        tie.note,
    )


def _sources(context: Context, tie: Tie) -> tuple[Link, ...]:
    return tuple(context.to_source(source) for source in tie.sources)
