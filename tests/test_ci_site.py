"""`dossier ci build`, `test-site` and `manifest`: from nothing but data to a site that was looked at."""

from __future__ import annotations

import json
import shutil
from collections.abc import Mapping
from pathlib import Path

import pytest
import yaml

from tests.projects import case, example, files_in, project, run
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


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A built site of the small dossier."""
    root = project(tmp_path_factory.mktemp("built") / "p", case("small"))
    assert run("build", "-C", root).returncode == 0
    return root


@pytest.fixture
def site(built: Path, tmp_path: Path) -> Path:
    """A copy of it, to be broken."""
    shutil.copytree(built / "site", tmp_path / "site")
    return tmp_path / "site"


def _put(page: Path, html: str) -> None:
    """Put something at the end of a page's body."""
    page.write_text(page.read_text("utf-8").replace("</body>", f"{html}</body>"), "utf-8")


def _faults(site: Path, browser: str = "none") -> list[str]:
    done = run("ci", "test-site", site, "--browser", browser, env={"CHROMIUM": chromium()})
    *faults, last = done.stderr.splitlines() or [""]
    assert done.returncode == (1 if faults else 0), done.stderr
    assert last.startswith("Error: the site has ") or not faults
    return faults


# --- building


def test_data_alone_are_enough(tmp_path: Path) -> None:
    shutil.copytree(case("small") / ".", tmp_path / "data")
    done = run("ci", "build", "-C", tmp_path, env={"GITHUB_ACTIONS": ""})
    assert done.returncode == 0, done.stderr
    assert done.stdout.startswith("mkdocs.yml is missing: one like that of a new dossier is written.\n")
    title = yaml.safe_load((tmp_path / "data/dossier.yml").read_text("utf-8"))["title"]
    assert f"{title}</a>" in (tmp_path / "site/index.html").read_text("utf-8")
    assert "Mill Street" not in (tmp_path / "mkdocs.yml").read_text("utf-8")


def test_the_theme_speaks_the_language_of_the_dossier(tmp_path: Path) -> None:
    root = example(tmp_path / "ar", "ar")
    (root / "mkdocs.yml").unlink()
    assert run("ci", "build", "-C", root, env={"GITHUB_ACTIONS": ""}).returncode == 0
    assert '  language: "ar"' in (root / "mkdocs.yml").read_text("utf-8")


def test_a_mkdocs_yml_that_is_there_is_kept(tmp_path: Path) -> None:
    root = project(tmp_path / "p", case("minimal"))
    before = (root / "mkdocs.yml").read_bytes()
    assert run("ci", "build", "-C", root, env={"GITHUB_ACTIONS": ""}).returncode == 0
    assert (root / "mkdocs.yml").read_bytes() == before


@pytest.mark.parametrize(
    ("env", "address"),
    [
        (ON_GITHUB, "https://github.com/owner/dossier/edit/main/a%20b/data/quotes.yml#L1"),
        (ON_GITHUB | {"GITHUB_EVENT_NAME": "pull_request"}, ""),
        (ON_GITHUB | {"GITHUB_REF_TYPE": "tag"}, ""),
        (
            {"GITLAB_CI": "true", "CI_PROJECT_URL": "https://gitlab.example.org/g/d", "CI_COMMIT_BRANCH": "main"},
            "https://gitlab.example.org/g/d/-/edit/main/a%20b/data/quotes.yml#L1",
        ),
    ],
)
def test_pages_lead_to_where_the_host_lets_records_be_edited(
    tmp_path: Path, env: Mapping[str, str], address: str
) -> None:
    repository = Repository(tmp_path / "mono")
    repository.copy(case("three-records"), "a b/data")
    done = run("ci", "build", "-C", repository.root / "a b", env={"GITHUB_ACTIONS": "", **env})
    assert done.returncode == 0, done.stderr
    page = (repository.root / "a b/docs/quotes/guild-opaque.md").read_text("utf-8")
    assert (address or "quotes.yml#L1") in page if address else "/edit/" not in page


def test_what_a_build_prints_is_no_command(tmp_path: Path) -> None:
    root = project(tmp_path / "p", case("minimal"))
    (root / "docs/a.md").write_text("[::error::x](##[error]y.md)\n", "utf-8")
    done = run("ci", "build", "-C", root, env=ON_GITHUB)
    assert done.returncode == 1
    first, *_, last = done.stdout.splitlines()
    assert first.startswith("::stop-commands::")
    assert last == f"::{first.removeprefix('::stop-commands::')}::"


# --- testing the site


def test_nothing_is_wrong_with_a_site_that_was_built(site: Path) -> None:
    assert _faults(site, "required") == []


@pytest.mark.parametrize(
    ("html", "words"),
    [
        ("<a href='nowhere/'>x</a>", "a link leads to 'nowhere/', where nothing is"),
        ("<a href='/nowhere'>x</a>", "a link leads to '/nowhere', where nothing is"),
        ("<a href='../../../etc/passwd'>x</a>", "where nothing is"),
        ("<a href='#nowhere'>x</a>", "has no such place"),
        ("<a href='quotes/#nowhere'>x</a>", "has no such place"),
        ("<a href='javascript:alert(1)'>x</a>", "which is no web address"),
        ("<a href='http://[x'>x</a>", "which is no web address"),
        ("<img src='https://example.org/a.png'>", "another host is asked for 'https://example.org/a.png'"),
        ("<img srcset='a.png 1x, //example.org/b.png 2x'>", "another host is asked for '//example.org/b.png'"),
        ("<script src='https://example.org/a.js'></script>", "another host is asked"),
        ("<link rel='stylesheet' href='https://example.org/a.css'>", "another host is asked"),
        ("<link rel='preconnect' href='https://example.org'>", "another host is asked"),
        ("<iframe src='https://example.org/'></iframe>", "another host is asked"),
        ("<form action='https://example.org/'></form>", "another host is asked"),
        ("<p style='background: url(https://example.org/a.png)'>x", "another host is asked"),
        ("<style>@import 'https://example.org/a.css';</style>", "another host is asked"),
        ("<img src='gone.png'>", "'gone.png' is asked for, and nothing is there"),
    ],
)
def test_what_is_wrong_with_a_page_is_found(site: Path, html: str, words: str) -> None:
    _put(site / "index.html", html)
    faults = _faults(site)
    assert faults
    assert all(fault.startswith("index.html: ") for fault in faults)
    assert any(words in fault for fault in faults)


def test_links_to_elsewhere_are_no_requests(site: Path) -> None:
    _put(site / "index.html", "<a href='https://example.org/'>x</a><link rel='canonical' href='https://example.org/'>")
    assert _faults(site) == []


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
    assert any("the search does not find" in fault or "console" in fault for fault in _faults(site, "required"))


def test_a_script_that_asks_others_is_found(site: Path) -> None:
    script = site / "assets/reader.js"
    script.write_text(f"{script.read_text('utf-8')}\nfetch('https://example.org/x')\n", "utf-8")
    page = site / "index.html"
    page.write_text(page.read_text("utf-8").replace("connect-src 'self'", "connect-src https:"), "utf-8")
    faults = _faults(site, "required")
    assert "another host is asked for 'https://example.org/x'" in faults


def test_what_is_no_site_is_said_to_be_none(tmp_path: Path) -> None:
    assert _faults(tmp_path) == ["index.html: there is none, so this is no site"]


def test_a_machine_without_a_browser_is_told_so(site: Path) -> None:
    no_browser = {"PATH": "/nowhere", "CHROMIUM": ""}
    done = run("ci", "test-site", site, "--browser", "required", env=no_browser)
    assert (done.returncode, "there is no Chromium" in done.stderr) == (1, True)
    done = run("ci", "test-site", site, env=no_browser)
    assert done.returncode == 0
    assert "no search, as there is no browser" in done.stdout


# --- the manifest


def test_the_manifest_tells_every_file_and_is_the_same_again(built: Path, tmp_path: Path) -> None:
    shutil.copytree(built, tmp_path / "p")
    root = tmp_path / "p"
    assert run("ci", "manifest", root / "site", "-C", root).returncode == 0
    first = (root / "site/dossier-manifest.json").read_bytes()
    told = json.loads(first)
    assert {file["path"] for file in told["files"]} == set(files_in(built / "site"))
    assert told["data"]["commit"] is None, "it is in no repository"
    assert len(told["evidence_lock"]["sha256"]) == len(told["data"]["sha256"]) == 64
    assert run("ci", "manifest", root / "site", "-C", root).returncode == 0
    assert (root / "site/dossier-manifest.json").read_bytes() == first


def test_the_manifest_names_the_commit_in_which_the_data_changed_last(tmp_path: Path) -> None:
    repository = Repository(tmp_path / "r")
    repository.copy(case("minimal"))
    of_data = repository.commit()
    repository.write({"README.md": "x", "site/index.html": "x"})
    last = repository.commit()

    def told(root: Path) -> str | None:
        assert run("ci", "manifest", root / "site", "-C", root).returncode == 0
        commit: str | None = json.loads((root / "site/dossier-manifest.json").read_text("utf-8"))["data"]["commit"]
        return commit

    assert told(repository.root) == of_data
    assert told(repository.clone(tmp_path / "shallow", "main", 1)) == last, "further back it does not go"
    repository.write({"data/terms.yml": "- {id: x, name: X, definition: X.}\n"})
    assert told(repository.root) is None


def test_a_site_that_is_not_as_its_manifest_says_is_found(site: Path, built: Path) -> None:
    assert run("ci", "manifest", site, "-C", built).returncode == 0
    assert run("ci", "manifest", "--check", site).stdout == "Every file is as the manifest says.\n"
    _put(site / "index.html", " ")
    (site / "404.html").unlink()
    (site / "more.html").write_text("x", "utf-8")
    done = run("ci", "manifest", "--check", site)
    assert done.returncode == 1
    assert done.stderr.splitlines() == [
        "404.html is not there",
        "index.html is not what the manifest says",
        "more.html is not in the manifest",
        "Error: three files of the site differ from its manifest.",
    ]


@pytest.mark.parametrize("content", ["", "{}", "[]", '{"format": 9}', '{"format": 1, "files": [1]}', "\0"])
def test_what_is_no_manifest_is_said_to_be_none(site: Path, content: str) -> None:
    (site / "dossier-manifest.json").write_text(content, "utf-8")
    done = run("ci", "manifest", "--check", site)
    assert done.returncode == 1
    assert done.stderr.startswith("Error: Th")
