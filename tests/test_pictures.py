"""The pictures for links: what they show of a record, in which letters, and what becomes of what has none."""

from __future__ import annotations

import re
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image
from selectolax.lexbor import LexborHTMLParser

from build_dossier.cache import NO_CACHE
from build_dossier.evidence.verdicts import Evidence, Finding, Verdict
from build_dossier.pipeline import write_pages
from build_dossier.project import Project
from build_dossier.records.kinds import Key
from build_dossier.render.embeds import embed_page
from build_dossier.render.pictures import alt_of, picture
from build_dossier.render.typesetting import SERIF, Box, Face, leading, runs, set_text, width
from build_dossier.views import limits
from build_dossier.views.cards import card_of
from build_dossier.views.common import Context
from build_dossier.views.embed import embed_view
from build_dossier.views.places import HOME
from tests.conftest import DossierFolder, DossierOf
from tests.projects import FIRST, project, run, run_python
from tests.shown import Shown

_ABOUT = """\
title: Fakes at the Bazaar
question: Does the Bazaar do enough against fakes?
as_of: 2016-12
marking: TLP:CLEAR
url: https://dossier.example.org/fakes
checks: {never-verified: "off"}
"""
_PARTIES = "- {id: lee, name: Ann Lee, kind: person}\n- {id: ma, name: 马云, kind: person}\n"
_SOURCES = "- {id: s, type: report, title: A report, publisher: The Ministry, published: 2016-10-21}\n"
_AT = "appearances: [{source: s}]"
_AMBER, _GREEN = (0x80, 0x52, 0x00), (0x1A, 0x6B, 0x3C)


def _data(quotes: str = "", statistics: str = "") -> dict[str, str]:
    found = {"dossier.yml": _ABOUT, "parties.yml": _PARTIES, "sources.yml": _SOURCES, "quotes.yml": quotes}
    return {name: text for name, text in {**found, "statistics.yml": statistics}.items() if text}


def _docs(data: Path) -> Path:
    outcome = write_pages(Project.at(data.parent))
    assert outcome.changes is not None, outcome.problems
    return data.parent / "docs"


def _inks(picture: bytes) -> set[tuple[int, int, int]]:
    return {colour for _, colour in Image.open(BytesIO(picture)).convert("RGB").getcolors(10000) or ()}  # type: ignore[misc]  # three bytes


def _alt(page: Path) -> str:
    return str(Shown(page).meta["share"]["alt"])


@pytest.fixture(scope="module")
def first(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The pages of the first dossier, as if it had an address."""
    root = project(tmp_path_factory.mktemp("first") / "project", FIRST)
    about = root / "data/dossier.yml"
    about.write_text("url: https://dossier.example.org/\n" + about.read_text("utf-8"), "utf-8")
    return _docs(root / "data")


def test_each_quotation_and_figure_and_the_dossier_has_a_picture(first: Path) -> None:
    records = [*(first / "quotes").glob("*.md"), *(first / "statistics").glob("*.md")]
    expected = {f"{path.parent.name[:-1]}-{path.stem}.png" for path in records if path.stem != "index"}
    assert {path.name for path in (first / "cards").iterdir()} == expected | {"dossier.png"}


def test_a_picture_has_the_size_that_sites_ask_for_and_is_light(first: Path) -> None:
    for path in (first / "cards").iterdir():
        picture = Image.open(BytesIO(path.read_bytes()))
        assert (picture.format, picture.size, picture.mode) == ("PNG", (1200, 630), "P")
        assert path.stat().st_size < 40_000, path.name


def test_a_page_that_is_no_quotation_or_figure_has_the_picture_of_the_dossier(first: Path) -> None:
    share = Shown(first / "issues/index.md").meta["share"]
    assert share["image"] == "https://dossier.example.org/cards/dossier.png"
    assert share["alt"].startswith("Taobao and the list: Should Alibaba")


def test_a_second_run_takes_the_pictures_from_the_cache(dossier_folder: DossierFolder) -> None:
    data = dossier_folder(_data(f"- {{id: q, text: Words., speaker: lee, {_AT}}}\n"))
    picture = _docs(data) / "cards/quote-q.png"
    before, kept = picture.read_bytes(), [*(data.parent / ".cache/dossier/pictures").iterdir()]
    assert len(kept) == 2
    picture.unlink()
    made = [path.stat().st_mtime_ns for path in kept]
    assert _docs(data) == picture.parent.parent
    assert picture.read_bytes() == before
    assert [path.stat().st_mtime_ns for path in kept] == made


def test_a_change_of_the_words_changes_the_picture(dossier_folder: DossierFolder) -> None:
    words = f"- {{id: q, text: Words., speaker: lee, {_AT}}}\n"
    before = (_docs(dossier_folder(_data(words))) / "cards/quote-q.png").read_bytes()
    after = (_docs(dossier_folder(_data(words.replace("Words", "Other words")))) / "cards/quote-q.png").read_bytes()
    assert before != after


def test_what_was_ranked_down_says_so_in_picture_line_and_card(dossier_folder: DossierFolder) -> None:
    down = "rank: deprecated, deprecated_because: Withdrawn."
    docs = _docs(dossier_folder(_data(f"- {{id: q, text: Words., speaker: lee, {_AT}, {down}}}\n")))
    share = Shown(docs / "quotes/q.md").meta["share"]
    assert share["description"] == share["alt"]
    assert share["alt"].endswith("△ not checked · △ ranked down")
    assert "△ ranked down" in LexborHTMLParser((docs / "embed/quote-q/index.html").read_text("utf-8")).text()
    assert _AMBER in _inks((docs / "cards/quote-q.png").read_bytes())


def test_the_verdict_is_in_the_picture_and_on_the_card(dossier_of: DossierOf) -> None:
    dossier = dossier_of(_data(f"- {{id: q, text: Words., speaker: lee, {_AT}}}\n"))
    for verdict, mark in ((Verdict.MISMATCH, "✕ mismatch"), (Verdict.VERIFIED, "✓ verified")):
        evidence = Evidence({(Key("quote", "q"), 0): Finding(verdict)})
        context = Context(dossier, evidence, HOME)
        card = card_of(context, dossier.quotes[0])
        drawn = picture(card, NO_CACHE)
        assert drawn
        assert alt_of(card) == f"“Words.” Ann Lee · The Ministry, 21 October 2016 · {mark}"
        colours = {colour for _, colour in Image.open(BytesIO(drawn.content)).convert("RGB").getcolors(9999) or ()}
        assert (_GREEN in colours) == verdict.is_verified
        page = embed_page(embed_view(context, dossier.quotes[0]))
        assert mark in LexborHTMLParser(page.text).text()
        assert verdict.meaning in LexborHTMLParser(page.text).text()


# --- letters


def test_words_without_letters_are_shown_in_translation_and_the_picture_says_which(
    dossier_folder: DossierFolder,
) -> None:
    translations = "translations: [{language: fr, text: Opaque.}, {language: en, text: It is opaque.}]"
    quotes = f"- {{id: q, text: 不透明。, language: zh, speaker: lee, {translations}, {_AT}}}\n"
    docs = _docs(dossier_folder(_data(quotes)))
    assert (docs / "cards/quote-q.png").is_file()
    assert _alt(docs / "quotes/q.md").startswith("“It is opaque.” Ann Lee")


def test_without_a_translation_the_language_stands_in_place_of_the_words(dossier_folder: DossierFolder) -> None:
    docs = _docs(dossier_folder(_data(f"- {{id: q, text: 不透明。, language: zh, speaker: lee, {_AT}}}\n")))
    assert (docs / "cards/quote-q.png").is_file()
    assert _alt(docs / "quotes/q.md").startswith("Words in Chinese Ann Lee")


def test_no_picture_is_drawn_without_the_speaker_s_name(dossier_folder: DossierFolder) -> None:
    docs = _docs(dossier_folder(_data(f"- {{id: q, text: Words., speaker: ma, {_AT}}}\n")))
    assert not (docs / "cards/quote-q.png").exists()
    assert Shown(docs / "quotes/q.md").meta["share"]["image"] == "https://dossier.example.org/fakes/cards/dossier.png"


@pytest.mark.parametrize(
    ("line", "is_rtl", "shown"),
    [
        ("The list", False, ["The list"]),
        ("The سوق list", False, ["The ", "سوق", " list"]),
        ("سوق Taobao 2016 جديد", True, ["جديد", " ", "Taobao 2016", "سوق "]),
        ("Małe", False, ["Ma", "ł", "e"]),
        ("سوق Łó", True, ["Ł", "ó", "سوق "]),
    ],
)
def test_a_line_is_drawn_from_left_to_right_in_runs_of_one_font_and_direction(
    line: str, is_rtl: bool, shown: list[str]
) -> None:
    found = runs(line, SERIF, is_rtl=is_rtl)
    assert [run.text for run in found] == shown
    assert all(run.is_rtl == bool(re.search("[\u0600-\u06ff]", run.text)) for run in found if run.text.strip())


_WORDS = "nobody has said so before, and we say it again " * 30
_FACE = Face(SERIF, 400)


@pytest.mark.parametrize("is_rtl", [False, True])
def test_a_long_text_is_cut_between_words_and_says_so(is_rtl: bool) -> None:
    box = Box(1000, 300, is_rtl)
    setting = set_text(_WORDS, _FACE, box, (60, 40), "…”")
    assert setting.size == 40
    assert len(setting.lines) * leading(40) <= 300
    assert all(width(line, _FACE, 40, is_rtl=is_rtl) <= 1000 * 1.02 for line in setting.lines)
    whole = " ".join(setting.lines)
    assert whole.endswith("\N{NO-BREAK SPACE}…”")
    kept = whole.removesuffix("\N{NO-BREAK SPACE}…”")
    assert _WORDS.startswith(kept)
    assert not _WORDS[len(kept)].isalpha()


def test_a_text_that_fits_is_whole_in_the_largest_size() -> None:
    assert set_text("Short words", _FACE, Box(1000, 300, False), (60, 40), "…") == (("Short words",), 60)


def test_a_word_that_is_wider_than_a_line_is_broken_and_cut() -> None:
    setting = set_text("x" * 500, _FACE, Box(400, 60, False), (40,), "…")
    assert len(setting.lines) == 1
    assert setting.lines[0].endswith("x…")
    assert width(setting.lines[0], _FACE, 40) <= 400


# --- what there is no picture of


def test_without_an_address_there_is_no_picture_and_no_card_and_the_page_says_why(
    dossier_folder: DossierFolder,
) -> None:
    data = _data(f"- {{id: q, text: Words., speaker: lee, {_AT}}}\n")
    data["dossier.yml"] = _ABOUT.replace("url: https://dossier.example.org/fakes\n", "")
    docs = _docs(dossier_folder(data))
    assert not (docs / "cards").exists()
    assert not (docs / "embed").exists()
    page = Shown(docs / "quotes/q.md")
    assert {"image", "url"}.isdisjoint(page.meta["share"])
    assert "There is a card for other sites once the dossier says where it is published" in page.tree.text()


def test_without_what_draws_the_build_says_so_in_one_line(tmp_path: Path, dossier_folder: DossierFolder) -> None:
    data = dossier_folder(_data(f"- {{id: q, text: Words., speaker: lee, {_AT}}}\n"))
    root = project(tmp_path / "project", data)
    code = "import sys; sys.modules['PIL'] = None; from build_dossier.cli import main; main()"
    done = run_python("-c", code, "pages", "-C", root)
    assert done.returncode == 0, done.stderr
    assert "Links to the site show no picture: install build-dossier[pictures], which draws them.\n" in done.stdout
    assert "image" not in Shown(root / "docs/quotes/q.md").meta["share"]
    assert (root / "docs/embed/quote-q/index.html").is_file()
    assert "picture" not in run("pages", "-C", root).stdout


def test_of_a_large_dossier_those_are_drawn_that_the_bottom_line_rests_on(
    dossier_folder: DossierFolder, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(limits, "CARDS", 1)
    data = _data("".join(f"- {{id: q{n}, text: Words {n}., speaker: lee, {_AT}}}\n" for n in range(3)))
    data["dossier.yml"] += "judgements: [{id: j, text: So it is., rests_on: ['quote:q2']}]\n"
    folder = dossier_folder(data)
    outcome = write_pages(Project.at(folder.parent))
    assert outcome.undrawn == "Links show 1 of 3 quotations and figures as a picture, the rest the dossier's."
    assert {path.name for path in (folder.parent / "docs/cards").iterdir()} == {"dossier.png", "quote-q2.png"}
