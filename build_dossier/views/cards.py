"""What the picture says that other sites show beside a link: the words or the figure, with attribution and verdict."""

from __future__ import annotations

from dataclasses import dataclass

from build_dossier.dossier import Dossier, derived, key_of
from build_dossier.language.speaking import gettext, pgettext
from build_dossier.records.base import Record
from build_dossier.records.kinds import Key
from build_dossier.records.party import Party
from build_dossier.records.quote import Quote
from build_dossier.records.statistic import Statistic
from build_dossier.values import scales
from build_dossier.values.codes import direction, language_name
from build_dossier.views import limits
from build_dossier.views.amounts import Amount, amount, amount_of
from build_dossier.views.common import Context, Sign, date_view, moment_view
from build_dossier.views.roles import role_of_speaker
from build_dossier.views.words import comma_listed, excerpt, labelled, listed, quoted


@dataclass(frozen=True, slots=True)
class Passage:
    """Words in one language."""

    text: str
    language: str
    direction: str
    label: str
    """What they are where they are not the words as recorded: 'Original, Arabic'; else ''."""


@dataclass(frozen=True, slots=True)
class Attribution:
    """What words or a figure never stand without when another site shows them."""

    by: str
    """Who said it, or who vouches for it."""
    role: str
    """In which role and when it was said; of a figure, the period that it is for."""
    source: str
    signs: tuple[Sign, ...]
    """The verdict, and then what else speaks against the record: that it was ranked down, that it is disputed."""


@dataclass(frozen=True, slots=True)
class Card:
    """A picture: of a quotation, of a figure, or of the dossier itself, which has no attribution."""

    path: str
    """Where it is written, below the documentation folder."""
    kicker: str
    amount: Amount | None
    passages: tuple[Passage, ...]
    """The words, first as recorded; the first of them that can be set is shown."""
    unset: str
    """What is said where none of them can be set."""
    quotes: tuple[str, str]
    """What stands before and behind the words; of a text that is no quotation nothing."""
    attribution: Attribution | None
    dossier: str
    as_of: str
    direction: str
    alts: tuple[str, ...]
    """The picture in words: for each of `passages` that it may show, and at last for a picture without any."""


def card_of(context: Context, record: Quote | Statistic | None) -> Card:
    """The picture of a quotation or figure; that of the dossier for None."""
    if record is None:
        return _of_dossier(context)
    return _of_quote(context, record) if isinstance(record, Quote) else _of_figure(context, record)


@derived
def pictured(dossier: Dossier) -> dict[str, Key]:
    """The quotations and figures that have a picture, by where it stands: all, or as many as `limits.CARDS` says.

    Those come first that the bottom line rests on.
    """
    used = {key for judgement in dossier.about.judgements for key in judgement.rests_on}
    used |= {f"statistic:{id}" for id in dossier.about.key_figures}
    ordered = sorted(quotes_and_figures(dossier), key=lambda each: str(key_of(each)) not in used)
    return {path_of(record): key_of(record) for record in ordered[: limits.CARDS]}


def quotes_and_figures(dossier: Dossier) -> list[Quote | Statistic]:
    """The records that other sites can show."""
    return [*dossier.of(Quote), *dossier.of(Statistic)]


def path_of(record: Record | None) -> str:
    """Where the picture of a quotation or figure stands; that of the dossier for None."""
    return f"cards/{key_of(record).kind}-{record.id}.png" if record else "cards/dossier.png"


def passages_of(context: Context, record: Quote | Statistic) -> tuple[Passage, ...]:
    """The words of a quotation in its languages, first as recorded; of a figure, what it counts."""
    own = context.language
    if isinstance(record, Statistic):
        return (Passage(record.label, own, direction(own), ""),)
    found = [_passage(record.text, record.language or own, "")]
    if record.original:
        label = gettext("Original, {language}", language=language_name(record.original.language))
        found.append(_passage(record.original.text, record.original.language, label))
    for each in record.translations:
        label = gettext("Translation, {language}", language=language_name(each.language))
        found.append(_passage(each.text, each.language, label))
    first, *others = found
    # Where the words themselves cannot be shown, their translation into the dossier's language tells most.
    return (first, *sorted(others, key=lambda each: each.language.partition("-")[0] != own.partition("-")[0]))


def attribution(context: Context, record: Quote | Statistic) -> Attribution:
    """Who said it or vouches for it, where it can be read, and the verdict."""
    source = listed([context.to_source(each.source).text for each in record.appearances[:2]])
    if len(record.appearances) > 2:
        source = gettext("{sources} and others", sources=source)
    if isinstance(record, Quote):
        by = context.dossier.get(Party, record.speaker).name
        about = [role_of_speaker(context.dossier, record)]
        if record.on_behalf_of:
            about.append(gettext("for {party}", party=context.to_party(record.on_behalf_of).text))
        about.append(moment_view(record.said).words if record.said else "")
    else:
        vouching = context.dossier.get(Party, record.claimant).name if record.claimant else ""
        by = gettext("{party} vouches for it", party=vouching) if vouching else gettext("Nobody vouches for it by name")
        about = [record.basis.words, date_view(record.period).words if record.period else ""]
    return Attribution(by, comma_listed([each for each in about if each]), source, _signs(context, record))


def _signs(context: Context, record: Quote | Statistic) -> tuple[Sign, ...]:
    signs = [context.verdict(record)]
    if record.rank is scales.Rank.DEPRECATED:
        signs.append(Sign("△", gettext("ranked down"), "d-open"))
    key = key_of(record)
    if any(context.dossier.keys_naming(key, key.kind, "supersedes")):
        signs.append(Sign("△", gettext("replaced by another record"), "d-open"))
    if isinstance(record, Statistic) and record.status not in (None, scales.FigureStatus.UNDISPUTED):
        signs.append(Sign("△", record.status.words, "d-open"))
    return tuple(signs)


def told(context: Context, record: Quote | Statistic, longest: int = 300) -> str:
    """A quotation or figure with its attribution and verdict, in one paragraph."""
    if isinstance(record, Quote):
        words = quoted(excerpt(record.text, longest))
    else:
        words = labelled(amount(record), record.label)
    return f"{words} {in_short(attribution(context, record))}"


def in_short(one: Attribution) -> str:
    """An attribution in one line, which the verdict ends: 'Ann Lee, President, 2016 · Times, May 2016 · ✓ verified'."""
    who = comma_listed([each for each in (one.by, one.role) if each])
    return " · ".join(filter(None, (who, one.source, *(f"{sign.symbol} {sign.words}" for sign in one.signs))))


def _of_quote(context: Context, quote: Quote) -> Card:
    passages = passages_of(context, quote)
    marks = quoted("|").partition("|")
    one = attribution(context, quote)
    unset = gettext("Words in {language}", language=language_name(passages[0].language))
    return Card(
        path_of(quote),
        pgettext("kind of record", "Quotation"),
        None,
        passages,
        unset,
        (marks[0], marks[2]),
        one,
        *_dossier(context),
        tuple(f"{words} {in_short(one)}" for words in (*(quoted(excerpt(each.text, 300)) for each in passages), unset)),
    )


def _of_figure(context: Context, statistic: Statistic) -> Card:
    return Card(
        path_of(statistic),
        pgettext("kind of record", "Figure"),
        amount_of(statistic),
        passages_of(context, statistic),
        "",
        ("", ""),
        attribution(context, statistic),
        *_dossier(context),
        (told(context, statistic),),
    )


def _of_dossier(context: Context) -> Card:
    about = context.dossier.about
    question = Passage(about.question, about.language, direction(about.language), "")
    alt = labelled(about.title, excerpt(about.question, 300))
    return Card(
        path_of(None), gettext("Briefing dossier"), None, (question,), "", ("", ""), None, *_dossier(context), (alt,)
    )


def _dossier(context: Context) -> tuple[str, str, str]:
    about = context.dossier.about
    as_of = gettext("As of {date}", date=date_view(about.as_of).words)
    return about.title, as_of, direction(about.language)


def _passage(text: str, language: str, label: str) -> Passage:
    return Passage(text, language, direction(language), label)
