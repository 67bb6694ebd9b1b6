"""What the record lacks: unanswered charges, thin evidence, single origins, figures due for review, blanks."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

from build_dossier.dossier import key_of
from build_dossier.records.base import Record
from build_dossier.records.quote import Quote
from build_dossier.records.source import Source
from build_dossier.records.statistic import Statistic
from build_dossier.values.scales import Directness, EvidenceRole, Stance
from build_dossier.views.balance import IssueBalance, PartyShare, issue_balance, party_shares
from build_dossier.views.common import Context, DateView, Link, date_view, title_of
from build_dossier.views.origins import origins
from build_dossier.views.thread import is_unanswered


@dataclass(frozen=True, slots=True)
class Gap:
    """One thing that is missing: what, at which record, and a word of detail."""

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
    unanswered: tuple[Gap, ...]
    undirected: tuple[Gap, ...]
    single_origin: tuple[Gap, ...]
    past_review: tuple[Gap, ...]
    not_stated: tuple[Gap, ...]
    not_checked: tuple[Gap, ...]
    issues: tuple[IssueBalance, ...]
    shares: tuple[PartyShare, ...]
    interests: tuple[SourceInterest, ...]


def gaps_view(context: Context) -> GapsView:
    """All gaps of a dossier, and its balance."""
    dossier = context.dossier
    return GapsView(
        date_view(dossier.about.as_of),
        *gaps(context),
        tuple(issue_balance(context, issue) for issue in dossier.issues),
        party_shares(context),
        tuple(
            SourceInterest(context.to_source(source.id), source.interest)
            for source in dossier.sources
            if source.interest
        ),
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
            words = f"{party}, {date_view(position.start).words}"
            yield Gap(context.to(key_of(position), words), position.statement or position.stance.words)


def _undirected(context: Context) -> Iterator[Gap]:
    for position in context.dossier.positions:
        supports = [each for each in position.evidence if each.role is EvidenceRole.SUPPORTS]
        if position.stance is not Stance.UNKNOWN and not any(each.directness is Directness.DIRECT for each in supports):
            party = context.to_party(position.party).text
            issue = next(issue.short or issue.title for issue in context.dossier.issues if issue.id == position.issue)
            detail = "only by somebody else's account" if supports else "nothing recorded shows it"
            yield Gap(context.to(key_of(position), f"{party} on “{issue}”"), detail)


def _single_origin(context: Context) -> Iterator[Gap]:
    for statistic in context.dossier.statistics:
        found = origins(context.dossier, statistic.appearances)
        if len(found) == 1:
            yield Gap(context.to(key_of(statistic)), f"from {context.to(found[0]).text} alone")


def _past_review(context: Context) -> Iterator[Gap]:
    as_of = context.dossier.about.as_of.latest
    for key, record in context.dossier.records.items():
        due = record.review_by.latest if record.review_by else None
        if due and as_of and due < as_of:
            yield Gap(context.to(key), f"to be looked at again by {date_view(record.review_by).words}")


# What a reader would ask of each kind and may not find stated.
_ASKED = {
    "statistic": (("period", "the period"), ("claimant", "who vouches for it")),
    "quote": (("said", "when it was said"),),
    "event": (("date", "the date"),),
    "source": (
        ("publisher", "the publisher"),
        ("published", "the date of publication"),
        ("url", "the address"),
    ),
}


def _not_stated(context: Context) -> Iterator[Gap]:
    for key, record in context.dossier.records.items():
        missing = [words for field, words in _ASKED.get(key.kind, ()) if getattr(record, field) is None]
        if missing:
            yield Gap(context.to(key, _name(record)), f"{', '.join(missing)}: not stated")


def _name(record: Record) -> str:
    return f"“{record.title}”" if isinstance(record, Source) else title_of(record)


def _not_checked(context: Context) -> Iterator[Gap]:
    records: tuple[Quote | Statistic, ...] = (*context.dossier.quotes, *context.dossier.statistics)
    for record in records:
        for number, appearance in enumerate(record.appearances):
            verdict = context.evidence.verdict(key_of(record), number)
            if not verdict.is_verified:
                source = context.to_source(appearance.source).text
                yield Gap(context.to(key_of(record)), f"in {source}: {verdict.words}")
