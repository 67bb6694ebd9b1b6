"""`dossier ci print`, `build`, `test-site` and `manifest`: from nothing but data to a site that was looked at."""

from __future__ import annotations

import hashlib
import json
import re
import shutil
import subprocess
from collections.abc import Mapping
from pathlib import Path

import pytest
import yaml

from tests.projects import case, files_in, project, run, run_here
from tests.repositories import Repository
from tests.site.browser import chromium

ON_GITHUB = {
    "GITHUB_ACTIONS": "true",
    "GITHUB_EVENT_NAME": "push",
    "GITHUB_SERVER_URL": "https://github.com",
    "GITHUB_REPOSITORY": "owner/dossier",
    "GITHUB_REF_TYPE": "branch",
    "GITHUB_REF_NAME": "main",
}


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Nothing but data, in Arabic, and the site that was built of them."""
    root = tmp_path_factory.mktemp("built") / "p"
    shutil.copytree(case("three-records"), root / "data")
    about = root / "data/dossier.yml"
    about.write_text(about.read_text("utf-8") + "language: ar\n", "utf-8")
    done = run("ci", "build", "-C", root, env={"GITHUB_ACTIONS": ""})
    assert done.returncode == 0, done.stderr
    assert done.stdout.startswith("mkdocs.yml is missing: one like that of a new dossier is written.\n")
    return root


@pytest.fixture
def site(built: Path, tmp_path: Path) -> Path:
    """A copy of it, to be broken."""
    shutil.copytree(built / "site", tmp_path / "site")
    return tmp_path / "site"


def _put(page: Path, html: str) -> None:
    """Put something at the end of a page's body."""
    page.write_text(page.read_text("utf-8").replace("</body>", f"{html}</body>"), "utf-8")


def _faults(site: Path, browser: str = "none", *args: str) -> list[str]:
    done = run_here("ci", "test-site", site, "--browser", browser, *args, env={"CHROMIUM": chromium()})
    *faults, last = done.stderr.splitlines() or [""]
    assert done.returncode == (1 if faults else 0), done.stderr
    assert last.startswith("Error: the site has ") or not faults
    return faults


# --- building


def test_data_alone_are_enough(built: Path) -> None:
    title = yaml.safe_load((built / "data/dossier.yml").read_text("utf-8"))["title"]
    assert f"{title}</a>" in (built / "site/index.html").read_text("utf-8")
    assert "Mill Street" not in (built / "mkdocs.yml").read_text("utf-8"), "that is the dossier to start from"


def test_the_theme_speaks_the_language_of_the_dossier(built: Path) -> None:
    assert '  language: "ar"' in (built / "mkdocs.yml").read_text("utf-8")
    assert '<html lang="ar"' in (built / "site/index.html").read_text("utf-8")


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> list[list[str]]:
    """What other commands of this program are asked for, which are not run; that prints fails."""
    asked: list[list[str]] = []

    def note(program: list[str], **_: object) -> subprocess.CompletedProcess[str]:
        asked.append(program[3:])
        return subprocess.CompletedProcess(program, 1 if program[3] in ("brief", "book") else 0)

    real = subprocess.run
    monkeypatch.setattr(
        "build_dossier.ci_site_cli.subprocess.run",
        lambda program, **more: note(program) if "build_dossier" in program else real(program, **more),
    )
    return asked


PAGES = {"CI_COMMIT_BRANCH": "main", "CI_DEFAULT_BRANCH": "main", "CI_PAGES_URL": "https://g.pages.example.org/d"}
ON_GITLAB = {"GITLAB_CI": "true", "CI_PROJECT_URL": "https://gitlab.example.org/g/d"}


@pytest.mark.parametrize(
    ("env", "edited", "published"),
    [
        (ON_GITHUB, "https://github.com/owner/dossier/edit/main/a%20b/{path}#L{line}", ""),
        (ON_GITHUB | {"GITHUB_EVENT_NAME": "pull_request"}, "", ""),
        (ON_GITHUB | {"GITHUB_REF_TYPE": "tag"}, "", ""),
        (
            ON_GITLAB | PAGES,
            "https://gitlab.example.org/g/d/-/edit/main/a%20b/{path}#L{line}",
            "https://g.pages.example.org/d",
        ),
        (
            ON_GITLAB | PAGES | {"CI_COMMIT_BRANCH": "other"},
            "https://gitlab.example.org/g/d/-/edit/other/a%20b/{path}#L{line}",
            "",
        ),
        (ON_GITLAB | PAGES | {"CI_COMMIT_BRANCH": ""}, "", ""),
    ],
)
def test_the_host_tells_where_records_are_edited_and_where_the_site_stands(
    tmp_path: Path, asked: list[list[str]], env: Mapping[str, str], edited: str, published: str
) -> None:
    repository = Repository(tmp_path / "mono")
    repository.copy(case("minimal"), "a b/data")
    commit = repository.commit()
    here = str(repository.root / "a b")
    assert run_here("ci", "build", "-C", here, env={"GITHUB_ACTIONS": "", **env}).returncode == 0
    assert asked == [["build", "-C", here, "--edit-url", edited, "--url", published, "--commit", commit]]


def test_an_address_that_is_handed_over_goes_to_what_prints_and_builds(tmp_path: Path, asked: list[list[str]]) -> None:
    root = project(tmp_path / "p", case("minimal"))
    for command in ("print", "build"):
        assert run_here("ci", command, "-C", root, "--url", "https://x.example.org/", env=ON_GITHUB).returncode == 0
    assert [each[0] for each in asked] == ["brief", "book", "build"]
    assert all(each[each.index("--url") + 1] == "https://x.example.org/" for each in asked)


# --- printing


def test_what_is_printed_goes_where_the_site_offers_it_and_what_is_not_is_left_out(
    tmp_path: Path, asked: list[list[str]]
) -> None:
    root = project(tmp_path / "p", case("minimal"))
    config = (root / "mkdocs.yml").read_text("utf-8")
    (root / "mkdocs.yml").write_text(config.replace("docs_dir: docs", "docs_dir: pages"), "utf-8")
    done = run_here("ci", "print", "-C", root, cwd=root, env={"GITHUB_ACTIONS": ""})
    assert (done.returncode, done.stdout) == (0, "pages/brief.pdf is not printed.\npages/book.pdf is not printed.\n")
    assert [each[each.index("-o") + 1] for each in asked] == [
        str(root / "pages/brief.pdf"),
        str(root / "pages/book.pdf"),
    ]


# --- testing the site


def test_nothing_is_wrong_with_a_site_that_was_built(site: Path) -> None:
    assert _faults(site, "required") == []


WRONG = [
    ("<a href='nowhere/'>x</a>", "a link leads to 'nowhere/', where nothing is"),
    ("<a href='/nowhere'>x</a>", "a link leads to '/nowhere', where nothing is"),
    ("<a href='../../../etc/passwd'>x</a>", "a link leads to '../../../etc/passwd', where nothing is"),
    ("<a href='#nowhere'>x</a>", "a link leads to '#nowhere', and its page has no such place"),
    ("<a href='quotes/#nowhere'>x</a>", "a link leads to 'quotes/#nowhere', and its page has no such place"),
    ("<a href='javascript:alert(1)'>x</a>", "a link leads to 'javascript:alert(1)', which is no web address"),
    ("<a href='http://[x'>x</a>", "a link leads to 'http://[x', which is no web address"),
    ("<img src='https://example.org/a.png'>", "another host is asked for 'https://example.org/a.png'"),
    ("<img srcset='404.html 1x, //example.org/b.png 2x'>", "another host is asked for '//example.org/b.png'"),
    ("<script src='https://example.org/a.js'></script>", "another host is asked for 'https://example.org/a.js'"),
    ("<link rel='stylesheet' href='https://example.org/a'>", "another host is asked for 'https://example.org/a'"),
    ("<link rel='preconnect' href='https://example.org'>", "another host is asked for 'https://example.org'"),
    ("<iframe src='https://example.org/'></iframe>", "another host is asked for 'https://example.org/'"),
    ("<form action='https://example.org/'></form>", "another host is asked for 'https://example.org/'"),
    ("<p style='background: url(https://example.org/a)'>x", "another host is asked for 'https://example.org/a'"),
    ("<style>@import 'https://example.org/a.css';</style>", "another host is asked for 'https://example.org/a.css'"),
    ("<img src='gone.png'>", "'gone.png' is asked for, and nothing is there"),
    ("<a href='https://example.org/'>x</a>", ""),
    ("<link rel='canonical' href='https://example.org/'>", ""),
]


def test_what_is_wrong_with_a_page_is_found_and_a_link_to_elsewhere_is_no_request(site: Path) -> None:
    empty = re.sub("<body.*</body>", "<body></body>", (site / "index.html").read_text("utf-8"), flags=re.DOTALL)
    for number, (html, _) in enumerate(WRONG):
        page = site / f"wrong-{number:02}.html"
        page.write_text(empty, "utf-8")
        _put(page, html)
    assert _faults(site) == [f"wrong-{number:02}.html: {words}" for number, (_, words) in enumerate(WRONG) if words]


def test_a_policy_that_lets_others_in_is_found(site: Path) -> None:
    page = site / "index.html"
    text = page.read_text("utf-8")
    page.write_text(text.replace("img-src 'self'", "img-src https: 'self'"), "utf-8")
    assert _faults(site) == ["index.html: its content security policy lets it ask https:"]
    page.write_text(text.replace("default-src 'none'", "x 'none'"), "utf-8")
    assert "does not forbid what it does not name" in _faults(site)[0]
    page.write_text(text.replace("Content-Security-Policy", "x"), "utf-8")
    assert "no content security policy" in _faults(site)[0]


def test_a_style_sheet_that_asks_others_is_found(site: Path) -> None:
    (site / "assets/more.css").write_text("a { background: url('https://example.org/x') }", "utf-8")
    assert _faults(site) == ["assets/more.css: another host is asked for 'https://example.org/x'"]


def test_a_search_that_finds_nothing_is_found(site: Path) -> None:
    for path in (site / "pagefind/words").iterdir():
        path.unlink()
    assert any(
        "the search does not find" in fault or "console" in fault
        for fault in _faults(site, "required", "--timeout", "2")
    )


def test_a_script_that_asks_others_is_found(site: Path) -> None:
    script = site / "assets/reader.js"
    script.write_text(f"{script.read_text('utf-8')}\nfetch('https://example.org/x')\n", "utf-8")
    page = site / "index.html"
    page.write_text(page.read_text("utf-8").replace("connect-src 'self'", "connect-src 'self' https:"), "utf-8")
    faults = _faults(site, "required")
    assert "another host is asked for 'https://example.org/x'" in faults


def test_what_is_no_site_is_said_to_be_none(tmp_path: Path) -> None:
    assert _faults(tmp_path) == ["index.html: there is none, so this is no site"]


def test_a_machine_without_a_browser_is_told_so(site: Path) -> None:
    no_browser = {"PATH": "/nowhere", "CHROMIUM": ""}
    done = run_here("ci", "test-site", site, "--browser", "required", env=no_browser)
    assert (done.returncode, "there is no Chromium" in done.stderr) == (1, True)
    done = run_here("ci", "test-site", site, env=no_browser)
    assert done.returncode == 0
    assert "no search, as there is no browser" in done.stdout


# --- the manifest


def test_the_manifest_tells_every_file_and_is_the_same_again(built: Path, tmp_path: Path) -> None:
    shutil.copytree(built, tmp_path / "p")
    root = tmp_path / "p"
    (root / "data/evidence.lock").write_bytes(b"{}")
    assert run_here("ci", "manifest", root / "site", "-C", root).returncode == 0
    first = (root / "site/dossier-manifest.json").read_bytes()
    told = json.loads(first)
    assert {file["path"] for file in told["files"]} == set(files_in(built / "site"))
    assert told["data"]["commit"] is None, "it is in no repository"
    assert len(told["data"]["sha256"]) == 64
    assert told["evidence_lock"]["sha256"] == hashlib.sha256(b"{}").hexdigest()
    assert run_here("ci", "manifest", root / "site", "-C", root).returncode == 0
    assert (root / "site/dossier-manifest.json").read_bytes() == first


def test_the_manifest_names_the_commit_in_which_the_data_changed_last(tmp_path: Path) -> None:
    repository = Repository(tmp_path / "r")
    repository.copy(case("minimal"))
    of_data = repository.commit()
    repository.write({"README.md": "x", "site/index.html": "x"})
    last = repository.commit()

    def told(root: Path) -> str | None:
        assert run_here("ci", "manifest", root / "site", "-C", root).returncode == 0
        commit: str | None = json.loads((root / "site/dossier-manifest.json").read_text("utf-8"))["data"]["commit"]
        return commit

    assert told(repository.root) == of_data
    assert told(repository.clone(tmp_path / "shallow", "main", 1)) == last, "further back it does not go"
    repository.write({"data/terms.yml": "- {id: x, name: X, definition: X.}\n"})
    assert told(repository.root) is None


def test_a_site_that_is_not_as_its_manifest_says_is_found(site: Path, built: Path) -> None:
    assert run_here("ci", "manifest", site, "-C", built).returncode == 0
    assert run_here("ci", "manifest", "--check", site).stdout == "Every file is as the manifest says.\n"
    _put(site / "index.html", " ")
    (site / "404.html").unlink()
    (site / "more.html").write_text("x", "utf-8")
    done = run_here("ci", "manifest", "--check", site)
    assert done.returncode == 1
    assert done.stderr.splitlines() == [
        "404.html is not there",
        "index.html is not what the manifest says",
        "more.html is not in the manifest",
        "Error: three files of the site differ from its manifest.",
    ]


@pytest.mark.parametrize("content", ["", "{}", "[]", '{"format": 9}', '{"format": 1, "files": [1]}', "\0"])
def test_what_is_no_manifest_is_said_to_be_none(tmp_path: Path, content: str) -> None:
    site = tmp_path
    (site / "dossier-manifest.json").write_text(content, "utf-8")
    done = run_here("ci", "manifest", "--check", site)
    assert done.returncode == 1
    assert done.stderr.startswith("Error: Th")
