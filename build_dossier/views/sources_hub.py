"""The pages that lead to the sources: by how reliable they are, with what was taken from each."""

from __future__ import annotations

from dataclasses import dataclass

from build_dossier.dossier import Dossier, key_of
from build_dossier.language.speaking import gettext
from build_dossier.records.kinds import Key
from build_dossier.records.source import Source
from build_dossier.values.scales import Reliability
from build_dossier.views import limits, paging, places
from build_dossier.views.common import Context, Link
from build_dossier.views.counts import coverage_in_words, origins_in_words, whole_coverage
from build_dossier.views.paging import Content, Pager, Part
from build_dossier.views.words import count, excerpt, listed


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


def _in_order(dossier: Dossier) -> tuple[Source, ...]:
    newest = sorted(
        dossier.sources, key=lambda each: each.published.sort_key[0] if each.published else (0,), reverse=True
    )
    grades = list(Reliability)
    return tuple(sorted(newest, key=lambda each: grades.index(each.reliability) if each.reliability else len(grades)))


def parts(dossier: Dossier) -> tuple[Part[Source], ...]:
    """The pages of the list."""
    return tuple(paging.parts(in_order(dossier), limits.ENTRIES))


def sources_view(context: Context, part: Part[Source]) -> SourcesView:
    """A page that lists sources."""
    return SourcesView(
        _summary(context),
        _captured(context),
        context.page(places.BIBLIOGRAPHY, gettext("Bibliography")),
        paging.contents(context, part, _grade, "grade", places.SOURCES),
        tuple(
            SourceGroup(group.heading, group.anchor, tuple(_entry(context, source) for source in group.items))
            for group in paging.grouped(part, _grade, "grade")
        ),
        paging.numbered(context, part, places.SOURCES),
    )


def _grade(source: Source) -> str:
    return f"{source.reliability.value}: {source.reliability.words}" if source.reliability else "Not graded"


def _summary(context: Context) -> str:
    told = origins_in_words(context)
    return f"{told[0].upper()}{told[1:]}. Sources that relay one other source count as one origin."


def _captured(context: Context) -> str:
    """'14 of 16 captured; of these, 120 of 130 passages and figures recorded, …'."""
    sources = context.dossier.sources
    captured = sum(source.capture is not None for source in sources)
    if not captured:
        return "The text of none was captured, so that no words could be checked."
    coverage = whole_coverage(context)
    of_these = f"; of these, {coverage_in_words(coverage)}" if coverage else ""
    return f"The text of {captured} of {len(sources)} was captured{of_these}."


def _entry(context: Context, source: Source) -> SourceEntry:
    key = key_of(source)
    taken = {
        noun: sum(1 for _ in context.dossier.naming(key, kind, "appearances.source"))
        for kind, noun in (("quote", "quotation"), ("statistic", "figure"), ("event", "event"))
    }
    found = listed([count(number, noun) for noun, number in taken.items() if number])
    return SourceEntry(
        context.to(key),
        excerpt(source.title, 240),
        source.genre or source.type.words,
        source.interest or "",
        tuple(context.to(Key.parse(relayed)) for relayed in source.relays),
        f"{found} taken from it" if found else "nothing taken from it",
        _text(context, source),
        source.rank.value == "deprecated",
    )


def _text(context: Context, source: Source) -> str:
    if source.capture is None:
        return "cannot be captured" if source.uncapturable else "not captured"
    found = context.evidence.recorded.get(source.id)
    return f"captured: {coverage_in_words(found)}" if found else "captured"
