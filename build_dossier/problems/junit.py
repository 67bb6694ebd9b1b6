"""Problems as a JUnit report, which nearly every CI shows as a list of tests.

There is no standard; this keeps to what Jenkins' schema `junit-4.xsd` knows: an error is a test that failed, a warning
one that passed and has something to say.
"""

from __future__ import annotations

from collections.abc import Sequence

from build_dossier.problems.lines import in_utf8, one_line
from build_dossier.problems.problem import Problem


def as_junit(problems: Sequence[Problem]) -> str:
    """An XML document with one test case a problem; where there is none, one that passed."""
    failed = sum(problem.is_error for problem in problems)
    cases = "".join(map(_case, problems)) or '    <testcase classname="data" name="no problems"/>\n'
    counts = f'tests="{max(len(problems), 1)}" failures="{failed}" errors="0"'
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        f"<testsuites {counts}>\n"
        f'  <testsuite name="dossier check" {counts} skipped="0">\n{cases}  </testsuite>\n'
        "</testsuites>\n"
    )


def _case(problem: Problem) -> str:
    where = str(problem.location)
    name = f"classname={_attribute(problem.location.path)} name={_attribute(f'{problem.code} at {where}')}"
    told = "\n".join(_text(line) for line in (f"{where}: {problem.message}", *problem.hints))
    if problem.is_error:
        kind = f"type={_attribute(problem.code)} message={_attribute(problem.message)}"
        return f"    <testcase {name}>\n      <failure {kind}>{told}</failure>\n    </testcase>\n"
    return f"    <testcase {name}>\n      <system-out>{told}</system-out>\n    </testcase>\n"


def _text(text: str) -> str:
    from xml.sax.saxutils import escape  # noqa: PLC0415 -- it imports an HTTP client, and few reports are of this form

    return escape(_of_xml(text))


def _attribute(text: str) -> str:
    from xml.sax.saxutils import quoteattr  # noqa: PLC0415 -- as above

    return quoteattr(_of_xml(text))


def _of_xml(text: str) -> str:
    """Text of characters that XML 1.0 can hold, which no surrogate and few control characters are."""
    return "".join(char if char not in "\ufffe\uffff" else "\ufffd" for char in in_utf8(one_line(text)))
