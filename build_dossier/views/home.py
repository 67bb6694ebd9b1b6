"""Home: the question, the bottom line, and each thing that a reader with ten minutes needs."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from build_dossier.dossier import key_of
from build_dossier.language.speaking import digits, gettext, ngettext
from build_dossier.records.dossier import Judgement
from build_dossier.records.kinds import Key
from build_dossier.records.statistic import Statistic
from build_dossier.values.scales import Likelihood, Rank
from build_dossier.views import places
from build_dossier.views.changes import NewInEdition, new_in_edition
from build_dossier.views.common import Context, DateView, EventLine, FigureLine, Link, Sign, date_view, title_of
from build_dossier.views.conflicts import Conflict, conflicts_view
from build_dossier.views.counts import coverage_in_words, origins_in_words, sign_of_checks, whole_coverage
from build_dossier.views.gaps import Gaps, gaps
from build_dossier.views.matrix import MatrixView, matrix
from build_dossier.views.words import count_of, excerpt, listed, sentence
from build_dossier.views.years import in_order

_MOST_ROWS, _MOST_ISSUES, _MOST_FIGURES, _MOST_EVENTS, _MOST_CONFLICTS = 6, 6, 5, 6, 4


@dataclass(frozen=True, slots=True)
class JudgementView:
    """One sentence of the bottom line."""

    number: str
    anchor: str
    text: str
    likelihood: str
    band: int
    """1 to 7 on the scale of ICD 203; 0 where no likelihood is given."""
    confidence: str
    rests_on: tuple[Link, ...]
    rests_on_words: str
    note: str


@dataclass(frozen=True, slots=True)
class HomeView:
    """What Home shows."""

    question: str
    title: str
    subtitle: str
    summary: str
    as_of: DateView
    marking: str
    sources: Link
    verified: Sign
    coverage: str
    """How much of the captured sources is recorded; '' where it was not measured."""
    authors: str
    judgements: tuple[JudgementView, ...]
    matrix: MatrixView
    positions: Link
    figures: tuple[FigureLine, ...]
    all_figures: Link
    events: tuple[EventLine, ...]
    all_events: Link
    conflicts: tuple[Conflict, ...]
    all_conflicts: Link
    new: NewInEdition | None
    """What this edition brought; None where none was closed yet."""
    gaps: Link
    method: Link
    data: Link
    note: str


def home_view(context: Context) -> HomeView:
    """The front page."""
    about = context.dossier.about
    conflicts = conflicts_view(context).all
    return HomeView(
        about.question,
        about.title,
        about.subtitle or "",
        about.summary or "",
        date_view(about.as_of),
        about.marking.value,
        context.page(places.SOURCES, origins_in_words(context)),
        sign_of_checks(context),
        _coverage(context),
        listed(about.authors),
        tuple(_judgement(context, *numbered) for numbered in enumerate(about.judgements, 1)),
        matrix(context, _MOST_ROWS, _MOST_ISSUES),
        context.page(places.POSITIONS, _whole_table(context)),
        tuple(context.figure_line(statistic) for statistic in _key_figures(context)),
        context.page(places.STATISTICS, _all_figures(len(context.dossier.statistics))),
        tuple(context.event_line(event) for event in reversed(in_order(context.dossier)[-_MOST_EVENTS:])),
        context.page(places.TIMELINE, gettext("The whole timeline")),
        conflicts[:_MOST_CONFLICTS],
        context.page(places.CONFLICTS, _all_conflicts(len(conflicts))),
        new_in_edition(context),
        context.page(places.GAPS, _gaps_in_words(context)),
        context.page(places.METHOD, gettext("How this was made")),
        context.page(places.DATA, gettext("The data")),
        about.note or "",
    )


def _coverage(context: Context) -> str:
    found = whole_coverage(context)
    return coverage_in_words(found) if found else ""


def _whole_table(context: Context) -> str:
    parties = len({position.party for position in context.dossier.positions})
    return gettext(
        "The whole table: {parties} on {issues}",
        parties=count_of("party", parties),
        issues=count_of("issue", len(context.dossier.issues)),
    )


def _all_figures(number: int) -> str:
    match number:
        case 1:
            return gettext("The figure")
        case 2:
            return gettext("Both figures")
        case _:
            return ngettext("All {count} figure", "All {count} figures", number)


def _all_conflicts(number: int) -> str:
    match number:
        case 1:
            return gettext("The disagreement")
        case 2:
            return gettext("Both disagreements")
        case _:
            return ngettext("All {count} disagreement", "All {count} disagreements", number)


def _gaps_in_words(context: Context) -> str:
    groups = zip(Gaps._fields, gaps(context), strict=True)
    parts = [_gaps_of(name, len(group)) for name, group in groups if group]
    return sentence(listed(parts) or gettext("No gap is known"))


def _gaps_of(group: str, number: int) -> str:
    match group:
        case "unanswered":
            return ngettext("{count} unanswered charge or claim", "{count} unanswered charges and claims", number)
        case "undirected":
            return ngettext(
                "{count} position without direct evidence", "{count} positions without direct evidence", number
            )
        case "single_origin":
            return ngettext("{count} figure from a single origin", "{count} figures from a single origin", number)
        case "past_review":
            return ngettext("{count} record due for another look", "{count} records due for another look", number)
        case "not_stated":
            return ngettext(
                "{count} record with something not stated", "{count} records with something not stated", number
            )
        case _:
            return ngettext("{count} wording that was not checked", "{count} wordings that were not checked", number)


def _judgement(context: Context, number: int, judgement: Judgement) -> JudgementView:
    keys = [Key.parse(ref) for ref in judgement.rests_on]
    return JudgementView(
        digits(number),
        f"judgement-{judgement.id}",
        judgement.text,
        sentence(judgement.likelihood.words) if judgement.likelihood else "",
        list(Likelihood).index(judgement.likelihood) + 1 if judgement.likelihood else 0,
        judgement.confidence.words if judgement.confidence else "",
        tuple(context.to(key, excerpt(title_of(context.dossier.records[key]), 60)) for key in keys),
        _kinds_in_words(keys),
        judgement.note or "",
    )


def _kinds_in_words(keys: list[Key]) -> str:
    """'two quotations, one position and one figure', in the order in which the kinds come."""
    kinds = Counter(key.kind for key in keys)
    return listed([count_of(kind, number) for kind, number in kinds.items()])


def _key_figures(context: Context) -> list[Statistic]:
    """The figures that the dossier names; else the preferred ones, then those that most records build on."""
    named = context.dossier.about.key_figures
    if named:
        return [context.dossier.get(Statistic, id) for id in named]
    judged = [ref for judgement in context.dossier.about.judgements for ref in judgement.rests_on]

    def weight(statistic: Statistic) -> tuple[bool, int]:
        key = key_of(statistic)
        uses = len(context.dossier.backlinks.get(key, ())) + judged.count(str(key))
        return statistic.rank is not Rank.PREFERRED, -uses

    usable = [each for each in context.dossier.statistics if each.rank is not Rank.DEPRECATED]
    return sorted(usable, key=weight)[:_MOST_FIGURES]
