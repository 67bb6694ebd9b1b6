"""A quotation: the words, who said them, how they reached us, whether they are the source's, what they show."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from build_dossier.dossier import Dossier, derived, key_of
from build_dossier.language.speaking import gettext, ngettext
from build_dossier.records.kinds import Key
from build_dossier.records.party import Party
from build_dossier.records.position import Position
from build_dossier.records.quote import Quote, Translation
from build_dossier.values.codes import direction, language_name
from build_dossier.views import places
from build_dossier.views.chain import AppearanceView, appearance_views
from build_dossier.views.common import (
    Context,
    DateView,
    Link,
    QuoteLine,
    moment_view,
    newest_first,
)
from build_dossier.views.editorial import Editorial, editorial
from build_dossier.views.embed import Embed, embed
from build_dossier.views.evidence_for import EvidenceFor, evidence_for
from build_dossier.views.origins import origins
from build_dossier.views.roles import role_of_speaker
from build_dossier.views.words import comma_listed, excerpt, labelled, listed, quoted, sentence

_ALSO = 6
"""More quotations of the same speaker that a page shows."""


@dataclass(frozen=True, slots=True)
class Version:
    """The words in one language."""

    label: str
    text: str
    language: str
    direction: str
    size: str
    """How large it can be set: 'short', 'long', or 'text' for what is read like an article."""


@dataclass(frozen=True, slots=True)
class AnsweredBy:
    """A position that answers one that rests on this quotation."""

    relation: str
    position: Link
    party: Link
    date: DateView
    statement: str


@dataclass(frozen=True, slots=True)
class UsedIn:
    """A judgement of the bottom line that rests on the words."""

    link: Link
    text: str


@dataclass(frozen=True, slots=True)
class QuoteView:
    """What the page of a quotation shows."""

    heading: str
    is_text: bool
    """Whether the words are as long as an article, so that a reader is to know first who speaks."""
    versions: tuple[Version, ...]
    """The words first as recorded, then original and translations."""
    speaker: Link
    role: str
    on_behalf_of: Link | None
    said: DateView
    medium: str
    audience: str
    extent: str
    appearances: tuple[AppearanceView, ...]
    origins: str
    evidence_for: tuple[EvidenceFor, ...]
    answered_by: tuple[AnsweredBy, ...]
    issues: tuple[Link, ...]
    mentions: tuple[Link, ...]
    related: tuple[QuoteLine, ...]
    judgements: tuple[UsedIn, ...]
    credit: str
    """What a copy of the words carries with it: who said it, when, and where it can be read."""
    data: Link
    editorial: Editorial
    embed: Embed | None
    """What other sites can show of it; None where the dossier does not say where it is published."""


def quote_view(context: Context, quote: Quote) -> QuoteView:
    """The page of one quotation."""
    dossier = context.dossier
    key = key_of(quote)
    speaker = dossier.get(Party, quote.speaker)
    versions = _versions(context, quote)
    also = [each for each in dossier.once(_newest_by_speaker)[speaker.id] if each.id != quote.id]
    shows = [each for each in dossier.naming(key, "position", "evidence.ref") if isinstance(each, Position)]
    number = len(origins(dossier, quote.appearances))
    return QuoteView(
        labelled(context.to_party(speaker.id).text, quoted(excerpt(quote.text, 60))),
        versions[0].size == "text",
        versions,
        context.to_party(quote.speaker),
        role_of_speaker(dossier, quote),
        context.to_party(quote.on_behalf_of) if quote.on_behalf_of else None,
        moment_view(quote.said),
        quote.medium.words if quote.medium else "",
        quote.audience or "",
        quote.extent.words if quote.extent else "",
        appearance_views(context, quote),
        origins_and_appearances(number, len(quote.appearances)),
        evidence_for(context, key),
        tuple(answer for position in shows for answer in _answers(context, position)),
        tuple(context.to(Key("issue", issue)) for issue in quote.issues),
        tuple(context.to_party(party) for party in quote.mentions),
        tuple(context.quote_line(each) for each in also[:_ALSO]),
        used_in(context, key),
        _credit(context, quote),
        context.page(places.DATA, gettext("All records as data")),
        editorial(context, quote),
        embed(context, quote),
    )


@derived
def _newest_by_speaker(dossier: Dossier) -> Mapping[str, list[Quote]]:
    """The newest quotations of each speaker, one more than a page shows: its own may be among them."""
    found: dict[str, list[Quote]] = {}
    for quote in newest_first(list(dossier.quotes)):
        by_speaker = found.setdefault(quote.speaker, [])
        if len(by_speaker) <= _ALSO:
            by_speaker.append(quote)
    return found


def origins_and_appearances(origins: int, appearances: int) -> str:
    """'One origin, two appearances.'"""
    return sentence(
        gettext(
            "{origins}, {appearances}.",
            origins=ngettext("{count} origin", "{count} origins", origins),
            appearances=ngettext("{count} appearance", "{count} appearances", appearances),
        )
    )


def _versions(context: Context, quote: Quote) -> tuple[Version, ...]:
    several = quote.original or quote.translations
    label = gettext("As quoted, in translation") if quote.original else gettext("As quoted") if several else ""
    versions = [_version(label, quote.text, quote.language or context.language)]
    if quote.original:
        versions.append(_version(gettext("Original"), quote.original.text, quote.original.language))
    for each in quote.translations:
        how = _how_translated(each)
        label = gettext("Translation ({how})", how=how) if how else gettext("Translation")
        versions.append(_version(label, each.text, each.language))
    return tuple(versions)


def _how_translated(translation: Translation) -> str:
    method, translator = translation.method, translation.translator
    if method and translator:
        return gettext("{method}, by {translator}", method=method.words, translator=translator)
    if translator:
        return gettext("by {translator}", translator=translator)
    return method.words if method else ""


def _version(label: str, text: str, language: str) -> Version:
    name = gettext("{version}, {language}", version=label, language=language_name(language)) if label else ""
    size = "short" if len(text) <= _SHORT else "long" if len(text) <= _LONG else "text"
    return Version(name, text, language, direction(language), size)


_SHORT, _LONG = 220, 700
"""Characters up to which words are set as a headline, and as a large quotation."""


def used_in(context: Context, key: Key) -> tuple[UsedIn, ...]:
    """The judgements of the bottom line that rest on a record."""
    return tuple(
        UsedIn(context.page(places.HOME, gettext("the bottom line"), f"judgement-{each.id}"), each.text)
        for each in context.dossier.about.judgements
        if str(key) in each.rests_on
    )


def _credit(context: Context, quote: Quote) -> str:
    speaker = context.dossier.get(Party, quote.speaker).name
    role = role_of_speaker(context.dossier, quote)
    said = moment_view(quote.said).words if quote.said else ""
    who = comma_listed([each for each in (speaker, role, said) if each])
    sources = listed([context.to_source(each.source).text for each in quote.appearances])
    return gettext("{speaker}; in {sources}", speaker=who, sources=sources)


def _answers(context: Context, position: Position) -> list[AnsweredBy]:
    answers = []
    for other in context.dossier.naming(key_of(position), "position", "replies.to"):
        if isinstance(other, Position):
            relation = next(reply.relation.words for reply in other.replies if reply.to == position.id)
            answers.append(
                AnsweredBy(
                    relation,
                    context.to(key_of(other), gettext("the answer")),
                    context.to_party(other.party),
                    moment_view(other.start),
                    other.statement or "",
                )
            )
    return answers
