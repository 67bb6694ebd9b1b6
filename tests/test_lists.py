"""The pages that lead to the records of a kind tell enough to choose by."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tests.conftest import DossierFolder, Files
from tests.shown import Shown, folded, pages_of
from tests.test_pages import BASE, FIGURES, POSITIONS

Pages = dict[str, Shown]


@pytest.fixture
def shown(dossier_folder: DossierFolder) -> Callable[[Files], Pages]:
    """The pages of a small dossier with the records given."""

    def pages(files: Files) -> Pages:
        return pages_of(dossier_folder({**BASE, **files}))

    return pages


HUBS = ("issues", "positions", "parties", "quotes", "statistics", "sources")


def test_every_list_leads_back_up_and_says_how_much_there_is(shown: Callable[[Files], Pages]) -> None:
    quotes = "- {id: q, text: It is slow., speaker: jones, said: 2016, appearances: [{source: times}]}\n"
    pages = shown({"positions.yml": POSITIONS, "quotes.yml": quotes, "statistics.yml": FIGURES})
    for hub in HUBS:
        (trail,) = pages[f"{hub}/index.md"].tree.css("nav[aria-label=Breadcrumb] a")
        assert trail.attributes["href"] == "../index.md", hub
    counts = {
        "issues": "Two issues, five positions of three parties and two charges and claims that nobody answered.",
        "parties": "one person, one platform and one trade association; three of them hold a recorded position.",
        "quotes": "One quotation of one speaker, newest first;",
        "statistics": "Three figures of two measures; for one of them the figures differ.",
        "sources": "Four sources, two independent origins.",
    }
    for hub, words in counts.items():
        assert words in pages[f"{hub}/index.md"].text()


def test_an_issue_in_the_list_tells_who_lines_up_and_what_is_open(shown: Callable[[Files], Pages]) -> None:
    page = shown({"positions.yml": POSITIONS})["issues/index.md"]
    text = page.text("Does it do enough?")
    assert text.startswith("The Bazaar does enough against fakes.")
    assert "● For Bazaar ◇ Conditional Mary Jones ✕ Against Guild" in text
    assert "Five positions · △ two unanswered" in text
    assert page.links("Does it do enough?")["Guild"] == "enough.md#position-back"
    assert page.text("Is it fair?") == "The Bazaar treats makers fairly. Nothing recorded yet"


def test_parties_are_listed_by_kind_with_what_they_hold(shown: Callable[[Files], Pages]) -> None:
    page = shown({"positions.yml": POSITIONS})["parties/index.md"]
    assert page.headings() == ["Parties", "People", "Platforms", "Trade associations"]
    assert page.items("Trade associations") == ["Makers' Guild ✕ Against Enough Three positions"]
    assert page.links("Platforms")["Enough"] == "../issues/enough.md#position-answer"


def test_quotations_are_listed_by_year_the_newest_first(shown: Callable[[Files], Pages]) -> None:
    quote = "- {{id: q{0}, text: Words {0}., speaker: jones, {1} appearances: [{{source: times}}]}}\n"
    dates = ["said: 2015,", "", "said: 2016-10-21,", "said: 2016-07~,"]
    page = shown({"quotes.yml": "".join(quote.format(*each) for each in enumerate(dates))})["quotes/index.md"]
    assert page.headings() == ["Quotations", "2016", "2015", "Date not stated"]
    assert [item.split("”")[0] for item in page.items("2016")] == ["“Words 2.", "“Words 3."]
    assert "Mary Jones · 21 October 2016 · in The Times, 21 October 2016 ·" in page.items("2016")[0]


def test_a_long_quotation_is_listed_by_its_beginning(shown: Callable[[Files], Pages]) -> None:
    quotes = f"- {{id: q, text: {'word ' * 3000}, speaker: jones, appearances: [{{source: times}}]}}\n"
    pages = shown({"quotes.yml": quotes})
    assert len(pages["quotes/index.md"].items("Date not stated")[0]) < 400
    assert pages["quotes/q.md"].text().count("word") >= 3000


def test_figures_that_differ_are_said_to_and_lead_to_the_disagreement(shown: Callable[[Files], Pages]) -> None:
    page = shown({"statistics.yml": FIGURES})["statistics/index.md"]
    assert "△ These figures differ. The fields show: they cover different periods" in page.text("fakes removed")
    assert page.links("fakes removed")["Side by side"] == "../conflicts.md#figures-one"
    assert "differ" not in page.text("fakes left")


SOURCES = """\
- {id: plain, type: report, title: Plain, publisher: Office, published: 2015}
- {id: good, type: webpage, title: Good, publisher: Agency, published: 2014, reliability: A, interest: Sells it}
- {id: newer, type: article-newspaper, title: Newer, publisher: Daily, published: 2016, reliability: A,
   relays: [source:good]}
- {id: bad, type: webpage, title: Bad, publisher: Blog, reliability: E, uncapturable: It is gone}
"""


def test_sources_are_listed_by_grade_and_tell_how_far_to_trust_them(shown: Callable[[Files], Pages]) -> None:
    page = shown({"sources.yml": SOURCES})["sources/index.md"]
    assert page.headings() == ["Sources", "A: completely reliable", "E: unreliable", "Not graded"]
    newer, good = page.items("A: completely reliable")
    assert newer == "Daily, 2016 Newer News article · nothing taken from it · not captured Relays Agency, 2014"
    assert good.endswith("On a side: Sells it")
    assert "cannot be captured" in page.text("E: unreliable")


def test_a_term_has_an_anchor_a_link_to_itself_and_one_to_its_lines(shown: Callable[[Files], Pages]) -> None:
    about = """\
title: A
question: B?
as_of: 2016
marking: TLP:CLEAR
edit_url: https://example.org/edit/{path}#L{line}
"""
    terms = "- {id: t, name: fake, definition: No original.}\n"
    page = shown({"dossier.yml": about, "terms.yml": terms})["glossary.md"]
    assert page.tree.css("h2#term-t")
    assert page.links("fake") == {"§": "#term-t", "edit": "https://example.org/edit/data/terms.yml#L1"}


def test_names_are_counted_where_they_are_many(
    shown: Callable[[Files], Pages], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("build_dossier.views.limits.NAMES", 1)
    supporters = "".join(f"- {{id: {party}, party: {party}, issue: fair, stance: supports}}\n" for party in PARTIES)
    page = shown({"positions.yml": supporters})["issues/index.md"]
    assert folded("● For Guild and 2 more") in page.text("Is it fair?")


PARTIES = ("guild", "bazaar", "jones")
