"""Links between records: what is told of them, and what is not because it only follows."""

from __future__ import annotations

import pytest

from build_dossier.problems import Problem
from tests.conftest import ProblemsOf

SOURCES = "- {id: times, type: book, title: A book}\n"
PARTIES = "- {id: guild, name: Guild, kind: coalition}\n"
QUOTE = "- id: opaque\n  text: A.\n  speaker: guild\n  appearances: [{source: times}]\n"
SOUND = {"sources.yml": SOURCES, "parties.yml": PARTIES, "quotes.yml": QUOTE}


def _codes(problems: tuple[Problem, ...]) -> list[tuple[str, str]]:
    return [(problem.location.path, problem.code) for problem in problems]


def test_sound_links_are_no_problem(problems_of: ProblemsOf) -> None:
    assert problems_of(SOUND) == ()


def test_an_unknown_reference_is_told_where_it_stands(problems_of: ProblemsOf) -> None:
    (problem,) = problems_of({**SOUND, "quotes.yml": QUOTE.replace("speaker: guild", "speaker: gild")})
    assert (problem.code, str(problem.location)) == ("unknown-reference", "data/quotes.yml:3:12")
    assert problem.message == "quote 'opaque' names the party 'gild', which does not exist"
    assert problem.hints == ("did you mean 'guild'?",)


@pytest.mark.parametrize(
    ("name", "change", "told"),
    [
        ("the file is no YAML", {"sources.yml": "- id: 'times"}, "yaml-syntax"),
        ("the file is not UTF-8", {"sources.yml": b"\xff"}, "not-utf8"),
        ("the file lies in the wrong place", {"sources.yml": "", "source.yml": SOURCES}, "unplaced-file"),
        ("the file has another ending", {"sources.yml": "", "sources.txt": SOURCES}, "unplaced-file"),
        ("the list stands under a key", {"sources.yml": f"sources:\n{SOURCES}"}, "wrong-type"),
        ("one of the records is none", {"sources.yml": "- times\n"}, "wrong-type"),
        ("one of the records has no id", {"sources.yml": "- {type: book, title: A book}\n"}, "missing-field"),
        (
            "one of the ids is a list",
            {"sources.yml": "- {id: [times], type: book, title: A}\n"},
            "wrong-type",
        ),
        (
            "the id is to be mended to this",
            {"sources.yml": "- {id: Times, type: book, title: A}\n"},
            "bad-id",
        ),
        ("the record is unsound", {"sources.yml": "- {id: times, type: bok, title: A}\n"}, "unknown-value"),
    ],
)
def test_a_reference_to_what_could_not_be_read_is_not_told(
    name: str, change: dict[str, str | bytes], told: str, problems_of: ProblemsOf
) -> None:
    assert [code for _, code in _codes(problems_of({**SOUND, **change}))] == [told], name


def test_references_to_other_kinds_are_told_all_the_same(problems_of: ProblemsOf) -> None:
    told = problems_of({**SOUND, "sources.yml": "- 'times", "parties.yml": ""})
    assert _codes(told) == [("data/quotes.yml", "unknown-reference"), ("data/sources.yml", "yaml-syntax")]


def test_a_key_that_stands_twice_hides_no_other_mistake(problems_of: ProblemsOf) -> None:
    twice = "- {id: times, type: book, title: A, title: B}\n"
    told = problems_of({**SOUND, "sources.yml": twice, "quotes.yml": QUOTE.replace("times", "post")})
    assert [code for _, code in _codes(told)] == ["unknown-reference", "duplicate-key"]


def test_a_file_of_no_kind_hides_no_reference(problems_of: ProblemsOf) -> None:
    told = problems_of({**SOUND, "source.txt": "", "sources.yml": ""})
    assert _codes(told) == [("data/quotes.yml", "unknown-reference"), ("data/source.txt", "unplaced-file")]


def test_references_in_an_unsound_record_are_told_too(problems_of: ProblemsOf) -> None:
    told = problems_of({**SOUND, "quotes.yml": QUOTE.replace("guild", "gild") + "  colour: blue\n"})
    assert [code for _, code in _codes(told)] == ["unknown-reference", "unknown-field"]


def test_an_unsound_reference_is_not_unknown_too(problems_of: ProblemsOf) -> None:
    told = problems_of({**SOUND, "quotes.yml": QUOTE.replace("speaker: guild", 'speaker: "gu\\eild"')})
    assert [code for _, code in _codes(told)] == ["control-character"]


@pytest.mark.parametrize(
    ("relays", "code", "hint"),
    [
        ("times", "wrong-kind", "did you mean 'source:times'?"),
        ("nobody", "wrong-kind", None),
        ("source:", "wrong-kind", None),
        (":times", "wrong-kind", "did you mean 'source:times'?"),
        ("quote:opaque", "wrong-kind", None),
        ("sources:times", "wrong-kind", "did you mean 'source:times'?"),
        ("sources:nothing", "wrong-kind", "did you mean 'source'?"),
        ("person:guild", "wrong-kind", "did you mean 'party:guild'?"),
        ("source:time", "unknown-reference", "did you mean 'source:times'?"),
        ("party:times", "unknown-reference", "did you mean 'source:times'?"),
        ("party: guild", "unknown-reference", "did you mean 'party:guild'?"),
        ("party:nobody", "unknown-reference", "correct the id, or add the party"),
        ("party:", "wrong-kind", None),
    ],
)
def test_a_reference_with_its_kind(relays: str, code: str, hint: str | None, problems_of: ProblemsOf) -> None:
    extra = f"- {{id: wire, type: book, title: B, relays: ['{relays}']}}\n- {{id: 万, type: book, title: C}}\n"
    problem, _ = problems_of({**SOUND, "sources.yml": SOURCES + extra})
    assert (problem.code, problem.hints) == (code, (hint,) if hint else ())


@pytest.mark.parametrize(("speaker", "message"), [("times", "'times' as a party, but it is a source")])
def test_a_record_of_another_kind_is_told_as_such(speaker: str, message: str, problems_of: ProblemsOf) -> None:
    (problem,) = problems_of({**SOUND, "quotes.yml": QUOTE.replace("speaker: guild", f"speaker: {speaker}")})
    assert problem.code == "wrong-kind"
    assert message in problem.message
    assert problem.hints == ("name a party here",)


def test_a_record_of_another_kind_comes_with_the_nearest_of_the_right_one(problems_of: ProblemsOf) -> None:
    parties = PARTIES + "- {id: the-times, name: A, kind: media}\n"
    quote = QUOTE.replace("speaker: guild", "speaker: times")
    (problem,) = problems_of({**SOUND, "parties.yml": parties, "quotes.yml": quote})
    assert (problem.code, problem.hints) == ("wrong-kind", ("did you mean 'the-times'?",))


@pytest.mark.parametrize(
    "empty", ["speaker: ''", "speaker: guild\n  issues: ['']", "speaker: guild\n  mentions: [' ']"]
)
def test_a_reference_without_text_is_told_as_that(empty: str, problems_of: ProblemsOf) -> None:
    told = problems_of({**SOUND, "quotes.yml": QUOTE.replace("speaker: guild", empty)})
    assert [code for _, code in _codes(told)] == ["empty-text"]


def test_parties_may_own_each_other(problems_of: ProblemsOf) -> None:
    ties = {"a": "b", "b": "a", "c": "c"}
    parties = [
        f"- {{id: {a}, name: A, kind: company, relations: [{{to: {b}, type: owns}}]}}\n" for a, b in ties.items()
    ]
    assert problems_of({"parties.yml": "".join(parties)}) == ()


def test_the_same_id_may_stand_for_records_of_two_kinds(problems_of: ProblemsOf) -> None:
    files = {"sources.yml": SOURCES.replace("times", "guild"), "quotes.yml": QUOTE.replace("times", "guild")}
    assert problems_of({**SOUND, **files}) == ()


def test_a_second_record_of_one_id_is_told_with_the_place_of_the_first(problems_of: ProblemsOf) -> None:
    (problem,) = problems_of({"sources/a.yml": SOURCES, "sources/b.yml": SOURCES})
    assert (problem.code, str(problem.location)) == ("duplicate-id", "data/sources/b.yml:1:8")
    assert problem.hints == ("the first is at data/sources/a.yml:1:8; rename one of the two",)


def test_blank_space_around_an_id_makes_no_other_id(problems_of: ProblemsOf) -> None:
    told = problems_of({"sources.yml": SOURCES + "- {id: ' times ', type: book, title: B}\n"})
    assert [code for _, code in _codes(told)] == ["duplicate-id"]


def _issues(parents: dict[str, str]) -> str:
    return "".join(f"- {{id: {a}, title: A, proposition: B, parent: {b}}}\n" for a, b in parents.items())


@pytest.mark.parametrize(
    ("parents", "ways"),
    [
        ({"a": "a"}, ["a → a"]),
        ({"a": "b", "b": "a"}, ["a → b → a"]),
        ({"b": "c", "c": "a", "a": "b"}, ["b → c → a → b"]),
        ({"x": "a", "a": "b", "b": "a"}, ["a → b → a"]),
        ({"a": "b", "b": "a", "c": "d", "d": "c"}, ["a → b → a", "c → d → c"]),
        ({"a": "b", "b": "c", "c": "c"}, ["c → c"]),
        ({"a": "a", "b": "a", "c": "b"}, ["a → a"]),
    ],
)
def test_each_circle_is_told_once(parents: dict[str, str], ways: list[str], problems_of: ProblemsOf) -> None:
    told = problems_of({"issues.yml": _issues(parents)})
    assert {problem.code for problem in told} == {"circular"}
    assert [problem.message.rpartition(": ")[2] for problem in told] == ways


@pytest.mark.parametrize("parents", [{"a": "b", "b": "c", "c": "d"}, {"a": "d", "b": "d", "c": "d"}])
def test_what_is_no_circle_is_not_told(parents: dict[str, str], problems_of: ProblemsOf) -> None:
    assert problems_of({"issues.yml": _issues(parents) + "- {id: d, title: A, proposition: B}\n"}) == ()


def test_a_circle_through_two_fields_is_none(problems_of: ProblemsOf) -> None:
    issues = "- {id: a, title: A, proposition: B, parent: b}\n"
    issues += "- {id: b, title: A, proposition: B, supersedes: [a]}\n"
    assert problems_of({"issues.yml": issues}) == ()


def test_sources_of_two_kinds_that_relay_each_other_make_no_circle(problems_of: ProblemsOf) -> None:
    sources = "- {id: guild, type: book, title: A, relays: [party:guild]}\n"
    assert problems_of({"sources.yml": sources, "parties.yml": PARTIES}) == ()


def test_two_circles_that_share_a_record_are_both_told(problems_of: ProblemsOf) -> None:
    links = {"a": "[b]", "b": "[a, c, b]", "c": "[b]"}
    sources = [f"- {{id: {a}, type: book, title: A, supersedes: {b}}}\n" for a, b in links.items()]
    told = problems_of({"sources.yml": "".join(sources)})
    assert [problem.message.rpartition(": ")[2] for problem in told] == ["a → b → a", "b → c → b", "b → b"]


def test_a_reference_that_stands_twice_closes_one_circle(problems_of: ProblemsOf) -> None:
    (problem,) = problems_of({"sources.yml": "- {id: a, type: book, title: A, supersedes: [a, a]}\n"})
    assert str(problem.location) == "data/sources.yml:1:46"


def test_the_way_of_a_long_circle_is_cut(problems_of: ProblemsOf) -> None:
    letters = "abcdefghij"
    (problem,) = problems_of({"issues.yml": _issues(dict(zip(letters, letters[1:] + "a", strict=True)))})
    assert problem.message.endswith(": a → b → c → d → … → i → j → a")
