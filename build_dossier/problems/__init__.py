"""Problems: what an author wrote wrong, as values with a place."""

from build_dossier.problems.codes import CODES, Code
from build_dossier.problems.problem import (
    Location,
    Problem,
    Severity,
    did_you_mean,
    has_errors,
    nearest,
    ordered,
    quoted,
)
from build_dossier.problems.report import REPORTERS

__all__ = [
    "CODES",
    "REPORTERS",
    "Code",
    "Location",
    "Problem",
    "Severity",
    "did_you_mean",
    "has_errors",
    "nearest",
    "ordered",
    "quoted",
]
