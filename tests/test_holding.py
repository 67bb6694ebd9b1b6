"""Holding the records against the lock, on a machine that has no captures."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from build_dossier.dossier import Dossier, key_of
from build_dossier.evidence.folding import fold
from build_dossier.evidence.holding import hold
from build_dossier.evidence.lock import Lock, read_lock
from build_dossier.evidence.verdicts import Evidence, Verdict
from build_dossier.load.reading import read
from build_dossier.records.base import Record
from build_dossier.records.kinds import Key
from build_dossier.records.quote import Quote
from build_dossier.records.statistic import Statistic
from tests.projects import FIRST, project, run
from tests.verifying import TIMES, Desk, desk

WEIGHTS = ("never-verified", "nothing-to-check", "source-changed", "value-differs", "words-changed")


@pytest.fixture
def verified(tmp_path: Path) -> Desk:
    """A verified dossier whose captures are gone."""
    at = desk(tmp_path)
    at.verify()
    shutil.rmtree(at.captures)
    return at


def _set(at: Desk, weight: str) -> None:
    """Give every check of the evidence the same weight."""
    at.change("dossier.yml", "title:", f"checks: {{{', '.join(f'{name}: {weight}' for name in WEIGHTS)}}}\ntitle:")


def _evidence(at: Desk) -> Evidence:
    return hold(at.dossier, at.lock)[0]


# --- what is found


def test_what_was_verified_holds(verified: Desk) -> None:
    assert verified.told() == []
    evidence = _evidence(verified)
    assert evidence.verdict(Key("quote", "opaque"), 0) is Verdict.VERIFIED
    assert evidence.verdict(Key("quote", "slow"), 0) is Verdict.NOT_CHECKED
    finding = evidence.finding(Key("statistic", "shops"), 0)
    assert TIMES[finding.start : finding.end] == "180,000 shops"
    assert finding.on == "2026-11-21"


def test_a_source_without_a_text_says_why(verified: Desk) -> None:
    verified.change(
        "sources.yml", "  title: The morning news\n", "  title: The morning news\n  uncapturable: Sound only\n"
    )
    assert verified.told() == []
    assert _evidence(verified).verdict(Key("quote", "slow"), 0) is Verdict.UNCAPTURABLE


def test_typography_is_no_change(verified: Desk) -> None:
    verified.change("quotes.yml", "The process is opaque, and it", "The  process is\n    opaque,\u00a0and it")
    verified.change("quotes.yml", "We wait for weeks.", "We wait\u200b for weeks.")
    assert verified.told() == []


# --- what no longer holds, and where it is told


CHANGES = {
    "a word of a text": ("quotes.yml", "We wait", "We waited", ["data/quotes.yml:9:9 words-changed"]),
    "a word less": ("quotes.yml", "We wait for weeks", "We wait weeks", ["data/quotes.yml:9:9 words-changed"]),
    "a capital": ("quotes.yml", "We wait", "we wait", ["data/quotes.yml:9:9 words-changed"]),
    "a point": ("quotes.yml", "for weeks.", "for weeks", ["data/quotes.yml:9:9 words-changed"]),
    "a word of an exact wording": (
        "quotes.yml",
        "exact: The process is opaque",
        "exact: The process was opaque",
        ["data/quotes.yml:7:14 words-changed"],
    ),
    "an exact wording dropped": (
        "quotes.yml",
        "      exact: The process is opaque\n",
        "",
        ["data/quotes.yml:2:9 words-changed"],
    ),
    "a digit of a printed figure": (
        "statistics.yml",
        "180,000 shops",
        "190,000 shops",
        ["data/statistics.yml:7:19 words-changed"],
    ),
    "a printed figure dropped": (
        "statistics.yml",
        "      as_printed: 180,000 shops\n",
        "",
        ["data/statistics.yml:6:7 words-changed"],
    ),
    "a record renamed": ("statistics.yml", "id: shops", "id: stores", ["data/statistics.yml:7:19 never-verified"]),
    "an appearance added": (
        "quotes.yml",
        "    - source: radio\n",
        "    - source: radio\n    - source: echo\n",
        ["data/quotes.yml:9:9 never-verified"],
    ),
    "an appearance in another source": (
        "statistics.yml",
        "source: times",
        "source: echo",
        ["data/statistics.yml:7:19 never-verified"],
    ),
    "a source that gets a capture": (
        "sources.yml",
        "  title: The morning news\n",
        "  title: The morning news\n  capture: radio.txt\n",
        ["data/quotes.yml:9:9 never-verified"],
    ),
    "another file": (
        "sources.yml",
        "capture: echo.txt",
        "capture: echo-2.txt",
        ["data/quotes.yml:7:14 source-changed"],
    ),
    "no capture any more": ("sources.yml", "  capture: echo.txt\n", "", ["data/quotes.yml:7:14 source-changed"]),
    "said to have no text": (
        "sources.yml",
        "  capture: echo.txt\n",
        "  uncapturable: On paper\n",
        ["data/quotes.yml:7:14 source-changed"],
    ),
    "an appearance removed": ("quotes.yml", "    - source: radio\n", "", []),
}


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES)
def test_a_change_is_told_at_its_field(verified: Desk, change: tuple[str, str, str, list[str]]) -> None:
    name, old, new, told = change
    verified.change(name, old, new)
    assert verified.told() == told


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES)
def test_the_dossier_says_how_much_a_change_matters(verified: Desk, change: tuple[str, str, str, list[str]]) -> None:
    name, old, new, told = change
    verified.change(name, old, new)
    _set(verified, "warning")
    assert verified.told() == [f"{place} (warning)" for place in told]
    verified.change("dossier.yml", "never-verified: warning", "never-verified: off")
    verified.change("dossier.yml", "words-changed: warning", "words-changed: off")
    verified.change("dossier.yml", "source-changed: warning", "source-changed: off")
    verified.change("dossier.yml", "value-differs: warning", "value-differs: off")
    assert verified.told() == []


def test_a_value_that_the_printed_figure_does_not_tell_is_a_warning(verified: Desk) -> None:
    verified.change("statistics.yml", "value: 180000", "value: 18000")
    assert verified.told() == ["data/statistics.yml:7:19 value-differs (warning)"]


@pytest.mark.parametrize("name", ["a word less", "another file", "no capture any more", "a record renamed"])
def test_what_no_longer_holds_is_shown_as_not_checked(verified: Desk, name: str) -> None:
    file, old, new, _ = CHANGES[name]
    assert _counts(_evidence(verified)) == (4, 1)
    verified.change(file, old, new)
    assert _counts(_evidence(verified)) == (3, 2)


def _counts(evidence: Evidence) -> tuple[int, int]:
    """How many appearances are verified, and how many not checked."""
    verdicts = [finding.verdict for finding in evidence.findings.values()]
    return verdicts.count(Verdict.VERIFIED), verdicts.count(Verdict.NOT_CHECKED)


def test_a_figure_that_was_never_printed_is_but_a_warning(tmp_path: Path) -> None:
    at = desk(tmp_path)
    at.change("statistics.yml", "      as_printed: 180,000 shops\n", "")
    at.verify()
    assert at.told() == ["data/statistics.yml:6:7 nothing-to-check (warning)"]


def test_without_a_lock_nothing_was_verified(verified: Desk) -> None:
    verified.project.lock.unlink()
    assert verified.told() == [
        "data/quotes.yml:2:9 never-verified",
        "data/quotes.yml:7:14 never-verified",
        "data/quotes.yml:9:9 never-verified",
        "data/statistics.yml:7:19 never-verified",
    ]


# --- a mismatch


def test_no_weight_makes_a_mismatch_less_than_an_error(tmp_path: Path) -> None:
    at = desk(tmp_path)
    at.change("quotes.yml", "We wait for weeks.", "We do not wait for weeks.")
    _set(at, "off")
    at.verify()
    assert at.told() == ["data/quotes.yml:9:9 mismatch"]
    assert _evidence(at).best(Key("quote", "slow"), 2) is Verdict.MISMATCH


def test_a_mismatch_stays_one_where_its_source_is_said_to_have_no_text(tmp_path: Path) -> None:
    at = desk(tmp_path)
    at.change("statistics.yml", "180,000 shops", "190,000 shops")
    at.verify()
    at.change("sources.yml", "  capture: times.txt\n", "  capture: times.txt\n  uncapturable: It is gone\n")
    assert at.told() == ["data/statistics.yml:7:19 mismatch"]
    at.verify()
    assert at.told() == ["data/statistics.yml:7:19 mismatch"]


def test_words_that_no_source_prints_by_the_records_own_account_are_a_mismatch(tmp_path: Path) -> None:
    at = desk(tmp_path)
    at.change("quotes.yml", "    - source: times\n    - source: echo\n", "    - source: echo\n")
    at.verify()
    assert at.told() == ["data/quotes.yml:2:9 mismatch"]
    assert [problem.code for problem in at.verify().problems] == ["mismatch"]
    at.change("quotes.yml", "text: The process is opaque, and it is slow.", "text: process is opaque")
    assert at.told() == []


# --- the first dossier: one word of any quotation changed, and no captures


@cache
def _first() -> tuple[Dossier, Lock]:
    dossier = read(FIRST, "data").dossier
    lock, problems = read_lock(FIRST / "evidence.lock", "data/evidence.lock")
    assert dossier is not None
    assert problems == []
    return dossier, lock


def _wordings() -> Iterator[tuple[Record, tuple[str | int, ...], str]]:
    """Every wording that the first dossier quotes from a captured source: its record, its field and its words."""
    dossier, _ = _first()
    for quote in dossier.quotes:
        yield quote, ("text",), quote.text
        if quote.original:
            yield quote, ("original", "text"), quote.original.text
        for number, appearance in enumerate(quote.appearances):
            if appearance.exact:
                yield quote, ("appearances", number, "exact"), appearance.exact
    for figure in dossier.statistics:
        for number, appearance in enumerate(figure.appearances):
            if appearance.as_printed:
                yield figure, ("appearances", number, "as_printed"), appearance.as_printed


def _with(record: Record, field: tuple[str | int, ...], words: str) -> Record:
    if len(field) == 1:
        return record.model_copy(update={"text": words})
    assert isinstance(record, Quote | Statistic)
    if field[0] == "original":
        assert isinstance(record, Quote)
        assert record.original
        return record.model_copy(update={"original": record.original.model_copy(update={"text": words})})
    appearances = list(record.appearances)
    number = int(field[1])
    appearances[number] = appearances[number].model_copy(update={str(field[2]): words or None})
    return record.model_copy(update={"appearances": tuple(appearances)})


def _codes_with(record: Record) -> set[str]:
    """What the first dossier's lock says when a record has become this one."""
    dossier, lock = _first()
    changed = Dossier(
        dossier.about,
        {**dossier.records, key_of(record): record},
        dossier.placed,
        dossier.about_placed,
        dossier.backlinks,
    )
    return {problem.code for problem in hold(changed, lock)[1] if problem.is_error}


WORDINGS = list(_wordings())


def test_the_first_dossier_is_as_it_was_verified() -> None:
    dossier, lock = _first()
    assert [problem for problem in hold(dossier, lock)[1] if problem.is_error] == []
    assert len(WORDINGS) >= 40


@pytest.mark.parametrize(
    ("record", "field", "words"), WORDINGS, ids=[f"{key_of(record)}-{field[-1]}" for record, field, _ in WORDINGS]
)
def test_any_word_deleted_doubled_or_changed_fails_the_check(
    record: Record, field: tuple[str | int, ...], words: str
) -> None:
    for word in re.finditer(r"\S+", words):
        before, after = words[: word.start()], words[word.end() :]
        for instead in ("", f"{word.group()} {word.group()}", "zebra", word.group()[:-1], word.group().swapcase()):
            changed = f"{before}{instead}{after}".strip()
            if fold(changed).text != fold(words).text:
                assert _codes_with(_with(record, field, changed)), changed


@settings(deadline=None)
@given(st.data())
def test_any_character_changed_fails_the_check(data: st.DataObject) -> None:
    record, field, words = data.draw(st.sampled_from(WORDINGS))
    at = data.draw(st.integers(0, len(words) - 1))
    char = data.draw(st.characters(exclude_categories=["Cs", "Cc"]))
    changed = words[:at] + char + words[at + 1 :]
    if fold(changed).text != fold(words).text:
        assert _codes_with(_with(record, field, changed))


@pytest.mark.parametrize(
    ("file", "old", "new"),
    [
        ("quotes/2016.yml", "what has not improved", "what has improved"),
        ("quotes/2015.yml", "patchy progress", "progress"),
        ("quotes/2018.yml", "more transparent", "less transparent"),
        ("statistics.yml", "as_printed: a factor of 28", "as_printed: a factor of 82"),
    ],
)
def test_the_command_line_fails_where_there_are_no_captures(tmp_path: Path, file: str, old: str, new: str) -> None:
    root = project(tmp_path / "first", FIRST)
    path = root / "data" / file
    text = path.read_text("utf-8")
    assert text.count(old) == 1
    path.write_text(text.replace(old, new), "utf-8")
    done = run("check", "-C", root, env={"DOSSIER_CAPTURES": ""})
    assert (done.returncode, done.stderr) == (1, "One error.\n")
    assert "error[words-changed]" in done.stdout
    line = text[: text.index(old)].count("\n") + 1
    assert f"{file}:{line}:" in done.stdout or f"{file}:{line - 1}:" in done.stdout
