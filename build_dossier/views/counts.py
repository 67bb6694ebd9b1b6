"""What Home, Method and the lists count of the whole dossier, in words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import NamedTuple

from build_dossier.dossier import derived, key_of
from build_dossier.evidence.verdicts import Recorded, Verdict
from build_dossier.language.speaking import gettext, ngettext, npgettext, pgettext
from build_dossier.records.quote import Quote
from build_dossier.records.source import Source
from build_dossier.records.statistic import Statistic
from build_dossier.views.common import Context, Sign, sign_of_verdict
from build_dossier.views.origins import first_hand
from build_dossier.views.words import comma_listed, count_of, listed


class _Checks(NamedTuple):
    """Of the records in captured sources, how many were found in each of these, and how many there are."""

    quotes: tuple[int, int]
    figures: tuple[int, int]
    is_whole: bool
    """Whether there are any, and each was found wherever it appears."""


def origins_in_words(context: Context) -> str:
    """'16 sources, 9 independent origins'."""
    sources, origins = context.shared(_origins)
    told = ngettext("{count} independent origin", "{count} independent origins", origins)
    return gettext("{sources}, {origins}", sources=count_of("source", sources), origins=told)


@derived
def _origins(context: Context) -> tuple[int, int]:
    sources = context.dossier.sources
    return len(sources), len({first_hand(context.dossier, key_of(source)) for source in sources})


def verified_in_words(context: Context) -> str:
    """'31 of 31 captured quotations and 17 of 17 captured figures verified word for word'."""
    told, checks = [], context.shared(_checks)
    found, number = checks.quotes
    if number:
        told.append(
            ngettext(
                "{found} of {number} captured quotation", "{found} of {number} captured quotations", number, found=found
            )
        )
    found, number = checks.figures
    if number:
        told.append(
            ngettext("{found} of {number} captured figure", "{found} of {number} captured figures", number, found=found)
        )
    if not told:
        return gettext("nothing captured that could be verified")
    return gettext("{records} verified word for word", records=listed(told))


def sign_of_checks(context: Context) -> Sign:
    """`verified_in_words` with a tick where all that was captured was found, and a sign of doubt where not."""
    is_whole = context.shared(_checks).is_whole
    sign = sign_of_verdict(Verdict.VERIFIED if is_whole else Verdict.NOT_CHECKED)
    return replace(sign, words=verified_in_words(context))


@derived
def _checks(context: Context) -> _Checks:
    quotes, figures = _verified(context, context.dossier.quotes), _verified(context, context.dossier.statistics)
    return _Checks(quotes, figures, quotes[1] + figures[1] > 0 and quotes[0] + figures[0] == quotes[1] + figures[1])


def _verified(context: Context, records: Sequence[Quote | Statistic]) -> tuple[int, int]:
    captured = [(record, numbers) for record in records if (numbers := _captured(context, record))]
    found = sum(
        all(context.evidence.verdict(key_of(record), number).is_verified for number in numbers)
        for record, numbers in captured
    )
    return found, len(captured)


def _captured(context: Context, record: Quote | Statistic) -> list[int]:
    """Which of a record's appearances are in a source whose text was captured."""
    sources = (context.dossier.get(Source, each.source) for each in record.appearances)
    return [number for number, source in enumerate(sources) if source.capture]


def coverage_in_words(found: Recorded | None) -> str:
    """'14 of 17 passages and figures recorded, three left out on purpose, none open'."""
    if found is None:
        return pgettext("coverage", "not measured")
    recorded = ngettext(
        "{recorded} of {number} passages and figures recorded",
        "{recorded} of {number} passages and figures recorded",
        found.recorded + found.left_out + found.open,
        recorded=found.recorded,
    )
    return comma_listed([recorded, _left_out(found.left_out), _open(found.open)])


def _left_out(number: int) -> str:
    if number == 0:
        return gettext("none left out on purpose")
    return ngettext("{count} left out on purpose", "{count} left out on purpose", number)


def _open(number: int) -> str:
    if number == 0:
        return pgettext("passages of a source", "none open")
    return npgettext("passages of a source", "{count} open", "{count} open", number)


def whole_coverage(context: Context) -> Recorded | None:
    """The coverage of all sources that were measured, together; None where none was."""
    counts = context.evidence.recorded.values()
    if not counts:
        return None
    return Recorded(
        sum(one.recorded for one in counts), sum(one.left_out for one in counts), sum(one.open for one in counts)
    )
