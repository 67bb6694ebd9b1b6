"""Coverage: what of a captured source is recorded, what is left out on purpose, what is neither."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from build_dossier.commands.coverage import print_coverage, run
from build_dossier.commands.sources import WrongUseError
from build_dossier.evidence.captures import Captures
from build_dossier.evidence.coverage import Coverage, Status, coverage_of, coverages
from build_dossier.evidence.verdicts import Recorded
from build_dossier.load.reading import read
from build_dossier.project import Project
from build_dossier.records.source import Source
from tests.conftest import DossierFolder, Files
from tests.projects import ROOT

SOURCE = "- id: times\n  type: book\n  title: A\n  capture: times.txt\n  language: en\n"
PARTIES = "- {id: jones, name: Jones, kind: person}\n"
QUOTE = "- id: {id}\n  speaker: jones\n  text: >-\n    {text}\n  appearances: [{{source: times}}]\n"
STATISTIC = (
    "- id: {id}\n  measure: m\n  label: l\n  value: 1\n  appearances: [{{source: times, as_printed: '{text}'}}]\n"
)


class Measured:
    """Measures one captured text against some records."""

    def __init__(self, folder: DossierFolder, tmp_path: Path) -> None:
        self._folder, self._captures = folder, tmp_path / "captures"

    def __call__(self, text: str, files: Files | None = None, source: str = SOURCE) -> Coverage:
        self._captures.mkdir(exist_ok=True)
        (self._captures / "times.txt").write_bytes(text.encode())
        reading = read(self._folder({"sources.yml": source, "parties.yml": PARTIES, **(files or {})}), "data")
        assert reading.dossier is not None, reading.problems
        coverage = coverage_of(reading.dossier, Captures(self._captures), reading.dossier.get(Source, "times"))
        assert coverage is not None
        return coverage


@pytest.fixture
def measured(dossier_folder: DossierFolder, tmp_path: Path) -> Measured:
    return Measured(dossier_folder, tmp_path)


def _said(coverage: Coverage) -> list[tuple[str, str]]:
    return [(item.text, item.status.value) for item in coverage.items]


def _quotes(*texts: str) -> Files:
    return {"quotes.yml": "".join(QUOTE.format(id=f"q{n}", text=text) for n, text in enumerate(texts))}


def _statistics(*texts: str) -> Files:
    return {"statistics.yml": "".join(STATISTIC.format(id=f"s{n}", text=text) for n, text in enumerate(texts))}


def test_without_records_everything_is_open(measured: Measured) -> None:
    coverage = measured("In 2016 she said “I sold two bags,” for $5.")
    assert _said(coverage) == [("2016", "open"), ("I sold two bags,", "open"), ("two", "open"), ("$5", "open")]
    assert (coverage.recorded, coverage.left_out, coverage.open) == (0, 0, 4)
    assert coverage.counts == Recorded(0, 0, 4)


# --- passages


@pytest.mark.parametrize(
    ("text", "recorded"),
    [
        ("“Trade is fair,” she said.", "Trade is fair"),
        ('"Trade is fair," she said.', "Trade is fair,"),
        ("“Trade – as we’ve said – is fair.”", "Trade - as we've said - is fair."),
        ("She said “fair”.", "fair"),
        ("“Trade is, I can tell you, fair.”", "Trade is, … fair."),
        ("“We ‘make it easy,’ always.”", "We ‘make it easy,’ always."),
        ("“Trade is coun-\nterfeit.”", "Trade is counterfeit."),
    ],
)
def test_a_passage_whose_words_are_a_quotation_is_recorded(text: str, recorded: str, measured: Measured) -> None:
    (item,) = measured(text, _quotes(recorded)).items
    assert (item.what, item.status) == ("passage", Status.RECORDED)


@pytest.mark.parametrize("recorded", ["Trade is", "Trade is foul and free", "is fair and free"])
def test_a_passage_of_which_words_are_missing_is_open(recorded: str, measured: Measured) -> None:
    (item,) = measured("“Trade is fair and free.”", _quotes(recorded)).items
    assert item.status is Status.OPEN


def test_two_quotations_can_make_up_a_passage(measured: Measured) -> None:
    (item,) = measured("“Trade is fair. It is free.”", _quotes("Trade is fair.", "It is free.")).items
    assert item.status is Status.RECORDED


def test_the_same_words_count_wherever_they_stand(measured: Measured) -> None:
    coverage = measured("No “patchy” work. Hardly “patchy”, he said; patchily “patchy-ish”.", _quotes("patchy"))
    assert _said(coverage) == [("patchy", "recorded"), ("patchy", "recorded"), ("patchy-ish", "open")]


def test_words_recorded_from_another_source_do_not_count(measured: Measured) -> None:
    sources = SOURCE + "- {id: other, type: book, title: B}\n"
    files = {"quotes.yml": QUOTE.format(id="q", text="Trade is fair.").replace("times", "other")}
    (item,) = measured("“Trade is fair.”", files, sources).items
    assert item.status is Status.OPEN


def test_the_wording_of_the_source_counts_and_not_the_text_of_the_record(measured: Measured) -> None:
    quote = QUOTE.format(id="q", text="Trade is fair, and free.").replace("}]", ", exact: Trade is fair.}]")
    assert measured("“Trade is fair.” “Trade is fair, and free.”", {"quotes.yml": quote}).open == 1


# --- figures


def test_a_figure_within_a_quotation_is_recorded(measured: Measured) -> None:
    assert measured("“We serve 400 million people.”", _quotes("We serve 400 million people.")).open == 0


@pytest.mark.parametrize(
    ("text", "printed", "said"),
    [
        ("It took down 380 million offers.", "380 million offers", ["recorded"]),
        ("It took down 380 million offers.", "380 million", ["recorded"]),
        ("It took down 380 million offers.", "38 million", ["open"]),
        ("First 98% of all, then 98% of some.", "98%", ["recorded", "recorded"]),
        ("First two bags, then two shops.", "two bags", ["recorded", "open"]),
        ("First two bags, then two shops.", "two", ["recorded", "open"]),
        ("First 12 bags, then 12 shops.", "12", ["recorded", "open"]),
        ("The factor is 28, not 280.", "a factor of 28", ["open", "open"]),
    ],
)
def test_a_figure_as_printed_is_recorded(text: str, printed: str, said: list[str], measured: Measured) -> None:
    assert [status for _, status in _said(measured(text, _statistics(printed)))] == said


EVENT = "- {{id: e, title: E, date: '{date}', appearances: [{{source: times{more}}}]}}\n"


@pytest.mark.parametrize(
    ("text", "date", "more", "status"),
    [
        ("It began in 2008.", "2008", "", Status.RECORDED),
        ("It began in 2008.", "2008-03-09", "", Status.RECORDED),
        ("It began in June, 2016.", "2016-06", "", Status.RECORDED),
        ("It began in June.", "2016-06-03", "", Status.RECORDED),
        ("It began in October 2016.", "2016", "", Status.OPEN),
        ("It began in 2008.", "[2008,2011]", ", date: 2011", Status.OPEN),
        ("It began in 2011.", "[2008,2011]", ", date: 2011", Status.RECORDED),
    ],
)
def test_a_date_is_recorded_by_value(text: str, date: str, more: str, status: Status, measured: Measured) -> None:
    (item,) = measured(text, {"events.yml": EVENT.format(date=date, more=more)}).items
    assert item.status is status


@pytest.mark.parametrize(
    "files",
    [
        {"quotes.yml": QUOTE.format(id="q", text="Elsewhere.") + "  said: 2016-09\n"},
        {"statistics.yml": STATISTIC.format(id="s", text="5") + "  period: 2015-09/2016-09\n"},
        {
            "parties.yml": PARTIES.replace(
                "}", ", memberships: [{organization: guild, from: 2016-09, sources: [times]}]}"
            )
            + "- {id: guild, name: Guild, kind: coalition}\n"
        },
        {
            "parties.yml": PARTIES.replace(
                "}", ", relations: [{to: guild, type: owns, until: 2016-09, sources: [times]}]}"
            )
            + "- {id: guild, name: Guild, kind: coalition}\n"
        },
        {"sources.yml": SOURCE + "  published: 2016-09-02\n"},
    ],
    ids=["said", "period", "membership", "relation", "published"],
)
def test_every_date_of_a_record_with_this_source_counts(files: Files, measured: Measured) -> None:
    (item,) = measured("It was September 2016.", files).items
    assert item.status is Status.RECORDED


# --- left out


def test_what_the_source_leaves_out_is_told_apart(measured: Measured) -> None:
    source = (
        SOURCE + "  left_out:\n    - {text: “notorious”, reason: A name.}\n    - {text: (408) 555-0199, reason: No.}\n"
    )
    coverage = measured("A “notorious” shop; call (408) 555-0199, or write in 2016.", source=source)
    assert _said(coverage) == [("notorious", "left out"), ("(408) 555-0199", "left out"), ("2016", "open")]
    assert coverage.counts == Recorded(0, 2, 1)


def test_what_is_recorded_is_not_left_out(measured: Measured) -> None:
    source = SOURCE + "  left_out: [{text: two bags, reason: No.}]\n"
    assert measured("She sold two bags.", _statistics("two bags"), source).counts == Recorded(1, 0, 0)


def test_the_rest_of_a_passage_can_be_left_out(measured: Measured) -> None:
    source = SOURCE + "  left_out: [{text: Thank you., reason: A courtesy.}]\n"
    (item,) = measured("“Trade is fair. Thank you.”", _quotes("Trade is fair."), source).items
    assert item.status is Status.LEFT_OUT


# --- places


def test_an_item_knows_its_place_and_the_words_around_it(measured: Measured) -> None:
    text = "One.\r\n" + "Some words that stand well before it, and then " + "two bags\r\nMore."
    (item,) = measured(text).items
    assert (item.line, item.column, item.text) == (2, 48, "two")
    assert item.before == "that stand well before it, and then "
    assert item.after == " bags"


def test_a_source_without_its_text_has_no_coverage(dossier_folder: DossierFolder, tmp_path: Path) -> None:
    sources = SOURCE + "- {id: other, type: book, title: B}\n"
    dossier = read(dossier_folder({"sources.yml": sources}), "data").dossier
    assert dossier is not None
    captures = Captures(tmp_path)
    assert [coverage_of(dossier, captures, source) for source in dossier.sources] == [None, None]
    assert coverages(dossier, captures) == ()


# --- printing


def test_the_table_and_the_open_items(measured: Measured) -> None:
    coverage = measured("She sold two bags.\n“Fair,” he said.", _quotes("Fair"))
    assert print_coverage([coverage], "texts").splitlines() == [
        "source  recorded  left out  open",
        "times          1         0     1",
        "texts/times.txt:1:10: number, neither recorded nor left out",
        "    She sold ⟦two⟧ bags.",
        "Two passages and figures: 1 recorded, 0 left out on purpose, 1 open.",
        "Next: record what is open, or name it in the source's `left_out` with a reason; "
        "'dossier coverage --write' adds skeleton records to begin with.",
    ]


def test_no_control_character_of_a_capture_reaches_the_terminal(measured: Measured) -> None:
    assert "\x1b" not in print_coverage([measured("a\x1b[31m two\x1b bags\x07")])


def test_nothing_open_asks_for_nothing(measured: Measured) -> None:
    assert print_coverage([measured("“Fair,” he said.", _quotes("Fair"))]).endswith(
        "One passage or figure: 1 recorded, 0 left out on purpose, 0 open.\n"
    )


# --- the command


def _project(folder: DossierFolder, tmp_path: Path, files: Files, text: str) -> Project:
    folder({"parties.yml": PARTIES, **files})
    (tmp_path / "captures").mkdir()
    (tmp_path / "captures/times.txt").write_text(text, "utf-8")
    return Project.at(tmp_path)


def test_the_exit_code_says_whether_anything_is_open(dossier_folder: DossierFolder, tmp_path: Path) -> None:
    project = _project(dossier_folder, tmp_path, {"sources.yml": SOURCE}, "“Fair,” he said.")
    covered = run(project, None)
    assert covered.exit_code == 1
    dossier_folder(_quotes("Fair"))
    assert run(project, None).exit_code == 0
    assert run(project, None, "times").exit_code == 0


def test_a_source_that_is_not_at_hand_is_named(dossier_folder: DossierFolder, tmp_path: Path) -> None:
    sources = SOURCE + "- {id: gone, type: book, title: B, capture: gone.txt}\n- {id: bare, type: book, title: C}\n"
    project = _project(dossier_folder, tmp_path, {"sources.yml": sources}, "Nothing.")
    assert "Not measured, as the captured text is not at hand: gone.\n" in run(project, None).said
    with pytest.raises(WrongUseError, match="is not in the folder of captures"):
        run(project, None, "gone")
    with pytest.raises(WrongUseError, match="names no captured text"):
        run(project, None, "bare")
    with pytest.raises(WrongUseError, match="did you mean 'times'"):
        run(project, None, "tims")


def test_nothing_at_hand_is_not_nothing_open(dossier_folder: DossierFolder, tmp_path: Path) -> None:
    project = _project(dossier_folder, tmp_path, {"sources.yml": SOURCE.replace("times.txt", "no.txt")}, "Nothing.")
    with pytest.raises(WrongUseError, match="nothing can be measured"):
        run(project, None)


def test_unsound_data_are_told_and_not_measured(dossier_folder: DossierFolder, tmp_path: Path) -> None:
    project = _project(dossier_folder, tmp_path, {"sources.yml": SOURCE + "  typo: 1\n"}, "Nothing.")
    covered = run(project, None)
    assert (covered.said, covered.exit_code) == ("", 1)
    assert [problem.code for problem in covered.problems] == ["unknown-field"]


# --- the first dossier

CAPTURES = os.environ.get("DOSSIER_CAPTURES", "")


@pytest.mark.skipif(not CAPTURES, reason="DOSSIER_CAPTURES does not name the folder of the first dossier's captures")
def test_everything_in_the_sources_of_the_first_dossier_is_recorded_or_left_out() -> None:
    dossier = read(ROOT / "data", "data").dossier
    assert dossier is not None
    found = coverages(dossier, Captures(Path(CAPTURES)))
    assert {coverage.source for coverage in found} == {source.id for source in dossier.sources if source.capture}
    still_open = [str(item) for one in found for item in one.items if item.status is Status.OPEN]
    assert still_open == []
    assert all(coverage.recorded > coverage.left_out for coverage in found)
