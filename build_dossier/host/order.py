"""What is to be built, as digests, so that it can be told whether it stands already."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from build_dossier.host import inputs
from build_dossier.host.manner import Manner
from build_dossier.outcome import Outcome
from build_dossier.project import Project


@dataclass(frozen=True)
class Order:
    """What is to be built."""

    docs: Mapping[str, str]
    """Each file of the documentation folder with its SHA-256."""
    made_of: str
    """The digest of all that the site is made of."""
    search: str
    """The digest of all that the search is made of."""
    manner: Manner


def order_of(project: Project, outcome: Outcome, overrides: Path | None, manner: Manner) -> Order:
    """What is to be built after the pages were written."""
    docs = inputs.documents(project.docs, outcome.changes.digests if outcome.changes else {})
    search = inputs.digest_of(inputs.search_program(), outcome.searched, outcome.language, repr(outcome.speaks))
    made_of = inputs.digest_of(
        inputs.configuration(project),
        inputs.digest_of_folder(overrides) if overrides else "",
        inputs.digest_of_files(docs),
        search,
        inputs.day_of(outcome.as_of) or inputs.date_of_build(),
        outcome.url,
        repr((outcome.as_of, manner.shard)),
    )
    return Order(docs, made_of if inputs.configuration(project) else "unknown", search, manner)
