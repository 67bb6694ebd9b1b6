"""What Zensical is told: a configuration that inherits `mkdocs.yml`, and our templates as it can read them.

Its templates are MiniJinja's: no functions can be given to them, and no theme stands between the site owner's and its
own. So ours are written out for each build, with the words in them in the dossier's language.
"""

from __future__ import annotations

import os
import re
import shutil
from pathlib import Path
from typing import Any

from markupsafe import escape
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.utils.yaml import yaml_load
from yaml import YAMLError, safe_dump

from build_dossier.language.speaking import Language, gettext, speaking

_THEME = Path(__file__).parent / "theme"
_WORDS = re.compile(r"""\{\{ _\("([^"]*)"((?:, \w+=[\w.]+)*)\) \}\}""")
_VALUE = re.compile(r"(\w+)=([\w.]+)")
DOCS, SITE, THEME, CONFIG = "docs", "site", "theme", "mkdocs.yml"


def prepare(workshop: Path, config: MkDocsConfig, language: Language) -> Path:
    """Fill an empty folder, which must be below that of `mkdocs.yml`, with all that a build needs; its configuration.

    Zensical takes pages from, and writes a site into, folders below that of its configuration only. So the pages are
    linked into the workshop, and what it leaves behind goes with it.
    """
    shutil.copytree(config.docs_dir, workshop / DOCS, copy_function=_link)
    _write_theme(workshop / THEME, config.theme.custom_dir, language)
    path = workshop / CONFIG
    path.write_text(_settings(workshop, config), "utf-8")
    return path


def _link(source: str, target: str) -> None:
    """The same file under a second name, or a copy where a file cannot have two."""
    try:
        os.link(os.path.realpath(source), target)
    except OSError:
        shutil.copyfile(source, target)


def _settings(workshop: Path, config: MkDocsConfig) -> str:
    """What differs from `mkdocs.yml`. Lists of a file that inherits are added to those of the inherited one."""
    with Path(config.config_file_path).open("rb") as file:
        written = yaml_load(file)
    language = config.theme["language"]
    settings: dict[str, Any] = {
        "INHERIT": os.path.relpath(config.config_file_path, workshop),
        "docs_dir": DOCS,
        "site_dir": SITE,
        # Of its two looks the one that our style sheets fit; without fonts of another host.
        "theme": {"name": "material", "variant": "classic", "custom_dir": THEME, "language": language, "font": False},
        "extra": {name: value for name, value in config.extra.items() if name.startswith("dossier_")},
        "plugins": _as_in(written.get("plugins"), {"search": {"enabled": False}}),
        "markdown_extensions": _as_in(written.get("markdown_extensions"), _extensions(config, written)),
    }
    return safe_dump(settings, allow_unicode=True, sort_keys=False)


def _as_in(written: object, added: dict[str, Any]) -> dict[str, Any] | list[dict[str, Any]]:
    """In the form in which `mkdocs.yml` has the same, as the two are put together."""
    return added if isinstance(written, dict) else [{name: settings} for name, settings in added.items()]


def _extensions(config: MkDocsConfig, written: dict[str, Any]) -> dict[str, Any]:
    """The words of a permanent link, in the dossier's language; and what MkDocs takes where nothing is named."""
    usual: dict[str, Any] = {} if "markdown_extensions" in written else {"tables": {}, "fenced_code": {}}
    toc = config.mdx_configs.get("toc", {})
    try:
        safe_dump(toc)
    except YAMLError:  # a function, which `mkdocs.yml` names in a way of its own
        return usual
    return usual | {"toc": dict(toc)}


def _write_theme(target: Path, own: str | None, language: Language) -> None:
    """Our templates, and over them those of the site's owner."""
    shutil.copytree(_THEME, target)
    for path in target.rglob("*.html"):
        path.write_text(spoken(path.read_text("utf-8"), language), "utf-8")
    if own:
        shutil.copytree(own, target, dirs_exist_ok=True)


def spoken(template: str, language: Language) -> str:
    """A template of ours in which each message is the words themselves, in a language."""

    def said(match: re.Match[str]) -> str:
        values = {name: f"{{{{ {value} | e }}}}" for name, value in _VALUE.findall(match[2])}
        words = str(escape(gettext(match[1])))
        return re.sub(r"\{(\w+)\}", lambda name: values[name[1]], words)

    with speaking(language):
        text = _WORDS.sub(said, template)
    if "_(" in text:
        raise AssertionError("A message stands in a template where it is not simply printed.")
    return text
