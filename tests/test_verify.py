"""Verifying a dossier against a folder of captures, as a run and from the command line."""

from __future__ import annotations

import json
import os
import shutil
from pathlib import Path

import pytest

from build_dossier.evidence.captures import Captures, NoCapturesError, captures_of
from build_dossier.evidence.claims import claims
from build_dossier.evidence.lock import Lock
from build_dossier.evidence.verdicts import Verdict
from build_dossier.evidence.verify import Verification, verify
from tests.projects import FIRST, ROOT, files_in, project, run
from tests.verifying import DAY, ECHO, SOURCES, TIMES, Desk, desk

OF_THE_FIRST = Path(os.environ.get("DOSSIER_CAPTURES", ""))
NEEDS_CAPTURES = pytest.mark.skipif(
    not os.environ.get("DOSSIER_CAPTURES"),
    reason="DOSSIER_CAPTURES does not name the folder of the first dossier's captures",
)


def _verify(at: Desk, captures: Captures, before: Lock) -> Verification:
    return verify(at.dossier, captures, before, DAY)


# --- verdicts


def test_every_appearance_gets_a_verdict(tmp_path: Path) -> None:
    assert desk(tmp_path).verify().table.splitlines() == [
        "quote:opaque     times  verified",
        "quote:opaque     echo   verified",
        "quote:slow       radio  not checked  no text of it was captured",
        "quote:slow       times  verified",
        "statistic:shops  times  verified",
        "Five appearances: 4 verified, 1 not checked.",
    ]


def test_why_something_is_not_checked_is_told(tmp_path: Path) -> None:
    at = desk(tmp_path)
    (at.captures / "echo.txt").unlink()
    at.change("statistics.yml", "      as_printed: 180,000 shops\n", "")
    at.change("sources.yml", "  title: The morning news\n", "  title: The morning news\n  uncapturable: Sound only\n")
    assert at.verify().table.splitlines()[1:] == [
        "quote:opaque     echo   not checked   its captured text is not in the folder",
        "quote:slow       radio  uncapturable  Sound only",
        "quote:slow       times  verified",
        "statistic:shops  times  not checked   no printed form is recorded (`as_printed`)",
        "Five appearances: 2 verified, 2 not checked, 1 uncapturable.",
    ]


def test_words_are_those_that_the_source_should_print(tmp_path: Path) -> None:
    at = desk(tmp_path)
    at.change("sources.yml", "  capture: echo.txt\n", "  capture: echo.txt\n  language: fr-FR\n")
    at.change("quotes.yml", "      exact: The process is opaque\n", "")
    at.change(
        "quotes.yml",
        "  text: The process is opaque, and it is slow.\n",
        "  text: The process is opaque, and it is slow.\n  original:\n    text: C’est opaque.\n    language: fr\n",
    )
    words = {f"{claim.key.record} {claim.key.source}": (claim.words, claim.field) for claim in claims(at.dossier)}
    assert words == {
        "quote:opaque times": ("The process is opaque, and it is slow.", ("text",)),
        "quote:opaque echo": ("C’est opaque.", ("original", "text")),
        "quote:slow radio": ("We wait for weeks.", ("text",)),
        "quote:slow times": ("We wait for weeks.", ("text",)),
        "statistic:shops times": ("180,000 shops", ("appearances", 0, "as_printed")),
    }


def test_edited_words_have_a_verdict_of_their_own(tmp_path: Path) -> None:
    at = desk(tmp_path)
    at.change("quotes.yml", "text: The process is opaque, and it is slow.", "text: '[T]he process is … slow.'")
    assert at.verdicts()["quote:opaque in times"] == "verified, edited"
    assert at.told() == []


def test_a_mismatch_shows_the_nearest_passage_and_where_the_words_part(tmp_path: Path) -> None:
    at = desk(tmp_path)
    at.change("quotes.yml", "We wait for weeks.", "We wait for some months.")
    (problem,) = at.verify().problems
    assert (str(problem.location), problem.code) == ("data/quotes.yml:9:9", "mismatch")
    assert problem.hints == (
        "recorded: We wait for ⟦some months.⟧",
        "printed:  'We wait for ⟦weeks.'⟧ (line 3 of the capture)",
        "the two part after “We wait for”",
    )
    assert at.recorded_verdicts()["quote:slow in times"] is Verdict.MISMATCH


def test_a_mismatch_says_what_may_not_be_left_out(tmp_path: Path) -> None:
    at = desk(tmp_path)
    at.change("quotes.yml", "We wait for weeks.", "It closed … weeks")
    (problem,) = at.verify().problems
    assert problem.hints[0].startswith("what is left out runs across a quotation mark")


def test_a_mismatch_with_nothing_near_says_so(tmp_path: Path) -> None:
    at = desk(tmp_path)
    at.change("quotes.yml", "We wait for weeks.", "这个过程不透明")
    (problem,) = at.verify().problems
    assert problem.hints == ("no passage of the capture comes near",)


# --- the captures folder


def test_a_capture_that_lies_outside_the_folder_is_not_read(tmp_path: Path) -> None:
    at = desk(tmp_path)
    (tmp_path / "times.txt").write_text(TIMES, "utf-8")
    (at.captures / "linked.txt").symlink_to(tmp_path / "times.txt")
    absolute = str(tmp_path / "times.txt")
    for name in ("../times.txt", absolute, "linked.txt", ".", "..", "nothing.txt", "a/../../times.txt"):
        at.write({"sources.yml": SOURCES.replace("times.txt", json.dumps(name))})
        source = at.dossier.sources[0]
        assert source.capture == name
        assert Captures(at.captures).of(source) is None


def test_a_capture_may_lie_deeper_in_the_folder(tmp_path: Path) -> None:
    at = desk(tmp_path)
    (at.captures / "2016").mkdir()
    (at.captures / "times.txt").rename(at.captures / "2016" / "times.txt")
    at.change("sources.yml", "capture: times.txt", "capture: 2016/times.txt")
    assert at.verdicts()["quote:slow in times"] == "verified"


def test_bytes_that_are_no_text_match_nothing(tmp_path: Path) -> None:
    at = desk(tmp_path)
    at.capture("times.txt", TIMES.encode("utf-16"))
    assert at.verdicts()["quote:slow in times"] == "mismatch"
    at.capture("times.txt", b"\xef\xbb\xbf" + TIMES.encode())
    assert at.verdicts()["quote:slow in times"] == "verified"


def test_the_folder_is_the_one_given_or_named_or_captures(tmp_path: Path) -> None:
    at = desk(tmp_path)
    with pytest.raises(NoCapturesError, match="there is no captures folder 'captures'"):
        captures_of(at.project, at.dossier, None)
    at.captures.rename(tmp_path / "captures")
    assert captures_of(at.project, at.dossier, None).folder == tmp_path / "captures"
    (tmp_path / "captures").rename(tmp_path / "texts")
    at.change("dossier.yml", "title:", "captures: texts\ntitle:")
    assert captures_of(at.project, at.dossier, None).folder == tmp_path / "texts"
    (tmp_path / "given").mkdir()
    assert captures_of(at.project, at.dossier, tmp_path / "given").folder == tmp_path / "given"


# --- what the lock keeps


def test_where_one_capture_is_missing_the_lock_keeps_what_it_knows(tmp_path: Path) -> None:
    at = desk(tmp_path)
    at.verify("2026-11-21")
    before = at.project.lock.read_bytes()
    (at.captures / "echo.txt").unlink()
    assert at.verdicts("2027-01-01")["quote:opaque in echo"] == "not checked"
    assert at.project.lock.read_bytes() == before
    assert at.told() == []


def test_a_missing_capture_hides_no_changed_word(tmp_path: Path) -> None:
    at = desk(tmp_path)
    at.verify()
    (at.captures / "echo.txt").unlink()
    at.change("quotes.yml", "exact: The process is opaque", "exact: The process was opaque")
    at.verify()
    assert at.told() == ["data/quotes.yml:7:14 words-changed"]


def test_a_missing_capture_hides_no_mismatch(tmp_path: Path) -> None:
    at = desk(tmp_path)
    at.change("statistics.yml", "180,000 shops", "190,000 shops")
    at.verify()
    (at.captures / "times.txt").unlink()
    assert at.verify().problems == ()
    assert at.told() == ["data/statistics.yml:7:19 mismatch"]


def test_a_capture_that_was_replaced_is_looked_through_anew(tmp_path: Path) -> None:
    at = desk(tmp_path)
    at.verify("2026-11-21")
    at.capture("times.txt", "404 Not Found\n")
    verdicts = at.verdicts("2027-01-01")
    assert [key for key, verdict in verdicts.items() if verdict == "mismatch"] == [
        "quote:opaque in times",
        "quote:slow in times",
        "statistic:shops in times",
    ]
    at.capture("times.txt", f"A line more.\n{TIMES}")
    assert "mismatch" not in at.verdicts("2027-01-02").values()
    assert set(at.days().values()) == {"2026-11-21", "2027-01-02"}


def test_a_capture_that_was_truncated_is_noticed(tmp_path: Path) -> None:
    at = desk(tmp_path)
    at.verify()
    at.capture("times.txt", TIMES[:-8])
    assert at.verdicts()["quote:slow in times"] == "mismatch"
    assert at.verdicts()["statistic:shops in times"] == "verified"


def test_a_source_that_names_no_capture_any_more_leaves_the_lock(tmp_path: Path) -> None:
    at = desk(tmp_path)
    at.verify()
    at.change("sources.yml", "  capture: echo.txt\n", "")
    at.verify()
    assert list(at.lock.sources) == ["times"]
    assert at.told() == []


# --- nothing is done twice


def test_each_capture_is_folded_once_in_a_run(tmp_path: Path) -> None:
    at = desk(tmp_path)
    captures = Captures(at.captures)
    _verify(at, captures, Lock({}, {}))
    source = at.dossier.sources[0]
    first = captures.of(source)
    assert first
    folded = captures.folded(first)
    _verify(at, captures, Lock({}, {}))
    assert captures.of(source) is first
    assert captures.folded(first) is folded
    assert captures.folded_count == 2


def test_a_run_with_nothing_changed_folds_no_capture(tmp_path: Path) -> None:
    at = desk(tmp_path)
    first = Captures(at.captures)
    lock = _verify(at, first, Lock({}, {})).lock
    assert first.folded_count == 2
    second = Captures(at.captures)
    again = _verify(at, second, lock)
    assert again.lock == lock
    assert second.folded_count == 0
    at.capture("echo.txt", ECHO + "More.\n")
    third = Captures(at.captures)
    _verify(at, third, lock)
    assert third.folded_count == 1


def test_the_command_folds_only_what_changed(tmp_path: Path) -> None:
    at = desk(tmp_path)
    assert at.verify().folded == 2
    assert at.verify("2027-01-01").folded == 0
    at.capture("echo.txt", ECHO + "More.\n")
    assert at.verify("2027-01-02").folded == 1
    at.change("statistics.yml", "180,000 shops", "180,000")
    assert at.verify("2027-01-03").folded == 1
    assert at.verify("2027-01-04").folded == 0


def test_two_sources_with_one_text_share_its_folding(tmp_path: Path) -> None:
    at = desk(tmp_path)
    at.capture("echo.txt", TIMES)
    captures = Captures(at.captures)
    _verify(at, captures, Lock({}, {}))
    assert captures.folded_count == 1


# --- the command line


@pytest.fixture
def first(tmp_path: Path) -> Path:
    """A project with the made-up dossier, as the command line sees it."""
    at = desk(tmp_path)
    (tmp_path / "docs").mkdir()
    shutil.copy(ROOT / "mkdocs.yml", tmp_path)
    return at.project.root


def test_verify_says_what_it_found_and_what_it_wrote(first: Path) -> None:
    done = run("verify", "-C", first, "--captures", first / "captured", "--on", "2026-11-21")
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.splitlines()[-2:] == [
        "Five appearances: 4 verified, 1 not checked.",
        "data/evidence.lock written.",
    ]
    again = run("verify", "-C", first, env={"DOSSIER_CAPTURES": str(first / "captured")})
    assert again.stdout.splitlines()[-1] == "data/evidence.lock unchanged."
    assert run("check", "-C", first).returncode == 0


def test_a_folder_that_is_not_there_is_wrong_use(first: Path) -> None:
    done = run("verify", "-C", first, "--captures", first / "nowhere")
    assert done.returncode == 2
    assert "there is no captures folder 'nowhere'" in done.stderr
    assert "DOSSIER_CAPTURES" in done.stderr
    assert not (first / "data" / "evidence.lock").exists()


def test_data_with_an_error_are_not_verified(first: Path) -> None:
    (first / "data" / "quotes.yml").write_text("- id: x\n", "utf-8")
    done = run("verify", "-C", first, "--captures", first / "captured")
    assert done.returncode == 1
    assert "error[missing-field]" in done.stdout
    assert not (first / "data" / "evidence.lock").exists()


def test_a_mismatch_never_publishes(first: Path) -> None:
    assert run("verify", "-C", first, "--captures", first / "captured").returncode == 0
    assert run("pages", "-C", first).returncode == 0
    before = files_in(first / "docs")
    assert before
    quotes = first / "data" / "quotes.yml"
    quotes.write_text(quotes.read_text("utf-8").replace("We wait for weeks.", "We do not wait."), "utf-8")
    done = run("verify", "-C", first, "--captures", first / "captured")
    assert done.returncode == 1
    assert "error[mismatch]" in done.stdout
    for command in (["check"], ["pages"], ["build"], ["export"]):
        done = run(*command, "-C", first)
        assert done.returncode == 1, command
        assert "error[mismatch]" in done.stdout + done.stderr
    assert files_in(first / "docs") == before
    assert not (first / "site").exists()


def test_problems_can_be_had_as_json(first: Path) -> None:
    statistics = first / "data" / "statistics.yml"
    statistics.write_text(statistics.read_text("utf-8").replace("180,000", "190,000"), "utf-8")
    done = run("verify", "-C", first, "--captures", first / "captured", "--format", "json")
    assert done.returncode == 1
    (problem,) = json.loads(done.stdout)
    assert (problem["code"], problem["line"], problem["column"]) == ("mismatch", 7, 19)


# --- the first dossier, where its captures are at hand


@NEEDS_CAPTURES
def test_every_quotation_and_figure_of_the_first_dossier_stands_in_its_captured_source(tmp_path: Path) -> None:
    at = Desk(project(tmp_path / "first", FIRST))
    verification = verify(at.dossier, Captures(OF_THE_FIRST), Lock({}, {}), DAY)
    captured = {source.id for source in at.dossier.sources if source.capture}
    assert len(captured) == 5
    verdicts = {
        f"{one.claim.key.record} in {one.claim.key.source}": one.verdict
        for one in verification.checked
        if one.claim.key.source in captured
    }
    assert len(verdicts) >= 44
    assert {key: verdict for key, verdict in verdicts.items() if not verdict.is_verified} == {}


@NEEDS_CAPTURES
def test_the_lock_of_the_first_dossier_is_what_verifying_writes(tmp_path: Path) -> None:
    root = project(tmp_path / "first", FIRST)
    done = run("verify", "-C", root, "--captures", OF_THE_FIRST)
    assert done.returncode == 0
    assert done.stdout.splitlines()[-1] == "data/evidence.lock unchanged."
    committed = _without_days(root / "data" / "evidence.lock")
    (root / "data" / "evidence.lock").unlink()
    run("verify", "-C", root, "--captures", OF_THE_FIRST)
    assert _without_days(root / "data" / "evidence.lock") == committed


def _without_days(path: Path) -> list[dict[str, object]]:
    """The lines of a lock, without the days and the counts, which `dossier coverage` adds, and so without the seals."""
    later = ("on", "recorded", "basis", "seal")
    lines = path.read_text("utf-8").splitlines()[1:]
    return [{name: value for name, value in json.loads(line).items() if name not in later} for line in lines]


@NEEDS_CAPTURES
def test_no_captured_text_is_in_the_repository() -> None:
    """Of what is committed, only quoted words are a source's: no line of a capture stands in any file of the data."""
    data = "\n".join(content.decode("utf-8", "replace") for content in files_in(FIRST).values())
    folded = " ".join(data.split())
    for path in OF_THE_FIRST.glob("*.txt"):
        for line in path.read_text("utf-8").splitlines():
            narration = line.split("“")[0].split('"')[0].strip()
            assert len(narration) < 80 or narration not in folded


def test_again_looks_for_what_the_lock_knows_and_keeps_what_has_no_capture(first: Path) -> None:
    lock = first / "data" / "evidence.lock"
    assert run("verify", "-C", first, "--captures", first / "captured", "--on", "2026-11-01").returncode == 0
    done = run("verify", "-C", first, "--captures", first / "captured", "--on", "2026-11-02")
    assert done.stdout.splitlines()[-1] == "data/evidence.lock unchanged."
    before = lock.read_text("utf-8")
    assert run("verify", "-C", first, "--captures", first / "captured", "--on", "2026-11-02", "--again").returncode == 0
    assert '"on":"2026-11-02"' in lock.read_text("utf-8")
    assert '"on":"2026-11-01"' not in lock.read_text("utf-8")
    (first / "nothing").mkdir()
    again = lock.read_text("utf-8")
    run("verify", "-C", first, "--captures", first / "nothing", "--on", "2026-11-03", "--again")
    assert lock.read_text("utf-8") == again != before
