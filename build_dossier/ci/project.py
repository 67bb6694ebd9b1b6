"""What a repository with nothing but `data/` lacks for a site, and where on the host its records can be edited."""

from __future__ import annotations

import json
import os
import re
from collections.abc import Mapping
from importlib.resources import files
from importlib.util import find_spec
from pathlib import Path
from urllib.parse import quote

from build_dossier.load.reading import read
from build_dossier.project import Project
from build_dossier.repository import repository_of

CONFIG = "mkdocs.yml"


def give_config(project: Project) -> bool:
    """Write the `mkdocs.yml` of a new dossier where there is none, with the name and language of this one."""
    config = project.root / CONFIG
    if config.exists():
        return False
    dossier = read(project.data, "data").dossier
    title, language = (dossier.about.title, dossier.about.language) if dossier else ("Dossier", "en")
    text = (files("build_dossier.starter") / "files" / CONFIG).read_text("utf-8")
    config.write_text(_set(_set(text, "site_name", title), "  language", _of_theme(language)), "utf-8")
    return True


def _set(text: str, name: str, value: str) -> str:
    """The text with another value in the one line that begins with a name; a description that is not ours goes."""
    line = f"{name}: {json.dumps(value, ensure_ascii=False)}"
    text = re.sub(rf"^{name}:.*$", lambda _: line, text, count=1, flags=re.MULTILINE)
    return re.sub(r"^site_description:.*\n", "", text, flags=re.MULTILINE)


def _of_theme(language: str) -> str:
    """The language of the theme that comes nearest: its own words are in fewer languages than a dossier may be."""
    spec = find_spec("material")
    folders = list(spec.submodule_search_locations or ()) if spec else []
    for name in (language, language.partition("-")[0]):
        if any((Path(folder) / "templates/partials/languages" / f"{name}.html").is_file() for folder in folders):
            return name
    return "en"


def url(environment: Mapping[str, str]) -> str:
    """Where the host will show the site, if this run is one that publishes it; GitHub tells this by an action only."""
    is_published = environment.get("CI_COMMIT_BRANCH") and (
        environment.get("CI_COMMIT_BRANCH") == environment.get("CI_DEFAULT_BRANCH")
    )
    return environment.get("CI_PAGES_URL", "") if environment.get("GITLAB_CI") == "true" and is_published else ""


def edit_url(project: Project, environment: Mapping[str, str]) -> str:
    """Where the host lets a record be edited; '' where that is not known, or the branch is no lasting one."""
    if environment.get("GITHUB_ACTIONS") == "true":
        if environment.get("GITHUB_EVENT_NAME", "").startswith("pull_request"):
            return ""
        if environment.get("GITHUB_REF_TYPE") != "branch":
            return ""
        place = f"{environment.get('GITHUB_SERVER_URL')}/{environment.get('GITHUB_REPOSITORY')}/edit"
        branch = environment.get("GITHUB_REF_NAME", "")
    elif environment.get("GITLAB_CI") == "true":
        place, branch = f"{environment.get('CI_PROJECT_URL')}/-/edit", environment.get("CI_COMMIT_BRANCH", "")
    else:
        return ""
    if not branch or not place.startswith("https://"):
        return ""
    root = repository_of(project.root)
    inside = Path(os.path.relpath(project.root, root)).as_posix() if root else "."
    folder = "" if inside == "." else f"{quote(inside)}/"
    return f"{place}/{quote(branch)}/{folder}{{path}}#L{{line}}"
