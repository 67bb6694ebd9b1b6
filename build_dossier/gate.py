"""The gate: what of checked data may be published, with its evidence and its history."""

from __future__ import annotations

from build_dossier.checking import Checked
from build_dossier.editions.compare import NO_HISTORY, History, history
from build_dossier.editions.edition import Edition
from build_dossier.evidence.holding import hold
from build_dossier.evidence.verdicts import Evidence
from build_dossier.handling import Publishable, publishable, refusal
from build_dossier.problems import Problem
from build_dossier.views.snapshot import names_in, snapshot


def to_publish(checked: Checked) -> tuple[Publishable | None, tuple[Problem, ...]]:
    """What of a sound dossier may be published, or why nothing may."""
    if checked.dossier is None:
        return None, checked.problems
    refused = refusal(checked.dossier)
    if refused:
        return None, (*checked.problems, refused)
    return publishable(checked.dossier), checked.problems


def evidence_for(clear: Publishable, checked: Checked) -> Evidence:
    """The verdicts for what may be published, where appearances count anew: some may be left out."""
    return checked.evidence if clear.dossier is checked.dossier else hold(clear.dossier, checked.lock)[0]


def history_for(clear: Publishable, checked: Checked, evidence: Evidence) -> History:
    """How what may be published came to be."""
    if not checked.editions:
        return NO_HISTORY
    return history(editions_for(clear, checked), snapshot(clear.dossier, evidence))


def editions_for(clear: Publishable, checked: Checked) -> list[Edition]:
    """The editions, oldest first, without a trace of what was published once and is withheld now."""
    known = names_in(checked.dossier) if checked.dossier else set()
    hidden = known - names_in(clear.dossier)
    return [edition.without(hidden, known) for edition in checked.editions]
