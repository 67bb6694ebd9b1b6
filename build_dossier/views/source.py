"""A source: what it is, how far to trust it, whom it relays, and all that was taken from it."""

from __future__ import annotations

from dataclasses import dataclass

from build_dossier.dossier import key_of
from build_dossier.language.speaking import gettext, pgettext
from build_dossier.records.kinds import Key
from build_dossier.records.source import Source
from build_dossier.values.codes import language_name
from build_dossier.views import lists
from build_dossier.views.common import (
    Context,
    DateView,
    EventLine,
    FigureLine,
    Link,
    QuoteLine,
    date_view,
    moment_view,
    not_stated,
    source_name,
)
from build_dossier.views.counts import coverage_in_words
from build_dossier.views.editorial import Editorial, editorial
from build_dossier.views.lists import Shown
from build_dossier.views.origins import first_hand
from build_dossier.views.words import comma_listed, sentence


@dataclass(frozen=True, slots=True)
class SourceView:
    """What the page of a source shows."""

    heading: str
    title: str
    kind: str
    publisher: str
    container: str
    authors: str
    published: DateView
    accessed: DateView
    language: str
    url: str
    archived_url: str
    reliability: str
    grade: str
    interest: str
    relays: tuple[Link, ...]
    relayed_by: tuple[Link, ...]
    origin: Link | None
    """Where its matter comes from first, if that is not itself."""
    rights: str
    captured: str
    coverage: str
    """How much of its captured text is recorded; '' where it was not captured."""
    nothing: bool
    """Whether no quotation, figure or event was taken from it."""
    quotes: Shown[QuoteLine]
    figures: Shown[FigureLine]
    events: Shown[EventLine]
    left_out: tuple[tuple[str, str], ...]
    editorial: Editorial


def source_view(context: Context, source: Source) -> SourceView:
    """The page of one source."""
    dossier = context.dossier
    key = key_of(source)
    origin = first_hand(dossier, key)
    quotes, figures, events = (
        lists.quotes(context, source),
        lists.figures(context, source),
        lists.events(context, source),
    )
    return SourceView(
        source_name(source),
        source.title,
        sentence(source.genre or source.type.words),
        source.publisher or not_stated(),
        _container(source),
        comma_listed(source.authors),
        moment_view(source.published),
        date_view(source.accessed),
        language_name(source.language) if source.language else not_stated(),
        source.url or "",
        source.archived_url or "",
        source.reliability.words if source.reliability else gettext("not graded"),
        source.reliability.value if source.reliability else "",
        source.interest or "",
        tuple(context.to(Key.parse(relayed)) for relayed in source.relays),
        tuple(context.to(key_of(each)) for each in dossier.naming(key, "source", "relays")),
        context.to(origin) if origin != key else None,
        source.rights or not_stated(),
        _captured(source),
        coverage_in_words(context.evidence.recorded.get(source.id)) if source.capture else "",
        not (quotes or figures or events),
        quotes,
        figures,
        events,
        tuple((each.text, each.reason) for each in source.left_out),
        editorial(context, source),
    )


def _container(source: Source) -> str:
    parts = (
        source.container_title or "",
        gettext("volume {number}", number=source.volume) if source.volume else "",
        pgettext("of a periodical", "number {number}", number=source.number) if source.number else "",
        gettext("page {number}", number=source.page) if source.page else "",
        f"doi:{source.doi}" if source.doi else "",
        f"ISBN {source.isbn}" if source.isbn else "",
    )
    return comma_listed([part for part in parts if part])


def _captured(source: Source) -> str:
    if source.capture:
        return gettext("its text was captured")
    if source.uncapturable:
        return gettext("it cannot be captured: {why}", why=source.uncapturable)
    return gettext("its text was not captured")
