"""Reporters: problems for a terminal, for GitHub and for other programs."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from build_dossier.problems import REPORTERS, Location, Problem, Severity

PLAIN = Problem(Location("data/quotes.yml", 12, 5), "bad-date", "'x' is not a date", ("write 2016", "or 2016-10"))
WHOLE_FILE = Problem(Location("data/notes.txt"), "unplaced-file", "nothing reads it", ("move it",), Severity.WARNING)
HOSTILE = Problem(
    Location("data/a,b:c%\n\x1b[31m.yml", 3, 4),
    "bad-id",
    "100%\r\n::error::forged\x1b[2J, a: b",
    ("first\nsecond", "50%"),
)
PROBLEMS = st.builds(
    Problem,
    st.builds(Location, st.text(), st.integers(0, 99), st.integers(0, 99)),
    st.just("bad-id"),
    st.text(),
    st.lists(st.text(), max_size=2).map(tuple),
    st.sampled_from(Severity),
)


def test_text_gives_the_place_first_and_aligns_hints_below_it() -> None:
    assert REPORTERS["text"]([PLAIN, WHOLE_FILE]) == (
        "data/quotes.yml:12:5: error[bad-date] 'x' is not a date\n"
        "                      write 2016\n"
        "                      or 2016-10\n"
        "data/notes.txt: warning[unplaced-file] nothing reads it\n"
        "                move it\n"
    )


def test_text_keeps_hostile_values_on_their_line_and_prints_no_escape() -> None:
    told = REPORTERS["text"]([HOSTILE])
    assert told.split("\n") == [
        "data/a,b:c%\\n\\x1b[31m.yml:3:4: error[bad-id] 100%\\r\\n::error::forged\\x1b[2J, a: b",
        " " * 31 + "first\\nsecond",
        " " * 31 + "50%",
        "",
    ]


def test_text_holds_no_command_for_a_log_of_github() -> None:
    told = REPORTERS["text"]([Problem(Location("data/##[error]x.yml"), "bad-id", "##[error]forged", ("##[error]x",))])
    assert "##[" not in told


@pytest.mark.parametrize("name", ["text", "github"])
def test_letters_of_every_script_are_printed_as_they_are(name: str) -> None:
    told = REPORTERS[name]([Problem(Location("data/größe.yml"), "bad-id", "“L’œuvre” 万 تاجر 😀 a\\b")])
    assert "data/größe.yml" in told
    assert "“L’œuvre” 万 تاجر 😀 a\\b" in told


def test_github_gives_one_command_a_problem() -> None:
    assert REPORTERS["github"]([PLAIN, WHOLE_FILE]) == (
        "::error file=data/quotes.yml,line=12,col=5,title=bad-date::"
        "'x' is not a date%0Awrite 2016%0Aor 2016-10\n"
        "::warning file=data/notes.txt,line=1,col=1,title=unplaced-file::nothing reads it%0Amove it\n"
    )


def test_github_escapes_what_would_end_a_field_or_forge_a_command() -> None:
    assert REPORTERS["github"]([HOSTILE]) == (
        "::error file=data/a%2Cb%3Ac%25\\n\\x1b[31m.yml,line=3,col=4,title=bad-id::"
        "100%25\\r\\n::error::forged\\x1b[2J, a: b%0Afirst\\nsecond%0A50%25\n"
    )


def test_json_gives_every_part() -> None:
    assert json.loads(REPORTERS["json"]([WHOLE_FILE])) == [
        {
            "path": "data/notes.txt",
            "line": 0,
            "column": 0,
            "severity": "warning",
            "code": "unplaced-file",
            "message": "nothing reads it",
            "hints": ["move it"],
        }
    ]


def test_json_keeps_texts_as_they_are() -> None:
    (told,) = json.loads(REPORTERS["json"]([HOSTILE]))
    assert (told["path"], told["message"]) == (HOSTILE.location.path, HOSTILE.message)


@pytest.mark.parametrize("name", sorted(REPORTERS))
def test_a_file_name_that_is_not_utf8_can_be_printed(name: str) -> None:
    told = REPORTERS[name]([Problem(Location("data/caf\udce9.yml"), "unplaced-file", "nothing reads it")])
    assert told.encode("utf-8").decode("utf-8") == told
    assert ("%E9" if name == "sarif" else "\\udce9") in told


@pytest.mark.parametrize("name", ["text", "github"])
def test_nothing_is_said_of_nothing(name: str) -> None:
    assert REPORTERS[name]([]) == ""


def test_json_of_nothing_is_an_empty_list() -> None:
    assert json.loads(REPORTERS["json"]([])) == []


@given(st.lists(PROBLEMS, max_size=3))
def test_a_problem_takes_one_line_and_one_for_each_hint(problems: list[Problem]) -> None:
    lines = REPORTERS["text"](problems).split("\n")[:-1]
    assert len(lines) == sum(1 + len(problem.hints) for problem in problems)
    assert all(line.isprintable() for line in lines)


@given(st.lists(PROBLEMS, max_size=3))
def test_github_reads_one_command_a_problem(problems: list[Problem]) -> None:
    lines = REPORTERS["github"](problems).split("\n")[:-1]
    assert len(lines) == len(problems)
    assert all(line.isprintable() and line.startswith(("::error ", "::warning ")) for line in lines)
