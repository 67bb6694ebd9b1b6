"""The whole flow on one screen: data in, pages out, problems on the way."""

from __future__ import annotations

from typing import NamedTuple

from build_dossier.cache import NO_CACHE, Cache
from build_dossier.checking import Checked, check
from build_dossier.citing.bound import bound_to
from build_dossier.citing.citations import citations_of
from build_dossier.counted import count
from build_dossier.dossier import Dossier, edited_at
from build_dossier.editions.compare import NO_HISTORY, History, history
from build_dossier.editions.edition import Edition
from build_dossier.evidence.holding import hold
from build_dossier.evidence.verdicts import Evidence
from build_dossier.handling import Publishable, publishable, refusal
from build_dossier.language.speaking import ENGLISH, Language, language_of, speaking
from build_dossier.problems import Problem
from build_dossier.project import Project
from build_dossier.publish.chart_files import chart_files, specifications_in
from build_dossier.publish.downloads import downloads
from build_dossier.publish.export import export
from build_dossier.publish.feeds import feeds
from build_dossier.publish.jsonld_pages import linked_pages
from build_dossier.publish.writing import Changes, write
from build_dossier.render.assets import assets, network_assets
from build_dossier.render.charts.pictures import drawing_program, drawn_charts
from build_dossier.render.embeds import embed_pages
from build_dossier.render.pages import Asset, Page, render
from build_dossier.render.pictures import can_draw, pictures
from build_dossier.values.edtf import Edtf
from build_dossier.views import limits, places
from build_dossier.views.cards import Card, cards, quotes_and_figures
from build_dossier.views.data import Download, data_page
from build_dossier.views.embed import embeds
from build_dossier.views.findable import Findable, findables
from build_dossier.views.relations import left_out, relations_pages
from build_dossier.views.share import shares
from build_dossier.views.site import pages
from build_dossier.views.snapshot import names_in, snapshot


class Outcome(NamedTuple):
    """What came of a run: all problems, what was written (None where an error stopped it), what was left out.

    And, for the search, what can be found on the pages, in which language.
    """

    problems: tuple[Problem, ...]
    records: int
    changes: Changes | None = None
    withheld: int = 0
    dependent: int = 0
    undrawn: str = ""
    """What is left out of the pictures for links, in a sentence."""
    as_of: Edtf | None = None
    findables: tuple[Findable, ...] = ()
    language: str = "en"
    speaks: Language = ENGLISH
    """That language, with its digits."""
    undrawn_charts: int = 0
    """How many charts have no picture, because the program that draws is not installed."""
    left_out: tuple[str, ...] = ()
    """What was not made because a package is missing, in sentences for whoever runs the build."""


def write_pages(project: Project, edit_url: str = "", commit: str = "") -> Outcome:
    """Check the data and write the pages; an error anywhere leaves everything as it was.

    `edit_url` stands in for the one of `dossier.yml`, where the place of publication knows better; `commit` is that of
    the data, for citations.
    """
    cache = Cache(project.cache)
    checked = check(project, cache)
    clear, problems = to_publish(checked)
    if clear is None:
        return Outcome(problems, checked.count)
    about = clear.dossier.about
    evidence = evidence_for(clear, checked)
    past = history_for(clear, checked, evidence)
    with speaking(language_of(about.language, about.digits)) as language:
        pages = pages_of(edited_at(clear.dossier, edit_url), evidence, past, cache, commit)
        found = findables(clear.dossier, evidence)
    changes, of_writing = write(project.docs, project.shown_docs, pages)
    return Outcome(
        (*problems, *of_writing),
        checked.count,
        changes,
        clear.withheld,
        clear.dependent,
        undrawn_in_words(clear.dossier),
        about.as_of,
        found,
        about.language,
        language,
        0 if drawing_program() else specifications_in(pages),
        tuple(filter(None, (left_out(clear.dossier),))),
    )


def left_out_in_words(withheld: int, dependent: int) -> str:
    """How many records were not published, for whoever runs the build."""
    more = f", and {count(dependent, 'record')} that cannot be told without them" if dependent else ""
    return f"Left out: {count(withheld, 'record')} not marked TLP:CLEAR{more}."


NO_STYLES = "Left out: citations in the styles Chicago and APA. To have them: pip install 'build-dossier[cite]'."
"""For whoever runs the build without a citation processor."""


def undrawn_charts_in_words(undrawn: int) -> str:
    """What is missing where nothing can draw, and how to get it, for whoever runs the build."""
    return (
        f"Not drawn: {count(undrawn, 'chart')}; the pages show the tables alone. "
        "To draw them: pip install 'build-dossier[pictures]'."
    )


def undrawn_in_words(dossier: Dossier) -> str:
    """What is left out of the pictures for links, for whoever runs the build; '' where nothing is.

    Other sites take a picture by its whole address, so a dossier without a `url` has none.
    """
    number = len(quotes_and_figures(dossier))
    if not dossier.about.url:
        return ""
    if not can_draw():
        return "Links to the site show no picture: install build-dossier[pictures], which draws them."
    if number > limits.CARDS:
        return f"Links show {limits.CARDS:,} of {number:,} quotations and figures as a picture, the rest the dossier's."
    return ""


def to_publish(checked: Checked) -> tuple[Publishable | None, tuple[Problem, ...]]:
    """The gate: what of a sound dossier may be published, or why nothing may."""
    if checked.dossier is None:
        return None, checked.problems
    refused = refusal(checked.dossier)
    if refused:
        return None, (*checked.problems, refused)
    return publishable(checked.dossier), checked.problems


def evidence_for(clear: Publishable, checked: Checked) -> Evidence:
    """The verdicts for what may be published, where appearances count anew: some may be left out."""
    return hold(clear.dossier, checked.lock)[0]


def history_for(clear: Publishable, checked: Checked, evidence: Evidence) -> History:
    """How what may be published came to be."""
    if not checked.editions:
        return NO_HISTORY
    return history(editions_for(clear, checked), snapshot(clear.dossier, evidence))


def editions_for(clear: Publishable, checked: Checked) -> list[Edition]:
    """The editions, oldest first, without a trace of what was published once and is withheld now."""
    known = names_in(checked.dossier) if checked.dossier else set()
    hidden = known - names_in(clear.dossier)
    return [edition.without(hidden, known) for edition in checked.editions]


def cards_of(dossier: Dossier, evidence: Evidence) -> tuple[Card, ...]:
    """The pictures for links, where the dossier says at which address they will stand, and they can be drawn."""
    return tuple(cards(dossier, evidence)) if dossier.about.url and can_draw() else ()


def pages_of(
    dossier: Dossier, evidence: Evidence, past: History = NO_HISTORY, cache: Cache = NO_CACHE, commit: str = ""
) -> list[Page | Asset]:
    """Every file that is generated for a dossier; what is slow to make comes from the cache."""
    whole = export(dossier, evidence)
    files = downloads(whole)
    told = (Download(file.name, len(file.content), file.rows, file.table) for file in files)
    citations = citations_of(dossier, bound_to(past, commit), cache)
    views = [
        *pages(dossier, evidence, past, citations),
        *relations_pages(dossier, evidence, cache, citations),
        data_page(dossier, evidence, told, citations),
    ]
    charts = [chart for view in views for chart in view.charts]
    of_charts = drawn_charts(charts, cache)
    drawn = pictures(cards_of(dossier, evidence), cache)
    shared = shares(dossier, evidence, views, {each.file.path: each.alt for each in drawn})
    return [
        *render(views, dossier.terms, shared, linked_pages(whole, views), of_charts),
        *chart_files(charts, of_charts),
        *embed_pages(embeds(dossier, evidence)),
        *(each.file for each in drawn),
        *(Asset(f"{places.DATA_FOLDER}/{file.name}", file.content) for file in files),
        *(Page(path, text) for path, text in feeds(dossier, past)),
        *assets(),
        *network_assets(cache),
    ]
