"""The record itself in charts: how even it is, how much of the sources it holds, how much of it was verified."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from decimal import Decimal

from build_dossier.dossier import derived, key_of
from build_dossier.evidence.verdicts import Recorded, Verdict
from build_dossier.language.speaking import digits, gettext, pgettext
from build_dossier.records.quote import Quote
from build_dossier.records.source import Source
from build_dossier.records.statistic import Statistic
from build_dossier.views import limits
from build_dossier.views.balance import IssueBalance, SideCount
from build_dossier.views.charts.chart import Bar, Bars, Cell, Chart, Field, Fill, Segment, cell, files_of
from build_dossier.views.charts.scale import counts
from build_dossier.views.charts.statements import FILLS
from build_dossier.views.common import Context, sign_of_verdict
from build_dossier.views.words import labelled, semicolon_listed

_ISSUES = 8
"""Issues in a chart of balance, which has three bars for each."""
_ZERO = Decimal(0)


def balance_charts(context: Context, balances: Sequence[IssueBalance]) -> tuple[Chart, ...]:
    """Independent origins, quotations and words a side, issue by issue; none where there is nothing to weigh."""
    charts = (
        _balance(context, "origins", gettext("Independent origins a side"), balances, lambda side: side.origins),
        _balance(context, "quotations", gettext("Quotations a side"), balances, lambda side: side.quotes),
        _balance(context, "words", gettext("Words quoted a side"), balances, lambda side: side.words),
    )
    return tuple(chart for chart in charts if chart)


def _balance(
    context: Context, name: str, title: str, balances: Sequence[IssueBalance], of: Callable[[SideCount], int]
) -> Chart | None:
    weighed = [balance for balance in balances if any(of(side) for side in balance.sides)]
    if not weighed:
        return None
    heaviest = sorted(weighed, key=lambda balance: -sum(of(side) for side in balance.sides))[:_ISSUES]
    shown = [balance for balance in weighed if balance in heaviest]
    rows = [(balance, number, side) for balance in shown for number, side in enumerate(balance.sides)]
    csv, picture, specification = files_of(context, f"balance-{name}")
    return Chart(
        f"balance-{name}",
        title,
        "",
        gettext(
            "Bars that start at zero, three for each issue: for the proposition, against it, and neither or both. "
            "The table gives every count."
        ),
        Bars(
            tuple(_side_bar(balance, number, side, of(side)) for balance, number, side in rows),
            counts((of(side) for _, _, side in rows), 3),
            at_end=True,
        ),
        (pgettext("table", "Issue"), pgettext("table", "Side"), title),
        tuple((cell(balance.issue), Cell(side.side), Cell(digits(of(side)))) for balance, number, side in rows),
        (Field("issue", is_text=True), Field("side"), Field(name)),
        tuple((balance.issue.text, FILLS[number], str(of(side))) for balance, number, side in rows),
        csv,
        picture,
        specification,
        notes=tuple(_more(len(shown), len(weighed))),
    )


def _side_bar(balance: IssueBalance, number: int, side: SideCount, count: int) -> Bar:
    """A bar of one side; the issue's name stands above the first."""
    shown = _side_words(number, count)
    segment = Segment(_ZERO, Decimal(count), FILLS[number])
    return Bar("" if number else balance.issue.text, "", shown, (segment,))


def _side_words(number: int, count: int) -> str:
    if number == 0:
        return gettext("{number} for", number=count)
    return gettext("{number} against", number=count) if number == 1 else gettext("{number} neither", number=count)


def _more(shown: int, all: int) -> Iterator[str]:
    if shown < all:
        yield gettext("Drawn: the {shown} of {all} with the highest counts.", shown=shown, all=all)


def coverage_chart(context: Context) -> Chart | None:
    """How many passages and figures of each captured source are recorded, left out on purpose, or neither."""
    measured = [
        (source, context.evidence.recorded[source.id])
        for source in context.dossier.sources
        if source.id in context.evidence.recorded
    ]
    most = sorted(measured, key=lambda each: -_total(each[1]))[: limits.CHART_ROWS]
    shown = [each for each in measured if each in most and _total(each[1])]
    if len(shown) < 2:
        return None
    csv, picture, specification = files_of(context, "coverage")
    return Chart(
        "coverage",
        gettext("What is recorded of each captured source"),
        gettext("passages in quotation marks and figures"),
        gettext(
            "Bars that start at zero, one for each source, in three parts: recorded, left out on purpose, open. "
            "The table gives every count."
        ),
        Bars(
            tuple(_source_bar(context, source, found) for source, found in shown),
            counts(_total(found) for _, found in shown),
        ),
        (
            pgettext("table", "Source"),
            pgettext("table", "Recorded"),
            pgettext("table", "Left out"),
            pgettext("table", "Open"),
        ),
        tuple(
            (
                cell(context.to_source(source.id)),
                Cell(digits(found.recorded)),
                Cell(digits(found.left_out)),
                Cell(digits(found.open)),
            )
            for source, found in shown
        ),
        (Field("source"), Field("recorded"), Field("left_out"), Field("open")),
        tuple((source.id, str(found.recorded), str(found.left_out), str(found.open)) for source, found in shown),
        csv,
        picture,
        specification,
        notes=tuple(_more(len(shown), len(measured))),
    )


def _total(found: Recorded) -> int:
    return found.recorded + found.left_out + found.open


def _source_bar(context: Context, source: Source, found: Recorded) -> Bar:
    parts: tuple[tuple[int, Fill], ...] = ((found.recorded, "whole"), (found.left_out, "part"), (found.open, "empty"))
    segments, at = [], 0
    for number, fill in parts:
        if number:
            segments.append(Segment(Decimal(at), Decimal(at + number), fill))
            at += number
    told = gettext(
        "{recorded} recorded, {left_out} left out, {open} open",
        recorded=found.recorded,
        left_out=found.left_out,
        open=found.open,
    )
    return Bar(context.to_source(source.id).text, told, "", tuple(segments))


@derived
def _verdicts(context: Context) -> Counter[Verdict]:
    records: tuple[Quote | Statistic, ...] = (*context.dossier.quotes, *context.dossier.statistics)
    return Counter(
        context.evidence.verdict(key_of(record), number)
        for record in records
        for number in range(len(record.appearances))
    )


def verdicts_chart(context: Context) -> Chart | None:
    """How many wordings and printed figures have which verdict; None where all have the same."""
    found = context.shared(_verdicts)
    shown = [verdict for verdict in Verdict if found[verdict]]
    if len(shown) < 2:
        return None
    csv, picture, specification = files_of(context, "verdicts")
    return Chart(
        "verdicts",
        gettext("What came of the checks"),
        gettext("quotations and figures, each in each source that it is said to appear in"),
        gettext(
            "Bars that start at zero, one for each verdict: {verdicts}.",
            verdicts=semicolon_listed([labelled(verdict.words, digits(found[verdict])) for verdict in shown]),
        ),
        Bars(tuple(_verdict_bar(verdict, found[verdict]) for verdict in shown), counts(found.values())),
        (gettext("Verdict"), pgettext("table", "Number")),
        tuple((Cell(_signed(verdict)), Cell(digits(found[verdict]))) for verdict in shown),
        (Field("verdict"), Field("number")),
        tuple((verdict.value, str(found[verdict])) for verdict in shown),
        csv,
        picture,
        specification,
    )


def _signed(verdict: Verdict) -> str:
    sign = sign_of_verdict(verdict)
    return f"{sign.symbol} {sign.words}"


def _verdict_bar(verdict: Verdict, number: int) -> Bar:
    fill: Fill = "whole" if verdict.is_verified else "empty"
    return Bar(_signed(verdict), "", digits(number), (Segment(_ZERO, Decimal(number), fill),))
