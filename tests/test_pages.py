"""Every page keeps the promise that it makes to its reader."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Callable
from pathlib import Path

import pytest

from build_dossier.load.reading import read
from build_dossier.values.scales import Stance
from build_dossier.views import places
from tests.conftest import CASES, DossierFolder, Files
from tests.projects import FIRST, case, project
from tests.shown import Shown, folded, pages_of

Pages = dict[str, Shown]

OK = sorted(path.name for path in (CASES / "ok").iterdir())

BASE = {
    "sources.yml": """\
- {id: times, type: article-newspaper, title: Bazaar under fire, publisher: The Times, published: 2016-10-21}
- {id: wire, type: article-newspaper, title: Makers attack, publisher: The Wire, published: 2016-10-20}
- {id: gazette, type: article-newspaper, title: Makers say, publisher: The Gazette, relays: [source:wire]}
- {id: herald, type: article-newspaper, title: Bazaar blamed, publisher: The Herald, relays: [source:wire]}
""",
    "parties.yml": """\
- {id: guild, name: Makers' Guild, short: Guild, kind: trade-association}
- {id: bazaar, name: The Bazaar, short: Bazaar, kind: platform}
- {id: jones, name: Mary Jones, kind: person}
""",
    "issues.yml": """\
- {id: enough, title: Does it do enough?, short: Enough, proposition: The Bazaar does enough against fakes.}
- {id: fair, title: Is it fair?, short: Fair, proposition: The Bazaar treats makers fairly.}
""",
}


def _sign(stance: Stance) -> str:
    return f"{stance.symbol} {stance.words}"


@pytest.fixture
def shown(dossier_folder: DossierFolder) -> Callable[[Files], Pages]:
    """The pages of a small dossier with the records given; sources, parties and issues are there already."""

    def pages(files: Files) -> Pages:
        return pages_of(dossier_folder({**BASE, **files}))

    return pages


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Pages:
    return pages_of(project(tmp_path_factory.mktemp("small"), case("small")) / "data")


# --- of every dossier


@pytest.fixture(scope="module", params=[*OK, "first"])
def any_dossier(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Pages]:
    data = FIRST if request.param == "first" else case(request.param)
    root = project(tmp_path_factory.mktemp(request.param), data)
    return root, pages_of(root / "data")


def test_every_link_between_pages_leads_to_a_page_and_an_anchor(any_dossier: tuple[Path, Pages]) -> None:
    root, pages = any_dossier
    links = 0
    for path, page in pages.items():
        for link in page.tree.css("a[href]"):
            href = str(link.attributes["href"])
            if href.startswith(("http://", "https://")):
                continue
            links += 1
            target, _, anchor = href.partition("#")
            found = posixpath.normpath(posixpath.join(posixpath.dirname(path), target)) if target else path
            assert (root / "docs" / found).is_file(), f"{path}: {href}"
            assert not anchor or anchor in pages[found].ids, f"{path}: {href}"
    assert links >= 10


def test_every_published_record_has_its_page_and_is_reached_from_another(
    any_dossier: tuple[Path, Pages],
) -> None:
    root, pages = any_dossier
    dossier = read(root / "data", "data").dossier
    assert dossier is not None
    reached = {
        posixpath.normpath(posixpath.join(posixpath.dirname(path), href))
        for path, page in pages.items()
        for link in page.tree.css("a[href]")
        if not (href := str(link.attributes["href"])).startswith("#")
    }
    hidden = root.name.startswith("withheld")
    for key in dossier.records:
        path, anchor = places.page_of(dossier, key)
        if path not in pages or (anchor and anchor not in pages[path].ids):
            assert hidden, key
            continue
        assert not anchor or key.kind in ("position", "event", "term")
        assert anchor or path in reached, key


def test_no_anchor_stands_twice_in_a_page(any_dossier: tuple[Path, Pages]) -> None:
    for path, page in any_dossier[1].items():
        ids = [node.id for node in page.tree.css("[id]")]
        assert len(ids) == len(set(ids)), path


def test_every_page_has_one_heading_which_is_its_title(any_dossier: tuple[Path, Pages]) -> None:
    for path, page in any_dossier[1].items():
        assert len(page.tree.css("h1")) == 1, path
        assert page.heading == folded(page.title), path
        assert page.meta["description"], path


def test_no_page_prints_a_value_instead_of_words(any_dossier: tuple[Path, Pages]) -> None:
    slip = re.compile(r"\bNone\b(?! that we know of)|Stance\.|Rank\.|Link\(|DateView\(|Sign\(|Undefined")
    for path, page in any_dossier[1].items():
        assert not slip.search(page.text()), path


# --- Home


def test_home_asks_the_question_and_answers_it_first(small: Pages) -> None:
    home = small["index.md"]
    assert home.heading == "Does the Bazaar do enough against fakes?"
    assert home.headings()[1] == "The bottom line"
    (judgement,) = home.items("The bottom line")
    assert judgement.startswith("Removal takes longer than the Bazaar says.")
    assert "Likely (55–80%)" in judgement
    assert "moderate confidence" in judgement
    assert "Rests on one quotation, one figure, one event, one source, one party" in judgement


def test_each_judgement_leads_to_what_it_rests_on(small: Pages) -> None:
    assert set(small["index.md"].links("The bottom line").values()) == {
        "quotes/jones-opaque.md",
        "statistics/days-until-removal.md",
        "timeline.md#event-hearing",
        "sources/report-2016.md",
        "parties/bazaar.md",
        "issues/enough.md",
        "issues/enough.md#position-guild-enough-2015",
        "glossary.md#term-takedown",
    }


def test_home_tells_day_origins_verification_marking_and_authors(small: Pages) -> None:
    text = small["index.md"].text()
    assert "As of 31 December 2016 · four sources, four independent origins" in text
    assert "TLP:CLEAR" in text
    assert "Ann Lee and Bo Li" in text


def test_home_shows_stances_figures_events_and_what_is_contested(small: Pages) -> None:
    home = small["index.md"]
    assert ["Bazaar", "–", "● For"] in home.rows("Who stands where")
    figures = home.items("Figures in play")
    assert figures[0].startswith("less than 2.50 days days until removal Bazaar vouches")
    assert figures[1].startswith("1 million to 2.5 million Norwegian Krone damage in 2015")
    assert home.items("What happened") == [
        "19 October 2016 The Ministry hears the Guild and the Bazaar",
    ]
    assert "President of the Guild" in home.text("Where the sources disagree")


def test_home_shows_no_figure_that_is_ranked_down(shown: Callable[[Files], Pages]) -> None:
    figure = "{{id: {0}, measure: a, label: {0}, value: 1, appearances: [{{source: times}}]{1}}}"
    down = ", rank: deprecated, deprecated_because: Miscounted."
    pages = shown({"statistics.yml": f"- {figure.format('old', down)}\n- {figure.format('new', '')}\n"})
    assert [item.split()[1] for item in pages["index.md"].items("Figures in play")] == ["new"]
    assert "Miscounted." in pages["statistics/old.md"].text()


# --- Positions


POSITIONS = """\
- {id: early, party: guild, issue: enough, stance: supports, statement: It did | enough., from: 2015-10}
- {id: late, party: guild, issue: enough, stance: opposes, statement: It does too little., from: 2016-07~}
- {id: answer, party: bazaar, issue: enough, stance: supports, statement: It does all it can., from: 2016-09,
   replies: [{to: late, relation: rebuts, note: In the same week.}]}
- {id: back, party: guild, issue: enough, stance: opposes, statement: Not all., from: 2016-10,
   replies: [{to: answer, relation: undercuts}]}
- {id: open, party: jones, issue: enough, stance: conditional, condition: In a day., from: 2014}
"""


def test_a_cell_of_the_matrix_says_the_stance_and_leads_to_it(shown: Callable[[Files], Pages]) -> None:
    page = shown({"positions.yml": POSITIONS})["positions/index.md"]
    assert page.rows() == [
        ["Guild", "✕ Against (moved)", "–"],
        ["Bazaar", "● For", "–"],
        ["Mary Jones", "◇ Conditional", "–"],
    ]
    cells = page.tree.css("td a[href*=position]")
    assert [(cell.attributes["href"], cell.attributes.get("title")) for cell in cells] == [
        ("../issues/enough.md#position-back", "Not all."),
        ("../issues/enough.md#position-answer", "It does all it can."),
        ("../issues/enough.md#position-open", None),
    ]


def test_the_matrix_can_be_read_party_by_party(shown: Callable[[Files], Pages]) -> None:
    page = shown({"positions.yml": POSITIONS})["positions/index.md"]
    assert page.items("Guild") == ["✕ Against on Enough, October 2016: Not all. (the stance moved)"]


# --- Issues


def test_an_issue_shows_proposition_line_up_and_parts(small: Pages) -> None:
    enough, fakes = small["issues/enough.md"], small["issues/fakes.md"]
    assert "Proposition: The Bazaar does enough against fakes." in enough.text()
    assert enough.links()["Fakes"] == "fakes.md"
    assert fakes.links()["Does the Bazaar do enough?"] == "enough.md"
    assert enough.rows("Line-up") == [
        ["● For", "Bazaar", "one position, May 2016"],
        ["✕ Against", "Guild", "two positions, between October 2015 and about July 2016"],
        [_sign(Stance.DECLINED), "Ministry of Trade", "one position"],
    ]


def test_the_thread_shows_who_answered_whom(shown: Callable[[Files], Pages]) -> None:
    page = shown({"positions.yml": POSITIONS})["issues/enough.md"]
    charge, answer, back = (
        page.tree.css(f"li:has(> span#position-{id}), li:has(> p > span#position-{id})")[0]
        for id in ("late", "answer", "back")
    )
    assert "Claim · about July 2016 § Guild ✕ Against" in folded(charge.text())
    assert folded(answer.text()).startswith("Rebuts · September 2016 § Bazaar ● For It does all it can.")
    assert folded(back.text()).startswith("Undercuts · October 2016 § Guild ✕ Against Not all.")
    assert answer.css("span#position-back")
    assert charge.css("span#position-answer")
    assert not answer.css("span#position-late")


def test_what_nobody_answered_stands_out(shown: Callable[[Files], Pages]) -> None:
    pages = shown({"positions.yml": POSITIONS})
    thread = pages["issues/enough.md"]
    unanswered = thread.tree.css("li:has(> p.d-unanswered)")
    assert ["Nobody answers" in item.text() for item in unanswered if "position-open" in str(item.html)] == [True]
    assert "Nobody answers" not in folded(thread.tree.css("li:has(span#position-late)")[0].text())
    assert "The last word so far" in folded(thread.tree.css("li:has(span#position-back)")[-1].text())
    gaps = pages["gaps.md"]
    assert gaps.links("Charges and claims that nobody answered") == {
        "Guild, October 2015": "issues/enough.md#position-early",
        "Mary Jones, 2014": "issues/enough.md#position-open",
    }


def test_a_move_shows_condition_basis_evidence_and_right_of_reply(small: Pages) -> None:
    text = small["issues/enough.md"].text("The argument, move by move")
    assert "On condition: Fakes are taken down within three days." in text
    assert "Known from: a statement; probably true" in text
    assert "“The process is opaque.” ✓ verified in 1 of 2 supports, direct" in text
    assert "Harbour Wire, about 20 October 2016 refutes" in text
    assert "On the reply: Names the same figures and reads them differently." in text
    assert "asked 2 November 2016, answered 20 November 2016" in text
    assert "asked 2 November 2016, declined 3 November 2016" in text


def test_an_issue_lists_its_quotations_figures_and_events(small: Pages) -> None:
    page = small["issues/enough.md"]
    assert next(iter(page.links("Quotations"))) == "“The process is opaque.”"
    (figure,) = page.items("Figures")
    assert figure.startswith("less than 2.50 days")
    assert "The Ministry hears the Guild and the Bazaar" in page.links("Events")


# --- Parties


def test_a_party_shows_roles_relations_and_stances_over_time(small: Pages) -> None:
    assert small["parties/jones.md"].items("Roles") == [
        "President, Guild 2012 to June 2016 (in The Harbour Times, 21 October 2016)",
        "Honorary president, Guild from about July 2016",
    ]
    guild = small["parties/guild.md"]
    assert guild.items("People")[0].startswith("Mary Jones, President 2012 to June 2016")
    (moved,) = guild.items("Where it stands")
    assert moved.startswith("Does the Bazaar do enough? the stance moved ◇ Conditional October 2015:")
    assert "✕ Against about July 2016" in moved


def test_a_relation_is_written_once_and_read_from_both_sides(small: Pages) -> None:
    holding, bazaar = small["parties/bazaar-holding.md"], small["parties/bazaar.md"]
    assert holding.items("Relations")[0] == "owns Bazaar from 2008 (in Ministry of Trade, March 2016)"
    assert bazaar.items("Relations") == [
        "is owned by Bazaar Holding from 2008 (in Ministry of Trade, March 2016)",
        "is regulated by Ministry of Trade dates not stated",
    ]
    assert small["parties/guild.md"].items("Relations") == [
        "has as a member Bazaar Holding 2009 to June 2012 (in The Harbour Times, 21 October 2016). "
        "The Guild says so; the company has not confirmed it.",
    ]


def test_a_party_shows_other_names_country_and_identifiers(small: Pages) -> None:
    text = small["parties/bazaar.md"].text()
    assert "Platform, Norway" in text
    assert "Also known as: Basar (German), Bazaar Limited" in text
    assert "wikidata Q00000" in text


def test_what_a_party_said_and_what_was_said_of_it_stand_apart(small: Pages) -> None:
    assert "“The process is opaque.”" in small["parties/guild.md"].links("In its words")
    assert "“The process is opaque.”" in small["parties/bazaar.md"].links("Spoken of in")
    assert "In its words" not in small["parties/bazaar.md"].headings()


def test_what_a_party_passed_on_is_listed(small: Pages) -> None:
    assert small["parties/insiders.md"].links("What reached us through it") == {
        "less than 2.50 days: days until removal": "../statistics/days-until-removal.md",
        "The Harbour Times, 21 October 2016": "../sources/times-2016-10-21.md",
    }


def test_newest_comes_first_and_what_has_no_date_last(shown: Callable[[Files], Pages]) -> None:
    quote = "- {{id: q{0}, text: Words {0}., speaker: jones, {1} appearances: [{{source: times}}]}}\n"
    dates = ["said: 2015,", "", "said: 2016-10-21,", "said: 2016-07~,"]
    files = {"quotes.yml": "".join(quote.format(number, date) for number, date in enumerate(dates))}
    pages = shown(files)
    newest = ["“Words 2.”", "“Words 3.”", "“Words 0.”", "“Words 1.”"]
    assert [text for text in pages["parties/jones.md"].links("In its words") if "Words" in text] == newest
    assert [text for text in pages["quotes/index.md"].links() if "Words" in text] == newest


# --- Quotations


def test_a_quotation_shows_words_original_and_translations_in_their_language(small: Pages) -> None:
    page = small["quotes/jones-opaque.md"]
    versions = page.tree.css("blockquote span[lang]")
    assert [(node.attributes["lang"], node.text()) for node in versions] == [
        ("en", "“The process is opaque.”"),
        ("nb", "“Prosessen er ugjennomsiktig.”"),
        ("de", "“Das Verfahren ist undurchsichtig.”"),
        ("fr", "“La procédure est opaque.”"),
    ]
    text = page.text()
    assert "As quoted, in translation, English" in text
    assert "Original, Norwegian Bokmål" in text
    assert "Bo Li), German" in text
    assert "machine translation), French" in text


def test_text_runs_in_the_direction_of_its_language(tmp_path: Path) -> None:
    pages = pages_of(project(tmp_path / "languages", case("languages")) / "data")
    versions = pages["quotes/haddad-clear.md"].tree.css("blockquote span[lang]")
    assert [(node.attributes["lang"], node.attributes["dir"]) for node in versions] == [
        ("en", "ltr"),
        ("ar", "rtl"),
    ]


def test_a_quotation_tells_speaker_occasion_and_use(small: Pages) -> None:
    page = small["quotes/jones-opaque.md"]
    text = page.text()
    assert "Mary Jones, President, for Guild" in text
    assert page.facts() == {
        "When": "20 October 2016",
        "How": "in an interview",
        "To whom": "The Harbour Times",
        "How much of it": "an excerpt",
    }
    assert "Removal takes longer than the Bazaar says." in page.text("Where we use it")
    assert page.links("What it is about") == {
        "Does the Bazaar do enough?": "../issues/enough.md",
        "Bazaar": "../parties/bazaar.md",
    }


def test_what_is_not_known_of_a_quotation_is_not_stated(tmp_path: Path) -> None:
    pages = pages_of(project(tmp_path / "three", case("three-records")) / "data")
    facts = pages["quotes/guild-opaque.md"].facts()
    assert (facts["How"], facts["To whom"], facts["How much of it"]) == ("not stated",) * 3


def test_the_chain_runs_from_speaker_through_hands_to_source(small: Pages) -> None:
    page = small["quotes/jones-opaque.md"]
    assert page.items("How it reached us") == [
        "Mary Jones said it",
        "Harbour Wire, about 20 October 2016 passed it on",
        "The Harbour Times, 21 October 2016 relayed it",
        "Mary Jones said it",
        "Harbour Wire, about 20 October 2016 published it",
    ]
    appearance, first_hand = page.items("Is it word for word?")
    assert first_hand.startswith("△ uncapturable in Harbour Wire, about 20 October 2016")
    assert appearance.startswith("✓ verified in The Harbour Times, 21 October 2016")
    assert "Worded there: “The whole process is opaque.”" in appearance
    assert "Dated there: 19 October 2016" in appearance
    assert "Where in the source: paragraph 2" in appearance
    assert "Note: The wire agency's wording is shorter." in appearance
    links = page.links("Is it word for word?")
    assert links["archived copy"].startswith("https://archive.example.org/20161201/")


def test_hands_are_told_from_the_innermost_to_the_outermost(small: Pages) -> None:
    assert small["statistics/days-until-removal.md"].items("Who vouches, who repeats") == [
        "Bazaar vouches for it",
        "Harbour Wire, about 20 October 2016 passed it on",
        "Two people who work at the Bazaar passed it on",
        "The Harbour Times, 21 October 2016 relayed it",
    ]


QUOTE = """\
- id: q
  text: It is opaque.
  speaker: jones
  appearances: [{{source: {0}}}, {{source: {1}}}]
"""


def test_two_articles_that_relay_one_report_are_one_origin(shown: Callable[[Files], Pages]) -> None:
    page = shown({"quotes.yml": QUOTE.format("gazette", "herald")})["quotes/q.md"]
    assert page.text("How it reached us").endswith("One origin, two appearances.")


def test_two_articles_of_their_own_are_two_origins(shown: Callable[[Files], Pages]) -> None:
    page = shown({"quotes.yml": QUOTE.format("times", "wire")})["quotes/q.md"]
    assert page.text("How it reached us").endswith("Two origins, two appearances.")


def test_a_source_and_what_relays_it_are_one_origin(shown: Callable[[Files], Pages]) -> None:
    page = shown({"quotes.yml": QUOTE.format("wire", "herald")})["quotes/q.md"]
    assert page.text("How it reached us").endswith("One origin, two appearances.")


MEMBERSHIPS = """\
- id: guild
  name: Makers' Guild
  kind: trade-association
- id: jones
  name: Mary Jones
  kind: person
  memberships:
    - {organization: guild, role: President, from: 2012, to: 2016-06}
    - {organization: guild, role: Patron, from: 2016-07}
"""


@pytest.mark.parametrize(
    ("said", "role"),
    [("2014", "President, Makers' Guild"), ("2016-10", "Patron, Makers' Guild"), ("2011", "")],
)
def test_a_speaker_has_the_role_held_at_the_time_of_speaking(
    shown: Callable[[Files], Pages], said: str, role: str
) -> None:
    quotes = f"- {{id: q, text: Yes., speaker: jones, said: {said}, appearances: [{{source: times}}]}}\n"
    text = shown({"parties.yml": MEMBERSHIPS, "quotes.yml": quotes, "issues.yml": "[]"})["quotes/q.md"].text()
    assert f"Mary Jones{', ' if role else ''}{role} When " in text


def test_a_role_that_the_source_states_goes_before_the_membership(shown: Callable[[Files], Pages]) -> None:
    quotes = "- {id: q, text: Yes., speaker: jones, said: 2014, role: Founder, appearances: [{source: times}]}\n"
    text = shown({"parties.yml": MEMBERSHIPS, "quotes.yml": quotes, "issues.yml": "[]"})["quotes/q.md"].text()
    assert "Mary Jones, Founder When " in text


def test_an_answer_to_what_the_words_are_evidence_for_is_shown(shown: Callable[[Files], Pages]) -> None:
    quotes = "- {id: q, text: Too little., speaker: jones, appearances: [{source: times}]}\n"
    positions = POSITIONS.replace("from: 2016-07~}", "from: 2016-07~, evidence: [{ref: 'quote:q'}]}")
    page = shown({"quotes.yml": quotes, "positions.yml": positions})["quotes/q.md"]
    assert page.items("Answered by") == [
        "Bazaar, September 2016, rebuts: It does all it can. (the answer)",
    ]
    assert page.items("What it is evidence for") == [
        "✕ Against Guild on Does it do enough?: It does too little. supports",
    ]


# --- Figures


def test_a_figure_shows_what_it_counts_and_who_vouches(small: Pages) -> None:
    page = small["statistics/days-until-removal.md"]
    assert page.heading == "less than 2.50 days: days until removal"
    assert page.facts() == {
        "Measure": "days until a fake is removed",
        "Exact value": "2.50",
        "Unit": "days",
        "Period": "September 2015 to August 2016",
        "Of": "fakes that were reported",
        "Covers": "offers of members of the Guild",
        "Place": "Norway",
        "About": "Bazaar",
        "Who vouches": "Bazaar",
        "How it came about": "self-reported",
        "Status": "disputed",
    }
    assert "To bear in mind Counted from the day on which a report was accepted" in page.text()
    assert "Printed there as: “less than two and a half days”" in page.text()


def test_what_is_not_known_of_a_figure_is_not_stated(shown: Callable[[Files], Pages]) -> None:
    figure = "- {id: n, measure: fakes, label: fakes, value: 3, appearances: [{source: times}]}\n"
    facts = shown({"statistics.yml": figure})["statistics/n.md"].facts()
    assert (facts["Unit"], facts["Period"]) == ("not stated", "not stated")
    assert facts["Who vouches"] == "nobody by name"
    assert facts["How it came about"] == "basis not stated"


FIGURES = """\
- {id: one, measure: fakes removed, label: removed, value: 380000000, period: 2016, claimant: bazaar,
   appearances: [{source: times, as_printed: 380 million}]}
- {id: two, measure: fakes removed, label: removed since, value: 100, comparator: more-than, period: 2017,
   claimant: bazaar, appearances: [{source: wire}]}
- {id: other, measure: fakes left, label: left, value: 7, appearances: [{source: wire}]}
"""


def test_figures_of_one_measure_stand_side_by_side_with_the_reason(shown: Callable[[Files], Pages]) -> None:
    page = shown({"statistics.yml": FIGURES})["statistics/one.md"]
    one, two = page.items("Comparable figures")
    assert one.startswith("380 million removed")
    assert two.startswith("more than 100 removed since")
    reason = page.text("Comparable figures")
    assert "they cover different periods" in reason
    assert "one is exact and the other is not" in reason
    assert "different parties" not in reason


def test_a_figure_without_its_like_is_compared_with_nothing(shown: Callable[[Files], Pages]) -> None:
    assert "Comparable figures" not in shown({"statistics.yml": FIGURES})["statistics/other.md"].headings()


def test_figures_are_listed_by_what_they_count(shown: Callable[[Files], Pages]) -> None:
    page = shown({"statistics.yml": FIGURES})["statistics/index.md"]
    assert page.headings() == ["Figures", "fakes removed", "fakes left"]
    assert [item[:30].split(" removed")[0] for item in page.items("fakes removed")] == ["380 million", "more than 100"]


# --- Conflicts


def test_figures_that_differ_are_a_conflict_with_a_reason(shown: Callable[[Files], Pages]) -> None:
    page = shown({"statistics.yml": FIGURES})["conflicts.md"]
    one, other = page.items("fakes removed")
    assert one.startswith("380 million removed · period: 2016; ")
    assert other.startswith("more than 100 removed since · period: 2017; ")
    assert "Bazaar" in one
    assert "they cover different periods" in page.text("fakes removed")
    assert "fakes left" not in page.text()


def test_figures_that_are_alike_are_no_conflict(shown: Callable[[Files], Pages]) -> None:
    same = "- {{id: {0}, measure: a, label: b, value: 2.0, appearances: [{{source: {0}}}]}}\n"
    pages = shown({"statistics.yml": same.format("times") + same.format("wire")})
    assert "No disagreement between sources is recorded." in pages["conflicts.md"].text()


def test_dates_that_differ_are_a_conflict(shown: Callable[[Files], Pages]) -> None:
    events = """\
- id: hearing
  title: The hearing
  date: "[2016-10-18,2016-10-19]"
  appearances: [{source: times, date: 2016-10-18}, {source: wire, date: 2016-10-19, note: In its last line.}]
"""
    assert shown({"events.yml": events})["conflicts.md"].items("The hearing") == [
        "18 October 2016 The Times, 21 October 2016",
        "19 October 2016 The Wire, 20 October 2016 · In its last line.",
    ]


def test_wordings_that_differ_are_a_conflict_and_typography_is_none(shown: Callable[[Files], Pages]) -> None:
    quotes = """\
- id: q
  text: It's "opaque".
  speaker: jones
  appearances: [{source: times, exact: It’s “opaque”.}, {source: wire, exact: It is opaque.}]
- id: same
  text: It's "slow".
  speaker: jones
  appearances: [{source: times, exact: It’s “slow”.}, {source: wire}]
"""
    page = shown({"quotes.yml": quotes})["conflicts.md"]
    assert len(page.tree.css("h3")) == 1
    assert page.items('Mary Jones: “It\'s "opaque".”') == [
        "“It’s “opaque”.” The Times, 21 October 2016",
        "“It is opaque.” The Wire, 20 October 2016",
    ]


def test_a_role_that_contradicts_a_membership_is_a_conflict(shown: Callable[[Files], Pages]) -> None:
    quotes = """\
- {id: q, text: Yes., speaker: jones, said: 2014, role: Treasurer, appearances: [{source: times}]}
- {id: fine, text: No., speaker: jones, said: 2014, role: president, appearances: [{source: times}]}
"""
    page = shown({"parties.yml": MEMBERSHIPS, "quotes.yml": quotes, "issues.yml": "[]"})["conflicts.md"]
    assert len(page.tree.css("h3")) == 1
    assert page.links("Roles that differ") or "Treasurer" in page.text()
    text = page.text("What Mary Jones was when saying “Yes.”")
    assert "Treasurer" in text
    assert "President" in text


def test_a_stance_that_moved_is_told_in_its_order(shown: Callable[[Files], Pages]) -> None:
    page = shown({"positions.yml": POSITIONS})["conflicts.md"]
    (move,) = page.items("Stances that moved")
    assert move.startswith("Guild on Does it do enough?: ● For October 2015")
    assert move.index("✕ Against about July 2016") < move.index("✕ Against October 2016")


# --- Timeline


EVENTS = """\
- {id: second, title: Second, date: 2016-07~, parties: [guild], issues: [enough],
   appearances: [{source: times}]}
- {id: first, title: First, date: "[2008,2011]", note: Nobody knows.}
- {id: never, title: Never dated}
- {id: third, title: Third, date: 2016-09-02,
   appearances: [{source: herald, via: [source:wire], date: 2016-09}]}
- {id: old, title: Old, date: 2015, rank: deprecated, deprecated_because: It was another hearing.}
"""


def test_the_timeline_runs_by_year_with_imprecise_dates_in_words(shown: Callable[[Files], Pages]) -> None:
    page = shown({"events.yml": EVENTS})["timeline.md"]
    assert page.headings() == [
        *("Timeline", "2008", "First", "2015", "Old", "2016", "Second", "Third"),
        *("Date not stated", "Never dated", "How the dates are drawn"),
    ]
    assert page.text("Second").startswith("about July 2016 Guild")
    assert "2008 or 2011" in page.text("First")
    assert page.text("Never dated").startswith("not stated")
    assert page.text("Third").startswith("2 September 2016")


def test_only_a_date_that_is_certain_is_machine_readable(shown: Callable[[Files], Pages]) -> None:
    page = shown({"events.yml": EVENTS})["timeline.md"]
    times = {folded(node.text()): node.attributes["datetime"] for node in page.tree.css("time")}
    assert times == {"2 September 2016": "2016-09-02", "September 2016": "2016-09", "2015": "2015"}


def test_an_event_tells_who_tells_of_it(shown: Callable[[Files], Pages]) -> None:
    page = shown({"events.yml": EVENTS})["timeline.md"]
    assert "Told by: The Herald through The Wire, 20 October 2016 (dates it September 2016)" in page.text("Third")
    assert "No source is recorded for this event." in page.text("First")
    assert "Editorial note Nobody knows." in page.text("First")
    assert "Ranked down: It was another hearing." in page.text("Old")
    assert page.links("Second")["Does it do enough?"] == "issues/enough.md"


# --- Sources


def test_a_source_shows_how_far_it_can_be_trusted(small: Pages) -> None:
    page = small["sources/times-2016-10-21.md"]
    facts = page.facts()
    assert facts["Reliability"] == "B, usually reliable"
    assert facts["On a side"] == "Sells advertisements to the Bazaar"
    assert facts["Takes its matter from"] == "Two people who work at the Bazaar, Harbour Wire, about 20 October 2016"
    assert page.items("Left out on purpose") == [
        "“A paragraph about the weather on the day of the hearing” It bears on no issue of this dossier.",
    ]
    assert page.links("Quotations taken from it")["“The process is opaque.”"] == "../quotes/jones-opaque.md"


def test_what_is_not_known_of_a_source_is_not_stated(small: Pages) -> None:
    page = small["sources/report-2015.md"]
    facts = page.facts()
    assert (facts["Read"], facts["Language"], facts["Rights"]) == ("not stated",) * 3
    assert facts["Reliability"] == "not graded"
    assert facts["On a side"] == "none that we know of"
    assert "address not known" in page.text()


def test_relaying_is_told_on_both_sides(shown: Callable[[Files], Pages]) -> None:
    pages = shown({})
    herald = pages["sources/herald.md"].facts()
    assert herald["Takes its matter from"] == "The Wire, 20 October 2016"
    assert herald["First origin"] == "The Wire, 20 October 2016"
    assert pages["sources/wire.md"].facts()["Relayed by"] == "The Gazette, The Herald"


def test_the_sources_are_counted_by_their_origins(shown: Callable[[Files], Pages]) -> None:
    page = shown({"quotes.yml": QUOTE.format("times", "wire")})["sources/index.md"]
    assert "Sources Four sources, two independent origins." in page.text()
    assert ["one quotation taken" in item for item in page.items("Not graded")] == [True, True, False, False]
    assert ["nothing taken" in item for item in page.items("Not graded")] == [False, False, True, True]


def test_a_replaced_record_and_its_successor_lead_to_each_other(small: Pages) -> None:
    old, new = small["sources/report-2015.md"], small["sources/report-2016.md"]
    assert "Ranked down A corrected edition came out in 2016." in old.text()
    assert old.links()["Ministry of Trade, March 2016"] == "report-2016.md"
    assert new.links("This record")["Ministry of Trade, 2015"] == "report-2015.md"


def test_every_record_says_its_name_and_where_it_is_recorded(small: Pages) -> None:
    text = small["sources/report-2016.md"].text("This record")
    assert "To be looked at again by: March 2017" in text
    assert "Name: source:report-2016" in text
    assert "Recorded in: data/sources.yml, line " in text
    assert "Tags: press" in small["sources/times-2016-10-21.md"].text("This record")


def test_a_page_leads_to_the_lines_that_it_is_made_from(small: Pages, shown: Callable[[Files], Pages]) -> None:
    edit = "https://code.example.org/fakes/edit/main/data/"
    assert small["quotes/jones-opaque.md"].links()["edit these lines"] == f"{edit}quotes.yml#L1"
    assert (
        small["issues/enough.md"]
        .links("The argument, move by move")["edit"]
        .startswith(f"{edit}positions/bazaar.yml#L")
    )
    assert "edit" not in " ".join(link for page in shown({}).values() for link in page.links())


def test_what_is_for_authors_only_is_on_no_page(small: Pages) -> None:
    everything = " ".join(page.text() for page in small.values())
    assert "This is the reference example" not in everything
    assert "Ask Bo Li" not in everything
    assert "Compare its table" not in everything


# --- Gaps and balance


def test_each_kind_of_gap_is_told(shown: Callable[[Files], Pages]) -> None:
    files = {
        "statistics.yml": FIGURES,
        "positions.yml": """\
- {id: heard, party: guild, issue: enough, stance: opposes, evidence: [{ref: 'statistic:one'}]}
- {id: shown, party: bazaar, issue: enough, stance: supports,
   evidence: [{ref: 'statistic:one', directness: direct}], replies: [{to: heard, relation: rebuts}]}
""",
        "terms.yml": "- {id: t, name: fake, definition: No original., review_by: 2016-11}\n",
    }
    page = shown(files)["gaps.md"]
    assert page.text("Charges and claims that nobody answered") == "Every charge and claim has an answer on record."
    assert page.items("Positions without direct evidence") == [
        "Guild on “Enough” only by somebody else's account",
    ]
    assert "from The Times, 21 October 2016 alone" in page.items("Figures from a single origin")[0]
    assert page.items("Due for another look") == ["fake to be looked at again by November 2016"]
    assert "7: left the period, who vouches for it: not stated" in page.items("Not stated")
    assert len(page.items("Words and figures that were not checked")) == 3


def test_a_review_that_is_not_yet_due_is_no_gap(shown: Callable[[Files], Pages]) -> None:
    terms = "- {id: t, name: fake, definition: No original., review_by: 2017-01}\n"
    assert "Due for another look" not in shown({"terms.yml": terms})["gaps.md"].headings()


def test_the_balance_counts_each_side(shown: Callable[[Files], Pages]) -> None:
    files = {
        "quotes.yml": """\
- {id: a, text: one two three, speaker: jones, on_behalf_of: guild, issues: [enough],
   appearances: [{source: times}]}
- {id: b, text: four five, speaker: guild, issues: [enough],
   appearances: [{source: gazette}, {source: herald}]}
- {id: c, text: six, speaker: bazaar, issues: [fair], appearances: [{source: times}]}
""",
        "positions.yml": """\
- {id: g, party: guild, issue: enough, stance: opposes}
- {id: b, party: bazaar, issue: enough, stance: supports}
""",
        "statistics.yml": "- {id: n, measure: m, label: l, value: 1, claimant: bazaar, issues: [enough], "
        "appearances: [{source: times}]}\n",
    }
    page = shown(files)["gaps.md"]
    assert page.rows("Balance, issue by issue")[0] == [
        "Enough",
        "1 · 1 · 0",
        "0 · 2 · 0",
        "0 · 5 · 0",
        "1 · 0 · 0",
        "1 · 2 · 0",
    ]
    assert page.rows("Who takes how much room") == [
        ["Guild", "2", "5", "0"],
        ["Bazaar", "1", "1", "1"],
    ]


def test_sources_that_are_on_a_side_are_named(small: Pages) -> None:
    assert small["gaps.md"].items("Sources that are on a side") == [
        "The Harbour Times, 21 October 2016 Sells advertisements to the Bazaar",
    ]


# --- Terms and method


def test_a_term_is_explained_on_its_page_and_where_it_stands(shown: Callable[[Files], Pages]) -> None:
    files = {
        "terms.yml": """\
- {id: nml, name: Notorious Markets List, abbreviation: NML, definition: A list of USTR., sources: [times]}
""",
        "events.yml": "- {id: e, title: The NML of 2016 appears, date: 2016}\n",
    }
    pages = shown(files)
    assert pages["glossary.md"].text("Notorious Markets List (NML)") == (
        "A list of USTR. In The Times, 21 October 2016 §"
    )
    (explained,) = pages["timeline.md"].tree.css("h3 abbr")
    assert explained.attributes["title"] == "Notorious Markets List: A list of USTR."


def test_the_method_explains_every_sign_and_scale(small: Pages) -> None:
    text = small["method.md"].text()
    for words in (*map(_sign, Stance), "✓ verified", "mismatch", "△ not checked"):
        assert words in text
    for words in ("A completely reliable", "6 truth cannot be judged", "almost certain (95–99%)"):
        assert words in text
    assert "low confidence, moderate confidence, high confidence" in text
    assert small["method.md"].links()["JSON"] == "data/dossier.json"
    assert "CC BY 4.0" in text


# --- an empty dossier


def test_a_dossier_without_records_says_so_on_every_page(tmp_path: Path) -> None:
    pages = pages_of(project(tmp_path / "minimal", case("minimal")) / "data")
    said = {
        "issues/index.md": "No issue is recorded yet.",
        "positions/index.md": "No position is recorded yet.",
        "parties/index.md": "No party is recorded yet.",
        "timeline.md": "No event is recorded yet.",
        "statistics/index.md": "No figure is recorded yet.",
        "quotes/index.md": "No quotation is recorded yet.",
        "sources/index.md": "No source is recorded yet.",
        "conflicts.md": "No disagreement between sources is recorded.",
        "glossary.md": "No term is recorded yet.",
    }
    assert {path: words for path, words in said.items() if words in pages[path].text()} == said


# --- words as long as an article


def test_of_words_as_long_as_an_article_the_speaker_comes_first(shown: Callable[[Files], Pages]) -> None:
    quote = "- {{id: {0}, text: {1}, speaker: jones, appearances: [{{source: times}}]}}\n"
    pages = shown({"quotes.yml": quote.format("speech", "It is so. " * 600) + quote.format("word", "It is so.")})
    order = {
        id: [node.tag for node in pages[f"quotes/{id}.md"].tree.css("p.d-speaker, blockquote")]
        for id in ("speech", "word")
    }
    assert order == {"speech": ["p", "blockquote"], "word": ["blockquote", "p"]}


@pytest.mark.parametrize(
    ("date", "is_marked"),
    [
        ("2016-09-02", False),
        ("2016-09-02/2016-09-14", False),
        ("2016-09", True),
        ("2016-09-02~", True),
        ("2016-09-02/..", True),
        ("'[2016-09-02,2016-09-03]'", True),
    ],
)
def test_a_date_that_is_not_known_to_the_day_is_marked(
    shown: Callable[[Files], Pages], date: str, is_marked: bool
) -> None:
    page = shown({"events.yml": f"- {{id: e, title: E, date: {date}, appearances: [{{source: times}}]}}\n"})["index.md"]
    assert bool(page.tree.css(".d-imprecise")) is is_marked


# --- around the matter


def test_a_record_stands_below_its_list_between_its_neighbours(shown: Callable[[Files], Pages]) -> None:
    issue = "- {{id: i{0}, title: Issue {0}, proposition: It is so.}}\n"
    pages = shown({"issues.yml": "".join(issue.format(number) for number in (1, 2, 3))})
    first, middle, last = (pages[f"issues/i{number}.md"] for number in (1, 2, 3))
    trail = middle.tree.css_first("nav[aria-label=Breadcrumb]")
    assert trail is not None
    assert folded(trail.text()) == "Brief › Issues › Issue 2 of 3"
    assert [link.attributes["href"] for link in trail.css("a")] == ["../index.md", "index.md"]
    (around,) = middle.tree.css("nav[aria-label='Previous and next']")
    assert [link.attributes["href"] for link in around.css("a")] == ["i1.md", "i3.md"]
    assert [page.tree.css("nav[aria-label='Previous and next'] a")[0].attributes["href"] for page in (first, last)] == [
        "i2.md",
        "i2.md",
    ]


def test_the_only_record_of_its_kind_has_no_neighbours(shown: Callable[[Files], Pages]) -> None:
    page = shown({"issues.yml": "- {id: i, title: Issue, proposition: It is so.}\n"})["issues/i.md"]
    assert not page.tree.css("nav[aria-label='Previous and next']")


# --- positions that we no longer go by


def test_a_position_that_was_ranked_down_is_told_and_does_not_count(shown: Callable[[Files], Pages]) -> None:
    pages = shown(
        {
            "positions.yml": """\
- {id: now, party: guild, issue: enough, stance: opposes, from: 2015}
- {id: slip, party: guild, issue: enough, stance: supports, from: 2016, rank: deprecated, deprecated_because: Misread.}
"""
        }
    )
    assert pages["positions/index.md"].rows() == [["Guild", "✕ Against", "–"]]
    assert [row[:2] for row in pages["issues/enough.md"].rows("Line-up")] == [["✕ Against", "Guild"]]
    assert "Stances that moved" not in pages["conflicts.md"].headings()
    (stances,) = pages["parties/guild.md"].items("Where it stands")
    assert "moved" not in stances
    assert "Ranked down: ● For 2016" in stances
    assert "ranked down: Misread." in pages["issues/enough.md"].text("The argument, move by move")
