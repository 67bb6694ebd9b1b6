"""What a search can find: one entry a record, with the words that are searched, what is shown, and its facets."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Literal

from build_dossier.dossier import Dossier, key_of
from build_dossier.evidence.verdicts import Verdict
from build_dossier.language.speaking import gettext, pgettext
from build_dossier.records.appearance import Appearance
from build_dossier.records.base import Record
from build_dossier.records.event import Event
from build_dossier.records.issue import Issue
from build_dossier.records.kinds import Key
from build_dossier.records.party import Party
from build_dossier.records.position import Position
from build_dossier.records.quote import Quote
from build_dossier.records.source import Source
from build_dossier.records.statistic import Statistic
from build_dossier.records.term import Term
from build_dossier.values.dates import in_words, moment_in_words
from build_dossier.values.edtf import Edtf
from build_dossier.values.numbers import plain
from build_dossier.views import places
from build_dossier.views.common import Context, Sign, sign_of_stance, source_name, title_of
from build_dossier.views.roles import role_in_words, role_of_speaker
from build_dossier.views.words import bracketed, comma_listed, quoted

FACETS = ("kind", "party", "issue", "year", "source", "verdict")
"""By what results can be narrowed, in the order in which a reader is offered them."""
Heading = Literal["name", "title", "label", "words"]
_LONGEST_SPAN = 30  # years; a longer one says nothing about when


@dataclass(frozen=True, slots=True)
class Findable:
    """A record as a result of a search."""

    url: str
    """Its address from the site's root."""
    kind: str
    """What it is, for readers: 'Quotation'."""
    title: str
    """What leads to it: a quotation's words, a party's name."""
    line: tuple[str, ...]
    """Who, when and where, for the line below the title."""
    facets: dict[str, tuple[str, ...]]
    """What it can be narrowed by. The values are words for readers; those of `facet_words` are the English ones."""
    texts: tuple[str, ...] = ()
    """Further texts that are searched; one in which something was found is shown."""
    also: tuple[str, ...] = ()
    """Words that find it and are not shown."""
    sign: Sign | None = None
    """Its verdict or stance."""
    heading: Heading = "words"
    """How much the title is a name, so that who types it wants this record before those that only mention it."""
    names: tuple[str, ...] = ()
    """Its names, where they are more than the title."""


def facet_words() -> dict[str, dict[str, str]]:
    """The values of facets that are words of the site, not names from the data: as they are kept, and as they are said.

    They are kept in English, so that the address of a search is the same in any language.
    """
    kinds = {kept: said() for kept, said in _KINDS.items()}
    return {"kind": kinds, "verdict": {verdict.source_words: verdict.words for verdict in Verdict}}


_KINDS: dict[str, Callable[[], str]] = {
    "Quotation": lambda: pgettext("kind of record", "Quotation"),
    "Figure": lambda: pgettext("kind of record", "Figure"),
    "Event": lambda: pgettext("kind of record", "Event"),
    "Position": lambda: pgettext("kind of record", "Position"),
    "Party": lambda: pgettext("kind of record", "Party"),
    "Source": lambda: pgettext("kind of record", "Source"),
    "Issue": lambda: pgettext("kind of record", "Issue"),
    "Term": lambda: pgettext("kind of record", "Term"),
}


def in_order(dossier: Dossier) -> list[tuple[str, Key]]:
    """Address and key of everything that can be found, newest first; what has no date stands at the end."""
    found = [
        ((*_newest_first(_date(dossier, record)), _url(dossier, key)), key) for key, record in dossier.records.items()
    ]
    return [(place[-1], key) for place, key in sorted(found)]


def _date(dossier: Dossier, record: Record) -> Edtf | None:
    """By what a record is put into the order of time."""
    match record:
        case Quote():
            return record.said
        case Statistic():
            return record.period or dossier.get(Source, record.appearances[0].source).published
        case Event():
            return record.date
        case Position():
            return record.start
        case Source():
            return record.published
    return None


def _newest_first(date: Edtf | None) -> tuple[bool, tuple[int, ...]]:
    day = (date.earliest or date.latest) if date else None
    return day is None, tuple(-part for part in day or ())


def findables(context: Context, keys: Iterable[Key]) -> tuple[Findable, ...]:
    """What is found of these records."""
    return tuple(_findable(context, context.dossier.records[key]) for key in keys)


def _findable(context: Context, record: Record) -> Findable:  # noqa: PLR0911 -- one line a kind
    match record:
        case Quote():
            return _quote(context, record)
        case Statistic():
            return _figure(context, record)
        case Event():
            return _event(context, record)
        case Position():
            return _position(context, record)
        case Party():
            return _party(context, record)
        case Source():
            return _source(context, record)
        case Issue():
            texts = _present(record.proposition, record.summary)
            facets, names = _facets("Issue", issues=_issue(record)), _present(record.title, record.short)
            return Findable(
                _address(context, record),
                _said(facets),
                record.title,
                (),
                facets,
                texts,
                heading="title",
                names=names,
            )
        case Term():
            name = bracketed(record.name, record.abbreviation) if record.abbreviation else record.name
            facets = _facets("Term")
            return Findable(
                _address(context, record),
                _said(facets),
                name,
                (),
                facets,
                (record.definition,),
                heading="name",
            )
    raise AssertionError(f"no result for {type(record).__name__}")


def _quote(context: Context, quote: Quote) -> Findable:
    dossier = context.dossier
    speaker = dossier.get(Party, quote.speaker)
    others = [quote.original.text] if quote.original else []
    others += [each.text for each in quote.translations]
    others += [each.exact for each in quote.appearances if each.exact]
    who = comma_listed(_present(speaker.name, role_of_speaker(dossier, quote)))
    date = _present(moment_in_words(quote.said) if quote.said else None)
    sources = _sources(context, quote.appearances)
    voices = _parties(context, quote.speaker, quote.on_behalf_of)
    facets = _facets("Quotation", voices, _issues(context, quote.issues), quote.said, sources)
    facets["verdict"] = (context.evidence.best(key_of(quote), len(quote.appearances)).source_words,)
    return Findable(
        _address(context, quote),
        _said(facets),
        quoted(quote.text),
        (who, *date, *sources[:1]),
        facets,
        tuple(dict.fromkeys(text for text in others if text != quote.text)),
        (*_names(speaker), *sources[1:]),
        context.verdict(quote),
    )


def _figure(context: Context, statistic: Statistic) -> Findable:
    dossier = context.dossier
    published = dossier.get(Source, statistic.appearances[0].source).published
    sources = _sources(context, statistic.appearances)
    claimant = dossier.get(Party, statistic.claimant).name if statistic.claimant else None
    period = in_words(statistic.period) if statistic.period else None
    numbers = [plain(each) for each in (statistic.value, statistic.low, statistic.high) if each is not None]
    printed = [each.as_printed for each in statistic.appearances if each.as_printed]
    date = statistic.period or published
    parties = _parties(context, statistic.claimant, statistic.subject)
    facets = _facets("Figure", parties, _issues(context, statistic.issues), date, sources)
    facets["verdict"] = (context.evidence.best(key_of(statistic), len(statistic.appearances)).source_words,)
    shown = _present(statistic.measure, statistic.population, statistic.denominator, *statistic.caveats)
    return Findable(
        _address(context, statistic),
        _said(facets),
        title_of(statistic),
        (*_present(claimant, period), *sources[:1]),
        facets,
        (*(quoted(words) for words in dict.fromkeys(printed)), *shown),
        (*numbers, *sources[1:]),
        context.verdict(statistic),
        "label",
    )


def _event(context: Context, event: Event) -> Findable:
    sources = _sources(context, event.appearances)
    facets = _facets("Event", _parties(context, *event.parties), _issues(context, event.issues), event.date, sources)
    date = _present(moment_in_words(event.date) if event.date else None)
    return Findable(
        _address(context, event),
        _said(facets),
        event.title,
        (*date, *sources[:1]),
        facets,
        _present(event.description),
        heading="label",
    )


def _position(context: Context, position: Position) -> Findable:
    party = context.dossier.get(Party, position.party)
    issue = context.dossier.get(Issue, position.issue)
    date = _present(in_words(position.start) if position.start else None)
    facets = _facets("Position", _parties(context, party.id), _issue(issue), position.start)
    return Findable(
        _address(context, position),
        _said(facets),
        title_of(position),
        (gettext("{party} on “{issue}”", party=party.name, issue=issue.title), *date),
        facets,
        _present(position.condition),
        _names(party),
        sign_of_stance(position.stance),
    )


def _party(context: Context, party: Party) -> Findable:
    roles = (role_in_words(context.dossier, each) for each in party.memberships)
    stands_on = context.dossier.naming(key_of(party), "position", "party")
    issues = _issues(context, dict.fromkeys(each.issue for each in stands_on if isinstance(each, Position)))
    facets = _facets("Party", _parties(context, party.id), issues)
    line = (party.kind.words, *dict.fromkeys(roles))
    texts = (*_names(party)[1:], *_present(party.description))
    names = _names(party)
    return Findable(
        _address(context, party),
        _said(facets),
        party.name,
        line,
        facets,
        texts,
        heading="name",
        names=names,
    )


def _source(context: Context, source: Source) -> Findable:
    facets = _facets("Source", date=source.published, sources=(source_name(source),))
    line = (*_present(source.publisher), *_present(in_words(source.published) if source.published else None))
    texts = _present(source.container_title, comma_listed(source.authors), source.interest)
    return Findable(
        _address(context, source),
        _said(facets),
        source.title,
        line,
        facets,
        texts,
        _present(source.genre),
        heading="title",
        names=_present(source.publisher, source.title),
    )


def _facets(
    kind: str,
    parties: tuple[str, ...] = (),
    issues: tuple[str, ...] = (),
    date: Edtf | None = None,
    sources: tuple[str, ...] = (),
) -> dict[str, tuple[str, ...]]:
    return {"kind": (kind,), "party": parties, "issue": issues, "year": tuple(_years(date)), "source": sources}


def _said(facets: dict[str, tuple[str, ...]]) -> str:
    """The kind as it is said."""
    (kind,) = facets["kind"]
    return _KINDS[kind]()


def _years(date: Edtf | None) -> Iterator[str]:
    """Every year that a date may lie in; of an open or very long span the ends that are known."""
    ends = [day[0] for day in (date.earliest, date.latest) if day] if date else []
    if len(ends) == 2 and ends[1] - ends[0] <= _LONGEST_SPAN:
        ends = list(range(ends[0], ends[1] + 1))
    yield from map(str, dict.fromkeys(ends))


def _address(context: Context, record: Record) -> str:
    return _url(context.dossier, key_of(record))


def _url(dossier: Dossier, key: Key) -> str:
    return places.address(*places.page_of(dossier, key))


def _sources(context: Context, appearances: tuple[Appearance, ...]) -> tuple[str, ...]:
    names = (source_name(context.dossier.get(Source, each.source)) for each in appearances)
    return tuple(dict.fromkeys(names))


def _parties(context: Context, *ids: str | None) -> tuple[str, ...]:
    parties = (context.dossier.get(Party, id) for id in dict.fromkeys(ids) if id)
    return tuple(dict.fromkeys(party.short or party.name for party in parties))


def _issue(issue: Issue) -> tuple[str, ...]:
    return (issue.short or issue.title,)


def _issues(context: Context, ids: tuple[str, ...] | dict[str, None]) -> tuple[str, ...]:
    return tuple(name for id in ids for name in _issue(context.dossier.get(Issue, id)))


def _names(party: Party) -> tuple[str, ...]:
    return tuple(dict.fromkeys(_present(party.name, party.short, *(other.name for other in party.names))))


def _present(*texts: str | None) -> tuple[str, ...]:
    return tuple(text for text in texts if text)
