"""What changed from one edition to the next, and since the newest one; in words from counts, then record by record."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby

from build_dossier.editions.compare import Change, Step
from build_dossier.language.speaking import gettext
from build_dossier.records.kinds import Key
from build_dossier.views import places
from build_dossier.views.common import Context, Link
from build_dossier.views.telling import anchor_of, befallen, counted, heading_of, tell, words_of
from build_dossier.views.words import sentence

_MOST_SHOWN = 25
"""A list of more items is folded, so that a reader can pass it by."""


@dataclass(frozen=True, slots=True)
class ChangeLine:
    """One record: a link, or only its name where it is there no more, and what befell it."""

    link: Link | None
    title: str
    about: str
    """Whose position on what; '' for other kinds."""
    detail: str
    """What of it changed, in words; '' where there is nothing to add."""


@dataclass(frozen=True, slots=True)
class ChangeGroup:
    """The records of a kind that the same thing befell."""

    heading: str
    """'Three quotations added'."""
    lines: tuple[ChangeLine, ...]
    is_long: bool


@dataclass(frozen=True, slots=True)
class StepView:
    """An edition, or what has changed since the newest one."""

    anchor: str
    heading: str
    words: str
    note: str
    groups: tuple[ChangeGroup, ...]


@dataclass(frozen=True, slots=True)
class ChangesView:
    """All editions, newest first; none where none was closed."""

    steps: tuple[StepView, ...]
    feeds: tuple[Link, ...]


@dataclass(frozen=True, slots=True)
class NewInEdition:
    """The box on Home: what is new, and the page that tells it all."""

    heading: str
    """'Since the edition of 31 January 2018'."""
    words: str
    """'One stance moved, three quotations added.'"""
    link: Link


def changes_view(context: Context) -> ChangesView:
    """The page on changes."""
    steps = (_step(context, step) for step in context.past.steps if step.changes or step.edition.name)
    return ChangesView(tuple(steps), feed_links(context))


def new_in_edition(context: Context) -> NewInEdition | None:
    """What has changed since the newest edition, or else what that one brought; None where none was closed."""
    shown = next((step for step in context.past.steps if step.changes or step.edition.name), None)
    if shown is None:
        return None
    return NewInEdition(
        heading_of(shown),
        words_of(shown),
        context.page(places.CHANGES, gettext("What changed"), anchor_of(shown.edition)),
    )


def feed_links(context: Context, key: Key | None = None) -> tuple[Link, ...]:
    """Links to the feeds of an issue or a party, or of the whole dossier; none where no edition was closed."""
    if not context.past.closed:
        return ()
    return (
        context.page(places.feed_of(key, "xml"), gettext("Atom feed")),
        context.page(places.feed_of(key, "json"), gettext("JSON feed")),
    )


# --- a step


def _step(context: Context, step: Step) -> StepView:
    return StepView(
        anchor_of(step.edition), heading_of(step), words_of(step), step.edition.note, tuple(_groups(context, step))
    )


def _groups(context: Context, step: Step) -> list[ChangeGroup]:
    groups = []
    for (what, kind), group in groupby(step.changes, key=lambda change: (change.what, change.key.kind)):
        changes = list(group)
        heading = sentence(befallen(what, counted(what, kind, len(changes))))
        lines = tuple(_line(context, step, change) for change in changes)
        groups.append(ChangeGroup(heading, lines, len(lines) > _MOST_SHOWN))
    return groups


def _line(context: Context, step: Step, change: Change) -> ChangeLine:
    told = tell(context.dossier, step, change)
    link = context.page(told.place[0], told.title, told.place[1]) if told.place else None
    return ChangeLine(link, told.title, told.about, told.detail)
