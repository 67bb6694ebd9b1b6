"""Only what is TLP:CLEAR is published; of the rest no trace is left, and nothing false is said without it."""

from __future__ import annotations

import gzip
from pathlib import Path

import pytest
from click.testing import CliRunner

from build_dossier.cli import main
from build_dossier.dossier import Dossier
from build_dossier.handling import publishable
from tests.conftest import DOSSIER, DossierFolder, DossierOf, Files
from tests.projects import case, files_in, project, run, run_mkdocs
from tests.shown import folded, pages_of

SOURCES = """\
- {id: clear, type: webpage, title: Clear}
- {id: red, type: webpage, title: Red, marking: TLP:RED}
- {id: also-red, type: webpage, title: Also red, marking: TLP:RED}
"""
PARTIES = """\
- {id: open, name: Open, kind: person}
- {id: hidden, name: Hidden, kind: person, marking: TLP:AMBER}
"""
ISSUES = "- {id: i, title: I, proposition: It is so.}\n"
BASE = {"sources.yml": SOURCES, "parties.yml": PARTIES, "issues.yml": ISSUES}


# --- the whole way, on the case `withheld`


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, str]:
    root = project(tmp_path_factory.mktemp("built"), case("withheld"))
    done = run("build", "-C", root)
    assert done.returncode == 0, done.stderr
    return root, done.stdout


def _published(root: Path) -> dict[str, bytes]:
    """Every file in `docs/` and `site/`, unpacked."""
    files = {
        f"{folder}/{path}": content for folder in ("docs", "site") for path, content in files_in(root / folder).items()
    }
    return {path: _unpacked(whole) for path, whole in files.items()}


def _unpacked(content: bytes) -> bytes:
    """What of the search index is packed has no ending that tells."""
    return gzip.decompress(content) if content.startswith(b"\x1f\x8b") else content


# In the case, each id, name, text and address of a withheld record holds 'withheld' or one of the figures.
@pytest.mark.parametrize("trace", [b"withheld", b"987654321", b"987,654,321", b"123454321", b"1999"])
def test_no_trace_is_left_in_pages_search_sitemap_or_data(built: tuple[Path, str], trace: bytes) -> None:
    files = _published(built[0])
    assert {"docs/data/dossier.json", "site/data/dossier.json", "site/pagefind/entry.json"} <= set(files)
    assert {"site/sitemap.xml", "site/sitemap.xml.gz", "site/404.html"} <= set(files)
    ours = {path: content for path, content in files.items() if not path.startswith("site/assets/javascripts")}
    assert [path for path, content in ours.items() if trace in path.lower().encode() + content.lower()] == []


def test_what_is_clear_is_published(built: tuple[Path, str]) -> None:
    page = (built[0] / "site/quotes/clear-two-sources/index.html").read_text("utf-8")
    assert "The process is opaque." in page
    assert "This judgement is shown." in (built[0] / "site/index.html").read_text("utf-8")


def test_the_build_says_how_many_records_it_left_out(built: tuple[Path, str], dossier_of: DossierOf) -> None:
    whole = dossier_of({path: text for path, text in files_in(built[0] / "data").items() if path != "evidence.lock"})
    marked = sum(record.marking not in (None, "TLP:CLEAR") for record in whole.records.values())
    left = len(publishable(whole).dossier.records)
    assert (marked, len(whole.records) - left - marked) == (11, 6)
    assert "Left out: 11 records not marked TLP:CLEAR, and six records that cannot be told without them." in built[1]


def test_mkdocs_itself_leaves_out_the_same_and_says_so(tmp_path: Path) -> None:
    root = project(tmp_path / "project", case("withheld"))
    done = run_mkdocs("build", "-f", root / "mkdocs.yml")
    assert done.returncode == 0, done.stderr
    assert "Left out: 11 records not marked TLP:CLEAR" in done.stderr
    assert not [path for path, content in _published(root).items() if b"WITHHELD" in content]


def test_a_page_that_was_published_goes_when_its_record_is_withheld(tmp_path: Path) -> None:
    root = project(tmp_path / "project", case("three-records"))
    assert "quotes/guild-opaque.md" in pages_of(root / "data")
    quotes = root / "data/quotes.yml"
    quotes.write_text(quotes.read_text("utf-8") + "  marking: TLP:RED\n", "utf-8")
    assert "quotes/guild-opaque.md" not in pages_of(root / "data")
    assert not [path for path, content in _published(root).items() if b"opaque" in path.encode() + content]


@pytest.mark.parametrize("marking", ["TLP:GREEN", "TLP:AMBER", "TLP:AMBER+STRICT", "TLP:RED"])
@pytest.mark.parametrize("command", ["pages", "build", "export"])
def test_a_dossier_that_is_not_clear_is_refused(tmp_path: Path, command: str, marking: str) -> None:
    root = project(tmp_path / "project", case("three-records"))
    about = root / "data/dossier.yml"
    about.write_text(about.read_text("utf-8").replace("TLP:CLEAR", marking), "utf-8")
    done = CliRunner().invoke(main, [command, "-C", str(root)])
    assert done.exit_code == 1
    assert f"error[not-publishable] the dossier is marked {marking}" in done.output
    assert "The process is opaque." not in done.output
    assert files_in(root / "docs") == {}
    assert not (root / "site").exists()


def test_the_refusal_shows_where_the_marking_stands(tmp_path: Path) -> None:
    root = project(tmp_path / "project", case("three-records"))
    about = root / "data/dossier.yml"
    about.write_text(about.read_text("utf-8").replace("TLP:CLEAR", "TLP:RED"), "utf-8")
    done = CliRunner().invoke(main, ["pages", "-C", str(root)])
    line = about.read_text("utf-8").splitlines().index("marking: TLP:RED") + 1
    assert f"data/dossier.yml:{line}:" in done.output


def test_a_dossier_that_is_not_clear_can_be_checked(tmp_path: Path) -> None:
    root = project(tmp_path / "project", case("three-records"))
    about = root / "data/dossier.yml"
    about.write_text(about.read_text("utf-8").replace("TLP:CLEAR", "TLP:RED"), "utf-8")
    assert CliRunner().invoke(main, ["check", "-C", str(root)]).exit_code == 0


# --- what goes with a withheld record, and what stays without it


def _clear(dossier_of: DossierOf, files: Files) -> Dossier:
    return publishable(dossier_of({**BASE, **files})).dossier


def _ids(dossier: Dossier, kind: str) -> list[str]:
    return [key.id for key in dossier.records if key.kind == kind]


@pytest.mark.parametrize("marking", ["TLP:GREEN", "TLP:AMBER", "TLP:AMBER+STRICT", "TLP:RED"])
def test_a_record_with_any_other_marking_is_left_out(dossier_of: DossierOf, marking: str) -> None:
    terms = f"- {{id: a, name: A, definition: B., marking: {marking}}}\n- {{id: b, name: B, definition: C.}}\n"
    assert _ids(_clear(dossier_of, {"terms.yml": terms}), "term") == ["b"]


def test_the_words_of_a_withheld_speaker_go(dossier_of: DossierOf) -> None:
    quotes = """\
- {id: a, text: A, speaker: hidden, appearances: [{source: clear}]}
- {id: b, text: B, speaker: open, on_behalf_of: hidden, appearances: [{source: clear}]}
- {id: c, text: C, speaker: open, mentions: [hidden, open], appearances: [{source: clear}]}
"""
    clear = _clear(dossier_of, {"quotes.yml": quotes})
    assert _ids(clear, "quote") == ["c"]
    assert clear.quotes[0].mentions == ("open",)


def test_a_withheld_source_takes_its_appearances_along_and_what_stands_nowhere_else(
    dossier_of: DossierOf,
) -> None:
    quotes = """\
- {id: both, text: A, speaker: open, appearances: [{source: red}, {source: clear}]}
- {id: only, text: B, speaker: open, appearances: [{source: red}, {source: also-red}]}
"""
    events = "- {id: e, title: E, appearances: [{source: red}]}\n- {id: f, title: F}\n"
    clear = _clear(dossier_of, {"quotes.yml": quotes, "events.yml": events})
    assert [(quote.id, [each.source for each in quote.appearances]) for quote in clear.quotes] == [("both", ["clear"])]
    assert _ids(clear, "event") == ["f"]


def test_a_chain_with_a_withheld_hand_goes_whole(dossier_of: DossierOf) -> None:
    quotes = """\
- {id: a, text: A, speaker: open,
   appearances: [{source: clear, via: [party:open, party:hidden]}, {source: clear}]}
- {id: b, text: B, speaker: open, appearances: [{source: clear, via: [source:red]}]}
"""
    clear = _clear(dossier_of, {"quotes.yml": quotes})
    assert [(quote.id, [each.via for each in quote.appearances]) for quote in clear.quotes] == [("a", [()])]


def test_a_source_goes_whose_origin_would_be_another_without_whom_it_relays(dossier_of: DossierOf) -> None:
    source = "- {{id: {0}, type: webpage, title: T, relays: [{1}]}}\n"
    files = {
        "sources.yml": "- {id: red, type: webpage, title: T, marking: TLP:RED}\n"
        + source.format("sole", "source:red")
        + source.format("one-left", "source:red, party:guild")
        + source.format("two-left", "source:red, party:guild, party:press")
        + source.format("clear", "party:guild"),
        "parties.yml": "- {id: guild, name: G, kind: media}\n- {id: press, name: P, kind: media}\n",
    }
    clear = publishable(dossier_of(files)).dossier
    assert [(each.id, each.relays) for each in clear.sources] == [
        ("two-left", ("party:guild", "party:press")),
        ("clear", ("party:guild",)),
    ]


def test_figures_go_with_their_claimant_and_subject(dossier_of: DossierOf) -> None:
    figure = "- {{id: {0}, measure: m, label: l, value: 1, {1}appearances: [{{source: clear}}]}}\n"
    files = {
        "statistics.yml": figure.format("a", "claimant: hidden, ")
        + figure.format("b", "subject: hidden, ")
        + figure.format("c", ""),
        "dossier.yml": DOSSIER + "key_figures: [a, c]\n",
    }
    clear = _clear(dossier_of, files)
    assert _ids(clear, "statistic") == ["c"]
    assert clear.about.key_figures == ("c",)


def test_positions_go_with_party_issue_and_all_that_shows_them(dossier_of: DossierOf) -> None:
    files = {
        "issues.yml": ISSUES + "- {id: j, title: J, proposition: It is., marking: TLP:RED}\n",
        "positions.yml": """\
- {id: a, party: hidden, issue: i, stance: supports}
- {id: b, party: open, issue: j, stance: supports}
- {id: c, party: open, issue: i, stance: supports, evidence: [{ref: 'source:red'}]}
- {id: d, party: open, issue: i, stance: opposes, evidence: [{ref: 'source:red'}, {ref: 'source:clear'}],
   replies: [{to: a, relation: rebuts, note: Of a.}]}
- {id: e, party: open, issue: i, stance: mixed}
""",
    }
    clear = _clear(dossier_of, files)
    assert _ids(clear, "position") == ["d", "e"]
    assert [each.ref for each in clear.positions[0].evidence] == ["source:clear"]
    assert clear.positions[0].replies == ()


def test_memberships_relations_and_lists_lose_what_is_withheld(dossier_of: DossierOf) -> None:
    parties = (
        PARTIES
        + """\
- id: member
  name: Member
  kind: person
  memberships: [{organization: hidden, role: Secret}, {organization: open, sources: [red, clear]}]
  relations: [{to: hidden, type: represents}, {to: open, type: owns}]
"""
    )
    member = _clear(dossier_of, {"parties.yml": parties}).parties[-1]
    assert [(each.organization, each.sources) for each in member.memberships] == [("open", ("clear",))]
    assert [each.to for each in member.relations] == ["open"]


def test_an_issue_outlives_its_withheld_parent(dossier_of: DossierOf) -> None:
    issues = ISSUES.replace("}", ", parent: j}") + "- {id: j, title: J, proposition: It is., marking: TLP:RED}\n"
    (issue,) = _clear(dossier_of, {"issues.yml": issues}).issues
    assert (issue.id, issue.parent) == ("i", None)


def test_what_goes_takes_along_what_rests_on_it(dossier_of: DossierOf) -> None:
    files = {
        "quotes.yml": "- {id: q, text: A, speaker: hidden, appearances: [{source: clear}]}\n",
        "positions.yml": "- {id: p, party: open, issue: i, stance: supports, evidence: [{ref: 'quote:q'}]}\n",
        "dossier.yml": DOSSIER
        + """\
judgements:
  - {id: a, text: A, rests_on: ['quote:q', 'position:p']}
  - {id: b, text: B, rests_on: ['quote:q', 'issue:i']}
  - {id: c, text: C}
  - {id: d, text: D, marking: TLP:GREEN}
""",
    }
    clear = _clear(dossier_of, files)
    assert _ids(clear, "position") == []
    assert [(each.id, each.rests_on) for each in clear.about.judgements] == [("b", ("issue:i",)), ("c", ())]


def test_a_record_may_be_clear_in_a_dossier_that_is_not(dossier_of: DossierOf) -> None:
    """The dossier is refused as a whole, but what would be left of it is right all the same."""
    files = {
        "dossier.yml": DOSSIER.replace("TLP:CLEAR", "TLP:GREEN"),
        "sources.yml": SOURCES.replace("title: Clear", "title: Clear, marking: TLP:CLEAR"),
    }
    assert _ids(publishable(dossier_of(files)).dossier, "source") == ["clear"]


def test_a_verdict_stays_with_its_own_appearance(dossier_folder: DossierFolder) -> None:
    data = dossier_folder(
        {
            **BASE,
            "sources.yml": SOURCES.replace("title: Red,", "title: Red, capture: red.txt,"),
            "quotes.yml": """\
- {id: q, text: It is so., speaker: open, appearances: [{source: red}, {source: clear}]}
""",
        }
    )
    (data.parent / "captures").mkdir()
    (data.parent / "captures/red.txt").write_text("She said: “It is so.”\n", "utf-8")
    done = CliRunner().invoke(main, ["verify", "-C", str(data.parent)])
    assert (done.exit_code, "1 verified" in done.output) == (0, True), done.output
    (appearance,) = pages_of(data)["quotes/q.md"].items("Is it word for word?")
    assert "not checked" in folded(appearance)
    assert "✓" not in appearance
