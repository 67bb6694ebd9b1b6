"""The pages that lead to the figures: by what they count, with a word where figures of one measure differ."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from build_dossier.dossier import Dossier, derived
from build_dossier.language.speaking import gettext, ngettext
from build_dossier.records.statistic import Statistic
from build_dossier.views import limits, paging, places
from build_dossier.views.charts.chart import Chart
from build_dossier.views.charts.figures import Comparison, of_group
from build_dossier.views.common import Context, FigureLine, Link
from build_dossier.views.conflicts import differ, of_measure, why_they_differ
from build_dossier.views.frame import grouped
from build_dossier.views.paging import Pager, Part
from build_dossier.views.words import sentence


@dataclass(frozen=True, slots=True)
class FigureGroup:
    """The figures of a measure; `why` and `conflict` where they differ."""

    heading: str
    figures: tuple[FigureLine, ...]
    why: str
    conflict: Link | None
    comparisons: tuple[Comparison, ...]
    """Its figures in charts, and why not all of them are in one."""


@dataclass(frozen=True, slots=True)
class StatisticsView:
    """All figures by what they count."""

    summary: str
    measures: tuple[FigureGroup, ...]
    pager: Pager | None

    @property
    def charts(self) -> tuple[Chart, ...]:
        """The charts of all measures."""
        return tuple(one.chart for group in self.measures for one in group.comparisons if one.chart)


def in_order(dossier: Dossier) -> list[Statistic]:
    """The figures as the author lists them, those of one measure together."""
    return [record for record in grouped(dossier.statistics, "measure") if isinstance(record, Statistic)]


def parts(dossier: Dossier) -> tuple[Part[Statistic], ...]:
    """The pages of the list."""
    return tuple(paging.parts(in_order(dossier), limits.ENTRIES, _measure))


def statistics_view(context: Context, part: Part[Statistic]) -> StatisticsView:
    """A page that lists figures."""
    groups = paging.grouped(part, _measure, "")
    return StatisticsView(
        context.dossier.once(_summary),
        tuple(
            _group(context, group.heading, group.items, is_drawn)
            for group, is_drawn in zip(groups, _drawn([group.items for group in groups]), strict=True)
        ),
        paging.numbered(context, part, places.STATISTICS),
    )


def _measure(figure: Statistic) -> str:
    return figure.measure


def _drawn(groups: Sequence[tuple[Statistic, ...]]) -> Iterator[bool]:
    """For each group whether its charts are drawn here: the first that have several figures, as a page may hold."""
    room = limits.CHARTS
    for figures in groups:
        room -= len(figures) > 1
        yield len(figures) > 1 and room >= 0


def _group(context: Context, heading: str, figures: tuple[Statistic, ...], is_drawn: bool) -> FigureGroup:
    alike = of_measure(context.dossier, figures[0].measure)
    is_contested = any(differ(alike[0], other) for other in alike[1:])
    return FigureGroup(
        heading,
        tuple(context.figure_line(figure) for figure in figures),
        why_they_differ(alike) if is_contested else "",
        context.page(places.CONFLICTS, gettext("Side by side"), f"figures-{alike[0].id}") if is_contested else None,
        of_group(context, figures[0].measure) if is_drawn else (),
    )


@derived
def _summary(dossier: Dossier) -> str:
    measures = {each.measure: of_measure(dossier, each.measure) for each in dossier.statistics}
    differing = sum(any(differ(alike[0], other) for other in alike[1:]) for alike in measures.values())
    told = {
        "figures": ngettext("{count} figure", "{count} figures", len(dossier.statistics)),
        "measures": ngettext("{count} measure", "{count} measures", len(measures)),
    }
    if not differing:
        return sentence(gettext("{figures} of {measures}.", **told))
    if len(measures) == 1:
        return sentence(gettext("{figures} of {measures}; they differ.", **told))
    words = ngettext(
        "{figures} of {measures}; for one of them the figures differ.",
        "{figures} of {measures}; for {number} of them the figures differ.",
        differing,
        **told,
    )
    return sentence(words)
