"""The pages that lead to the sources: by how reliable they are, with what was taken from each."""

from __future__ import annotations

from dataclasses import dataclass

from build_dossier.dossier import Dossier, derived, key_of
from build_dossier.language.speaking import digits, gettext
from build_dossier.records.kinds import Key
from build_dossier.records.source import Source
from build_dossier.values.scales import Reliability
from build_dossier.views import limits, paging, places
from build_dossier.views.common import Context, Link
from build_dossier.views.counts import coverage_in_words, origins_in_words, whole_coverage
from build_dossier.views.paging import Content, Pager, Part
from build_dossier.views.words import count_of, excerpt, labelled, listed, sentence


@dataclass(frozen=True, slots=True)
class SourceEntry:
    """A source in the list."""

    link: Link
    title: str
    kind: str
    interest: str
    relays: tuple[Link, ...]
    taken: str
    text: str
    """Whether its text was captured, and how much of it is recorded."""
    is_deprecated: bool


@dataclass(frozen=True, slots=True)
class SourceGroup:
    """The sources of a grade."""

    heading: str
    anchor: str
    sources: tuple[SourceEntry, ...]


@dataclass(frozen=True, slots=True)
class SourcesView:
    """All sources by grade, and how many independent origins they come to."""

    summary: str
    captured: str
    bibliography: Link
    contents: tuple[Content, ...]
    groups: tuple[SourceGroup, ...]
    pager: Pager | None


def in_order(dossier: Dossier) -> tuple[Source, ...]:
    """The sources, most reliable first, those not graded last; of a grade, the newest first."""
    return dossier.once(_in_order)


@derived
def _in_order(dossier: Dossier) -> tuple[Source, ...]:
    newest = sorted(
        dossier.sources, key=lambda each: each.published.sort_key[0] if each.published else (0,), reverse=True
    )
    grades = list(Reliability)
    return tuple(sorted(newest, key=lambda each: grades.index(each.reliability) if each.reliability else len(grades)))


def parts(dossier: Dossier) -> tuple[Part[Source], ...]:
    """The pages of the list."""
    return tuple(paging.parts(in_order(dossier), limits.ENTRIES, _grade, "grade"))


def sources_view(context: Context, part: Part[Source]) -> SourcesView:
    """A page that lists sources."""
    return SourcesView(
        context.shared(_summary),
        context.shared(_captured),
        context.page(places.BIBLIOGRAPHY, gettext("Bibliography")),
        paging.contents(context, part, places.SOURCES),
        tuple(
            SourceGroup(group.heading, group.anchor, tuple(_entry(context, source) for source in group.items))
            for group in paging.grouped(part, _grade, "grade")
        ),
        paging.numbered(context, part, places.SOURCES),
    )


def _grade(source: Source) -> str:
    if source.reliability is None:
        return gettext("Not graded")
    return labelled(source.reliability.value, source.reliability.words)


@derived
def _summary(context: Context) -> str:
    told = origins_in_words(context)
    return sentence(gettext("{origins}. Sources that relay one other source count as one origin.", origins=told))


@derived
def _captured(context: Context) -> str:
    """'14 of 16 captured; of these, 120 of 130 passages and figures recorded, …'."""
    sources = context.dossier.sources
    captured = sum(source.capture is not None for source in sources)
    if not captured:
        return gettext("The text of none was captured, so that no words could be checked.")
    coverage, number, total = whole_coverage(context), digits(captured), digits(len(sources))
    if coverage is None:
        return gettext("The text of {number} of {total} was captured.", number=number, total=total)
    return gettext(
        "The text of {number} of {total} was captured; of these, {coverage}.",
        number=number,
        total=total,
        coverage=coverage_in_words(coverage),
    )


def _entry(context: Context, source: Source) -> SourceEntry:
    key = key_of(source)
    return SourceEntry(
        context.to(key),
        excerpt(source.title, 240),
        sentence(source.genre or source.type.words),
        source.interest or "",
        tuple(context.to(Key.parse(relayed)) for relayed in source.relays),
        _taken(context, key),
        _text(context, source),
        source.rank.value == "deprecated",
    )


def _taken(context: Context, key: Key) -> str:
    numbers = {
        kind: len(context.dossier.keys_naming(key, kind, "appearances.source"))
        for kind in ("quote", "statistic", "event")
    }
    taken = listed([count_of(kind, number) for kind, number in numbers.items() if number])
    return gettext("{records} taken from it", records=taken) if taken else gettext("nothing taken from it")


def _text(context: Context, source: Source) -> str:
    if source.capture is None:
        return gettext("cannot be captured") if source.uncapturable else gettext("not captured")
    found = context.evidence.recorded.get(source.id)
    return gettext("captured: {coverage}", coverage=coverage_in_words(found)) if found else gettext("captured")
