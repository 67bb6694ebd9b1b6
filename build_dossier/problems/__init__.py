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
from build_dossier.problems.reporters import FROM_ROOT, REPORTERS

__all__ = [
    "CODES",
    "FROM_ROOT",
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
