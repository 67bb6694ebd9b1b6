"""A report as Markdown for a job's summary and for the comment; every text in it is taken for a stranger's."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from build_dossier.ci.report import Report
from build_dossier.counted import Count, count
from build_dossier.hosted import hosted

LARGEST_COMMENT = 60_000
"""In characters; GitHub takes 65,536, and counts some of them twice."""
LARGEST_SUMMARY = 900_000
"""In bytes; GitHub takes 1 MiB."""
_BALANCE = ("parties", "quotations", "words quoted", "figures", "independent origins")


def as_markdown(report: Report, largest: int = LARGEST_SUMMARY) -> str:
    """What a person reads of a change; where it would be too long, with fewer changes."""
    for most in (len(report.changes), 100, 25, 5, 0):
        text = "\n\n".join(_blocks(report, most)) + "\n"
        if len(text.encode()) <= largest:
            return text
    return f"{_words(report)}\n\nThe rest is too long to be told here.\n"


def _blocks(report: Report, most: int) -> Iterator[str]:
    yield f"## {hosted(report.title) if report.title else 'The dossier'}"
    yield _words(report)
    yield from (f"> {hosted(note, 1000)}" for note in report.notes)
    yield _problems(report)
    if report.changes:
        yield "\n".join(_changes(report, most))
    yield "\n".join(_table(("", "Before", "After"), [(row.name, row.before, row.after) for row in report.figures]))
    if report.balance:
        yield "\n".join(_balance(report))


def _words(report: Report) -> str:
    if report.words:
        return f"**{hosted(report.words, 1000)}**"
    return "What changed cannot be told."


def _problems(report: Report) -> str:
    if not report.errors and not report.warnings:
        return "No problems."
    told = f"{Count(report.errors, 'error')}, {count(report.warnings, 'warning')}."
    lines = [
        f"- {row.severity}: {_code(row.place)} {hosted(row.message, 400)} ({_code(row.code)})" for row in report.worst
    ]
    more = report.errors + report.warnings - len(report.worst)
    if more > 0:
        lines.append(f"- and {more:,} more, in `problems.sarif`")
    return "\n".join((told, "", *lines))


def _changes(report: Report, most: int) -> Iterator[str]:
    """The changes by what befell the records, folded: the sentence above has told the gist."""
    total = len(report.changes) + report.more_changes
    yield f"<details><summary>{Count(total, 'change')}, record by record</summary>\n"
    what = ""
    for row in report.changes[:most]:
        if row.what != what:
            what = row.what
            yield f"\n### {hosted(what[:1].upper() + what[1:])}\n"
        title = f" {hosted(row.title)}" if row.title else ""
        detail = f" – {hosted(row.detail, 400)}" if row.detail else ""
        yield f"- {hosted(row.kind)} {_code(row.name)}{title}{detail}"
    if total > most:
        yield f"- and {total - most:,} more"
    yield "\n</details>"


def _balance(report: Report) -> Iterator[str]:
    yield "### Balance\n"
    yield "For · against · neither or both, on the issues where it changes.\n"
    rows = [
        (f"{row.issue}: {name}", _at(row.before, number), _at(row.after, number))
        for row in report.balance
        for number, name in enumerate(_BALANCE)
        if _at(row.before, number) != _at(row.after, number)
    ]
    yield from _table(("", "Before", "After"), rows)


def _at(numbers: Sequence[str] | None, place: int) -> str | None:
    return numbers[place] if numbers and place < len(numbers) else None


def _table(head: Sequence[str], rows: Sequence[tuple[str, str | None, str | None]]) -> Iterator[str]:
    yield f"| {' | '.join(head)} |"
    yield f"|{' --- |' * len(head)}"
    for name, before, after in rows:
        yield f"| {hosted(name)} | {_cell(before)} | {_cell(after)} |"


def _cell(text: str | None) -> str:
    return "cannot be told" if text is None else hosted(text, 400)


def _code(text: str) -> str:
    """A name in the type of code."""
    return f"<code>{hosted(text, 300)}</code>"
