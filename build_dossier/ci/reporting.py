"""From two sides of a change to its report: what can be said where both can be read, and what where one cannot."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from build_dossier.ci.report import (
    MOST_CHANGES,
    MOST_ROWS,
    MOST_WORST,
    BalanceRow,
    ChangeRow,
    FigureRow,
    Report,
    WorstRow,
)
from build_dossier.ci.side import Figures, Side
from build_dossier.counted import count
from build_dossier.editions.compare import Step, compare
from build_dossier.problems import Problem
from build_dossier.problems.lines import in_utf8
from build_dossier.problems.report import worst_first
from build_dossier.records.kinds import Key
from build_dossier.views.balance import IssueBalance
from build_dossier.views.telling import as_sentence, changes_in_words, tell
from build_dossier.views.words import excerpt, listed


def report(
    before: Side | None, after: Side, *, commits: tuple[str, str] = ("", ""), notes: Sequence[str] = ()
) -> Report:
    """The report of a change; `before` is None where it cannot be told what was before."""
    words, rows, more_notes = _changed(before, after)
    told = [*notes, *more_notes]
    return Report(
        title=_long(after.title or (before.title if before else "")),
        before=commits[0],
        after=commits[1],
        words=_long(words),
        changes=tuple(rows[:MOST_CHANGES]),
        more_changes=max(len(rows) - MOST_CHANGES, 0),
        errors=after.errors,
        warnings=len(after.problems) - after.errors,
        worst=tuple(_worst(problem) for problem in worst_first(after.problems)[:MOST_WORST]),
        figures=tuple(_figures(before, after)),
        balance=tuple(_balance(before.figures if before else None, after.figures))[:MOST_ROWS],
        notes=tuple(_long(note) for note in told[:MOST_ROWS]),
    )


def _long(text: str) -> str:
    return excerpt(in_utf8(text), 990)


def _short(text: str) -> str:
    return excerpt(in_utf8(text), 290)


def _worst(problem: Problem) -> WorstRow:
    return WorstRow(
        place=_long(str(problem.location)),
        severity=problem.severity.value,
        code=problem.code,
        message=_long(problem.message),
    )


# --- what changed


def _changed(before: Side | None, after: Side) -> tuple[str, list[ChangeRow], list[str]]:
    """The change in a sentence, record by record, and what keeps it from being told better."""
    if before is None:
        return "", [], []
    if before.edition and after.edition and after.dossier:
        step = Step(after.edition, before.edition, compare(before.edition, after.edition))
        told = [(change, tell(after.dossier, step, change)) for change in step.changes]
        rows = [
            ChangeRow(
                what=change.what.words,
                kind=change.key.kind,
                name=_short(change.key.id),
                title=_long(each.title),
                detail=_long("; ".join(filter(None, (each.about, each.detail)))),
            )
            for change, each in told
        ]
        return as_sentence(changes_in_words(step.changes)), rows, []
    return _by_name(before, after)


def _by_name(before: Side, after: Side) -> tuple[str, list[ChangeRow], list[str]]:
    """What can be told where a side does not hang together: which names and files came and went."""
    notes = [
        f"The data {when} cannot be read as a dossier ({count(side.errors, 'error')}), "
        "so changes within records are not told, only which names and files came, went or changed."
        for when, side in (("before the change", before), ("after the change", after))
        if side.edition is None
    ]
    if not after.files:
        notes = ["The change deletes all of data/."] if before.files else ["There are no data on either side."]
    elif not before.files:
        notes = ["There were no data before.", *notes[1:]]
    came, went = sorted(after.names - before.names), sorted(before.names - after.names)
    files = sorted({*before.files, *after.files})
    rows = [
        *(_named("added", key) for key in came),
        *(_named("removed", key) for key in went),
        *(
            ChangeRow(what=_file_change(before.files.get(file), after.files.get(file)), kind="file", name=_short(file))
            for file in files
            if before.files.get(file) != after.files.get(file)
        ),
    ]
    if not rows:
        return "Nothing has changed.", [], notes
    parts = [f"{count(len(keys), 'record')} {what}" for what, keys in (("added", came), ("removed", went)) if keys] + [
        f"{count(sum(row.kind == 'file' for row in rows), 'file')} changed"
    ]
    words = listed(parts)
    return f"{words[0].upper()}{words[1:]}.", rows, notes


def _named(what: str, key: Key) -> ChangeRow:
    return ChangeRow(what=what, kind=key.kind, name=_short(key.id))


def _file_change(before: str | None, after: str | None) -> str:
    return "added" if before is None else "removed" if after is None else "changed"


# --- figures before and after


def _figures(before: Side | None, after: Side) -> Iterator[FigureRow]:
    sides = (before, after)
    yield _row("Records", *(str(side.count) if side else None for side in sides))
    yield _row("Problems", *(_problems(side) if side else None for side in sides))
    for name, attribute in (("Sources", "origins"), ("Verdicts", "verified"), ("Coverage", "coverage")):
        yield _row(name, *(getattr(side.figures, attribute) if side and side.figures else None for side in sides))
    yield _row(
        "Balance of quotations", *(_quotations(side.figures) if side and side.figures else None for side in sides)
    )


def _quotations(figures: Figures) -> str:
    """'12 for, 30 against, 4 neither or both': over all issues; a quotation counts for each issue that it bears on."""
    sums = (sum(each.sides[side].quotes for each in figures.balance.values()) for side in range(3))
    return ", ".join(
        f"{number:,} {side}" for number, side in zip(sums, ("for", "against", "neither or both"), strict=True)
    )


def _row(name: str, before: str | None, after: str | None) -> FigureRow:
    return FigureRow(name=name, before=before and _long(before), after=after and _long(after))


def _problems(side: Side) -> str:
    return f"{count(side.errors, 'error')}, {count(len(side.problems) - side.errors, 'warning')}"


def _balance(before: Figures | None, after: Figures | None) -> Iterator[BalanceRow]:
    """Each issue whose balance is not what it was, or each where there is no before."""
    old, new = (side.balance if side else {} for side in (before, after))
    for issue in dict.fromkeys((*new, *old)):
        sides = (_numbers(old.get(issue)), _numbers(new.get(issue)))
        if sides[0] != sides[1]:
            name = (new.get(issue) or old[issue]).issue.text
            yield BalanceRow(issue=_short(name), before=sides[0], after=sides[1])


def _numbers(balance: IssueBalance | None) -> tuple[str, ...] | None:
    if balance is None:
        return None
    return (balance.parties, balance.quotes, balance.words, balance.figures, balance.origins)
