"""Fields set in an author's text: what stood there stands there still, and the rest reads back as it was."""

from __future__ import annotations

import pytest
from hypothesis import assume, event, given
from hypothesis import strategies as st

from build_dossier.commands.sources import ORDER
from build_dossier.load.amend import CannotAmendError, amended
from build_dossier.load.nodes import Plain, plain
from build_dossier.load.yaml_core import read_yaml

FIELDS = {"accessed": "2026-11-21", "capture": "times.txt"}


def amend(text: str, *path: int, **fields: str) -> str:
    return amended(text.encode(), path, fields or FIELDS, ORDER).decode()


def tree(text: str) -> Plain:
    root, problems = read_yaml("", text.removeprefix("\ufeff"))
    assert root is not None, problems
    return plain(root)


# --- where a new line goes


def test_a_field_goes_below_the_one_that_comes_before_it() -> None:
    before = """\
# The sources.
- id: times
  type: book
  title: "A book: one of many"   # as printed
  published: 2016-10
  url: https://example.org/a
  relays: [party:reuters]
- id: post
  type: book
  title: Another
"""
    after = """\
# The sources.
- id: times
  type: book
  title: "A book: one of many"   # as printed
  published: 2016-10
  accessed: 2026-11-21
  url: https://example.org/a
  relays: [party:reuters]
  capture: times.txt
- id: post
  type: book
  title: Another
"""
    assert amend(before, 0) == after


def test_only_the_record_that_is_named_is_touched() -> None:
    before = "- id: a\n  type: book\n- id: b\n  type: book\n- id: c\n  type: book\n"
    assert (
        amend(before, 1, title="T")
        == "- id: a\n  type: book\n- id: b\n  type: book\n  title: T\n- id: c\n  type: book\n"
    )


def test_a_file_may_be_one_mapping() -> None:
    assert amend("# A source.\nid: a\ntype: book\n\n# the end\n", title="T") == (
        "# A source.\nid: a\ntype: book\ntitle: T\n\n# the end\n"
    )


def test_a_comment_that_runs_on_below_its_field_stays_with_it() -> None:
    before = """\
- id: a
  published: 2015-10   # the day is not
                       # stated
  # Where it was read.
  url: u
"""
    assert amend(before, 0, accessed="2016") == before.replace("# stated\n", "# stated\n  accessed: 2016\n")


def test_a_field_goes_past_values_of_several_lines_without_entering_them() -> None:
    before = """\
- id: a
  title: >-
    A text
    # that is no comment
    url: and no field
  publisher: A house that
    goes on
  authors:
    - One
    - Two
  relays: [party:a,
    party:b]
  note: |
    The end.

"""
    after = amend(before, 0, language="en", published="2015", genre="News", rank="normal", number="2")
    assert (
        after
        == """\
- id: a
  genre: News
  title: >-
    A text
    # that is no comment
    url: and no field
  publisher: A house that
    goes on
  number: 2
  authors:
    - One
    - Two
  published: 2015
  language: en
  relays: [party:a,
    party:b]
  note: |
    The end.
  rank: normal

"""
    )


def dict_of(value: Plain) -> dict[str, Plain]:
    assert isinstance(value, list)
    assert isinstance(value[0], dict)
    return value[0]


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("-   id: a\n    type: book\n", "-   id: a\n    type: book\n    title: T\n"),
        ("-\n  id: a\n", "-\n  id: a\n  title: T\n"),
        ("- id: a", "- id: a\n  title: T"),
        ("- id: a # a comment", "- id: a # a comment\n  title: T"),
        ("- id: a\r\n  type: book\r\n", "- id: a\r\n  type: book\r\n  title: T\r\n"),
        ("- id: x\r\n- id: a", "- id: x\r\n- id: a\r\n  title: T"),
        ("- id: a\r  type: book\r", "- id: a\r  type: book\r  title: T\r"),
        ("- id: a\t# a\ttab\n  #\tand\tanother\n", "- id: a\t# a\ttab\n  title: T\n  #\tand\tanother\n"),
        ("- 'id': a\n", "- 'id': a\n  title: T\n"),
        ("---\n- id: a\n...\n", "---\n- id: a\n  title: T\n...\n"),
        ("\ufeff- id: a\n", "\ufeff- id: a\n  title: T\n"),
        ("- id: a\n  note: 汉字 🙂 é\n", "- id: a\n  title: T\n  note: 汉字 🙂 é\n"),
        ("- id: a\n  unheard_of: x\n", "- id: a\n  title: T\n  unheard_of: x\n"),
    ],
)
def test_the_file_keeps_its_form(before: str, after: str) -> None:
    records = tree(before)
    assert isinstance(records, list)
    assert amend(before, len(records) - 1, title="T") == after


# --- fields that stand there without a value


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("- id: a\n  title:\n  type: book\n", "- id: a\n  title: T\n  type: book\n"),
        ("- id: a\n  title:   # to do\n", "- id: a\n  title: T   # to do\n"),
        ("- id: a\n  title: ~\n", "- id: a\n  title: T\n"),
        ("- id: a\n  title:  null  # to do\n", "- id: a\n  title:  T  # to do\n"),
        ("- id: a\n  title: ''\n", "- id: a\n  title: T\n"),
        ('- id: a\n  title: " "   # to do\n', "- id: a\n  title: T   # to do\n"),
        ("- id: a\n  'title' :\n", "- id: a\n  'title' : T\n"),
        ("- id: a\n  title:", "- id: a\n  title: T"),
        ("- {id: a, title: , type: book}\n", "- {id: a, title: T , type: book}\n"),
        ("- {id: a, title: ~}\n", "- {id: a, title: T}\n"),
        ("- id: a\n  title:\n    ~\n", "- id: a\n  title:\n    T\n"),
    ],
)
def test_a_field_without_a_value_gets_it_where_it_stands(before: str, after: str) -> None:
    assert amend(before, 0, title="T") == after


def test_a_field_with_a_value_stays() -> None:
    text = "- id: a\n  accessed: 2016 # then\n  capture: >-\n    b.txt\n"
    assert amend(text, 0) == text


# --- mappings in braces


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("- {id: a, url: u}\n", "- {id: a, title: T, url: u}\n"),
        ("- {id: a, type: book}\n", "- {id: a, type: book, title: T}\n"),
        ("- {id: a, type: 'it''s'} # c\n", "- {id: a, type: 'it''s', title: T} # c\n"),
        ("- { id: a,\n    type: book # c\n  }\n", "- { id: a,\n    type: book, title: T # c\n  }\n"),
        ("- {id: a, relays: [b, c]}\n", "- {id: a, title: T, relays: [b, c]}\n"),
        ("- {id: a, type: [b]}\n", "- {title: T, id: a, type: [b]}\n"),
        ("[{id: a}]\n", "[{id: a, title: T}]\n"),
        ("{id: a}", "{id: a, title: T}"),
    ],
)
def test_a_mapping_in_braces_keeps_them(before: str, after: str) -> None:
    assert amend(before, *(0,) * isinstance(tree(before), list), title="T") == after


# --- values


@pytest.mark.parametrize(
    ("value", "written"),
    [
        ("Fakes at the Bazaar", "Fakes at the Bazaar"),
        ("Fakes: a report", "'Fakes: a report'"),
        ("Alibaba's C#1 fake", "Alibaba's C#1 fake"),
        ("No. 1 # of many", "'No. 1 # of many'"),
        ("It's 'so': she said", "'It''s ''so'': she said'"),
        ("@handle", "'@handle'"),
        ("null", "'null'"),
        ("- dash", "'- dash'"),
        ("“Fakes”, it says", "“Fakes”, it says"),
        ("假货", "假货"),
        ("[1, 2", "'[1, 2'"),
        ("back\\slash", "back\\slash"),
        ("& others", "'& others'"),
    ],
)
def test_a_value_is_quoted_only_where_it_must_be(value: str, written: str) -> None:
    assert amend("- id: a\n", 0, title=value) == f"- id: a\n  title: {written}\n"
    assert dict_of(tree(amend("- {id: a}\n", 0, title=value)))["title"] == value


# --- what is refused


@pytest.mark.parametrize(
    ("text", "path"),
    [
        ("- id: a\n", (1,)),
        ("- id: a\n", ()),
        ("- a\n", (0,)),
        ("", ()),
        ("- id: a\n  broken: [\n", (0,)),
        ("- ? id\n  : a\n", (0,)),
        ("- {id: a, title}\n", (0,)),
    ],
)
def test_what_cannot_be_done_without_harm_is_refused(text: str, path: tuple[int, ...]) -> None:
    with pytest.raises(CannotAmendError):
        amended(text.encode(), path, {"title": "T"}, ORDER)


def test_a_value_of_several_lines_is_refused() -> None:
    with pytest.raises(CannotAmendError):
        amend("- id: a\n", 0, title="one\ntwo")


# --- any file at all

_WORDS = st.text("ab :#'\"-[]{},&*!|>%@`~é汉🙂\\?", min_size=1, max_size=12).map(str.strip).filter(bool)
_COMMENTS = st.sampled_from(["", " # c", "   # it's: a [comment", "\t# tab"])


@st.composite
def _value(draw: st.DrawFn, indent: str) -> str:
    text = draw(_WORDS)
    single = "'" + text.replace("'", "''") + "'"
    form = draw(st.sampled_from(["plain", "single", "block", "folded", "list", "flow", "empty", "null"]))
    comment = draw(_COMMENTS)
    return {
        "plain": f" word {len(text)}{comment}",
        "single": f" {single}{comment}",
        "block": f" |{comment}\n{indent}  {text}\n\n{indent}  # no comment",
        "folded": f" >-{comment}\n{indent}  {text}\n{indent}  accessed: no field",
        "list": f"{comment}\n{indent}- {single}\n{indent}- b{comment}",
        "flow": f" [{single},\n{indent}  {{a: b}}]{comment}",
        "empty": comment,
        "null": f" ~{comment}",
    }[form]


@st.composite
def _files(draw: st.DrawFn) -> tuple[str, int]:
    lines = []
    records = draw(st.integers(1, 3))
    for _ in range(records):
        keys = draw(st.lists(st.sampled_from(["type", *ORDER[:20]]), unique=True).map(lambda keys: ["id", *keys]))
        keys = draw(st.permutations(list(dict.fromkeys(keys))))
        start = "- "
        for key in keys:
            lines.append(f"{start}{key}:{draw(_value('  '))}")
            start = "  "
            if draw(st.booleans()):
                lines.append(draw(st.sampled_from(["", "  # about the next", "# at the edge", "      # deeper"])))
    ending = draw(st.sampled_from(["\n", "\r\n"]))
    text = "\n".join(lines) + draw(st.sampled_from(["", "\n"]))
    return text.replace("\n", ending), draw(st.integers(0, records - 1))


@given(_files(), st.dictionaries(st.sampled_from(ORDER), _WORDS, min_size=1, max_size=3))
def test_a_file_reads_as_before_but_for_the_new_fields(file: tuple[str, int], fields: dict[str, str]) -> None:
    text, number = file
    root, _ = read_yaml("", text)
    assume(root is not None)
    assert root is not None
    before = plain(root)
    assert isinstance(before, list)
    record = before[number]
    assert isinstance(record, dict)
    try:
        after = amended(text.encode(), (number,), fields, ORDER).decode()
    except CannotAmendError:
        event("refused")
        return
    record |= {name: value for name, value in fields.items() if not str(record.get(name) or "").strip()}
    assert tree(after) == before
    kept = iter(after)
    assert all(char in kept for char in text.replace("~", ""))
