"""What the record lacks: unanswered charges, thin evidence, single origins, figures due for review, blanks."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

from build_dossier.dossier import key_of
from build_dossier.language.speaking import gettext, pgettext
from build_dossier.records.base import Record
from build_dossier.records.kinds import Key
from build_dossier.records.position import Position
from build_dossier.records.quote import Quote
from build_dossier.records.source import Source
from build_dossier.records.statistic import Statistic
from build_dossier.values.scales import Directness, EvidenceRole, Stance
from build_dossier.views import limits, paging, places
from build_dossier.views.balance import IssueBalance, PartyShare, issue_balance, party_shares
from build_dossier.views.charts.chart import Chart
from build_dossier.views.charts.record import balance_charts
from build_dossier.views.common import Context, DateView, Link, date_view, title_of
from build_dossier.views.lists import Shown
from build_dossier.views.origins import origins
from build_dossier.views.paging import Pager, Part
from build_dossier.views.thread import is_unanswered
from build_dossier.views.words import comma_listed, quoted


@dataclass(frozen=True, slots=True)
class Gap:
    """One thing that is missing: at which record, under which name ('' for its own), and a word of detail."""

    key: Key
    name: str
    detail: str


@dataclass(frozen=True, slots=True)
class GapLine:
    """A gap as a page shows it."""

    link: Link
    detail: str


class Gaps(NamedTuple):
    """The gaps of a dossier, by group; each may be empty."""

    unanswered: tuple[Gap, ...]
    undirected: tuple[Gap, ...]
    single_origin: tuple[Gap, ...]
    past_review: tuple[Gap, ...]
    not_stated: tuple[Gap, ...]
    not_checked: tuple[Gap, ...]


@dataclass(frozen=True, slots=True)
class SourceInterest:
    """A source that is on a side."""

    source: Link
    interest: str


@dataclass(frozen=True, slots=True)
class GapsView:
    """The page on gaps and balance; each group may be empty."""

    as_of: DateView
    unanswered: Shown[GapLine]
    undirected: Shown[GapLine]
    single_origin: Shown[GapLine]
    past_review: Shown[GapLine]
    not_stated: Shown[GapLine]
    not_checked: Shown[GapLine]
    issues: tuple[IssueBalance, ...]
    shares: tuple[PartyShare, ...]
    interests: tuple[SourceInterest, ...]
    charts: tuple[Chart, ...]
    """The balance, drawn."""


def gaps_view(context: Context) -> GapsView:
    """All gaps of a dossier, and its balance."""
    dossier = context.dossier
    found = gaps(context)
    balances = tuple(issue_balance(context, issue) for issue in dossier.issues)
    return GapsView(
        date_view(dossier.about.as_of),
        _shown(context, "unanswered", found.unanswered),
        _shown(context, "undirected", found.undirected),
        _shown(context, "single_origin", found.single_origin),
        _shown(context, "past_review", found.past_review),
        _shown(context, "not_stated", found.not_stated),
        _shown(context, "not_checked", found.not_checked),
        balances,
        party_shares(context),
        tuple(
            SourceInterest(context.to_source(source.id), source.interest)
            for source in dossier.sources
            if source.interest
        ),
        balance_charts(context, balances),
    )


def title_of_group(group: str) -> str:
    """The heading of a group, given by its name in `Gaps`."""
    match group:
        case "unanswered":
            return gettext("Charges and claims that nobody answered")
        case "undirected":
            return gettext("Positions without direct evidence")
        case "single_origin":
            return gettext("Figures from a single origin")
        case "past_review":
            return gettext("Due for another look")
        case "not_stated":
            return pgettext("heading", "Not stated")
        case _:
            return gettext("Words and figures that were not checked")


def _shown(context: Context, group: str, found: tuple[Gap, ...]) -> Shown[GapLine]:
    """What the page shows of a group, and where it goes on."""
    lines = tuple(_line(context, gap) for gap in found[: limits.GAPS])
    more = (
        context.page(places.gaps(group), gettext("All {number}", number=len(found)))
        if len(found) > limits.GAPS
        else None
    )
    return Shown(lines, more)


def _line(context: Context, gap: Gap) -> GapLine:
    return GapLine(context.to(gap.key, gap.name), gap.detail)


@dataclass(frozen=True, slots=True)
class GapsPart:
    """A page of a long group of gaps."""

    summary: str
    gaps: tuple[GapLine, ...]
    pager: Pager | None


def long_groups(context: Context) -> Iterator[tuple[str, Part[Gap]]]:
    """The groups that the page on gaps does not show whole, in pages."""
    for group, found in zip(Gaps._fields, gaps(context), strict=True):
        if len(found) > limits.GAPS:
            for part in paging.parts(found, limits.ENTRIES):
                yield group, part


def gaps_part(context: Context, group: str, part: Part[Gap]) -> GapsPart:
    """A page of such a group."""
    return GapsPart(
        gettext("{number} in all.", number=part.total),
        tuple(_line(context, gap) for gap in part.items),
        paging.numbered(context, part, places.gaps(group)),
    )


def gaps(context: Context) -> Gaps:
    """What is missing, by group; Home counts it too."""
    return Gaps(
        tuple(_unanswered(context)),
        tuple(_undirected(context)),
        tuple(_single_origin(context)),
        tuple(_past_review(context)),
        tuple(_not_stated(context)),
        tuple(_not_checked(context)),
    )


def _unanswered(context: Context) -> Iterator[Gap]:
    for position in context.dossier.positions:
        if is_unanswered(context, position):
            party = context.to_party(position.party).text
            words = pgettext("position", "{party}, {date}", party=party, date=date_view(position.start).words)
            yield Gap(key_of(position), words, position.statement or position.stance.words)


def _undirected(context: Context) -> Iterator[Gap]:
    for position in context.dossier.positions:
        supports = [each for each in position.evidence if each.role is EvidenceRole.SUPPORTS]
        if position.stance is not Stance.UNKNOWN and not any(each.directness is Directness.DIRECT for each in supports):
            account, nothing = gettext("only by somebody else's account"), gettext("nothing recorded shows it")
            yield Gap(key_of(position), _party_on_issue(context, position), account if supports else nothing)


def _party_on_issue(context: Context, position: Position) -> str:
    party = context.to_party(position.party).text
    issue = next(issue.short or issue.title for issue in context.dossier.issues if issue.id == position.issue)
    if not position.start:
        return pgettext("position", "{party} on {issue}", party=party, issue=quoted(issue))
    date = date_view(position.start).words
    return pgettext("position", "{party} on {issue}, {date}", party=party, issue=quoted(issue), date=date)


def _single_origin(context: Context) -> Iterator[Gap]:
    for statistic in context.dossier.statistics:
        found = origins(context.dossier, statistic.appearances)
        if len(found) == 1:
            yield Gap(key_of(statistic), "", gettext("from {origin} alone", origin=context.to(found[0]).text))


def _past_review(context: Context) -> Iterator[Gap]:
    as_of = context.dossier.about.as_of.latest
    for key, record in context.dossier.records.items():
        due = record.review_by.latest if record.review_by else None
        if due and as_of and due < as_of:
            date = date_view(record.review_by).words
            yield Gap(key, "", gettext("to be looked at again by {date}", date=date))


# What a reader would ask of each kind and may not find stated.
_ASKED = {
    "statistic": ("period", "claimant"),
    "quote": ("said",),
    "event": ("date",),
    "source": ("publisher", "published", "url"),
}


def _asked(field: str) -> str:  # noqa: PLR0911 -- one line a field
    match field:
        case "period":
            return gettext("the period")
        case "claimant":
            return gettext("who vouches for it")
        case "said":
            return gettext("when it was said")
        case "date":
            return gettext("the date")
        case "publisher":
            return gettext("the publisher")
        case "published":
            return gettext("the date of publication")
        case _:
            return gettext("the address")


def _not_stated(context: Context) -> Iterator[Gap]:
    for key, record in context.dossier.records.items():
        missing = [_asked(field) for field in _ASKED.get(key.kind, ()) if getattr(record, field) is None]
        if missing:
            yield Gap(key, _name(record), gettext("{fields}: not stated", fields=comma_listed(missing)))


def _name(record: Record) -> str:
    return quoted(record.title) if isinstance(record, Source) else title_of(record)


def _not_checked(context: Context) -> Iterator[Gap]:
    records: tuple[Quote | Statistic, ...] = (*context.dossier.quotes, *context.dossier.statistics)
    for record in records:
        for number, appearance in enumerate(record.appearances):
            verdict = context.evidence.verdict(key_of(record), number)
            if not verdict.is_verified:
                source = context.to_source(appearance.source).text
                yield Gap(key_of(record), "", gettext("in {source}: {verdict}", source=source, verdict=verdict.words))
