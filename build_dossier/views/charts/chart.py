"""A chart as plain values: what is drawn, in words too, and the same rows as a table and as data."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from markupsafe import Markup

from build_dossier.language.speaking import gettext
from build_dossier.views.common import Context, Link, Sign

FOLDER = "charts"
"""Where the files of the charts stand, below the documentation folder."""

Fill = Literal["whole", "part", "empty", "for", "against", "neither"]
"""How a bar is filled: solid, tinted, outlined, or in the colour of a side."""


@dataclass(frozen=True, slots=True)
class Tick:
    """A place on a scale, and its words in the language spoken."""

    value: Decimal
    words: str


@dataclass(frozen=True, slots=True)
class Segment:
    """A part of a bar, from one value to another."""

    start: Decimal
    end: Decimal
    fill: Fill


@dataclass(frozen=True, slots=True)
class Bar:
    """A row of a bar chart."""

    label: str
    """Whose bar it is; '' where it belongs under the label of the bar above."""
    detail: str
    """A quieter second line, or ''."""
    shown: str
    """The figure in words, set beside the bar."""
    segments: tuple[Segment, ...]
    is_doubtful: bool = False
    """Whether its second line stands out, as a doubt does."""
    end: Literal["", "more", "less", "about"] = ""
    """What the true number is against the end of the bar, where that is not exact."""


@dataclass(frozen=True, slots=True)
class Bars:
    """Horizontal bars that start at zero, on one scale; `ticks` span it."""

    bars: tuple[Bar, ...]
    ticks: tuple[Tick, ...]
    at_end: bool = False
    """Whether the figures stand at the bars' ends; else at the edge, below each other."""


@dataclass(frozen=True, slots=True)
class Moment:
    """A sign on a line of time: years with a fraction, 2016.5 in the middle of 2016."""

    stance: str
    """The stance, by the value that an author writes."""
    label: str
    """The stance in words, where there is room for them; else ''."""
    is_before: bool
    """Whether the words stand before the sign, where there is no room behind it."""
    earliest: Decimal
    latest: Decimal
    """The same as `earliest` where the day is known."""
    until: Decimal | None = None


@dataclass(frozen=True, slots=True)
class MomentRow:
    """A row of signs, in order of time."""

    label: str
    moments: tuple[Moment, ...]


@dataclass(frozen=True, slots=True)
class Moments:
    """Rows of signs over time; `ticks` are years or months, `start` and `end` the ends of the scale."""

    rows: tuple[MomentRow, ...]
    ticks: tuple[Tick, ...]
    start: Decimal
    end: Decimal


@dataclass(frozen=True, slots=True)
class Series:
    """A row of columns: how many in each bin."""

    label: str
    fill: Fill
    counts: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Columns:
    """Upright columns over time, a row for each series, all on one scale that starts at zero."""

    series: tuple[Series, ...]
    bins: tuple[str, ...]
    """What each column covers, in words."""
    ticks: tuple[Tick, ...]
    """Which bins are named below, by their number, and how."""
    most: int
    """The top of the scale."""
    zero_words: str
    most_words: str


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell of the table; `href` is '' where it leads nowhere."""

    text: str
    href: Markup = Markup()  # noqa: RUF009 -- a constant


@dataclass(frozen=True, slots=True)
class Field:
    """A column of the data file; a text may have to be disarmed for spreadsheets, a number, date or id not."""

    name: str
    is_text: bool = False


@dataclass(frozen=True, slots=True)
class Chart:
    """A chart with all that stands around it.

    `table` and `data` have a row for each thing drawn, in the order in which it is drawn.
    """

    slug: str
    """The name of its files. Charts of one slug are one drawing."""
    title: str
    subtitle: str
    """What the scale counts; '' where the title says it."""
    description: str
    """What it shows, for those who do not see it."""
    plot: Bars | Moments | Columns
    headings: tuple[str, ...]
    table: tuple[tuple[Cell, ...], ...]
    fields: tuple[Field, ...]
    data: tuple[tuple[str, ...], ...]
    csv: Link
    picture: Link
    specification: Link
    key: tuple[Sign, ...] = ()
    """The signs that the drawing uses, where there is no room for words beside each."""
    notes: tuple[str, ...] = ()
    """What is not drawn, and why."""
    own: int | None = None
    """The row that the page is about."""


def files_of(context: Context, slug: str) -> tuple[Link, Link, Link]:
    """The links to a chart's rows, its picture and its specification."""
    return (
        context.page(f"{FOLDER}/{slug}.csv", gettext("Data (CSV)")),
        context.page(f"{FOLDER}/{slug}.svg", gettext("Picture (SVG)")),
        context.page(f"{FOLDER}/{slug}.vl.json", gettext("Specification (Vega-Lite)")),
    )


def cell(link: Link) -> Cell:
    """A link as a cell."""
    return Cell(link.text, link.href)
