"""A step from one edition to the next in words from counts, and each of its changes, for pages and feeds alike."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby

from build_dossier.dossier import Dossier
from build_dossier.editions.compare import Change, Step, What
from build_dossier.editions.edition import DOSSIER, JUDGEMENT, Edition
from build_dossier.language.speaking import gettext, ngettext, pgettext
from build_dossier.records.kinds import Key
from build_dossier.records.party import Party
from build_dossier.values.dates import in_words
from build_dossier.values.edtf import parse_edtf
from build_dossier.views import places
from build_dossier.views.common import title_of
from build_dossier.views.field_words import fields_in_words, value_in_words
from build_dossier.views.snapshot import LONGEST_TITLE
from build_dossier.views.words import comma_listed, count_of, excerpt, listed, semicolon_listed, sentence


def anchor_of(edition: Edition) -> str:
    """Where on the page on changes an edition is told of."""
    return f"edition-{edition.name}" if edition.name else "since-the-newest-edition"


def page_of(edition: Edition) -> tuple[str, str]:
    """The page and the anchor at which an edition is told of."""
    return places.CHANGES, anchor_of(edition)


def edition_in_words(edition: Edition) -> str:
    """'31 January 2018'; '31 January 2018 (2)' for the second edition of the day."""
    day = in_words(parse_edtf(edition.day))
    return gettext("{day} ({number})", day=day, number=edition.nth) if edition.nth > 1 else day


def heading_of(step: Step) -> str:
    """'Edition of 31 January 2018', 'First edition, of …', 'Since the edition of …'."""
    if step.edition.name and step.before:
        return gettext("Edition of {day}", day=edition_in_words(step.edition))
    if step.edition.name:
        return gettext("First edition, of {day}", day=edition_in_words(step.edition))
    if step.before:
        return gettext("Since the edition of {day}", day=edition_in_words(step.before))
    return gettext("Now")


def words_of(step: Step) -> str:
    """What a step brought, in a sentence: how much changed, or how much the first edition holds."""
    if step.before is None:
        return as_sentence(records_in_words(step.edition.size))
    return as_sentence(changes_in_words(step.changes))


def as_sentence(words: str) -> str:
    """The words with a capital letter and a full stop."""
    return sentence(pgettext("sentence", "{words}.", words=words))


def records_in_words(number: int) -> str:
    """'22 records'."""
    return ngettext("{count} record", "{count} records", number)


def changes_in_words(changes: Sequence[Change]) -> str:
    """'one stance moved, three quotations added'; with semicolons where a part is a list itself."""
    parts = []
    is_listed = False
    for what, alike in groupby(changes, key=lambda change: change.what):
        numbers = [counted(what, kind, len(list(group))) for kind, group in groupby(alike, key=_kind)]
        parts.append(befallen(what, listed(numbers)))
        is_listed |= len(numbers) > 1
    if not parts:
        return gettext("nothing has changed")
    return semicolon_listed(parts) if is_listed else comma_listed(parts)


def _kind(change: Change) -> str:
    return change.key.kind


def befallen(what: What, things: str) -> str:  # noqa: PLR0911 -- one line a thing that can befall
    """'three quotations and one figure added', from what was counted."""
    match what:
        case What.MOVED:
            return gettext("{stances} moved", stances=things)
        case What.RANKED_DOWN:
            return gettext("{records} ranked down", records=things)
        case What.RANKED_UP:
            return gettext("{records} no longer ranked down", records=things)
        case What.ADDED:
            return gettext("{records} added", records=things)
        case What.CHANGED:
            return gettext("{records} changed", records=things)
        case What.VERIFIED:
            return gettext("{records} verified", records=things)
        case What.REMOVED:
            return gettext("{records} removed", records=things)


def counted(what: What, kind: str, number: int) -> str:
    """'three quotations', for what befell so many records of a kind."""
    if what is What.MOVED:
        return ngettext("{count} stance", "{count} stances", number)
    match kind:
        case "judgement":
            return ngettext("{count} judgement", "{count} judgements", number)
        case DOSSIER.kind:
            return gettext("the dossier's own text")
        case _:
            return count_of(kind, number)


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
    whose, about = (listed([_name_of(dossier, step, key) for key in keys]) for keys in (parties, issues))
    return gettext("{parties} on {issues}", parties=whose, issues=about) if whose and about else whose or about


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
        return gettext("now {after}, before {before}", after=after, before=before)
    if change.what is What.VERIFIED:
        return ""
    told = ("rank", "deprecated_because") if change.what in (What.RANKED_DOWN, What.RANKED_UP) else ()
    return fields_in_words(change.key.kind, [one for one in change.fields if one.name not in told])
