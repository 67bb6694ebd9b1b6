"""What building the site needs and no page has a part in, got ready while the pages are made.

A build is right without it; it only waits less.
"""

from __future__ import annotations

from collections.abc import Collection
from contextlib import suppress
from dataclasses import dataclass, field
from types import CodeType

from build_dossier.host.configuring import configured, listening  # isort: skip -- before MkDocs

from jinja2 import FileSystemLoader, TemplateError
from jinja2.bccache import Bucket, BytecodeCache
from jinja2.meta import find_referenced_templates
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import Files, get_files

from build_dossier.host import inputs
from build_dossier.host.errors import BadConfigError
from build_dossier.host.plugin import with_our_theme
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
    found: Files | None = None
    """The files of the documentation folder and of the theme."""
    where: tuple[frozenset[str], list[str]] = (frozenset(), [])
    """All that stood in the documentation folder, and the folders of the theme, when they were looked for."""

    def files(self, config: MkDocsConfig, docs: Collection[str]) -> Files | None:
        """All files for a site, where they are those that were found."""
        if self.found is None or self.where != (docs, config.theme.dirs):
            return None
        for file in self.found:
            file.dest_dir = config.site_dir
        return self.found


def readied(project: Project) -> Readied:
    """Get ready to build; a mistake in `mkdocs.yml` shows when it is used."""
    ready = Readied()  # not what was kept of all pages: it would add to the memory of those who make them
    with suppress(BadConfigError):
        ready.config = config = configured(project, strict=True)
        found_at_first, config.theme.dirs = config.theme.dirs, with_our_theme(config)
        _compile(config, ready.templates)
        with listening() as listener:
            ready.where = frozenset(inputs.paths_in(project.docs)), config.theme.dirs
            ready.found = found(config)
        if listener.said:  # it is said where it stops the build
            ready.found = None
        config.theme.dirs = found_at_first  # other plugins may put theirs before ours
    return ready


def found(config: MkDocsConfig) -> Files:
    """The files of the documentation folder and of the theme, as MkDocs finds them."""
    files = get_files(config)
    files.add_files_from_theme(config.theme.get_env(), config)
    return files


def _compile(config: MkDocsConfig, templates: CompiledTemplates) -> None:
    """Compile the template of a page and all that it takes in."""
    environment, loader = config.theme.get_env(), FileSystemLoader(config.theme.dirs)
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
