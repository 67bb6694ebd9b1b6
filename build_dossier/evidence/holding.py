"""Holding the records against the lock: are the published words those that were verified? Needs no capture."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from build_dossier.cache import NO_CACHE, Cache
from build_dossier.dossier import Dossier, key_of
from build_dossier.evidence.agreement import printed_number
from build_dossier.evidence.claims import Checkable, Claim, claims_of
from build_dossier.evidence.held import Held, held_before
from build_dossier.evidence.lock import ClaimLock, Lock
from build_dossier.evidence.matching import Match, Text, look_for
from build_dossier.evidence.measured import known_counts
from build_dossier.evidence.verdicts import Evidence, Finding, Verdict
from build_dossier.problems import Problem, Severity
from build_dossier.records.kinds import Key
from build_dossier.records.quote import Quote
from build_dossier.records.source import Source
from build_dossier.records.statistic import Statistic
from build_dossier.values.numbers import plain
from build_dossier.values.scales import Check, Weight

_DEFAULT = {
    Check.NEVER_VERIFIED: Weight.ERROR,
    Check.NOTHING_TO_CHECK: Weight.WARNING,
    Check.SOURCE_CHANGED: Weight.ERROR,
    Check.VALUE_DIFFERS: Weight.WARNING,
    Check.WORDS_CHANGED: Weight.ERROR,
}
_RUN_VERIFY = "run 'dossier verify' where the captured texts are"


def hold(dossier: Dossier, lock: Lock, known: Cache = NO_CACHE) -> tuple[Evidence, list[Problem]]:
    """The evidence that the lock gives for the records as they are now, and where it no longer fits them.

    What was held before, and depends on nothing that is another now, comes from a cache where there is one.
    """
    findings: dict[tuple[Key, int], Finding] = {}
    problems: list[Problem] = []
    for record, held in held_before(dossier, lock, known, partial(_of_record, dossier, lock)):
        key = key_of(record)
        findings.update(((key, number), finding) for number, finding in enumerate(held.findings))
        problems.extend(held.problems)
    return Evidence(findings, known_counts(dossier, lock, known)), problems


def _of_record(dossier: Dossier, lock: Lock, record: Checkable) -> Held:
    findings: list[Finding] = []
    problems: list[Problem | None] = []
    for claim in claims_of(dossier, record):
        finding, problem = _hold(dossier, lock, claim)
        findings.append(finding)
        problems.append(problem or _disagreement(dossier, claim))
    problems += printed_nowhere(dossier, record)
    return Held(tuple(findings), tuple(filter(None, problems)))


_NOT_CHECKED = Finding(Verdict.NOT_CHECKED)


def _hold(dossier: Dossier, lock: Lock, claim: Claim) -> tuple[Finding, Problem | None]:
    source = dossier.get(Source, claim.key.source)
    if lock.unsound & {source.id, claim.key}:
        return _NOT_CHECKED, None  # the lock's line is the problem
    held = lock.sources.get(source.id)
    entry = lock.on(claim.key, claim.digest, held.sha256 if held else "")
    if source.uncapturable and not source.capture and not entry:
        return Finding(Verdict.UNCAPTURABLE), None
    if entry and entry.verdict is Verdict.MISMATCH and entry.words == claim.digest:
        return Finding(Verdict.MISMATCH), mismatch(dossier, claim)
    for check, message, hint in _gaps(lock, claim, source, entry):
        return _NOT_CHECKED, _problem(dossier, claim, check, message, hint)
    if entry is None:
        return _NOT_CHECKED, None
    return Finding(entry.verdict, entry.start, entry.end, entry.capture, entry.on, entry.around), None


def _gaps(lock: Lock, claim: Claim, source: Source, entry: ClaimLock | None) -> Iterator[tuple[Check, str, str]]:
    """What keeps the lock from vouching for the words; the first is told."""
    if not source.capture:
        if entry:
            message = f"was verified in a captured text of '{source.id}', which names none now"
            yield (
                Check.SOURCE_CHANGED,
                message,
                "give the source its `capture` again, or run 'dossier verify'",
            )
        return
    if entry and entry.words != claim.digest:
        done = "verified" if entry.verdict.is_verified else "looked for"
        message = f"does not have the words that were {done} in '{source.id}' on {entry.on}"
        yield Check.WORDS_CHANGED, message, f"undo the change, or {_RUN_VERIFY}"
    elif not claim.words:
        message = f"does not say how '{source.id}' prints the figure"
        yield (
            Check.NOTHING_TO_CHECK,
            message,
            "add `as_printed`, the figure's words as they stand there",
        )
    elif entry is None:
        yield Check.NEVER_VERIFIED, f"was never looked for in '{source.id}'", _RUN_VERIFY
    else:
        held = lock.sources.get(source.id)
        if held is None or (held.file, held.sha256) != (source.capture, entry.capture):
            message = f"was verified in another text of '{source.id}' than the one recorded now"
            yield Check.SOURCE_CHANGED, message, _RUN_VERIFY


def _disagreement(dossier: Dossier, claim: Claim) -> Problem | None:
    """A figure whose value is not the number that its printed form tells."""
    record = dossier.records[claim.key.record]
    if not isinstance(record, Statistic) or not claim.words:
        return None
    language = dossier.get(Source, claim.key.source).language or dossier.about.language
    number = printed_number(record, claim.words, language)
    if number is None:
        return None
    message = f"is printed as '{claim.words}', which reads as {plain(number)}, but its value is another"
    hint = "correct `value` or `as_printed`; `checks: {value-differs: off}` in data/dossier.yml turns this off"
    return _problem(dossier, claim, Check.VALUE_DIFFERS, message, hint)


def _problem(dossier: Dossier, claim: Claim, check: Check, message: str, hint: str) -> Problem | None:
    weight = dossier.about.checks.get(check, _DEFAULT[check])
    if weight is Weight.OFF:
        return None
    record = claim.key.record
    return Problem(
        dossier.location(record, *claim.field),
        check.value,
        f"{record.kind} '{record.id}' {message}",
        (hint,),
        Severity.ERROR if weight is Weight.ERROR else Severity.WARNING,
    )


def mismatch(dossier: Dossier, claim: Claim, *hints: str) -> Problem:
    """The problem of words that the captured text does not hold; no setting makes it less than an error."""
    record = claim.key.record
    return Problem(
        dossier.location(record, *claim.field),
        "mismatch",
        f"{record.kind} '{record.id}': the captured text of '{claim.key.source}' does not hold these words",
        hints or ("'dossier verify' shows the nearest passage",),
    )


def printed_nowhere(dossier: Dossier, quote: Checkable) -> Iterator[Problem]:
    """The problem of a quotation that every one of its sources prints otherwise, by its own account."""
    wordings = [appearance.exact for appearance in quote.appearances if appearance.exact]
    if not isinstance(quote, Quote) or len(wordings) < len(quote.appearances):
        return
    is_checked = any(dossier.get(Source, one.source).capture for one in quote.appearances)
    spoken = [quote.text, *([quote.original.text] if quote.original else [])]
    if is_checked and not any(isinstance(look_for(one, Text(exact)), Match) for one in spoken for exact in wordings):
        yield Problem(
            dossier.location(key_of(quote), "text"),
            "mismatch",
            f"quote '{quote.id}': each of its appearances has an `exact`, and none of them holds these words",
            ("write the words as one of the sources has them",),
        )
