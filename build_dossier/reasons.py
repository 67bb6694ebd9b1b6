"""Why a page was made anew or was not, in words for whoever runs the build."""

from __future__ import annotations

from build_dossier.outcome import Outcome
from build_dossier.records.kinds import BY_NAME

UNCHANGED = "nothing that it was made from changed"

_WHOLE = {
    "new": "it is new",
    "environment": "the program, dossier.yml or how the dossier as a whole is cited changed",
    "given": "its place in its list, or what stands beside it there, changed",
    "pieces": "something that it is put together from changed",
    "lost": "what was kept of it is gone",
}
_READ = {
    "record": "{which} changed",
    "place": "{which} stands elsewhere in the data",
    "naming": "what names {which} changed",
    "finding": "the verdict on {which} changed",
    "recorded": "how much of the source {which} is recorded changed",
    "cited": "how the source {which} is cited changed",
    "csl": "how the source {which} is cited changed",
    "derived": "what follows from the whole dossier changed ({which})",
    "shared": "what follows from the whole dossier changed ({which})",
    "template": "the template {which} changed",
}


def reason(why: str) -> str:
    """A reason as `make` gives it, in words."""
    what, _, which = why.partition(" ")
    if what == "all":
        return f"the {BY_NAME[which].plural} changed"
    if what == "keys":
        return f"there are other {BY_NAME[which].plural} now, or in another order"
    if what in _READ:
        return _READ[what].format(which="the records" if which == "*" else which)
    return _WHOLE[why]


def reason_of(page: str, outcome: Outcome) -> str:
    """Why the Markdown of a page was made anew in a build, or that it was not."""
    told = outcome.why.get(outcome.product_of.get(page, page))
    return reason(told) if told else UNCHANGED
