"""The page for those who want the data: what each file is, for whom, how large, and on what terms."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import NamedTuple

from markupsafe import Markup

from build_dossier.language.speaking import digits, gettext, ngettext, pgettext, spoken
from build_dossier.views import places
from build_dossier.views.cite import cite_dossier
from build_dossier.views.common import Context, Link
from build_dossier.views.frame import hub_frame
from build_dossier.views.site import PageView


class Download(NamedTuple):
    """What the page is told of a file: its name, its size in bytes, its rows or records, what its table holds."""

    name: str
    size: int
    rows: int | None = None
    table: str = ""


@dataclass(frozen=True, slots=True)
class FileLine:
    """A file in a list; `rows` is '' where there is nothing to count."""

    link: Link
    what: str
    rows: str
    size: str


@dataclass(frozen=True, slots=True)
class DataView:
    """What the page on the data shows."""

    title: str
    licence: str
    folder: str
    files: tuple[FileLine, ...]
    tables: tuple[FileLine, ...]
    all_tables: str
    schema: Link
    package: Link
    readme: Link
    method: Link


def _what(name: str) -> str:
    words = {
        "dossier.json": gettext(
            "Everything that is published, record by record, with what is derived for each. For programs."
        ),
        "dossier.schema.json": gettext(
            "The JSON Schema of that file: every field with its meaning. For those who write programs."
        ),
        "dossier.sqlite": gettext(
            "The tables below as one database, with keys and a few ready views. For questions in SQL."
        ),
        "sources.csl.json": gettext("The sources as CSL-JSON. For Zotero, Pandoc and other reference managers."),
        "sources.bib": gettext("The sources as BibTeX. For LaTeX and reference managers."),
        "sources.ris": gettext("The sources as RIS. For EndNote, Citavi, Zotero and other reference managers."),
        "dossier.jsonld": gettext("The records in the words of schema.org. For search engines and linked data."),
        "datapackage.json": gettext(
            "What describes the tables below to a program: columns, types, keys, checksums (Data Package)."
        ),
        "README.txt": gettext("How to read the tables below. For people."),
    }
    return words[name]


def data_page(first: Context, downloads: tuple[Download, ...]) -> PageView:
    """The page on the data."""
    context = replace(first, here=places.DATA)
    view = data_view(context, downloads)
    about = gettext("The records of this site as files: {title}", title=view.title)
    cite = cite_dossier(context) if context.citations.whole else None
    return PageView(places.DATA, gettext("The data"), "data.md", view, about, hub_frame(context), cite)


def data_view(context: Context, downloads: tuple[Download, ...]) -> DataView:
    """What the page on the data shows."""
    about = context.dossier.about
    lines = {file.name: _line(context, file) for file in downloads}
    tables = [file for file in downloads if file.table]
    return DataView(
        about.title,
        about.licence or "",
        f"{about.url.rstrip('/')}/{places.DATA_FOLDER}/" if about.url else f"{places.DATA_FOLDER}/",
        tuple(lines[file.name] for file in downloads if not file.table),
        tuple(lines[file.name] for file in tables),
        size_in_words(sum(file.size for file in tables)),
        lines["dossier.schema.json"].link,
        lines["datapackage.json"].link,
        lines["README.txt"].link,
        context.page(places.METHOD, gettext("Method")),
    )


def _line(context: Context, file: Download) -> FileLine:
    path = places.relative(f"{places.DATA_FOLDER}/{file.name}", context.here)
    what = pgettext("what a table holds", file.table).replace("`", "") if file.table else _what(file.name)
    rows = "" if file.rows is None else digits(file.rows)
    return FileLine(Link(file.name, Markup(path)), what, rows, size_in_words(file.size))


def size_in_words(size: int) -> str:
    """'812 bytes', '12 kB', '1.4 MB'; a kilobyte is 1,000 bytes, as file managers and the SI have it."""
    if size < 1000:
        return ngettext("{number} byte", "{number} bytes", size)
    if size < 999_500:
        return gettext("{number} kB", number=(size + 500) // 1000)
    return gettext("{number} MB", number=f"{size / 1_000_000:,.1f}".translate(spoken().number_table))
