"""One YAML file into a tree of nodes with their places: YAML 1.2 core, one document, no aliases.

The tree is built from the parser's events, because aliases are refused before they expand, a second
key is seen at its place, and no implicit type of YAML 1.1 gets in between.
"""

from __future__ import annotations

import re
from typing import Any, Protocol

import yaml

from build_dossier.load.nodes import Items, Mapping, Node, Scalar
from build_dossier.problems import Location, Problem, quoted

LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_DEEPEST = 40


class _Open:
    """A list or mapping that is still being read."""

    __slots__ = ("column", "entries", "is_list", "key", "line", "nodes")

    def __init__(self, is_list: bool, line: int, column: int) -> None:
        self.is_list, self.line, self.column = is_list, line, column
        self.nodes: list[Node] = []
        self.entries: dict[str, tuple[Scalar, Node]] = {}
        self.key: Scalar | None = None

    def close(self) -> Node:
        if self.is_list:
            return Items(tuple(self.nodes), self.line, self.column)
        return Mapping(self.entries, self.line, self.column)


class _Refused(Exception):
    """The file cannot be read any further."""

    def __init__(self, problem: Problem) -> None:
        self.problem = problem


def read_yaml(path: str, text: str, first_line: int = 1) -> tuple[Node | None, list[Problem]]:
    """The tree of a file (None when it is empty or cannot be read) and its problems.

    A text that is a piece of a file comes with its first line there; it must be sound.
    """
    problems: list[Problem] = []
    hidden = _HIDDEN_BREAK.search(text)
    if hidden:
        return None, [_character_problem(path, text, hidden.start())]
    try:
        return _read(path, text, problems, first_line - 1), problems
    except yaml.MarkedYAMLError as error:
        problems.append(_syntax_problem(path, error))
    except yaml.reader.ReaderError:
        bad = next(at for at, char in enumerate(text) if not _allowed(char))
        problems.append(_character_problem(path, text, bad))
    except _Refused as refused:
        problems.append(refused.problem)
    return None, problems


def _read(path: str, text: str, problems: list[Problem], above: int) -> Node | None:
    stack: list[_Open] = []
    root: Node | None = None
    documents = 0
    for event in yaml.parse(text, Loader=LOADER):
        line, column = _place(event.start_mark)
        line += above
        _refuse_sharing(path, event, line, column)
        if isinstance(event, yaml.DocumentStartEvent):
            documents += 1
            if documents > 1:
                raise _refused(path, line, column, "several-documents", "a second YAML document starts here")
            continue
        node: Node
        if isinstance(event, yaml.ScalarEvent):
            is_plain = not event.style  # None from PyYAML, '' from libyaml
            node = Scalar(event.value, is_plain, line, column)
        elif isinstance(event, yaml.CollectionStartEvent):
            if len(stack) >= _DEEPEST:
                raise _refused(path, line, column, "too-deep", f"more than {_DEEPEST} levels of nesting")
            stack.append(_Open(isinstance(event, yaml.SequenceStartEvent), line, column))
            continue
        elif isinstance(event, yaml.CollectionEndEvent):
            node = stack.pop().close()
        else:
            continue
        if stack:
            _put(path, stack[-1], node, problems)
        else:
            root = node
    return root


def _put(path: str, parent: _Open, node: Node, problems: list[Problem]) -> None:
    if parent.is_list:
        parent.nodes.append(node)
    elif parent.key is None:
        if not isinstance(node, Scalar):
            raise _refused(path, node.line, node.column, "wrong-type", "a key must be a plain text")
        parent.key = node
    else:
        _put_entry(path, parent, parent.key, node, problems)
        parent.key = None


def _put_entry(path: str, parent: _Open, key: Scalar, node: Node, problems: list[Problem]) -> None:
    first = parent.entries.get(key.text)
    if first is None:
        parent.entries[key.text] = (key, node)
        return
    place = Location(path, first[0].line, first[0].column)
    problems.append(
        Problem(
            Location(path, key.line, key.column),
            "duplicate-key",
            f"the key {quoted(key.text)} stands twice in this mapping",
            (f"it stands first at {place}; keep one of the two",),
        )
    )


class _Mark(Protocol):
    """A place as PyYAML and libyaml give it, counted from 0."""

    line: int
    column: int


def _place(mark: _Mark | None) -> tuple[int, int]:
    return (mark.line + 1, mark.column + 1) if mark else (0, 0)


def _refuse_sharing(path: str, event: yaml.Event, line: int, column: int) -> None:
    if isinstance(event, yaml.NodeEvent) and event.anchor is not None:
        what = f"*{event.anchor}" if isinstance(event, yaml.AliasEvent) else f"&{event.anchor}"
        message = f"{quoted(what)} shares one value between places, which a dossier does not do"
        raise _refused(path, line, column, "alias", message)
    if isinstance(event, yaml.ScalarEvent | yaml.CollectionStartEvent) and event.tag is not None:
        message = f"the tag {quoted(event.tag)} is not read: fields know their types"
        raise _refused(path, line, column, "alias", message)


def _refused(path: str, line: int, column: int, code: str, message: str) -> _Refused:
    cures = {
        "alias": "write the value itself; put quotation marks around a text that starts with &, * or !",
        "several-documents": "put each list of records into a file of its own",
        "too-deep": "no record is nested so deep: check the brackets and the indentation",
        "wrong-type": "write the key as a word: `name: value`",
    }
    return _Refused(Problem(Location(path, line, column), code, message, (cures[code],)))


def _syntax_problem(path: str, error: yaml.MarkedYAMLError) -> Problem:
    what = error.problem or "it cannot be read"
    began, noticed = error.context_mark, error.problem_mark
    # what is never closed is noticed at the end of the file, and mended where it begins
    line, column = _place(began if what == _NOT_CLOSED else noticed)
    hints = [_CURES.get(what, _ANY_CURE)]
    if began and began.line + 1 != line:
        hints.append(f"{error.context}, which began at line {began.line + 1}")
    return Problem(Location(path, line, column), "yaml-syntax", f"this is not YAML: {what}", tuple(hints))


_NOT_CLOSED = "found unexpected end of stream"
_COLON = "put quotation marks around a text that holds ': ', or check the indentation"
_BRACKET = "a bracket is not closed, or a comma is missing between two items"
_ESCAPE = "a backslash starts an escape in double quotation marks: use single ones, or write it twice"
_ANY_CURE = "check the indentation, and put quotation marks around a text with signs in it"
_CURES = {
    "mapping values are not allowed in this context": _COLON,
    "mapping values are not allowed here": _COLON,
    "found character that cannot start any token": "use spaces, not tabs, to indent; put quotation marks "
    "around a text that starts with @, ` or %",
    "found a tab character that violates indentation": "use spaces, not tabs, to indent",
    "did not find expected key": "check the indentation; a text that starts with a quotation mark ends with "
    "the next one",
    "did not find expected '-' indicator": "check the indentation: the items of a list start in one column",
    "did not find expected ',' or ']'": _BRACKET,
    "did not find expected ',' or '}'": _BRACKET,
    "did not find expected node content": _BRACKET,
    "did not find expected alphabetic or numeric character": "put quotation marks around a text that starts "
    "with & or *",
    "could not find expected ':'": "a key is followed by ': '; indent the lines of a longer text",
    "found unknown escape character": _ESCAPE,
    "found invalid Unicode character escape code": _ESCAPE,
    "did not find expected hexdecimal number": _ESCAPE,
    _NOT_CLOSED: "the quotation mark here is not closed",
}


# Characters that end a line for YAML 1.1 but not for editors: lines would be counted wrongly.
_HIDDEN_BREAK = re.compile("[\x85\u2028\u2029]")


def _character_problem(path: str, text: str, bad: int) -> Problem:
    line = text.count("\n", 0, bad) + 1
    column = bad - (text.rfind("\n", 0, bad) + 1) + 1
    return Problem(
        Location(path, line, column),
        "control-character",
        f"U+{ord(text[bad]):04X} cannot stand in a data file",
        ("delete it: it is invisible and has no meaning in a text",),
    )


def _allowed(char: str) -> bool:
    # YAML 1.2, c-printable
    return char in "\t\n\r" or " " <= char <= "~" or (char >= "\xa0" and char not in "\ufffe\uffff\ufeff")
