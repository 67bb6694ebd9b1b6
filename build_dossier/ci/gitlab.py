"""What a pipeline tells people on GitLab: the one note of a merge request, the one issue about links.

A pipeline has no token of its own that may write; whoever wants this gives it one in the variable DOSSIER_TOKEN.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from urllib.parse import quote

from build_dossier.ci.api import Api, HostError


def api_of(environment: Mapping[str, str]) -> Api:
    """GitLab's API, with the token that it was given. Raises HostError."""
    token = environment.get("DOSSIER_TOKEN", "")
    if not token:
        raise HostError("There is no DOSSIER_TOKEN in the variables of this job.")
    return Api(environment.get("CI_API_V4_URL") or "https://gitlab.com/api/v4", {"PRIVATE-TOKEN": token})


def keep_note(api: Api, project: str, number: int, mark: str, text: str) -> str:
    """Write the note with a mark, or change the one that is there; 'written', 'changed' or 'unchanged'."""
    place, own = f"/projects/{quote(project, safe='')}/merge_requests/{number}/notes", _own(api)
    for note in api.pages(place):
        if _is_ours(note, "body", mark, own):
            if str(note["body"]).strip() == text.strip():
                return "unchanged"
            api.send("PUT", f"{place}/{int(note['id'])}", body=text)
            return "changed"
    api.send("POST", place, body=text)
    return "written"


def keep_issue(api: Api, project: str, mark: str, title: str, text: str, *, is_open: bool) -> str:  # noqa: PLR0913 -- what an issue is made of
    """Write the issue with a mark, change the open one, or close it where nothing is left to do."""
    place, own = f"/projects/{quote(project, safe='')}/issues", _own(api)
    issues = (each for each in api.pages(place, state="opened") if _is_ours(each, "description", mark, own))
    issue = next(issues, None)
    if issue is None:
        if not is_open:
            return "not needed"
        api.send("POST", place, title=title, description=text)
        return "written"
    if is_open and str(issue["description"]).strip() == text.strip():
        return "unchanged"
    done = {} if is_open else {"state_event": "close"}
    api.send("PUT", f"{place}/{int(issue['iid'])}", description=text, **done)
    return "changed" if is_open else "closed"


def _own(api: Api) -> int:
    user = api.get("/user")
    if not isinstance(user, dict) or type(user.get("id")) is not int:
        raise HostError("GitLab does not say whose token this is.")
    return int(user["id"])


def _is_ours(item: dict[str, Any], field: str, mark: str, own: int) -> bool:
    """Whether the token's user wrote it: anybody can write a mark."""
    author = item.get("author")
    by_us = isinstance(author, dict) and author.get("id") == own
    return by_us and str(item.get(field) or "").startswith(mark)
