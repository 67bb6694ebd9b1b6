"""A figure: what it counts, who vouches for it and who repeats it, and figures that it can be compared with."""

from __future__ import annotations

from dataclasses import dataclass

from build_dossier.dossier import key_of
from build_dossier.language.speaking import gettext
from build_dossier.records.kinds import Key
from build_dossier.records.party import Party
from build_dossier.records.statistic import Statistic
from build_dossier.values.codes import currency_name, is_currency
from build_dossier.values.numbers import grouped
from build_dossier.values.scales import FigureStatus
from build_dossier.views import places
from build_dossier.views.amounts import amount
from build_dossier.views.chain import AppearanceView, appearance_views
from build_dossier.views.charts.chart import Chart
from build_dossier.views.charts.figures import beside
from build_dossier.views.common import Context, DateView, FigureLine, Link, Sign, date_view, not_stated
from build_dossier.views.conflicts import comparable, differ, why_they_differ
from build_dossier.views.editorial import Editorial, editorial
from build_dossier.views.embed import Embed, embed
from build_dossier.views.evidence_for import EvidenceFor, evidence_for
from build_dossier.views.origins import origins
from build_dossier.views.quote import origins_and_appearances
from build_dossier.views.words import bracketed, labelled, listed


@dataclass(frozen=True, slots=True)
class StatisticView:
    """What the page of a figure shows."""

    heading: str
    amount: str
    exact: str
    label: str
    measure: str
    unit: str
    denominator: str
    population: str
    period: DateView
    place: str
    subject: Link | None
    claimant: Link | None
    basis: str
    status: str
    is_contested: bool
    verdict: Sign
    caveats: tuple[str, ...]
    appearances: tuple[AppearanceView, ...]
    origins: str
    comparable: tuple[FigureLine, ...]
    why: str
    charts: tuple[Chart, ...]
    """The figure beside those that it can be compared with, where that is worth a look."""
    apart: tuple[str, ...]
    """Why the others are not drawn beside it."""
    evidence_for: tuple[EvidenceFor, ...]
    issues: tuple[Link, ...]
    credit: str
    """What a copy of the figure carries with it: who vouches for it, and where it can be read."""
    data: Link
    editorial: Editorial
    embed: Embed | None
    """What other sites can show of it; None where the dossier does not say where it is published."""


def statistic_view(context: Context, statistic: Statistic) -> StatisticView:
    """The page of one figure."""
    dossier = context.dossier
    key = key_of(statistic)
    others = comparable(context, statistic)
    contested = any(differ(statistic, other) for other in others)
    comparison = beside(context, statistic)
    number = len(origins(dossier, statistic.appearances))
    return StatisticView(
        labelled(amount(statistic), statistic.label),
        amount(statistic),
        _exact(statistic),
        statistic.label,
        statistic.measure,
        _unit(statistic),
        statistic.denominator or "",
        statistic.population or "",
        date_view(statistic.period),
        statistic.place or "",
        context.to_party(statistic.subject) if statistic.subject else None,
        context.to_party(statistic.claimant) if statistic.claimant else None,
        statistic.basis.words,
        statistic.status.words if statistic.status else "",
        statistic.status not in (None, FigureStatus.UNDISPUTED),
        context.verdict(statistic),
        statistic.caveats,
        appearance_views(context, statistic),
        origins_and_appearances(number, len(statistic.appearances)),
        tuple(context.figure_line(each) for each in (statistic, *others)) if others else (),
        why_they_differ((statistic, *others)) if contested else "",
        (comparison.chart,) if comparison.chart else (),
        comparison.notes,
        evidence_for(context, key),
        tuple(context.to(Key("issue", issue)) for issue in statistic.issues),
        _credit(context, statistic),
        context.page(places.DATA, gettext("All records as data")),
        editorial(context, statistic),
        embed(context, statistic),
    )


def _credit(context: Context, statistic: Statistic) -> str:
    sources = listed([context.to_source(each.source).text for each in statistic.appearances])
    if not statistic.claimant:
        return gettext("vouched for by nobody by name; in {sources}", sources=sources)
    claimant = context.dossier.get(Party, statistic.claimant).name
    return gettext("vouched for by {claimant}; in {sources}", claimant=claimant, sources=sources)


def _exact(statistic: Statistic) -> str:
    if statistic.value is not None:
        return grouped(statistic.value)
    low, high = statistic.low, statistic.high
    if low is None or high is None:
        return not_stated()
    return gettext("{low} to {high}", low=grouped(low), high=grouped(high))


def _unit(statistic: Statistic) -> str:
    unit = statistic.unit or ""
    return bracketed(currency_name(unit), unit) if is_currency(unit) else unit
