"""Long lists in pages: what each page holds, the way from page to page, and what of a list a record's page shows."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby, pairwise
from typing import Generic, TypeVar

from build_dossier.language.speaking import ENGLISH, gettext, in_digits, pgettext, speaking
from build_dossier.views import places
from build_dossier.views.common import Context, Link
from build_dossier.views.words import cut

ItemT = TypeVar("ItemT")


@dataclass(frozen=True, slots=True)
class Step:
    """A page in the row of pages: a link, or None for the one that is shown or for those left out."""

    text: str
    link: Link | None
    is_here: bool = False


@dataclass(frozen=True, slots=True)
class Pager:
    """The way through the pages of a list: the first, the last and those near this one."""

    steps: tuple[Step, ...]
    previous: Link | None
    next: Link | None


@dataclass(frozen=True, slots=True)
class Start:
    """Where a group of a list begins: at which item, under which heading and anchor."""

    at: int
    heading: str
    anchor: str


@dataclass(frozen=True, slots=True)
class Part(Generic[ItemT]):
    """What one page of a list holds, out of how much."""

    items: tuple[ItemT, ...]
    number: int
    of: int
    """How many pages there are."""
    total: int
    """How many items the whole list has."""
    most: int
    before: str
    """The heading of the last item on the page before; '' where there is none."""
    starts: tuple[Start, ...]
    """Where each group of the whole list begins; none where the list is a single page, or has no headings."""

    @property
    def is_first(self) -> bool:
        """Whether the list begins here."""
        return self.number == 1


@dataclass(frozen=True, slots=True)
class Group(Generic[ItemT]):
    """Items under one heading; `anchor` is '' where it has none, or stands on an earlier page already."""

    heading: str
    anchor: str
    items: tuple[ItemT, ...]


@dataclass(frozen=True, slots=True)
class Content:
    """A group in the overview of a list that runs over several pages: where it begins, and how much it holds."""

    link: Link
    count: str


def parts(
    items: Sequence[ItemT], most: int, heading: Callable[[ItemT], str] | None = None, prefix: str = ""
) -> Iterator[Part[ItemT]]:
    """A list in pages of at most so many items; one empty page where there are none.

    `heading` is what an item stands under, and `prefix` how the anchors of these headings begin.
    """
    found = cut(items, most)
    starts = tuple(_starts(items, heading, prefix)) if heading and len(found) > 1 else ()
    for number, part in enumerate(found, 1):
        before = heading(items[(number - 1) * most - 1]) if heading and number > 1 else ""
        yield Part(part, number, len(found), len(items), most, before, starts if prefix else ())


def grouped(part: Part[ItemT], heading: Callable[[ItemT], str], prefix: str) -> tuple[Group[ItemT], ...]:
    """The items of a page under headings; a group that began on the page before says so."""
    groups = ((name, tuple(group)) for name, group in groupby(part.items, key=heading))
    return tuple(
        Group(gettext("{heading}, continued", heading=name), "", group)
        if name == part.before and number == 0
        else Group(name, _anchor(prefix, heading, group[0]), group)
        for number, (name, group) in enumerate(groups)
    )


def contents(context: Context, part: Part[ItemT], hub: str) -> tuple[Content, ...]:
    """Where each group of a list begins; nothing where the list is a single page."""
    found = []
    for start, following in pairwise((*part.starts, Start(part.total, "", ""))):
        page = places.further(hub, start.at // part.most + 1)
        count = in_digits(str(following.at - start.at))
        found.append(Content(context.page(page, start.heading, start.anchor), count))
    return tuple(found)


def _anchor(prefix: str, heading: Callable[[ItemT], str], item: ItemT) -> str:
    """An anchor that stays when the list grows, in any language; '' where the headings have none of ours."""
    if not prefix:
        return ""
    with speaking(ENGLISH):
        name = heading(item)
    return f"{prefix}-{re.sub('[^a-z0-9]+', '-', name.lower())}"


def _starts(items: Iterable[ItemT], heading: Callable[[ItemT], str], prefix: str) -> Iterator[Start]:
    at = 0
    for name, group in groupby(items, key=heading):
        first, *others = group
        yield Start(at, name, _anchor(prefix, heading, first))
        at += 1 + len(others)


def pager(context: Context, pages: Sequence[tuple[str, str]], here: int) -> Pager | None:
    """The way through pages, given as path and name, for the one at the index `here`; None where there is one only."""
    if len(pages) < 2:
        return None
    near = {0, len(pages) - 1, *range(max(0, here - 2), min(len(pages), here + 3))}
    steps, last = list[Step](), -1
    for index in sorted(near):
        if index > last + 1:
            steps.append(Step("…", None))
        path, name = pages[index]
        steps.append(Step(name, None if index == here else context.page(path, name), index == here))
        last = index
    return Pager(
        tuple(steps),
        context.page(pages[here - 1][0], pgettext("page of a list", "Previous")) if here else None,
        context.page(pages[here + 1][0], pgettext("page of a list", "Next")) if here + 1 < len(pages) else None,
    )


def numbered(context: Context, part: Part[ItemT], hub: str) -> Pager | None:
    """The way through the numbered pages of a list."""
    pages = [(places.further(hub, number), in_digits(str(number))) for number in range(1, part.of + 1)]
    return pager(context, pages, part.number - 1)
