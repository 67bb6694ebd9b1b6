"""Editions: what closing one keeps, and what the page on changes tells from then on."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from build_dossier import checking, gate
from build_dossier.cli import main
from build_dossier.project import Project
from build_dossier.views import places
from build_dossier.views.changes import NewInEdition, new_in_edition
from build_dossier.views.common import Context
from tests.projects import case, files_in, project
from tests.shown import Shown, folded, pages_of

DATA = {
    "dossier.yml": """\
title: Fakes at the Bazaar
question: Does the Bazaar do enough against fakes?
as_of: 2016-12-31
marking: TLP:CLEAR
judgements:
  - {id: enough, text: It does too little., likelihood: likely, rests_on: [quote:opaque]}
""",
    "sources.yml": "- {id: times, type: article-newspaper, title: Bazaar under fire, publisher: The Times}\n",
    "parties.yml": """\
- {id: guild, name: Makers' Guild, short: Guild, kind: trade-association}
- {id: bazaar, name: The Bazaar, kind: platform}
""",
    "issues.yml": "- {id: enough, title: Does it do enough?, proposition: The Bazaar does enough.}\n",
    "quotes.yml": """\
- {id: opaque, text: It is opaque., speaker: guild, said: 2016-10, appearances: [{source: times}]}
""",
    "statistics.yml": """\
- {id: removed, measure: removals, label: removed, value: 370000000, claimant: bazaar, appearances: [{source: times}]}
""",
    "positions.yml": """\
- {id: first, party: guild, issue: enough, stance: opposes, statement: Too little., from: 2015}
""",
    "terms.yml": "- {id: fake, name: Fake, definition: A thing that is not what it says.}\n",
}

WAS, IS = "2016-12-31", "2017-03-31"


def dossier(*args: str | Path) -> Result:
    return CliRunner().invoke(main, [str(arg) for arg in args], catch_exceptions=False)


def put(root: Path, files: Mapping[str, str]) -> None:
    for name, text in files.items():
        (root / "data" / name).write_text(text, "utf-8")


def change(root: Path, file: str, before: str, after: str) -> None:
    path = root / "data" / file
    text = path.read_text("utf-8")
    assert before in text
    path.write_text(text.replace(before, after), "utf-8")


def close(root: Path, *args: str) -> Result:
    done = dossier("edition", *args, "-C", root)
    assert done.exit_code == 0, done.output
    return done


def changes(root: Path) -> Shown:
    return pages_of(root / "data")["changes.md"]


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A project of which no edition was closed yet."""
    (tmp_path / "data").mkdir()
    (tmp_path / "docs").mkdir()
    put(tmp_path, DATA)
    return tmp_path


@pytest.fixture
def closed(root: Path) -> Path:
    """The same, with a first edition."""
    close(root)
    return root


def edition(root: Path, name: str = WAS) -> Path:
    return root / f"data/editions/{name}.jsonl"


# --- closing one


def test_an_edition_has_the_day_of_the_dossier_unless_one_is_named(root: Path) -> None:
    done = close(root)
    assert done.stdout.startswith(f"data/editions/{WAS}.jsonl written.\nEight records kept. It is the first edition.\n")
    assert "Next: " in done.stdout
    close(root, "2017-01-31", "--note", "After the new list.")
    assert [path.name for path in sorted((root / "data/editions").iterdir())] == [f"{WAS}.jsonl", "2017-01-31.jsonl"]


def test_an_edition_is_a_line_for_itself_and_one_for_each_record_in_order(closed: Path) -> None:
    about, *lines = (json.loads(line) for line in edition(closed).read_text("utf-8").splitlines())
    assert about == {"edition": WAS, "format": 1, "title": "Fakes at the Bazaar"}
    names = [line["record"] for line in lines]
    assert names == sorted(names)
    assert {"dossier:dossier", "judgement:enough", "quote:opaque", "term:fake"} < set(names)
    (figure,) = (line for line in lines if line["record"] == "statistic:removed")
    assert figure["on"] == ["party:bazaar"]
    assert figure["fields"]["value"] == "370000000"
    assert figure["fields"]["label"].startswith("#")


def test_the_same_data_in_another_order_give_the_same_bytes(closed: Path) -> None:
    before = edition(closed).read_bytes()
    first, second = DATA["parties.yml"].splitlines(keepends=True)
    put(closed, {"parties.yml": second + first})
    assert "unchanged" in close(closed, "--replace").stdout
    assert edition(closed).read_bytes() == before


def test_a_text_is_kept_as_a_checksum_alone(root: Path) -> None:
    change(root, "issues.yml", "The Bazaar does enough.", "A sentence that may be taken back.")
    close(root)
    assert "taken back" not in edition(root).read_text("utf-8")


def test_nothing_that_is_withheld_gets_into_an_edition(tmp_path: Path) -> None:
    root = project(tmp_path / "project", case("withheld"))
    done = close(root, WAS)
    assert "Left out: 11 records not marked TLP:CLEAR" in done.stdout
    text = edition(root).read_text("utf-8").lower()
    assert all(trace not in text for trace in ("withheld", "987654321", "123454321", "1999", "tlp"))


def test_a_dossier_of_no_certain_day_asks_for_one(root: Path) -> None:
    change(root, "dossier.yml", "2016-12-31", "2016-12")
    done = dossier("edition", "-C", root)
    assert (done.exit_code, done.stdout) == (2, "")
    assert "the dossier is as of 2016-12, which is no certain day" in done.stderr
    assert not (root / "data/editions").exists()


@pytest.mark.parametrize(
    "name", ["spring", "2016", "2016-12", "2017-02-29", "2017-1-1", "0000-01-01", "2017-01-01-1", "../2017-01-01", ""]
)
def test_an_edition_is_named_by_a_day_that_there_is(closed: Path, name: str) -> None:
    before = files_in(closed)
    done = dossier("edition", name, "-C", closed)
    assert (done.exit_code, done.stdout) == (2, "")
    assert files_in(closed) == before


def test_an_edition_that_is_there_is_not_written_over_by_accident(closed: Path) -> None:
    before = files_in(closed)
    done = dossier("edition", WAS, "-C", closed)
    assert (done.exit_code, done.stdout) == (2, "")
    assert f"the edition {WAS} is there already" in done.stderr
    assert "'--replace'" in done.stderr
    assert f"{WAS}-2 " in done.stderr
    assert files_in(closed) == before


def test_the_newest_edition_can_be_written_anew_and_keeps_its_note(root: Path) -> None:
    close(root, "--note", "A first\nlook.")
    change(root, "terms.yml", "Fake", "Counterfeit")
    assert "It is the first edition" in close(root, "--replace").stdout
    assert '"note":"A first look."' in edition(root).read_text("utf-8")
    assert '"title":"Counterfeit"' in edition(root).read_text("utf-8")


@pytest.mark.parametrize("args", [["2016-06-30"], [WAS], [WAS, "--replace"]])
def test_what_holds_now_cannot_become_an_edition_of_the_past(closed: Path, args: list[str]) -> None:
    close(closed, IS)
    before = files_in(closed)
    done = dossier("edition", *args, "-C", closed)
    assert (done.exit_code, done.stdout) == (2, "")
    assert f"an edition of {IS} is there already, and what is published now cannot be older" in done.stderr
    assert files_in(closed) == before


def test_unsound_data_close_no_edition(root: Path) -> None:
    change(root, "quotes.yml", "source: times", "source: nobody")
    done = dossier("edition", "-C", root)
    assert done.exit_code == 1
    assert "error[unknown-reference]" in done.stdout
    assert done.stderr.endswith("No edition was closed.\n")
    assert not (root / "data/editions").exists()


def test_a_dossier_that_may_not_be_published_has_no_editions(root: Path) -> None:
    change(root, "dossier.yml", "TLP:CLEAR", "TLP:GREEN")
    assert "not-publishable" in dossier("edition", "-C", root).stdout
    assert not (root / "data/editions").exists()


# --- a file that is not as it was written

_ABOUT = f'{{"edition":"{WAS}","format":1,"title":"T"}}'


@pytest.mark.parametrize(
    "text",
    [
        "",
        "[]",
        "null",
        "[" * 100_000,
        '{"edition":"2016-12-31"}',
        f'{{"edition":"{WAS}","format":"1","title":"T"}}',
        f'{{"edition":"{WAS}","format":1,"title":7}}',
        f'{{"edition":"{WAS}","format":{"9" * 5000},"title":"T"}}',
        f'{_ABOUT}\n{{"record":"quote:../../x","title":"T","fields":{{}}}}',
        f'{_ABOUT}\n{{"record":"quote:x","title":"\\ud800","fields":{{}}}}',
        f'{_ABOUT}\n{{"record":"quote:x","title":"\\u0007","fields":{{}}}}',
        f'{_ABOUT}\n{{"record":"quote:x","title":"T","fields":{{"value":7}}}}',
        f'{_ABOUT}\n{{"record":"quote:x","title":"T","fields":[]}}',
        f'{_ABOUT}\n{{"record":"quote:x","title":"T","on":"party","fields":{{}}}}',
        f'{_ABOUT}\n{{"record":["quote:x"],"title":"T","fields":{{}}}}',
    ],
    ids=range(15),
)
def test_a_damaged_edition_is_a_problem_with_a_place(root: Path, text: str) -> None:
    edition(root).parent.mkdir()
    edition(root).write_text(text, "utf-8")
    done = dossier("check", "-C", root)
    assert done.exit_code == 1
    assert f"{WAS}.jsonl:{2 if text.startswith(_ABOUT) else 1}:1: error[bad-edition]" in done.stdout


def test_an_edition_that_is_no_text_or_lies_elsewhere_is_a_problem(closed: Path, tmp_path: Path) -> None:
    edition(closed).write_bytes(b"\xff\xfe")
    assert "error[not-utf8]" in dossier("check", "-C", closed).stdout
    edition(closed).unlink()
    (tmp_path / "elsewhere").write_text(_ABOUT)
    edition(closed).symlink_to(tmp_path / "elsewhere")
    assert "error[symlink]" in dossier("check", "-C", closed).stdout
    edition(closed).unlink()
    edition(closed).mkdir()
    assert "error[unreadable-file]" in dossier("check", "-C", closed).stdout


# A value or a field that a later version of the program no longer knows is shown as it stands.
def test_what_an_edition_says_is_only_printed(closed: Path) -> None:
    odd = '<script>alert(1)</script> *[x](javascript:y)* "'
    fields = {"value": "9e999", "period": "soon", "status": odd, "colour": odd, "from": "then"}
    entry = {"record": "statistic:removed", "title": odd, "fields": fields}
    gone = {"record": "position:gone", "title": odd, "on": ["party:lost", "issue:enough"], "fields": {"stance": odd}}
    edition(closed).write_text("\n".join([_ABOUT, json.dumps(entry), json.dumps(gone)]), "utf-8")
    page = changes(closed)
    assert "lost on Does it do enough?: " + odd in page.items("One position removed")
    (figure,) = page.items("One figure changed")
    assert f"colour: not stated, before {odd}" in figure
    assert "period: not stated, before soon" in figure
    assert not page.tree.css("script, em")


# --- the page on changes


def test_without_an_edition_the_page_says_so(root: Path) -> None:
    page = changes(root)
    assert page.heading == "What changed"
    assert "No edition has been closed yet." in page.text()
    assert not any("feed" in link for link in page.links().values())


def test_one_edition_is_told_by_what_it_holds(closed: Path) -> None:
    page = changes(closed)
    assert page.headings() == ["What changed", "First edition, of 31 December 2016"]
    assert page.text("First edition, of 31 December 2016") == "Eight records."


SINCE = "Since the edition of 31 December 2016"


def test_each_thing_that_can_befall_a_record_is_told_under_its_name(closed: Path) -> None:
    put(closed, {"terms.yml": ""})
    change(closed, "statistics.yml", "370000000", "380000000")
    change(
        closed, "statistics.yml", "label: removed", "label: offers removed, rank: deprecated, deprecated_because: Old"
    )
    change(closed, "quotes.yml", "2016-10", "2016-11, note: Anew")
    quote = "- {id: slow, text: It is slow., speaker: guild, appearances: [{source: times}]}\n"
    change(closed, "quotes.yml", "- {id: opaque", f"{quote}- {{id: opaque")
    page = changes(closed)
    assert page.headings()[1:] == [
        SINCE,
        "One figure ranked down",
        "One quotation added",
        "One quotation changed",
        "One term removed",
        "First edition, of 31 December 2016",
    ]
    assert page.text(SINCE).startswith(
        "One figure ranked down, one quotation added, one quotation changed, one term removed. "
    )
    assert page.items("One figure ranked down") == [
        "380 million: offers removed value: 380 million, before 370 million; label changed"
    ]
    assert page.links("One figure ranked down") == {"380 million: offers removed": "statistics/removed.md"}
    assert page.items("One quotation changed") == [
        "“It is opaque.” date: November 2016, before October 2016; note changed"
    ]
    assert page.links("One quotation added") == {"“It is slow.”": "quotes/slow.md"}
    assert page.items("One term removed") == ["Fake"]
    assert page.links("One term removed") == {}


def test_what_differs_within_a_kind_is_listed_with_semicolons_between(closed: Path) -> None:
    put(closed, {"terms.yml": "", "quotes.yml": DATA["quotes.yml"].replace("opaque", "clear")})
    change(closed, "dossier.yml", "quote:opaque", "quote:clear")
    words = "One quotation added; one judgement changed; one quotation and one term removed."
    assert changes(closed).text(SINCE).startswith(words)


def test_a_record_that_holds_again_is_told_so(root: Path) -> None:
    change(root, "terms.yml", "name:", "rank: deprecated, deprecated_because: Vague, name:")
    close(root)
    put(root, {"terms.yml": DATA["terms.yml"]})
    assert changes(root).items("One term no longer ranked down") == ["Fake"]


def test_a_party_that_takes_another_stance_has_moved(closed: Path) -> None:
    later = "- {id: second, party: guild, issue: enough, stance: mixed, statement: Better., from: 2016-11}\n"
    put(closed, {"positions.yml": DATA["positions.yml"] + later})
    page = changes(closed)
    assert page.items("One stance moved") == ["Guild on Does it do enough?: Better. now Mixed, before Against"]
    assert page.links("One stance moved") == {"Better.": "issues/enough.md#position-second"}
    assert "added" not in page.text(SINCE)


@pytest.mark.parametrize(
    ("line", "heading"),
    [
        ("stance: opposes, from: 2016-11", "One position added"),  # says it once more
        ("stance: supports, from: 2014", "One position added"),  # what held before what we knew
        ("stance: declined, from: 2016-11", "One position added"),  # not to say anything is no other stance
        ("stance: supports, from: 2016, rank: deprecated, deprecated_because: Wrong", "One position added"),
    ],
)
def test_a_further_position_is_not_always_a_move(closed: Path, line: str, heading: str) -> None:
    position = f"- {{id: second, party: guild, issue: enough, {line}}}\n"
    put(closed, {"positions.yml": DATA["positions.yml"] + position})
    assert heading in changes(closed).headings()
    assert "moved" not in changes(closed).text(SINCE)


def test_a_stance_that_we_corrected_is_no_move_of_the_party(closed: Path) -> None:
    change(closed, "positions.yml", "opposes", "mixed")
    (item,) = changes(closed).items("One position changed")
    assert item == "Guild on Does it do enough?: Too little. stance: Mixed, before Against"


def test_a_quotation_whose_words_were_found_since_is_told_as_verified(closed: Path) -> None:
    change(closed, "sources.yml", "publisher", "capture: times.txt, publisher")
    (closed / "captures").mkdir()
    (closed / "captures/times.txt").write_text("Its critics say: “It is opaque.”\n", "utf-8")
    dossier("verify", "-C", closed, "--on", "2017-01-01")
    page = changes(closed)
    assert page.items("One quotation verified") == ["“It is opaque.”"]
    assert page.items("One source changed") == ["The Times captured text changed"]


def test_a_change_of_the_bottom_line_is_told_and_leads_to_it(closed: Path) -> None:
    change(closed, "dossier.yml", "likelihood: likely", "likelihood: very-likely")
    change(closed, "dossier.yml", "title: Fakes at the Bazaar", "title: Fakes\nurl: https://example.org/")
    page = changes(closed)
    assert page.items("One judgement changed") == [
        "It does too little. likelihood: very likely (80–95%), before likely (55–80%)"
    ]
    assert page.links("One judgement changed") == {"It does too little.": "index.md#judgement-enough"}
    assert page.items("The dossier's own text changed") == ["Fakes title changed"]


@pytest.mark.parametrize(
    ("file", "before", "after"),
    [
        (
            "dossier.yml",
            "title:",
            "comment: Mine\ncaptures: there\nedit_url: https://example.org/{path}\nurl: https://example.org/\ntitle:",
        ),
        ("dossier.yml", "2016-12-31", "2017-01-31"),
        ("quotes.yml", "{id", "{comment: Mine, id"),
        ("quotes.yml", "{id", "{marking: TLP:CLEAR, rank: normal, id"),
    ],
)
def test_what_no_reader_sees_is_no_change(closed: Path, file: str, before: str, after: str) -> None:
    change(closed, file, before, after)
    assert changes(closed).headings() == ["What changed", "First edition, of 31 December 2016"]


def test_editions_come_newest_first_and_each_is_told_against_the_one_before(closed: Path) -> None:
    put(closed, {"terms.yml": ""})
    close(closed, f"{WAS}-10", "--note", "Without *terms*.")
    close(closed, f"{WAS}-11")
    close(closed, IS)
    put(closed, {"terms.yml": DATA["terms.yml"]})
    page = changes(closed)
    assert [heading for heading in page.headings() if "dition" in heading] == [
        "Since the edition of 31 March 2017",
        "Edition of 31 March 2017",
        "Edition of 31 December 2016 (11)",
        "Edition of 31 December 2016 (10)",
        "First edition, of 31 December 2016",
    ]
    assert page.text("Edition of 31 March 2017") == "Nothing has changed."
    assert page.text("Edition of 31 December 2016 (10)").startswith("One term removed. Without *terms*.")
    assert {f"edition-{IS}", f"edition-{WAS}-10", "since-the-newest-edition"} <= page.ids


# A record that was removed for a time is there: under the name that it has now.
def test_a_record_that_came_back_is_linked_also_where_it_was_removed(closed: Path) -> None:
    put(closed, {"terms.yml": ""})
    close(closed, IS)
    put(closed, {"terms.yml": DATA["terms.yml"].replace("Fake", "Counterfeit")})
    assert changes(closed).links("One term removed") == {"Counterfeit": "glossary.md#term-fake"}


def test_what_is_withheld_now_leaves_no_trace_in_the_past(closed: Path) -> None:
    put(closed, {"quotes.yml": ""})
    change(closed, "dossier.yml", ", rests_on: [quote:opaque]", "")
    close(closed, IS)
    put(closed, {"quotes.yml": DATA["quotes.yml"].replace("{id", "{marking: TLP:RED, id")})
    told = changes(closed).text()
    assert "opaque" not in told
    assert "One judgement changed." in told
    assert "Seven records." in told
    published = b"".join(files_in(closed / "docs").values())
    assert b"opaque" not in published
    close(closed, "2017-04-30")
    assert "opaque" not in edition(closed, "2017-04-30").read_text("utf-8")


def test_what_is_gone_is_not_told_where_it_bore_on_what_is_withheld_now(closed: Path) -> None:
    put(closed, {"positions.yml": "", "quotes.yml": ""})
    change(closed, "dossier.yml", ", rests_on: [quote:opaque]", "")
    change(closed, "parties.yml", "{id: guild", "{marking: TLP:RED, id: guild")
    page = changes(closed)
    assert page.headings()[2:] == ["One judgement changed", "First edition, of 31 December 2016"]
    assert not any(trace in text for text in files_in(closed / "docs").values() for trace in (b"Guild", b"Too little"))


def test_two_thousand_changes_are_counted_first_and_folded(closed: Path) -> None:
    terms = "".join(f"- {{id: t{n}, name: Name {n}, definition: D.}}\n" for n in range(2000))
    put(closed, {"terms.yml": DATA["terms.yml"] + terms})
    page = changes(closed)
    assert page.text(SINCE).startswith("2,000 terms added.")
    (folded_list,) = page.tree.css("details")
    assert folded_list.css_first("summary").text() == "2,000 terms added"  # type: ignore[union-attr]  # it has one
    assert len(folded_list.css("li a")) == 2000


def test_a_long_title_is_cut(closed: Path) -> None:
    change(closed, "positions.yml", "Too little.", "Too little of it. " * 30)
    (item,) = changes(closed).items("One position changed")
    assert "… statement changed" in item
    assert len(item) < 200


def test_the_same_data_give_the_same_pages(closed: Path) -> None:
    change(closed, "quotes.yml", "2016-10", "2016-11")
    changes(closed)
    before = files_in(closed / "docs")
    for path in sorted((closed / "docs").rglob("*"), reverse=True):
        path.rmdir() if path.is_dir() else path.unlink()
    changes(closed)
    assert files_in(closed / "docs") == before


# --- the box on Home


def _box(root: Path) -> NewInEdition | None:
    checked = checking.check(Project.at(root))
    clear, _ = gate.to_publish(checked)
    assert clear is not None
    evidence = gate.evidence_for(clear, checked)
    return new_in_edition(Context(clear.dossier, evidence, places.HOME, gate.history_for(clear, checked, evidence)))


def test_home_can_say_what_is_new(root: Path) -> None:
    assert _box(root) is None
    close(root)
    first = _box(root)
    assert first is not None
    assert (first.heading, first.words) == ("First edition, of 31 December 2016", "Eight records.")
    put(root, {"terms.yml": ""})
    since = _box(root)
    assert since is not None
    assert (since.heading, since.words) == (SINCE, "One term removed.")
    assert since.link.href == "changes.md#since-the-newest-edition"
    close(root, IS)
    newest = _box(root)
    assert newest is not None
    assert (newest.heading, newest.words) == ("Edition of 31 March 2017", "One term removed.")
    assert folded(newest.link.text) == "What changed"
