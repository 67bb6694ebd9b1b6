"""What a run tells people on GitHub: the one comment of a pull request, the one issue about links."""

from __future__ import annotations

from collections.abc import Mapping
from io import BytesIO
from typing import Any
from zipfile import BadZipFile, ZipFile

from build_dossier.ci.api import Api, HostError
from build_dossier.ci.report import LARGEST
from build_dossier.ci.run import After

ARTIFACT = "dossier-report"
"""The artifact of the untrusted run that holds its report, and nothing else that is read."""
REPORT = "report.json"
_LARGEST_ZIP = 50_000_000
_BOT = "github-actions[bot]"


def api_of(environment: Mapping[str, str]) -> Api:
    """GitHub's API, with the token of the run. Raises HostError."""
    token = environment.get("GITHUB_TOKEN", "")
    if not token:
        raise HostError("There is no GITHUB_TOKEN in the environment of this step.")
    headers = {
        "Authorization": f"Bearer {token}",
        "Accept": "application/vnd.github+json",
        "X-GitHub-Api-Version": "2022-11-28",
    }
    return Api(environment.get("GITHUB_API_URL") or "https://api.github.com", headers)


# --- the run that has ended


def report_of(api: Api, repository: str, run: int) -> bytes | None:
    """The report that a run left as an artifact; None where it left none. Raises HostError."""
    found = api.get(f"/repos/{repository}/actions/runs/{run}/artifacts", name=ARTIFACT)
    artifacts = found.get("artifacts") if isinstance(found, dict) else None
    live = [each for each in artifacts or [] if each.get("name") == ARTIFACT and not each.get("expired")]
    if not live:
        return None
    number = max(int(each["id"]) for each in live)
    return _unpacked(api.file(f"/repos/{repository}/actions/artifacts/{number}/zip", _LARGEST_ZIP))


def _unpacked(content: bytes) -> bytes:
    """One member, in memory, no more of it than a report may have: the rest of the archive is never looked at."""
    try:
        with ZipFile(BytesIO(content)) as archive, archive.open(REPORT) as member:
            return member.read(LARGEST + 1)
    except (BadZipFile, KeyError, OSError, RuntimeError, NotImplementedError, ValueError, EOFError):
        raise HostError(f"The artifact of the run is no archive with a {REPORT}.") from None


def pull_of(api: Api, repository: str, after: After) -> int:
    """The open pull request whose newest commit a run was for; 0 where there is none (any more). Raises HostError.

    What the run itself says of this is not asked: it could name another pull request.
    """
    head = f"{after.head_owner}:{after.head_branch}"
    pulls = api.pages(f"/repos/{repository}/pulls", state="open", head=head)
    return next((int(pull["number"]) for pull in pulls if _at(pull, "head", "sha") == after.head), 0)


def _at(value: Any, *names: str) -> Any:  # noqa: ANN401 -- what JSON holds
    for name in names:
        value = value.get(name) if isinstance(value, dict) else None
    return value


# --- what is told


def keep_comment(api: Api, repository: str, number: int, mark: str, text: str) -> str:
    """Write the comment with a mark, or change the one that is there; 'written', 'changed' or 'unchanged'."""
    place = f"/repos/{repository}/issues"
    for comment in api.pages(f"{place}/{number}/comments"):
        if _is_ours(comment, mark):
            if _same(comment, text):
                return "unchanged"
            api.send("PATCH", f"{place}/comments/{int(comment['id'])}", body=text)
            return "changed"
    api.send("POST", f"{place}/{number}/comments", body=text)
    return "written"


def keep_issue(api: Api, repository: str, mark: str, title: str, text: str, *, is_open: bool) -> str:  # noqa: PLR0913 -- what an issue is made of
    """Write the issue with a mark, change the open one, or close it where nothing is left to do."""
    place = f"/repos/{repository}/issues"
    ours = (issue for issue in api.pages(place, state="open", creator=_BOT) if _is_ours(issue, mark))
    issue = next((each for each in ours if "pull_request" not in each), None)
    if issue is None:
        if not is_open:
            return "not needed"
        api.send("POST", place, title=title, body=text)
        return "written"
    if is_open and _same(issue, text):
        return "unchanged"
    state = "open" if is_open else "closed"
    api.send("PATCH", f"{place}/{int(issue['number'])}", body=text, state=state)
    return "changed" if is_open else "closed"


def _is_ours(item: dict[str, Any], mark: str) -> bool:
    """Whether the workflows wrote it: anybody can write a mark."""
    return str(item.get("body") or "").startswith(mark) and _at(item, "user", "login") == _BOT


def _same(item: dict[str, Any], text: str) -> bool:
    return str(item["body"]).replace("\r\n", "\n").strip() == text.strip()
