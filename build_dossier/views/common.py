"""What several pages show in the same way: links, dates, stances, verdicts, short lines for records."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import cached_property
from typing import TypeVar
from urllib.parse import quote as quote_url

from markupsafe import Markup

from build_dossier.citing.citations import NO_CITATIONS, Citations
from build_dossier.dossier import Dossier, key_of
from build_dossier.editions.compare import NO_HISTORY, History
from build_dossier.evidence.verdicts import Evidence, Verdict
from build_dossier.language.speaking import gettext, ngettext, pgettext
from build_dossier.records.base import Record
from build_dossier.records.event import Event
from build_dossier.records.issue import Issue
from build_dossier.records.kinds import Key
from build_dossier.records.party import Party
from build_dossier.records.position import Position
from build_dossier.records.quote import Quote
from build_dossier.records.source import Source
from build_dossier.records.statistic import Statistic
from build_dossier.records.term import Term
from build_dossier.values import scales
from build_dossier.values.dates import in_words, moment_in_words
from build_dossier.values.edtf import Edtf
from build_dossier.views import places
from build_dossier.views.amounts import Amount, amount, amount_of
from build_dossier.views.origins import origins
from build_dossier.views.roles import role_of_speaker
from build_dossier.views.words import excerpt, labelled, quoted

ResultT = TypeVar("ResultT")


def not_stated() -> str:
    """What stands where no source states it."""
    return gettext("not stated")


@dataclass(frozen=True, slots=True)
class Link:
    """A link to a page of the site; `href` is relative to the page that shows it."""

    text: str
    href: Markup


@dataclass(frozen=True, slots=True)
class DateView:
    """A date in words, with the machine-readable value where HTML has one for it ('' otherwise)."""

    words: str
    machine: str = ""
    edtf: str = ""


@dataclass(frozen=True, slots=True)
class Sign:
    """A stance or verdict: a symbol, a word, and a class for the style sheet."""

    symbol: str
    words: str
    style: str


@dataclass(frozen=True, slots=True)
class QuoteLine:
    """A quotation in a list."""

    link: Link
    speaker: Link
    role: str
    date: DateView
    verdict: Sign
    sources: tuple[Link, ...]
    rank: str


@dataclass(frozen=True, slots=True)
class FigureLine:
    """A figure in a list."""

    link: Link
    amount: Amount
    label: str
    claimant: Link | None
    period: DateView
    basis: str
    status: str
    verdict: Sign
    sources: tuple[Link, ...]
    origins: int
    relayed: str
    """'relayed by two', counting the sources that print it."""
    is_contested: bool
    """Whether its status says that it is disputed, corrected or cannot be verified."""
    rank: str


@dataclass(frozen=True, slots=True)
class EventLine:
    """An event in a list."""

    link: Link
    date: DateView
    is_exact: bool
    """Whether the day is known; else the page marks the date as imprecise."""


@dataclass(frozen=True)
class Context:
    """The dossier and its evidence, seen from the page at `here`."""

    dossier: Dossier
    evidence: Evidence
    here: str
    past: History = NO_HISTORY
    citations: Citations = NO_CITATIONS

    def page(self, target: str, text: str, anchor: str = "") -> Link:
        """A link to a page of the site."""
        path = places.relative(target, self.here)
        return Link(text, Markup(f"{path}#{anchor}" if anchor else path))

    def to(self, key: Key, text: str = "") -> Link:
        """A link to a record, under its own short name or the text given."""
        page, anchor = places.page_of(self.dossier, key)
        return self.page(page, text or title_of(self.dossier.records[key]), anchor)

    def to_party(self, id: str) -> Link:
        """A link to a party under its short name, or the beginning of a long one."""
        party = self.dossier.get(Party, id)
        return self.to(key_of(party), party.short or excerpt(party.name, 80))

    def to_source(self, id: str) -> Link:
        """A link to a source, named by publisher and date."""
        return self.to(Key("source", id))

    def shared(self, make: Callable[[Context], ResultT]) -> ResultT:
        """What a function makes of the whole dossier and its evidence, for all pages alike: it holds no links."""
        return self.dossier.shared(make, replace(self, here=places.HOME))

    @cached_property
    def language(self) -> str:
        """The dossier's language."""
        return self.dossier.about.language

    def verdict(self, record: Quote | Statistic) -> Sign:
        """The verdict on a record where there is room for one; of several appearances, in how many it holds."""
        key, number = key_of(record), len(record.appearances)
        best = self.evidence.best(key, number)
        sign = sign_of_verdict(best)
        found = sum(self.evidence.verdict(key, each).is_verified for each in range(number))
        in_some = best.is_verified and found < number
        return replace(sign, words=_verified_in_some(best, found, number)) if in_some else sign

    def quote_line(self, quote: Quote, longest: int = 90) -> QuoteLine:
        """A quotation in a list, with so many characters of its words."""
        return QuoteLine(
            self.to(key_of(quote), quoted(excerpt(quote.text, longest))),
            self.to_party(quote.speaker),
            role_of_speaker(self.dossier, quote),
            moment_view(quote.said),
            self.verdict(quote),
            tuple(self.to_source(appearance.source) for appearance in quote.appearances),
            quote.rank.value,
        )

    def figure_line(self, statistic: Statistic) -> FigureLine:
        """A figure in a list."""
        return FigureLine(
            self.to(key_of(statistic), amount(statistic)),
            amount_of(statistic),
            statistic.label,
            self.to_party(statistic.claimant) if statistic.claimant else None,
            date_view(statistic.period),
            statistic.basis.words,
            statistic.status.words if statistic.status else "",
            self.verdict(statistic),
            tuple(self.to_source(appearance.source) for appearance in statistic.appearances),
            len(origins(self.dossier, statistic.appearances)),
            ngettext("printed by {count} source", "printed by {count} sources", len(statistic.appearances)),
            statistic.status not in (None, scales.FigureStatus.UNDISPUTED),
            statistic.rank.value,
        )

    def event_line(self, event: Event) -> EventLine:
        """An event in a list."""
        return EventLine(self.to(key_of(event)), moment_view(event.date), is_day(event.date))

    def edit(self, key: Key) -> str:
        """The address at which the record's lines can be edited, where the dossier says how; else ''."""
        template = self.dossier.about.edit_url
        if not template:
            return ""
        place = self.dossier.location(key)
        return template.replace("{path}", quote_url(place.path)).replace("{line}", str(place.line))


def _verified_in_some(best: Verdict, found: int, number: int) -> str:
    if best is Verdict.VERIFIED_EDITED:
        return gettext("verified, edited in {found} of {number}", found=found, number=number)
    return gettext("verified in {found} of {number}", found=found, number=number)


def date_view(date: Edtf | None, unknown: str = "") -> DateView:
    """A date for readers; one that is not known says so, in the words given or as 'not stated'."""
    if date is None:
        return DateView(unknown or not_stated())
    return DateView(in_words(date), date.text if date.is_exact else "", date.text)


def moment_view(date: Edtf | None, unknown: str = "") -> DateView:
    """The date of something that happened once: an unknown start is told as 'by …'."""
    view = date_view(date, unknown)
    return view if date is None or date.form != "interval" else replace(view, words=moment_in_words(date))


def sign_of_stance(stance: scales.Stance) -> Sign:
    """A stance as symbol and word."""
    return Sign(stance.symbol, stance.words, f"stance-{stance.value}")


def sign_of_verdict(verdict: Verdict) -> Sign:
    """A verdict as symbol and words."""
    return Sign(verdict.symbol, verdict.words, f"verdict-{verdict.value}")


def is_day(date: Edtf | None) -> bool:
    """Whether a date, or the first and the last of a period, is known to the day and certain."""
    if date is None or date.form == "set":
        return False
    return all(point and point.precision == "day" and not point.qualifier for point in date.points)


def source_name(source: Source) -> str:
    """A source in running text: publisher and date, '(undated)' or its title where those are not known."""
    name = source.publisher or quoted(excerpt(source.title, 50))
    if source.published is None:
        return name
    return pgettext("source", "{publisher}, {date}", publisher=name, date=in_words(source.published))


def title_of(record: Record) -> str:  # noqa: PLR0911 -- one line a kind
    """The short name under which links lead to a record."""
    match record:
        case Source():
            return source_name(record)
        case Party():
            return record.name
        case Issue() | Event():
            return record.title
        case Statistic():
            return labelled(amount(record), record.label)
        case Quote():
            return quoted(excerpt(record.text))
        case Term():
            return record.name
        case Position():
            return record.statement or record.stance.words
    return record.id


def newest_first(quotes: list[Quote]) -> list[Quote]:
    """Quotations by date, newest first; those without one at the end."""
    return sorted(quotes, key=lambda quote: _negated(quote.said))


def _negated(date: Edtf | None) -> tuple[bool, tuple[int, ...]]:
    if date is None:
        return True, ()
    return False, tuple(-part for part in date.sort_key[0])


def oldest_first(dates: Edtf | None) -> tuple[bool, tuple[tuple[int, int, int], tuple[int, int, int], str]]:
    """A sort key: by earliest possible day, unknown dates last."""
    nowhere = ((9999, 12, 31), (9999, 12, 31), "")
    return dates is None, dates.sort_key if dates else nowhere
