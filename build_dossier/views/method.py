"""How the dossier was made and how to read it: verdicts, scales, handling, terms of use, data."""

from __future__ import annotations

from dataclasses import dataclass

from markupsafe import Markup

from build_dossier.evidence.verdicts import Verdict
from build_dossier.language.speaking import gettext
from build_dossier.values import scales
from build_dossier.views import places
from build_dossier.views.charts.chart import Chart
from build_dossier.views.charts.record import coverage_chart, verdicts_chart
from build_dossier.views.common import (
    Context,
    DateView,
    Link,
    Sign,
    date_view,
    sign_of_stance,
    sign_of_verdict,
)
from build_dossier.views.counts import coverage_in_words, origins_in_words, verified_in_words, whole_coverage
from build_dossier.views.words import comma_listed, listed


@dataclass(frozen=True, slots=True)
class MethodView:
    """What the page on method shows."""

    title: str
    as_of: DateView
    authors: str
    licence: str
    sources: str
    verified: str
    coverage: str
    verdicts: tuple[tuple[Sign, str], ...]
    stances: tuple[Sign, ...]
    reliability: tuple[tuple[str, str], ...]
    credibility: tuple[tuple[str, str], ...]
    likelihood: tuple[str, ...]
    confidence: str
    marking: str
    gaps: Link
    conflicts: Link
    export: Markup
    data: Link
    charts: tuple[Chart, ...]
    """What came of the checks, and how much of each source is recorded."""


def method_view(context: Context) -> MethodView:
    """The page on method."""
    about = context.dossier.about
    return MethodView(
        about.title,
        date_view(about.as_of),
        listed(about.authors),
        about.licence or "",
        origins_in_words(context),
        verified_in_words(context),
        coverage_in_words(whole_coverage(context)),
        tuple((sign_of_verdict(verdict), verdict.meaning) for verdict in Verdict),
        tuple(sign_of_stance(stance) for stance in scales.Stance),
        tuple((grade.value, grade.words) for grade in scales.Reliability),
        tuple((grade.value, grade.words) for grade in scales.Credibility),
        tuple(band.words for band in scales.Likelihood),
        comma_listed([level.words for level in scales.Confidence]),
        about.marking.value,
        context.page(places.GAPS, gettext("Gaps and balance")),
        context.page(places.CONFLICTS, gettext("Where the sources disagree")),
        Markup(places.EXPORT),
        context.page(places.DATA, gettext("the data")),
        tuple(chart for chart in (verdicts_chart(context), coverage_chart(context)) if chart),
    )
