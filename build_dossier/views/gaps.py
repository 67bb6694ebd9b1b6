"""What the record lacks: unanswered charges, thin evidence, single origins, figures due for review, blanks."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

from build_dossier.dossier import Dossier, derived, key_of
from build_dossier.language.speaking import gettext, pgettext
from build_dossier.records.base import Record
from build_dossier.records.issue import Issue
from build_dossier.records.kinds import Key
from build_dossier.records.position import Position
from build_dossier.records.quote import Quote
from build_dossier.records.source import Source
from build_dossier.records.statistic import Statistic
from build_dossier.values.scales import Directness, EvidenceRole, Stance
from build_dossier.views import limits, paging, places
from build_dossier.views.balance import IssueBalance, issue_balance
from build_dossier.views.charts.chart import Chart
from build_dossier.views.charts.record import balance_charts
from build_dossier.views.common import Context, DateView, Link, date_view, title_of
from build_dossier.views.lists import Shown
from build_dossier.views.origins import origins
from build_dossier.views.paging import Pager, Part
from build_dossier.views.shares import PartyShare, party_shares
from build_dossier.views.thread import is_unanswered
from build_dossier.views.words import comma_listed, quoted


@dataclass(frozen=True, slots=True)
class Gap:
    """One thing that is missing: at which record, and what is to be said of it, as its group has it."""

    key: Key
    found: tuple[str, ...] = ()


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
    lines = tuple(gap_line(context, group, gap) for gap in found[: limits.GAPS])
    more = (
        context.page(places.gaps(group), gettext("All {number}", number=len(found)))
        if len(found) > limits.GAPS
        else None
    )
    return Shown(lines, more)


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
        tuple(gap_line(context, group, gap) for gap in part.items),
        paging.numbered(context, part, places.gaps(group)),
    )


def gaps(context: Context) -> Gaps:
    """What is missing, by group; Home counts it too. Words are made for those that a page shows."""
    return Gaps(
        context.shared(_unanswered),
        context.shared(_undirected),
        context.shared(_single_origin),
        context.shared(_past_review),
        context.shared(_not_stated),
        context.shared(_not_checked),
    )


@derived
def _unanswered(context: Context) -> tuple[Gap, ...]:
    return tuple(Gap(key_of(each)) for each in context.dossier.positions if is_unanswered(context, each))


@derived
def _undirected(context: Context) -> tuple[Gap, ...]:
    return tuple(_without_direct_evidence(context.dossier))


_ACCOUNT = "account"


def _without_direct_evidence(dossier: Dossier) -> Iterator[Gap]:
    for position in dossier.positions:
        supports = [each for each in position.evidence if each.role is EvidenceRole.SUPPORTS]
        if position.stance is not Stance.UNKNOWN and not any(each.directness is Directness.DIRECT for each in supports):
            yield Gap(key_of(position), (_ACCOUNT,) if supports else ())


@derived
def _single_origin(context: Context) -> tuple[Gap, ...]:
    found = ((each, origins(context.dossier, each.appearances)) for each in context.dossier.statistics)
    return tuple(Gap(key_of(statistic), (str(hands[0]),)) for statistic, hands in found if len(hands) == 1)


@derived
def _past_review(context: Context) -> tuple[Gap, ...]:
    as_of = context.dossier.about.as_of.latest
    due = ((key, each.review_by.latest if each.review_by else None) for key, each in context.dossier.records.items())
    return tuple(Gap(key) for key, day in due if day and as_of and day < as_of)


@derived
def _not_stated(context: Context) -> tuple[Gap, ...]:
    found = (
        (key, tuple(field for field in _ASKED.get(key.kind, ()) if getattr(record, field) is None))
        for key, record in context.dossier.records.items()
    )
    return tuple(Gap(key, missing) for key, missing in found if missing)


@derived
def _not_checked(context: Context) -> tuple[Gap, ...]:
    records: tuple[Quote | Statistic, ...] = (*context.dossier.quotes, *context.dossier.statistics)
    return tuple(
        Gap(key, (str(number),))
        for key, record in ((key_of(record), record) for record in records)
        for number in range(len(record.appearances))
        if not context.evidence.verdict(key, number).is_verified
    )


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


def gap_line(context: Context, group: str, gap: Gap) -> GapLine:
    """A gap as a page shows it; `group` is its name in `Gaps`."""
    record = context.dossier.records[gap.key]
    match record, group:
        case Position(), "unanswered":
            detail = record.statement or record.stance.words
            return GapLine(context.to(gap.key, _party_on_date(context, record)), detail)
        case Position(), "undirected":
            account, nothing = gettext("only by somebody else's account"), gettext("nothing recorded shows it")
            return GapLine(context.to(gap.key, _party_on_issue(context, record)), account if gap.found else nothing)
        case _, "single_origin":
            origin = context.to(Key.parse(gap.found[0])).text
            return GapLine(context.to(gap.key), gettext("from {origin} alone", origin=origin))
        case _, "past_review":
            date = date_view(record.review_by).words
            return GapLine(context.to(gap.key), gettext("to be looked at again by {date}", date=date))
        case _, "not_stated":
            missing = comma_listed([_asked(field) for field in gap.found])
            return GapLine(context.to(gap.key, _name(record)), gettext("{fields}: not stated", fields=missing))
        case Quote() | Statistic(), _:
            number = int(gap.found[0])
            source = context.to_source(record.appearances[number].source).text
            verdict = context.evidence.verdict(gap.key, number).words
            return GapLine(context.to(gap.key), gettext("in {source}: {verdict}", source=source, verdict=verdict))
    raise AssertionError(f"no gap of {gap.key} in the group {group}")


def _party_on_date(context: Context, position: Position) -> str:
    party, date = context.to_party(position.party).text, date_view(position.start).words
    return pgettext("position", "{party}, {date}", party=party, date=date)


def _party_on_issue(context: Context, position: Position) -> str:
    party = context.to_party(position.party).text
    issue = context.dossier.get(Issue, position.issue)
    name = quoted(issue.short or issue.title)
    if not position.start:
        return pgettext("position", "{party} on {issue}", party=party, issue=name)
    date = date_view(position.start).words
    return pgettext("position", "{party} on {issue}, {date}", party=party, issue=name, date=date)


def _name(record: Record) -> str:
    return quoted(record.title) if isinstance(record, Source) else title_of(record)
