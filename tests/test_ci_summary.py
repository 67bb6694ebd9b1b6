"""`dossier ci summary`: what a change does, in words; and where that cannot be told, what can be, and why."""

from __future__ import annotations

import json
import re
import subprocess
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
from markdown_it import MarkdownIt

from tests.projects import case, run_here
from tests.repositories import Repository, git, github, pull_request_event, push_event

TERM = "- {id: bazaar, name: Bazaar, definition: A market.}\n"
HOSTILE = (
    "</details><script>alert(1)</script> <!-- x --> [a](https://evil.example) ![b](https://evil.example/b.png) @me #1"
)
SAID = 'a"b`$(touch /tmp/dossier-pwned)`; ::error::forged ##[error]forged'


@pytest.fixture
def repository(tmp_path: Path) -> Repository:
    """A repository with the small dossier on main, and a branch for a change."""
    made = Repository(tmp_path / "origin")
    made.copy(case("small"))
    made.commit()
    git(made.root, "switch", "-q", "-c", "change")
    return made


class Told:
    """What a run of `dossier ci summary` left."""

    def __init__(self, done: subprocess.CompletedProcess[str], folder: Path) -> None:
        self.done = done
        self.report: dict[str, Any] = json.loads((folder / "report.json").read_text("utf-8"))
        self.markdown = (folder / "summary.md").read_text("utf-8")

    @property
    def notes(self) -> str:
        return "\n".join(self.report["notes"])


def summary(folder: Path, out: Path, env: Mapping[str, str] | None = None, *args: str) -> Told:
    """Run it, which never fails."""
    done = run_here("ci", "summary", "-C", folder, "-o", out, *args, env={"GITHUB_ACTIONS": "", **(env or {})})
    assert (done.returncode, done.stderr) == (0, "")
    return Told(done, out)


def change(  # noqa: PLR0913 -- what an event tells
    repository: Repository,
    tmp_path: Path,
    *,
    depth: int = 2,
    fork: bool = False,
    branch: str = "change",
    title: str = "",
) -> Told:
    """The summary of the branch as a pull request, in a clone as the workflow makes it."""
    repository.commit()
    base, head, _ = repository.pull("change")
    clone = repository.clone(tmp_path / "clone", "refs/pull/1/merge", depth)
    event = pull_request_event(base, head, fork=fork, branch=branch, title=title)
    env = github(event, "pull_request", tmp_path)
    told = summary(clone, tmp_path / "out", env)
    assert told.markdown.strip() == (tmp_path / "step-summary.md").read_text("utf-8").strip()
    return told


# --- what is told


def test_records_that_were_added_changed_and_removed_are_told_in_words(repository: Repository, tmp_path: Path) -> None:
    repository.write({"data/terms/more.yml": TERM})
    told = change(repository, tmp_path)
    assert told.report["words"] == "One term added."
    assert told.done.stdout.splitlines()[0] == "One term added."
    assert [(row["what"], row["kind"], row["name"]) for row in told.report["changes"]] == [("added", "term", "bazaar")]
    assert "**One term added" in told.markdown
    rows = {row["name"]: (row["before"], row["after"]) for row in told.report["figures"]}
    assert int(rows["Records"][1]) == int(rows["Records"][0]) + 1
    assert set(rows) == {"Records", "Problems", "Sources", "Verdicts", "Coverage", "Balance of quotations"}
    assert told.notes == ""


def test_a_quotation_that_goes_changes_the_balance(repository: Repository, tmp_path: Path) -> None:
    text = (repository.root / "data/quotes.yml").read_text("utf-8")
    repository.write({"data/quotes.yml": text.replace("opaque", "opaque, they said")})
    told = change(repository, tmp_path)
    assert told.report["changes"] != []
    assert told.report["words"].endswith("changed.")
    assert any(row["before"] != row["after"] for row in told.report["balance"])
    assert "### Balance" in told.markdown


def test_a_base_that_has_moved_on_is_no_change_of_the_request(repository: Repository, tmp_path: Path) -> None:
    repository.write({"data/terms/more.yml": TERM})
    repository.commit()
    git(repository.root, "switch", "-q", "main")
    repository.write({"data/events/more.yml": "- {id: later, date: 2016, title: Later}\n"})
    repository.commit()
    git(repository.root, "switch", "-q", "change")
    base, head, _ = repository.pull("change")
    clone = repository.clone(tmp_path / "clone", "change")
    told = summary(clone, tmp_path / "out", github(pull_request_event(base, head), "pull_request", tmp_path))
    assert "later" not in json.dumps(told.report["changes"])


def test_on_a_laptop_the_change_is_what_is_not_committed(repository: Repository, tmp_path: Path) -> None:
    repository.write({"data/terms/more.yml": TERM})
    told = summary(repository.root, tmp_path / "out")
    assert "added" in told.report["words"]
    repository.commit()
    assert summary(repository.root, tmp_path / "out").report["words"] == "Nothing has changed."
    assert "added" in summary(repository.root, tmp_path / "out", None, "--base", "main").report["words"]


def test_a_dossier_in_a_monorepo_is_compared_with_itself(tmp_path: Path) -> None:
    repository = Repository(tmp_path / "mono")
    repository.copy(case("small"), "a/b/data")
    repository.copy(case("minimal"), "data")
    repository.commit()
    repository.write({"a/b/data/terms.yml": TERM})
    told = summary(repository.root / "a/b", tmp_path / "out")
    assert [row["name"] for row in told.report["changes"] if row["what"] == "added"] == ["bazaar"]


def test_a_push_is_compared_with_what_was_there(repository: Repository, tmp_path: Path) -> None:
    before = git(repository.root, "rev-parse", "HEAD")
    repository.write({"data/events/more.yml": "- {id: later, date: 2016, title: Later}\n"})
    after = repository.commit()
    env = github(push_event(before, after, forced=True), "push", tmp_path)
    told = summary(repository.root, tmp_path / "out", env)
    assert "later" in json.dumps(told.report["changes"])
    assert "force push" in told.notes


# --- bad input: clear words, and what can still be said


def _still_says_the_rest(told: Told) -> None:
    assert "## " in told.markdown
    assert "| Records |" in told.markdown


def test_a_shallow_clone_says_how_to_deepen_it(repository: Repository, tmp_path: Path) -> None:
    repository.write({"data/terms/more.yml": TERM})
    told = change(repository, tmp_path, depth=1)
    assert told.report["words"] == ""
    assert "shallow" in told.notes
    assert "fetch-depth: 2" in told.notes
    assert "What changed cannot be told." in told.markdown
    _still_says_the_rest(told)


def test_a_base_that_is_gone_is_said_to_be(repository: Repository, tmp_path: Path) -> None:
    head = repository.commit()
    env = github(pull_request_event("a" * 40, head), "pull_request", tmp_path)
    told = summary(repository.root, tmp_path / "out", env)
    assert "aaaaaaaaaaaa, is gone" in told.notes
    assert "force push" in told.notes
    _still_says_the_rest(told)


@pytest.mark.parametrize(
    ("event", "words"),
    [
        ({"object_kind": "merge_request", "project": {}}, "GitLab"),
        ({"pull_request": {"base": {"commit": "abc"}, "head": []}, "number": "one"}, "newer version"),
        (
            {"number": 1, "pull_request": {"base": {"sha": "$(touch x)"}, "head": {"sha": "--upload-pack=x"}}},
            "newer version",
        ),
        ([], "none of GitHub's"),
        ("{", "cannot be read"),
        ("[" * 100_000, "cannot be read"),
        ("", "cannot be read"),
    ],
)
def test_an_event_that_is_not_as_we_know_it_is_said_to_be(
    repository: Repository, tmp_path: Path, event: object, words: str
) -> None:
    told = summary(repository.root, tmp_path / "out", github(event, "pull_request", tmp_path))
    assert words in told.notes
    assert "What changed is not told" in told.notes or "not known which commit" in told.notes
    _still_says_the_rest(told)


def test_a_run_without_an_event_file_is_said_to_have_none(repository: Repository, tmp_path: Path) -> None:
    env = {"GITHUB_ACTIONS": "true", "GITHUB_EVENT_NAME": "pull_request", "GITHUB_EVENT_PATH": ""}
    assert "names no event file" in summary(repository.root, tmp_path / "out", env).notes
    env["GITHUB_EVENT_PATH"] = str(tmp_path / "nowhere.json")
    assert "cannot be read: No such file" in summary(repository.root, tmp_path / "out", env).notes


def test_a_host_that_is_like_github_is_read_as_far_as_it_is(repository: Repository, tmp_path: Path) -> None:
    base = git(repository.root, "rev-parse", "main")
    repository.write({"data/terms/more.yml": TERM})
    head = repository.commit()
    env = github(pull_request_event(base, head), "pull_request", tmp_path) | {"FORGEJO_ACTIONS": "true"}
    told = summary(repository.root, tmp_path / "out", env)
    assert "another host" in told.notes
    assert "added" in told.report["words"]


def test_gitlab_tells_of_a_merge_request_in_variables(repository: Repository, tmp_path: Path) -> None:
    base = git(repository.root, "rev-parse", "main")
    repository.write({"data/terms/more.yml": TERM})
    env = {
        "GITLAB_CI": "true",
        "CI_PIPELINE_SOURCE": "merge_request_event",
        "CI_PROJECT_PATH": "group/dossier",
        "CI_MERGE_REQUEST_IID": "3",
        "CI_MERGE_REQUEST_DIFF_BASE_SHA": base,
        "CI_COMMIT_SHA": repository.commit(),
    }
    assert "added" in summary(repository.root, tmp_path / "out", env).report["words"]
    told = summary(repository.root, tmp_path / "out", env | {"CI_MERGE_REQUEST_DIFF_BASE_SHA": "new-form:1"})
    assert "CI_MERGE_REQUEST_DIFF_BASE_SHA" in told.notes


def test_data_that_only_the_new_side_can_parse(repository: Repository, tmp_path: Path) -> None:
    git(repository.root, "switch", "-q", "main")
    repository.write({"data/broken.yml": "x", "data/terms/more.yml": "- {id: bazaar, name: [\n"})
    repository.commit()
    git(repository.root, "switch", "-q", "-C", "change")
    (repository.root / "data/broken.yml").unlink()
    repository.write({"data/terms/more.yml": TERM})
    told = change(repository, tmp_path)
    assert "before the change cannot be read" in told.notes
    assert {"what": "added", "kind": "term", "name": "bazaar", "title": "", "detail": ""} in told.report["changes"]
    assert "| Verdicts | cannot be told |" in told.markdown


def test_data_that_only_the_old_side_can_parse(repository: Repository, tmp_path: Path) -> None:
    repository.write({"data/terms/more.yml": TERM, "data/quotes.yml": "- {id: new-one\n"})
    told = change(repository, tmp_path)
    assert "after the change cannot be read" in told.notes
    assert told.report["errors"] > 0
    assert any("data/quotes.yml" in row["place"] for row in told.report["worst"])
    assert ("changed", "quotes.yml") in {(row["what"], row["name"]) for row in told.report["changes"]}
    assert "added" in told.report["words"]


def test_a_change_that_deletes_all_data(repository: Repository, tmp_path: Path) -> None:
    git(repository.root, "rm", "-q", "-r", "data")
    told = change(repository, tmp_path)
    assert told.report["notes"] == ["The change deletes all of data/."]
    assert "removed" in told.report["words"]
    assert any("there is no dossier here" in row["message"] for row in told.report["worst"])


def test_the_first_data_of_a_repository(tmp_path: Path) -> None:
    repository = Repository(tmp_path / "new")
    repository.commit()
    repository.copy(case("small"))
    told = summary(repository.root, tmp_path / "out")
    assert told.report["notes"] == ["There were no data before."]
    assert "added" in told.report["words"]


def test_outside_a_repository_the_rest_is_told(tmp_path: Path) -> None:
    repository = Repository(tmp_path / "x")
    repository.copy(case("small"))
    (repository.root / ".git").rename(tmp_path / "gone")
    told = summary(repository.root, tmp_path / "out")
    assert "in no git repository" in told.notes
    _still_says_the_rest(told)


# --- strangers


def _hostile(repository: Repository) -> None:
    title = json.dumps(f"{HOSTILE} {SAID}")
    repository.write(
        {
            "data/terms/more.yml": f"- {{id: bazaar, name: {title}, definition: {title}}}\n",
            "data/events/more.yml": f"- {{id: {title}, date: 2016, title: {title}}}\n",
            'data/$(touch pwned);"`x`\n::error::x.yml': "x: 1\n",
        }
    )


def test_hostile_text_stays_text(repository: Repository, tmp_path: Path) -> None:
    _hostile(repository)
    told = change(repository, tmp_path, fork=True, branch=SAID, title=HOSTILE)
    html = MarkdownIt("commonmark", {"html": True}).enable("table").render(told.markdown)
    assert set(re.findall(r"<([a-z0-9]+)", html)) <= {
        *("h2", "h3", "p", "ul", "li", "table", "thead", "tbody", "tr", "th", "td", "strong", "code", "details"),
        *("summary", "blockquote"),
    }
    assert html.count("<details>") == html.count("</details>") == 1
    for meant in ("@me", "#1", "https://evil"):
        assert meant not in re.sub("<[^>]*>", "", html).replace("\u200b", "|")
    for line in told.done.stdout.splitlines():
        assert not line.lstrip().startswith("::")
        assert "##[" not in line
    assert not list(tmp_path.rglob("*pwned"))[1:]


def test_annotations_of_hostile_data_are_ours_alone(repository: Repository, tmp_path: Path) -> None:
    _hostile(repository)
    repository.commit()
    base, head, _ = repository.pull("change")
    env = github(pull_request_event(base, head, fork=True), "pull_request", tmp_path)
    done = run_here("ci", "check", "-C", repository.root, "-o", tmp_path / "out", env=env)
    assert done.returncode == 1
    *told, last = done.stdout.splitlines()
    assert all(line.startswith(("::error file=data/", "::warning file=data/", "::notice ")) for line in told)
    assert last.startswith(("One error", "Two errors", "Three errors", "Four errors", "Five errors"))
    assert {path.name for path in (tmp_path / "out").iterdir()} == {
        "problems.sarif",
        "codequality.json",
        "junit.xml",
    }


def test_a_link_in_the_old_data_is_no_way_out(repository: Repository, tmp_path: Path) -> None:
    git(repository.root, "switch", "-q", "main")
    (repository.root / "data/notes").symlink_to("/etc")
    (repository.root / "data/terms.yml").unlink(missing_ok=True)
    (repository.root / "data/terms.yml").symlink_to("/etc/passwd")
    repository.commit()
    git(repository.root, "switch", "-q", "-C", "change")
    (repository.root / "data/notes").unlink()
    (repository.root / "data/terms.yml").unlink()
    told = change(repository, tmp_path)
    assert "root:" not in told.markdown
    assert "/etc" not in told.markdown


def test_attributes_of_the_repository_run_nothing(repository: Repository, tmp_path: Path) -> None:
    mark = tmp_path / "ran"
    git(repository.root, "config", "filter.x.smudge", f"touch {mark}")
    git(repository.root, "config", "diff.x.textconv", f"touch {mark}")
    repository.write({".gitattributes": "* filter=x diff=x export-ignore\n", "data/terms/more.yml": TERM})
    repository.commit()
    mark.unlink(missing_ok=True)
    told = summary(repository.root, tmp_path / "out", None, "--base", "main")
    assert "added" in told.report["words"]
    assert not mark.exists()
