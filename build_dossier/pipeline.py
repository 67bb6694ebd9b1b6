"""The whole flow on one screen: data in, pages out, problems on the way."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from functools import partial
from pathlib import Path

from build_dossier.cache import NO_CACHE, Cache, bound
from build_dossier.checking import check
from build_dossier.citing.bound import bound_to
from build_dossier.citing.citations import citations_of
from build_dossier.citing.pandoc import is_installed
from build_dossier.collector import uncollected
from build_dossier.dossier import Dossier
from build_dossier.editions.compare import NO_HISTORY, History
from build_dossier.evidence.verdicts import Evidence
from build_dossier.found import FOLDER as FOUND
from build_dossier.found import Found, found
from build_dossier.gate import evidence_for, history_for, to_publish
from build_dossier.language.speaking import language_of, speaking, spoken
from build_dossier.left_out import undrawn_in_words
from build_dossier.making.environment import environment
from build_dossier.making.kept import Kept, read_kept, write_kept
from build_dossier.making.last import inputs_of, read_last, write_last
from build_dossier.making.make import Making, Workshop, make
from build_dossier.making.packs import LostError, Packs
from build_dossier.making.spread import apart
from build_dossier.network.force import is_there
from build_dossier.outcome import Outcome, as_noted, noted
from build_dossier.products import Site, products
from build_dossier.project import Project
from build_dossier.publication import UNKNOWN, Publication
from build_dossier.publish.chart_files import specifications_in
from build_dossier.publish.search_shards import is_kept
from build_dossier.publish.writing import Target, stands, write
from build_dossier.reads.current import Current
from build_dossier.reads.fingerprint import fingerprint
from build_dossier.reads.memory import FORGOTTEN, Memory
from build_dossier.reads.watching import WatchedDossier, watched_citations, watched_dossier, watched_evidence
from build_dossier.render.charts.pictures import drawing_program
from build_dossier.render.pages import edition_of
from build_dossier.render.pictures import can_draw
from build_dossier.views import limits, places
from build_dossier.views.common import Context
from build_dossier.views.relations import left_out


def _nothing() -> None:
    pass


def write_pages(
    project: Project,
    publication: Publication = UNKNOWN,
    *,
    clean: bool = False,
    meanwhile: Callable[[], object] = _nothing,
) -> Outcome:
    """Check the data and write the pages; an error anywhere leaves everything as it was.

    If `clean`, nothing that an earlier run made is used. `meanwhile` is called while another process does the work.
    """
    inputs, last = _inputs(project, publication), project.cache / LAST
    target = Target(project.docs, project.shown_docs, project.cache / WRITTEN)
    told = None if clean else read_last(last, inputs)
    unchanged = stands(target) if told else None
    if told and unchanged:
        return as_noted(told, unchanged, lambda: _made_good(project, publication, target, clean=False).find())
    outcome = apart(partial(_made_good, project, publication, target, clean=clean), meanwhile)
    if not outcome.problems:
        with suppress(OSError):  # a folder that cannot be written costs time, no more
            write_last(last, inputs, noted(outcome))
    return outcome


def _made_good(project: Project, publication: Publication, target: Target, *, clean: bool) -> Outcome:
    """The pages written, whatever has become of the cache."""
    with uncollected():
        try:
            return _written(project, publication, target, clean=clean)
        except LostError:  # it was damaged, which shows when it is read
            return _written(project, publication, target, clean=True)


PAGES, LAST, WRITTEN = "pages", "last", "written"
"""Where in the cache it is kept what pages hold, what came of the last build, and what the files looked like."""


_PIECES = ("charts", "citations", "counts", "held", "networks", "pictures", "records", "scripts", "search")
"""What else is kept there, piece by piece: results that are slow to make, named by what they are made from."""
_MOST = 300_000_000
"""In bytes. The pieces of 10,000 records take 80 MB; the rest is room for those of other commits."""


def _inputs(project: Project, publication: Publication) -> str:
    return inputs_of(project.data, environment(whole=True), repr(publication), _settings())


def _settings() -> str:
    """How much a page may show, and which of the programs are there that a build can do without."""
    numbers = sorted((name, value) for name, value in vars(limits).items() if name.isupper())
    return repr((numbers, can_draw(), drawing_program(), is_there(), is_installed()))


def _written(project: Project, publication: Publication, target: Target, *, clean: bool) -> Outcome:
    cache = Cache(project.cache, is_read=not clean)
    checked = check(project, cache)
    clear, problems = to_publish(checked)
    if clear is None:
        return Outcome(problems, checked.count)
    dossier = publication.of(clear.dossier)
    about = dossier.about
    evidence = evidence_for(clear, checked)
    past = history_for(clear, checked, evidence)
    with speaking(language_of(about.language, about.digits)) as language:
        made = made_for(dossier, evidence, past, cache, publication.commit)
    folder, files = project.cache / PAGES, {held.path: held for held in made.files}
    lots = found(folder, made.aside(FOUND))
    lots.require(partial(is_kept, language=about.language, cache=cache))
    with Packs(folder) as packs:
        changes, of_writing = write(target, files, packs.content)
    kept = write_kept(folder, made.kept, made.before)
    if kept is not made.kept:  # it lies elsewhere now
        lots = found(folder, replace(made, kept=kept).aside(FOUND))
    bound(project.cache, _PIECES, _MOST)
    return Outcome(
        (*problems, *of_writing),
        checked.count,
        changes,
        clear.withheld,
        clear.dependent,
        undrawn_in_words(dossier),
        about.as_of,
        partial(Found, *lots),
        fingerprint((made.kept.environment, [lot.digest for lot in lots.held])),
        about.language,
        language,
        0 if drawing_program() else specifications_in(files),
        tuple(filter(None, (left_out(dossier),))),
        (about.url or "") if publication.url else "",
        made.why,
        made.product_of,
    )


def made_for(dossier: Dossier, evidence: Evidence, past: History, cache: Cache, commit: str = "") -> Making:
    """Every file that is generated for a dossier: what changed since the last time is made, the rest is kept."""
    watched = watched_dossier(dossier)
    first = first_context(watched, evidence, past, cache, commit)
    folder, around = (cache.folder or Path()) / PAGES, surroundings(first)
    before = read_kept(folder) if cache.is_read else Kept()
    memory = before.memory if before.environment == around else FORGOTTEN
    site = site_of(first, watched, evidence, cache, memory)
    shop = Workshop(around, site.current, watched.notes, folder)
    return make(tuple(products(site)), before, shop)


def first_context(
    watched: WatchedDossier, evidence: Evidence, past: History = NO_HISTORY, cache: Cache = NO_CACHE, commit: str = ""
) -> Context:
    """A watched dossier with all that is told of it, seen from Home."""
    citations = watched_citations(citations_of(watched, bound_to(past, commit), cache), watched.notes)
    return Context(watched, watched_evidence(evidence, watched.notes), places.HOME, past, citations)


def site_of(
    first: Context, watched: WatchedDossier, evidence: Evidence, cache: Cache = NO_CACHE, memory: Memory = FORGOTTEN
) -> Site:
    """What the files of a dossier are made from."""
    current = Current(watched, evidence, first.citations, first, {"template": edition_of}, memory)
    return Site(first, watched.notes, cache, current, past_of(first.past))


def surroundings(first: Context) -> str:
    """What every page depends on: the program, `dossier.yml`, and how the dossier as a whole is cited."""
    dossier, citations = first.dossier, first.citations
    moulds = [
        (style, [runs for name, runs in entries.items() if not name.startswith("source:")])
        for style, entries in citations.styled.items()
    ]
    return fingerprint((environment(), _settings(), dossier.about, citations.whole, citations.bound, moulds, spoken()))


def past_of(past: History) -> str:
    """The fingerprint of how the dossier came to be what it is."""
    told = [(step.edition.name, step.edition.note, step.changes, step.edition.title) for step in past.steps]
    return fingerprint((told, [step.edition.entries for step in past.closed]))
