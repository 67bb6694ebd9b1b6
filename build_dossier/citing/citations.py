"""All citations of a dossier, made at once: those of its sources, and the moulds for those of its own pages.

A processor takes a quarter of a second to start and a millisecond an item, and a dossier of 10,000 records has as many
pages. These all are one item but for title and address, so the processor formats a few moulds with place-holders, and
each page fills one. A record's title also stays as it is then: no style puts the words of a quotation into capitals.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import asdict, dataclass, field, replace

from build_dossier.cache import NO_CACHE, Cache
from build_dossier.citing import pandoc
from build_dossier.citing.bound import NOT_BOUND, Bound
from build_dossier.citing.items import Item, dossier_item, page_item, source_item
from build_dossier.citing.runs import Run, Runs
from build_dossier.citing.styles import CHICAGO, STYLES, Style
from build_dossier.dossier import Dossier

_FORMAT = 1
"""Counted up when what is made of the processor's output changes."""

# Characters that no text holds: title, the words that a title quotes, and the page's part of the address.
_TITLE, _INNER, _PLACE = "\ue000", "\ue001", "\ue002"
# A style adds no full stop after these.
_ENDS = ("", ".", "?", "!", "…")
_QUOTING = re.compile(r"(?P<title>.*)“(?P<inner>[^“”]*?)(?P<end>[.?!…]?)”", re.DOTALL)
_ENDING = re.compile(r"(?P<title>.*?)(?P<end>[.?!…]?)", re.DOTALL)


@dataclass(frozen=True)
class Citations:
    """The citations of a dossier; without a processor there are none in a style."""

    whole: Item
    """The dossier as a CSL item."""
    items: Mapping[str, Item]
    """The sources as CSL items, by id."""
    bound: Bound = NOT_BOUND
    styled: Mapping[str, Mapping[str, Runs]] = field(default_factory=dict)
    """By the name of the style: sources by `source:id`, moulds, and the dossier itself."""

    @property
    def styles(self) -> tuple[str, ...]:
        """The names of the styles, in their order."""
        return tuple(self.styled)

    def of_source(self, id: str) -> tuple[tuple[str, Runs], ...]:
        """A source in each style, by the style's name; a style that prints nothing of it is left out."""
        found = ((name, entries.get(f"source:{id}", ())) for name, entries in self.styled.items())
        return tuple((name, runs) for name, runs in found if runs)

    def of_dossier(self) -> tuple[tuple[str, Runs], ...]:
        """The dossier as a whole in each style."""
        return tuple((name, entries["dossier"]) for name, entries in self.styled.items())

    def of_page(self, title: str, place: str) -> tuple[tuple[str, Runs], ...]:
        """A page of the dossier in each style, `place` is its address below that of the dossier."""
        return tuple((name, _cast(entries, title, place)) for name, entries in self.styled.items())

    def in_order(self) -> tuple[str, ...]:
        """The ids of the sources as Chicago sorts a bibliography; without a processor, in the order of the data."""
        sorted_ = [name.removeprefix("source:") for name in self.styled.get(CHICAGO.name, ()) if ":" in name]
        named = set(sorted_)
        return (*sorted_, *(id for id in self.items if id not in named))


NO_CITATIONS = Citations({}, {})
"""For pages that are made to look at something else."""


def citations_of(dossier: Dossier, bound: Bound = NOT_BOUND, cache: Cache = NO_CACHE) -> Citations:
    """All citations of a dossier, in the language that is spoken."""
    whole = dossier_item(dossier.about, bound)
    items = {source.id: source_item(source) for source in dossier.sources}
    if not pandoc.is_installed():
        return Citations(whole, items, bound)
    named = [{**item, "id": f"source:{id}"} for id, item in items.items()]
    batch = [*named, whole, *_moulds(whole)]
    with ThreadPoolExecutor(len(STYLES)) as pool:  # each style is a process of its own
        made = list(pool.map(lambda style: _formatted(batch, style, dossier.about.language, cache), STYLES))
    return Citations(whole, items, bound, dict(zip((style.name for style in STYLES), made, strict=True)))


def _formatted(items: Sequence[Item], style: Style, language: str, cache: Cache) -> dict[str, Runs]:
    recipe = json.dumps([_FORMAT, pandoc.identity(), style.file, language, items])
    made = cache.made("citations", recipe.encode(), lambda: _kept(pandoc.formatted(items, style, language)))
    return {id: tuple(Run(**run) for run in runs) for id, runs in json.loads(made).items()}


def _kept(entries: Mapping[str, Runs]) -> bytes:
    return json.dumps({id: [asdict(run) for run in runs] for id, runs in entries.items()}).encode()


# --- pages


def _moulds(whole: Item) -> list[Item]:
    """A page of each shape that a title can have: how it ends, and whether it ends in words that it quotes."""
    url = f"{whole['URL'].rstrip('/')}/{_PLACE}" if "URL" in whole else ""
    titles = {f"mould{end}": f"{_TITLE}{end}" for end in _ENDS}
    titles |= {f"mould“{end}": f"{_TITLE}“{_INNER}{end}”" for end in _ENDS}
    return [page_item(whole, id, title, url) for id, title in titles.items()]


def _cast(entries: Mapping[str, Runs], title: str, place: str) -> Runs:
    quoting = _QUOTING.fullmatch(title)
    parts = quoting or _ENDING.fullmatch(title)
    assert parts  # noqa: S101 -- the second pattern fits every text
    filled = {_TITLE: parts["title"], _INNER: quoting["inner"] if quoting else "", _PLACE: place}
    mould = entries[f"mould{'“' if quoting else ''}{parts['end']}"]
    return tuple(replace(run, text=_filled(run.text, filled), url=_filled(run.url, filled)) for run in mould)


def _filled(text: str, values: Mapping[str, str]) -> str:
    return re.sub(f"[{_TITLE}{_INNER}{_PLACE}]", lambda match: values[match[0]], text)
