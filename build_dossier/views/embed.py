"""A quotation or figure as a card within another site: the card itself, and the few lines that put it there.

Where the dossier has no `url`, no other site can name the card, so there is none.
"""

from __future__ import annotations

from dataclasses import dataclass
from html import escape

from build_dossier.dossier import key_of
from build_dossier.language.speaking import gettext, pgettext
from build_dossier.records.quote import Quote
from build_dossier.records.statistic import Statistic
from build_dossier.values.codes import direction
from build_dossier.views import places
from build_dossier.views.amounts import Amount, amount_of
from build_dossier.views.cards import Attribution, Passage, attribution, in_short, passages_of
from build_dossier.views.common import Context, Link, date_view, title_of
from build_dossier.views.words import excerpt, labelled, quoted

# What a frame may do on the other site: be styled with the files of its own, and lead to the record where a reader
# follows its link. It runs no script, sends no form and opens nothing by itself.
_MAY = (
    "allow-same-origin",
    "allow-popups",
    "allow-popups-to-escape-sandbox",
    "allow-top-navigation-by-user-activation",
)


@dataclass(frozen=True, slots=True)
class Embed:
    """What a record's page shows for those who want to show the record elsewhere: two ways, as lines of HTML."""

    card: Link
    frame: tuple[str, ...]
    """The card in a frame, with a line of attribution under it that stays where frames are not shown."""
    text: tuple[str, ...]
    """The words with their attribution as plain HTML; nothing is asked of this site."""


@dataclass(frozen=True, slots=True)
class EmbedView:
    """The card: a page of its own, without navigation."""

    path: str
    title: str
    kicker: str
    language: str
    direction: str
    up: str
    """The way from the page to the root of the site."""
    amount: Amount | None
    passages: tuple[Passage, ...]
    """The words as recorded, and a second time in the dossier's language where that is another."""
    is_long: bool
    is_quote: bool
    attribution: Attribution
    meaning: str
    """What the verdict says."""
    record: str
    """Where the record's page is published."""
    dossier: str
    as_of: str


def embed(context: Context, record: Quote | Statistic) -> Embed | None:
    """The lines to paste, where the dossier says at which address it is published."""
    root = places.root(context.dossier.about.url)
    if not root:
        return None
    one = attribution(context, record)
    page = root + places.address(places.page_of(context.dossier, key_of(record))[0])
    card = context.page(path_of(record), gettext("the card"))
    return Embed(card, _frame(context, record, root, page), _text(context, record, one, page))


def embed_view(context: Context, record: Quote | Statistic) -> EmbedView:
    """The card of a quotation or figure of a dossier that says where it is published."""
    about = context.dossier.about
    root = places.root(about.url)
    passages = passages_of(context, record)
    own = passages[0].language.partition("-")[0] == about.language.partition("-")[0]
    best = context.evidence.best(key_of(record), len(record.appearances))
    return EmbedView(
        path_of(record),
        _title(context, record),
        _kind(record),
        about.language,
        direction(about.language),
        "../../",
        amount_of(record) if isinstance(record, Statistic) else None,
        passages[:1] if own else passages[:2],
        _is_long(passages[0].text),
        isinstance(record, Quote),
        attribution(context, record),
        best.meaning,
        root + places.address(places.page_of(context.dossier, key_of(record))[0]),
        about.title,
        gettext("As of {date}", date=date_view(about.as_of).words),
    )


def path_of(record: Quote | Statistic) -> str:
    """Where the card stands below the documentation folder."""
    return f"embed/{key_of(record).kind}-{record.id}/index.html"


def _kind(record: Quote | Statistic) -> str:
    if isinstance(record, Quote):
        return pgettext("kind of record", "Quotation")
    return pgettext("kind of record", "Figure")


def _title(context: Context, record: Quote | Statistic) -> str:
    if isinstance(record, Quote):
        return labelled(context.to_party(record.speaker).text, quoted(excerpt(record.text, 60)))
    return excerpt(title_of(record), 90)


def _frame(context: Context, record: Quote | Statistic, root: str, page: str) -> tuple[str, ...]:
    title, about = _title(context, record), context.dossier.about
    address = root + path_of(record).removesuffix("index.html")
    line = in_short(attribution(context, record))
    short = quoted(excerpt(record.text, 60)) if isinstance(record, Quote) else title
    return (
        f'<figure lang="{about.language}" dir="{direction(about.language)}">',
        f'<iframe src="{escape(address)}" title="{escape(title)}" loading="lazy" referrerpolicy="no-referrer"',
        f'width="100%" height="{_height(context, record)}" frameborder="0" sandbox="{" ".join(_MAY)}"></iframe>',
        f'<figcaption><a href="{escape(page)}">{escape(short)}</a>',
        f"{escape(line)} · {escape(about.title)}</figcaption>",
        "</figure>",
    )


def _text(context: Context, record: Quote | Statistic, one: Attribution, page: str) -> tuple[str, ...]:
    about, passage = context.dossier.about, passages_of(context, record)[0]
    words = quoted(passage.text) if isinstance(record, Quote) else title_of(record)
    return (
        f'<blockquote cite="{escape(page)}" lang="{passage.language}" dir="{passage.direction}">',
        *(f"<p>{escape(line.strip())}</p>" for line in words.splitlines() if line.strip()),
        "</blockquote>",
        f'<p lang="{about.language}" dir="{direction(about.language)}">— {escape(in_short(one))} ·',
        f'<a href="{escape(page)}">{escape(about.title)}</a></p>',
    )


def _height(context: Context, record: Quote | Statistic) -> int:
    """A height in pixels at which the card shows whole in a column of some 500; in a narrower one its words scroll."""
    passages = passages_of(context, record)[:2]
    if isinstance(record, Statistic):
        return 340 + len(passages[0].text) // 50 * 25
    words = sum(len(each.text) // 46 * 27 if _is_long(each.text) else len(each.text) // 36 * 33 for each in passages)
    return min(290 + words, 600)


def _is_long(text: str) -> bool:
    """Whether words are set as text for reading, and no longer large."""
    return len(text) > 220
