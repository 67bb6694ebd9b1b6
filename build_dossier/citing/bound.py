"""What a citation is bound to: the edition, whether the data have changed since, and their commit."""

from __future__ import annotations

from dataclasses import dataclass

from build_dossier.editions.compare import NO_HISTORY, History
from build_dossier.language.speaking import gettext

_SHORT = 12
"""Digits of a commit in running text, as git abbreviates it in large repositories."""


@dataclass(frozen=True, slots=True)
class Bound:
    """The state of the data that is cited."""

    edition: str = ""
    """The newest edition's name, '2018-01-31'; '' where none was closed."""
    is_changed: bool = False
    """Whether what is published differs from that edition."""
    commit: str = ""
    """The commit of the data, in full; '' where whoever built the pages did not tell it."""

    @property
    def words(self) -> str:
        """'edition 2018-01-31 with later changes, data 3f2a9c1b2d4e'; '' where nothing of it is known."""
        edition = self.edition_in_words
        if not self.commit:
            return edition
        commit = self.commit[:_SHORT]
        if not edition:
            return gettext("data {commit}", commit=commit)
        return gettext("{edition}, data {commit}", edition=edition, commit=commit)

    @property
    def edition_in_words(self) -> str:
        """'edition 2018-01-31', or that 'with later changes'; '' where none was closed."""
        if not self.edition:
            return ""
        if self.is_changed:
            return gettext("edition {name} with later changes", name=self.edition)
        return gettext("edition {name}", name=self.edition)


NOT_BOUND = Bound()


def bound_to(past: History = NO_HISTORY, commit: str = "") -> Bound:
    """What citations are bound to, from how the dossier came to be what it is."""
    if not past.closed or not past.present:
        return Bound(commit=commit)
    return Bound(past.closed[0].edition.name, bool(past.present.changes), commit)
