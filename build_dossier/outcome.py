"""What came of a run: all problems, what was written, what was left out, and what the search can find."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, NamedTuple

from build_dossier.found import Found
from build_dossier.language.speaking import ENGLISH, Language
from build_dossier.problems import Problem
from build_dossier.publish.writing import Changes
from build_dossier.values.edtf import Edtf, parse_edtf
from build_dossier.views.findable import Findable


class Outcome(NamedTuple):
    """What came of a run; it has no `changes` where an error stopped it."""

    problems: tuple[Problem, ...]
    records: int
    changes: Changes | None = None
    withheld: int = 0
    dependent: int = 0
    undrawn: str = ""
    """What is left out of the pictures for links, in a sentence."""
    as_of: Edtf | None = None
    find: Callable[[], Found] = Found
    """Gives what can be found on the pages; where nothing has changed, nobody need ask."""
    searched: str = ""
    """The fingerprint of what all that is made from."""
    language: str = "en"
    speaks: Language = ENGLISH
    """That language, with its digits."""
    undrawn_charts: int = 0
    """How many charts have no picture, because the program that draws is not installed."""
    left_out: tuple[str, ...] = ()
    """What was not made because a package is missing, in sentences for whoever runs the build."""
    url: str = ""
    """The address of the site, where the place of publication told it."""
    why: Mapping[str, str] = {}
    """Why each product was made anew, by its name."""
    product_of: Mapping[str, str] = {}
    """By the path of a file, the product that it belongs to; where nothing was made, nothing."""

    @property
    def findables(self) -> tuple[Findable, ...]:
        """What can be found on the pages, newest first."""
        found = self.find()
        return tuple(one for lot in found.held for one in found.read(lot))


_AS_IT_IS = ("records", "withheld", "dependent", "undrawn", "searched", "language", "undrawn_charts", "left_out", "url")


def noted(outcome: Outcome) -> dict[str, Any]:
    """What a later run needs to say the same, if nothing has changed."""
    told = {name: getattr(outcome, name) for name in _AS_IT_IS}
    speaks = (outcome.speaks.tag, outcome.speaks.digits)
    return {**told, "as_of": outcome.as_of.text if outcome.as_of else "", "speaks": speaks}


def as_noted(told: Mapping[str, Any], changes: Changes, find: Callable[[], Found]) -> Outcome:
    """The outcome of a run in which nothing had changed."""
    return Outcome(
        (),
        told["records"],
        changes,
        told["withheld"],
        told["dependent"],
        told["undrawn"],
        parse_edtf(told["as_of"]) if told["as_of"] else None,
        find,
        told["searched"],
        told["language"],
        Language(*told["speaks"]),
        told["undrawn_charts"],
        tuple(told["left_out"]),
        told["url"],
    )
