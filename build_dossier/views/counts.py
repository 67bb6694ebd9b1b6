"""What Home, Method and the lists count of the whole dossier, in words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from build_dossier.dossier import key_of
from build_dossier.evidence.verdicts import Recorded, Verdict
from build_dossier.records.quote import Quote
from build_dossier.records.source import Source
from build_dossier.records.statistic import Statistic
from build_dossier.views.common import Context, Sign, sign_of_verdict
from build_dossier.views.origins import first_hand
from build_dossier.views.words import count, number_in_words


def origins_in_words(context: Context) -> str:
    """'16 sources, 9 independent origins'."""
    sources = context.dossier.sources
    found = {first_hand(context.dossier, key_of(source)) for source in sources}
    return f"{count(len(sources), 'source')}, {count(len(found), 'independent origin')}"


def verified_in_words(context: Context) -> str:
    """'31 of 31 captured quotations and 17 of 17 captured figures verified word for word'."""
    parts = [
        _verified(context, context.dossier.quotes, "captured quotation"),
        _verified(context, context.dossier.statistics, "captured figure"),
    ]
    told = " and ".join(part for part in parts if part)
    return f"{told} verified word for word" if told else "nothing captured that could be verified"


def sign_of_checks(context: Context) -> Sign:
    """`verified_in_words` with a tick where all that was captured was found, and a sign of doubt where not."""
    records: tuple[Quote | Statistic, ...] = (*context.dossier.quotes, *context.dossier.statistics)
    verdicts = [
        context.evidence.verdict(key_of(record), number) for record in records for number in _captured(context, record)
    ]
    is_whole = bool(verdicts) and all(verdict.is_verified for verdict in verdicts)
    sign = sign_of_verdict(Verdict.VERIFIED if is_whole else Verdict.NOT_CHECKED)
    return replace(sign, words=verified_in_words(context))


def _verified(context: Context, records: Sequence[Quote | Statistic], noun: str) -> str:
    """'31 of 31 captured quotations': of those in captured sources, how many were found in each of these."""
    captured = [(record, numbers) for record in records if (numbers := _captured(context, record))]
    found = sum(
        all(context.evidence.verdict(key_of(record), number).is_verified for number in numbers)
        for record, numbers in captured
    )
    return f"{found} of {len(captured)} {noun}{'' if len(captured) == 1 else 's'}" if captured else ""


def _captured(context: Context, record: Quote | Statistic) -> list[int]:
    """Which of a record's appearances are in a source whose text was captured."""
    sources = (context.dossier.get(Source, each.source) for each in record.appearances)
    return [number for number, source in enumerate(sources) if source.capture]


def coverage_in_words(found: Recorded | None) -> str:
    """'14 of 17 passages and figures recorded, three left out on purpose, none open'."""
    if found is None:
        return "not measured"
    total = found.recorded + found.left_out + found.open
    left_out = f"{number_in_words(found.left_out)} left out on purpose"
    return f"{found.recorded} of {total} passages and figures recorded, {left_out}, {number_in_words(found.open)} open"


def whole_coverage(context: Context) -> Recorded | None:
    """The coverage of all sources that were measured, together; None where none was."""
    counts = context.evidence.recorded.values()
    if not counts:
        return None
    return Recorded(
        sum(one.recorded for one in counts), sum(one.left_out for one in counts), sum(one.open for one in counts)
    )
