"""The notes of the book: of each quotation, figure and event, where it can be read and whether it was found there."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from build_dossier.language.speaking import digits
from build_dossier.records.event import Event
from build_dossier.records.kinds import Key
from build_dossier.records.quote import Quote
from build_dossier.records.statistic import Statistic
from build_dossier.views.amounts import amount
from build_dossier.views.chain import AppearanceView, appearance_views
from build_dossier.views.common import Context, Link, Sign, date_view
from build_dossier.views.in_book import InBook
from build_dossier.views.words import excerpt, labelled, quoted


@dataclass(frozen=True, slots=True)
class NotePlace:
    """One place where the thing can be read."""

    source: Link
    through: tuple[Link, ...]
    """Those who passed it on, the speaker's side first."""
    locator: str
    said: str
    """The date or the wording that this source gives, where it has its own."""
    verdict: Sign | None
    url: str
    """The source's page, at the words where they were found; '' where it has none."""


@dataclass(frozen=True, slots=True)
class Note:
    """A numbered note: what it is about, and every place of it."""

    number: str
    anchor: str
    about: Link
    places: tuple[NotePlace, ...]


@dataclass(frozen=True, slots=True)
class NotesView:
    """Some of the notes."""

    notes: tuple[Note, ...]


def notes(context: InBook, keys: Sequence[Key]) -> NotesView:
    """The notes about some records."""
    return NotesView(tuple(_note(context, key) for key in keys))


def _note(context: InBook, key: Key) -> Note:
    record = context.dossier.records[key]
    number = context.numbers[key]
    if isinstance(record, Quote):
        name = labelled(context.to_party(record.speaker).text, quoted(excerpt(record.text, 60)))
    elif isinstance(record, Statistic):
        name = labelled(amount(record), record.label)
    else:
        name = getattr(record, "title", key.id)
    return Note(digits(number), f"note-{number}", Context.to(context, key, name), note_places(context, key))


def note_places(context: Context, key: Key) -> tuple[NotePlace, ...]:
    """Where a quotation, figure or event can be read."""
    record = context.dossier.records[key]
    if isinstance(record, Quote | Statistic):
        return tuple(_place(each) for each in appearance_views(context, record))
    if isinstance(record, Event):
        return tuple(
            NotePlace(
                context.to_source(each.source),
                tuple(context.to(Key.parse(via)) for via in reversed(each.via)),
                each.locator or "",
                date_view(each.date).words if each.date else "",
                None,
                "",
            )
            for each in record.appearances
        )
    return ()


def _place(view: AppearanceView) -> NotePlace:
    # the chain begins with the speaker and ends with the source
    first = 1 if view.steps and len(view.steps) > 1 else 0
    said = excerpt(view.wording or view.as_printed, 160)
    through = tuple(step.link for step in view.steps[first:-1])
    return NotePlace(view.source, through, view.locator, quoted(said) if said else "", view.verdict, view.url)
