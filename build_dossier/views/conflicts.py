"""Where the sources disagree: found in the data, told with both sides and the reason that the fields show."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import groupby

from markupsafe import Markup

from build_dossier.dossier import Dossier, derived, derived_all, key_of
from build_dossier.evidence.folding import fold
from build_dossier.language.speaking import gettext, pgettext
from build_dossier.records.party import Party
from build_dossier.records.position import Position
from build_dossier.records.quote import Quote
from build_dossier.records.statistic import Statistic
from build_dossier.values.dates import in_words
from build_dossier.values.scales import FigureBasis, Rank, Stance
from build_dossier.views import places
from build_dossier.views.common import (
    Context,
    DateView,
    FigureLine,
    Link,
    Sign,
    date_view,
    oldest_first,
    sign_of_stance,
)
from build_dossier.views.roles import memberships_at
from build_dossier.views.words import excerpt, labelled, listed, paragraph, quoted


@dataclass(frozen=True, slots=True)
class Side:
    """What one source or record says."""

    says: str
    link: Link
    detail: str = ""


@dataclass(frozen=True, slots=True)
class Conflict:
    """One disagreement: about what, what each side says, and why, as far as the fields show."""

    title: str
    anchor: str
    sides: tuple[Side, ...]
    reason: str
    href: Markup
    """Where the whole of it stands."""


@dataclass(frozen=True, slots=True)
class StanceMove:
    """A stance that changed."""

    party: Link
    issue: Link
    stances: tuple[tuple[Sign, DateView, Link], ...]


@dataclass(frozen=True, slots=True)
class ConflictsView:
    """The page on where the sources disagree; each group may be empty."""

    figures: tuple[Conflict, ...]
    dates: tuple[Conflict, ...]
    wordings: tuple[Conflict, ...]
    roles: tuple[Conflict, ...]
    moves: tuple[StanceMove, ...]

    @property
    def all(self) -> tuple[Conflict, ...]:
        """Every disagreement between sources, figures first."""
        return (*self.figures, *self.dates, *self.wordings, *self.roles)


def conflicts_view(context: Context) -> ConflictsView:
    """All disagreements of a dossier, as Home and their own page show them: both stand in the same folder."""
    return ConflictsView(
        context.shared(_figures),
        context.shared(_dates),
        context.shared(_wordings),
        context.shared(_roles),
        context.shared(_moves),
    )


def _reasons() -> Iterator[tuple[str, str, str]]:
    """The fields in which two figures of one measure can differ: how a reader is told, and what the field is called."""
    yield "unit", gettext("they count in different units"), pgettext("field of a figure", "unit")
    yield "period", gettext("they cover different periods"), pgettext("field of a figure", "period")
    yield "claimant", gettext("different parties vouch for them"), pgettext("field of a figure", "claimant")
    yield "denominator", gettext("they are shares of different wholes"), pgettext("field of a figure", "denominator")
    yield "population", gettext("they cover different groups"), pgettext("field of a figure", "population")
    yield "place", gettext("they are about different places"), pgettext("field of a figure", "place")
    yield "subject", gettext("they are about different parties"), pgettext("field of a figure", "subject")
    yield "comparator", gettext("one is exact and the other is not"), ""
    yield "basis", gettext("they were arrived at in different ways"), ""


def of_measure(dossier: Dossier, measure: str) -> tuple[Statistic, ...]:
    """All figures of one measure."""
    return tuple(dossier.once(_by_measure)[measure])


@derived
def _by_measure(dossier: Dossier) -> dict[str, list[Statistic]]:
    by_measure: dict[str, list[Statistic]] = {}
    for statistic in dossier.statistics:
        by_measure.setdefault(statistic.measure, []).append(statistic)
    return by_measure


def comparable(context: Context, statistic: Statistic) -> tuple[Statistic, ...]:
    """The other figures of the same measure."""
    return tuple(other for other in of_measure(context.dossier, statistic.measure) if other.id != statistic.id)


def differ(first: Statistic, second: Statistic) -> bool:
    """Whether two figures of one measure do not say the same."""
    fields = ("value", "low", "high", "unit", "denominator", "comparator")
    return any(getattr(first, name) != getattr(second, name) for name in fields)


def why_they_differ(figures: tuple[Statistic, ...]) -> str:
    """The reason that the fields show, or that they show none; what is not stated is no reason, and said so."""
    reasons, unstated = [], []
    for name, words, called in _reasons():
        stated = {value for figure in figures if (value := getattr(figure, name)) not in (None, FigureBasis.UNKNOWN)}
        if len(stated) > 1:
            reasons.append(words)
        elif stated and any(getattr(figure, name) is None for figure in figures):
            unstated.append(called)
    return paragraph(
        gettext("The fields show: {reasons}.", reasons=listed(reasons))
        if reasons
        else gettext("The fields show no reason."),
        gettext("Not every one states its {fields}.", fields=listed(unstated)) if unstated else "",
    )


def _conflict(context: Context, title: str, anchor: str, sides: tuple[Side, ...], reason: str) -> Conflict:
    return Conflict(title, anchor, sides, reason, context.page(places.CONFLICTS, "", anchor).href)


# Each kind by itself: where nothing that it is found in has changed, it is not looked for.


@derived_all
def _figures(context: Context) -> Iterator[Conflict]:
    for measure, figures in context.dossier.once(_by_measure).items():
        if any(differ(figures[0], other) for other in figures[1:]):
            sides = tuple(_figure_side(context, figure) for figure in figures)
            yield _conflict(context, measure, f"figures-{figures[0].id}", sides, why_they_differ(tuple(figures)))


def _figure_side(context: Context, figure: Statistic) -> Side:
    line: FigureLine = context.figure_line(figure)
    period = line.period.words
    detail = (
        gettext("period: {period}; vouched for by {claimant}", period=period, claimant=line.claimant.text)
        if line.claimant
        else gettext("period: {period}; vouched for by nobody by name", period=period)
    )
    return Side(line.link.text, replace(line.link, text=figure.label), detail)


@derived_all
def _dates(context: Context) -> Iterator[Conflict]:
    for event in context.dossier.events:
        given = [(each, each.date) for each in event.appearances if each.date is not None]
        said = {date.text for _, date in given}
        told_without = any(each.date is None for each in event.appearances) and event.date is not None
        if len(said) > 1 or (said and told_without and event.date and said != {event.date.text}):
            sides = [Side(in_words(date), context.to_source(each.source), each.note or "") for each, date in given]
            if told_without and event.date and event.date.form != "set":
                sides += [
                    Side(in_words(event.date), context.to_source(each.source), each.note or "")
                    for each in event.appearances
                    if each.date is None
                ]
            reason = gettext("They give different dates for one event; the record keeps both.")
            yield _conflict(context, event.title, f"date-{event.id}", tuple(sides), reason)


@derived_all
def _wordings(context: Context) -> Iterator[Conflict]:
    for quote in context.dossier.quotes:
        versions: dict[str, list[Side]] = {}
        for appearance in quote.appearances:
            words = appearance.exact or quote.text
            side = Side(quoted(words), context.to_source(appearance.source), appearance.note or "")
            versions.setdefault(fold(words).text, []).append(side)
        if len(versions) > 1:
            speaker = context.dossier.get(Party, quote.speaker).name
            title = labelled(speaker, quoted(excerpt(quote.text, 60)))
            reason = gettext("The sources print different words for one utterance.")
            sides = tuple(side for sides in versions.values() for side in sides)
            yield _conflict(context, title, f"wording-{quote.id}", sides, reason)


@derived_all
def _roles(context: Context) -> Iterator[Conflict]:
    for quote in context.dossier.quotes:
        speaker = context.dossier.get(Party, quote.speaker)
        stated = _stated_roles(context, quote)
        held = [
            Side(each.role, link, gettext("as recorded for the person"))
            for each in memberships_at(speaker, quote.said)
            if each.role
            for link in [context.to_source(source) for source in each.sources] or [context.to(key_of(speaker))]
        ]
        odd = [side for side in stated if not any(_same_role(side.says, other.says) for other in held)]
        apart = any(not _same_role(stated[0].says, other.says) for other in stated[1:])
        if (odd and held) or apart:
            words = excerpt(quote.text, 40)
            title = gettext("What {speaker} was when saying “{words}”", speaker=speaker.name, words=words)
            reason = gettext("The role that goes with the words is not the one that other sources give.")
            yield _conflict(context, title, f"role-{quote.id}", (*stated, *held), reason)


def _stated_roles(context: Context, quote: Quote) -> list[Side]:
    """The speaker's role as each source states it with these words; the record's where only one carries them."""
    sole = quote.role if len(quote.appearances) == 1 else None
    stated = [(each.role or sole, each) for each in quote.appearances]
    return [Side(role, context.to_source(each.source), gettext("with these words")) for role, each in stated if role]


def _same_role(stated: str, held: str) -> bool:
    first, second = fold(stated).text.casefold(), fold(held).text.casefold()
    return second in first or first in second


NO_STANCE = (Stance.UNKNOWN, Stance.DECLINED)
"""Stances between which nothing moves: nobody knows where the party stood."""


@derived_all
def _moves(context: Context) -> Iterator[StanceMove]:
    """The stances of one party on one issue, where a later one differs from an earlier one."""
    key = lambda each: (each.party, each.issue)  # noqa: E731 -- sorted and grouped by the same key
    known = [each for each in standing(context.dossier.positions) if each.stance not in NO_STANCE]
    for (party, issue), group in groupby(sorted(known, key=key), key):
        positions = in_order(tuple(group))
        if len({position.stance for position in positions}) > 1:
            yield StanceMove(
                context.to_party(party),
                context.page(f"issues/{issue}.md", _issue_title(context, issue)),
                tuple(
                    (
                        sign_of_stance(each.stance),
                        date_view(each.start),
                        context.to(key_of(each), pgettext("of a party", "statement")),
                    )
                    for each in positions
                ),
            )


def standing(positions: Iterable[Position]) -> tuple[Position, ...]:
    """The positions that tell where a party stands: all but those that were ranked down."""
    return tuple(position for position in positions if position.rank is not Rank.DEPRECATED)


def in_order(positions: tuple[Position, ...]) -> tuple[Position, ...]:
    """Positions by date, oldest first; those without a date last."""
    return tuple(sorted(positions, key=lambda position: oldest_first(position.start)))


def _issue_title(context: Context, id: str) -> str:
    return next(issue.title for issue in context.dossier.issues if issue.id == id)
