"""What building the site needs and no page has a part in, got ready while the pages are made.

A build is right without it; it only waits less.
"""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass, field
from types import CodeType

from build_dossier.host.configuring import configured  # isort: skip -- before MkDocs

from jinja2 import FileSystemLoader, TemplateError
from jinja2.bccache import Bucket, BytecodeCache
from jinja2.meta import find_referenced_templates
from mkdocs.config.defaults import MkDocsConfig

from build_dossier.host.errors import BadConfigError
from build_dossier.host.plugin import THEME
from build_dossier.project import Project


class CompiledTemplates(BytecodeCache):
    """Keeps compiled templates in the memory of this process, for the next environment of the same templates."""

    def __init__(self) -> None:
        self._code: dict[tuple[str, str], CodeType] = {}

    def load_bytecode(self, bucket: Bucket) -> None:
        """Give what was compiled of the same source."""
        bucket.code = self._code.get((bucket.key, bucket.checksum))

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep what was compiled."""
        if bucket.code:
            self._code[bucket.key, bucket.checksum] = bucket.code


@dataclass
class Readied:
    """What was got ready; what was not is got when it is asked for."""

    config: MkDocsConfig | None = None
    templates: CompiledTemplates = field(default_factory=CompiledTemplates)


def readied(project: Project) -> Readied:
    """Get ready to build; a mistake in `mkdocs.yml` shows when it is used."""
    ready = Readied()  # not what was kept of all pages: it would add to the memory of those who make them
    with suppress(BadConfigError):
        ready.config = configured(project, strict=True)
        _compile(ready.config, ready.templates)
    return ready


def _compile(config: MkDocsConfig, templates: CompiledTemplates) -> None:
    """Compile the template of a page and all that it takes in; ours stand before those of the theme, as in a build."""
    environment, loader = config.theme.get_env(), FileSystemLoader([str(THEME), *config.theme.dirs])
    environment.loader, environment.bytecode_cache = loader, templates
    waiting, known = ["main.html"], set[str]()
    while waiting:
        name = waiting.pop()
        known.add(name)
        with suppress(TemplateError):  # which shows when it is used
            environment.get_template(name)
            source, _, _ = loader.get_source(environment, name)
            used = find_referenced_templates(environment.parse(source))
            waiting += [each for each in used if each and each not in known]
