"""What Home, Method and the lists count of the whole dossier, in words."""

from __future__ import annotations

from collections.abc import Sequence

from build_dossier.dossier import key_of
from build_dossier.records.quote import Quote
from build_dossier.records.source import Source
from build_dossier.records.statistic import Statistic
from build_dossier.views.common import Context
from build_dossier.views.origins import first_hand
from build_dossier.views.words import count


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


def _verified(context: Context, records: Sequence[Quote | Statistic], noun: str) -> str:
    """'31 of 31 captured quotations': of those in a source whose text was captured, how many were found."""
    captured = [record for record in records if _is_captured(context, record)]
    found = sum(context.evidence.best(key_of(each), len(each.appearances)).is_verified for each in captured)
    return f"{found} of {len(captured)} {noun}{'' if len(captured) == 1 else 's'}" if captured else ""


def _is_captured(context: Context, record: Quote | Statistic) -> bool:
    return any(context.dossier.get(Source, each.source).capture for each in record.appearances)
