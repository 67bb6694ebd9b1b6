"""What the records take from each source: words that should stand in it, and dates that it tells."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from build_dossier.dossier import Dossier
from build_dossier.evidence.claims import claims
from build_dossier.evidence.figures import FigureKind, figures
from build_dossier.evidence.folding import fold
from build_dossier.evidence.matching import Miss, Text, look_for
from build_dossier.records.appearance import Appearance
from build_dossier.values.edtf import Edtf


class Words(NamedTuple):
    """Words of a quotation, figure or event as a source should have them."""

    text: str
    is_printed_figure: bool = False


class Taken(NamedTuple):
    """What is taken from one source."""

    words: tuple[Words, ...] = ()
    dates: tuple[Edtf, ...] = ()


def taken(dossier: Dossier) -> Mapping[str, Taken]:
    """What is taken from each source, by its id."""
    words: dict[str, list[Words]] = {source.id: [] for source in dossier.sources}
    dates: dict[str, list[Edtf]] = {source.id: [] for source in dossier.sources}
    for claim in claims(dossier):
        words[claim.key.source].append(Words(claim.words, claim.key.record.kind == "statistic"))
    for event in dossier.events:
        for appearance in event.appearances:
            words[appearance.source].append(Words(appearance.exact or ""))
            words[appearance.source].append(Words(appearance.as_printed or "", is_printed_figure=True))
    for source, date in _dates(dossier):
        if date:
            dates[source].append(date)
    return {id: Taken(tuple(one for one in words[id] if one.text), tuple(dates[id])) for id in words}


def _dates(dossier: Dossier) -> Iterator[tuple[str, Edtf | None]]:
    """Every date that a record gives, with the source that it is taken from."""
    yield from ((source.id, source.published) for source in dossier.sources)
    for event in dossier.events:
        yield from _told(event.appearances, event.date)
    for quote in dossier.quotes:
        yield from _told(quote.appearances, quote.said)
    for statistic in dossier.statistics:
        yield from _told(statistic.appearances, statistic.period)
    for party in dossier.parties:
        for role in party.memberships:
            yield from ((source, date) for source in role.sources for date in (role.start, role.end))
        for relation in party.relations:
            yield from ((source, date) for source in relation.sources for date in (relation.start, relation.end))


def _told(appearances: tuple[Appearance, ...], date: Edtf | None) -> Iterator[tuple[str, Edtf | None]]:
    """The date of a record as each of its sources gives it."""
    yield from ((appearance.source, appearance.date or date) for appearance in appearances)


def places(words: Words, text: Text, language: str) -> Iterator[tuple[int, int]]:
    """Where words stand in a captured text: as verification finds them, and where the very same stand again.

    A printed figure that is a bare number ("two") stands at its first place alone: elsewhere it may count other things.
    """
    first = look_for(words.text, text)
    if isinstance(first, Miss):
        return
    yield first.start, first.end
    if words.is_printed_figure and _is_bare_number(words.text, language):
        return
    wanted, held = fold(words.text).text, text.folded.text
    at = held.find(wanted)
    while wanted and at >= 0:
        end = at + len(wanted)
        if not _runs_on(held[max(at - 1, 0) : at + 1]) and not _runs_on(held[end - 1 : end + 1]):
            yield text.folded.span(at, end)
        at = held.find(wanted, end)


def _is_bare_number(words: str, language: str) -> bool:
    found = figures(words, language)
    if len(found) != 1 or found[0].kind is not FigureKind.NUMBER:
        return False
    rest = words[: found[0].start] + words[found[0].end :]
    return not any(char.isalnum() for char in rest)


def _runs_on(pair: str) -> bool:
    """Whether two neighbouring characters are within one word or number."""
    return len(pair) == 2 and pair.isalnum() and pair.isascii()
