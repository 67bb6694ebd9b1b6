"""How words and figures reached us: the attribution chain of each appearance, with the verdict on it."""

from __future__ import annotations

from dataclasses import dataclass

from build_dossier.dossier import key_of
from build_dossier.evidence.claims import words_of
from build_dossier.evidence.fragments import text_fragment
from build_dossier.evidence.verdicts import Finding, Verdict
from build_dossier.language.speaking import gettext, pgettext
from build_dossier.records.appearance import Appearance
from build_dossier.records.kinds import Key
from build_dossier.records.quote import Quote
from build_dossier.records.source import Source
from build_dossier.records.statistic import Statistic
from build_dossier.values.edtf import parse_edtf
from build_dossier.views.common import Context, DateView, Link, Sign, date_view, sign_of_verdict


@dataclass(frozen=True, slots=True)
class Step:
    """One hand that the words passed through: who, and what they did."""

    link: Link
    did: str


@dataclass(frozen=True, slots=True)
class AppearanceView:
    """One place where the thing can be read: chain, wording, verdict."""

    steps: tuple[Step, ...]
    source: Link
    wording: str
    """The words as this source has them; '' where they are those of the record."""
    as_printed: str
    date: DateView | None
    locator: str
    note: str
    verdict: Sign
    meaning: str
    proof: str
    """Where the words stand in which capture, and when that was checked; '' where they were not found."""
    url: str
    """The source's own page, opened at the words where they were found."""
    archived_url: str


def appearance_views(context: Context, record: Quote | Statistic) -> tuple[AppearanceView, ...]:
    """Every appearance of a quotation or figure."""
    return tuple(_view(context, record, number) for number in range(len(record.appearances)))


def _view(context: Context, record: Quote | Statistic, number: int) -> AppearanceView:
    appearance = record.appearances[number]
    source = context.dossier.get(Source, appearance.source)
    finding = context.evidence.finding(key_of(record), number)
    return AppearanceView(
        _steps(context, record, appearance),
        context.to_source(appearance.source),
        appearance.exact or "",
        appearance.as_printed or "",
        date_view(appearance.date) if appearance.date else None,
        appearance.locator or "",
        appearance.note or "",
        sign_of_verdict(finding.verdict),
        _meaning(finding.verdict, source),
        _proof(finding),
        _at_words(context, source, record, number),
        source.archived_url or "",
    )


def _steps(context: Context, record: Quote | Statistic, appearance: Appearance) -> tuple[Step, ...]:
    first = record.speaker if isinstance(record, Quote) else record.claimant
    said = pgettext("chain", "said it") if isinstance(record, Quote) else pgettext("chain", "vouches for it")
    printed = pgettext("chain", "relayed it") if appearance.via else pgettext("chain", "published it")
    return (
        *([Step(context.to_party(first), said)] if first else ()),
        *(Step(context.to(Key.parse(via)), pgettext("chain", "passed it on")) for via in reversed(appearance.via)),
        Step(context.to_source(appearance.source), printed),
    )


def _proof(finding: Finding) -> str:
    if not finding.verdict.is_verified:
        return ""
    capture = f"{finding.capture[:4]}…{finding.capture[-4:]}"
    day = date_view(parse_edtf(finding.on)).words
    return gettext(
        "Characters {start} to {end} of capture {capture}, checked {date}",
        start=finding.start,
        end=finding.end,
        capture=capture,
        date=day,
    )


def _at_words(context: Context, source: Source, record: Quote | Statistic, number: int) -> str:
    finding = context.evidence.finding(key_of(record), number)
    if not source.url or not finding.verdict.is_verified:
        return source.url or ""
    words, _ = words_of(context.dossier, record, number)
    return text_fragment(source.url, words, finding.around) or source.url


def _meaning(verdict: Verdict, source: Source) -> str:
    if verdict is Verdict.UNCAPTURABLE and source.uncapturable:
        return source.uncapturable
    return verdict.meaning
