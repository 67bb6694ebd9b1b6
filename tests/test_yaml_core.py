"""YAML as 1.2 core, with positions: what an author wrote comes in as written."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from build_dossier.load.nodes import Items, Mapping, Plain, Scalar, plain
from build_dossier.load.yaml_core import read_yaml
from build_dossier.problems import Problem


def _read(text: str) -> Plain:
    root, problems = read_yaml("data/x.yml", text)
    assert problems == []
    assert root is not None
    return plain(root)


def _problem(text: str) -> Problem:
    root, problems = read_yaml("data/x.yml", text)
    assert root is None
    (problem,) = problems
    return problem


@pytest.mark.parametrize(
    "value",
    [
        "NO",
        "no",
        "yes",
        "on",
        "off",
        "y",
        "true",
        "False",
        "012",
        "0o7",
        "0x1F",
        "1_000",
        "12:30",
        "190:20:30",
        "2016-10",
        "2016-10-21",
        "2016-07~",
        "1e3",
        ".5",
        "3.10",
        "1.0",
        ".inf",
        ".nan",
        "-0",
        "=",
        "<<",
        "Null-Prize",
        "nil",
        "None",
    ],
)
def test_a_plain_value_comes_in_as_written(value: str) -> None:
    assert _read(f"key: {value}") == {"key": value}
    assert _read(f"- {value}") == [value]


@pytest.mark.parametrize("value", ["null", "Null", "NULL", "~", "", "# a comment"])
def test_null_is_no_value(value: str) -> None:
    assert _read(f"key: {value}") == {"key": None}


@pytest.mark.parametrize("value", ["'null'", '"~"', "''", '""'])
def test_null_in_quotation_marks_is_a_text(value: str) -> None:
    assert _read(f"key: {value}") == {"key": value[1:-1]}


@pytest.mark.parametrize("key", ["NO", "yes", "1", "null", "~", "2016-10"])
def test_keys_come_in_as_written_too(key: str) -> None:
    assert _read(f"{key}: value") == {key: "value"}


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("key: |\n  one\n  two\n", "one\ntwo\n"),
        ("key: |-\n  one\n  two\n", "one\ntwo"),
        ("key: >-\n  one\n  two\n\n  three\n", "one two\nthree"),
        ("key: one\n  two\n", "one two"),
        ('key: "one\\u00e9\\ttwo"', "oneé\ttwo"),
        ("key: 'it''s'", "it's"),
        ("key: a#b", "a#b"),
        ("key: a # b", "a"),
        ("key: https://example.org/#a", "https://example.org/#a"),
    ],
)
def test_texts_of_every_style(text: str, read: str) -> None:
    assert _read(text) == {"key": read}


def test_windows_line_ends_and_flow_style() -> None:
    assert _read("a: [one, 'two', {b: c}]\r\nd:\r\n- e\r\n") == {"a": ["one", "two", {"b": "c"}], "d": ["e"]}


@pytest.mark.parametrize("text", ["", "\n\n", "# nothing\n", "---\n", "%YAML 1.2\n---\n"])
def test_an_empty_file_has_no_content(text: str) -> None:
    root, problems = read_yaml("data/x.yml", text)
    assert problems == []
    assert root is None or plain(root) is None


def test_a_directive_of_yaml_1_1_changes_nothing() -> None:
    assert _read("%YAML 1.1\n---\ncountry: NO\n") == {"country": "NO"}


def test_nodes_know_their_line_and_column_in_characters() -> None:
    root, _ = read_yaml("data/x.yml", "- größe: [ä, öö, ü]\n  'b':\n    c: d\n")
    assert isinstance(root, Items)
    (record,) = root.nodes
    assert isinstance(record, Mapping)
    key, sizes = record.entries["größe"]
    assert (root.line, root.column) == (1, 1)
    assert (record.line, record.column) == (1, 3)
    assert (key.line, key.column) == (1, 3)
    assert isinstance(sizes, Items)
    assert [(node.line, node.column) for node in sizes.nodes] == [(1, 11), (1, 14), (1, 18)]
    quoted_key, inner = record.entries["b"]
    assert (quoted_key.line, quoted_key.column, quoted_key.plain) == (2, 3, False)
    assert (inner.line, inner.column) == (3, 5)


def test_positions_are_right_after_windows_line_ends_and_emoji() -> None:
    root, _ = read_yaml("data/x.yml", "- 😀\r\n- {b: '😀', c: d}\r\n")
    assert isinstance(root, Items)
    mapping = root.nodes[1]
    assert isinstance(mapping, Mapping)
    assert mapping.entries["c"][0] == Scalar("c", True, 2, 12)


@pytest.mark.parametrize(
    ("text", "code", "place"),
    [
        ("a:\n\tb: c\n", "yaml-syntax", (2, 1)),
        ("a: 'b\nc: d\n", "yaml-syntax", (1, 4)),
        ('a: "b\nc: d\n', "yaml-syntax", (1, 4)),
        ("a: b: c\n", "yaml-syntax", (1, 5)),
        ("a: [b\nc: d\n", "yaml-syntax", (2, 2)),
        ("a: @b\n", "yaml-syntax", (1, 4)),
        ("a: `b`\n", "yaml-syntax", (1, 4)),
        ("a: %b\n", "yaml-syntax", (1, 4)),
        ("- a\nb: c\n", "yaml-syntax", (2, 1)),
        ("a: b\n c: d\n", "yaml-syntax", (2, 3)),
        ('a: "\\q"\n', "yaml-syntax", (1, 5)),
        ('a: "\\ud800"\n', "yaml-syntax", (1, 7)),
        ('a: "\\U00110000"\n', "yaml-syntax", (1, 7)),
        ("%YAML 3.0\n---\na: b\n", "yaml-syntax", (1, 1)),
        ("%YAML 1.2\n%YAML 1.2\n---\n", "yaml-syntax", (2, 1)),
        ("a: *b\n", "alias", (1, 4)),
        ("a: &b c\n", "alias", (1, 4)),
        ("&b a: c\n", "alias", (1, 1)),
        ("- &b\n  a: c\n", "alias", (1, 3)),
        ("a: !b c\n", "alias", (1, 4)),
        ("a: !!str c\n", "alias", (1, 4)),
        ("! a: c\n", "alias", (1, 1)),
        ("--- !!map\na: c\n", "alias", (1, 5)),
        ("a: b\n---\nc: d\n", "several-documents", (2, 1)),
        ("a: b\n...\n---\n", "several-documents", (3, 1)),
        ("[a, b]: c\n", "wrong-type", (1, 1)),
        ("? {a: b}\n: c\n", "wrong-type", (1, 3)),
        ("a: " + "[" * 60, "too-deep", (1, 43)),
        ("\n".join(f"{'  ' * level}a:" for level in range(60)), "too-deep", (41, 81)),
        ("a: b\x00c\n", "control-character", (1, 5)),
        ("a: b\n\x1b[31mc: d\n", "control-character", (2, 1)),
        ("a: ä\x7f\n", "control-character", (1, 5)),
        ("a: b\x85c\n", "control-character", (1, 5)),
        ("a: b\nc: \u2028d\n", "control-character", (2, 4)),
        ("a: b\u2029", "control-character", (1, 5)),
        ("a: \ufffe", "control-character", (1, 4)),
        ("a: \xa0~ \t\x00", "control-character", (1, 8)),
    ],
)
def test_what_is_refused_is_told_once_and_at_its_place(text: str, code: str, place: tuple[int, int]) -> None:
    problem = _problem(text)
    assert (problem.code, (problem.location.line, problem.location.column)) == (code, place)
    assert problem.location.path == "data/x.yml"
    assert problem.hints


def test_a_second_key_is_told_at_its_place_and_the_first_one_holds() -> None:
    root, problems = read_yaml("data/x.yml", "a: 1\nb: {c: 2, c: 3}\na: 4\n")
    assert root is not None
    assert plain(root) == {"a": "1", "b": {"c": "2"}}
    assert [(problem.code, problem.location.line, problem.location.column) for problem in problems] == [
        ("duplicate-key", 2, 11),
        ("duplicate-key", 3, 1),
    ]
    assert "data/x.yml:1:1" in problems[1].hints[0]


def test_keys_that_yaml_1_1_takes_for_one_are_two() -> None:
    assert _read("yes: 1\ntrue: 2\n1: 3\n01: 4\n") == {"yes": "1", "true": "2", "1": "3", "01": "4"}


@pytest.mark.parametrize(
    ("text", "hint"),
    [
        ("a:\n\tb: c\n", "tabs"),
        ("a: 'b\nc: d\n", "not closed"),
        ("a: b: c\n", "quotation marks"),
        ("a: [b\nc: d\n", "bracket"),
        ("a: @b\n", "quotation marks"),
        ("- a\n - b\n- c\n  d: e\n", "quotation marks"),
        ("a: *\n", "quotation marks"),
        ("a: b\nc\nd: e\n", "': '"),
    ],
)
def test_a_mistake_comes_with_its_cure(text: str, hint: str) -> None:
    assert hint in " ".join(_problem(text).hints)


YAML_LIKE = st.lists(
    st.sampled_from(
        [
            "- ",
            "  ",
            "\t",
            "\n",
            "a",
            "id",
            ": ",
            ":",
            "?",
            "'",
            '"',
            "[",
            "]",
            "{",
            "}",
            ",",
            "|",
            ">",
            "&a ",
        ]
    )
    | st.sampled_from(
        ["*a", "!t ", "#", "%", "@", "`", "---\n", "...\n", "é", "😀", "\\", "~", "\r\n", "<<: ", "\x00", "0"]
    ),
    max_size=40,
).map("".join)


@settings(max_examples=1500)
@given(YAML_LIKE | st.text(max_size=60))
def test_any_text_is_read_or_refused(text: str) -> None:
    try:
        text.encode()
    except UnicodeEncodeError:
        text = text.encode("utf-8", "replace").decode()
    root, problems = read_yaml("data/x.yml", text)
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    assert root is None or isinstance(root, Scalar | Items | Mapping)
    for problem in problems:
        assert 1 <= problem.location.line <= len(lines) + 1
        assert problem.location.column >= 1
