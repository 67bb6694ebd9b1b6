"""Problems as SARIF 2.1.0, the form in which code hosts and editors take what any checker finds.

https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html
"""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Any
from urllib.parse import quote

from build_dossier import __version__
from build_dossier.problems.codes import CODES
from build_dossier.problems.lines import in_utf8
from build_dossier.problems.problem import Problem

SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
_ROOT = "%SRCROOT%"


def as_sarif(problems: Sequence[Problem]) -> str:
    """A SARIF log of one run: every problem, and the meaning and cure of each code that occurs."""
    codes = sorted({problem.code for problem in problems})
    places = {code: place for place, code in enumerate(codes)}
    marks = fingerprints(problems)
    log = {
        "$schema": SCHEMA,
        "version": "2.1.0",
        "runs": [
            {
                "tool": {
                    "driver": {
                        "name": "build-dossier",
                        "semanticVersion": __version__,
                        "rules": [_rule(code) for code in codes],
                    }
                },
                "columnKind": "unicodeCodePoints",
                "originalUriBaseIds": {_ROOT: {"description": {"text": "The root of the repository."}}},
                "results": [
                    _result(problem, places[problem.code], mark) for problem, mark in zip(problems, marks, strict=True)
                ],
            }
        ],
    }
    return in_utf8(json.dumps(log, ensure_ascii=False, indent=2)) + "\n"


def fingerprints(problems: Sequence[Problem]) -> Iterator[str]:
    """For each problem a name that stays when lines move: of file, code and message, and which of those alike it is."""
    seen: Counter[str] = Counter()
    for problem in problems:
        what = "\0".join((problem.location.path, problem.code, problem.message))
        seen[what] += 1
        yield hashlib.sha256(f"{what}\0{seen[what]}".encode("utf-8", "backslashreplace")).hexdigest()[:32]


def _rule(name: str) -> dict[str, Any]:
    code = CODES.get(name)
    told = {"shortDescription": {"text": code.meaning}, "help": {"text": code.cure}} if code else {}
    return {"id": name, **told}


def _result(problem: Problem, rule: int, mark: str) -> dict[str, Any]:
    place = problem.location
    # A file as a whole has no region in SARIF, but GitHub asks for one.
    region = {"startLine": max(place.line, 1), **({"startColumn": place.column} if place.column > 0 else {})}
    file = {"uri": _uri(place.path), "uriBaseId": _ROOT}
    return {
        "ruleId": problem.code,
        "ruleIndex": rule,
        "level": problem.severity.value,
        "message": {"text": "\n".join((problem.message, *problem.hints))},
        "locations": [{"physicalLocation": {"artifactLocation": file, "region": region}}],
        "partialFingerprints": {"dossier/v1": mark},
    }


def _uri(path: str) -> str:
    """A path as a relative reference; a byte that is not UTF-8 is escaped as it is on the disk."""
    try:
        return quote(path.encode("utf-8", "surrogateescape"))
    except UnicodeEncodeError:
        return quote(in_utf8(path))
