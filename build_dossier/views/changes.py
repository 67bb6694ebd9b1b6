"""What changed from one edition to the next, and since the newest one; in words from counts, then record by record."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby

from build_dossier.dossier import Dossier
from build_dossier.editions.compare import Change, Step, What
from build_dossier.editions.edition import DOSSIER, JUDGEMENT, Edition
from build_dossier.records.kinds import Key
from build_dossier.records.party import Party
from build_dossier.values.dates import in_words
from build_dossier.values.edtf import parse_edtf
from build_dossier.views import places
from build_dossier.views.common import Context, Link, title_of
from build_dossier.views.field_words import fields_in_words, value_in_words
from build_dossier.views.snapshot import LONGEST_TITLE
from build_dossier.views.words import Count, count, excerpt, listed

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
        heading_of(shown), words_of(shown), context.page(places.CHANGES, "What changed", _anchor(shown.edition))
    )


def feed_links(context: Context, key: Key | None = None) -> tuple[Link, ...]:
    """Links to the feeds of an issue or a party, or of the whole dossier; none where no edition was closed."""
    if not context.past.closed:
        return ()
    return (
        context.page(places.feed_of(key, "xml"), "Atom feed"),
        context.page(places.feed_of(key, "json"), "JSON feed"),
    )


# --- a step


def _step(context: Context, step: Step) -> StepView:
    return StepView(
        _anchor(step.edition), heading_of(step), words_of(step), step.edition.note, tuple(_groups(context, step))
    )


def _anchor(edition: Edition) -> str:
    return f"edition-{edition.name}" if edition.name else "since-the-newest-edition"


def page_of(edition: Edition) -> tuple[str, str]:
    """The page and the anchor at which an edition is told of."""
    return places.CHANGES, _anchor(edition)


def edition_in_words(edition: Edition) -> str:
    """'31 January 2018'; '31 January 2018 (2)' for the second edition of the day."""
    day = in_words(parse_edtf(edition.day))
    return f"{day} ({edition.nth})" if edition.nth > 1 else day


def heading_of(step: Step) -> str:
    """'Edition of 31 January 2018', 'First edition, of …', 'Since the edition of …'."""
    if step.edition.name:
        first = "Edition of" if step.before else "First edition, of"
        return f"{first} {edition_in_words(step.edition)}"
    return f"Since the edition of {edition_in_words(step.before)}" if step.before else "Now"


def words_of(step: Step) -> str:
    """What a step brought, in a sentence: how much changed, or how much the first edition holds."""
    if step.before is None:
        return f"{Count(step.edition.size, 'record')}."
    return changes_in_words(step.changes)


def changes_in_words(changes: Sequence[Change]) -> str:
    """'One stance moved, three quotations added.'; with semicolons where a part is a list itself."""
    parts = []
    is_listed = False
    for what, befallen in groupby(changes, key=lambda change: change.what):
        counted = [_counted(what, kind, len(list(group))) for kind, group in groupby(befallen, key=_kind)]
        parts.append(f"{listed(counted)} {what.words}")
        is_listed |= len(counted) > 1
    words = ("; " if is_listed else ", ").join(parts) or "nothing has changed"
    return f"{words[0].upper()}{words[1:]}."


def _kind(change: Change) -> str:
    return change.key.kind


_NOUNS = {
    "party": ("party", "parties"),
    "quote": ("quotation", ""),
    "statistic": ("figure", ""),
}


def _counted(what: What, kind: str, number: int) -> str:
    if kind == DOSSIER.kind:
        return "the dossier's own text"
    return count(number, *(("stance",) if what is What.MOVED else _NOUNS.get(kind, (kind,))))


def _groups(context: Context, step: Step) -> list[ChangeGroup]:
    groups = []
    for (what, kind), group in groupby(step.changes, key=lambda change: (change.what, change.key.kind)):
        changes = list(group)
        heading = f"{_counted(what, kind, len(changes))} {what.words}"
        lines = tuple(_line(context, step, change) for change in changes)
        groups.append(ChangeGroup(f"{heading[0].upper()}{heading[1:]}", lines, len(lines) > _MOST_SHOWN))
    return groups


def _line(context: Context, step: Step, change: Change) -> ChangeLine:
    told = tell(context.dossier, step, change)
    link = context.page(told.place[0], told.title, told.place[1]) if told.place else None
    return ChangeLine(link, told.title, told.about, told.detail)


# --- a change


@dataclass(frozen=True, slots=True)
class Told:
    """A change in words; `place` is the page and anchor of the record, None where there is none any more."""

    title: str
    place: tuple[str, str] | None
    about: str
    detail: str


def tell(dossier: Dossier, step: Step, change: Change) -> Told:
    """A change in words. A record that is still there has the name that it has now."""
    title = _title_now(dossier, change.key)
    return Told(
        excerpt(title or change.title, LONGEST_TITLE),
        _place(dossier, change.key) if title else None,
        _about(dossier, step, change) if change.key.kind == "position" else "",
        _detail(change),
    )


def _title_now(dossier: Dossier, key: Key) -> str:
    if key == DOSSIER:
        return dossier.about.title
    if key.kind == JUDGEMENT:
        return next((excerpt(each.text) for each in dossier.about.judgements if each.id == key.id), "")
    if key not in dossier.records:
        return ""
    return title_of(dossier.records[key])


def _place(dossier: Dossier, key: Key) -> tuple[str, str]:
    if key == DOSSIER:
        return places.HOME, ""
    if key.kind == JUDGEMENT:
        return places.HOME, f"judgement-{key.id}"
    return places.page_of(dossier, key)


def _about(dossier: Dossier, step: Step, change: Change) -> str:
    """Whose position on what: 'Alibaba on Is it fair?'."""
    parties, issues = ([key for key in change.on if key.kind == kind] for kind in ("party", "issue"))
    names = [listed([_name_of(dossier, step, key) for key in keys]) for keys in (parties, issues)]
    return " on ".join(name for name in names if name)


def _name_of(dossier: Dossier, step: Step, key: Key) -> str:
    record = dossier.records.get(key)
    if record:
        return (record.short if isinstance(record, Party) else None) or title_of(record)
    editions = [step.edition, *([step.before] if step.before else [])]
    return next((edition.entries[key].title for edition in editions if key in edition.entries), key.id)


def _detail(change: Change) -> str:
    if change.what is What.MOVED:
        (stance,) = change.fields
        after, before = (value_in_words("position", "stance", one) for one in (stance.after, stance.before))
        return f"now {after}, before {before}"
    if change.what is What.VERIFIED:
        return ""
    told = ("rank", "deprecated_because") if change.what in (What.RANKED_DOWN, What.RANKED_UP) else ()
    return fields_in_words(change.key.kind, [one for one in change.fields if one.name not in told])
