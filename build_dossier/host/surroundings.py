"""What every page depends on beside its own Markdown, by name, and whether pages depend on nothing else.

Where another plugin, a hook, or a template could make a page depend on the text of others, all is built together.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure import StructureItem
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page

from build_dossier.host import inputs
from build_dossier.host.plugin import DossierPlugin

CONFIGURATION, PACKAGES, SHELL, OVERRIDES, NAVIGATION, DOSSIER = (
    "mkdocs.yml",
    "the versions of packages",
    "the shell of the pages",
    "the theme's overrides",
    "the navigation",
    "the dossier's language, day or downloads",
)
_THEME_TEMPLATES = {"404.html", "sitemap.xml"}
# Extensions that read nothing but the page.
_OF_MARKDOWN = (
    "abbr admonition attr_list codehilite def_list extra fenced_code footnotes legacy_attrs legacy_em md_in_html meta "
    "nl2br sane_lists smarty tables toc wikilinks"
)
_OF_PYMDOWNX = (
    "betterem caret critic details highlight inlinehilite keys magiclink mark smartsymbols superfences tabbed tasklist "
    "tilde"
)
_EXTENSIONS = frozenset(
    (
        *_OF_MARKDOWN.split(),
        *(f"markdown.extensions.{name}" for name in _OF_MARKDOWN.split()),
        *(f"pymdownx.{name}" for name in _OF_PYMDOWNX.split()),
    )
)
_ASKS_FOR_MORE = re.compile(
    rb"\bpages\b|\bbuild_date_utc\b|\brandom\b|_page\s*\.\s*(content|toc|markdown)\b|\bsitemap\b"
)
# Where things stand on this machine; and what has a digest of its own.
_NOT_SHOWN = {
    "config_file_path",
    "docs_dir",
    "site_dir",
    "nav",
    "theme",
    "plugins",
    "hooks",
    "watch",
    "extra",
    "dev_addr",
}


def stand_alone(config: MkDocsConfig) -> bool:
    """Whether each page can be made by itself: with no other plugin and theme, and templates that allow it."""
    return (
        config.theme.name == "material"
        and [type(plugin) for plugin in config.plugins.values()] == [DossierPlugin]
        and not config.hooks
        and not config.extra_templates
        and config.theme.static_templates == _THEME_TEMPLATES
        and _EXTENSIONS.issuperset(config.markdown_extensions)
        and not any(_ASKS_FOR_MORE.search(content) for content in _own_templates(config))
    )


def surroundings(config: MkDocsConfig, nav: Navigation, day: str) -> dict[str, str]:
    """The digests of all that every page depends on, after our plugin has put into the configuration what it adds."""
    shown = {name: config[name] for name in config if name not in _NOT_SHOWN}
    theme = {name: str(value) if name == "locale" else value for name, value in config.theme.items()}
    return {
        CONFIGURATION: _digest((shown, {name: value for name, value in theme.items() if name != "language"})),
        PACKAGES: inputs.packages(),
        SHELL: inputs.shell(),
        OVERRIDES: overrides(config),
        NAVIGATION: _digest([_entry(item) for item in nav.items]),
        DOSSIER: _digest((config.extra, theme.get("language"), day or inputs.date_of_build())),
    }


def overrides(config: MkDocsConfig) -> str:
    """The digest of the templates and files that the owner of the site puts before the theme's."""
    own = config.theme.custom_dir
    return inputs.digest_of_folder(Path(own)) if own else ""


def _own_templates(config: MkDocsConfig) -> Iterator[bytes]:
    own = config.theme.custom_dir
    for path in Path(own).rglob("*") if own else ():
        if path.suffix in {".html", ".xml"}:
            yield path.name.encode() + path.read_bytes()


def _entry(item: StructureItem) -> object:
    """What a template can show of an entry of the navigation."""
    if isinstance(item, Page):
        return ("page", item.title, item.url, item.file.src_uri, item.meta)
    children = getattr(item, "children", None) or ()
    return (item.is_section, item.title, getattr(item, "url", ""), [_entry(child) for child in children])


def _digest(value: object) -> str:
    return inputs.digest_of(json.dumps(_plain(value)))


def _plain(value: object) -> object:
    """A value of a configuration as JSON has it: the same in each process and on each machine."""
    if value is None or isinstance(value, str | int | float):
        return value
    if isinstance(value, Mapping):
        return {"dict": [[_plain(key), _plain(each)] for key, each in value.items()]}
    if isinstance(value, list | tuple):
        return [_plain(each) for each in value]
    if callable(value):
        return f"{getattr(value, '__module__', '')}.{getattr(value, '__qualname__', type(value).__qualname__)}"
    return repr(value)
